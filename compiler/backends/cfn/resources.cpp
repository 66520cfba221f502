// Entities to CloudFormation resources.
#include "backends/cfn/resources.h"

#include "backends/cfn/naming.h"
#include "model/evaluate.h"

namespace iamgen::backends::cfn {
namespace {

using writers::CallOf;
using writers::List;
using writers::Map;
using writers::Text;
using writers::Value;

Value Ref(const std::string& id) { return CallOf("Ref", "!Ref", {Text(id)}); }

Value GetArn(const std::string& id) {
  return CallOf("Fn::GetAtt", "!GetAtt", {List{{Text(id)}, {Text("Arn")}}},
                {Text(id + ".Arn")});
}

Value ResourceOf(const char* type, Map properties, bool retain) {
  Map resource;
  resource.push_back({.key = "Type", .value = {Text(type)}});
  if (retain) {
    resource.push_back({.key = "DeletionPolicy", .value = {Text("Retain")}});
    resource.push_back(
        {.key = "UpdateReplacePolicy", .value = {Text("Retain")}});
  }
  resource.push_back({.key = "Properties", .value = {std::move(properties)}});
  return {std::move(resource)};
}

// What the account being built is called in `Fn::Sub`; empty for what has no
// pseudo parameter.
const char* PseudoParameter(model::HoleKind kind) {
  switch (kind) {
    case model::HoleKind::kAccountId:
      return "${AWS::AccountId}";
    case model::HoleKind::kPartition:
      return "${AWS::Partition}";
    case model::HoleKind::kDnsSuffix:
      return "${AWS::URLSuffix}";
    // The region of the topology is not the one the stack is created in.
    case model::HoleKind::kRegion:
    case model::HoleKind::kAccountName:
    case model::HoleKind::kVariable:
    case model::HoleKind::kAccountIds:
    case model::HoleKind::kEntityArn:
      break;
  }
  return "";
}

// Literal text inside `Fn::Sub`: `${` stays what it is only as `${!`.
void AddForSub(Text& into, std::string_view literal) {
  std::string escaped;
  for (std::size_t i = 0; i < literal.size(); ++i) {
    escaped += literal[i];
    if (literal[i] == '$' && i + 1 < literal.size() && literal[i + 1] == '{') {
      escaped += "{!";
      ++i;
    }
  }
  into.Add(escaped);
}

}  // namespace

std::string Resources::LogicalIdOf(model::EntityRef entity) const {
  switch (entity.kind) {
    case model::EntityKind::kRole:
      return LogicalId("Role",
                       topology_.roles[model::RoleId{entity.index}].key);
    case model::EntityKind::kPolicy:
      return LogicalId("Policy",
                       topology_.policies[model::PolicyId{entity.index}].key);
    case model::EntityKind::kInstanceProfile:
      break;
  }
  return LogicalId(
      "InstanceProfile",
      topology_.profiles[support::Id<model::InstanceProfile>{entity.index}]
          .key);
}

bool Resources::IsSymbolic(const model::Hole& hole, Position position,
                           model::EntityRef from) const {
  return hole.kind == model::HoleKind::kEntityArn &&
         ((position == Position::kPrincipal && hole.entity != from) ||
          references_.MayDepend(from, hole.entity));
}

Text Resources::Plain(const model::Text& text) {
  Text made;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      made.Add(*literal);
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (hole.kind == model::HoleKind::kEntityArn) {
      const Text inner = Plain(model::OwnArnText(topology_, hole.entity));
      for (const auto& piece : inner.pieces) {
        if (const auto* literal = std::get_if<std::string>(&piece)) {
          made.Add(*literal);
        } else {
          made.AddSlot(std::get<writers::Slot>(piece));
        }
      }
    } else {
      made.AddSlot(slots_.For(hole, SlotForm::kPlain));
    }
  }
  return made;
}

Value Resources::Convert(const model::Text& text, Position position,
                         model::EntityRef from) {
  // By-name ARNs first, so that what is left is text, slots and references.
  model::Text flat;
  bool needs_sub = false;
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole == nullptr) {
      flat.Add(std::get<std::string>(part));
    } else if (hole->kind == model::HoleKind::kEntityArn &&
               !IsSymbolic(*hole, position, from)) {
      flat.Add(model::OwnArnText(topology_, hole->entity));
    } else {
      flat.Add(*hole);
    }
  }
  for (const auto& part : flat.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    needs_sub |=
        hole != nullptr && (hole->kind == model::HoleKind::kEntityArn ||
                            *PseudoParameter(hole->kind) != '\0');
  }
  if (!needs_sub) {
    return {Plain(flat)};
  }
  if (flat.parts.size() == 1) {
    const model::Hole& hole = std::get<model::Hole>(flat.parts.front());
    if (hole.kind == model::HoleKind::kEntityArn) {
      const std::string id = LogicalIdOf(hole.entity);
      return hole.entity.kind == model::EntityKind::kPolicy ? Ref(id)
                                                            : GetArn(id);
    }
    const std::string_view pseudo = PseudoParameter(hole.kind);
    return Ref(std::string(pseudo.substr(2, pseudo.size() - 3)));
  }
  Text made;
  for (const auto& part : flat.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      AddForSub(made, *literal);
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (hole.kind == model::HoleKind::kEntityArn) {
      const bool by_ref = hole.entity.kind == model::EntityKind::kPolicy;
      made.Add("${" + LogicalIdOf(hole.entity) + (by_ref ? "}" : ".Arn}"));
    } else if (const char* pseudo = PseudoParameter(hole.kind);
               *pseudo != '\0') {
      made.Add(pseudo);
    } else {
      made.AddSlot(slots_.For(hole, SlotForm::kSub));
    }
  }
  return CallOf("Fn::Sub", "!Sub", {std::move(made)});
}

Value Resources::Tree(const model::Document& document, model::AccountId account,
                      model::EntityRef from) {
  return ToTree(document,
                {topology_, account,
                 [&](const model::Text& text, Position position) {
                   return Convert(text, position, from);
                 },
                 [&](const model::Text& text) { return Plain(text); }});
}

Value Resources::Attached(const model::Attachment& attachment,
                          model::EntityRef from) {
  if (attachment.policy.valid()) {
    return Ref(
        LogicalIdOf({model::EntityKind::kPolicy, attachment.policy.index}));
  }
  return Convert(attachment.arn.value, Position::kText, from);
}

void Resources::AddPath(const model::Text& path, Map& properties) {
  // Left out where it is IAM's own default.
  if (!path.IsLiteral() || path.literal() != "/") {
    properties.push_back({.key = "Path", .value = {Plain(path)}});
  }
}

Resource Resources::Policy(model::PolicyId id, model::AccountId account) {
  const model::ManagedPolicy& policy = topology_.policies[id];
  const model::EntityRef self{model::EntityKind::kPolicy, id.index};
  Map properties;
  properties.push_back(
      {.key = "ManagedPolicyName", .value = {Plain(policy.name.value)}});
  AddPath(policy.path.value, properties);
  if (!policy.description.value.empty()) {
    properties.push_back(
        {.key = "Description", .value = {Plain(policy.description.value)}});
  }
  properties.push_back(
      {.key = "PolicyDocument", .value = Tree(policy.document, account, self)});
  return {LogicalIdOf(self), ResourceOf("AWS::IAM::ManagedPolicy",
                                        std::move(properties), policy.retain)};
}

Resource Resources::Role(model::RoleId id, model::AccountId account) {
  const model::Role& role = topology_.roles[id];
  const model::EntityRef self{model::EntityKind::kRole, id.index};
  Map properties;
  properties.push_back({.key = "RoleName", .value = {Plain(role.name.value)}});
  AddPath(role.path.value, properties);
  if (!role.description.value.empty()) {
    properties.push_back(
        {.key = "Description", .value = {Plain(role.description.value)}});
  }
  if (role.max_session_seconds) {
    properties.push_back({.key = "MaxSessionDuration",
                          .value = {role.max_session_seconds->value}});
  }
  properties.push_back({.key = "AssumeRolePolicyDocument",
                        .value = Tree(role.trust, account, self)});
  if (role.boundary) {
    properties.push_back({.key = "PermissionsBoundary",
                          .value = Attached(*role.boundary, self)});
  }
  if (!role.attachments.empty()) {
    List arns;
    for (const model::Attachment& attachment : role.attachments) {
      arns.push_back(Attached(attachment, self));
    }
    properties.push_back(
        {.key = "ManagedPolicyArns", .value = {std::move(arns)}});
  }
  List policies;
  for (const model::InlinePolicy& one : role.inlines) {
    if (!HasStatements(one.document, topology_, account)) {
      continue;
    }
    Map policy;
    policy.push_back({.key = "PolicyName", .value = {Plain(one.name.value)}});
    policy.push_back(
        {.key = "PolicyDocument", .value = Tree(one.document, account, self)});
    policies.push_back({std::move(policy)});
  }
  if (!policies.empty()) {
    properties.push_back({.key = "Policies", .value = {std::move(policies)}});
  }
  if (!role.tags.empty()) {
    List tags;
    for (const model::Tag& tag : role.tags) {
      Map pair;
      pair.push_back({.key = "Key", .value = {Plain(tag.key)}});
      pair.push_back({.key = "Value", .value = {Plain(tag.value.value)}});
      tags.push_back({std::move(pair)});
    }
    properties.push_back({.key = "Tags", .value = {std::move(tags)}});
  }
  return {LogicalIdOf(self),
          ResourceOf("AWS::IAM::Role", std::move(properties), role.retain)};
}

Resource Resources::Profile(support::Id<model::InstanceProfile> id,
                            model::AccountId) {
  const model::InstanceProfile& profile = topology_.profiles[id];
  Map properties;
  properties.push_back(
      {.key = "InstanceProfileName", .value = {Plain(profile.name.value)}});
  AddPath(profile.path.value, properties);
  properties.push_back(
      {.key = "Roles",
       .value = {List{
           Ref(LogicalIdOf({model::EntityKind::kRole, profile.role.index}))}}});
  return {LogicalIdOf({model::EntityKind::kInstanceProfile, id.index}),
          ResourceOf("AWS::IAM::InstanceProfile", std::move(properties),
                     topology_.roles[profile.role].retain)};
}

namespace {

// What tells the holes of sources apart, in all accounts alike.
std::string WordFor(const model::Hole& hole, const model::Topology& topology) {
  switch (hole.kind) {
    case model::HoleKind::kAccountId:
      return "{}";
    case model::HoleKind::kAccountName:
      return "{account.name}";
    case model::HoleKind::kPartition:
      return "{partition}";
    case model::HoleKind::kDnsSuffix:
      return "{dns_suffix}";
    case model::HoleKind::kRegion:
      return "{region}";
    case model::HoleKind::kVariable:
      return "{" + topology.variables[hole.variable].name +
             (hole.part == model::BucketPart::kNone         ? "}"
              : hole.part == model::BucketPart::kBucketArn  ? ":bucket}"
              : hole.part == model::BucketPart::kObjectsArn ? ":objects}"
                                                            : ":prefix}");
    case model::HoleKind::kAccountIds:
    case model::HoleKind::kEntityArn:
      break;
  }
  // An ARN of IAM is no source; a set has been written out.
  return "{arn}";
}

// The account field of an ARN, if it is written out: the fifth between colons.
std::string LiteralAccountOf(const model::Text& arn) {
  std::size_t colons = 0;
  std::string field;
  for (const auto& part : arn.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    if (literal == nullptr) {
      if (colons == 4) {
        return {};
      }
      continue;
    }
    for (const char c : *literal) {
      if (c == ':') {
        ++colons;
      } else if (colons == 4) {
        field += c;
      }
    }
  }
  constexpr std::size_t kDigits = 12;
  return field.size() == kDigits &&
                 field.find_first_not_of("0123456789") == std::string::npos
             ? field
             : std::string();
}

}  // namespace

Resource Resources::Permission(const model::LambdaJob& job, std::size_t index,
                               const model::LocatedText& source_arn) {
  const model::EntityRef self{model::EntityKind::kRole, job.role.index};
  Map properties;
  properties.push_back(
      {.key = "Action", .value = {Text("lambda:InvokeFunction")}});
  properties.push_back(
      {.key = "FunctionName", .value = {Plain(job.name.value)}});
  properties.push_back(
      {.key = "Principal", .value = {Text(job.permissions[index].service)}});
  // A source of another account is held to that account.
  const std::string other = LiteralAccountOf(source_arn.value);
  properties.push_back(
      {.key = "SourceAccount",
       .value = other.empty() ? Ref("AWS::AccountId") : Value{Text(other)}});
  properties.push_back(
      {.key = "SourceArn",
       .value = Convert(source_arn.value, Position::kText, self)});
  const std::string& service = job.permissions[index].service;
  std::string source;
  for (const auto& part : source_arn.value.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    source += literal != nullptr
                  ? *literal
                  : WordFor(std::get<model::Hole>(part), topology_);
  }
  std::string id =
      LogicalId("Permission",
                job.key + "/" + service.substr(0, service.find('.')), source);
  return {std::move(id),
          ResourceOf("AWS::Lambda::Permission", std::move(properties), false)};
}

}  // namespace iamgen::backends::cfn

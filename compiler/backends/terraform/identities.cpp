// Roles, instance profiles, groups, users, and the policies of all of them.
#include <algorithm>
#include <utility>

#include "backends/arn_text.h"
#include "backends/name_hash.h"
#include "backends/terraform/naming.h"
#include "backends/terraform/resources.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::terraform {

using model::EntityKind;
using model::EntityRef;
using writers::List;
using writers::Map;
using writers::Text;
using writers::Value;

namespace {

// How the blocks that belong to an identity are called, and the attribute that
// says whose they are.
struct Belongings {
  const char* owner;
  const char* inline_type;
  const char* attachment_type;
};

Belongings BelongingsOf(EntityKind kind) {
  if (kind == EntityKind::kUser) {
    return {"user", "aws_iam_user_policy", "aws_iam_user_policy_attachment"};
  }
  if (kind == EntityKind::kGroup) {
    return {"group", "aws_iam_group_policy", "aws_iam_group_policy_attachment"};
  }
  return {"role", "aws_iam_role_policy", "aws_iam_role_policy_attachment"};
}

// What an attachment's block is called. AWS has one managed policy of a name,
// whatever its path; of other ARNs the name alone says too little.
std::string AttachmentName(const model::Topology& topology,
                           const std::string& identity,
                           const model::Attachment& attachment) {
  if (attachment.policy.valid()) {
    return BlockName({identity, topology.policies[attachment.policy].key});
  }
  const std::string arn = Described(topology, attachment.arn.value);
  const std::string last = arn.substr(arn.rfind('/') + 1);
  if (arn.find(":iam::aws:policy/") != std::string::npos) {
    return BlockName({identity, "aws", last});
  }
  return BlockName({identity, last, "arn-" + NameHash(arn)});
}

// Whether the policy's ARN is known before anything is made.
bool IsNamed(const model::Topology& topology,
             const model::Attachment& attachment) {
  if (attachment.policy.valid()) {
    return !topology.policies[attachment.policy].generated_name;
  }
  const auto& parts = attachment.arn.value.parts;
  return std::none_of(parts.begin(), parts.end(), [&](const auto& part) {
    const auto* hole = std::get_if<model::Hole>(&part);
    return hole != nullptr && hole->kind == model::HoleKind::kEntityArn &&
           model::HasGeneratedName(topology, hole->entity);
  });
}

}  // namespace

void Resources::AddNameAndPath(const model::Text& name, const model::Text& path,
                               Map& attributes) {
  attributes.push_back({.key = "name", .value = {Plain(name)}});
  // Left out where it is IAM's own default.
  if (!path.IsLiteral() || path.literal() != "/") {
    attributes.push_back({.key = "path", .value = {Plain(path)}});
  }
}

void Resources::AddBoundary(const model::IdentityView& identity,
                            Map& attributes) {
  if (identity.boundary != nullptr && *identity.boundary) {
    attributes.push_back(
        {.key = "permissions_boundary",
         .value = Attached(**identity.boundary, identity.entity)});
  }
}

void Resources::AddTags(const std::vector<model::Tag>& tags, Map& attributes) {
  if (tags.empty()) {
    return;
  }
  Map map;
  for (const model::Tag& tag : tags) {
    map.push_back({.key = Plain(tag.key), .value = {Plain(tag.value.value)}});
  }
  attributes.push_back({.key = "tags", .value = {std::move(map)}});
}

Resource Resources::Identity(const model::IdentityView& identity,
                             diag::Span span, bool retain) {
  Resource resource{.type = TypeOf(identity.entity.kind),
                    .name = BlockName({identity.key}),
                    .span = span,
                    .retain = retain};
  Map& attributes = resource.attributes;
  AddNameAndPath(identity.name.value, identity.path.value, attributes);
  if (!identity.generated_name) {
    resource.import_id = Plain(identity.name.value);
  } else if (identity.entity.kind == EntityKind::kRole) {
    // A name has 64 characters, of which the provider makes up 26.
    attributes.front() = {.key = "name_prefix",
                          .value = {Text(NamePrefix(identity.key, 38))}};
  } else {
    // The provider makes up no names of users and groups.
    attributes.front().value = {Text(NameOfKey(identity.key, 64))};
  }
  return resource;
}

void Resources::AddInlines(const model::IdentityView& identity,
                           model::AccountId account, ResourceList& list) {
  const Belongings belongings = BelongingsOf(identity.entity.kind);
  for (const model::InlinePolicy& one : identity.inlines) {
    if (!HasStatements(one.document, topology_, account)) {
      continue;
    }
    Resource resource{
        .type = belongings.inline_type,
        .name = BlockName({identity.key, Described(topology_, one.name.value)}),
        .span = one.name.span};
    Map& attributes = resource.attributes;
    attributes.push_back({.key = "name", .value = {Plain(one.name.value)}});
    attributes.push_back(
        {.key = belongings.owner, .value = Reference(identity.entity, "name")});
    attributes.push_back(
        {.key = "policy",
         .value = Encoded(one.document, account, std::nullopt)});
    if (!identity.generated_name) {
      model::Text id = identity.name.value;
      id.Add(std::string(":"));
      id.Add(one.name.value);
      resource.import_id = Plain(id);
    }
    list.push_back(std::move(resource));
  }
}

void Resources::AddAttachments(const model::IdentityView& identity,
                               ResourceList& list) {
  const Belongings belongings = BelongingsOf(identity.entity.kind);
  for (const model::Attachment& one : identity.attachments) {
    Resource resource{.type = belongings.attachment_type,
                      .name = AttachmentName(topology_, identity.key, one),
                      .span = one.span};
    Map& attributes = resource.attributes;
    attributes.push_back(
        {.key = belongings.owner, .value = Reference(identity.entity, "name")});
    attributes.push_back(
        {.key = "policy_arn", .value = Attached(one, std::nullopt)});
    if (!identity.generated_name && IsNamed(topology_, one)) {
      model::Text id = identity.name.value;
      id.Add(std::string("/"));
      id.Add(one.policy.valid()
                 ? model::OwnArnText(topology_,
                                     {EntityKind::kPolicy, one.policy.index})
                 : one.arn.value);
      resource.import_id = Plain(id);
    }
    list.push_back(std::move(resource));
  }
}

ResourceList Resources::Policy(model::PolicyId id, model::AccountId account) {
  const model::ManagedPolicy& policy = topology_.policies[id];
  const EntityRef self{EntityKind::kPolicy, id.index};
  Resource resource{.type = TypeOf(self.kind),
                    .name = BlockName({policy.key}),
                    .span = policy.span,
                    .retain = policy.retain};
  Map& attributes = resource.attributes;
  AddNameAndPath(policy.name.value, policy.path.value, attributes);
  if (policy.generated_name) {
    // Of 128 characters the provider makes up 26.
    attributes.front() = {.key = "name_prefix",
                          .value = {Text(NamePrefix(policy.key, 102))}};
  } else {
    resource.import_id = Plain(model::OwnArnText(topology_, self));
  }
  if (!policy.description.value.empty()) {
    attributes.push_back(
        {.key = "description", .value = {Plain(policy.description.value)}});
  }
  attributes.push_back(
      {.key = "policy", .value = Encoded(policy.document, account, self)});
  AddTags(policy.tags, attributes);
  return {std::move(resource)};
}

ResourceList Resources::Role(model::RoleId id, model::AccountId account) {
  const model::Role& role = topology_.roles[id];
  const model::IdentityView view = model::ViewOf(topology_, id);
  ResourceList list;
  Resource resource = Identity(view, role.span, role.retain);
  Map& attributes = resource.attributes;
  if (!role.description.value.empty()) {
    attributes.push_back(
        {.key = "description", .value = {Plain(role.description.value)}});
  }
  if (role.max_session_seconds) {
    attributes.push_back({.key = "max_session_duration",
                          .value = {role.max_session_seconds->value}});
  }
  AddBoundary(view, attributes);
  attributes.push_back({.key = "assume_role_policy",
                        .value = Encoded(role.trust, account, view.entity)});
  AddTags(role.tags, attributes);
  list.push_back(std::move(resource));
  AddInlines(view, account, list);
  AddAttachments(view, list);
  return list;
}

ResourceList Resources::Profile(support::Id<model::InstanceProfile> id) {
  const model::InstanceProfile& profile = topology_.profiles[id];
  const model::Role& role = topology_.roles[profile.role];
  Resource resource{.type = TypeOf(EntityKind::kInstanceProfile),
                    .name = BlockName({profile.key}),
                    .span = profile.span,
                    .retain = role.retain};
  Map& attributes = resource.attributes;
  AddNameAndPath(profile.name.value, profile.path.value, attributes);
  if (role.generated_name) {
    attributes.front() = {.key = "name_prefix",
                          .value = {Text(NamePrefix(profile.key, 102))}};
  } else {
    resource.import_id = Plain(profile.name.value);
  }
  attributes.push_back(
      {.key = "role",
       .value = Reference({EntityKind::kRole, profile.role.index}, "name")});
  // CloudFormation cannot tag profiles; here they have what their roles have.
  AddTags(role.tags, attributes);
  return {std::move(resource)};
}

Resource Resources::Membership(std::string name, Value user, List groups,
                               diag::Span span) const {
  Map attributes;
  attributes.push_back({.key = "user", .value = std::move(user)});
  attributes.push_back({.key = "groups", .value = {std::move(groups)}});
  return {.type = "aws_iam_user_group_membership",
          .name = std::move(name),
          .attributes = std::move(attributes),
          .span = span};
}

ResourceList Resources::Group(model::GroupId id, model::AccountId account) {
  const model::Group& group = topology_.groups[id];
  const model::IdentityView view = model::ViewOf(topology_, id);
  ResourceList list{Identity(view, group.span, group.retain)};
  AddInlines(view, account, list);
  AddAttachments(view, list);
  for (const model::LocatedText& user : group.external_users) {
    Resource member = Membership(
        BlockName({group.key, Described(topology_, user.value)}),
        {Plain(user.value)}, {Reference(view.entity, "name")}, user.span);
    if (!group.generated_name) {
      model::Text import_id = user.value;
      import_id.Add(std::string("/"));
      import_id.Add(group.name.value);
      member.import_id = Plain(import_id);
    }
    list.push_back(std::move(member));
  }
  return list;
}

ResourceList Resources::User(model::UserId id, model::AccountId account) {
  const model::User& user = topology_.users[id];
  const model::IdentityView view = model::ViewOf(topology_, id);
  Resource resource = Identity(view, user.span, user.retain);
  if (user.console) {
    resource.remark =
        "Signs in to the console: make the password outside of Terraform, "
        "which would keep it in its state.";
  }
  AddBoundary(view, resource.attributes);
  AddTags(user.tags, resource.attributes);
  ResourceList list{std::move(resource)};
  AddInlines(view, account, list);
  AddAttachments(view, list);
  List groups;
  model::Text import_id = user.name.value;
  bool is_known = !user.generated_name;
  for (const model::Membership& one : user.groups) {
    if (topology_.account_sets[one.accounts].Contains(account)) {
      groups.push_back(
          Reference({EntityKind::kGroup, one.group.index}, "name"));
      import_id.Add(std::string("/"));
      import_id.Add(topology_.groups[one.group].name.value);
      is_known = is_known && !topology_.groups[one.group].generated_name;
    }
  }
  for (const model::LocatedText& group : user.external_groups) {
    groups.push_back({Plain(group.value)});
    import_id.Add(std::string("/"));
    import_id.Add(group.value);
  }
  if (!groups.empty()) {
    Resource member =
        Membership(BlockName({user.key}), Reference(view.entity, "name"),
                   std::move(groups), user.span);
    if (is_known) {
      member.import_id = Plain(import_id);
    }
    list.push_back(std::move(member));
  }
  return list;
}

}  // namespace iamgen::backends::terraform

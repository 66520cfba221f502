// Roles, instance profiles, groups, users and the policies they share.
#include <algorithm>
#include <utility>

#include "backends/cfn/naming.h"
#include "backends/cfn/resources.h"
#include "backends/cfn/shapes.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::cfn {

using model::EntityKind;
using writers::List;
using writers::Map;
using writers::Text;

void Resources::AddPath(const model::Text& path, Map& properties) {
  // Left out where it is IAM's own default.
  if (!path.IsLiteral() || path.literal() != "/") {
    properties.push_back({.key = "Path", .value = Written(path)});
  }
}

void Resources::AddName(const char* property,
                        const model::IdentityView& identity, Map& properties) {
  if (!identity.generated_name) {
    properties.push_back(
        {.key = property, .value = Written(identity.name.value)});
  }
  AddPath(identity.path.value, properties);
}

void Resources::AddPermissions(const model::IdentityView& identity,
                               model::AccountId account, Map& properties) {
  if (identity.boundary != nullptr && *identity.boundary) {
    properties.push_back(
        {.key = "PermissionsBoundary",
         .value = Attached(**identity.boundary, identity.entity)});
  }
  if (!identity.attachments.empty()) {
    List arns;
    for (const model::Attachment& attachment : identity.attachments) {
      arns.push_back(Attached(attachment, identity.entity));
    }
    properties.push_back(
        {.key = "ManagedPolicyArns", .value = {std::move(arns)}});
  }
  List policies;
  for (const model::InlinePolicy& one : identity.inlines) {
    if (!HasStatements(one.document, topology_, account) ||
        StandsApart(one, identity.entity)) {
      continue;
    }
    Map policy;
    policy.push_back({.key = "PolicyName", .value = Written(one.name.value)});
    policy.push_back({.key = "PolicyDocument",
                      .value = Tree(one.document, account, identity.entity)});
    policies.push_back({std::move(policy)});
  }
  if (!policies.empty()) {
    properties.push_back({.key = "Policies", .value = {std::move(policies)}});
  }
  if (identity.tags != nullptr) {
    AddTags(*identity.tags, properties);
  }
}

bool Resources::StandsApart(const model::InlinePolicy& policy,
                            model::EntityRef owner) const {
  const auto needs = [&](const model::LocatedText& text) {
    return std::any_of(
        text.value.parts.begin(), text.value.parts.end(),
        [&](const auto& part) {
          const auto* hole = std::get_if<model::Hole>(&part);
          return hole != nullptr && hole->kind == model::HoleKind::kEntityArn &&
                 model::HasGeneratedName(topology_, hole->entity) &&
                 !references_.MayDepend(owner, hole->entity);
        });
  };
  const auto any = [&](const model::Texts& texts) {
    return std::any_of(texts.begin(), texts.end(), needs);
  };
  return std::any_of(
      policy.document.statements.begin(), policy.document.statements.end(),
      [&](const model::Statement& statement) {
        return (statement.resources && any(statement.resources->values)) ||
               std::any_of(statement.conditions.begin(),
                           statement.conditions.end(),
                           [&](const model::ConditionTest& test) {
                             return any(test.values);
                           });
      });
}

Resource Resources::Apart(const model::IdentityView& identity,
                          const model::InlinePolicy& policy,
                          model::AccountId account) {
  struct Kind {
    const char* type;
    const char* owner;
    const char* id;
  };

  const Kind kind =
      identity.entity.kind == EntityKind::kUser
          ? Kind{"AWS::IAM::UserPolicy", "UserName", "InlineUser"}
      : identity.entity.kind == EntityKind::kGroup
          ? Kind{"AWS::IAM::GroupPolicy", "GroupName", "InlineGroup"}
          : Kind{"AWS::IAM::RolePolicy", "RoleName", "InlineRole"};
  Map properties;
  properties.push_back(
      {.key = kind.owner, .value = Ref(LogicalIdOf(identity.entity))});
  properties.push_back(
      {.key = "PolicyName", .value = Written(policy.name.value)});
  properties.push_back(
      {.key = "PolicyDocument",
       .value = Tree(policy.document, account, identity.entity)});
  return {LogicalId(kind.id, identity.key,
                    model::Evaluate(topology_, policy.name.value, account)),
          ResourceOf(kind.type, std::move(properties), false)};
}

void Resources::AddTags(const std::vector<model::Tag>& tags, Map& properties) {
  if (tags.empty()) {
    return;
  }
  List list;
  for (const model::Tag& tag : tags) {
    Map pair;
    pair.push_back({.key = "Key", .value = Written(tag.key)});
    pair.push_back({.key = "Value", .value = Written(tag.value.value)});
    list.push_back({std::move(pair)});
  }
  properties.push_back({.key = "Tags", .value = {std::move(list)}});
}

Resource Resources::Policy(model::PolicyId id, model::AccountId account) {
  const model::ManagedPolicy& policy = topology_.policies[id];
  const model::EntityRef self{EntityKind::kPolicy, id.index};
  Map properties;
  if (!policy.generated_name) {
    properties.push_back(
        {.key = "ManagedPolicyName", .value = Written(policy.name.value)});
  }
  AddPath(policy.path.value, properties);
  if (!policy.description.value.empty()) {
    properties.push_back(
        {.key = "Description", .value = Written(policy.description.value)});
  }
  properties.push_back(
      {.key = "PolicyDocument", .value = Tree(policy.document, account, self)});
  return {LogicalIdOf(self), ResourceOf("AWS::IAM::ManagedPolicy",
                                        std::move(properties), policy.retain)};
}

Resource Resources::Role(model::RoleId id, model::AccountId account) {
  const model::Role& role = topology_.roles[id];
  const model::IdentityView view = model::ViewOf(topology_, id);
  Map properties;
  AddName("RoleName", view, properties);
  if (!role.description.value.empty()) {
    properties.push_back(
        {.key = "Description", .value = Written(role.description.value)});
  }
  if (role.max_session_seconds) {
    properties.push_back({.key = "MaxSessionDuration",
                          .value = {role.max_session_seconds->value}});
  }
  properties.push_back({.key = "AssumeRolePolicyDocument",
                        .value = Tree(role.trust, account, view.entity)});
  AddPermissions(view, account, properties);
  return {LogicalIdOf(view.entity),
          ResourceOf("AWS::IAM::Role", std::move(properties), role.retain)};
}

Resource Resources::Profile(support::Id<model::InstanceProfile> id) {
  const model::InstanceProfile& profile = topology_.profiles[id];
  const model::Role& role = topology_.roles[profile.role];
  Map properties;
  if (!role.generated_name) {
    properties.push_back(
        {.key = "InstanceProfileName", .value = Written(profile.name.value)});
  }
  AddPath(profile.path.value, properties);
  properties.push_back(
      {.key = "Roles",
       .value = {List{
           Named({EntityKind::kRole, profile.role.index}, role.name.value)}}});
  return {LogicalIdOf({EntityKind::kInstanceProfile, id.index}),
          ResourceOf("AWS::IAM::InstanceProfile", std::move(properties),
                     role.retain)};
}

Resource Resources::Group(model::GroupId id, model::AccountId account) {
  const model::IdentityView view = model::ViewOf(topology_, id);
  Map properties;
  AddName("GroupName", view, properties);
  AddPermissions(view, account, properties);
  return {LogicalIdOf(view.entity),
          ResourceOf("AWS::IAM::Group", std::move(properties),
                     topology_.groups[id].retain)};
}

Resource Resources::Members(model::GroupId id) {
  const model::Group& group = topology_.groups[id];
  List users;
  for (const model::LocatedText& user : group.external_users) {
    users.push_back(Written(user.value));
  }
  Map properties;
  properties.push_back(
      {.key = "GroupName",
       .value = Ref(LogicalIdOf({EntityKind::kGroup, id.index}))});
  properties.push_back({.key = "Users", .value = {std::move(users)}});
  return {LogicalId("Members", group.key),
          ResourceOf("AWS::IAM::UserToGroupAddition", std::move(properties),
                     false)};
}

std::string Resources::PasswordOf(model::UserId id) const {
  return LogicalId("Password", topology_.users[id].key);
}

writers::Member Resources::PasswordParameter(model::UserId id) {
  Map parameter;
  parameter.push_back({.key = "Type", .value = {Text("String")}});
  parameter.push_back({.key = "NoEcho", .value = {true}});
  // "Set an account password policy for IAM users": eight at least.
  parameter.push_back({.key = "MinLength", .value = {std::int64_t{8}}});
  parameter.push_back({.key = "MaxLength", .value = {std::int64_t{128}}});
  parameter.push_back(
      {.key = "Description",
       .value = {Text("First password of " + topology_.users[id].key +
                      ", who has to change it when signing in")}});
  return {.key = PasswordOf(id), .value = {std::move(parameter)}};
}

Resource Resources::User(model::UserId id, model::AccountId account) {
  const model::User& user = topology_.users[id];
  const model::IdentityView view = model::ViewOf(topology_, id);
  Map properties;
  AddName("UserName", view, properties);
  List groups;
  for (const model::Membership& one : user.groups) {
    if (topology_.account_sets[one.accounts].Contains(account)) {
      groups.push_back(Named({EntityKind::kGroup, one.group.index},
                             topology_.groups[one.group].name.value));
    }
  }
  for (const model::LocatedText& group : user.external_groups) {
    groups.push_back(Written(group.value));
  }
  if (!groups.empty()) {
    properties.push_back({.key = "Groups", .value = {std::move(groups)}});
  }
  if (user.console) {
    Map login;
    login.push_back({.key = "Password", .value = Ref(PasswordOf(id))});
    login.push_back({.key = "PasswordResetRequired", .value = {true}});
    properties.push_back({.key = "LoginProfile", .value = {std::move(login)}});
  }
  AddPermissions(view, account, properties);
  return {LogicalIdOf(view.entity),
          ResourceOf("AWS::IAM::User", std::move(properties), user.retain)};
}

}  // namespace iamgen::backends::cfn

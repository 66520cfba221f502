// Texts, policies and the three kinds of identities.
#include "backends/aws_cli/blocks.h"

#include <algorithm>
#include <utility>

#include "backends/aws_cli/naming.h"
#include "backends/document.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::aws_cli {

using model::EntityKind;
using model::EntityRef;
using writers::List;
using writers::Map;
using writers::Text;
using writers::Value;

model::Text Blocks::NameOf(EntityRef entity) const {
  // A profile goes without a name where its role does.
  const bool generated =
      entity.kind == EntityKind::kInstanceProfile
          ? topology_
                .roles[topology_
                           .profiles[support::Id<model::InstanceProfile>{
                               entity.index}]
                           .role]
                .generated_name
          : model::HasGeneratedName(topology_, entity);
  if (!generated) {
    return model::NameInArn(topology_, entity);
  }
  // "IAM and AWS STS quotas": names of users and roles.
  const bool is_short =
      entity.kind == EntityKind::kUser || entity.kind == EntityKind::kRole;
  return model::Text(GeneratedName(
      topology_.name, model::KeyOf(topology_, entity), is_short ? 64 : 128));
}

model::Text Blocks::ArnOf(EntityRef entity) const {
  if (!model::HasGeneratedName(topology_, entity)) {
    return model::OwnArnText(topology_, entity);
  }
  // Of a kind that has a path, and is called in ARNs what it is called.
  model::Text arn("arn:");
  arn.Add(model::Hole{.kind = model::HoleKind::kPartition});
  arn.Add(std::string(":iam::"));
  arn.Add(model::Hole{.kind = model::HoleKind::kAccountId});
  arn.Add(":" + std::string(model::NameOf(entity.kind)));
  arn.Add(*model::PathOf(topology_, entity));
  arn.Add(NameOf(entity));
  return arn;
}

Text Blocks::Of(const model::Text& text, SlotForm form) {
  Text made;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      made.Add(*literal);
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (hole.kind != model::HoleKind::kEntityArn) {
      made.AddSlot(slots_.For(hole, form));
      continue;
    }
    for (const auto& piece : Of(ArnOf(hole.entity), form).pieces) {
      if (const auto* bytes = std::get_if<std::string>(&piece)) {
        made.Add(*bytes);
      } else {
        made.AddSlot(std::get<writers::Slot>(piece));
      }
    }
  }
  return made;
}

Value Blocks::Json(const model::Text& text) {
  return {Of(text, SlotForm::kShellJson)};
}

Text Blocks::ArnOf(const model::Attachment& attachment, SlotForm form) {
  return Of(attachment.policy.valid()
                ? ArnOf({EntityKind::kPolicy, attachment.policy.index})
                : attachment.arn.value,
            form);
}

// By key, as the script asks for them.
Value Blocks::Tags(const std::vector<model::Tag>& tags) {
  std::vector<const model::Tag*> sorted;
  for (const model::Tag& tag : tags) {
    sorted.push_back(&tag);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const model::Tag* a, const model::Tag* b) {
                     return a->key.IsLiteral() && b->key.IsLiteral() &&
                            a->key.literal() < b->key.literal();
                   });
  List list;
  for (const model::Tag* tag : sorted) {
    Map pair;
    pair.push_back({.key = "Key", .value = Json(tag->key)});
    pair.push_back({.key = "Value", .value = Json(tag->value.value)});
    list.push_back({std::move(pair)});
  }
  return {std::move(list)};
}

Value Blocks::Tree(const model::Document& document, model::AccountId account) {
  const auto text = [this](const model::Text& one) {
    return Of(one, SlotForm::kPlain);
  };
  return ToTree(document, {topology_, account,
                           [&](const model::Text& one, Position) {
                             return Value{text(one)};
                           },
                           text});
}

void Blocks::AddBoundary(const model::IdentityView& identity, Script& script) {
  const auto& boundary = *identity.boundary;
  script.Assign("boundary",
                boundary ? ArnOf(*boundary, SlotForm::kShell) : Text());
}

void Blocks::AddPermissions(const model::IdentityView& identity,
                            model::AccountId account, Script& script) {
  const std::string kind =
      " " + std::string(model::NameOf(identity.entity.kind));
  const Text name = Of(NameOf(identity.entity), SlotForm::kShell);
  std::vector<const model::InlinePolicy*> inlines;
  for (const model::InlinePolicy& one : identity.inlines) {
    if (HasStatements(one.document, topology_, account)) {
      inlines.push_back(&one);
    }
  }
  script.Append("inlines" + kind);
  script.Word(name);
  for (const model::InlinePolicy* one : inlines) {
    script.Word(Of(one->name.value, SlotForm::kShell));
  }
  script.Append("\n");
  for (const model::InlinePolicy* one : inlines) {
    script.Append("inline" + kind);
    script.Word(name);
    script.Word(Of(one->name.value, SlotForm::kShell));
    script.Document(Tree(one->document, account));
  }
  script.Append("attached" + kind);
  script.Word(name);
  for (const model::Attachment& one : identity.attachments) {
    script.Append(" \\\n ");
    script.Word(ArnOf(one, SlotForm::kShell));
  }
  script.Append("\n");
}

writers::Rope Blocks::Policy(model::PolicyId id, model::AccountId account,
                             const std::string& comment) {
  const model::ManagedPolicy& policy = topology_.policies[id];
  const EntityRef self{EntityKind::kPolicy, id.index};
  Script script(compact_);
  script.Comment(comment);
  script.Assign("arn", Of(ArnOf(self), SlotForm::kShell));
  script.AssignJson("path", Json(policy.path.value));
  script.AssignJson("description", Json(policy.description.value));
  script.AssignJson("tags", Tags(policy.tags));
  script.Append("policy");
  script.Word(Of(NameOf(self), SlotForm::kShell));
  script.Document(Tree(policy.document, account));
  return script.Take();
}

writers::Rope Blocks::Role(model::RoleId id, model::AccountId account,
                           const std::string& comment) {
  const model::Role& role = topology_.roles[id];
  const model::IdentityView view = model::ViewOf(topology_, id);
  // IAM's default.
  constexpr std::int64_t kHour = 3600;
  Script script(compact_);
  script.Comment(comment);
  script.AssignJson("path", Json(role.path.value));
  script.AssignJson("description", Json(role.description.value));
  script.Assign("session", std::to_string(role.max_session_seconds
                                              ? role.max_session_seconds->value
                                              : kHour));
  AddBoundary(view, script);
  script.AssignJson("tags", Tags(role.tags));
  script.Append("role");
  script.Word(Of(NameOf(view.entity), SlotForm::kShell));
  script.Document(Tree(role.trust, account));
  AddPermissions(view, account, script);
  return script.Take();
}

writers::Rope Blocks::Profile(support::Id<model::InstanceProfile> id,
                              const std::string& comment) {
  const model::InstanceProfile& profile = topology_.profiles[id];
  Script script(compact_);
  script.Comment(comment);
  script.AssignJson("path", Json(profile.path.value));
  script.Append("profile");
  script.Word(
      Of(NameOf({EntityKind::kInstanceProfile, id.index}), SlotForm::kShell));
  script.Word(
      Of(NameOf({EntityKind::kRole, profile.role.index}), SlotForm::kShell));
  script.Append("\n");
  return script.Take();
}

writers::Rope Blocks::Group(model::GroupId id, model::AccountId account,
                            const std::string& comment) {
  const model::IdentityView view = model::ViewOf(topology_, id);
  Script script(compact_);
  script.Comment(comment);
  script.AssignJson("path", Json(view.path.value));
  script.Append("group");
  script.Word(Of(NameOf(view.entity), SlotForm::kShell));
  script.Append("\n");
  AddPermissions(view, account, script);
  return script.Take();
}

writers::Rope Blocks::Members(model::GroupId id, const std::string& comment) {
  Script script(compact_);
  script.Comment(comment);
  for (const model::LocatedText& user : topology_.groups[id].external_users) {
    script.Append("member");
    script.Word(Of(user.value, SlotForm::kShell));
    script.Word(Of(NameOf({EntityKind::kGroup, id.index}), SlotForm::kShell));
    script.Append("\n");
  }
  return script.Take();
}

writers::Rope Blocks::User(model::UserId id, model::AccountId account,
                           const std::string& comment) {
  const model::User& user = topology_.users[id];
  const model::IdentityView view = model::ViewOf(topology_, id);
  const Text name = Of(NameOf(view.entity), SlotForm::kShell);
  Script script(compact_);
  script.Comment(comment);
  script.AssignJson("path", Json(view.path.value));
  AddBoundary(view, script);
  script.AssignJson("tags", Tags(user.tags));
  script.Append("user");
  script.Word(name);
  script.Append("\n");
  AddPermissions(view, account, script);
  script.Append("memberships");
  script.Word(name);
  for (const model::Membership& one : user.groups) {
    if (topology_.account_sets[one.accounts].Contains(account)) {
      script.Word(
          Of(NameOf({EntityKind::kGroup, one.group.index}), SlotForm::kShell));
    }
  }
  for (const model::LocatedText& group : user.external_groups) {
    script.Word(Of(group.value, SlotForm::kShell));
  }
  script.Append("\n");
  if (user.console) {
    const std::string variable = PasswordVariable(user.key);
    script.Append("login");
    script.Word(name);
    script.Append(" " + variable + " \"${" + variable + ":-}\"\n");
  }
  return script.Take();
}

}  // namespace iamgen::backends::aws_cli

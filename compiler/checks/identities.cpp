// What roles, users and groups hold, and who is in what.
#include "model/identities.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "catalog/managed_policy.h"
#include "checks/check.h"
#include "checks/identity_rules.h"
#include "model/evaluate.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

// The name of the policy of AWS that is attached; empty where it is none, or
// differs between accounts.
std::string NameOfAws(const model::Attachment& attachment) {
  std::string text;
  for (const auto& part : attachment.arn.value.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole == nullptr) {
      text += std::get<std::string>(part);
    } else if (hole->kind == model::HoleKind::kPartition) {
      text += "aws";
    } else {
      return {};
    }
  }
  const auto arn = catalog::ParseManagedPolicyArn(text);
  return arn ? std::string(arn->name) : std::string();
}

// What a policy of AWS gives, if that is too much; empty otherwise.
std::string_view WhatIsGiven(std::string_view name) {
  if (name == "AdministratorAccess" ||
      name.starts_with("AdministratorAccess-")) {
    return "allows everything";
  }
  if (name == "IAMFullAccess") {
    return "allows to become whoever may do anything";
  }
  if (name == "PowerUserAccess") {
    return "allows everything but the work on users and roles";
  }
  return name.ends_with("FullAccess")
             ? "allows everything on all that its service has"
             : std::string_view();
}

void AdminManagedPolicy(const model::Topology& topology,
                        const Reporter& report) {
  for (const model::IdentityView& one : model::Identities(topology)) {
    for (const model::Attachment& attachment : one.attachments) {
      const std::string name = NameOfAws(attachment);
      const std::string_view given = WhatIsGiven(name);
      if (!given.empty()) {
        report(attachment.span, "`" + name + "` " + std::string(given))
            .Help(
                "allow the actions that are needed, on what they are needed "
                "for")
            .About(one.Described());
      }
    }
  }
}

// Whether a trust policy lets another account in.
bool LetsOthersIn(const policy::Document& trust, const std::string& own) {
  for (const policy::Statement& statement : trust.statements) {
    if (!statement.allows()) {
      continue;
    }
    for (const policy::PrincipalGroup& group : statement.principal.groups) {
      for (const policy::Value& value : group.of.values) {
        const auto principal = policy::ParseAwsPrincipal(value.text);
        if (group.type.text == "AWS" &&
            (principal.form == policy::PrincipalForm::kEveryone ||
             (!principal.account.empty() && principal.account != own))) {
          return true;
        }
      }
    }
  }
  return false;
}

void CrossAccountReadOnly(const Subject& subject,
                          const analysis::Principal& principal,
                          const Reporter& report) {
  if (principal.entity.kind != model::EntityKind::kRole) {
    return;
  }
  const model::Topology& topology = subject.topology;
  const model::Role& role =
      topology.roles[model::RoleId{principal.entity.index}];
  for (const model::Attachment& attachment : role.attachments) {
    if (NameOfAws(attachment) != "ReadOnlyAccess") {
      continue;
    }
    const analysis::FoundDocument trust =
        analysis::TrustOf(topology, model::RoleId{principal.entity.index});
    if (LetsOthersIn(
            analysis::Written(topology, trust, principal.accounts.first),
            topology.accounts[principal.accounts.first].id)) {
      report(attachment.span, "role `" + role.key +
                                  "` lets another account read all data that "
                                  "`ReadOnlyAccess` reads")
          .Help("attach `ViewOnlyAccess` or `SecurityAudit` instead")
          .About(principal.described);
    }
  }
}

// "policy/ops/Bounds" of an ARN.
std::string_view PolicyOf(std::string_view arn) {
  const std::size_t at = arn.rfind(":policy/");
  return at == std::string_view::npos ? arn : arn.substr(at + 1);
}

bool IsOfAws(std::string_view arn) {
  return arn.find(":iam::aws:") != std::string_view::npos;
}

void BoundaryAbsent(const Subject& subject,
                    const analysis::Principal& principal,
                    const Reporter& report) {
  const model::Topology& topology = subject.topology;
  const std::string& required = subject.settings.required_boundary;
  const bool any = required.empty() || required == "any";
  const std::string what = std::string(model::NameOf(principal.entity.kind)) +
                           " `" + principal.key + "` has ";
  if (!principal.bounded) {
    report(principal.span, what + (any ? std::string("no permissions boundary")
                                       : "no permissions boundary, and `" +
                                             required + "` is asked for"))
        .Help("add `permissions_boundary`, here or under `defaults`")
        .About(principal.described);
    return;
  }
  if (any) {
    return;
  }
  const analysis::HeldPolicy& boundary = principal.boundary;
  const std::string arn = boundary.found != nullptr
                              ? model::ArnOf(topology, boundary.found->owner,
                                             principal.accounts.first)
                              : boundary.arn;
  const bool right =
      PolicyOf(arn) == PolicyOf(required) && IsOfAws(arn) == IsOfAws(required);
  if (!right) {
    report(boundary.span,
           what + "another permissions boundary than `" + required + "`")
        .About(principal.described);
  }
}

void UnattachedPolicy(const model::Topology& topology, const Reporter& report) {
  std::set<std::uint32_t> with_users;
  for (const model::User& user : topology.users) {
    for (const model::Membership& one : user.groups) {
      with_users.insert(one.group.index);
    }
    if (user.groups.empty() && user.external_groups.empty() &&
        user.attachments.empty() && user.inlines.empty()) {
      report(user.key_span, "user `" + user.key +
                                "` is in no group and has no policy, so it "
                                "may do nothing")
          .Help("put it into a group, or remove it")
          .About("user/" + user.key);
    }
  }
  for (std::size_t i = 0; i < topology.groups.size(); ++i) {
    const model::GroupId id = topology.groups.IdAt(i);
    const model::Group& group = topology.groups[id];
    if (!with_users.contains(id.index) && group.external_users.empty()) {
      report(group.key_span, "nobody is in group `" + group.key + "`")
          .Help(
              "name its `users`, as `{ external: NAME }` if somebody else "
              "makes them, or remove it")
          .About("group/" + group.key);
    }
  }
}

void PolicyOnUser(const model::Topology& topology, const Reporter& report) {
  for (const model::User& user : topology.users) {
    diag::Span span;
    if (!user.attachments.empty()) {
      span = user.attachments.front().span;
    } else {
      const auto own = std::find_if(
          user.inlines.begin(), user.inlines.end(),
          [](const model::InlinePolicy& one) { return !one.derived; });
      if (own == user.inlines.end()) {
        continue;
      }
      span = own->name.span;
    }
    report(span, "user `" + user.key + "` has a policy of its own")
        .Help("attach it to a group and put the user into it")
        .About("user/" + user.key);
  }
}

void InlinePolicy(const model::Topology& topology, const Reporter& report) {
  for (const model::IdentityView& one : model::Identities(topology)) {
    for (const model::InlinePolicy& policy : one.inlines) {
      if (!policy.derived) {
        report(policy.name.span, std::string(model::NameOf(one.entity.kind)) +
                                     " `" + one.key + "` has an inline policy")
            .Help("write it under `policies` and attach it")
            .About(one.Described());
      }
    }
  }
}

void UserDefined(const model::Topology& topology, const Reporter& report) {
  if (!topology.users.empty()) {
    const model::User& first = *topology.users.begin();
    report(first.key_span, "the topology makes " +
                               support::Count(topology.users.size(), "user") +
                               " of IAM, whose passwords and keys last")
        .Help("let people sign in at an identity provider, and assume roles")
        .About(topology.users.size() == 1 ? "user/" + first.key
                                          : std::string());
  }
}

constexpr Check kChecks[] = {
    {.rule = kAdminManagedPolicy, .run = AdminManagedPolicy},
    {.rule = kCrossAccountReadOnly, .look = CrossAccountReadOnly},
    {.rule = kBoundaryAbsent, .look = BoundaryAbsent},
    {.rule = kUnattachedPolicy, .run = UnattachedPolicy},
    {.rule = kPolicyOnUser, .run = PolicyOnUser},
    {.rule = kInlinePolicy, .run = InlinePolicy},
    {.rule = kUserDefined, .run = UserDefined},
};

}  // namespace

std::span<const Check> IdentityChecks() { return kChecks; }

}  // namespace iamgen::checks

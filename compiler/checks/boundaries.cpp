// What boundaries, control policies and denials leave of permissions.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/access.h"
#include "checks/boundary_rules.h"
#include "checks/check.h"
#include "checks/policy/escalation_rules.h"
#include "checks/policy/grant_rules.h"
#include "model/evaluate.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using analysis::HeldPolicy;
using analysis::Principal;
using catalog::ActionSet;
using policy::ParsedStatement;

// Calls `look` with every action that an Allow statement of the topology names,
// and what it covers.
template <typename Look>
void ForEachAllowedAction(const Subject& subject, const Principal& principal,
                          Look look) {
  principal.ForEachStatement(
      [&](const ParsedStatement& statement, const HeldPolicy& held) {
        if (!statement.allows() || held.found == nullptr ||
            statement.statement->action.except) {
          return;
        }
        for (const policy::ParsedAction& action : statement.actions) {
          if (action.unknown) {
            continue;
          }
          ActionSet covered(subject.catalogue);
          subject.catalogue.Expand(action.value->text, covered);
          if (!covered.empty()) {
            look(*action.value, covered);
          }
        }
      });
}

void BoundaryVoidsGrant(const Subject& subject, const Principal& principal,
                        const Reporter& report) {
  if (principal.boundary.parsed == nullptr) {
    return;
  }
  ForEachAllowedAction(
      subject, principal,
      [&](const policy::Value& action, const ActionSet& covered) {
        if (!covered.Meets(principal.bounds)) {
          report(action.span,
                 "`" + action.text + "` is allowed to " +
                     std::string(model::NameOf(principal.entity.kind)) + " `" +
                     principal.key + "`, whose boundary never lets it through")
              .Also(principal.boundary.span, "the boundary is attached here")
              .Help("allow it in the boundary too, or leave it out here")
              .About(principal.described);
        }
      });
}

void ScpVoidsGrant(const Subject& subject, const Principal& principal,
                   const Reporter& report) {
  if (principal.denied_above.empty()) {
    return;
  }
  ForEachAllowedAction(
      subject, principal,
      [&](const policy::Value& action, const ActionSet& covered) {
        if (!principal.denied_above.ContainsAll(covered)) {
          return;
        }
        auto finding = report(
            action.span, "`" + action.text +
                             "` is allowed here and denied to everybody in the "
                             "account by a service control policy");
        finding.Help("leave it out").About(principal.described);
        for (const analysis::ParsedPolicy* control : principal.controls) {
          for (const ParsedStatement& one : control->statements) {
            if (one.denies() && one.covered.Meets(covered)) {
              finding.Also(one.statement->span, "it is denied here");
              return;
            }
          }
        }
      });
}

// Denials of other policies than the one that allows; of one document alone its
// own checks take care.
void DenyShadowsAllow(const Subject& subject, const Principal& principal,
                      const Reporter& report) {
  struct Denial {
    const HeldPolicy* by;
    const ParsedStatement* statement;
  };

  std::vector<Denial> denials;
  principal.ForEachStatement(
      [&](const ParsedStatement& statement, const HeldPolicy& held) {
        if (statement.denies() && !statement.IsConditional() &&
            statement.OnEverything()) {
          denials.push_back({&held, &statement});
        }
      });
  // More than that nobody writes, and pairs take their time.
  constexpr std::size_t kMostDenials = 64;
  if (denials.empty() || denials.size() > kMostDenials) {
    return;
  }
  principal.ForEachStatement([&](const ParsedStatement& statement,
                                 const HeldPolicy& held) {
    if (!statement.allows() || held.found == nullptr ||
        statement.covered.empty()) {
      return;
    }
    ActionSet denied(subject.catalogue);
    const ParsedStatement* by = nullptr;
    bool own_is_enough = false;
    for (const Denial& one : denials) {
      denied |= one.statement->covered;
      if (one.by != &held && one.statement->covered.Meets(statement.covered)) {
        by = one.statement;
      }
      own_is_enough |= one.by == &held &&
                       one.statement->covered.ContainsAll(statement.covered);
    }
    if (by == nullptr || own_is_enough ||
        !denied.ContainsAll(statement.covered)) {
      return;
    }
    auto finding =
        report(statement.statement->span,
               "everything that is allowed here is denied to " +
                   std::string(model::NameOf(principal.entity.kind)) + " `" +
                   principal.key + "` by another of its policies");
    finding.Help("leave out the one or the other").About(principal.described);
    if (by->statement->span.valid()) {
      finding.Also(by->statement->span, "it is denied here");
    }
  });
}

// What leads out of a boundary, and the key that would close the way.
constexpr std::array<std::string_view, 14> kWaysOut = {
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:PutRolePermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:CreatePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:DeletePolicyVersion",
    "iam:DeletePolicy"};
// Of these the last few change the boundary itself, which no key guards.
constexpr std::size_t kOfPolicies = 4;

bool TestsBoundary(const ParsedStatement& statement) {
  return !statement.TestsOf("iam:permissionsboundary").empty() ||
         !statement.statement->condition_complete;
}

// Whether a statement reaches a policy: "*", a pattern, or by name.
bool Reaches(const ParsedStatement& statement, const std::string& arn) {
  if (statement.statement->resource.except) {
    return true;
  }
  return std::any_of(statement.resources.begin(), statement.resources.end(),
                     [&](const policy::ParsedResource& one) {
                       return policy::Meet(one.value->text, arn);
                     });
}

// The place of the action in a statement, as far as it is of the topology.
diag::Span PlaceOf(const ParsedStatement& statement, const HeldPolicy& held,
                   std::string_view action) {
  if (held.found == nullptr) {
    return held.span;
  }
  for (const policy::ParsedAction& one : statement.actions) {
    if (policy::Matches(one.value->text, action, policy::Letters::kAnyCase)) {
      return one.value->span;
    }
  }
  return statement.statement->span;
}

// Whether the boundary, or some denial, keeps the action in bounds.
bool IsGuarded(const Principal& principal, catalog::ActionId action,
               bool of_policy, const std::string& boundary_arn) {
  bool guarded = false;
  const auto see_deny = [&](const ParsedStatement& one) {
    guarded |= one.denies() && one.covered.Contains(action) &&
               (of_policy ? Reaches(one, boundary_arn) : TestsBoundary(one));
  };
  principal.ForEachStatement(
      [&](const ParsedStatement& one, const HeldPolicy&) { see_deny(one); });
  bool open = false;
  for (const ParsedStatement& one : principal.boundary.parsed->statements) {
    see_deny(one);
    open |= one.allows() && one.covered.Contains(action) &&
            (of_policy ? Reaches(one, boundary_arn) : !TestsBoundary(one));
  }
  for (const analysis::ParsedPolicy* control : principal.controls) {
    for (const ParsedStatement& one : control->statements) {
      see_deny(one);
    }
  }
  return guarded || !open;
}

void BoundaryEscape(const Subject& subject, const Principal& principal,
                    const Reporter& report) {
  if (principal.boundary.parsed == nullptr) {
    return;
  }
  const std::string arn =
      principal.boundary.found == nullptr
          ? principal.boundary.arn
          : model::ArnOf(subject.topology, principal.boundary.found->owner,
                         principal.accounts.first);
  std::vector<std::string> ways;
  diag::Span span;
  for (std::size_t i = 0; i < kWaysOut.size(); ++i) {
    const bool of_policy = i + kOfPolicies >= kWaysOut.size();
    const auto action = subject.catalogue.FindAction(kWaysOut[i]);
    // A policy of AWS is nobody's to change.
    if (!action || !principal.may.Contains(*action) ||
        (of_policy && principal.boundary.found == nullptr) ||
        IsGuarded(principal, *action, of_policy, arn)) {
      continue;
    }
    principal.ForEachStatement([&](const ParsedStatement& statement,
                                   const HeldPolicy& held) {
      if (!statement.allows() || !statement.covered.Contains(*action) ||
          (of_policy ? !Reaches(statement, arn) : TestsBoundary(statement))) {
        return;
      }
      if (ways.empty() || ways.back() != kWaysOut[i]) {
        ways.emplace_back(kWaysOut[i]);
      }
      if (!span.valid()) {
        span = PlaceOf(statement, held, kWaysOut[i]);
      }
    });
  }
  if (!ways.empty()) {
    report(span, std::string(model::NameOf(principal.entity.kind)) + " `" +
                     principal.key + "` gets out of its boundary by " +
                     support::QuotedList(ways))
        .Also(principal.boundary.span, "the boundary is attached here")
        .Help(
            "test `iam:PermissionsBoundary` for the boundary, and let nobody "
            "under it take boundaries away or change it")
        .About(principal.described);
  }
}

constexpr Check kChecks[] = {
    {.rule = kBoundaryVoidsGrant, .look = BoundaryVoidsGrant},
    {.rule = kScpVoidsGrant, .look = ScpVoidsGrant},
    {.rule = kDenyShadowsAllow, .look = DenyShadowsAllow},
    {.rule = kBoundaryEscape, .look = BoundaryEscape},
};

}  // namespace

std::span<const Check> BoundaryChecks() { return kChecks; }

}  // namespace iamgen::checks

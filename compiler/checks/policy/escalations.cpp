// What the statements of a document come to together: ways to more rights, and
// Allow statements that come to nothing.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analysis/administrator.h"
#include "analysis/denied_resources.h"
#include "analysis/escalation.h"
#include "checks/policy/bucket_grants.h"
#include "checks/policy/escalation_rules.h"
#include "checks/policy_check.h"
#include "policy/action_place.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using catalog::ActionSet;
using policy::Kind;
using policy::ParsedResource;
using policy::ParsedStatement;

std::string Described(const analysis::Escalation& one) {
  std::vector<std::string> names;
  for (const analysis::EscalationStep& step : one.steps) {
    names.emplace_back(step.action);
  }
  std::string text = std::string(one.method->id) + " " +
                     std::string(one.method->name) + ": " +
                     support::QuotedList(names, names.size()) +
                     (names.size() == 1 ? " suffices" : " suffice") +
                     " to come by more rights";
  const auto keys = one.Keys();
  if (!keys.empty()) {
    text += ", under conditions on " + support::QuotedList(keys);
  }
  return text;
}

void Methods(const PolicyContext& context, PolicyFindings& findings) {
  // Ways through services that are closed are told of to those who ask.
  const bool ended = context.settings.asked.contains(kPrivilegeEscalation.id);
  for (const analysis::Escalation& one : analysis::FindEscalations(
           analysis::GrantsOf(context.statements),
           analysis::EscalationSearch::kPolicies, context.catalogue)) {
    if (one.method->ended && !ended) {
      continue;
    }
    const analysis::EscalationStep& first = one.steps.front();
    diag::Span last = PlaceOf(*first.statement, first.action);
    auto report = findings.Add(kPrivilegeEscalation, last, Described(one));
    report.Help("it takes " + std::string(one.method->needs) +
                "; take an action away, or narrow its resources");
    for (const analysis::EscalationStep& step : one.steps) {
      const diag::Span place = PlaceOf(*step.statement, step.action);
      if (place != last) {
        report.Also(place,
                    "`" + std::string(step.action) + "` is allowed here");
      }
      last = place;
    }
  }
}

void Buckets(const PolicyContext& context, PolicyFindings& findings) {
  for (const BucketGrant& one :
       WideningBucketGrants(context.statements, context.catalogue)) {
    findings
        .Add(kBucketPolicyEscalation, PlaceOf(*one.statement, one.by),
             "`" + std::string(one.by) + "` on `" + one.bucket +
                 "` lets its holder come by " + support::QuotedList(one.gained))
        .Help("allow it to administrators of the bucket alone");
  }
}

// Whether every entry of the Action element is in the catalogue, so that
// `covered` is all of it.
bool IsAllKnown(const ParsedStatement& parsed) {
  return parsed.statement->action.complete() &&
         !parsed.statement->action.except && !parsed.covered.empty() &&
         std::all_of(parsed.actions.begin(), parsed.actions.end(),
                     [](const policy::ParsedAction& one) {
                       return !one.unknown &&
                              (one.action || one.pattern || one.anything);
                     });
}

class Shadows {
 public:
  Shadows(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings), base_(context.catalogue) {}

  void Run() {
    for (const ParsedStatement& parsed : context_.statements) {
      if (!parsed.denies() || parsed.IsConditional()) {
        continue;
      }
      denies_.push_back(&parsed);
      if (parsed.OnEverything()) {
        base_ |= parsed.covered;
      } else {
        narrow_.push_back(&parsed);
      }
    }
    if (denies_.empty()) {
      return;
    }
    for (const ParsedStatement& parsed : context_.statements) {
      if (parsed.allows() && IsAllKnown(parsed) && IsShadowed(parsed)) {
        findings_
            .Add(kDenyShadowsAllow, parsed.statement->span,
                 "a Deny takes back everything that the statement allows")
            .Also(DenyOf(parsed).statement->span, "a Deny is here")
            .Help("remove the statement, or narrow the Deny");
      }
    }
  }

 private:
  bool IsShadowed(const ParsedStatement& allow) {
    if (base_.ContainsAll(allow.covered)) {
      return true;
    }
    if (narrow_.empty() || allow.statement->resource.except ||
        !allow.statement->resource.complete() || allow.resources.empty()) {
      return false;
    }
    return std::all_of(allow.resources.begin(), allow.resources.end(),
                       [&](const ParsedResource& one) {
                         return IsDenied(one, allow.covered);
                       });
  }

  bool IsDenied(const ParsedResource& resource, const ActionSet& actions) {
    ActionSet denied = base_;
    for (const ParsedStatement* one : narrow_) {
      if (denied_.spent()) {
        return false;
      }
      if (denied_.Contain(resource, {&one, 1})) {
        denied |= one->covered;
      }
    }
    return denied.ContainsAll(actions);
  }

  // One of the first few that have to do with it.
  const ParsedStatement& DenyOf(const ParsedStatement& allow) const {
    const auto found = std::find_if(
        denies_.begin(),
        denies_.begin() + std::min<std::ptrdiff_t>(64, std::ssize(denies_)),
        [&](const ParsedStatement* one) {
          return one->covered.Meets(allow.covered);
        });
    return found == denies_.end() ? *denies_.front() : **found;
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  // Denied on everything, by all of them together.
  ActionSet base_;
  std::vector<const ParsedStatement*> narrow_;
  std::vector<const ParsedStatement*> denies_;
  analysis::DeniedResources denied_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (context.Is({Kind::kIdentity, Kind::kSession}) &&
      !analysis::MakesAdministrator(context.statements, context.catalogue)) {
    Methods(context, findings);
    Buckets(context, findings);
  }
  if (context.Is({Kind::kIdentity})) {
    Shadows(context, findings).Run();
  }
}

constexpr std::array<const diag::Rule*, 3> kRules = {
    &kBucketPolicyEscalation, &kPrivilegeEscalation, &kDenyShadowsAllow};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& Escalations() { return kFamily; }

}  // namespace iamgen::checks

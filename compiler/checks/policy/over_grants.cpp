// Grants that are wider than they need be, statement by statement.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analysis/action_classes.h"
#include "analysis/administrator.h"
#include "analysis/wild_resources.h"
#include "checks/policy/grant_rules.h"
#include "checks/policy_check.h"
#include "policy/action_place.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using analysis::ActionClasses;
using catalog::ActionSet;
using policy::Kind;
using policy::ParsedAction;
using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ParsedTest;

// Keys that say who asks, from where and when, but not for what.
constexpr std::string_view kKeysOfCallers[] = {
    "aws:assumedroot", "aws:currenttime",     "aws:epochtime",
    "aws:federated",   "aws:multifactorauth", "aws:principal",
    "aws:referer",     "aws:securetransport", "aws:sourceidentity",
    "aws:sourceip",    "aws:sourcevpc",       "aws:tokenissuetime",
    "aws:useragent",   "aws:userid",          "aws:username",
    "aws:vpcsourceip",
};

bool IsOfCallers(const ParsedTest& test) {
  return std::any_of(
      std::begin(kKeysOfCallers), std::end(kKeysOfCallers),
      [&](std::string_view start) { return test.key.starts_with(start); });
}

// Whether a condition may hold the statement to some resources.
bool IsNarrowed(const ParsedStatement& parsed) {
  return !parsed.statement->condition_complete ||
         !std::all_of(parsed.tests.begin(), parsed.tests.end(), IsOfCallers);
}

class GrantChecks {
 public:
  GrantChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        catalogue_(context.catalogue),
        classes_(ActionClasses::Of(context.catalogue)),
        is_identity_(context.Is({Kind::kIdentity, Kind::kSession})),
        findings_(findings) {}

  void Run() {
    const bool grants = is_identity_ || context_.Is({Kind::kResource});
    const bool denies =
        grants || context_.Is({Kind::kBoundary, Kind::kServiceControl});
    for (const ParsedStatement& parsed : context_.statements) {
      if (grants && parsed.allows()) {
        Allow(parsed);
      }
      if (denies && parsed.denies()) {
        Deny(parsed);
      }
    }
  }

 private:
  void Allow(const ParsedStatement& parsed) {
    if (parsed.statement->resource.except) {
      findings_
          .Add(kAllowWithNotResource, parsed.statement->resource.name,
               "the actions are allowed on whatever NotResource does not name")
          .Help("name the resources with Resource");
    }
    if (parsed.statement->action.except) {
      NotAction(parsed);
    } else if (analysis::AllowsEverything(parsed)) {
      findings_
          .Add(kFullAdmin, AnythingIn(parsed.actions)->value->span,
               "every action is allowed on every resource")
          .Help("name the actions and resources that are needed");
    } else if (is_identity_) {
      StarAction(parsed);
      Services(parsed);
      Resources(parsed);
    }
  }

  template <typename Parsed>
  static const Parsed* AnythingIn(const std::vector<Parsed>& list) {
    const auto found =
        std::find_if(list.begin(), list.end(),
                     [](const Parsed& one) { return one.anything; });
    return found == list.end() ? nullptr : &*found;
  }

  void NotAction(const ParsedStatement& parsed) {
    const diag::Span span = parsed.statement->action.name;
    if (is_identity_ && analysis::ExceptsNothing(parsed, catalogue_)) {
      findings_
          .Add(kAdminByNotAction, span,
               "NotAction names nothing of consequence: everything else is "
               "allowed on every resource")
          .Help("name the actions that are needed with Action");
      return;
    }
    auto report =
        findings_.Add(kAllowWithNotAction, span,
                      "every action that NotAction does not name is allowed");
    report.Help("name the actions that are needed with Action");
    if (parsed.OnEverything() && !parsed.IsConditional()) {
      report.As(diag::Severity::kSecurity);
    }
  }

  void StarAction(const ParsedStatement& parsed) {
    const ParsedAction* star = AnythingIn(parsed.actions);
    if (star != nullptr && !parsed.OnEverything()) {
      findings_.Add(kStarAction, star->value->span, "every action is allowed")
          .Help("name the actions that are needed");
    }
  }

  // "s3:*", for services that can change something.
  void Services(const ParsedStatement& parsed) {
    for (const ParsedAction& action : parsed.actions) {
      if (action.service && policy::IsAnything(action.name) &&
          classes_.Changes(*action.service)) {
        findings_
            .Add(kServiceWideAction, action.value->span,
                 "every action of " +
                     std::string(catalogue_.NameOf(*action.service)) +
                     " is allowed")
            .Help("name the actions that are needed");
      }
    }
  }

  // What is allowed on too much.
  void Resources(const ParsedStatement& parsed) {
    const ParsedResource* star = parsed.statement->resource.except
                                     ? nullptr
                                     : AnythingIn(parsed.resources);
    if (star != nullptr && !IsNarrowed(parsed)) {
      Tell(kStarResourceForScopable, parsed, classes_.on_resources,
           {"is", "are"}, "allowed on every resource");
    }
    if (parsed.IsConditional()) {
      return;
    }
    Exposing(parsed);
    if (star == nullptr) {
      return;
    }
    Tell(kCredentialsExposure, parsed, classes_.credentials, {"hands", "hand"},
         "out credentials, for everything");
    Tell(kDataExfiltration, parsed,
         context_.settings.all_bulk_reads ? classes_.all_bulk_reads
                                          : classes_.bulk_reads,
         {"reads", "read"}, "data in bulk, of everything");
    Tell(kUnconstrainedWrite, parsed, classes_.writes, {"changes", "change"},
         "resources, whichever they are");
  }

  void Exposing(const ParsedStatement& parsed) {
    if (!parsed.covered.Meets(classes_.exposing)) {
      return;
    }
    ActionSet exposing = parsed.covered;
    exposing &= classes_.exposing;
    analysis::WildResources wild(parsed, catalogue_);
    ActionSet found(catalogue_);
    exposing.ForEach([&](catalog::ActionId one) {
      if (wild.Holds(one)) {
        found.Add(one);
      }
    });
    Tell(kUnconstrainedPermissionsManagement, parsed, found,
         {"changes", "change"},
         "who has access to resources, whichever they are");
  }

  struct Verb {
    const char* of_one;
    const char* of_many;
  };

  void Tell(const diag::Rule& rule, const ParsedStatement& parsed,
            const ActionSet& actions, Verb verb, const std::string& what) {
    if (!parsed.covered.Meets(actions)) {
      return;
    }
    ActionSet both = parsed.covered;
    both &= actions;
    constexpr std::size_t kShown = 3;
    std::vector<std::string> names;
    std::size_t count = 0;
    both.ForEach([&](catalog::ActionId one) {
      if (count++ <= kShown) {
        names.push_back(catalogue_.FullNameOf(one));
      }
    });
    std::string text = support::QuotedList(names, names.size());
    if (count > names.size()) {
      names.resize(kShown);
      text = '`' + support::Join(names, "`, `") + "` and " +
             std::to_string(count - kShown) + " more";
    }
    const diag::Span place = count == 1 ? PlaceOf(parsed, names.front())
                                        : parsed.statement->action.span;
    auto report = findings_.Add(
        rule, place,
        text + ' ' + (count == 1 ? verb.of_one : verb.of_many) + ' ' + what);
    report.Help("name the resources, or add a condition");
    const ParsedResource* star = AnythingIn(parsed.resources);
    report.Also(
        star != nullptr ? star->value->span : parsed.statement->resource.span,
        star != nullptr ? "`*` is here" : "the resources are here");
  }

  void Deny(const ParsedStatement& parsed) {
    const policy::Clause& action = parsed.statement->action;
    const policy::Clause& resource = parsed.statement->resource;
    if (!action.except && !resource.except) {
      return;
    }
    const bool no_action = action.except && AnythingIn(parsed.actions);
    const bool no_resource = resource.except && AnythingIn(parsed.resources);
    auto report = findings_.Add(
        kDenyWithNotElements,
        no_resource || !action.except ? resource.name : action.name,
        no_action     ? "NotAction names every action, so that "
                        "nothing is denied"
        : no_resource ? "NotResource names every resource, so "
                        "that nothing is denied"
                      : "everything is denied but what is named");
    report.Help("check that what stays allowed is what is meant");
    if (no_action || no_resource) {
      report.As(diag::Severity::kWarning);
    }
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  const ActionClasses& classes_;
  const bool is_identity_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  GrantChecks(context, findings).Run();
}

constexpr std::array<const diag::Rule*, 12> kRules = {
    &kFullAdmin,
    &kStarAction,
    &kServiceWideAction,
    &kStarResourceForScopable,
    &kAllowWithNotAction,
    &kAllowWithNotResource,
    &kUnconstrainedPermissionsManagement,
    &kCredentialsExposure,
    &kDataExfiltration,
    &kUnconstrainedWrite,
    &kDenyWithNotElements,
    &kAdminByNotAction};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& OverGrants() { return kFamily; }

}  // namespace iamgen::checks

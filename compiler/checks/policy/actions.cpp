// Actions: their form, whether they exist, and what a trust policy may name.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "checks/policy/action_rules.h"
#include "checks/policy_check.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedStatement;

// What IAM takes in a trust policy.
constexpr std::array<std::string_view, 6> kTrustActions = {
    "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession", "sts:SetSourceIdentity",  "sts:SetContext"};

bool IsPrefixCharacter(char one) {
  return std::isalnum(static_cast<unsigned char>(one)) != 0 || one == '-' ||
         one == '.';
}

// Services that AWS has ended and its reference still lists.
constexpr std::array<std::string_view, 7> kEndedServices = {
    "a4b",      "codestar",    "honeycode", "nimble",
    "opsworks", "opsworks-cm", "qldb"};

class ActionChecks {
 public:
  ActionChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        catalogue_(context.catalogue),
        findings_(findings),
        allowed_(context.catalogue) {}

  void Run() {
    for (const ParsedStatement& statement : context_.statements) {
      if (statement.allows()) {
        allowed_ |= statement.covered;
      }
      everything_known_ &=
          statement.statement->action.complete() &&
          std::none_of(statement.actions.begin(), statement.actions.end(),
                       [](const ParsedAction& one) { return one.unknown; });
    }
    for (const ParsedStatement& statement : context_.statements) {
      for (const ParsedAction& action : statement.actions) {
        Look(action);
      }
      if (context_.Is({Kind::kTrust})) {
        Trust(statement);
      }
      if (context_.Is({Kind::kIdentity}) && statement.allows() &&
          !statement.statement->action.except) {
        Dependencies(statement);
      }
    }
  }

 private:
  void Look(const ParsedAction& action) {
    const std::string& text = action.value->text;
    // Empty ones and variables are somebody else's.
    if (action.unknown || action.anything || text.empty() ||
        text.find("${") != std::string::npos) {
      return;
    }
    if (!IsFormed(action)) {
      return;
    }
    if (!action.service) {
      UnknownService(action);
      return;
    }
    if (context_.Is({Kind::kTrust}) && !IsTrustAction(action)) {
      NonSts(action);
      return;
    }
    if (context_.Is({Kind::kIdentity}) &&
        std::find(kEndedServices.begin(), kEndedServices.end(),
                  support::Lower(action.prefix)) != kEndedServices.end()) {
      findings_
          .Add(kRetiredAction, action.value->span,
               "`" + text + "` is of " +
                   std::string(catalogue_.NameOf(*action.service)) +
                   ", which AWS has ended")
          .Help("remove it");
    }
    if (action.pattern) {
      PatternOfNothing(action);
    } else if (action.action) {
      Spelling(action);
    } else {
      Unknown(action);
    }
  }

  bool IsFormed(const ParsedAction& action) {
    const policy::Value& value = *action.value;
    const auto colons = std::count(value.text.begin(), value.text.end(), ':');
    if (colons != 1) {
      auto report =
          findings_.Add(kMalformedAction, value.span,
                        "`" + value.text +
                            (colons == 0 ? "` names no service, as in "
                                           "`service:Name`"
                                         : "` has more than one colon"));
      report.Help(colons == 0 ? "write the service's prefix and a colon first"
                              : "write it as `service:Name`");
      return false;
    }
    if (policy::HasWildcard(action.prefix)) {
      findings_
          .Add(kWildcardInServiceName, value.span,
               "the service of `" + value.text + "` has a wildcard")
          .Help("name each service")
          .As(diag::Severity::kError);
      return false;
    }
    if (action.prefix.empty() ||
        !std::all_of(action.prefix.begin(), action.prefix.end(),
                     IsPrefixCharacter)) {
      findings_
          .Add(kMalformedAction, value.span,
               "`" + std::string(action.prefix) +
                   "` is no prefix of a service: it has letters, digits, `-` "
                   "and `.` alone")
          .Help("write the service's prefix as AWS does");
      return false;
    }
    if (!action.well_formed) {
      findings_
          .Add(kActionWhiteSpace, value.span,
               action.name.empty() ? "`" + value.text +
                                         "` has no name after its colon, so it "
                                         "matches nothing"
                                   : "`" + value.text +
                                         "` has white space in it, so it "
                                         "matches nothing")
          .Help(action.name.empty() ? "name the action" : "remove it");
      return false;
    }
    return true;
  }

  void UnknownService(const ParsedAction& action) {
    const policy::Value& value = *action.value;
    const std::string prefix = support::Lower(action.prefix);
    if (catalogue_.FindOtherAction(value.text) ||
        catalogue_.KnowsOtherService(prefix)) {
      if (catalogue_.FindOtherAction(value.text) ==
          catalog::OtherStatus::kUndocumented) {
        return;
      }
      findings_
          .Add(kUnknownActionService, value.span,
               "AWS closed the service `" + std::string(action.prefix) + "`")
          .Help("remove the action");
      return;
    }
    std::vector<std::string_view> prefixes;
    for (const catalog::ServiceId service : catalogue_.Services()) {
      prefixes.push_back(catalogue_.PrefixOf(service));
    }
    auto report = findings_.Add(
        kUnknownActionService, value.span,
        "there is no service `" + std::string(action.prefix) + "`");
    report.Help(support::DidYouMean(action.prefix, prefixes));
  }

  void PatternOfNothing(const ParsedAction& action) {
    if (action.name.find_first_not_of('*') == std::string_view::npos) {
      return;
    }
    if (catalogue_.Matches(action.value->text) ||
        catalogue_.MatchesOtherAction(action.value->text)) {
      return;
    }
    const std::size_t wild = action.name.find_first_of("*?");
    findings_
        .Add(kActionPatternMatchesNothing, action.value->span,
             "`" + action.value->text + "` matches no action of " +
                 std::string(catalogue_.NameOf(*action.service)))
        .Help(NearestOf(*action.service, action.name.substr(0, wild)));
  }

  void Unknown(const ParsedAction& action) {
    const policy::Value& value = *action.value;
    const auto other = catalogue_.FindOtherAction(value.text);
    if (other) {
      if (*other == catalog::OtherStatus::kRetired &&
          context_.Is({Kind::kIdentity})) {
        findings_
            .Add(kRetiredAction, value.span,
                 "AWS no longer has the action `" + value.text + "`")
            .Help("remove it");
      }
      return;
    }
    const auto operation = catalogue_.FindOperation(value.text);
    if (operation) {
      std::vector<std::string> names(operation->actions.begin(),
                                     operation->actions.end());
      findings_
          .Add(kApiNameUsedAsAction, value.span,
               "`" + value.text + "` is an API operation and no action")
          .Help(names.empty() ? "look up which action its page names"
                              : "it takes " + support::QuotedList(names));
      return;
    }
    findings_
        .Add(kUnknownAction, value.span,
             std::string(catalogue_.NameOf(*action.service)) +
                 " has no action `" + std::string(action.name) + "`")
        .Help(NearestOf(*action.service, action.name));
  }

  std::string NearestOf(catalog::ServiceId service, std::string_view name) {
    std::vector<std::string_view> names;
    for (const catalog::ActionId one : catalogue_.ActionsOf(service)) {
      names.push_back(catalogue_.NameOf(one));
    }
    const std::string near = support::DidYouMean(name, names);
    return near.empty() ? "`iamgen catalog service " +
                              std::string(catalogue_.PrefixOf(service)) +
                              "` lists its actions"
                        : near;
  }

  void Spelling(const ParsedAction& action) {
    const std::string spelled = catalogue_.FullNameOf(*action.action);
    if (spelled != action.value->text) {
      findings_
          .Add(kActionSpellingCase, action.value->span,
               "AWS spells `" + action.value->text + "` as `" + spelled + "`")
          .Help("write `" + spelled + "`")
          .Replace(action.value->span, action.value->text, spelled);
    }
  }

  static bool IsTrustAction(const ParsedAction& action) {
    return std::any_of(kTrustActions.begin(), kTrustActions.end(),
                       [&](std::string_view one) {
                         return policy::Matches(action.value->text, one,
                                                policy::Letters::kAnyCase);
                       });
  }

  void NonSts(const ParsedAction& action) {
    findings_
        .Add(kNonStsActionInTrustPolicy, action.value->span,
             "a trust policy names `" + action.value->text +
                 "`, which assumes no role")
        .Help("put it into a policy of the role");
  }

  void Trust(const ParsedStatement& statement) {
    if (!statement.allows()) {
      return;
    }
    if (statement.statement->action.except) {
      findings_
          .Add(kNotActionInTrustPolicy, statement.statement->action.name,
               "the trust policy allows whatever NotAction does not name")
          .Help("name the actions, such as `sts:AssumeRole`");
      return;
    }
    for (const ParsedAction& action : statement.actions) {
      const bool several =
          action.anything ||
          (action.pattern && !action.unknown &&
           std::count_if(kTrustActions.begin(), kTrustActions.end(),
                         [&](std::string_view one) {
                           return policy::Matches(action.value->text, one,
                                                  policy::Letters::kAnyCase);
                         }) > 1);
      if (several) {
        findings_
            .Add(kWildcardActionInTrustPolicy, action.value->span,
                 "the trust policy allows `" + action.value->text + "`")
            .Help("name the actions, such as `sts:AssumeRole`");
      }
    }
  }

  // What the calls of this statement need and no statement allows.
  void Dependencies(const ParsedStatement& statement) {
    if (!everything_known_) {
      return;
    }
    // By place: one word of a topology may stand for many actions.
    std::map<diag::Span, Needy> needy;
    for (const ParsedAction& action : statement.actions) {
      if (!action.action) {
        continue;
      }
      Needy& here = needy[action.value->span];
      const std::size_t before = here.missing.size();
      for (const catalog::ActionId one : catalogue_.DependsOn(*action.action)) {
        if (!allowed_.Contains(one)) {
          here.missing.push_back(catalogue_.FullNameOf(one));
        }
      }
      if (here.missing.size() > before) {
        here.actions.push_back(action.value->text);
      }
    }
    for (auto& [span, here] : needy) {
      if (here.actions.empty()) {
        continue;
      }
      std::sort(here.missing.begin(), here.missing.end());
      here.missing.erase(std::unique(here.missing.begin(), here.missing.end()),
                         here.missing.end());
      findings_
          .Add(kDependentActionMissing, span,
               support::QuotedList(here.actions) +
                   (here.actions.size() == 1 ? " needs " : " need ") +
                   support::QuotedList(here.missing) +
                   ", which nothing here allows")
          .Help("allow what the calls need, here or in another policy");
    }
  }

  // Actions, and what their calls need.
  struct Needy {
    std::vector<std::string> actions;
    std::vector<std::string> missing;
  };

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
  catalog::ActionSet allowed_;
  bool everything_known_ = true;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  ActionChecks(context, findings).Run();
}

constexpr std::array<const diag::Rule*, 13> kRules = {
    &kUnknownAction,
    &kUnknownActionService,
    &kActionPatternMatchesNothing,
    &kMalformedAction,
    &kActionWhiteSpace,
    &kWildcardInServiceName,
    &kApiNameUsedAsAction,
    &kNonStsActionInTrustPolicy,
    &kWildcardActionInTrustPolicy,
    &kNotActionInTrustPolicy,
    &kActionSpellingCase,
    &kDependentActionMissing,
    &kRetiredAction};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& Actions() { return kFamily; }

}  // namespace iamgen::checks

// Actions: their form, whether they exist, and how they are spelled.
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

// Services that AWS has ended and its reference still lists.
constexpr std::array<std::string_view, 7> kEndedServices = {
    "a4b",      "codestar",    "honeycode", "nimble",
    "opsworks", "opsworks-cm", "qldb"};

// Names of services, and what stands before the colon for them.
struct OtherName {
  std::string_view name;
  std::string_view prefix;
};

constexpr std::array<OtherName, 17> kOtherNames = {{
    {"alb", "elasticloadbalancing"},
    {"amazonmq", "mq"},
    {"cloudwatchlogs", "logs"},
    {"cognito", "cognito-idp"},
    {"docdb", "rds"},
    {"efs", "elasticfilesystem"},
    {"elb", "elasticloadbalancing"},
    {"elbv2", "elasticloadbalancing"},
    {"emr", "elasticmapreduce"},
    {"eventbridge", "events"},
    {"msk", "kafka"},
    {"parameterstore", "ssm"},
    {"secrets-manager", "secretsmanager"},
    {"sfn", "states"},
    {"stepfunctions", "states"},
    {"step-functions", "states"},
    {"zocalo", "workdocs"},
}};

bool IsPrefixCharacter(char one) {
  return std::isalnum(static_cast<unsigned char>(one)) != 0 || one == '-' ||
         one == '.';
}

bool HasSpace(std::string_view text) {
  return text.find_first_of(" \t\r\n\v\f") != std::string_view::npos;
}

class ActionChecks {
 public:
  ActionChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), catalogue_(context.catalogue), findings_(findings) {}

  void Look(const ParsedAction& action) {
    const std::string& text = action.value->text;
    // Empty ones and variables are somebody else's.
    if (action.unknown || policy::IsAnything(text) || text.empty() ||
        text.find("${") != std::string::npos || !IsFormed(action)) {
      return;
    }
    if (!action.service) {
      UnknownService(action);
      return;
    }
    if (context_.Is({Kind::kTrust}) &&
        !support::EqualIgnoringCase(action.prefix, "sts")) {
      return;
    }
    Retired(action);
    if (action.pattern) {
      PatternOfNothing(action);
    } else if (action.action) {
      Spelling(action);
    } else {
      Unknown(action);
    }
  }

 private:
  bool IsFormed(const ParsedAction& action) {
    const std::string& text = action.value->text;
    const auto colons = std::count(text.begin(), text.end(), ':');
    if (colons != 1) {
      findings_
          .Add(kMalformedAction, action.value->span,
               "`" + text +
                   (colons == 0 ? "` names no service, as in `service:Name`"
                                : "` has more than one colon"))
          .Help(colons == 0 ? "write the service's prefix and a colon first"
                            : "write it as `service:Name`");
      return false;
    }
    if (policy::HasWildcard(action.prefix)) {
      findings_
          .Add(kWildcardInServiceName, action.value->span,
               "the service of `" + text + "` has a wildcard")
          .Help("name each service")
          .As(diag::Severity::kError);
      return false;
    }
    if (HasSpace(text) || action.name.empty()) {
      WhiteSpace(action);
      return false;
    }
    if (action.prefix.empty() ||
        !std::all_of(action.prefix.begin(), action.prefix.end(),
                     IsPrefixCharacter)) {
      findings_
          .Add(kMalformedAction, action.value->span,
               "`" + std::string(action.prefix) +
                   "` is no prefix of a service: it has letters, digits, `-` "
                   "and `.` alone")
          .Help("write the service's prefix as AWS does");
      return false;
    }
    return true;
  }

  void WhiteSpace(const ParsedAction& action) {
    const std::string& text = action.value->text;
    const bool space = HasSpace(text);
    auto report = findings_.Add(
        kActionWhiteSpace, action.value->span,
        "`" + text +
            (space ? "` has white space in it, so it matches nothing"
                   : "` has no name after its colon, so it matches nothing"));
    report.Help(space ? "remove it" : "name the action");
    // Where it is part of the prefix, IAM refuses it.
    if (HasSpace(action.prefix)) {
      report.As(diag::Severity::kError);
    }
  }

  void UnknownService(const ParsedAction& action) {
    const policy::Value& value = *action.value;
    const std::string prefix = support::Lower(action.prefix);
    const auto other = catalogue_.FindOtherAction(value.text);
    if (other == catalog::OtherStatus::kUndocumented) {
      return;
    }
    if (other || catalogue_.KnowsOtherService(prefix)) {
      if (IsClosed(prefix)) {
        findings_
            .Add(kUnknownActionService, value.span,
                 "AWS closed the service `" + std::string(action.prefix) + "`")
            .Help("remove the action");
      }
      return;
    }
    findings_
        .Add(kUnknownActionService, value.span,
             "there is no service `" + std::string(action.prefix) + "`")
        .Help(NearestService(prefix));
  }

  // Whether AWS once described an action of the service.
  bool IsClosed(const std::string& prefix) const {
    const auto others = catalogue_.OtherActions();
    return std::any_of(others.begin(), others.end(),
                       [&](const catalog::OtherAction& one) {
                         return one.status == catalog::OtherStatus::kRetired &&
                                one.name.size() > prefix.size() &&
                                one.name[prefix.size()] == ':' &&
                                support::EqualIgnoringCase(
                                    one.name.substr(0, prefix.size()), prefix);
                       });
  }

  std::string NearestService(const std::string& prefix) {
    const auto known =
        std::find_if(kOtherNames.begin(), kOtherNames.end(),
                     [&](const OtherName& one) { return one.name == prefix; });
    if (known != kOtherNames.end()) {
      return "its prefix is `" + std::string(known->prefix) + "`";
    }
    std::vector<std::string_view> prefixes;
    if (near_left_ > 0) {
      for (const catalog::ServiceId one : catalogue_.Services()) {
        prefixes.push_back(catalogue_.PrefixOf(one));
      }
    }
    return Near(prefix, prefixes);
  }

  void Retired(const ParsedAction& action) {
    if (context_.Is({Kind::kIdentity}) &&
        std::find(kEndedServices.begin(), kEndedServices.end(),
                  support::Lower(action.prefix)) != kEndedServices.end()) {
      findings_
          .Add(kRetiredAction, action.value->span,
               "`" + action.value->text + "` is of " +
                   std::string(catalogue_.NameOf(*action.service)) +
                   ", which AWS has ended")
          .Help("remove it");
    }
  }

  void PatternOfNothing(const ParsedAction& action) {
    const std::string& text = action.value->text;
    if (policy::IsAnything(action.name) || action.covers_any ||
        catalogue_.MatchesOtherAction(text)) {
      return;
    }
    const std::size_t wild = action.name.find_first_of("*?");
    findings_
        .Add(kActionPatternMatchesNothing, action.value->span,
             "`" + text + "` matches no action of " +
                 std::string(catalogue_.NameOf(*action.service)))
        .Help(NearestAction(*action.service, action.name.substr(0, wild)));
  }

  void Unknown(const ParsedAction& action) {
    const policy::Value& value = *action.value;
    if (const auto other = catalogue_.FindOtherAction(value.text)) {
      if (*other == catalog::OtherStatus::kRetired &&
          context_.Is({Kind::kIdentity})) {
        findings_
            .Add(kRetiredAction, value.span,
                 "AWS no longer has the action `" + value.text + "`")
            .Help("remove it");
      }
      return;
    }
    if (const auto operation = catalogue_.FindOperation(value.text)) {
      const std::vector<std::string> names(operation->actions.begin(),
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
        .Help(NearestAction(*action.service, action.name));
  }

  std::string NearestAction(catalog::ServiceId service, std::string_view name) {
    std::vector<std::string_view> names;
    if (near_left_ > 0) {
      for (const catalog::ActionId one : catalogue_.ActionsOf(service)) {
        names.push_back(catalogue_.NameOf(one));
      }
    }
    const std::string near = Near(name, names);
    return near.empty() ? "`iamgen catalog service " +
                              std::string(catalogue_.PrefixOf(service)) +
                              "` lists its actions"
                        : near;
  }

  // Looking for near names takes long, so that only the first mistakes of a
  // document get them.
  std::string Near(std::string_view name,
                   const std::vector<std::string_view>& known) {
    constexpr std::size_t kLongest = 64;
    if (near_left_ == 0 || name.size() > kLongest) {
      return "";
    }
    --near_left_;
    return support::DidYouMean(name, known);
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

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
  int near_left_ = 100;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  ActionChecks checks(context, findings);
  for (const policy::ParsedStatement& statement : context.statements) {
    for (const ParsedAction& action : statement.actions) {
      checks.Look(action);
    }
  }
}

constexpr std::array<const diag::Rule*, 9> kRules = {
    &kUnknownAction,
    &kUnknownActionService,
    &kActionPatternMatchesNothing,
    &kMalformedAction,
    &kActionWhiteSpace,
    &kWildcardInServiceName,
    &kApiNameUsedAsAction,
    &kActionSpellingCase,
    &kRetiredAction};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& Actions() { return kFamily; }

}  // namespace iamgen::checks

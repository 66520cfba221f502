// Knows the condition keys and the kinds of resources that take the sting out
// of an action. "Actions, resources, and condition keys for AWS Identity and
// Access Management".
#include "analysis/escalation_limits.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "analysis/action_classes.h"
#include "policy/arn.h"
#include "policy/arn_formats.h"
#include "policy/pattern.h"

namespace iamgen::analysis {
namespace {

using policy::OperatorFamily;
using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::Value;

constexpr std::string_view kPassRole = "iam:PassRole";
constexpr std::string_view kPassedToService = "iam:passedtoservice";
constexpr std::string_view kPolicyArn = "iam:policyarn";
constexpr std::string_view kBoundary = "iam:permissionsboundary";

bool Attaches(std::string_view action) {
  return action.starts_with("iam:Attach");
}

// Wants the key to have one of its values.
bool IsPin(const ParsedTest& test) {
  return test.op && !test.op->negated &&
         test.op->family != OperatorFamily::kNull;
}

// Is met by a request without the key.
bool LetsAbsencePass(const ParsedTest& test) {
  return test.op->if_exists || test.op->negated ||
         test.op->set == policy::SetPrefix::kForAllValues;
}

bool IsUnknown(std::string_view text) {
  return text.find_first_not_of(policy::kUnknown) == std::string_view::npos;
}

// Whether one of the values of a test is the text; what is not known at all is
// none.
bool Names(const ParsedTest& test, std::string_view text) {
  using policy::Comparison;
  const auto letters = test.op->comparison == Comparison::kEqualsIgnoreCase
                           ? policy::Letters::kAnyCase
                           : policy::Letters::kExact;
  return std::any_of(
      test.values().begin(), test.values().end(), [&](const Value& value) {
        const bool literal = test.op->comparison == Comparison::kEquals &&
                             test.op->family == OperatorFamily::kString &&
                             policy::HasWildcard(value.text);
        return !IsUnknown(value.text) && !literal &&
               policy::Matches(policy::VariablesAsWildcards(value.text), text,
                               letters);
      });
}

// Whether a test of iam:PassedToService holds for one of the services that the
// method needs, in whatever partition.
bool HoldsForAService(const ParsedTest& test, std::string_view services) {
  std::string_view rest = services;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string service(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool named = Names(test, service) || Names(test, service + ".cn");
    if (named != test.op->negated) {
      return true;
    }
  }
  return services.empty();
}

// Whether a test of iam:PolicyARN lets a policy through that gives it all away.
bool LetsPowerThrough(const ParsedTest& test) {
  const auto names = [&](std::string_view arn) {
    return std::any_of(
        test.values().begin(), test.values().end(), [&](const Value& value) {
          return !IsUnknown(value.text) && policy::Meet(value.text, arn);
        });
  };
  return names("arn:*:iam::aws:policy/AdministratorAccess") ||
         names("arn:*:iam::aws:policy/IAMFullAccess") ||
         names("arn:*:iam::aws:policy/PowerUserAccess");
}

// Whether the method's service can be what a value of
// iam:AssociatedResourceArn names.
bool CanBeAssociated(const ParsedTest& test, std::string_view actions) {
  return std::any_of(
      test.values().begin(), test.values().end(), [&](const Value& value) {
        const auto arn = policy::SplitArn(value.text);
        return !arn || !policy::IsLiteralField(arn->service) ||
               (' ' + std::string(actions))
                       .find(' ' + std::string(arn->service) + ':') !=
                   std::string::npos;
      });
}

bool Supports(const catalog::Catalogue& catalogue, catalog::ActionId action,
              catalog::KeyId key) {
  const auto has = [&](const auto& keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  if (has(catalogue.KeysOf(action))) {
    return true;
  }
  for (std::size_t i = 0; i < catalogue.ResourcesOf(action).size(); ++i) {
    if (has(catalogue.KeysOf(action, i))) {
      return true;
    }
  }
  return false;
}

// Whether requests of the action never carry the key.
bool IsNeverThere(const ParsedTest& test, const Attempt& attempt) {
  return test.id && attempt.action.id && !test.key.starts_with("aws:") &&
         !attempt.catalogue[*test.id].global &&
         !Supports(attempt.catalogue, *attempt.action.id, *test.id);
}

bool IsTagOfResource(std::string_view key) {
  return key.find(":resourcetag/") != std::string_view::npos ||
         key.starts_with("s3:existingobjecttag/");
}

// Whether the grants let a tag be set on what the action works on.
bool CanTag(const Attempt& attempt) {
  if (!attempt.action.id) {
    return true;
  }
  const catalog::ActionSet& tags = ActionClasses::Of(attempt.catalogue).tags;
  const auto of_service = attempt.catalogue.ActionsOf(
      attempt.catalogue.ServiceOf(*attempt.action.id));
  return std::any_of(
      of_service.begin(), of_service.end(), [&](catalog::ActionId one) {
        return tags.Contains(one) && attempt.at_will.Contains(one);
      });
}

// Keys that only requests of AWS services carry.
bool IsOfServices(const ParsedTest& test) {
  return test.key.starts_with("aws:principalservicename") ||
         test.key == "aws:sourcearn" || test.key == "aws:sourceaccount" ||
         (test.key == "aws:principalisawsservice" &&
          std::any_of(test.values().begin(), test.values().end(),
                      [](const Value& one) { return one.text == "true"; }));
}

// Wants another service to make the call. What CloudFormation calls is whatever
// its template says; other services call what they like.
bool WantsAService(const ParsedTest& test) {
  if (test.key == "aws:viaawsservice") {
    return Names(test, "true");
  }
  return test.key.starts_with("aws:calledvia") &&
         !Names(test, "cloudformation.amazonaws.com");
}

bool CanMeet(const ParsedTest& test, const Attempt& attempt) {
  if (!test.op) {
    return true;
  }
  const std::string_view action = attempt.action.name;
  if (IsNeverThere(test, attempt)) {
    return LetsAbsencePass(test) || !IsPin(test);
  }
  if (test.key == kPassedToService) {
    return test.op->family == OperatorFamily::kNull ||
           HoldsForAService(test, attempt.method.services);
  }
  if (!IsPin(test)) {
    return true;
  }
  if (test.key == "iam:associatedresourcearn") {
    return CanBeAssociated(test, attempt.method.actions);
  }
  if (test.key == kPolicyArn) {
    return !Attaches(action) || LetsPowerThrough(test);
  }
  if (test.key == kBoundary) {
    return action.starts_with("iam:Delete");
  }
  if (IsTagOfResource(test.key)) {
    return test.op->if_exists || CanTag(attempt);
  }
  return LetsAbsencePass(test) || !(IsOfServices(test) || WantsAService(test));
}

// Whether nothing is gained from what an ARN of IAM names.
bool IsHarmless(const policy::Arn& arn, const Attempt& attempt) {
  const std::string_view action = attempt.action.name;
  if (!action.starts_with("iam:")) {
    return false;
  }
  // A role of a service cannot be changed and does only what that service does.
  if (arn.resource.starts_with("role/aws-service-role/")) {
    return true;
  }
  // What AWS manages nobody else changes.
  if (action == "iam:CreatePolicyVersion" ||
      action == "iam:SetDefaultPolicyVersion") {
    return arn.account == "aws";
  }
  // Everybody may have keys and a password of his own.
  const std::string_view method = attempt.method.id;
  const bool of_another = method == "ESC-201" || method == "ESC-202" ||
                          method == "ESC-203" || method == "ESC-208";
  return of_another && arn.resource.ends_with("/${aws:username}");
}

}  // namespace

bool CanMeetConditions(const ParsedStatement& allow, const Attempt& attempt) {
  return allow.statement->condition_complete &&
         std::all_of(
             allow.tests.begin(), allow.tests.end(),
             [&](const ParsedTest& test) { return CanMeet(test, attempt); });
}

bool AsksForTags(const ParsedStatement& allow) {
  return !allow.statement->condition_complete ||
         std::any_of(allow.tests.begin(), allow.tests.end(),
                     [](const ParsedTest& test) {
                       return IsTagOfResource(test.key) && IsPin(test);
                     });
}

bool Stops(const ParsedStatement& deny, const Attempt& attempt) {
  if (!deny.IsConditional()) {
    return true;
  }
  if (!deny.statement->condition_complete || deny.tests.size() != 1 ||
      !deny.tests.front().op) {
    return false;
  }
  const ParsedTest& test = deny.tests.front();
  const std::string_view action = attempt.action.name;
  if (test.key == kPassedToService) {
    // What it does not hold for stays allowed.
    ParsedTest opposite = test;
    opposite.op->negated = !opposite.op->negated;
    return action == kPassRole && test.op->family != OperatorFamily::kNull &&
           !HoldsForAService(opposite, attempt.method.services);
  }
  if (test.key == kPolicyArn) {
    return Attaches(action) && test.op->negated && !LetsPowerThrough(test);
  }
  return test.key == kBoundary && test.op->negated &&
         !action.starts_with("iam:Delete");
}

bool IsOfUse(const ParsedResource& resource, const Attempt& attempt) {
  if (resource.anything || !attempt.action.id) {
    return true;
  }
  const auto& arn = resource.arn;
  if (arn && IsHarmless(*arn, attempt)) {
    return false;
  }
  const bool one_service = arn && policy::IsLiteralField(arn->service);
  const auto& formats = policy::ArnFormats::Of(attempt.catalogue);
  std::optional<policy::ResourcePattern> pattern;
  for (const catalog::ResourceUse& use :
       attempt.catalogue.ResourcesOf(*attempt.action.id)) {
    for (const policy::ArnFormat& format : formats.OfType(use.type)) {
      if (one_service && policy::IsLiteralField(format.service) &&
          arn->service != format.service) {
        continue;
      }
      if (!pattern) {
        pattern = policy::PatternOf(resource.value->text);
      }
      if (policy::Meet(*pattern, format)) {
        return true;
      }
    }
  }
  return false;
}

bool LeavesSome(const ParsedStatement& allow, const Attempt& attempt) {
  const auto& excepted = allow.resources;
  if (!attempt.action.id) {
    return true;
  }
  const bool all =
      std::any_of(excepted.begin(), excepted.end(),
                  [](const ParsedResource& one) { return one.anything; });
  const auto uses = attempt.catalogue.ResourcesOf(*attempt.action.id);
  if (all || uses.empty()) {
    return !all;
  }
  std::vector<policy::ResourcePattern> patterns;
  for (const ParsedResource& one : excepted) {
    // What is not known, and one of many, excepts nothing for certain.
    if (one.value->known() && one.value->text.find("${") == std::string::npos) {
      patterns.push_back(policy::PatternOf(one.value->text));
    }
  }
  const auto& formats = policy::ArnFormats::Of(attempt.catalogue);
  for (const catalog::ResourceUse& use : uses) {
    for (const policy::ArnFormat& format : formats.OfType(use.type)) {
      const bool excepts = std::any_of(patterns.begin(), patterns.end(),
                                       [&](const policy::ResourcePattern& one) {
                                         return policy::Covers(one, format);
                                       });
      if (!excepts) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace iamgen::analysis

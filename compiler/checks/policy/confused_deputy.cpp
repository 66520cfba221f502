// Services work for everybody: whether a statement says for whose sake one of
// them is let in.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "catalog/service_principal.h"
#include "checks/policy/confused_deputy_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/caller_tests.h"
#include "policy/condition_keys.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::PrincipalGroup;
using policy::Value;

constexpr std::string_view kEncryptionContext = "kms:encryptioncontext:";

// Services that use a role only for a resource of the role's own account.
constexpr std::array<std::string_view, 3> kBoundServices = {"ec2", "edgelambda",
                                                            "lambda"};

// Whether a role that trusts the service needs no test of its source.
bool IsBound(const Value& principal) {
  const auto found = catalog::ResolveServicePrincipal(principal.text, "aws");
  std::string_view service = principal.text;
  service = service.substr(0, service.find('.'));
  if (const auto* known = std::get_if<catalog::KnownPrincipal>(&found)) {
    service = known->row->service;
  }
  return std::find(kBoundServices.begin(), kBoundServices.end(), service) !=
         kBoundServices.end();
}

// Whose the source is, unless it is a bucket's.
bool SaysForWhom(const ParsedTest& test) {
  return policy::IsSourceKey(test.key) && policy::Restricts(test);
}

// Says something of the caller or of what it works for, though not for whom.
bool SaysSomething(const ParsedTest& test) {
  return policy::Restricts(test) &&
         (policy::KeepsStrangersOut(test) || policy::IsSpoofable(test.key) ||
          policy::IsCallerKey(test.key) || test.key == "kms:viaservice" ||
          test.key.starts_with(kEncryptionContext));
}

class DeputyChecks {
 public:
  DeputyChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Look(const ParsedStatement& parsed) {
    if (!parsed.allows() || parsed.statement->principal.except ||
        !policy::IsClear(parsed)) {
      return;
    }
    Services(parsed);
    SourceArns(parsed);
  }

 private:
  void Services(const ParsedStatement& parsed) {
    if (std::any_of(parsed.tests.begin(), parsed.tests.end(), SaysForWhom)) {
      return;
    }
    const Value* first = nullptr;
    std::vector<std::string> names;
    for (const PrincipalGroup& group : parsed.statement->principal.groups) {
      if (group.type.text != "Service") {
        continue;
      }
      for (const Value& value : group.of.values) {
        if (value.text.empty() || !value.known() ||
            (context_.Is({Kind::kTrust}) && IsBound(value))) {
          continue;
        }
        first = first == nullptr ? &value : first;
        names.push_back(value.text);
      }
    }
    if (first != nullptr) {
      Report(parsed, *first, names);
    }
  }

  void Report(const ParsedStatement& parsed, const Value& first,
              const std::vector<std::string>& names) {
    const std::string_view verb = names.size() == 1 ? " is" : " are";
    const auto weaker =
        std::find_if(parsed.tests.begin(), parsed.tests.end(), SaysSomething);
    if (weaker == parsed.tests.end()) {
      findings_
          .Add(kServiceWithoutSource, first.span,
               support::QuotedList(names) + std::string(verb) +
                   " let in for whatever account it works for")
          .Help(
              "add a condition on `aws:SourceArn` or `aws:SourceAccount`, or "
              "on `aws:SourceOrgID` for a whole organization");
      return;
    }
    findings_
        .Add(kWeakerSourceKey, weaker->test->key.span,
             "`" + weaker->test->key.text + "` does not say for whose sake " +
                 support::QuotedList(names) + std::string(verb) + " let in")
        .Help("test `aws:SourceArn` or `aws:SourceAccount` instead");
  }

  // ARNs that name no account, as those of buckets.
  void SourceArns(const ParsedStatement& parsed) {
    const bool owned = std::any_of(
        parsed.tests.begin(), parsed.tests.end(), [](const ParsedTest& one) {
          return SaysForWhom(one) && one.key != "aws:sourcearn";
        });
    if (owned) {
      return;
    }
    for (const ParsedTest* test : parsed.TestsOf("aws:sourcearn")) {
      if (!policy::Restricts(*test)) {
        continue;
      }
      for (const Value& value : test->values()) {
        const auto arn = policy::SplitArn(value.text);
        const bool ownerless =
            arn && (arn->account.empty() ||
                    (arn->service == "s3" && policy::IsAnything(arn->account)));
        if (ownerless) {
          findings_
              .Add(kSourceArnWithoutAccount, value.span,
                   "`" + value.text + "` does not say whose it is")
              .Help("test `aws:SourceAccount` beside it");
        }
      }
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kTrust, Kind::kResource})) {
    return;
  }
  DeputyChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    checks.Look(statement);
  }
}

constexpr std::array<const diag::Rule*, 3> kRules = {
    &kServiceWithoutSource, &kWeakerSourceKey, &kSourceArnWithoutAccount};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConfusedDeputy() { return kFamily; }

}  // namespace iamgen::checks

// Grants that are known for what comes of them: all of IAM, every key, every
// bucket, the trails.
#include <algorithm>
#include <array>
#include <string>

#include "analysis/administrator.h"
#include "checks/policy/known_grant_rules.h"
#include "checks/policy_check.h"
#include "policy/action_place.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ParsedTest;

// The entry that is every action of a service.
const ParsedAction* AllOf(const ParsedStatement& parsed,
                          std::string_view prefix) {
  const auto found =
      std::find_if(parsed.actions.begin(), parsed.actions.end(),
                   [&](const ParsedAction& one) {
                     return support::EqualIgnoringCase(one.prefix, prefix) &&
                            policy::IsAnything(one.name);
                   });
  return found == parsed.actions.end() ? nullptr : &*found;
}

bool IsWritten(const ParsedStatement& parsed, std::string_view text) {
  return std::any_of(parsed.actions.begin(), parsed.actions.end(),
                     [&](const ParsedAction& one) {
                       return support::EqualIgnoringCase(one.value->text, text);
                     });
}

// Whether an entry names the action, itself or in a pattern of its service.
bool IsNamed(const ParsedStatement& parsed, std::string_view action) {
  return std::any_of(parsed.actions.begin(), parsed.actions.end(),
                     [&](const ParsedAction& one) {
                       return one.well_formed && !one.unknown &&
                              policy::Matches(one.value->text, action,
                                              policy::Letters::kAnyCase);
                     });
}

// `*`, or nothing but wildcards where buckets and objects stand.
bool IsAllOfS3(const ParsedResource& one) {
  return one.anything ||
         (one.arn && one.arn->service == "s3" &&
          policy::HasWildcard(one.arn->resource) &&
          one.arn->resource.find_first_not_of("*/") == std::string_view::npos);
}

// `*`, or every key of an account.
bool IsAllKeys(const ParsedResource& one) {
  return one.anything || (one.arn && one.arn->service == "kms" &&
                          (policy::IsAnything(one.arn->resource) ||
                           one.arn->resource == "key/*"));
}

template <typename Is>
bool AnyResource(const ParsedStatement& parsed, Is is) {
  return !parsed.statement->resource.except &&
         std::any_of(parsed.resources.begin(), parsed.resources.end(), is);
}

// Whether a condition tests a key that begins so, or may do so.
bool Tests(const ParsedStatement& parsed,
           std::initializer_list<std::string_view> starts) {
  return !parsed.statement->condition_complete ||
         std::any_of(parsed.tests.begin(), parsed.tests.end(),
                     [&](const ParsedTest& test) {
                       return std::any_of(starts.begin(), starts.end(),
                                          [&](std::string_view start) {
                                            return test.key.starts_with(start);
                                          });
                     });
}

void WholeServices(const ParsedStatement& parsed, PolicyFindings& findings) {
  if (!parsed.OnEverything()) {
    return;
  }
  if (const ParsedAction* iam = AllOf(parsed, "iam")) {
    findings
        .Add(kFullIamAccess, iam->value->span,
             "every action of IAM is allowed on everything")
        .Help("name the actions and resources that are needed");
  }
  if (const ParsedAction* trails = AllOf(parsed, "cloudtrail")) {
    findings
        .Add(kFullCloudTrail, trails->value->span,
             "trails may be stopped, changed and deleted")
        .Help("name the actions that are needed");
  }
}

void Buckets(const ParsedStatement& parsed, PolicyFindings& findings) {
  const ParsedAction* all = AllOf(parsed, "s3");
  const bool both =
      IsWritten(parsed, "s3:Get*") && IsWritten(parsed, "s3:Put*");
  if ((all != nullptr || both) && AnyResource(parsed, IsAllOfS3)) {
    findings
        .Add(
            kS3ReadWriteEverywhere,
            all != nullptr ? all->value->span : PlaceOf(parsed, "s3:PutObject"),
            "every bucket may be read and written")
        .Help("name the buckets");
  }
}

void Keys(const ParsedStatement& parsed, PolicyFindings& findings) {
  for (const std::string_view action : {"kms:Decrypt", "kms:ReEncryptFrom"}) {
    if (IsNamed(parsed, action) && AnyResource(parsed, IsAllKeys) &&
        !Tests(parsed, {"kms:", "aws:resourcetag/", "aws:calledvia",
                        "aws:viaawsservice"})) {
      findings
          .Add(kAllKmsKeys, PlaceOf(parsed, action),
               "every key may be used to decrypt")
          .Help(
              "name the keys, or test `kms:ViaService` or "
              "`kms:ResourceAliases`");
      return;
    }
  }
}

void Marketplace(const ParsedStatement& parsed, PolicyFindings& findings) {
  constexpr std::string_view kSubscribe = "aws-marketplace:Subscribe";
  if (parsed.OnEverything() && IsNamed(parsed, kSubscribe) &&
      !Tests(parsed,
             {"aws-marketplace:", "aws:calledvia", "aws:viaawsservice"})) {
    findings
        .Add(kMarketplaceSubscribe, PlaceOf(parsed, kSubscribe),
             "every product may be bought")
        .Help("test `aws-marketplace:ProductId`");
  }
}

void Assume(const ParsedStatement& parsed, PolicyFindings& findings) {
  if (!IsNamed(parsed, "sts:AssumeRole") || parsed.statement->resource.except ||
      Tests(parsed, {"aws:resourceaccount", "aws:resourceorg"})) {
    return;
  }
  for (const ParsedResource& one : parsed.resources) {
    if (one.anything || (one.arn && one.arn->service == "iam" &&
                         policy::HasWildcard(one.arn->account))) {
      findings
          .Add(kAssumeAnyRole, one.value->span,
               "roles of every account may be assumed: `" + one.value->text +
                   "`")
          .Help("name the accounts and roles");
    }
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kIdentity, Kind::kSession})) {
    return;
  }
  for (const ParsedStatement& parsed : context.statements) {
    if (!parsed.allows() || parsed.statement->action.except ||
        analysis::AllowsEverything(parsed)) {
      continue;
    }
    WholeServices(parsed, findings);
    Buckets(parsed, findings);
    Keys(parsed, findings);
    Marketplace(parsed, findings);
    Assume(parsed, findings);
  }
}

constexpr std::array<const diag::Rule*, 6> kRules = {
    &kFullIamAccess,  &kAssumeAnyRole,         &kAllKmsKeys,
    &kFullCloudTrail, &kS3ReadWriteEverywhere, &kMarketplaceSubscribe};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& KnownGrants() { return kFamily; }

}  // namespace iamgen::checks

// How large a document may be, by what it is for.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "checks/policy/size_rules.h"
#include "checks/policy_check.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;

constexpr std::uint64_t kIdentityMost = 10240;
constexpr std::uint64_t kManagedMost = 6144;
constexpr std::uint64_t kUserMost = 2048;
constexpr std::uint64_t kGroupMost = 5120;
constexpr std::uint64_t kRoleMost = 10240;
constexpr std::uint64_t kTrustDefault = 2048;
constexpr std::uint64_t kTrustMost = 8192;
constexpr std::uint64_t kSessionMost = 2048;
constexpr std::uint64_t kServiceControlMost = 10240;
constexpr std::uint64_t kResourceControlMost = 5120;

struct ServiceQuota {
  std::string_view service;
  std::uint64_t most;
};

// Quotas of the services' own pages; the smallest of a service's kinds.
constexpr std::array<ServiceQuota, 12> kServiceQuotas = {{
    {"s3", 20480},
    {"kms", 32768},
    {"sqs", 8192},
    {"sns", 30720},
    {"lambda", 20480},
    {"secretsmanager", 20480},
    {"ecr", 10240},
    {"ec2", 20480},
    {"events", 10240},
    {"execute-api", 8192},
    {"dynamodb", 20480},
    {"logs", 5120},
}};

void Report(const diag::Rule& rule, std::uint64_t size, std::uint64_t most,
            const char* what, const PolicyContext& context,
            PolicyFindings& findings) {
  findings
      .Add(rule, context.document.span,
           std::string(what) + " has " + support::Count(size, "character") +
               ", the most is " + std::to_string(most))
      .Help("say the same with fewer statements, or in several documents");
}

// By how it is attached. Inline policies count together, so that one alone over
// the quota is over it in any case.
void Identity(const PolicyContext& context, PolicyFindings& findings) {
  const std::uint64_t size = context.document.size;
  const auto check = [&](const diag::Rule& rule, std::uint64_t most,
                         const char* what) {
    if (size > most) {
      Report(rule, size, most, what, context, findings);
    }
  };
  switch (context.standing.attachment) {
    case policy::Attachment::kUnknown:
      // Access Analyzer, with which this is to agree, counts one more.
      if (size >= kIdentityMost) {
        Report(kIdentityPolicyTooLarge, size + 1, kIdentityMost,
               "the identity policy", context, findings);
      }
      break;
    case policy::Attachment::kManaged:
      check(kManagedPolicyTooLarge, kManagedMost, "the managed policy");
      break;
    case policy::Attachment::kInlineOfUser:
      check(kUserPolicyTooLarge, kUserMost, "the inline policy of a user");
      break;
    case policy::Attachment::kInlineOfGroup:
      check(kGroupPolicyTooLarge, kGroupMost, "the inline policy of a group");
      break;
    case policy::Attachment::kInlineOfRole:
      check(kRolePolicyTooLarge, kRoleMost, "the inline policy of a role");
      break;
  }
}

void Trust(const PolicyContext& context, PolicyFindings& findings) {
  const std::uint64_t size = context.document.size;
  if (size <= kTrustDefault) {
    return;
  }
  auto report =
      findings.Add(kTrustPolicyTooLarge, context.document.span,
                   "the trust policy has " + support::Count(size, "character") +
                       ", the most is " + std::to_string(kTrustDefault) +
                       " unless AWS has raised the quota, and then " +
                       std::to_string(kTrustMost));
  report.Help("trust accounts and test `aws:PrincipalArn`");
  if (size > kTrustMost) {
    report.As(diag::Severity::kError);
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  const std::uint64_t size = context.document.size;
  // Organizations counts the white space too.
  const std::uint64_t written_size = context.document.written_size;
  const auto check = [&](const diag::Rule& rule, std::uint64_t counted,
                         std::uint64_t most, const char* what) {
    if (counted > most) {
      Report(rule, counted, most, what, context, findings);
    }
  };
  switch (context.document.kind) {
    case Kind::kIdentity:
      Identity(context, findings);
      break;
    // Only a managed policy can be one.
    case Kind::kBoundary:
      check(kManagedPolicyTooLarge, size, kManagedMost,
            "the permissions boundary");
      break;
    case Kind::kTrust:
      Trust(context, findings);
      break;
    case Kind::kResource:
      for (const ServiceQuota& one : kServiceQuotas) {
        if (support::EqualIgnoringCase(one.service, context.document.service)) {
          check(kResourcePolicyTooLarge, size, one.most,
                "the policy of the resource");
        }
      }
      break;
    case Kind::kSession:
      check(kSessionPolicyTooLarge, size, kSessionMost, "the session policy");
      break;
    case Kind::kServiceControl:
      check(kScpTooLarge, written_size, kServiceControlMost,
            "the service control policy");
      break;
    case Kind::kResourceControl:
      check(kRcpTooLarge, written_size, kResourceControlMost,
            "the resource control policy");
      break;
  }
}

constexpr std::array<const diag::Rule*, 10> kRules = {&kIdentityPolicyTooLarge,
                                                      &kUserPolicyTooLarge,
                                                      &kGroupPolicyTooLarge,
                                                      &kRolePolicyTooLarge,
                                                      &kManagedPolicyTooLarge,
                                                      &kTrustPolicyTooLarge,
                                                      &kResourcePolicyTooLarge,
                                                      &kSessionPolicyTooLarge,
                                                      &kScpTooLarge,
                                                      &kRcpTooLarge};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& DocumentSizes() { return kFamily; }

}  // namespace iamgen::checks

// How large a document may be, by what it is for.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "checks/policy/size_rules.h"
#include "checks/policy_check.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;

constexpr std::uint64_t kIdentityMost = 10240;
constexpr std::uint64_t kManagedMost = 6144;
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

void Run(const PolicyContext& context, PolicyFindings& findings) {
  const std::uint64_t size = context.document.size;
  const auto over = [&](std::uint64_t most) { return size > most; };
  switch (context.document.kind) {
    case Kind::kIdentity:
      if (context.standing.attachment == Attachment::kUnknown &&
          over(kIdentityMost)) {
        Report(kIdentityPolicyTooLarge, size, kIdentityMost,
               "the identity policy", context, findings);
      }
      [[fallthrough]];
    case Kind::kBoundary:
      if (context.standing.attachment == Attachment::kManaged &&
          over(kManagedMost)) {
        Report(kManagedPolicyTooLarge, size, kManagedMost, "the managed policy",
               context, findings);
      }
      break;
    case Kind::kTrust:
      if (over(kTrustDefault)) {
        auto report = findings.Add(
            kTrustPolicyTooLarge, context.document.span,
            "the trust policy has " + support::Count(size, "character") +
                ", the most is " + std::to_string(kTrustDefault) +
                " unless AWS has raised the quota, and then " +
                std::to_string(kTrustMost));
        report.Help("trust accounts and test `aws:PrincipalArn`");
        if (over(kTrustMost)) {
          report.As(diag::Severity::kError);
        }
      }
      break;
    case Kind::kResource:
      for (const ServiceQuota& one : kServiceQuotas) {
        if (one.service == context.document.service && over(one.most)) {
          Report(kResourcePolicyTooLarge, size, one.most,
                 "the policy of the resource", context, findings);
        }
      }
      break;
    case Kind::kSession:
      if (over(kSessionMost)) {
        Report(kSessionPolicyTooLarge, size, kSessionMost, "the session policy",
               context, findings);
      }
      break;
    // Organizations counts the white space too.
    case Kind::kServiceControl:
      if (context.document.written_size > kServiceControlMost) {
        Report(kScpTooLarge, context.document.written_size, kServiceControlMost,
               "the service control policy", context, findings);
      }
      break;
    case Kind::kResourceControl:
      if (context.document.written_size > kResourceControlMost) {
        Report(kRcpTooLarge, context.document.written_size,
               kResourceControlMost, "the resource control policy", context,
               findings);
      }
      break;
  }
}

constexpr std::array<const diag::Rule*, 7> kRules = {&kIdentityPolicyTooLarge,
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

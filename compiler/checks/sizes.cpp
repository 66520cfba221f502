// Quotas of documents and attachments, counted as AWS counts.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "analysis/document_size.h"
#include "catalog/limits.h"
#include "checks/check.h"
#include "checks/policy/size_rules.h"
#include "diag/example_text.h"
#include "diag/shared_rules.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using analysis::DocumentSizes;
using analysis::Largest;

std::string TooLarge(const model::Topology& topology, const std::string& what,
                     const Largest& largest, std::size_t limit) {
  return what + std::to_string(largest.size) + " characters in `" +
         topology.accounts[largest.account].alias + "`, the most is " +
         std::to_string(limit);
}

// How many managed policies would hold what is too much for inline ones.
std::string Split(std::size_t size) {
  const std::size_t parts = (size + catalog::kMostManagedPolicySize - 1) /
                            catalog::kMostManagedPolicySize;
  return "move statements to policies under `policies`: " +
         support::Count(parts, "managed policy", "managed policies") + " of " +
         std::to_string(catalog::kMostManagedPolicySize) +
         " characters would hold them";
}

void ManagedPolicySize(const model::Topology& topology,
                       const Reporter& report) {
  constexpr std::size_t kMost = catalog::kMostManagedPolicySize;
  const DocumentSizes sizes(topology);
  for (const model::ManagedPolicy& policy : topology.policies) {
    const Largest largest =
        sizes.LargestOf({&policy.document}, policy.accounts, kMost);
    if (largest.size > kMost) {
      report(policy.span,
             TooLarge(topology, "policy `" + policy.key + "` takes ", largest,
                      kMost))
          .Help("split it into several policies, of which a role takes ten")
          .In(topology.accounts[largest.account].alias)
          .About("policy/" + policy.key);
    }
  }
}

// The sum over the inline policies of each entity of `kind`.
void InlineSize(const model::Topology& topology, const Reporter& report,
                model::EntityKind kind, std::size_t most) {
  const DocumentSizes sizes(topology);
  for (const model::IdentityView& one : model::Identities(topology)) {
    if (one.entity.kind != kind) {
      continue;
    }
    std::vector<const model::Document*> documents;
    for (const model::InlinePolicy& policy : one.inlines) {
      documents.push_back(&policy.document);
    }
    const Largest largest = sizes.LargestOf(documents, one.accounts, most);
    if (largest.size > most) {
      report(
          one.key_span,
          TooLarge(topology, "the inline policies of `" + one.key + "` take ",
                   largest, most))
          .Help(Split(largest.size))
          .In(topology.accounts[largest.account].alias)
          .About(one.Described());
    }
  }
}

void InlinePoliciesSize(const model::Topology& topology,
                        const Reporter& report) {
  InlineSize(topology, report, model::EntityKind::kRole,
             catalog::kMostRoleInlineSize);
}

void UserInlineSize(const model::Topology& topology, const Reporter& report) {
  InlineSize(topology, report, model::EntityKind::kUser,
             catalog::kMostUserInlineSize);
}

void GroupInlineSize(const model::Topology& topology, const Reporter& report) {
  InlineSize(topology, report, model::EntityKind::kGroup,
             catalog::kMostGroupInlineSize);
}

void TrustPolicySize(const model::Topology& topology, const Reporter& report) {
  constexpr std::size_t kMost = catalog::kDefaultMostTrustSize;
  const DocumentSizes sizes(topology);
  for (const model::Role& role : topology.roles) {
    const Largest largest =
        sizes.LargestOf({&role.trust}, role.accounts, kMost);
    if (largest.size > kMost) {
      report(role.key_span,
             TooLarge(topology, "the trust of `" + role.key + "` takes ",
                      largest, kMost))
          .Help(
              "the quota can be raised to 4096; for many accounts trust the "
              "organization with `organization:`")
          .In(topology.accounts[largest.account].alias)
          .About("role/" + role.key);
    }
  }
}

void EmptyTrust(const model::Topology& topology, const Reporter& report) {
  for (const model::Role& role : topology.roles) {
    if (role.accounts.valid() && role.trust.statements.empty()) {
      report(role.key_span, "nothing may assume role `" + role.key + "`")
          .Help(
              "say who may, with `trusted_by:`, or with `assumes:` at the "
              "other end")
          .About("role/" + role.key);
      continue;
    }
    // Statements for some accounts and none for others.
    if (!role.accounts.valid() ||
        std::any_of(
            role.trust.statements.begin(), role.trust.statements.end(),
            [](const model::Statement& one) { return !one.only_in.valid(); })) {
      continue;
    }
    for (const model::AccountId id :
         topology.account_sets[role.accounts].members) {
      if (std::none_of(role.trust.statements.begin(),
                       role.trust.statements.end(),
                       [&](const model::Statement& one) {
                         return topology.account_sets[one.only_in].Contains(id);
                       })) {
        const std::string& alias = topology.accounts[id].alias;
        report(role.key_span,
               "nothing may assume role `" + role.key + "` in `" + alias + "`")
            .In(alias)
            .About("role/" + role.key);
        break;
      }
    }
  }
}

void TooManyPolicies(const model::Topology& topology, const Reporter& report) {
  static_assert(
      catalog::kDefaultPoliciesOnRole == catalog::kDefaultPoliciesOnUser &&
      catalog::kDefaultPoliciesOnRole == catalog::kMostPoliciesOnGroup);
  for (const model::IdentityView& one : model::Identities(topology)) {
    const std::size_t count = one.attachments.size();
    if (count <= catalog::kDefaultPoliciesOnRole) {
      continue;
    }
    // The number at which no request to AWS helps any more.
    const model::EntityKind kind = one.entity.kind;
    const std::size_t most =
        kind == model::EntityKind::kGroup  ? catalog::kMostPoliciesOnGroup
        : kind == model::EntityKind::kUser ? catalog::kRaisedPoliciesOnUser
                                           : catalog::kRaisedPoliciesOnRole;
    const bool never = count > most;
    const std::string what = std::string(model::NameOf(kind)) + " `" + one.key +
                             "` has " + std::to_string(count) +
                             " managed policies, ";
    report(one.attachments[catalog::kDefaultPoliciesOnRole].span,
           what + (never ? "the most is " + std::to_string(most)
                         : std::string("the default quota is 10")))
        .Help(never ? "join some of them; this number cannot be raised"
                    : "join some of them, or have the quota raised")
        .As(never ? diag::Severity::kError : diag::Severity::kWarning)
        .About(one.Described());
  }
}

void TooManyGroups(const model::Topology& topology, const Reporter& report) {
  for (const model::User& user : topology.users) {
    const std::size_t count = user.groups.size() + user.external_groups.size();
    if (count > catalog::kMostGroupsOfUser) {
      report(user.key_span, "user `" + user.key + "` is in " +
                                std::to_string(count) +
                                " groups, the most is 10")
          .Help("join groups that go together")
          .About("user/" + user.key);
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = diag::kMissingPrincipal, .weigh = EmptyTrust},
    {.rule = kManagedPolicyTooLarge, .weigh = ManagedPolicySize},
    {.rule = kRolePolicyTooLarge, .weigh = InlinePoliciesSize},
    {.rule = kTrustPolicyTooLarge, .weigh = TrustPolicySize},
    {.rule = kUserPolicyTooLarge, .weigh = UserInlineSize},
    {.rule = kGroupPolicyTooLarge, .weigh = GroupInlineSize},
    {.rule =
         {.id = "IAM911",
          .name = "too-many-groups",
          .severity = diag::Severity::kError,
          .summary = "a user in more than ten groups",
          .explanation =
              R"(A user may be in ten groups, and AWS does not raise this number.)",
          .aws = "IAM and AWS STS quotas",
          .example = {.as = "topology",
                      .fires = IAMGEN_ONE_ACCOUNT(R"(groups:
[[11 times:   Team#: { in: master }
]]users:
  ada: { in: master, groups: [ [[10 times: Team#, ]]Team11 ] }
)"),
                      .repaired = IAMGEN_ONE_ACCOUNT(R"(groups:
  Team: { in: master }
users:
  ada: { in: master, groups: [Team] }
)"),
                      .also = "IAM721"}},
     .weigh = TooManyGroups},
    {.rule =
         {.id = "IAM910",
          .name = "too-many-managed-policies",
          .severity = diag::Severity::kWarning,
          .summary = "more managed policies than an identity takes",
          .explanation =
              R"(By default a role or a user takes ten managed policies; AWS raises
that to 25 and 20 on request. A group takes ten and no more. What cannot be raised
is an error.)",
          .aws = "IAM and AWS STS quotas",
          .example = {.as = "topology",
                      .fires = IAMGEN_ONE_ACCOUNT(R"(policies:
[[11 times:   Read#: [ { allow: s3:GetObject, on: "arn:aws:s3:::bucket-#/*" } ]
]]roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    policies: [ [[10 times: Read#, ]]Read11 ]
)"),
                      .repaired = IAMGEN_ONE_ACCOUNT(R"(policies:
  Read:
[[11 times:     - { allow: s3:GetObject, on: "arn:aws:s3:::bucket-#/*" }
]]roles:
  Reader: { in: master, trusted_by: [ { service: ec2 } ], policies: [Read] }
)"),
                      .also = {}}},
     .weigh = TooManyPolicies},
};

}  // namespace

std::span<const Check> SizeChecks() { return kChecks; }

}  // namespace iamgen::checks

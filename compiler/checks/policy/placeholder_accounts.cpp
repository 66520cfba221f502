// Accounts that stand in AWS's documentation and belong to nobody who reads it.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "catalog/names.h"
#include "checks/policy/arn_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/principal.h"

namespace iamgen::checks {
namespace {

constexpr std::array<std::string_view, 8> kPlaceholders = {
    "000000000000", "012345678901", "012345678910", "111122223333",
    "123456789012", "444455556666", "777788889999", "987654321098"};

// The account that a principal or a resource names; empty where none is.
std::string_view AccountOf(std::string_view text) {
  if (catalog::IsAccountId(text)) {
    return text;
  }
  const auto arn = policy::SplitArn(text);
  return arn && catalog::IsAccountId(arn->account) ? arn->account
                                                   : std::string_view();
}

void Look(const policy::Value& value, const PolicyContext& context,
          PolicyFindings& findings) {
  const std::string_view account = AccountOf(value.text);
  const auto* known = context.standing.accounts;
  if (std::find(kPlaceholders.begin(), kPlaceholders.end(), account) ==
          kPlaceholders.end() ||
      (known != nullptr && known->contains(account))) {
    return;
  }
  findings
      .Add(
          kPlaceholderAccount, value.span,
          "`" + std::string(account) + "` is an account of AWS's documentation")
      .Help("write the id of the account that is meant");
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  for (const policy::Statement& statement : context.document.statements) {
    for (const policy::PrincipalGroup& group : statement.principal.groups) {
      for (const policy::Value& value : group.of.values) {
        Look(value, context, findings);
      }
    }
    for (const policy::Value& value : statement.resource.values()) {
      Look(value, context, findings);
    }
  }
}

constexpr std::array<const diag::Rule*, 1> kRules = {&kPlaceholderAccount};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& PlaceholderAccounts() { return kFamily; }

}  // namespace iamgen::checks

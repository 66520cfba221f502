// The accounts of a topology and the sets of them that selectors make.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "diag/span.h"
#include "model/text.h"

namespace iamgen::model {

enum class AccountRole : std::uint8_t { kMaster, kChild, kExternal };

// What a variable holds in one account, fully substituted.
struct VariableValue {
  std::vector<std::string> texts;
  bool is_list = false;
  diag::Span span = {};

  friend bool operator==(const VariableValue& a, const VariableValue& b) {
    return a.texts == b.texts && a.is_list == b.is_list;
  }
};

struct Account {
  std::string alias;
  // Twelve digits; a leading zero counts.
  std::string id;
  AccountRole role = AccountRole::kChild;
  std::string partition;
  std::string dns_suffix;
  std::string region;
  std::string ou;
  std::vector<std::pair<std::string, std::string>> tags;
  // By `VariableId`; nothing where this account does not define it.
  std::vector<std::optional<VariableValue>> variables;
  diag::Span span;

  // External accounts are trusted or called, never built.
  [[nodiscard]] bool built() const { return role != AccountRole::kExternal; }

  friend bool operator==(const Account&, const Account&) = default;
};

// A name that at least one account defines.
struct Variable {
  std::string name;
  // Whether it is a list in some account.
  bool may_be_list = false;

  friend bool operator==(const Variable&, const Variable&) = default;
};

// Accounts in the order in which a selector gives them, each once.
struct AccountSet {
  std::vector<AccountId> members;
  // The same, ordered for look-up.
  std::vector<AccountId> sorted;

  static AccountSet Of(std::vector<AccountId> members) {
    AccountSet set{std::move(members), {}};
    set.sorted = set.members;
    std::sort(set.sorted.begin(), set.sorted.end());
    return set;
  }

  [[nodiscard]] bool Contains(AccountId account) const {
    return std::binary_search(sorted.begin(), sorted.end(), account);
  }

  friend bool operator==(const AccountSet&, const AccountSet&) = default;
};

}  // namespace iamgen::model

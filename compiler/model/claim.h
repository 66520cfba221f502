// Claims of `expect:`: who may do what, and who may not.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "diag/span.h"
#include "model/policy.h"

namespace iamgen::model {

// Entities in accounts: a pattern of a claim, resolved.
struct Party {
  std::vector<EntityRef> entities;
  // Invalid: wherever they are.
  AccountSetId accounts;
  diag::Span span;

  friend bool operator==(const Party& a, const Party& b) {
    return a.entities == b.entities && a.accounts == b.accounts;
  }
};

struct Claim {
  Effect effect = Effect::kAllow;
  // Actions, with wildcards; in the account of whoever asks.
  Texts actions;
  std::vector<Party> by;
  // Entities, or ARNs with wildcards, or "*".
  std::vector<std::variant<Party, LocatedText>> on;
  // Keys and their values.
  std::vector<std::pair<diag::Located<std::string>, Texts>> context;
  diag::Span span;

  friend bool operator==(const Claim& a, const Claim& b) {
    return a.effect == b.effect && a.actions == b.actions && a.by == b.by &&
           a.on == b.on && a.context == b.context;
  }
};

}  // namespace iamgen::model

// Whether a principal may do one thing to one other principal.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/access.h"
#include "catalog/catalogue.h"
#include "policy/action_place.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

struct Permit {
  const policy::ParsedStatement* statement = nullptr;
  const HeldPolicy* held = nullptr;

  // Where the action is written, or its policy attached.
  [[nodiscard]] diag::Span PlaceOf(std::string_view action) const {
    return held->found == nullptr ? held->span
                                  : policy::PlaceOf(*statement, action);
  }
};

// Whether an Allow will do: what its conditions ask for can be had.
using Suits = std::function<bool(const policy::ParsedStatement& allow)>;

// What one principal is allowed, as far as denials, boundary and control
// policies let. What is not known allows nothing and denies. It does not
// outlive the principal.
class Permits {
 public:
  explicit Permits(const Principal& principal) : principal_(principal) {}

  // The statement by which it may do the action on what the ARN names.
  std::optional<Permit> Find(catalog::ActionId action, std::string_view arn,
                             const Suits& suits);

  // Calls `look` with what the action is allowed on, one pattern after the
  // other; "*" for what is left by NotResource.
  void ForEachPattern(
      catalog::ActionId action,
      const std::function<void(std::string_view pattern)>& look);

 private:
  // Who names many ARNs is asked about each: they are looked up.
  struct Allowed {
    std::unordered_map<std::string_view, std::vector<Permit>> by_arn;
    std::vector<std::pair<std::string_view, Permit>> by_pattern;
    std::vector<Permit> by_exception;
  };

  const Allowed& AllowedFor(catalog::ActionId action);

  const Principal& principal_;
  std::map<catalog::ActionId, Allowed> allowed_;
};

// Whether it is denied to it, or outside its boundary, whoever lets it in.
bool IsKeptFrom(const Principal& principal, catalog::ActionId action,
                std::string_view arn);

// Denies to whoever has not shown a second factor.
bool DeniesWithoutMfa(const policy::ParsedStatement& statement);

}  // namespace iamgen::analysis

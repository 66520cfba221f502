// Whether a compiled statement matches a request, part by part.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "evaluation/compiled_policy.h"
#include "evaluation/request.h"
#include "evaluation/truth.h"

namespace iamgen::evaluation {

// How a principal element reaches a caller; several may hold, one bit each.
enum Way : std::uint8_t {
  kNoWay = 0,
  kEveryone = 1,
  kByAccount = 2,
  kDirect = 4,
  kByRole = 8,
  kUserBehind = 16
};

using Ways = std::uint8_t;

// Matches statements with one request, and remembers what it did not know.
class Matcher {
 public:
  explicit Matcher(const Request& request) : request_(request) {}

  // Action, resource and condition; all but the principal.
  Truth Body(const CompiledStatement& statement);

  Truth Action(const ActionMatcher& matcher) const;
  Truth Resource(const ResourceMatcher& matcher);
  Truth Condition(const Test& test);

  // By which ways the entries of a principal element reach the caller, for
  // certain; NotPrincipal and Principal alike.
  [[nodiscard]] Ways WaysOf(const PrincipalMatcher& matcher) const;

  // The keys without which something depends, in small letters.
  [[nodiscard]] const std::set<std::string>& deciding() const {
    return deciding_;
  }

  // A value of the context that the operator of a condition cannot read.
  [[nodiscard]] const std::optional<std::string>& error() const {
    return error_;
  }

 private:
  Truth ResourceEntry(const ResourcePattern& pattern);
  Truth Values(const Test& test, const ContextKey* key);
  Truth Compare(const Test& test, const std::string& value);
  Truth CompareTexts(const Test& test, const std::string& value);
  // The text of a template for this request; nullopt: a variable of it has no
  // value. `depends` is set where nobody knows.
  std::optional<std::string> Filled(const Template& text, bool& depends);

  const Request& request_;
  // Keys that are not known, of the statement that is being matched.
  std::set<std::string> asked_;
  std::set<std::string> deciding_;
  std::optional<std::string> error_;
};

// In small letters, code point for code point; of the letters that policies may
// hold.
std::string SimplyFolded(std::string_view text);

}  // namespace iamgen::evaluation

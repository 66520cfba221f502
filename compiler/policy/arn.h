// ARNs, field by field, of texts that may hold wildcards, policy variables and
// unknown parts. "Amazon Resource Names (ARNs)".
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iamgen::policy {

// INVARIANT: views into the text it was split from.
struct Arn {
  std::string_view prefix;  // "arn"
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  // The rest, colons and all.
  std::string_view resource;
};

// Splits at the first five colons that stand in no `${...}`; nullopt with fewer
// than six fields.
std::optional<Arn> SplitArn(std::string_view text);

// The fields there are, up to six.
std::size_t CountArnFields(std::string_view text);

// A field that a check may judge: no wildcard, no variable, nothing unknown.
bool IsLiteralField(std::string_view field);

// `${aws:username}` and its like as `*`; `${*}`, `${?}`, `${$}` as the plain
// character in the way patterns cannot say, so as `?`. For comparing resources
// as patterns.
std::string VariablesAsWildcards(std::string_view text);

}  // namespace iamgen::policy

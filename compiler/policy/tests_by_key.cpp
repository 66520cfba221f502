// A list sorted by key.
#include "policy/tests_by_key.h"

#include <algorithm>

namespace iamgen::policy {
namespace {

using Iterator = std::vector<const ParsedTest*>::const_iterator;

std::span<const ParsedTest* const> Between(Iterator first, Iterator last) {
  return first == last ? std::span<const ParsedTest* const>()
                       : std::span<const ParsedTest* const>(
                             &*first, static_cast<std::size_t>(last - first));
}

}  // namespace

TestsByKey::TestsByKey(const ParsedStatement& statement) {
  sorted_.reserve(statement.tests.size());
  for (const ParsedTest& test : statement.tests) {
    sorted_.push_back(&test);
  }
  std::stable_sort(sorted_.begin(), sorted_.end(),
                   [](const ParsedTest* left, const ParsedTest* right) {
                     return left->key < right->key;
                   });
}

std::span<const ParsedTest* const> TestsByKey::Of(std::string_view key) const {
  const auto first =
      std::lower_bound(sorted_.begin(), sorted_.end(), key,
                       [](const ParsedTest* one, std::string_view wanted) {
                         return one->key < wanted;
                       });
  const auto last =
      std::upper_bound(first, sorted_.end(), key,
                       [](std::string_view wanted, const ParsedTest* one) {
                         return wanted < one->key;
                       });
  return Between(first, last);
}

std::span<const ParsedTest* const> TestsByKey::Starting(
    std::string_view start) const {
  const auto first =
      std::lower_bound(sorted_.begin(), sorted_.end(), start,
                       [](const ParsedTest* one, std::string_view wanted) {
                         return one->key < wanted;
                       });
  const auto last = std::find_if_not(
      first, sorted_.end(),
      [&](const ParsedTest* one) { return one->key.starts_with(start); });
  return Between(first, last);
}

}  // namespace iamgen::policy

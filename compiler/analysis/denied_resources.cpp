// Holds a resource against those of a Deny, as patterns.
#include "analysis/denied_resources.h"

#include <algorithm>
#include <string>

#include "policy/arn.h"
#include "policy/pattern.h"

namespace iamgen::analysis {

using policy::ParsedResource;
using policy::ParsedStatement;

bool DeniedResources::Contain(const ParsedResource& resource,
                              std::span<const ParsedStatement* const> denies) {
  if (denies.empty() || spent()) {
    return false;
  }
  const std::string& text = resource.value->text;
  const std::string pattern = policy::VariablesAsWildcards(text);
  return std::any_of(denies.begin(), denies.end(),
                     [&](const ParsedStatement* one) {
                       return IsDenied(text, pattern, *one);
                     });
}

bool DeniedResources::IsDenied(const std::string& text,
                               const std::string& pattern,
                               const ParsedStatement& deny) {
  const auto& values = deny.resources;
  if (comparisons_ <= values.size()) {
    comparisons_ = 0;
    return false;
  }
  comparisons_ -= values.size() + 1;
  if (deny.statement->resource.except) {
    return deny.statement->resource.complete() &&
           std::none_of(
               values.begin(), values.end(), [&](const ParsedResource& one) {
                 return policy::Meet(
                     policy::VariablesAsWildcards(one.value->text), pattern);
               });
  }
  // A variable denies one of many, so that it covers only what has it too.
  return std::any_of(values.begin(), values.end(),
                     [&](const ParsedResource& one) {
                       const std::string& wide = one.value->text;
                       return (wide == text && one.value->known()) ||
                              (wide.find("${") == std::string::npos &&
                               policy::Covers(wide, pattern));
                     });
}

}  // namespace iamgen::analysis

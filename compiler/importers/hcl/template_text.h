// The inside of HCL's texts: escapes, interpolations, directives.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "importers/hcl/expression.h"
#include "importers/placed_text.h"

namespace iamgen::importers::hcl {

// A part of the source, by its bytes.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What a text is made of.
struct TemplateText {
  PlacedText text;
  bool has_directives = false;
  // If all of it is one `${...}`: what is within.
  std::optional<Range> only_expression;
};

// Past the `}` that closes what `${` or `%{` before `at` opens, or npos: there
// is none in `source`. Quotes and braces within are matched; time is linear.
std::size_t InterpolationEnd(std::string_view source, std::size_t at);

// The text that stands in `parts` of a source, taken together. `escapes`:
// backslashes mean something, as in quotes but not in heredocs. Variables of
// policies that are not escaped are added to `variables`.
TemplateText ReadTemplate(const PlacedText& source, diag::FileId file,
                          const std::vector<Range>& parts, bool escapes,
                          std::vector<PolicyVariable>& variables);

}  // namespace iamgen::importers::hcl

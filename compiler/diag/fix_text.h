// Fixes as changes of bytes: what a fix means for the text as it was written,
// in JSON, in YAML or in Terraform's language, with its comments and its
// layout.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "diag/source.h"

namespace iamgen::diag {

// The bytes of `span` become `text`.
struct TextEdit {
  Span span;
  std::string text;
};

// The changes that a finding's fix comes to, in order. Empty where it has none,
// and where the text is not what the fix takes it for: a value that a variable
// or an escape gives, an element that is its list's only one, a comment where
// the knife would go.
std::vector<TextEdit> TextEditsOf(const Diagnostic& diagnostic,
                                  const SourceMap& sources);

// What becomes of the files.
struct FixedTexts {
  // Those that change.
  std::map<FileId, std::string> texts;
  std::size_t fixes = 0;
};

// Applies the fixes that do not touch each other, first come first served.
FixedTexts ApplyFixes(std::span<const Diagnostic* const> diagnostics,
                      const SourceMap& sources);

}  // namespace iamgen::diag

// What can be found: each kind of finding is a rule, declared once.
#pragma once

#include <string_view>

namespace iamgen::diag {

// Errors fail a run; security findings fail `check` and `build`; warnings and
// suggestions fail only under `--strict`.
enum class Severity { kError, kSecurity, kWarning, kSuggestion };

// "error", "security", "warning", "suggestion".
std::string_view NameOf(Severity severity);

// A kind of finding. Ids are for ever; names are kebab-case nouns for the thing
// found. The explanation says what is found, why it matters, what fires it and
// what repairs it; `iamgen explain` prints it.
struct Rule {
  std::string_view id;
  std::string_view name;
  Severity severity = Severity::kError;
  std::string_view summary;
  std::string_view explanation;
};

}  // namespace iamgen::diag

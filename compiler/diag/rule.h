// What can be found: each kind of finding is a rule, declared once.
#pragma once

#include <string_view>

namespace iamgen::diag {

// Errors fail a run; security findings fail `check` and `build`; warnings and
// suggestions fail only under `--strict`.
enum class Severity { kError, kSecurity, kWarning, kSuggestion };

// "error", "security", "warning", "suggestion".
std::string_view NameOf(Severity severity);

// A text that fires a rule and what it is repaired to. Tests run both: the
// first fires the rule, and besides it nothing but `also`; the second does not
// fire it. Where a text is long, example_text.h has the whole of it.
struct Example {
  // What the texts are: a word that `lint --as` takes, "resource:s3";
  // "topology" or "topology.json"; "cfn", "tf" or "tf.json".
  std::string_view as;
  std::string_view fires;
  std::string_view repaired;
  // Ids, separated by blanks, of what else the first cannot help firing.
  std::string_view also;
};

// A kind of finding. Ids are for ever; names are kebab-case nouns for the thing
// found. The explanation says what is found and why it matters, and the example
// shows it; rules about bytes that no text can show have none. `iamgen explain`
// prints it all.
struct Rule {
  std::string_view id;
  std::string_view name;
  Severity severity = Severity::kError;
  std::string_view summary;
  std::string_view explanation;
  // The title of the page of AWS's documentation that it comes from.
  std::string_view aws = {};
  Example example = {};
  // Says nothing until it is asked for.
  bool off = false;
};

}  // namespace iamgen::diag

// Shell text in which every value is a word or a document of its own, whatever
// characters it has.
#pragma once

#include <string_view>
#include <vector>

#include "writers/rope.h"
#include "writers/value.h"

namespace iamgen::backends::aws_cli {

// A part of a script. Texts for `Word` have slots of the form
// `SlotForm::kShell`, trees for `JsonWord` of `kShellJson`, trees for
// `Document` of `kPlain`.
class Script {
 public:
  explicit Script(bool compact) : compact_(compact) {}

  void Append(std::string_view shell) { rope_.Append(shell); }

  // `# text` on a line of its own, after an empty one.
  void Comment(std::string_view text);

  // ` 'text'`: one argument.
  void Word(const writers::Text& text);

  // `variable='text'`.
  void Assign(std::string_view variable, const writers::Text& text);
  // `variable='{"key":"value"}'`, without blanks between the tokens.
  void AssignJson(std::string_view variable, const writers::Value& value);
  void JsonWord(const writers::Value& value);

  // Ends the line; the command reads the document.
  void Document(const writers::Value& value);
  // The same of a text, to which a line end is added if it lacks one.
  void Here(std::string_view text);

  writers::Rope Take() { return std::move(rope_); }

 private:
  // What the parts of a rope become between single quotes.
  void Quoted(const writers::Rope& rope);

  bool compact_;
  writers::Rope rope_;
};

}  // namespace iamgen::backends::aws_cli

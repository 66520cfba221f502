// The sentences about mistakes that need no guessing.
#include "syntax/yaml_mistakes.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "syntax/extents.h"
#include "syntax/reader_diagnostics.h"
#include "syntax/wording.h"

namespace iamgen::syntax {
// From `offset` to the end of the word there; at least one character if there
// is any.
Extent YamlMistakes::WordAt(std::uint32_t offset) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  std::uint32_t end = std::min(offset, size);
  while (end < size && !IsWhite(text_[end])) {
    ++end;
  }
  return {std::min(offset, size), end};
}

void YamlMistakes::Plainly(std::uint32_t offset, std::string message,
                           std::string help) {
  sink_.Add(kYamlSyntax, SpanOf(WordAt(offset)), std::move(message))
      .Help(std::move(help));
}

Extent YamlMistakes::NeedsQuotes(const diag::Rule& rule, Extent value,
                                 Extent blamed, std::string message) {
  auto report = sink_.Add(rule, SpanOf(blamed), std::move(message));
  report.Help("quote it: " + InQuotes(TextOf(value)));
  // Whoever wrote `*` may not have known what it would allow.
  if (rule.id != kUnquotedStar.id) {
    report.Quote(SpanOf(value), std::string(TextOf(value)));
  }
  return value;
}

void YamlMistakes::UnquotedReference(Extent extent) {
  NeedsQuotes(
      kUnquotedReference, extent, extent,
      Code(TextOf(extent)) + " starts with `{`, which opens a mapping in YAML");
}

void YamlMistakes::Unterminated(std::uint32_t begin) {
  const Extent line = LineAround(text_, begin);
  sink_
      .Add(kUnterminatedText, SpanOf({begin, std::max(line.end, begin + 1)}),
           "the quote that opens here is never closed")
      .Help(std::string("close the text with `") + text_[begin] + "`");
}

void YamlMistakes::KeyAlone(Extent key) {
  const std::size_t colon = ColonWithoutSpace(TextOf(key));
  if (colon != std::string_view::npos) {
    Plainly(key.begin, Code(TextOf(key)) + " has no space after its `:`",
            "write `" + std::string(TextOf(key).substr(0, colon + 1)) + " " +
                std::string(TextOf(key).substr(colon + 1)) + "`");
    return;
  }
  Plainly(key.begin, Code(TextOf(key)) + " stands as a key and has no `:`",
          "write `:` and a value after it, or indent it if it goes on with "
          "the text above");
}

void YamlMistakes::SecondDocument(std::uint32_t begin) {
  if (text_.substr(begin).starts_with("---")) {
    sink_
        .Add(kSecondDocument, SpanOf({begin, begin + 3}),
             "a second document starts here")
        .Help("put it into a file of its own");
    return;
  }
  const Extent word = WordAt(begin);
  sink_
      .Add(kSecondDocument, SpanOf(word),
           Code(TextOf(word)) +
               " follows the end of the document and would be ignored")
      .Help("remove it, or check the indentation: it belongs to nothing above");
}

void YamlMistakes::Tag(Extent tag) {
  sink_
      .Add(kYamlTag, SpanOf(tag),
           Code(TextOf(tag)) + " is a YAML tag, and tags mean nothing here")
      .Help("remove it; variables and references are written `{{NAME}}`");
}

void YamlMistakes::Directive(Extent line) {
  sink_
      .Add(kYamlDirective, SpanOf(line),
           Code(TextOf(line)) + " is a YAML directive")
      .Help("remove the line");
}

}  // namespace iamgen::syntax

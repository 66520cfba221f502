// Why a YAML parser stopped, said in the words of whoever wrote the file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "diag/sink.h"
#include "diag/span.h"
#include "syntax/event_handler.h"

namespace iamgen::syntax {

// What a parser can stumble over.
enum class YamlError : std::uint8_t {
  kBlockMapping,    // something that is no key stands in a block mapping
  kBlockSequence,   // something that is no entry stands in a block sequence
  kFlowMapping,     // neither `,` nor `}` where one must be
  kFlowSequence,    // neither `,` nor `]` where one must be
  kFlowEnd,         // a bracket closes what is not open
  kEntryPlace,      // `-` where no entry can start
  kKeyPlace,        // `?` where no key can start
  kValuePlace,      // `:` where no value can start
  kStar,            // `*` without a name
  kAliasCharacter,  // a name of an alias that ends with a wrong character
  kUnknownAlias,
  kAnchor,      // `&` without a good name
  kProperties,  // two tags or anchors, or some on an alias
  kTag,
  kDirective,
  kTab,
  kEndInQuotes,  // the file or the document ends inside quotes
  kEscape,
  kBlockHeader,     // text after `|` or `>`
  kForbiddenStart,  // a character that no node starts with
  kDepth,
  kOther,
};

// Where it stumbled, and what it had understood by then.
struct YamlStop {
  YamlError error = YamlError::kOther;
  std::uint32_t offset = 0;
  // The end of the last event, and the last node that is complete.
  std::uint32_t understood = 0;
  std::optional<Extent> last_node;
  // The flow brackets that were open at the last event, outermost first.
  std::span<const std::uint32_t> brackets;
};

// Finds words for mistakes in one file.
class YamlMistakes {
 public:
  YamlMistakes(std::string_view text, diag::FileId file, diag::Sink& sink)
      : text_(text), file_(file), sink_(sink) {}

  // Reports why the parser stopped. Answers with the text of a value that
  // stands for itself, if that is the cause: without it parsing can go on.
  std::optional<Extent> Explain(const YamlStop& stop);

  // A value that starts with `{{`; `extent` is all of it.
  void UnquotedReference(Extent extent);

  // Quotes without end, from `begin`.
  void Unterminated(std::uint32_t begin);

  // A key that no `:` follows.
  void KeyAlone(Extent key);

  // What follows the end of the document at `begin`.
  void SecondDocument(std::uint32_t begin);

  void Tag(Extent tag);

  // Directives before the document; their extents without line ends.
  void Directive(Extent line);

 private:
  [[nodiscard]] diag::Span SpanOf(Extent extent) const {
    return {file_, extent.begin, extent.end};
  }

  [[nodiscard]] std::string_view TextOf(Extent extent) const {
    return text_.substr(extent.begin, extent.end - extent.begin);
  }

  [[nodiscard]] Extent WordAt(std::uint32_t offset) const;

  // One line of advice about a value that needs quotes, and the value.
  Extent NeedsQuotes(const diag::Rule& rule, Extent value, Extent blamed,
                     std::string message);

  std::optional<Extent> ExplainBlock(const YamlStop& stop);
  std::optional<Extent> ExplainFlow(const YamlStop& stop);
  std::optional<Extent> ExplainColon(const YamlStop& stop);
  std::optional<Extent> ExplainAfterNode(const YamlStop& stop);
  std::optional<Extent> ExplainEscape(const YamlStop& stop);
  Extent ExplainStart(const YamlStop& stop, bool in_flow);
  bool ExplainTab(std::uint32_t offset);
  void Plainly(std::uint32_t offset, std::string message, std::string help);

  std::string_view text_;
  diag::FileId file_;
  diag::Sink& sink_;
};

}  // namespace iamgen::syntax

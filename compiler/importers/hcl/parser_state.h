// The state of a reading of HCL, for the files that share its work.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "importers/hcl/expression.h"
#include "importers/hcl/template_text.h"
#include "importers/placed_text.h"

namespace iamgen::importers::hcl {

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether a name can start with it, and go on with it.
inline bool StartsName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

inline bool IsInName(char c) { return StartsName(c) || IsDigit(c) || c == '-'; }

// Where a text in quotes ends: past the closing quote, if it is closed.
struct QuotedText {
  std::size_t end = 0;
  bool closed = false;
};

// What there is to do is in four files: the frame, expressions, what stands in
// brackets, and texts.
class Parser {
 public:
  Parser(const PlacedText& source, diag::FileId file, diag::Sink* sink)
      : placed_(source), text_(source.text()), file_(file), sink_(sink) {}

  File ReadFile() {
    File file;
    if (text_.starts_with("\xEF\xBB\xBF")) {
      at_ = 3;
    }
    ReadBody(file.body, false);
    file.policy_variables = std::move(variables_);
    return file;
  }

  Expression ReadWholeTemplate() {
    return Template({{0, text_.size()}}, false, 0);
  }

  std::vector<PolicyVariable> TakeVariables() { return std::move(variables_); }

 private:
  // One level further down for as long as it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) { ++parser_.depth_; }

    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

    ~Level() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  [[nodiscard]] bool AtEnd() const { return at_ >= text_.size(); }

  [[nodiscard]] char Peek(std::size_t further = 0) const {
    return at_ + further < text_.size() ? text_[at_ + further] : '\0';
  }

  [[nodiscard]] bool Next(std::string_view what) const {
    return text_.substr(std::min(at_, text_.size())).starts_with(what);
  }

  [[nodiscard]] diag::Span SpanFrom(std::size_t begin) const {
    return placed_.SpanOf(begin, std::min(at_, text_.size()));
  }

  void Mistake(std::string message, std::string help);
  bool TooDeep();

  void SkipSpace(bool lines);
  void SkipLine();
  std::string_view Name();

  void ReadBody(Block& block, bool nested);
  void ReadItem(Block& block);
  void ReadBlock(Block& block, std::string_view type, std::size_t begin);
  void ReadLabels(Block& block);

  Expression ReadExpression();
  Expression Operand();
  Expression Postfix(Expression first);
  Expression Primary();
  Expression Number(std::size_t begin);
  Expression NameOrCall(std::size_t begin);
  Expression Tuple();
  Expression Object();
  Expression ObjectKey();
  Expression Loop(std::size_t begin, char closing);
  Expression Quoted();
  Expression Heredoc();
  Expression Template(const std::vector<Range>& parts, bool escapes,
                      std::size_t begin);
  bool SkipOperator();
  [[nodiscard]] bool IsLoop() const;
  [[nodiscard]] QuotedText QuotedAt(std::size_t at) const;
  [[nodiscard]] std::size_t HeredocLine(std::size_t at) const;

  const PlacedText& placed_;
  std::string_view text_;
  diag::FileId file_;
  diag::Sink* sink_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  // Line ends are white space: something in brackets is being read.
  bool in_brackets_ = false;
  bool mistaken_ = false;
  std::vector<PolicyVariable> variables_;
};

}  // namespace iamgen::importers::hcl

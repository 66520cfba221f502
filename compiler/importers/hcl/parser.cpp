// The frame: blocks and arguments, with a limit to the depth and a step forward
// at each turn.
#include "importers/hcl/parser.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importers/hcl/parser_state.h"
#include "importers/hcl_rules.h"
#include "syntax/node.h"

namespace iamgen::importers::hcl {

// The first is told; what follows it is mostly no more than its consequence.
void Parser::Mistake(std::string message, std::string help) {
  if (!mistaken_ && sink_ != nullptr) {
    sink_
        ->Add(kHclSyntax,
              placed_.SpanOf(std::min(at_, text_.size()),
                             std::min(at_ + 1, text_.size())),
              std::move(message))
        .Help(std::move(help));
  }
  mistaken_ = true;
}

bool Parser::TooDeep() {
  if (depth_ <= syntax::Tree::kMaxDepth) {
    return false;
  }
  Mistake("this is nested deeper than " +
              std::to_string(syntax::Tree::kMaxDepth) + " levels",
          "write it with fewer levels");
  at_ = text_.size();
  return true;
}

// White space and comments.
void Parser::SkipSpace(bool lines) {
  while (!AtEnd()) {
    const char c = Peek();
    if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
      ++at_;
    } else if (c == '#' || Next("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (Next("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
    } else {
      return;
    }
  }
}

void Parser::SkipLine() { at_ = std::min(text_.find('\n', at_), text_.size()); }

std::string_view Parser::Name() {
  if (!StartsName(Peek())) {
    return {};
  }
  const std::size_t begin = at_;
  while (!AtEnd() && IsInName(Peek())) {
    ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

void Parser::ReadBody(Block& block, bool nested) {
  while (true) {
    SkipSpace(true);
    if (AtEnd()) {
      if (nested) {
        Mistake("the file ends inside a block", "close the block with `}`");
      }
      return;
    }
    if (nested && Peek() == '}') {
      ++at_;
      return;
    }
    ReadItem(block);
  }
}

void Parser::ReadItem(Block& block) {
  const std::size_t begin = at_;
  const std::string_view name = Name();
  if (name.empty()) {
    Mistake("neither an argument nor a block stands here",
            "write `name = value`, or a block");
    ++at_;
    SkipLine();
    return;
  }
  const diag::Span name_span = SpanFrom(begin);
  SkipSpace(false);
  if (Peek() == '=' && Peek(1) != '=') {
    ++at_;
    const bool outside = std::exchange(in_brackets_, false);
    block.attributes.push_back(
        {std::string(name), name_span, ReadExpression()});
    in_brackets_ = outside;
    SkipSpace(false);
    if (!AtEnd() && Peek() != '\n' && Peek() != '}') {
      Mistake("something follows the value of `" + std::string(name) + "`",
              "begin a new line here");
      SkipLine();
    }
    return;
  }
  ReadBlock(block, name, begin);
}

void Parser::ReadBlock(Block& block, std::string_view type, std::size_t begin) {
  const Level level(*this);
  Block inner;
  inner.type = type;
  inner.type_span = placed_.SpanOf(begin, begin + type.size());
  ReadLabels(inner);
  if (Peek() != '{') {
    Mistake("neither `=` nor `{` stands behind `" + std::string(type) + "`",
            "write `" + std::string(type) + " = value`, or a block");
    SkipLine();
    return;
  }
  ++at_;
  if (TooDeep()) {
    return;
  }
  ReadBody(inner, true);
  block.blocks.push_back(std::move(inner));
}

void Parser::ReadLabels(Block& block) {
  while (true) {
    SkipSpace(false);
    const std::size_t begin = at_;
    if (Peek() == '"') {
      const QuotedText quoted = QuotedAt(at_);
      const std::size_t size = quoted.end - begin - (quoted.closed ? 2 : 1);
      at_ = quoted.end;
      block.labels.push_back(
          {std::string(text_.substr(begin + 1, size)), SpanFrom(begin)});
    } else if (const auto name = Name(); !name.empty()) {
      block.labels.push_back({std::string(name), SpanFrom(begin)});
    } else {
      return;
    }
  }
}

File ParseFile(const PlacedText& source, diag::FileId file, diag::Sink& sink) {
  return Parser(source, file, &sink).ReadFile();
}

Expression ParseTemplate(const PlacedText& source, diag::FileId file,
                         std::vector<PolicyVariable>& variables) {
  Parser parser(source, file, nullptr);
  Expression expression = parser.ReadWholeTemplate();
  expression.span = source.SpanOf(0, source.text().size());
  for (PolicyVariable& one : parser.TakeVariables()) {
    variables.push_back(std::move(one));
  }
  return expression;
}
}  // namespace iamgen::importers::hcl

// Expressions: what binds values together, and single values.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "importers/hcl/parser_state.h"

namespace iamgen::importers::hcl {

Expression Parser::ReadExpression() {
  const Level level(*this);
  SkipSpace(in_brackets_);
  const std::size_t begin = at_;
  Expression expression = Operand();
  std::size_t end = at_;
  SkipSpace(in_brackets_);
  while (!AtEnd() && SkipOperator()) {
    Operand();
    expression = Expression{};
    end = at_;
    SkipSpace(in_brackets_);
  }
  if (Peek() == '?') {
    ++at_;
    Expression choice;
    choice.kind = ExpressionKind::kConditional;
    choice.children.push_back(ReadExpression());
    SkipSpace(true);
    if (Peek() == ':') {
      ++at_;
      choice.children.push_back(ReadExpression());
      end = at_;
    } else {
      Mistake("a `:` is missing in this choice", "write `:` and a value");
    }
    expression = std::move(choice);
  }
  expression.span =
      placed_.SpanOf(begin, std::max(begin, std::min(end, text_.size())));
  return expression;
}

bool Parser::SkipOperator() {
  for (const std::string_view sign : {"==", "!=", "<=", ">=", "&&", "||", "<",
                                      ">", "+", "-", "*", "/", "%"}) {
    if (Next(sign)) {
      at_ += sign.size();
      return true;
    }
  }
  return false;
}

Expression Parser::Operand() {
  SkipSpace(in_brackets_);
  const std::size_t begin = at_;
  bool sign = false;
  while (Peek() == '!' || Peek() == '-') {
    sign = true;
    ++at_;
    SkipSpace(in_brackets_);
  }
  const bool number = IsDigit(Peek());
  const bool minus = sign && text_[begin] == '-' && at_ == begin + 1;
  Expression expression = Postfix(Primary());
  if (sign && !(minus && number)) {
    return {};
  }
  if (sign) {
    expression.name.insert(0, 1, '-');
  }
  return expression;
}

// Attributes, indexes and splats behind a value.
Expression Parser::Postfix(Expression first) {
  const bool named = first.Is(ExpressionKind::kTraversal);
  while (!AtEnd()) {
    const std::size_t begin = at_;
    SkipSpace(in_brackets_);
    if (Peek() == '.' && Peek(1) != '.') {
      ++at_;
      std::string_view name = Name();
      if (name.empty() && Peek() == '*') {
        ++at_;
        first.kind = ExpressionKind::kOther;
      } else if (name.empty()) {
        while (IsDigit(Peek())) {
          ++at_;
        }
      } else if (named) {
        first.name += "." + std::string(name);
      }
    } else if (Peek() == '[') {
      ++at_;
      const bool outside = std::exchange(in_brackets_, true);
      SkipSpace(true);
      if (Peek() == '*') {
        ++at_;
        first.kind = ExpressionKind::kOther;
      } else {
        ReadExpression();
      }
      SkipSpace(true);
      if (Peek() == ']') {
        ++at_;
      } else {
        Mistake("this index is not closed", "close it with `]`");
      }
      in_brackets_ = outside;
    } else {
      at_ = begin;
      return first;
    }
    if (!named) {
      first = Expression{};
    }
  }
  return first;
}

Expression Parser::Primary() {
  if (TooDeep()) {
    return {};
  }
  const std::size_t begin = at_;
  const char c = Peek();
  if (c == '"') {
    return Quoted();
  }
  if (Next("<<")) {
    return Heredoc();
  }
  if (c == '[') {
    return Tuple();
  }
  if (c == '{') {
    return Object();
  }
  if (IsDigit(c)) {
    return Number(begin);
  }
  if (StartsName(c)) {
    return NameOrCall(begin);
  }
  if (c == '(') {
    ++at_;
    const bool outside = std::exchange(in_brackets_, true);
    Expression inner = ReadExpression();
    SkipSpace(true);
    if (Peek() == ')') {
      ++at_;
    } else {
      Mistake("this bracket is not closed", "close it with `)`");
    }
    in_brackets_ = outside;
    return inner;
  }
  Mistake(AtEnd() ? "the file ends where a value must be"
                  : "a value must stand here",
          "write the value");
  return {};
}

Expression Parser::Number(std::size_t begin) {
  while (IsDigit(Peek()) || Peek() == '.' || Peek() == 'e' || Peek() == 'E' ||
         ((Peek() == '+' || Peek() == '-') &&
          (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E'))) {
    ++at_;
  }
  Expression number;
  number.kind = ExpressionKind::kNumber;
  number.name = text_.substr(begin, at_ - begin);
  number.span = SpanFrom(begin);
  return number;
}

}  // namespace iamgen::importers::hcl

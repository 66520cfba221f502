// What stands in brackets: calls, lists, objects, loops.
#include <string>
#include <string_view>
#include <utility>

#include "importers/hcl/parser_state.h"

namespace iamgen::importers::hcl {

Expression Parser::NameOrCall(std::size_t begin) {
  Expression expression;
  expression.name = Name();
  while (Next("::")) {
    at_ += 2;
    expression.name += "::" + std::string(Name());
  }
  expression.kind = ExpressionKind::kTraversal;
  if (Peek() != '(') {
    if (expression.name == "true" || expression.name == "false") {
      expression.kind = ExpressionKind::kBoolean;
    } else if (expression.name == "null") {
      expression.kind = ExpressionKind::kNull;
    }
    expression.span = SpanFrom(begin);
    return expression;
  }
  expression.kind = ExpressionKind::kCall;
  ++at_;
  const bool outside = std::exchange(in_brackets_, true);
  while (true) {
    SkipSpace(true);
    if (AtEnd()) {
      Mistake("this call is not closed", "close it with `)`");
      break;
    }
    if (Peek() == ')') {
      ++at_;
      break;
    }
    const std::size_t before = at_;
    expression.children.push_back(ReadExpression());
    SkipSpace(true);
    if (Next("...")) {
      at_ += 3;
      SkipSpace(true);
    }
    if (Peek() == ',') {
      ++at_;
    } else if (Peek() != ')' && !AtEnd()) {
      Mistake("neither `,` nor `)` stands here", "close the call with `)`");
      at_ += at_ == before ? 1 : 0;
    }
  }
  in_brackets_ = outside;
  expression.span = SpanFrom(begin);
  return expression;
}

// `[for` and `{for`, with a blank behind it.
bool Parser::IsLoop() const {
  std::size_t at = at_ + 1;
  while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t' ||
                               text_[at] == '\n' || text_[at] == '\r')) {
    ++at;
  }
  const std::string_view rest = text_.substr(std::min(at, text_.size()));
  return rest.starts_with("for ") || rest.starts_with("for\t") ||
         rest.starts_with("for\n");
}

// Passes over everything up to the bracket that closes it.
Expression Parser::Loop(std::size_t begin, char closing) {
  std::string open(1, closing);
  ++at_;
  while (!AtEnd() && !open.empty()) {
    const char c = Peek();
    if (c == '"') {
      at_ = QuotedAt(at_).end;
      continue;
    }
    SkipSpace(true);
    if (AtEnd() || Peek() != c) {
      continue;
    }
    if (c == '[' || c == '{' || c == '(') {
      open += c == '[' ? ']' : c == '{' ? '}' : ')';
    } else if (c == open.back()) {
      open.pop_back();
    }
    ++at_;
  }
  Expression loop;
  loop.span = SpanFrom(begin);
  return loop;
}

Expression Parser::Tuple() {
  const Level level(*this);
  const std::size_t begin = at_;
  if (IsLoop()) {
    return Loop(begin, ']');
  }
  Expression tuple;
  tuple.kind = ExpressionKind::kTuple;
  ++at_;
  const bool outside = std::exchange(in_brackets_, true);
  while (true) {
    SkipSpace(true);
    if (AtEnd()) {
      Mistake("this list is not closed", "close it with `]`");
      break;
    }
    if (Peek() == ']') {
      ++at_;
      break;
    }
    const std::size_t before = at_;
    tuple.children.push_back(ReadExpression());
    SkipSpace(true);
    if (Peek() == ',') {
      ++at_;
    } else if (Peek() != ']' && !AtEnd()) {
      Mistake("neither `,` nor `]` stands here", "separate elements with `,`");
      at_ += at_ == before ? 1 : 0;
    }
  }
  in_brackets_ = outside;
  tuple.span = SpanFrom(begin);
  return tuple;
}

// A bare name is a text; anything else is what it comes to.
Expression Parser::ObjectKey() {
  const std::size_t begin = at_;
  const std::string_view name = Name();
  SkipSpace(false);
  if (!name.empty() && (Peek() == '=' || Peek() == ':')) {
    Expression key;
    key.kind = ExpressionKind::kText;
    key.text = PlacedText(file_);
    key.text.AddPart(placed_, begin, begin + name.size());
    key.span = placed_.SpanOf(begin, begin + name.size());
    return key;
  }
  at_ = begin;
  return ReadExpression();
}

Expression Parser::Object() {
  const Level level(*this);
  const std::size_t begin = at_;
  if (IsLoop()) {
    return Loop(begin, '}');
  }
  Expression object;
  object.kind = ExpressionKind::kObject;
  ++at_;
  const bool outside = std::exchange(in_brackets_, false);
  while (true) {
    SkipSpace(true);
    if (Peek() == ',') {
      ++at_;
      continue;
    }
    if (AtEnd()) {
      Mistake("this object is not closed", "close it with `}`");
      break;
    }
    if (Peek() == '}') {
      ++at_;
      break;
    }
    const std::size_t before = at_;
    Expression key = ObjectKey();
    SkipSpace(false);
    if (Peek() == '=' || Peek() == ':') {
      ++at_;
      object.children.push_back(std::move(key));
      object.children.push_back(ReadExpression());
    } else {
      Mistake("a `=` must stand between a key and its value",
              "write `key = value`");
      at_ += at_ == before ? 1 : 0;
    }
  }
  in_brackets_ = outside;
  object.span = SpanFrom(begin);
  return object;
}

}  // namespace iamgen::importers::hcl

// Recursive descent, with a limit to the depth and a step forward at each turn.
#include "importers/hcl/parser.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importers/hcl/template_text.h"
#include "importers/hcl_rules.h"
#include "syntax/node.h"
#include "syntax/wording.h"

namespace iamgen::importers::hcl {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool StartsName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsInName(char c) { return StartsName(c) || IsDigit(c) || c == '-'; }

// Where a text in quotes ends: past the closing quote, if it is closed.
struct QuotedText {
  std::size_t end = 0;
  bool closed = false;
};

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
  Expression Template(std::vector<Range> parts, bool escapes,
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

// One that is not closed ends with its line; with the text if it is an
// interpolation that is not closed.
QuotedText Parser::QuotedAt(std::size_t at) const {
  for (++at; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '"') {
      return {at + 1, true};
    }
    const std::string_view rest = text_.substr(at);
    if (c == '\\') {
      ++at;
    } else if (rest.starts_with("$${") || rest.starts_with("%%{")) {
      at += 2;
    } else if (rest.starts_with("${") || rest.starts_with("%{")) {
      const std::size_t end = InterpolationEnd(text_, at + 2);
      if (end == std::string_view::npos) {
        return {text_.size(), false};
      }
      at = end - 1;
    } else if (c == '\n') {
      return {at, false};
    }
  }
  return {text_.size(), false};
}

Expression Parser::Quoted() {
  const std::size_t begin = at_;
  const QuotedText quoted = QuotedAt(at_);
  if (!quoted.closed) {
    Mistake("the quote that opens here is never closed",
            "close the text with `\"`");
    at_ = quoted.end;
    return {};
  }
  at_ = quoted.end;
  return Template({{begin + 1, quoted.end - 1}}, true, begin);
}

// To the line end, or the end of the text.
std::size_t Parser::HeredocLine(std::size_t at) const {
  return std::min(text_.find('\n', at), text_.size());
}

Expression Parser::Heredoc() {
  const std::size_t begin = at_;
  at_ += 2;
  const bool indented = Peek() == '-';
  at_ += indented ? 1 : 0;
  const std::string marker(Name());
  SkipSpace(false);
  if (marker.empty() || Peek() != '\n') {
    Mistake("a marker must stand behind `<<`", "write `<<EOT`");
    SkipLine();
    return {};
  }
  std::vector<Range> lines;
  std::size_t least = std::string_view::npos;
  std::size_t at = at_ + 1;
  bool closed = false;
  while (at < text_.size()) {
    const std::size_t end = HeredocLine(at);
    std::string_view line = text_.substr(at, end - at);
    const std::size_t first = line.find_first_not_of(" \t");
    std::string_view word = line.substr(std::min(first, line.size()));
    if (word.ends_with('\r')) {
      word.remove_suffix(1);
    }
    if (word == marker) {
      closed = true;
      at_ = end;
      break;
    }
    if (first != std::string_view::npos && line[first] != '\r') {
      least = std::min(least, first);
    }
    lines.push_back({at, std::min(end + 1, text_.size())});
    at = end + 1;
  }
  if (!closed) {
    Mistake("the text that opens here is never closed",
            "close it with a line `" + marker + "`");
    at_ = text_.size();
  }
  if (indented && least != std::string_view::npos) {
    for (Range& line : lines) {
      line.begin = std::min(line.begin + least, line.end - 1);
    }
  }
  return Template(std::move(lines), false, begin);
}

Expression Parser::Template(std::vector<Range> parts, bool escapes,
                            std::size_t begin) {
  const Level level(*this);
  TemplateText read = ReadTemplate(placed_, file_, parts, escapes, variables_);
  Expression expression;
  if (read.only_expression && !TooDeep()) {
    // `"${x}"` is x.
    const std::size_t behind = std::exchange(at_, read.only_expression->begin);
    const std::string_view all =
        std::exchange(text_, text_.substr(0, read.only_expression->end));
    const bool outside = std::exchange(in_brackets_, true);
    expression = ReadExpression();
    in_brackets_ = outside;
    text_ = all;
    at_ = behind;
  } else {
    expression.kind = ExpressionKind::kText;
    expression.text = std::move(read.text);
    expression.has_directives = read.has_directives;
  }
  expression.span = placed_.SpanOf(begin, std::min(at_, text_.size()));
  return expression;
}

}  // namespace

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

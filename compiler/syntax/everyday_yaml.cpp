// The structure of everyday YAML: a function a construct, each of which gives
// up at the first character that it does not expect.
#include "syntax/everyday_yaml.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "diag/sink.h"
#include "syntax/everyday_scalars.h"
#include "syntax/extents.h"
#include "syntax/text_check.h"
#include "syntax/tree_builder.h"

namespace iamgen::syntax {
namespace {

using Scalar = EverydayScalars::Scalar;

bool IsNullWord(std::string_view text) {
  return text == "~" || (text.size() == 4 &&
                         (text == "null" || text == "Null" || text == "NULL"));
}

// Every function answers false to give up. On true, a node is behind `at_`, and
// in block style the next token is at `at_`, its column in `column_`.
class EverydayReader {
 public:
  EverydayReader(std::string_view text, diag::FileId file)
      : text_(text),
        start_(TextStart(text)),
        at_(start_),
        line_(start_),
        scalars_(text),
        builder_(file, text.size(), sink_) {}

  std::optional<Tree> Read() {
    if (!Document() || !sink_.empty()) {
      return std::nullopt;
    }
    return builder_.Take();
  }

 private:
  // A key has to be this near to its `:`.
  static constexpr std::uint32_t kMaxKeyBytes = 1024;
  // The column of the end of the text: outside of everything.
  static constexpr int kNoColumn = -1;

  bool Document();
  bool BlockNode();
  bool BlockSequence();
  bool BlockMapping(Scalar& key);
  bool BlockValue(int column);
  bool FlowSequence();
  bool FlowMapping();
  bool FlowPair();
  bool FlowNode();

  bool Value(bool in_flow);
  void Emit(const Scalar& value);
  void Null(std::uint32_t place);
  bool Key(bool in_flow, Scalar& key);
  bool BehindKey(bool in_flow, const Scalar& key);

  bool ToToken();
  bool FinishLine();

  [[nodiscard]] bool AtEnd() const { return at_ >= text_.size(); }

  // No text holds the character that stands for its end.
  [[nodiscard]] char Peek(std::uint32_t ahead = 0) const {
    const std::size_t at = std::size_t{at_} + ahead;
    return at < text_.size() ? text_[at] : '\0';
  }

  [[nodiscard]] bool AtLineEnd() const {
    const char c = Peek();
    return c == '\n' || c == '\r' || c == '#' || c == '\0';
  }

  [[nodiscard]] bool AtEntry() const {
    return Peek() == '-' &&
           (std::size_t{at_} + 1 >= text_.size() || IsWhite(Peek(1)));
  }

  [[nodiscard]] bool AtFlow() const { return Peek() == '[' || Peek() == '{'; }

  void SkipSpaces() {
    while (Peek() == ' ') {
      ++at_;
    }
  }

  std::string_view text_;
  std::uint32_t start_;
  std::uint32_t at_;
  // Where the line of `at_` starts.
  std::uint32_t line_;
  int column_ = 0;
  // The end of the last node.
  std::uint32_t end_ = 0;
  std::size_t depth_ = 0;

  EverydayScalars scalars_;
  // What the builder finds is a reason to give up, and not to be seen.
  diag::Sink sink_;
  TreeBuilder builder_;
};

bool EverydayReader::Document() {
  // A second byte order mark; yaml-cpp skips it.
  if (Peek() == kByteOrderMark.front()) {
    return false;
  }
  const bool marked = text_.substr(start_).starts_with("---");
  if (marked) {
    at_ += 3;
    SkipSpaces();
    if (!AtLineEnd()) {
      return false;
    }
  }
  if (!ToToken()) {
    return false;
  }
  if (AtEnd() && !marked) {
    builder_.Null({start_, start_});
    return true;
  }
  return !AtEnd() && BlockNode() && AtEnd();
}

// Past white space and comments.
bool EverydayReader::ToToken() {
  while (true) {
    SkipSpaces();
    const char c = Peek();
    if (c == '\n') {
      line_ = ++at_;
    } else if (c == '\r') {
      ++at_;
    } else if (c == '#') {
      if (at_ != start_ && !IsWhite(text_[at_ - 1])) {
        return false;
      }
      at_ = static_cast<std::uint32_t>(
          std::min(text_.find('\n', at_), text_.size()));
    } else {
      break;
    }
  }
  if (AtEnd()) {
    column_ = kNoColumn;
    return true;
  }
  column_ = static_cast<int>(at_ - line_);
  if (column_ > 0) {
    return true;
  }
  const std::string_view mark = text_.substr(at_, 3);
  return mark != "---" && mark != "...";
}

bool EverydayReader::FinishLine() {
  SkipSpaces();
  return AtLineEnd() && ToToken();
}

void EverydayReader::Null(std::uint32_t place) {
  builder_.Null({place, place});
  end_ = place;
}

bool EverydayReader::Value(bool in_flow) {
  Scalar scalar;
  if (!scalars_.Scan(at_, in_flow, scalar)) {
    return false;
  }
  at_ = scalar.extent.end;
  Emit(scalar);
  return true;
}

void EverydayReader::Emit(const Scalar& value) {
  end_ = value.extent.end;
  if (value.kind == NodeKind::kPlain && IsNullWord(value.text)) {
    builder_.Null(value.extent);
  } else {
    builder_.Scalar(value.kind, value.extent, value.text);
  }
}

// A key that has been scanned; goes behind its `:`.
bool EverydayReader::BehindKey(bool in_flow, const Scalar& key) {
  SkipSpaces();
  // In flow style a `:` right behind quotes needs no space.
  if (Peek() != ':' || at_ - key.extent.begin > kMaxKeyBytes ||
      !(in_flow || std::size_t{at_} + 1 >= text_.size() || IsWhite(Peek(1)))) {
    return false;
  }
  end_ = ++at_;
  return true;
}

bool EverydayReader::Key(bool in_flow, Scalar& key) {
  if (AtEnd() || !scalars_.Scan(at_, in_flow, key)) {
    return false;
  }
  at_ = key.extent.end;
  return BehindKey(in_flow, key);
}

bool EverydayReader::BlockNode() {
  if (AtEntry()) {
    return BlockSequence();
  }
  if (AtFlow()) {
    return FlowNode() && FinishLine();
  }
  Scalar scalar;
  if (!scalars_.Scan(at_, false, scalar)) {
    return false;
  }
  at_ = scalar.extent.end;
  if (BehindKey(false, scalar)) {
    return BlockMapping(scalar);
  }
  Emit(scalar);
  // A text that is all there is has rules of its own.
  return depth_ > 0 && FinishLine();
}

// `at_` is at the first `-`.
bool EverydayReader::BlockSequence() {
  const int column = column_;
  if (++depth_ > Tree::kMaxDepth) {
    return false;
  }
  builder_.StartSequence(at_);
  do {
    const std::uint32_t place = ++at_;
    if (!ToToken()) {
      return false;
    }
    if (column_ <= column) {
      Null(place);
    } else if (!BlockNode()) {
      return false;
    }
  } while (column_ == column && AtEntry());
  builder_.EndSequence(end_);
  --depth_;
  // In the same column the mapping may go on that holds this.
  return column_ <= column;
}

// `at_` is behind the `:` of the first key, `column_` is the key's.
bool EverydayReader::BlockMapping(Scalar& key) {
  const int column = column_;
  if (++depth_ > Tree::kMaxDepth) {
    return false;
  }
  builder_.StartMapping(key.extent.begin);
  while (true) {
    builder_.Scalar(key.kind, key.extent, key.text);
    if (!BlockValue(column)) {
      return false;
    }
    if (column_ != column) {
      break;
    }
    if (!Key(false, key)) {
      return false;
    }
  }
  builder_.EndMapping(end_);
  --depth_;
  return column_ < column;
}

// The value of a key in `column`.
bool EverydayReader::BlockValue(int column) {
  const std::uint32_t place = at_;
  SkipSpaces();
  // On the key's own line neither an entry nor another key can stand.
  if (!AtLineEnd()) {
    return (AtFlow() ? FlowNode() : Value(false)) && FinishLine();
  }
  if (!ToToken()) {
    return false;
  }
  if (column_ > column) {
    return BlockNode();
  }
  if (column_ == column && AtEntry()) {
    return BlockSequence();
  }
  Null(place);
  return true;
}

bool EverydayReader::FlowNode() {
  switch (Peek()) {
    case '[':
      return FlowSequence();
    case '{':
      return FlowMapping();
    case '\0':
      return false;
    default:
      return Value(true);
  }
}

bool EverydayReader::FlowSequence() {
  if (++depth_ > Tree::kMaxDepth) {
    return false;
  }
  builder_.StartSequence(at_);
  do {
    ++at_;
    if (!ToToken()) {
      return false;
    }
    if (Peek() == ']') {
      break;
    }
    if (!FlowNode() || !ToToken()) {
      return false;
    }
  } while (Peek() == ',');
  if (Peek() != ']') {
    return false;
  }
  end_ = ++at_;
  builder_.EndSequence(end_);
  --depth_;
  return true;
}

bool EverydayReader::FlowMapping() {
  if (++depth_ > Tree::kMaxDepth) {
    return false;
  }
  builder_.StartMapping(at_);
  do {
    ++at_;
    if (!ToToken()) {
      return false;
    }
    if (Peek() == '}') {
      break;
    }
    if (!FlowPair() || !ToToken()) {
      return false;
    }
  } while (Peek() == ',');
  if (Peek() != '}') {
    return false;
  }
  end_ = ++at_;
  builder_.EndMapping(end_);
  --depth_;
  return true;
}

bool EverydayReader::FlowPair() {
  Scalar key;
  if (!Key(true, key)) {
    return false;
  }
  builder_.Scalar(key.kind, key.extent, key.text);
  const std::uint32_t place = at_;
  if (!ToToken()) {
    return false;
  }
  if (Peek() == ',' || Peek() == '}') {
    Null(place);
    return true;
  }
  return FlowNode();
}

}  // namespace

std::optional<Tree> ReadEverydayYaml(std::string_view text, diag::FileId file) {
  return EverydayReader(text, file).Read();
}

}  // namespace iamgen::syntax

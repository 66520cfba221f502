// Reads JSON as RFC 8259 defines it, with places, and says what people write
// instead of it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "syntax/json_text.h"
#include "syntax/reader.h"
#include "syntax/reader_diagnostics.h"
#include "syntax/text_check.h"
#include "syntax/tree_builder.h"
#include "syntax/wording.h"

namespace iamgen::syntax {
namespace {

bool IsWordCharacter(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         c == '_' || c == '+' || c == '-' || c == '.' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// What ends a run of characters that stand for themselves in a string.
constexpr std::array<bool, 256> kStopsRun = [] {
  std::array<bool, 256> stops{};
  for (std::size_t c = 0; c < 0x20; ++c) {
    stops[c] = true;
  }
  stops['"'] = true;
  stops['\\'] = true;
  return stops;
}();

// One document. Without recursion: what is open is on a stack of brackets.
class JsonReader {
 public:
  JsonReader(const diag::SourceMap& sources, diag::FileId file,
             diag::Sink& sink)
      : text_(sources[file].text()),
        at_(TextStart(text_)),
        file_(file),
        sink_(sink),
        builder_(file, text_.size(), sink) {}

  Tree Read();

 private:
  enum class Expect { kValue, kFirstElement, kFirstKey, kKey, kNext };

  // A string as written and as meant; not good if a mistake was reported.
  struct Text {
    Extent extent;
    std::string_view value;
    bool good = true;
  };

  [[nodiscard]] char Peek() const {
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  [[nodiscard]] bool AtEnd() const { return at_ >= text_.size(); }

  [[nodiscard]] std::uint32_t Here() const {
    return static_cast<std::uint32_t>(at_);
  }

  diag::Report Say(std::size_t begin, std::size_t end, std::string message) {
    return sink_.Add(kJsonSyntax,
                     {file_, static_cast<std::uint32_t>(begin),
                      static_cast<std::uint32_t>(end)},
                     std::move(message));
  }

  // Ends the reading: nothing sensible follows.
  void GiveUp(std::string message, std::string help);
  void Unclosed();

  void SkipSpace();
  void Comment();
  void Step();
  void Value();
  void Key();
  void Next();
  void Open(char bracket);
  void Close();

  void AfterValue() { expect_ = Expect::kNext; }

  void Word();
  void SingleQuoted();
  std::optional<Text> String();
  bool Escape();
  [[nodiscard]] std::size_t CharacterSize() const;

  std::string_view text_;
  std::size_t at_;
  diag::FileId file_;
  diag::Sink& sink_;
  TreeBuilder builder_;
  Expect expect_ = Expect::kValue;
  // `[` and `{`, with their places.
  std::vector<std::uint32_t> open_;
  std::string decoded_;
  bool failed_ = false;
};

Tree JsonReader::Read() {
  if (!CheckJsonText(text_, file_, sink_)) {
    return {};
  }
  SkipSpace();
  if (AtEnd()) {
    GiveUp("the file is empty", "a JSON file holds one value");
  }
  while (!failed_ && !(expect_ == Expect::kNext && open_.empty())) {
    Step();
    SkipSpace();
  }
  if (!failed_ && !AtEnd()) {
    GiveUp("something follows the end of the JSON document", "remove it");
  }
  return failed_ ? Tree() : builder_.Take();
}

void JsonReader::GiveUp(std::string message, std::string help) {
  Say(at_, at_ + (AtEnd() ? 0 : CharacterSize()), std::move(message))
      .Help(std::move(help));
  failed_ = true;
}

void JsonReader::Unclosed() {
  if (open_.empty()) {
    GiveUp("the file ends where a value must be", "write the value");
    return;
  }
  const std::uint32_t open = open_.back();
  const bool list = text_[open] == '[';
  Say(open, open + 1U,
      list ? "this `[` is never closed" : "this `{` is never closed")
      .Help(list ? "close it with `]`" : "close it with `}`");
  failed_ = true;
}

std::size_t JsonReader::CharacterSize() const {
  std::size_t size = 1;
  while (at_ + size < text_.size() &&
         (static_cast<unsigned char>(text_[at_ + size]) & 0xC0U) == 0x80U) {
    ++size;
  }
  return size;
}

void JsonReader::SkipSpace() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      ++at_;
    } else if (c == '/' && (text_.substr(at_).starts_with("//") ||
                            text_.substr(at_).starts_with("/*"))) {
      Comment();
    } else {
      break;
    }
  }
}

void JsonReader::Comment() {
  const std::size_t begin = at_;
  const bool line = text_[at_ + 1] == '/';
  const std::size_t end =
      line ? text_.find('\n', at_) : text_.find("*/", at_ + 2);
  at_ = end == std::string_view::npos ? text_.size() : end + (line ? 0 : 2);
  Say(begin, begin + 2, "JSON has no comments")
      .Help("remove it, or give the file a `.yaml` name and write `# ...`");
}

void JsonReader::Step() {
  if (AtEnd()) {
    Unclosed();
    return;
  }
  switch (expect_) {
    case Expect::kFirstElement:
      if (Peek() == ']') {
        Close();
        return;
      }
      Value();
      return;
    case Expect::kValue:
      Value();
      return;
    case Expect::kFirstKey:
      if (Peek() == '}') {
        Close();
        return;
      }
      Key();
      return;
    case Expect::kKey:
      Key();
      return;
    case Expect::kNext:
      Next();
      return;
  }
}

void JsonReader::Open(char bracket) {
  open_.push_back(Here());
  if (bracket == '{') {
    builder_.StartMapping(Here());
    expect_ = Expect::kFirstKey;
  } else {
    builder_.StartSequence(Here());
    expect_ = Expect::kFirstElement;
  }
  ++at_;
}

void JsonReader::Close() {
  ++at_;
  const bool mapping = text_[open_.back()] == '{';
  open_.pop_back();
  if (mapping) {
    builder_.EndMapping(Here());
  } else {
    builder_.EndSequence(Here());
  }
  AfterValue();
}

void JsonReader::Value() {
  const char c = Peek();
  if (c == '{' || c == '[') {
    Open(c);
  } else if (c == '"') {
    if (const auto text = String()) {
      if (text->good) {
        builder_.Scalar(NodeKind::kQuoted, text->extent, text->value);
      } else {
        builder_.Broken(text->extent);
      }
      AfterValue();
    }
  } else if (c == '\'') {
    SingleQuoted();
  } else if (IsWordCharacter(c)) {
    Word();
  } else {
    GiveUp("a value must stand here",
           "write the value, or remove the `,` or "
           "`:` before it");
  }
}

void JsonReader::Key() {
  if (Peek() != '"') {
    if (Peek() == '\'' || IsWordCharacter(Peek())) {
      GiveUp("a key stands without double quotes",
             "put every key in double quotes: `\"Effect\"`");
    } else {
      GiveUp("a key in double quotes must stand here",
             "write `\"key\": value`, or close the object with `}`");
    }
    return;
  }
  const auto key = String();
  if (!key) {
    return;
  }
  if (key->good) {
    builder_.Scalar(NodeKind::kQuoted, key->extent, key->value);
  } else {
    builder_.Broken(key->extent);
  }
  SkipSpace();
  if (Peek() != ':') {
    if (AtEnd()) {
      Unclosed();
    } else {
      GiveUp("a `:` must stand between a key and its value", "write `:` here");
    }
    return;
  }
  ++at_;
  expect_ = Expect::kValue;
}

// After a value in a list or an object: `,` or the end.
void JsonReader::Next() {
  const bool mapping = text_[open_.back()] == '{';
  const char closing = mapping ? '}' : ']';
  const char c = Peek();
  if (c == closing) {
    Close();
    return;
  }
  if (c == ',') {
    const std::size_t comma = at_++;
    SkipSpace();
    if (Peek() == closing) {
      Say(comma, comma + 1,
          std::string("a `,` stands before the closing `") + closing + "`")
          .Help("remove the `,`");
      Close();
      return;
    }
    expect_ = mapping ? Expect::kKey : Expect::kValue;
    return;
  }
  const bool goes_on =
      c == '"' || (!mapping && (c == '{' || c == '[' || IsWordCharacter(c)));
  if (goes_on) {
    Say(at_, at_ + 1,
        mapping ? "a `,` is missing before this key"
                : "a `,` is missing before this value")
        .Help("write `,` before it");
    expect_ = mapping ? Expect::kKey : Expect::kValue;
    return;
  }
  const std::uint32_t open = open_.back();
  Say(at_, at_ + CharacterSize(),
      std::string("neither `,` nor `") + closing + "` stands here")
      .Also({file_, open, open + 1},
            std::string("`") + text_[open] + "` is open since here")
      .Help(std::string("close it with `") + closing + "`");
  failed_ = true;
}

// A number, a literal, or what somebody took for one.
void JsonReader::Word() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && IsWordCharacter(text_[at_])) {
    ++at_;
  }
  const std::string_view word = text_.substr(begin, at_ - begin);
  const Extent extent{static_cast<std::uint32_t>(begin), Here()};
  AfterValue();
  if (word == "true" || word == "false") {
    builder_.Scalar(NodeKind::kBoolean, extent, word);
    return;
  }
  if (word == "null") {
    builder_.Null(extent);
    return;
  }
  if (IsJsonNumber(word)) {
    builder_.Scalar(NodeKind::kNumber, extent, word);
    return;
  }
  builder_.Broken(extent);
  const std::string shown = Code(word);
  if (IsDigit(word[0]) || word[0] == '-' || word[0] == '+' || word[0] == '.') {
    Say(begin, at_, shown + " is not a number of JSON")
        .Help(
            "a number has no leading zero or `+`, and digits on both sides "
            "of its point; put text in double quotes");
  } else {
    Say(begin, at_, shown + " stands without quotes")
        .Help(
            "put text in double quotes; the words without are `true`, "
            "`false` and `null`");
  }
}

void JsonReader::SingleQuoted() {
  const std::size_t begin = at_;
  const std::size_t end = text_.find_first_of("'\n", at_ + 1);
  if (end == std::string_view::npos || text_[end] == '\n') {
    GiveUp("JSON quotes text with `\"`", "write `\"` for `'`");
    return;
  }
  at_ = end + 1;
  Say(begin, at_, "JSON quotes text with `\"`").Help("write `\"` for `'`");
  builder_.Broken({static_cast<std::uint32_t>(begin), Here()});
  AfterValue();
}

// From the opening quote to behind the closing one; nothing if there is none.
// The value lives until the next string.
std::optional<JsonReader::Text> JsonReader::String() {
  const std::size_t begin = at_++;
  std::size_t run = at_;
  bool good = true;
  bool escaped = false;
  decoded_.clear();
  while (true) {
    while (at_ < text_.size() &&
           !kStopsRun[static_cast<unsigned char>(text_[at_])]) {
      ++at_;
    }
    if (AtEnd() || text_[at_] == '\n' || text_[at_] == '\r') {
      sink_
          .Add(kUnterminatedText,
               {file_, static_cast<std::uint32_t>(begin), Here()},
               AtEnd() ? "the file ends inside this text"
                       : "the line ends inside this text")
          .Help("close it with `\"`; a line end is written `\\n`");
      failed_ = true;
      return std::nullopt;
    }
    if (text_[at_] == '"') {
      break;
    }
    if (text_[at_] == '\\') {
      decoded_.append(text_, run, at_ - run);
      escaped = true;
      good &= Escape();
      run = at_;
      continue;
    }
    const auto control = static_cast<unsigned char>(text_[at_]);
    sink_
        .Add(kControlCharacter, {file_, Here(), Here() + 1},
             "the control character " + NameOfCharacter(control) +
                 " stands in a text")
        .Help(control == '\t' ? "write `\\t`" : "remove it");
    good = false;
    ++at_;
  }
  std::string_view value = text_.substr(run, at_ - run);
  if (escaped) {
    decoded_.append(value);
    value = decoded_;
  }
  ++at_;
  return Text{{static_cast<std::uint32_t>(begin), Here()}, value, good};
}

// One escape, at its backslash. False if it was reported.
bool JsonReader::Escape() {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t begin = at_++;
  const std::size_t letter =
      AtEnd() ? std::string_view::npos : kLetters.find(text_[at_]);
  if (letter != std::string_view::npos) {
    decoded_ += kMeanings[letter];
    ++at_;
    return true;
  }
  if (Peek() != 'u') {
    at_ += !AtEnd() && static_cast<unsigned char>(text_[at_]) >= 0x20
               ? CharacterSize()
               : 0;
    Say(begin, at_,
        Code(text_.substr(begin, at_ - begin)) + " is no escape of JSON")
        .Help("write `\\\\` for a backslash");
    return false;
  }
  ++at_;
  const auto first = HexValue(text_.substr(at_, 4));
  if (!first) {
    Say(begin, at_, "four hexadecimal digits must follow `\\u`")
        .Help("write them, or `\\\\u` for a backslash and a `u`");
    return false;
  }
  at_ += 4;
  if (*first < 0xD800 || *first > 0xDFFF) {
    AppendUtf8(decoded_, *first);
    return true;
  }
  if (*first < 0xDC00 && text_.substr(at_, 2) == "\\u") {
    const auto second = HexValue(text_.substr(at_ + 2, 4));
    if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
      AppendUtf8(decoded_,
                 0x10000 + ((*first - 0xD800) << 10U) + (*second - 0xDC00));
      at_ += 6;
      return true;
    }
  }
  Say(begin, at_,
      Code(text_.substr(begin, at_ - begin)) +
          " is half of a surrogate pair, and no character")
      .Help("write both halves, or the character itself");
  return false;
}

}  // namespace

Tree ReadJson(const diag::SourceMap& sources, diag::FileId file,
              diag::Sink& sink) {
  return JsonReader(sources, file, sink).Read();
}

}  // namespace iamgen::syntax

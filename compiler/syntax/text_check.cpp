// One pass over the bytes, in blocks: nearly every block holds nothing to look
// at twice.
#include "syntax/text_check.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "support/text.h"
#include "syntax/reader_diagnostics.h"
#include "syntax/wording.h"

namespace iamgen::syntax {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kMaxBrackets = 1000;
static_assert(kMaxBrackets > 2 * kBlock, "a long run covers a whole block");

bool IsOpeningBracket(char c) { return c == '[' || c == '{'; }

// A kind of mistake: where it is first, how often.
struct Tally {
  std::size_t first = std::string_view::npos;
  std::size_t count = 0;

  void Add(std::size_t at) {
    first = std::min(first, at);
    ++count;
  }

  [[nodiscard]] std::string Others() const {
    return count > 1 ? " (and " + std::to_string(count - 1) + " more)" : "";
  }
};

struct Tallies {
  Tally control;
  Tally lone_return;
  Tally brackets;
  bool ascii = true;
};

// C0 without tab and line ends, delete, C1 without NEL.
std::optional<char32_t> ControlAt(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
    return c;
  }
  if (c == 0xC2 && at + 1 < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (next >= 0x80 && next <= 0x9F && next != 0x85) {
      return next;
    }
  }
  return std::nullopt;
}

void LookClosely(std::string_view text, std::size_t begin, std::size_t end,
                 Tallies& tallies) {
  for (std::size_t i = begin; i < end; ++i) {
    tallies.ascii &= static_cast<unsigned char>(text[i]) < 0x80;
    if (text[i] == '\r') {
      if (i + 1 >= text.size() || text[i + 1] != '\n') {
        tallies.lone_return.Add(i);
      }
    } else if (ControlAt(text, i)) {
      tallies.control.Add(i);
    }
  }
}

// A run of brackets around the start of a block.
void LookForRun(std::string_view text, std::size_t at, Tallies& tallies) {
  std::size_t begin = at;
  while (begin > 0 && IsOpeningBracket(text[begin - 1])) {
    --begin;
  }
  const std::size_t most = std::min(text.size(), begin + kMaxBrackets + 1);
  std::size_t end = at;
  while (end < most && IsOpeningBracket(text[end])) {
    ++end;
  }
  if (end - begin > kMaxBrackets) {
    tallies.brackets.Add(begin);
  }
}

bool IsSuspicious(unsigned char c) {
  return (c < 0x20 && c != '\n') || c >= 0x7F;
}

Tallies Inspect(std::string_view text) {
  Tallies tallies;
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    // Written for the vectoriser: a fixed count and no branch.
    unsigned suspicious = 0;
    const char* block = text.data() + at;
    for (std::size_t i = 0; i < kBlock; ++i) {
      suspicious |= static_cast<unsigned>(
          IsSuspicious(static_cast<unsigned char>(block[i])));
    }
    if (suspicious != 0) {
      LookClosely(text, at, at + kBlock, tallies);
    }
    if (IsOpeningBracket(block[0]) && tallies.brackets.count == 0) {
      LookForRun(text, at, tallies);
    }
  }
  LookClosely(text, at, text.size(), tallies);
  return tallies;
}

diag::Span SpanAt(diag::FileId file, std::size_t at, std::size_t size) {
  return {file, static_cast<std::uint32_t>(at),
          static_cast<std::uint32_t>(at + size)};
}

bool CheckUtf8(std::string_view text, diag::FileId file, diag::Sink& sink) {
  const std::size_t at = support::FirstInvalidUtf8(text);
  if (at == std::string_view::npos) {
    return true;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(text[at]);
  const bool utf16 =
      text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  sink.Add(kInvalidUtf8, SpanAt(file, at, 1),
           utf16 ? "the file is UTF-16"
                 : std::string("the byte 0x") + kHex[byte >> 4U] +
                       kHex[byte & 0xFU] + " at offset " + std::to_string(at) +
                       " is not part of a UTF-8 character")
      .Help("save the file as UTF-8");
  return false;
}

}  // namespace

std::uint32_t TextStart(std::string_view text) {
  return text.starts_with(kByteOrderMark) ? 3 : 0;
}

bool CheckYamlText(std::string_view text, diag::FileId file, diag::Sink& sink) {
  const Tallies tallies = Inspect(text);
  bool good = tallies.ascii || CheckUtf8(text, file, sink);
  if (const Tally& tally = tallies.control; tally.count > 0 && good) {
    const std::size_t size =
        static_cast<unsigned char>(text[tally.first]) < 0x80 ? 1 : 2;
    sink.Add(kControlCharacter, SpanAt(file, tally.first, size),
             "the control character " +
                 NameOfCharacter(*ControlAt(text, tally.first)) +
                 " stands in the text" + tally.Others())
        .Help("remove it");
    good = false;
  }
  if (const Tally& tally = tallies.lone_return; tally.count > 0) {
    sink.Add(kLoneCarriageReturn, SpanAt(file, tally.first, 1),
             "a carriage return stands here without a line feed" +
                 tally.Others())
        .Help("save the file with line feeds (LF) as line ends");
    good = false;
  }
  if (tallies.brackets.count > 0) {
    sink.Add(kNestingTooDeep, SpanAt(file, tallies.brackets.first, 1),
             "more than " + std::to_string(kMaxBrackets) +
                 " brackets open here in a row")
        .Help("write it with fewer levels");
    good = false;
  }
  return good;
}

bool CheckJsonText(std::string_view text, diag::FileId file, diag::Sink& sink) {
  return CheckUtf8(text, file, sink);
}

}  // namespace iamgen::syntax

// Runs of bytes, and how a decoded scalar goes along with its source.
#include "importers/placed_text.h"

#include <algorithm>
#include <cstddef>

namespace iamgen::importers {
namespace {

bool IsWhite(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The bytes of the character at `at`.
std::size_t CharacterSize(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() &&
         (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U) {
    ++size;
  }
  return size;
}

// The bytes of the escape at `at`, a backslash.
std::size_t EscapeSize(std::string_view text, std::size_t at) {
  constexpr std::size_t kUnit = 6;
  const char kind = at + 1 < text.size() ? text[at + 1] : ' ';
  switch (kind) {
    case 'x':
      return 4;
    case 'u': {
      const std::string_view rest = text.substr(std::min(at, text.size()));
      const bool high =
          rest.size() > 3 && (rest[2] == 'd' || rest[2] == 'D') &&
          std::string_view("89abAB").find(rest[3]) != std::string_view::npos;
      return high ? 2 * kUnit : kUnit;
    }
    case 'U':
      return 10;
    default:
      return 2;
  }
}

// Goes along a scalar as it was written and the text that it means.
class Aligner {
 public:
  Aligner(diag::FileId file, std::uint32_t begin, std::string_view written,
          std::string_view value)
      : placed_(file), begin_(begin), written_(written), value_(value) {}

  PlacedText Align() {
    const char first = written_.empty() ? ' ' : written_[0];
    quote_ = first == '"' || first == '\'' ? first : '\0';
    if (quote_ != '\0') {
      at_ = 1;
    } else if (first == '|' || first == '>') {
      at_ = std::min(written_.find('\n'), written_.size());
      at_ += at_ < written_.size() ? 1 : 0;
    }
    while (done_ < value_.size()) {
      Step();
    }
    return std::move(placed_);
  }

 private:
  [[nodiscard]] char Next() const {
    return at_ < written_.size() ? written_[at_] : '\0';
  }

  // The next `from` bytes of the source mean the next `to` of the value.
  void Take(std::size_t from, std::size_t to) {
    from = std::min(from, written_.size() - at_);
    to = std::min(to, value_.size() - done_);
    const auto begin = begin_ + static_cast<std::uint32_t>(at_);
    placed_.AddMeaning(value_.substr(done_, to), begin,
                       begin + static_cast<std::uint32_t>(from));
    at_ += from;
    done_ += to;
  }

  void Step() {
    const char c = value_[done_];
    if (quote_ == '"' && Next() == '\\') {
      const char escaped = at_ + 1 < written_.size() ? written_[at_ + 1] : ' ';
      if (escaped == '\n' || escaped == '\r') {
        // A line that goes on: the break is no part of the text.
        ++at_;
        SkipWhite();
        return;
      }
      Take(EscapeSize(written_, at_), CharacterSize(value_, done_));
    } else if (quote_ == '\'' && Next() == '\'') {
      Take(2, 1);
    } else if (Next() == c && at_ < written_.size()) {
      TakeRun();
    } else if (IsWhite(Next())) {
      if (IsWhite(c)) {
        Take(1, 1);
      } else {
        SkipWhite();
      }
    } else {
      Take(at_ < written_.size() ? 1 : 0, 1);
    }
  }

  void SkipWhite() {
    while (at_ < written_.size() && IsWhite(written_[at_])) {
      ++at_;
    }
  }

  // What stands as it is, up to the end of the line.
  void TakeRun() {
    std::size_t size = 1;
    const auto goes_on = [&] {
      const std::size_t from = at_ + size;
      const std::size_t to = done_ + size;
      return written_[at_ + size - 1] != '\n' && from < written_.size() &&
             to < value_.size() && written_[from] == value_[to] &&
             written_[from] != quote_ &&
             !(quote_ == '"' && written_[from] == '\\');
    };
    while (goes_on()) {
      ++size;
    }
    placed_.AddVerbatim(value_.substr(done_, size),
                        begin_ + static_cast<std::uint32_t>(at_));
    at_ += size;
    done_ += size;
  }

  PlacedText placed_;
  std::uint32_t begin_;
  std::string_view written_;
  std::string_view value_;
  std::size_t at_ = 0;
  std::size_t done_ = 0;
  char quote_ = '\0';
};

}  // namespace

void PlacedText::AddVerbatim(std::string_view text, std::uint32_t at) {
  if (text.empty()) {
    return;
  }
  const bool goes_on =
      !runs_.empty() && runs_.back().verbatim && runs_.back().end == at;
  const auto end = at + static_cast<std::uint32_t>(text.size());
  if (goes_on) {
    runs_.back().end = end;
  } else {
    runs_.push_back({text_.size(), at, end, true});
  }
  text_ += text;
}

void PlacedText::AddMeaning(std::string_view text, std::uint32_t begin,
                            std::uint32_t end) {
  if (!text.empty()) {
    runs_.push_back({text_.size(), begin, end, false});
    text_ += text;
  }
}

void PlacedText::AddPart(const PlacedText& other, std::size_t from,
                         std::size_t to) {
  const Run* run = other.RunAt(from);
  while (from < to && run != nullptr) {
    const bool last = run == &other.runs_.back();
    const std::size_t end =
        std::min(to, last ? other.text_.size() : (run + 1)->text_begin);
    const std::string_view part =
        std::string_view(other.text_).substr(from, end - from);
    if (run->verbatim) {
      AddVerbatim(part, other.BeginOf(from));
    } else {
      AddMeaning(part, run->begin, run->end);
    }
    from = end;
    run = last ? nullptr : run + 1;
  }
}

diag::Span PlacedText::SpanOf(std::size_t begin, std::size_t end) const {
  const std::uint32_t first = BeginOf(begin);
  const std::uint32_t last = end > begin ? EndOf(end - 1) : first;
  return {file_, std::min(first, last), std::max(first, last)};
}

const PlacedText::Run* PlacedText::RunAt(std::size_t offset) const {
  const auto next = std::upper_bound(
      runs_.begin(), runs_.end(), offset,
      [](std::size_t at, const Run& run) { return at < run.text_begin; });
  return next == runs_.begin() ? nullptr : &*(next - 1);
}

std::uint32_t PlacedText::BeginOf(std::size_t offset) const {
  const Run* run = RunAt(offset);
  if (run == nullptr) {
    return 0;
  }
  const auto further = static_cast<std::uint32_t>(offset - run->text_begin);
  return run->verbatim ? std::min(run->begin + further, run->end) : run->begin;
}

std::uint32_t PlacedText::EndOf(std::size_t offset) const {
  const Run* run = RunAt(offset);
  if (run == nullptr) {
    return 0;
  }
  const auto further = static_cast<std::uint32_t>(offset - run->text_begin);
  return run->verbatim ? std::min(run->begin + further + 1, run->end)
                       : run->end;
}

PlacedText PlaceScalar(diag::FileId file, std::uint32_t begin,
                       std::string_view written, std::string_view value) {
  return Aligner(file, begin, written, value).Align();
}

}  // namespace iamgen::importers

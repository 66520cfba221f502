// Goes over the bytes once.
#include "importers/hcl/template_text.h"

#include <algorithm>
#include <string>

#include "policy/document.h"
#include "syntax/json_text.h"

namespace iamgen::importers::hcl {
namespace {

bool StartsAt(std::string_view source, std::size_t at, std::string_view what) {
  return source.substr(std::min(at, source.size())).starts_with(what);
}

// `aws:username`, `*`: no expression, but a variable of a policy.
std::optional<std::string> PolicyVariableIn(std::string_view inner) {
  constexpr std::string_view kNot = " \t\r\n\"?()[]{}";
  if (inner == "*" || inner == "?" || inner == "$") {
    return std::string(inner);
  }
  const std::size_t colon = inner.find(':');
  const bool variable = colon != std::string_view::npos && colon > 0 &&
                        colon + 1 < inner.size() && inner[colon + 1] != ':' &&
                        inner.find_first_of(kNot) == std::string_view::npos;
  return variable ? std::optional(std::string(inner)) : std::nullopt;
}

class TemplateReader {
 public:
  TemplateReader(const PlacedText& source, diag::FileId file, bool escapes,
                 std::vector<PolicyVariable>& variables)
      : placed_(source),
        source_(source.text()),
        escapes_(escapes),
        variables_(variables) {
    read_.text = PlacedText(file);
  }

  TemplateText Read(const std::vector<Range>& parts) {
    source_ = source_.substr(0, parts.empty() ? 0 : parts.back().end);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      // An interpolation may have gone on into this part.
      const std::size_t begin = std::max(parts[i].begin, at_);
      const std::size_t end = parts[i].end;
      at_ = begin;
      done_ = begin;
      while (at_ < end) {
        Step(end);
      }
      Flush(std::min(at_, end));
    }
    const bool whole = parts.size() == 1 && interpolations_ == 1 &&
                       first_.begin == parts[0].begin &&
                       first_.end == parts[0].end;
    if (whole) {
      // `${~ x ~}` takes white space away around it.
      Range inner{first_.begin + 2, first_.end - 1};
      inner.begin += StartsAt(source_, inner.begin, "~") ? 1 : 0;
      const bool strips =
          inner.end > inner.begin && source_[inner.end - 1] == '~';
      inner.end -= strips ? 1 : 0;
      read_.only_expression = inner;
    }
    return std::move(read_);
  }

 private:
  void Flush(std::size_t end) {
    if (done_ < end) {
      read_.text.AddPart(placed_, done_, end);
    }
    done_ = end;
  }

  // The bytes up to `end` mean `text`.
  void Mean(std::string_view text, std::size_t end) {
    Flush(at_);
    const diag::Span span = placed_.SpanOf(at_, end);
    read_.text.AddMeaning(text, span.begin, span.end);
    at_ = end;
    done_ = end;
  }

  void Step(std::size_t end) {
    const char c = source_[at_];
    if (c == policy::kUnknown) {
      Mean("\xE2\x90\x81", at_ + 1);
    } else if (c == '\\' && escapes_) {
      Escape(end);
    } else if (StartsAt(source_, at_, "$${") || StartsAt(source_, at_, "%%{")) {
      Mean(source_.substr(at_ + 1, 2), at_ + 3);
    } else if (StartsAt(source_, at_, "${") || StartsAt(source_, at_, "%{")) {
      Interpolate(end);
    } else {
      ++at_;
    }
  }

  void Escape(std::size_t end) {
    constexpr std::string_view kLetters = "nrt\"\\";
    constexpr std::string_view kMeanings = "\n\r\t\"\\";
    const char letter = at_ + 1 < end ? source_[at_ + 1] : ' ';
    const std::size_t known = kLetters.find(letter);
    if (known != std::string_view::npos) {
      Mean(kMeanings.substr(known, 1), at_ + 2);
      return;
    }
    const std::size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    std::uint32_t character = 0;
    bool good = digits > 0 && at_ + 2 + digits <= end;
    for (std::size_t i = 0; good && i < digits; i += 4) {
      const auto four = syntax::HexValue(source_.substr(at_ + 2 + i, 4));
      good = four.has_value();
      character = (character << 16U) | four.value_or(0);
    }
    if (!good || character > 0x10FFFF) {
      ++at_;
      return;
    }
    std::string text;
    syntax::AppendUtf8(text, character);
    Mean(text == std::string(1, policy::kUnknown) ? "\xE2\x90\x81" : text,
         at_ + 2 + digits);
  }

  void Interpolate(std::size_t end) {
    const std::size_t begin = at_;
    std::size_t close = InterpolationEnd(source_, at_ + 2);
    if (close == std::string_view::npos) {
      close = end;
    }
    if (source_[begin] == '%') {
      read_.has_directives = true;
    } else {
      const std::string_view inner =
          source_.substr(begin + 2, std::max(close, begin + 3) - begin - 3);
      if (auto name = PolicyVariableIn(inner)) {
        variables_.push_back({placed_.SpanOf(begin, close), *std::move(name)});
      } else if (interpolations_ == 0) {
        first_ = {begin, close};
      }
      ++interpolations_;
    }
    Mean(std::string(1, policy::kUnknown), close);
  }

  const PlacedText& placed_;
  std::string_view source_;
  bool escapes_;
  std::vector<PolicyVariable>& variables_;
  TemplateText read_;
  std::size_t at_ = 0;
  std::size_t done_ = 0;
  std::size_t interpolations_ = 0;
  Range first_;
};

}  // namespace

std::size_t InterpolationEnd(std::string_view source, std::size_t at) {
  // `}` and `"`: what closes the innermost thing that is open.
  std::string open(1, '}');
  while (at < source.size()) {
    const char c = source[at];
    if (open.back() == '}') {
      if (c == '"' || c == '{') {
        open += c == '"' ? '"' : '}';
      } else if (c == '}') {
        open.pop_back();
      }
    } else if (c == '\\') {
      ++at;
    } else if (c == '"') {
      open.pop_back();
    } else if (StartsAt(source, at, "$${") || StartsAt(source, at, "%%{")) {
      at += 2;
    } else if (StartsAt(source, at, "${") || StartsAt(source, at, "%{")) {
      open += '}';
      ++at;
    }
    ++at;
    if (open.empty()) {
      return at;
    }
  }
  return std::string_view::npos;
}

TemplateText ReadTemplate(const PlacedText& source, diag::FileId file,
                          const std::vector<Range>& parts, bool escapes,
                          std::vector<PolicyVariable>& variables) {
  return TemplateReader(source, file, escapes, variables).Read(parts);
}

}  // namespace iamgen::importers::hcl

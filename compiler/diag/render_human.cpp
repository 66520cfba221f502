// Findings for people: the place, the line, a mark under it, and the repair.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "diag/render.h"
#include "support/text.h"

namespace iamgen::diag {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Combining marks and zero-width characters, and what terminals draw two
// columns wide: enough of Unicode for names and comments.
constexpr Range kZeroWidth[] = {
    {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},
    {0x610, 0x61A},   {0x64B, 0x65F},   {0x200B, 0x200F},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
constexpr Range kDoubleWidth[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},  {0x3041, 0x33FF}, {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},  {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

template <std::size_t N>
bool Contains(const Range (&ranges)[N], std::uint32_t point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](Range range) {
    return point >= range.first && point <= range.last;
  });
}

// The code point that starts at `at`, and how many bytes it takes.
std::uint32_t Decode(std::string_view text, std::size_t at, std::size_t& size) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const std::uint32_t lead = byte(at);
  if (lead < 0xC0) {
    size = 1;
    return lead;
  }
  size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t point = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    point = (point << 6U) | (byte(at + i) & 0x3FU);
  }
  return point;
}

struct Style {
  std::string_view error = "";
  std::string_view security = "";
  std::string_view warning = "";
  std::string_view suggestion = "";
  std::string_view gutter = "";
  std::string_view bold = "";
  std::string_view reset = "";

  [[nodiscard]] std::string_view Of(Severity severity) const {
    switch (severity) {
      case Severity::kError:
        return error;
      case Severity::kSecurity:
        return security;
      case Severity::kWarning:
        return warning;
      case Severity::kSuggestion:
        return suggestion;
    }
    return error;
  }
};

constexpr Style kPlain = {};
constexpr Style kColored = {.error = "\x1b[1;31m",
                            .security = "\x1b[1;35m",
                            .warning = "\x1b[1;33m",
                            .suggestion = "\x1b[1;36m",
                            .gutter = "\x1b[1;34m",
                            .bold = "\x1b[1m",
                            .reset = "\x1b[0m"};

// Control characters of both sets, and those that turn the direction of text.
bool IsControl(std::uint32_t point) {
  return (point < 0x20 && point != '\t') || (point >= 0x7F && point < 0xA0) ||
         (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069);
}

// What a terminal could take for a command is shown as what it is.
std::string Visible(std::string_view text) {
  std::string shown;
  std::size_t size = 1;
  for (std::size_t i = 0; i < text.size(); i += size) {
    if (IsControl(Decode(text, i, size))) {
      shown += "\xEF\xBF\xBD";
    } else {
      shown += text.substr(i, size);
    }
  }
  return shown;
}

class HumanRenderer {
 public:
  HumanRenderer(const SourceMap& sources, const RenderOptions& options)
      : sources_(sources),
        style_(options.color ? kColored : kPlain),
        width_(std::max<std::size_t>(options.width, 40)) {}

  void Render(const Diagnostic& diagnostic) {
    if (!out_.empty()) {
      out_ += '\n';
    }
    out_ += style_.Of(diagnostic.severity);
    out_ += NameOf(diagnostic.severity);
    out_ += '[';
    out_ += diagnostic.rule->id;
    out_ += ']';
    out_ += style_.reset;
    out_ += style_.bold;
    out_ += ": " + Visible(diagnostic.message);
    out_ += style_.reset;
    out_ += '\n';
    // One gutter for all excerpts of a finding.
    gutter_ = Digits(diagnostic.span);
    for (const Related& related : diagnostic.related) {
      gutter_ = std::max(gutter_, Digits(related.span));
    }
    if (diagnostic.span.valid()) {
      Excerpt(diagnostic.span, "-->", diagnostic.label,
              style_.Of(diagnostic.severity), '^');
    }
    for (const Related& related : diagnostic.related) {
      if (related.span.valid()) {
        Excerpt(related.span, ":::", related.message, style_.gutter, '-');
      } else {
        Note("note", related.message);
      }
    }
    if (!diagnostic.help.empty()) {
      Note("help", diagnostic.help);
    }
    Note("explain", "iamgen explain " + std::string(diagnostic.rule->id));
  }

  [[nodiscard]] std::string Take() { return std::move(out_); }

 private:
  [[nodiscard]] std::size_t Digits(Span span) const {
    return span.valid()
               ? std::to_string(sources_[span.file].PositionOf(span.begin).line)
                     .size()
               : 1;
  }

  void Gutter(std::string_view text) {
    out_ += style_.gutter;
    out_.append(gutter_ - std::min(gutter_, text.size()), ' ');
    out_ += text;
    out_ += " |";
    out_ += style_.reset;
  }

  void Note(std::string_view kind, std::string_view text) {
    out_.append(gutter_ + 1, ' ');
    out_ += style_.gutter;
    out_ += '=';
    out_ += style_.reset;
    out_ += ' ';
    out_ += style_.bold;
    out_ += kind;
    out_ += style_.reset;
    out_ += ": " + Visible(text) + '\n';
  }

  void Excerpt(Span span, std::string_view arrow, std::string_view label,
               std::string_view color, char mark) {
    const Source& source = sources_[span.file];
    const Position at = source.PositionOf(span.begin);
    out_.append(gutter_, ' ');
    out_ += style_.gutter;
    out_ += arrow;
    out_ += style_.reset;
    out_ += ' ' + Visible(sources_.Describe(span)) + '\n';
    const std::string_view line = source.Line(at.line);
    const std::uint32_t start =
        source.LineStart(at.line) +
        (at.line == 1 && source.text().starts_with("\xEF\xBB\xBF") ? 3U : 0U);
    const std::size_t from = std::min<std::size_t>(
        span.begin - std::min(span.begin, start), line.size());
    const std::size_t to = std::clamp<std::size_t>(
        span.end - std::min(span.end, start), from, line.size());
    Gutter("");
    out_ += '\n';
    Gutter(std::to_string(at.line));
    const auto [text, shift] = Clip(line, from, to);
    out_ += text.empty() ? "" : " ";
    out_ += Visible(text);
    out_ += '\n';
    Gutter("");
    out_ += ' ';
    out_ += Padding(line.substr(0, from), shift);
    out_ += color;
    // Four bytes a character at most: what is behind is not shown.
    const std::string_view marked =
        line.substr(from, std::min(to - from, 4 * width_));
    out_.append(std::clamp<std::size_t>(DisplayWidth(marked), 1, width_), mark);
    if (!label.empty()) {
      out_ += ' ' + Visible(label);
    }
    out_ += style_.reset;
    out_ += '\n';
  }

  struct Clipped {
    std::string text;
    // What replaces the part before the span when the line is clipped.
    std::string shift;
  };

  // Lines that do not fit lose what is far from the span.
  [[nodiscard]] Clipped Clip(std::string_view line, std::size_t from,
                             std::size_t to) const {
    if (line.size() <= width_) {
      return {std::string(line), {}};
    }
    std::size_t first = from > width_ / 3 ? from - width_ / 3 : 0;
    std::size_t last = std::min(line.size(), first + width_);
    last = std::max(last, std::min(to, first + width_));
    while (first > 0 &&
           (static_cast<unsigned char>(line[first]) & 0xC0U) == 0x80U) {
      --first;
    }
    while (last < line.size() &&
           (static_cast<unsigned char>(line[last]) & 0xC0U) == 0x80U) {
      ++last;
    }
    Clipped clipped;
    if (first > 0) {
      clipped.text = "...";
    }
    clipped.shift =
        clipped.text + std::string(line.substr(first, from - first));
    clipped.text += line.substr(first, last - first);
    if (last < line.size()) {
      clipped.text += "...";
    }
    return clipped;
  }

  // Blanks as wide as the text before the mark; tabs stay tabs.
  static std::string Padding(std::string_view before,
                             const std::string& shift) {
    const std::string_view shown = shift.empty() ? before : shift;
    std::string padding;
    std::size_t size = 1;
    for (std::size_t i = 0; i < shown.size(); i += size) {
      Decode(shown, i, size);
      if (shown[i] == '\t') {
        padding += '\t';
      } else {
        padding.append(DisplayWidth(shown.substr(i, size)), ' ');
      }
    }
    return padding;
  }

  const SourceMap& sources_;
  const Style& style_;
  std::size_t width_;
  std::size_t gutter_ = 1;
  std::string out_;
};

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  std::size_t size = 1;
  for (std::size_t i = 0; i < text.size(); i += size) {
    const std::uint32_t point = Decode(text, i, size);
    if (!Contains(kZeroWidth, point)) {
      width += Contains(kDoubleWidth, point) ? 2 : 1;
    }
  }
  return width;
}

std::string RenderHuman(std::span<const Diagnostic* const> diagnostics,
                        const SourceMap& sources,
                        const RenderOptions& options) {
  HumanRenderer renderer(sources, options);
  for (const Diagnostic* diagnostic : diagnostics) {
    renderer.Render(*diagnostic);
  }
  return renderer.Take();
}

std::string Summary(std::span<const Diagnostic* const> diagnostics,
                    const SourceMap& sources) {
  std::map<Severity, std::size_t> counts;
  std::set<std::string_view> files;
  for (const Diagnostic* diagnostic : diagnostics) {
    ++counts[diagnostic->severity];
    if (diagnostic->span.valid()) {
      files.insert(sources[diagnostic->span.file].path());
    }
  }
  std::vector<std::string> parts;
  for (const auto& [severity, number] : counts) {
    parts.push_back(severity == Severity::kSecurity
                        ? support::Count(number, "security finding")
                        : support::Count(number, NameOf(severity)));
  }
  std::string summary = support::Join(parts, ", ");
  if (!summary.empty() && !files.empty()) {
    summary +=
        " in " + (files.size() == 1 ? Visible(*files.begin())
                                    : support::Count(files.size(), "file"));
  }
  return summary;
}

}  // namespace iamgen::diag

// Compares what a fix expects with what was written, and puts texts together.
#include "diag/fix_text.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "diag/removal.h"

namespace iamgen::diag {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

// Means itself between quotes of any language.
bool IsPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return IsLetterOrDigit(c) ||
           std::string_view(":/._-*?+=,@").find(c) != std::string_view::npos;
  });
}

// Means itself without quotes, too.
bool IsBare(std::string_view text) {
  return !text.empty() && IsPlain(text) && IsLetterOrDigit(text.front()) &&
         text.back() != ':' && text.find(',') == std::string_view::npos;
}

// The bytes of a scalar without its quotes. nullopt: the place holds something
// else, whatever it comes to.
std::optional<Bytes> Inside(std::string_view text, const Quotation& quotation) {
  const Span span = quotation.span;
  if (span.end > text.size() || span.begin > span.end) {
    return std::nullopt;
  }
  const std::string_view there = text.substr(span.begin, span.end - span.begin);
  for (const std::string_view quote : {"", "\"", "'", "\\\""}) {
    if (there.size() == quotation.text.size() + 2 * quote.size() &&
        there.starts_with(quote) && there.ends_with(quote) &&
        there.substr(quote.size(), quotation.text.size()) == quotation.text) {
      const std::size_t begin = span.begin + quote.size();
      return Bytes{begin, begin + quotation.text.size()};
    }
  }
  return std::nullopt;
}

std::string_view TextOf(std::string_view text, Span span) {
  return span.begin <= span.end && span.end <= text.size()
             ? text.substr(span.begin, span.end - span.begin)
             : "{{";
}

bool HasVariable(std::string_view there) {
  return there.find("{{") != std::string_view::npos;
}

// Whether all of it is as it was read.
bool IsVerbatim(std::string_view text, const Quotation& quotation) {
  return quotation.text.empty() ? !HasVariable(TextOf(text, quotation.span))
                                : Inside(text, quotation).has_value();
}

// Whether it can go: no comment would go with it.
bool IsRemovable(std::string_view text, const Quotation& quotation) {
  const std::string_view there = TextOf(text, quotation.span);
  return IsVerbatim(text, quotation) &&
         (!quotation.text.empty() ||
          (there.find('#') == std::string_view::npos &&
           there.find("//") == std::string_view::npos));
}

// The place without what may follow a block of YAML.
Bytes Trimmed(std::string_view text, Span span) {
  Bytes bytes{span.begin, span.end};
  while (bytes.end > bytes.begin && IsSpace(text[bytes.end - 1])) {
    --bytes.end;
  }
  return bytes;
}

TextEdit Change(FileId file, Bytes bytes, std::string text) {
  return {{file, static_cast<std::uint32_t>(bytes.begin),
           static_cast<std::uint32_t>(bytes.end)},
          std::move(text)};
}

std::optional<TextEdit> Replacement(std::string_view text, const Edit& edit) {
  const auto inside = Inside(text, edit.was);
  if (!inside || !IsPlain(edit.text)) {
    return std::nullopt;
  }
  const bool quoted = inside->begin > edit.was.span.begin;
  if (!quoted && (!IsBare(edit.was.text) || !IsBare(edit.text))) {
    return std::nullopt;
  }
  return Change(edit.was.span.file, *inside, edit.text);
}

std::optional<Bytes> RemovalOf(std::string_view text, Bytes value, bool name) {
  const auto bytes = RemovalFromFlow(text, value, name);
  return bytes ? bytes : RemovalFromBlock(text, value, name);
}

std::optional<TextEdit> MemberRemoval(std::string_view text, const Edit& edit) {
  if (!IsRemovable(text, edit.was)) {
    return std::nullopt;
  }
  const auto bytes = RemovalOf(text, Trimmed(text, edit.was.span), true);
  return bytes ? std::optional(Change(edit.was.span.file, *bytes, ""))
               : std::nullopt;
}

// Whether nothing but a comma is between two elements.
bool AreNeighbours(std::string_view text, Bytes left, Bytes right) {
  const std::string_view gap = text.substr(left.end, right.begin - left.end);
  return std::count(gap.begin(), gap.end(), ',') == 1 &&
         std::all_of(gap.begin(), gap.end(),
                     [](char c) { return c == ',' || IsSpace(c); });
}

// Elements that go together: neighbours go as one. False where one cannot go.
bool ResolveElements(const SourceMap& sources, std::vector<Span> elements,
                     std::vector<TextEdit>& into) {
  std::sort(elements.begin(), elements.end());
  for (std::size_t i = 0; i < elements.size();) {
    const FileId file = elements[i].file;
    const std::string_view text = sources[file].text();
    Bytes all = Trimmed(text, elements[i]);
    for (++i; i < elements.size() && elements[i].file == file; ++i) {
      const Bytes next = Trimmed(text, elements[i]);
      if (next.begin < all.end || !AreNeighbours(text, all, next)) {
        break;
      }
      all.end = next.end;
    }
    const auto bytes = RemovalOf(text, all, false);
    if (!bytes) {
      return false;
    }
    into.push_back(Change(file, *bytes, ""));
  }
  return true;
}

// What separates the object's first member from its brace, or its start from
// the margin.
std::optional<TextEdit> Addition(std::string_view text, const Edit& edit) {
  const Span span = edit.was.span;
  if (span.begin >= text.size()) {
    return std::nullopt;
  }
  std::size_t at = span.begin;
  if (text[at] == '{') {
    std::size_t first = ++at;
    while (first < text.size() && std::string_view(" \t\r\n").find(
                                      text[first]) != std::string_view::npos) {
      ++first;
    }
    const bool is_name = first < text.size() &&
                         (text[first] == '"' || IsLetterOrDigit(text[first]));
    if (!is_name) {
      return std::nullopt;
    }
    const std::string_view gap = text.substr(at, first - at);
    return gap.empty() ? Change(span.file, {at, at}, edit.text + ", ")
                       : Change(span.file, {first, first},
                                edit.text + "," + std::string(gap));
  }
  const std::size_t before =
      at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t line = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view margin = text.substr(line, at - line);
  if (!IsLetterOrDigit(text[at]) ||
      margin.find_first_not_of(' ') != std::string_view::npos) {
    return std::nullopt;
  }
  return Change(span.file, {at, at}, edit.text + "\n" + std::string(margin));
}

std::optional<TextEdit> Resolve(std::string_view text, const Edit& edit) {
  switch (edit.kind) {
    case Edit::Kind::kReplace:
      return Replacement(text, edit);
    case Edit::Kind::kRemoveMember:
      return MemberRemoval(text, edit);
    case Edit::Kind::kAddMember:
      return Addition(text, edit);
    case Edit::Kind::kRemoveElement:
      break;
  }
  return std::nullopt;
}

// Bytes of the files that fixes change or rely on; those that do not touch.
class Territory {
 public:
  [[nodiscard]] bool IsFree(Span span) const {
    const auto next = taken_.lower_bound(span);
    if (next != taken_.end() && Overlap(*next, span)) {
      return false;
    }
    return next == taken_.begin() || !Overlap(*std::prev(next), span);
  }

  void Take(Span span) {
    auto at = taken_.lower_bound(span);
    if (at != taken_.begin() && Overlap(*std::prev(at), span)) {
      --at;
    }
    while (at != taken_.end() && Overlap(*at, span)) {
      span.begin = std::min(span.begin, at->begin);
      span.end = std::max(span.end, at->end);
      at = taken_.erase(at);
    }
    taken_.insert(span);
  }

 private:
  // An insertion overlaps what begins where it goes.
  static bool Overlap(Span a, Span b) {
    return a.file == b.file &&
           ((a.begin < b.end && b.begin < a.end) || a.begin == b.begin);
  }

  // INVARIANT: no two of them overlap.
  std::set<Span> taken_;
};

}  // namespace

std::vector<TextEdit> TextEditsOf(const Diagnostic& diagnostic,
                                  const SourceMap& sources) {
  for (const Quotation& one : diagnostic.fix.given) {
    if (!one.span.valid() || !IsVerbatim(sources[one.span.file].text(), one)) {
      return {};
    }
  }
  std::vector<TextEdit> edits;
  std::vector<Span> elements;
  for (const Edit& edit : diagnostic.fix.edits) {
    if (!edit.was.span.valid()) {
      return {};
    }
    const std::string_view text = sources[edit.was.span.file].text();
    if (edit.kind == Edit::Kind::kRemoveElement) {
      if (!IsRemovable(text, edit.was)) {
        return {};
      }
      elements.push_back(edit.was.span);
      continue;
    }
    auto resolved = Resolve(text, edit);
    if (!resolved) {
      return {};
    }
    edits.push_back(*std::move(resolved));
  }
  if (!ResolveElements(sources, std::move(elements), edits)) {
    return {};
  }
  std::sort(
      edits.begin(), edits.end(),
      [](const TextEdit& a, const TextEdit& b) { return a.span < b.span; });
  Territory own;
  for (const TextEdit& edit : edits) {
    if (!own.IsFree(edit.span)) {
      return {};
    }
    own.Take(edit.span);
  }
  return edits;
}

FixedTexts ApplyFixes(std::span<const Diagnostic* const> diagnostics,
                      const SourceMap& sources) {
  Territory changed;
  Territory relied_on;
  std::map<FileId, std::vector<TextEdit>> by_file;
  FixedTexts fixed;
  for (const Diagnostic* diagnostic : diagnostics) {
    auto edits = TextEditsOf(*diagnostic, sources);
    const auto& given = diagnostic->fix.given;
    const bool fits =
        !edits.empty() &&
        std::all_of(edits.begin(), edits.end(),
                    [&](const TextEdit& edit) {
                      return changed.IsFree(edit.span) &&
                             relied_on.IsFree(edit.span);
                    }) &&
        std::all_of(given.begin(), given.end(), [&](const Quotation& one) {
          return changed.IsFree(one.span);
        });
    if (!fits) {
      continue;
    }
    ++fixed.fixes;
    for (const Quotation& one : given) {
      relied_on.Take(one.span);
    }
    for (TextEdit& edit : edits) {
      changed.Take(edit.span);
      by_file[edit.span.file].push_back(std::move(edit));
    }
  }
  for (auto& [file, edits] : by_file) {
    std::sort(
        edits.begin(), edits.end(),
        [](const TextEdit& a, const TextEdit& b) { return a.span < b.span; });
    const std::string_view text = sources[file].text();
    std::string& into = fixed.texts[file];
    std::size_t at = 0;
    for (const TextEdit& edit : edits) {
      into += text.substr(at, edit.span.begin - at);
      into += edit.text;
      at = edit.span.end;
    }
    into += text.substr(at);
  }
  return fixed;
}

}  // namespace iamgen::diag

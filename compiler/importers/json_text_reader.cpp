// Puts stand-ins where something is not known, reads, and takes them out again.
#include "importers/json_text_reader.h"

#include <string>
#include <string_view>
#include <utility>

#include "importers/policy_json.h"
#include "policy/document.h"
#include "syntax/reader.h"

namespace iamgen::importers {
namespace {

// A character that is none, U+10FFFE: no text of anybody holds it.
constexpr std::string_view kStandIn = "\xF4\x8F\xBF\xBE";
constexpr std::string_view kWholeValue = "\"\xF4\x8F\xBF\xBE\"";

struct Prepared {
  PlacedText text;
  // Something is not known that is no part of a string.
  bool has_whole_values = false;
};

Prepared Prepare(const PlacedText& placed, diag::FileId file) {
  const std::string& text = placed.text();
  Prepared prepared{PlacedText(file)};
  bool quoted = false;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '\\' && quoted) {
      ++at;
    } else if (c == policy::kUnknown) {
      prepared.text.AddPart(placed, done, at);
      const diag::Span span = placed.SpanOf(at, at + 1);
      prepared.text.AddMeaning(quoted ? kStandIn : kWholeValue, span.begin,
                               span.end);
      prepared.has_whole_values |= !quoted;
      done = at + 1;
    }
  }
  prepared.text.AddPart(placed, done, text.size());
  return prepared;
}

// Everything below, with places in the file and unknown parts again.
class Restorer {
 public:
  explicit Restorer(const PlacedText& placed) : placed_(placed) {}

  void Restore(Datum& datum) const {
    const std::uint32_t begin = datum.span.begin;
    datum.span = placed_.SpanOf(begin, datum.span.end);
    if (datum.Is(DatumKind::kText)) {
      RestoreText(datum, begin);
    }
    bool key = datum.Is(DatumKind::kObject);
    for (Datum& child : datum.children) {
      Restore(child);
      if (key && child.Is(DatumKind::kUnknown)) {
        child = TextAt(std::string(1, policy::kUnknown), child.span);
      }
      key = datum.Is(DatumKind::kObject) && !key;
    }
  }

 private:
  void RestoreText(Datum& datum, std::uint32_t begin) const {
    const bool whole = datum.text == kStandIn &&
                       std::string_view(placed_.text())
                           .substr(begin)
                           .starts_with(kWholeValue) &&
                       placed_.SpanOf(begin, begin + 1) ==
                           placed_.SpanOf(begin + 1, begin + 2);
    if (whole) {
      datum = UnknownAt(datum.span);
      return;
    }
    for (std::size_t at = datum.text.find(kStandIn); at != std::string::npos;
         at = datum.text.find(kStandIn, at)) {
      datum.text.replace(at, kStandIn.size(), 1, policy::kUnknown);
    }
  }

  const PlacedText& placed_;
};

}  // namespace

Datum ReadJsonText(const PlacedText& placed, diag::Sink& sink) {
  const diag::Span whole = placed.SpanOf(0, placed.text().size());
  const Prepared prepared = Prepare(placed, whole.file);
  diag::SourceMap sources;
  const diag::FileId file = sources.Add("", prepared.text.text());
  diag::Sink found;
  const syntax::Tree tree = syntax::ReadJson(sources, file, found);
  if (!tree.empty() || !prepared.has_whole_values) {
    ReportAsPolicy(found, sources, &prepared.text, true, sink);
  }
  if (tree.empty()) {
    return UnknownAt(whole);
  }
  Datum datum = DatumFrom(tree, 0);
  Restorer(prepared.text).Restore(datum);
  return datum;
}

}  // namespace iamgen::importers

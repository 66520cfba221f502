// Says the reader's findings again.
#include "importers/policy_json.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "importers/document_rules.h"
#include "importers/repeat.h"
#include "policy/rules.h"
#include "syntax/reader.h"
#include "syntax/reader_diagnostics.h"

namespace iamgen::importers {
namespace {

// What the reader of JSON reports, besides duplicates.
constexpr std::array<const diag::Rule*, 5> kOfJson = {
    &syntax::kJsonSyntax, &syntax::kInvalidUtf8, &syntax::kControlCharacter,
    &syntax::kNestingTooDeep, &syntax::kUnterminatedText};

bool IsOfJson(const diag::Rule& rule) {
  return std::any_of(kOfJson.begin(), kOfJson.end(),
                     [&](const diag::Rule* one) { return one->id == rule.id; });
}

std::string DuplicateMessage(const diag::SourceMap& sources, diag::Span key) {
  std::string_view name = sources.TextOf(key);
  if (name.size() >= 2 && (name.front() == '"' || name.front() == '\'')) {
    name = name.substr(1, name.size() - 2);
  }
  return "`" + std::string(name) + "` stands twice in one object";
}

}  // namespace

void ReportAsPolicy(const diag::Sink& found, const diag::SourceMap& sources,
                    const PlacedText* places, bool is_json, diag::Sink& sink) {
  const auto place = [&](diag::Span span) {
    return places == nullptr ? span : places->SpanOf(span.begin, span.end);
  };
  for (const diag::Diagnostic* one : found.Sorted()) {
    const bool duplicate = one->rule->id == syntax::kDuplicateKey.id;
    const bool json = is_json && !duplicate && IsOfJson(*one->rule);
    const diag::Span span = place(one->span);
    std::string message =
        duplicate ? DuplicateMessage(sources, one->span) : one->message;
    if (json && one->rule->id != syntax::kInvalidUtf8.id) {
      message += ", at byte " + std::to_string(span.begin);
    }
    const diag::Rule& rule = duplicate ? policy::kDuplicateMember
                             : json    ? kJsonSyntaxError
                                       : *one->rule;
    Repeat(*one, rule, message, place, sink);
  }
}

syntax::Tree ReadJsonOfPolicy(const diag::SourceMap& sources, diag::FileId file,
                              diag::Sink& sink) {
  diag::Sink found;
  syntax::Tree tree = syntax::ReadJson(sources, file, found);
  ReportAsPolicy(found, sources, nullptr, true, sink);
  return tree;
}

}  // namespace iamgen::importers

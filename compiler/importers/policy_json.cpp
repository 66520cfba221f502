// Says the reader's findings again, in the rules of policies.
#include "importers/policy_json.h"

#include <string>
#include <string_view>

#include "importers/document_rules.h"
#include "policy/rules.h"
#include "syntax/reader.h"
#include "syntax/reader_diagnostics.h"

namespace iamgen::importers {
namespace {

std::string DuplicateMessage(const diag::SourceMap& sources, diag::Span key) {
  std::string_view name = sources.TextOf(key);
  if (name.size() >= 2 && name.front() == '"') {
    name = name.substr(1, name.size() - 2);
  }
  return "`" + std::string(name) + "` stands twice in one object";
}

}  // namespace

syntax::Tree ReadJsonOfPolicy(const diag::SourceMap& sources, diag::FileId file,
                              diag::Sink& sink) {
  diag::Sink found;
  syntax::Tree tree = syntax::ReadJson(sources, file, found);
  for (const diag::Diagnostic* one : found.Sorted()) {
    const bool duplicate = one->rule->id == syntax::kDuplicateKey.id;
    const bool has_offset = one->rule->id == syntax::kInvalidUtf8.id;
    std::string message =
        duplicate ? DuplicateMessage(sources, one->span) : one->message;
    if (!duplicate && !has_offset) {
      message += ", at byte " + std::to_string(one->span.begin);
    }
    diag::Report report =
        sink.Add(duplicate ? policy::kDuplicateMember : kJsonSyntaxError,
                 one->span, std::move(message));
    report.Label(one->label).Help(one->help);
    for (const diag::Related& related : one->related) {
      report.Also(related.span, related.message);
    }
  }
  return tree;
}

}  // namespace iamgen::importers

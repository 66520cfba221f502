// Reads a case, has it decided, and prints what came of it.
#include "driver/simulate_case.h"

#include <utility>
#include <vector>

#include "diag/json_text.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "driver/case_reader.h"
#include "evaluation/compiled_policy.h"
#include "evaluation/decide.h"
#include "importers/datum.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

using evaluation::Side;
using importers::Datum;
using importers::DatumKind;

// The member that holds the policies of a side.
std::string MemberOf(Side side, std::size_t level) {
  const std::string of_level = "[" + std::to_string(level) + "]";
  switch (side) {
    case Side::kIdentity:
      return "identity_policies";
    case Side::kResource:
      return "resource_policy";
    case Side::kBoundary:
      return "permission_boundary";
    case Side::kSession:
      return "session_policy";
    case Side::kServiceControl:
      return "scps" + of_level;
    case Side::kResourceControl:
      return "rcps" + of_level;
    case Side::kEndpoint:
      return "endpoint_policies";
  }
  return "";
}

std::string PlaceOf(const evaluation::Reason& reason) {
  const bool alone = reason.side == Side::kResource ||
                     reason.side == Side::kBoundary ||
                     reason.side == Side::kSession;
  return MemberOf(reason.side, reason.level) +
         (alone ? "" : "[" + std::to_string(reason.document) + "]");
}

void AppendReasons(std::string& out,
                   const std::vector<evaluation::Reason>& reasons) {
  diag::JsonList list(out);
  for (const evaluation::Reason& reason : reasons) {
    list.Next();
    diag::JsonObject one(out);
    one.Text("policy", PlaceOf(reason));
    one.Number("statement", reason.statement->index);
    if (!reason.statement->sid.empty()) {
      one.Text("sid", reason.statement->sid);
    }
    one.Text("effect", reason.statement->allows ? "Allow" : "Deny");
  }
}

// One line with the id as it was written, and what `add` adds.
template <typename Add>
std::string Answer(const Datum* id, Add add) {
  std::string out;
  {
    diag::JsonObject answer(out);
    if (id != nullptr && id->Is(DatumKind::kText)) {
      answer.Text("id", id->text);
    } else {
      answer.Key("id");
      out += id != nullptr && id->scalar() ? id->text : "null";
    }
    add(answer, out);
  }
  return out;
}

std::string Failed(const Datum* id, const std::string& message) {
  return Answer(id, [&](diag::JsonObject& answer, std::string&) {
    answer.Text("error", message);
  });
}

void AppendTexts(std::string& out, const auto& texts) {
  diag::JsonList list(out);
  for (const std::string& text : texts) {
    list.Next();
    diag::AppendJsonText(out, text);
  }
}

std::string Decided(const Datum* id, const evaluation::Decision& decision,
                    const std::vector<std::string>& warnings) {
  return Answer(id, [&](diag::JsonObject& answer, std::string& out) {
    answer.Text("decision", NameOf(decision.answer));
    answer.Key("decided_by");
    AppendReasons(out, decision.reasons);
    if (!decision.gaps.empty()) {
      std::vector<std::string> members;
      for (const evaluation::Gap& gap : decision.gaps) {
        members.push_back(MemberOf(gap.side, gap.level));
      }
      answer.Key("not_allowed_by");
      AppendTexts(out, members);
    }
    if (!decision.keys.empty()) {
      answer.Key("depends_on");
      AppendTexts(out, decision.keys);
    }
    if (!warnings.empty()) {
      answer.Key("warnings");
      AppendTexts(out, warnings);
    }
  });
}

// `policies`: where those are that were taken out of the line, or nullptr.
std::string AnswerTo(std::string line, const catalog::Catalogue& catalogue,
                     const CaseLine* policies, KnownPolicies* known) {
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add("case", std::move(line));
  const syntax::Tree tree = syntax::ReadJson(sources, file, sink);
  const Datum whole = tree.empty() ? Datum() : importers::DatumFrom(tree, 0);
  const Datum* const id = whole.Find("id");
  if (sink.HasErrors() || tree.empty()) {
    const auto found = sink.Sorted();
    return Failed(
        id, found.empty() ? "the line holds no JSON" : found.front()->message);
  }
  if (!whole.Is(DatumKind::kObject)) {
    return Failed(id, "a case is an object");
  }
  CaseReader reader =
      policies == nullptr
          ? CaseReader(whole, sources, catalogue)
          : CaseReader(whole, sources, catalogue, *policies, *known);
  reader.Read();
  if (!reader.error.empty()) {
    return Failed(id, reader.error);
  }
  const evaluation::Decision decision =
      Decide(reader.request, reader.policies, catalogue);
  return decision.error ? Failed(id, *decision.error)
                        : Decided(id, decision, reader.warnings);
}

}  // namespace

std::string CaseAnswerer::Answer(std::string_view line) {
  known_.Tidy();
  const auto rest = TakePoliciesOut(line, known_);
  return rest ? AnswerTo(rest->text, catalogue_, &*rest, &known_)
              : AnswerTo(std::string(line), catalogue_, nullptr, nullptr);
}

std::string AnswerCase(std::string_view line,
                       const catalog::Catalogue& catalogue) {
  return AnswerTo(std::string(line), catalogue, nullptr, nullptr);
}

}  // namespace iamgen::driver

// Finds what of a statement a place is, and tells of it.
#include "checks/folded_findings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "support/text.h"

namespace iamgen::checks {
namespace {

bool Within(diag::Span inner, diag::Span outer) {
  return inner.file == outer.file && inner.begin >= outer.begin &&
         inner.end <= outer.end;
}

// Calls `look` with every text of the statement and its place.
template <typename Look>
void ForEachText(const model::Statement& statement, Look look) {
  const auto all = [&](const model::Texts& texts) {
    for (const model::LocatedText& text : texts) {
      look(text.value, text.span);
    }
  };
  look(statement.sid, statement.sid_span);
  all(statement.actions.values);
  if (statement.resources) {
    all(statement.resources->values);
  }
  if (statement.principal) {
    for (const model::Principals& principals :
         statement.principal->principals) {
      all(principals.values);
    }
  }
  for (const model::ConditionTest& test : statement.conditions) {
    look(test.op, test.op_span);
    look(test.key, test.key_span);
    all(test.values);
  }
}

// The statement that a finding at `span` is about; nullptr if it is about the
// document.
const model::Statement* StatementAt(const model::Document& document,
                                    diag::Span span) {
  for (const model::Statement& statement : document.statements) {
    bool here = Within(span, statement.span);
    ForEachText(statement, [&](const model::Text&, diag::Span place) {
      here = here || place == span;
    });
    if (here) {
      return &statement;
    }
  }
  return nullptr;
}

// The variables of the texts at `span`, or of the whole statement where it is
// the whole that is found fault with.
std::set<model::VariableId> VariablesAt(const model::Statement& statement,
                                        diag::Span span) {
  std::set<model::VariableId> variables;
  ForEachText(statement, [&](const model::Text& text, diag::Span place) {
    if (!Within(place, span)) {
      return;
    }
    for (const auto& part : text.parts) {
      const auto* hole = std::get_if<model::Hole>(&part);
      if (hole != nullptr && hole->kind == model::HoleKind::kVariable) {
        variables.insert(hole->variable);
      }
    }
  });
  return variables;
}

// A value that stands there word for word is the same in all documents; which
// statements there are beside one is not.
bool HoldsEverywhere(const diag::Fix& fix) {
  return std::all_of(
      fix.edits.begin(), fix.edits.end(),
      [](const diag::Edit& edit) { return !edit.was.text.empty(); });
}

}  // namespace

bool HoldsPlace(const model::Document& document, diag::Span span) {
  return StatementAt(document, span) != nullptr;
}

void FoldedFindings::Take(const diag::Sink& found, const Whereabouts& where) {
  std::map<std::pair<diag::Span, std::string_view>, std::size_t> at_place;
  for (const diag::Diagnostic* one : found.Sorted()) {
    const std::size_t number = at_place[{one->span, one->rule->id}]++;
    const auto [at, is_new] = place_.emplace(
        std::tuple(one->span, one->rule->id, number), folded_.size());
    if (is_new) {
      folded_.emplace_back();
    }
    folded_[at->second].push_back({*one, where});
  }
}

void FoldedFindings::Report(diag::Sink& sink) {
  for (Occurrences& occurrences : folded_) {
    Report(occurrences, sink);
  }
  folded_.clear();
  place_.clear();
}

std::size_t FoldedFindings::SomeAccounts(const Occurrences& occurrences) {
  const Whereabouts& first = occurrences.front().where;
  std::size_t accounts = 0;
  for (const Occurrence& one : occurrences) {
    if (one.where.entity == first.entity &&
        one.where.document == first.document) {
      accounts += one.where.accounts.count;
    }
  }
  return accounts < first.of_accounts ? accounts : 0;
}

void FoldedFindings::Report(Occurrences& occurrences, diag::Sink& sink) const {
  Occurrence& first = occurrences.front();
  diag::Diagnostic& one = first.diagnostic;
  const std::size_t some = SomeAccounts(occurrences);
  const std::string& alias =
      topology_.accounts[first.where.accounts.first].alias;
  std::string message = std::move(one.message);
  if (some > 0) {
    message += ", in `" + alias + "`";
    if (some > 1) {
      message += " and " + support::Count(some - 1, "other account");
    }
  }
  auto report = sink.Add(*one.rule, one.span, std::move(message));
  diag::Severity severity = one.severity;
  bool same_entity = true;
  for (const Occurrence& other : occurrences) {
    severity = std::min(severity, other.diagnostic.severity);
    same_entity &= other.where.entity == first.where.entity;
  }
  report.As(severity).Help(std::move(one.help)).Label(std::move(one.label));
  if (same_entity) {
    report.About(first.where.entity);
  }
  if (some == 1) {
    report.In(alias);
  }
  for (diag::Related& related : one.related) {
    report.Also(related.span, std::move(related.message));
  }
  TellUses(occurrences, report);
  TellVariables(first, report);
  if (HoldsEverywhere(one.fix)) {
    report.Take(std::move(one.fix));
  }
}

// Where the template is used that has the place.
void FoldedFindings::TellUses(const Occurrences& occurrences,
                              diag::Report& report) {
  constexpr std::size_t kMostTold = 3;
  std::set<diag::Span> told;
  for (const Occurrence& one : occurrences) {
    if (one.where.document == nullptr) {
      continue;
    }
    const model::Statement* statement =
        StatementAt(*one.where.document, one.diagnostic.span);
    if (statement != nullptr && statement->used_at.valid() &&
        told.insert(statement->used_at).second && told.size() <= kMostTold) {
      report.Also(statement->used_at, "the policy is used here");
    }
  }
  if (told.size() > kMostTold) {
    report.Also({}, "the policy is used at " +
                        support::Count(told.size() - kMostTold, "more place"));
  }
}

// What the variables hold that the place is made of.
void FoldedFindings::TellVariables(const Occurrence& one,
                                   diag::Report& report) const {
  const model::Statement* statement =
      one.where.document == nullptr
          ? nullptr
          : StatementAt(*one.where.document, one.diagnostic.span);
  if (statement == nullptr) {
    return;
  }
  constexpr std::size_t kMostTold = 3;
  std::size_t told = 0;
  const model::Account& account = topology_.accounts[one.where.accounts.first];
  for (const model::VariableId variable :
       VariablesAt(*statement, one.diagnostic.span)) {
    const auto& value = account.variables[variable.index];
    if (value && told++ < kMostTold) {
      report.Also(value->span, "`" + topology_.variables[variable].name +
                                   "` is " + support::QuotedList(value->texts) +
                                   " in `" + account.alias + "`");
    }
  }
}

}  // namespace iamgen::checks

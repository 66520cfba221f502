// Runs document by document, and folds what is one mistake into one finding.
#include "checks/written_policies.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/alike_accounts.h"
#include "analysis/written_documents.h"
#include "checks/policy_check.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using analysis::AlikeAccounts;
using analysis::DocumentRole;
using analysis::FoundDocument;

Attachment AttachmentOf(const FoundDocument& found) {
  if (found.role == DocumentRole::kManaged) {
    return Attachment::kManaged;
  }
  if (found.role != DocumentRole::kInline) {
    return Attachment::kUnknown;
  }
  switch (found.owner.kind) {
    case model::EntityKind::kUser:
      return Attachment::kInlineOfUser;
    case model::EntityKind::kGroup:
      return Attachment::kInlineOfGroup;
    case model::EntityKind::kRole:
    case model::EntityKind::kPolicy:
    case model::EntityKind::kInstanceProfile:
    case model::EntityKind::kOidcProvider:
    case model::EntityKind::kSamlProvider:
      break;
  }
  return Attachment::kInlineOfRole;
}

Holders HoldersOf(const FoundDocument& found) {
  if (found.held_by_roles && found.held_by_users) {
    return Holders::kBoth;
  }
  return found.held_by_roles   ? Holders::kRoles
         : found.held_by_users ? Holders::kUsers
                               : Holders::kUnknown;
}

// Something found in one document, in accounts that are alike.
struct Occurrence {
  diag::Diagnostic diagnostic;
  const FoundDocument* found = nullptr;
  AlikeAccounts accounts;
  // The accounts that the document stands in.
  std::size_t of_accounts = 0;
};

// Occurrences of one rule at one place, in the order in which they were found.
using Occurrences = std::vector<Occurrence>;

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

class Folder {
 public:
  Folder(const model::Topology& topology, diag::Sink& sink)
      : topology_(topology), sink_(sink) {}

  // The findings of one document in accounts that are alike. Where a rule finds
  // several things at one place, the second of one document is taken for the
  // second of the others.
  void Take(const std::vector<const diag::Diagnostic*>& diagnostics,
            const Occurrence& like) {
    std::map<std::pair<diag::Span, std::string_view>, std::size_t> at_place;
    for (const diag::Diagnostic* one : diagnostics) {
      const std::size_t number = at_place[{one->span, one->rule->id}]++;
      const auto [at, is_new] = place_.emplace(
          std::tuple(one->span, one->rule->id, number), folded_.size());
      if (is_new) {
        folded_.emplace_back();
      }
      Occurrence occurrence = like;
      occurrence.diagnostic = *one;
      folded_[at->second].push_back(std::move(occurrence));
    }
  }

  void Report() {
    for (Occurrences& occurrences : folded_) {
      Report(occurrences);
    }
  }

 private:
  void Report(Occurrences& occurrences) {
    Occurrence& first = occurrences.front();
    diag::Diagnostic& one = first.diagnostic;
    auto report = sink_.Add(*one.rule, one.span,
                            std::move(one.message) + Where(occurrences));
    diag::Severity severity = one.severity;
    bool same_entity = true;
    for (const Occurrence& other : occurrences) {
      severity = std::min(severity, other.diagnostic.severity);
      same_entity &= other.found->entity == first.found->entity;
    }
    report.As(severity).Help(std::move(one.help)).Label(std::move(one.label));
    if (same_entity) {
      report.About(first.found->entity);
    }
    std::size_t accounts = 0;
    if (NamesAccount(occurrences, accounts) && accounts == 1) {
      report.In(topology_.accounts[first.accounts.first].alias);
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

  // A value that stands there word for word is the same in all documents; which
  // statements there are beside one is not.
  static bool HoldsEverywhere(const diag::Fix& fix) {
    return std::all_of(
        fix.edits.begin(), fix.edits.end(),
        [](const diag::Edit& edit) { return !edit.was.text.empty(); });
  }

  // Whether it holds in some accounts alone, and in how many.
  static bool NamesAccount(const Occurrences& occurrences,
                           std::size_t& accounts) {
    const FoundDocument* found = occurrences.front().found;
    accounts = 0;
    for (const Occurrence& one : occurrences) {
      if (one.found == found) {
        accounts += one.accounts.count;
      }
    }
    return accounts < occurrences.front().of_accounts;
  }

  [[nodiscard]] std::string Where(const Occurrences& occurrences) const {
    std::size_t accounts = 0;
    if (!NamesAccount(occurrences, accounts)) {
      return {};
    }
    std::string where =
        ", in `" +
        topology_.accounts[occurrences.front().accounts.first].alias + "`";
    if (accounts > 1) {
      where += " and " + support::Count(accounts - 1, "other account");
    }
    return where;
  }

  // Where the template is used that has the place.
  static void TellUses(const Occurrences& occurrences, diag::Report& report) {
    constexpr std::size_t kMostTold = 3;
    std::set<diag::Span> told;
    for (const Occurrence& one : occurrences) {
      const model::Statement* statement =
          StatementAt(*one.found->document, one.diagnostic.span);
      if (statement == nullptr || !statement->used_at.valid() ||
          !told.insert(statement->used_at).second) {
        continue;
      }
      if (told.size() <= kMostTold) {
        report.Also(statement->used_at, "the policy is used here");
      }
    }
    if (told.size() > kMostTold) {
      report.Also({}, "and at " + support::Count(told.size() - kMostTold,
                                                 "other place"));
    }
  }

  // What the variables hold that the place is made of.
  void TellVariables(const Occurrence& one, diag::Report& report) const {
    const model::Statement* statement =
        StatementAt(*one.found->document, one.diagnostic.span);
    if (statement == nullptr) {
      return;
    }
    constexpr std::size_t kMostTold = 3;
    std::size_t told = 0;
    const model::Account& account = topology_.accounts[one.accounts.first];
    for (const model::VariableId variable :
         VariablesAt(*statement, one.diagnostic.span)) {
      const auto& value = account.variables[variable.index];
      if (!value || told++ >= kMostTold) {
        continue;
      }
      report.Also(value->span, "`" + topology_.variables[variable].name +
                                   "` is " + support::QuotedList(value->texts) +
                                   " in `" + account.alias + "`");
    }
  }

  const model::Topology& topology_;
  diag::Sink& sink_;
  std::map<std::tuple<diag::Span, std::string_view, std::size_t>, std::size_t>
      place_;
  std::vector<Occurrences> folded_;
};

}  // namespace

void CheckWrittenPolicies(const Subject& subject, diag::Sink& sink) {
  const model::Topology& topology = subject.topology;
  std::set<std::string, std::less<>> accounts;
  for (const model::Account& account : topology.accounts) {
    accounts.insert(account.id);
  }
  analysis::AccountClasses classes(topology);
  const std::vector<FoundDocument> documents = analysis::DocumentsOf(topology);
  Folder folder(topology, sink);
  for (const FoundDocument& found : documents) {
    Standing standing;
    standing.attachment = AttachmentOf(found);
    standing.holders = HoldersOf(found);
    standing.accounts = &accounts;
    for (const AlikeAccounts& alike :
         classes.PartsOf({found.document}, found.accounts)) {
      const model::Account& account = topology.accounts[alike.first];
      standing.partition = account.partition;
      standing.account = account.id;
      const policy::Document document =
          analysis::Written(topology, found, alike.first);
      if (document.statements.empty()) {
        continue;
      }
      diag::Sink findings_of_one;
      PolicyFindings findings(findings_of_one, found.entity, "");
      CheckPolicy(document, standing, subject.catalogue, subject.settings,
                  findings);
      folder.Take(findings_of_one.Sorted(),
                  {.diagnostic = {},
                   .found = &found,
                   .accounts = alike,
                   .of_accounts =
                       topology.account_sets[found.accounts].members.size()});
    }
  }
  folder.Report();
}

}  // namespace iamgen::checks

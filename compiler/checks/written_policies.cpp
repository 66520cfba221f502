// Runs document by document, and folds what is one mistake into one finding.
#include "checks/written_policies.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "analysis/alike_accounts.h"
#include "analysis/written_documents.h"

namespace iamgen::checks {
namespace {

using analysis::AlikeAccounts;
using analysis::DocumentRole;
using analysis::FoundDocument;

policy::Attachment AttachmentOf(const FoundDocument& found) {
  if (found.role == DocumentRole::kManaged) {
    return policy::Attachment::kManaged;
  }
  if (found.role != DocumentRole::kInline) {
    return policy::Attachment::kUnknown;
  }
  switch (found.owner.kind) {
    case model::EntityKind::kUser:
      return policy::Attachment::kInlineOfUser;
    case model::EntityKind::kGroup:
      return policy::Attachment::kInlineOfGroup;
    case model::EntityKind::kRole:
    case model::EntityKind::kPolicy:
    case model::EntityKind::kInstanceProfile:
    case model::EntityKind::kOidcProvider:
    case model::EntityKind::kSamlProvider:
      break;
  }
  return policy::Attachment::kInlineOfRole;
}

Holders HoldersOf(const FoundDocument& found) {
  if (found.held_by_roles && found.held_by_users) {
    return Holders::kBoth;
  }
  return found.held_by_roles   ? Holders::kRoles
         : found.held_by_users ? Holders::kUsers
                               : Holders::kUnknown;
}

// Whether a finding is one that is made of principals instead, with all that
// their policies come to.
bool IsOfPrincipals(const diag::Diagnostic& one, const FoundDocument& found) {
  return one.rule->id == "IAM731" && found.role != DocumentRole::kResource;
}

// Rules that a policy besides the document could answer.
constexpr std::array<std::string_view, 2> kOfAllPolicies = {"IAM213", "IAM316"};

bool IsOfAllPolicies(const diag::Diagnostic& one) {
  return std::find(kOfAllPolicies.begin(), kOfAllPolicies.end(),
                   one.rule->id) != kOfAllPolicies.end();
}

void Add(const diag::Diagnostic& one, diag::Sink& sink) {
  auto report = sink.Add(*one.rule, one.span, one.message);
  report.As(one.severity).Help(one.help).Label(one.label);
  for (const diag::Related& related : one.related) {
    report.Also(related.span, related.message);
  }
  report.Take(one.fix);
}

}  // namespace

WrittenPolicies::WrittenPolicies(const Subject& subject,
                                 analysis::Access& access)
    : subject_(subject), access_(access), folded_(subject.topology) {
  for (const model::Account& account : subject.topology.accounts) {
    accounts_.insert(account.id);
  }
}

Standing WrittenPolicies::StandingOf(const FoundDocument& found,
                                     model::AccountId id) const {
  const model::Account& account = subject_.topology.accounts[id];
  Standing standing;
  standing.attachment = AttachmentOf(found);
  standing.holders = HoldersOf(found);
  standing.accounts = &accounts_;
  standing.partition = account.partition;
  standing.account = account.id;
  return standing;
}

void WrittenPolicies::Check(const std::vector<const checks::Check*>& beside) {
  const model::Topology& topology = subject_.topology;
  for (const FoundDocument& found : access_.policies().documents()) {
    for (const AlikeAccounts& alike :
         access_.classes().PartsOf({found.document}, found.accounts)) {
      const policy::Document document =
          analysis::Written(topology, found, alike.first);
      if (document.statements.empty()) {
        continue;
      }
      diag::Sink sink;
      PolicyFindings findings(sink, found.entity, "");
      CheckPolicy(document, StandingOf(found, alike.first), subject_.catalogue,
                  subject_.settings, findings);
      for (const checks::Check* check : beside) {
        check->read(subject_, {found, document, alike.first},
                    Reporter(check->rule, sink));
      }
      diag::Sink answered;
      for (const diag::Diagnostic* one : sink.Sorted()) {
        if (IsOfPrincipals(*one, found)) {
          continue;
        }
        if (!IsOfAllPolicies(*one)) {
          Add(*one, answered);
        } else if (!found.derived) {
          questions_.emplace(one->span, one->rule->id);
          questioned_.insert(found.document);
        }
      }
      folded_.Take(
          answered,
          {.entity = found.entity,
           .accounts = alike,
           .of_accounts = topology.account_sets[found.accounts].members.size(),
           .document = found.document});
    }
  }
}

void WrittenPolicies::Look(const analysis::Principal& principal) {
  const bool asked =
      std::any_of(principal.policies.begin(), principal.policies.end(),
                  [&](const analysis::HeldPolicy& held) {
                    return held.found != nullptr &&
                           questioned_.contains(held.found->document);
                  });
  if (!asked || !principal.complete) {
    return;
  }
  policy::Document all;
  all.has_statement = true;
  all.version = policy::Value{"2012-10-17", principal.span};
  for (const analysis::HeldPolicy& held : principal.policies) {
    if (held.parsed != nullptr) {
      const auto& statements = held.parsed->document.statements;
      all.statements.insert(all.statements.end(), statements.begin(),
                            statements.end());
    }
  }
  diag::Sink sink;
  PolicyFindings findings(sink, principal.described, "");
  CheckPolicy(all, {}, subject_.catalogue, subject_.settings, findings);
  for (const diag::Diagnostic* one : sink.Sorted()) {
    if (!IsOfAllPolicies(*one) ||
        !questions_.contains({one->span, one->rule->id})) {
      continue;
    }
    for (const analysis::HeldPolicy& held : principal.policies) {
      if (held.found == nullptr ||
          !HoldsPlace(*held.found->document, one->span)) {
        continue;
      }
      diag::Sink answered;
      Add(*one, answered);
      folded_.Take(
          answered,
          {.entity = held.found->entity,
           .accounts = principal.accounts,
           .of_accounts = subject_.topology.account_sets[held.found->accounts]
                              .members.size(),
           .document = held.found->document});
      break;
    }
  }
}

}  // namespace iamgen::checks

// Resolves the ends of trust edges and settles edges written at both.
#include "resolve/edges.h"

#include <algorithm>
#include <map>

#include "catalog/names.h"
#include "catalog/service_principal.h"
#include "resolve/diagnostics.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

using model::SourceKind;
using model::TrustEdge;

}  // namespace

std::optional<model::RoleId> Edges::FindRole(const syntax::Text& name) {
  if (roles_.size() != topology_.roles.size()) {
    for (std::size_t i = 0; i < topology_.roles.size(); ++i) {
      const model::RoleId id = topology_.roles.IdAt(i);
      roles_.emplace(topology_.roles[id].key, id);
    }
  }
  const auto found = roles_.find(name.value);
  return found == roles_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Edges::Ends> Edges::PlaceOf(const syntax::Edge& edge,
                                          model::RoleId holder) {
  const model::AccountSetId home = topology_.roles[holder].accounts;
  if (!home.valid()) {
    return std::nullopt;
  }
  if (!edge.in || (std::holds_alternative<std::string>(edge.in->what) &&
                   std::get<std::string>(edge.in->what) == "same")) {
    return Ends{home, true};
  }
  const auto set = accounts_.Select(*edge.in, true);
  if (!set) {
    return std::nullopt;
  }
  return Ends{*set, false};
}

bool Edges::External(model::AccountSetId set) const {
  return std::any_of(
      topology_.account_sets[set].members.begin(),
      topology_.account_sets[set].members.end(),
      [&](model::AccountId id) { return !topology_.accounts[id].built(); });
}

bool Edges::CheckExists(model::RoleId role, model::AccountSetId in,
                        diag::Span span) {
  const model::AccountSetId lives = topology_.roles[role].accounts;
  if (!lives.valid()) {
    return false;
  }
  const std::vector<std::string> missing = accounts_.Missing(in, lives);
  if (missing.empty()) {
    return true;
  }
  sink_
      .Add(kEdgeMissingRole, span,
           "role `" + topology_.roles[role].key + "` is not in " +
               support::QuotedList(missing))
      .Also(topology_.roles[role].key_span, "the role is defined here")
      .Help("select only accounts that have the role, or define it there");
  return false;
}

void Edges::FillConditions(const syntax::Edge& ast, const TextPlace& place,
                           TrustEdge& edge) {
  const auto texts = [&](const std::optional<syntax::Texts>& from) {
    return from ? names_.Many(*from, place) : model::Texts();
  };
  edge.conditions.external_id = texts(ast.external_id);
  edge.conditions.source_ip = texts(ast.source_ip);
  edge.conditions.source_arn = texts(ast.source_arn);
  edge.conditions.source_account = texts(ast.source_account);
  if (ast.mfa) {
    edge.conditions.mfa = ast.mfa->value;
  }
  edge.conditions.tag_session = ast.tag_session && ast.tag_session->value;
  edge.conditions.set_source_identity =
      ast.set_source_identity && ast.set_source_identity->value;
  edge.conditions.when = documents_.Conditions(ast.when, place);
  if (ast.pin) {
    edge.pin = ast.pin->value == syntax::Pin::kArn ? model::Pin::kArn
                                                   : model::Pin::kAccount;
  }
  edge.derive = !ast.derive || ast.derive->value;
  if (ast.sid) {
    edge.sid = names_.One(*ast.sid, place).value;
  }
  edge.span = ast.span;
}

void Edges::AddServices(const syntax::Edge& ast, const TrustEdge& edge) {
  for (const syntax::Text& name : ast.names) {
    // The partitions of the accounts decide; they nearly always agree.
    const auto& members = topology_.account_sets[edge.target_accounts].members;
    std::vector<std::string> seen;
    for (const model::AccountId id : members) {
      const std::string& partition = topology_.accounts[id].partition;
      if (std::find(seen.begin(), seen.end(), partition) != seen.end()) {
        continue;
      }
      seen.push_back(partition);
      const auto found =
          catalog::ResolveServicePrincipal(name.value, partition);
      TrustEdge one = edge;
      if (const auto* unknown =
              std::get_if<catalog::UnknownPrincipal>(&found)) {
        std::vector<std::string_view> near(unknown->nearest.begin(),
                                           unknown->nearest.end());
        std::string help;
        for (const std::string_view candidate : near) {
          help += (help.empty() ? "did you mean `" : "` or `") +
                  std::string(candidate);
        }
        sink_
            .Add(kUnknownService, name.span,
                 "`" + name.value + "` is no service principal: it " +
                     unknown->fault)
            .Help(help.empty() ? "write the service's short name, as in `ec2`"
                               : help + "`?");
        continue;
      }
      if (const auto* unlisted =
              std::get_if<catalog::UnlistedPrincipal>(&found)) {
        auto report = sink_.Add(
            kUnlistedService, name.span,
            "`" + name.value + "` is none of the known service principals");
        if (!unlisted->nearest.empty()) {
          report.Help("did you mean `" + unlisted->nearest.front() + "`?");
        }
        one.source_name = {model::Text(unlisted->name), name.span};
      } else {
        one.source_name = {
            model::Text(std::get<catalog::KnownPrincipal>(found).name),
            name.span};
      }
      std::vector<model::AccountId> there;
      std::copy_if(members.begin(), members.end(), std::back_inserter(there),
                   [&](model::AccountId member) {
                     return topology_.accounts[member].partition == partition;
                   });
      one.target_accounts = accounts_.Intern(std::move(there));
      at_target_.push_back(std::move(one));
    }
  }
}

void Edges::AddService(model::RoleId target, std::string_view service,
                       diag::Span span) {
  if (!topology_.roles[target].accounts.valid()) {
    return;
  }
  syntax::Edge ast;
  ast.names.push_back({std::string(service), span});
  ast.span = span;
  TrustEdge edge;
  edge.source = SourceKind::kService;
  edge.target = target;
  edge.target_accounts = topology_.roles[target].accounts;
  edge.written_at_target = true;
  edge.span = span;
  AddServices(ast, edge);
}

void Edges::AddRoleSource(const syntax::Edge& ast, const syntax::Text& name,
                          TrustEdge edge) {
  const auto place = PlaceOf(ast, edge.target);
  if (!place) {
    return;
  }
  const auto role = FindRole(name);
  edge.same_account = place->same;
  edge.source_accounts = place->accounts;
  edge.source_name = {model::Text(name.value), name.span};
  if (!place->same && External(place->accounts)) {
    if (role && !topology_.account_sets[place->accounts].members.empty() &&
        std::any_of(topology_.account_sets[place->accounts].members.begin(),
                    topology_.account_sets[place->accounts].members.end(),
                    [&](model::AccountId id) {
                      return topology_.accounts[id].built();
                    })) {
      sink_
          .Add(kEdgeMissingRole, ast.span,
               "one edge selects accounts of the topology and external ones")
          .Help("write an entry for each of the two");
      return;
    }
    if (const auto fault =
            catalog::FaultInName(catalog::NameKind::kRole, name.value)) {
      sink_.Add(kEdgeMissingRole, name.span,
                "role `" + name.value + "` " + *fault);
      return;
    }
    edge.source = SourceKind::kExternalRole;
    at_target_.push_back(std::move(edge));
    return;
  }
  if (!role) {
    std::vector<std::string_view> known;
    for (const auto& one : topology_.roles) {
      known.push_back(one.key);
    }
    sink_
        .Add(kEdgeMissingRole, name.span,
             "there is no role `" + name.value + "`")
        .Help(support::DidYouMean(name.value, known));
    return;
  }
  edge.source = SourceKind::kRole;
  edge.source_role = *role;
  if (CheckExists(*role, edge.source_accounts, name.span)) {
    CheckPartitions(edge);
    at_target_.push_back(std::move(edge));
  }
}

void Edges::CheckPartitions(const TrustEdge& edge) {
  if (edge.same_account || !edge.source_accounts.valid() ||
      !edge.target_accounts.valid()) {
    return;
  }
  const auto first = [&](model::AccountSetId set) -> const model::Account& {
    return topology_.accounts[topology_.account_sets[set].members.front()];
  };
  const model::Account& source = first(edge.source_accounts);
  for (const model::AccountSetId set :
       {edge.source_accounts, edge.target_accounts}) {
    for (const model::AccountId id : topology_.account_sets[set].members) {
      if (topology_.accounts[id].partition != source.partition) {
        sink_.Add(kPartitionMismatch, edge.span,
                  "`" + source.alias + "` is in partition `" +
                      source.partition + "`, `" + topology_.accounts[id].alias +
                      "` in `" + topology_.accounts[id].partition +
                      "`: a trust cannot join them");
        return;
      }
    }
  }
}

void Edges::CheckArn(const model::LocatedText& arn, bool as_principal) {
  // What holes hide is not looked at.
  std::string text;
  for (const auto& part : arn.value.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    text += literal != nullptr ? *literal : std::string("000000000000");
  }
  if (as_principal && text == "*") {
    sink_.Add(kBadPrincipalArn, arn.span, "`*` names everyone")
        .Help("write `any: true` if that is meant");
    return;
  }
  std::vector<std::string> fields;
  std::size_t at = 0;
  constexpr std::size_t kFields = 6;
  while (fields.size() + 1 < kFields) {
    const std::size_t colon = text.find(':', at);
    if (colon == std::string::npos) {
      break;
    }
    fields.push_back(text.substr(at, colon - at));
    at = colon + 1;
  }
  fields.push_back(text.substr(at));
  const auto refuse = [&](std::string message, std::string help) {
    sink_.Add(kBadPrincipalArn, arn.span, std::move(message))
        .Help(std::move(help));
  };
  if (fields.size() != kFields || fields[0] != "arn" ||
      (fields[2] != "iam" && fields[2] != "sts") || !fields[3].empty()) {
    refuse("`" + text + "` is no ARN of IAM or STS",
           "write it as arn:aws:iam::111111111111:role/Name");
    return;
  }
  const std::string& resource = fields[5];
  if (as_principal && text.find_first_of("*?") != std::string::npos) {
    refuse("a wildcard inside a principal: `" + text + "`",
           "name the roles with `role:` and `in:`, or the account with "
           "`account:` and a test of aws:PrincipalArn under `when:`");
    return;
  }
  if (catalog::FaultInAccountId(fields[4]) &&
      fields[4].find_first_of("*?") == std::string::npos) {
    refuse("`" + fields[4] + "` in `" + text + "` is not 12 digits",
           "write the account's id");
    return;
  }
  if (as_principal && resource == "root") {
    refuse("`:root` names the whole account, not the root user",
           "write `account: \"" + fields[4] + "\"`");
    return;
  }
  if (as_principal && resource.starts_with("group/")) {
    sink_
        .Add(kBadPrincipalArn, arn.span,
             "a group cannot assume a role: IAM has no group principals")
        .Help("name the users, or the account");
    return;
  }
  const bool good = resource.starts_with("role/") ||
                    (as_principal && (resource.starts_with("user/") ||
                                      resource.starts_with("assumed-role/") ||
                                      resource.starts_with("federated-user/")));
  if (!good) {
    refuse("`" + text + "` is neither a role nor a user",
           "principals are accounts, roles, users and their sessions");
  }
}

void Edges::AddTrusted(const syntax::Entity& entity, model::RoleId holder,
                       const TextPlace& place) {
  if (!topology_.roles[holder].accounts.valid()) {
    return;
  }
  for (const syntax::Edge& ast : entity.trusted_by) {
    TrustEdge edge;
    FillConditions(ast, place, edge);
    edge.target = holder;
    edge.target_accounts = topology_.roles[holder].accounts;
    edge.written_at_target = true;
    switch (ast.end) {
      case syntax::EdgeEnd::kService:
        edge.source = SourceKind::kService;
        AddServices(ast, edge);
        break;
      case syntax::EdgeEnd::kRole:
        for (const syntax::Text& name : ast.names) {
          AddRoleSource(ast, name, edge);
        }
        break;
      case syntax::EdgeEnd::kAccount:
        edge.source = SourceKind::kAccount;
        if (std::holds_alternative<std::string>(ast.account->what) &&
            std::get<std::string>(ast.account->what) == "same") {
          edge.same_account = true;
          edge.source_accounts = edge.target_accounts;
        } else if (const auto set = accounts_.Select(*ast.account, true)) {
          edge.source_accounts = *set;
        } else {
          break;
        }
        edge.source_name.span = ast.account->span;
        CheckPartitions(edge);
        at_target_.push_back(std::move(edge));
        break;
      case syntax::EdgeEnd::kOrganization:
        for (const syntax::Text& name : ast.names) {
          edge.source = SourceKind::kOrganization;
          edge.source_name = names_.One(name, place);
          if (edge.source_name.value.IsLiteral()) {
            if (const auto fault = catalog::FaultInOrganizationId(
                    edge.source_name.value.literal())) {
              sink_.Add(kBadPrincipalArn, name.span,
                        "organization `" + name.value + "` " + *fault);
              continue;
            }
          }
          at_target_.push_back(edge);
        }
        break;
      case syntax::EdgeEnd::kArn:
        for (const model::LocatedText& arn : names_.Many(ast.names, place)) {
          edge.source = SourceKind::kArn;
          edge.source_name = arn;
          CheckArn(arn, true);
          at_target_.push_back(edge);
        }
        break;
      case syntax::EdgeEnd::kAnyone:
        edge.source = SourceKind::kAnyone;
        at_target_.push_back(std::move(edge));
        break;
    }
  }
}

void Edges::AddAssumed(const syntax::Entity& entity, model::RoleId holder,
                       const TextPlace& place) {
  for (const syntax::Edge& ast : entity.assumes) {
    const auto where = PlaceOf(ast, holder);
    if (!where) {
      continue;
    }
    TrustEdge edge;
    FillConditions(ast, place, edge);
    edge.source = SourceKind::kRole;
    edge.source_role = holder;
    edge.source_accounts = topology_.roles[holder].accounts;
    edge.source_name = {model::Text(entity.key.value), entity.key.span};
    edge.written_at_source = true;
    if (ast.end == syntax::EdgeEnd::kArn) {
      for (const model::LocatedText& arn : names_.Many(ast.names, place)) {
        CheckArn(arn, false);
        edge.target_arn = arn;
        at_source_.push_back(edge);
      }
      continue;
    }
    for (const syntax::Text& name : ast.names) {
      TrustEdge one = edge;
      one.target_accounts = where->accounts;
      one.same_account = where->same;
      if (!where->same && External(where->accounts)) {
        for (const model::AccountId id :
             topology_.account_sets[where->accounts].members) {
          const model::Account& account = topology_.accounts[id];
          one.target_arn = {model::Text("arn:" + account.partition + ":iam::" +
                                        account.id + ":role/" + name.value),
                            name.span};
          at_source_.push_back(one);
        }
        continue;
      }
      const auto role = FindRole(name);
      if (!role) {
        std::vector<std::string_view> known;
        for (const auto& other : topology_.roles) {
          known.push_back(other.key);
        }
        sink_
            .Add(kEdgeMissingRole, name.span,
                 "there is no role `" + name.value + "`")
            .Help(support::DidYouMean(name.value, known));
        continue;
      }
      one.target = *role;
      if (CheckExists(*role, one.target_accounts, name.span)) {
        CheckPartitions(one);
        at_source_.push_back(std::move(one));
      }
    }
  }
}

void Edges::Finish() {
  // Edges between the same two roles, by both; most pairs have one.
  std::map<std::pair<model::RoleId, model::RoleId>, std::vector<std::size_t>>
      by_roles;
  for (std::size_t i = 0; i < at_target_.size(); ++i) {
    if (at_target_[i].source == SourceKind::kRole) {
      by_roles[{at_target_[i].source_role, at_target_[i].target}].push_back(i);
    }
  }
  const auto set = [&](model::AccountSetId id) -> const model::AccountSet& {
    return topology_.account_sets[id];
  };
  for (TrustEdge& edge : at_source_) {
    bool merged = false;
    const auto others = edge.target.valid()
                            ? by_roles.find({edge.source_role, edge.target})
                            : by_roles.end();
    if (others != by_roles.end()) {
      for (const std::size_t i : others->second) {
        TrustEdge& other = at_target_[i];
        // Written at the target, an edge speaks for all accounts of the target;
        // at the source, for all of the source.
        const bool equal = edge.same_account == other.same_account &&
                           set(edge.target_accounts).sorted ==
                               set(other.target_accounts).sorted &&
                           set(edge.source_accounts).sorted ==
                               set(other.source_accounts).sorted;
        const auto meet = [&](model::AccountSetId one,
                              model::AccountSetId two) {
          return !set(accounts_.Intersect(one, two)).members.empty();
        };
        const bool overlap =
            equal || (meet(edge.target_accounts, other.target_accounts) &&
                      meet(edge.source_accounts, other.source_accounts));
        if (!overlap) {
          continue;
        }
        const bool agree = equal && edge.conditions == other.conditions &&
                           edge.pin == other.pin && edge.derive == other.derive;
        if (!agree) {
          sink_
              .Add(kEdgeDisagreement, edge.span,
                   "the edge from `" + topology_.roles[edge.source_role].key +
                       "` to `" + topology_.roles[edge.target].key +
                       "` is written at both ends and they differ in " +
                       (equal ? "their conditions" : "their accounts"))
              .Also(other.span, "the other end is here")
              .Help("write the edge at one of its ends");
        }
        other.written_at_source = true;
        merged = true;
      }
    }
    if (!merged) {
      topology_.edges.push_back(std::move(edge));
    }
  }
  // Trust written at the target comes first, in the order of the roles.
  topology_.edges.insert(topology_.edges.begin(),
                         std::make_move_iterator(at_target_.begin()),
                         std::make_move_iterator(at_target_.end()));
}

}  // namespace iamgen::resolve

// Resolves the ends of trust edges and settles edges written at both.
#include "resolve/edges.h"

#include <algorithm>
#include <map>

#include "model/entity.h"
#include "resolve/diagnostics.h"
#include "resolve/principal_arn.h"
#include "support/text.h"

namespace iamgen::resolve {

using model::EntityKind;
using model::EntityRef;
using model::SourceKind;
using model::TrustEdge;

std::optional<EntityRef> Edges::FindEntity(EntityKind kind,
                                           const syntax::Text& name) {
  const auto found = registry_.Find(kind, name.value);
  if (!found) {
    std::string help =
        support::DidYouMean(name.value, model::KeysOf(topology_, kind));
    const EntityKind other =
        kind == EntityKind::kRole ? EntityKind::kUser : EntityKind::kRole;
    if (help.empty() && registry_.Find(other, name.value)) {
      help = "`" + name.value + "` is a " + std::string(model::NameOf(other)) +
             ": write `" + std::string(model::NameOf(other)) + ":`";
    }
    sink_
        .Add(kEdgeMissingRole, name.span,
             "there is no " + std::string(model::NameOf(kind)) + " `" +
                 name.value + "`")
        .Help(std::move(help));
  }
  return found;
}

std::optional<Edges::Ends> Edges::PlaceOf(const syntax::Edge& edge,
                                          model::AccountSetId home) {
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

bool Edges::CheckExists(EntityRef entity, model::AccountSetId in,
                        diag::Span span) {
  const model::AccountSetId lives = model::AccountsOf(topology_, entity);
  if (!lives.valid()) {
    return false;
  }
  const std::vector<std::string> missing = accounts_.Missing(in, lives);
  if (missing.empty()) {
    return true;
  }
  const std::string kind = entity.kind == EntityKind::kOidcProvider
                               ? "OIDC provider"
                           : entity.kind == EntityKind::kSamlProvider
                               ? "SAML provider"
                               : std::string(model::NameOf(entity.kind));
  sink_
      .Add(kEdgeMissingRole, span,
           kind + " `" + model::KeyOf(topology_, entity) + "` is not in " +
               support::QuotedList(missing))
      .Also(model::KeySpanOf(topology_, entity),
            "the " + kind + " is defined here")
      .Help("select only accounts that have the " + kind +
            ", or define it there");
  return false;
}

bool Edges::CheckNames(const TrustEdge& edge, diag::Span span) {
  if (edge.same_account || edge.source != SourceKind::kEntity ||
      !edge.target.valid()) {
    return true;
  }
  const auto only = [&](model::AccountSetId set) {
    return topology_.account_sets[set].members;
  };
  if (only(edge.source_accounts).size() == 1 &&
      only(edge.source_accounts) == only(edge.target_accounts)) {
    return true;
  }
  for (const EntityRef end :
       {edge.source_entity, EntityRef{EntityKind::kRole, edge.target.index}}) {
    if (model::HasGeneratedName(topology_, end)) {
      sink_
          .Add(kGeneratedName, span,
               "the name of " + std::string(model::NameOf(end.kind)) + " `" +
                   model::KeyOf(topology_, end) +
                   "` is generated, so that no other account can know its ARN")
          .Also(model::KeySpanOf(topology_, end), "it is defined here")
          .Help("give it `names: fixed`");
      return false;
    }
  }
  return true;
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
  if (ast.mfa && ast.mfa->value) {
    edge.conditions.mfa = true;
  }
  edge.conditions.tag_session = ast.tag_session && ast.tag_session->value;
  edge.conditions.set_source_identity =
      ast.set_source_identity && ast.set_source_identity->value;
  edge.conditions.audience = texts(ast.audience);
  edge.conditions.subject = texts(ast.subject);
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
        sink_.Add(diag::kPartitionMismatch, edge.span,
                  "`" + source.alias + "` is in partition `" +
                      source.partition + "`, `" + topology_.accounts[id].alias +
                      "` in `" + topology_.accounts[id].partition +
                      "`: a trust cannot join them");
        return;
      }
    }
  }
}

void Edges::AddAssumedRole(const syntax::Edge& ast, const Ends& where,
                           const syntax::Text& name, TrustEdge edge) {
  edge.target_accounts = where.accounts;
  edge.same_account = where.same;
  if (!where.same && External(where.accounts)) {
    for (const model::AccountId id :
         topology_.account_sets[where.accounts].members) {
      const model::Account& account = topology_.accounts[id];
      edge.target_arn = {model::Text("arn:" + account.partition + ":iam::" +
                                     account.id + ":role/" + name.value),
                         name.span};
      at_source_.push_back(edge);
    }
    return;
  }
  const auto role = FindEntity(EntityKind::kRole, name);
  if (!role) {
    return;
  }
  edge.target = model::RoleId{role->index};
  if (CheckExists(*role, edge.target_accounts, name.span) &&
      CheckNames(edge, ast.span)) {
    CheckPartitions(edge);
    at_source_.push_back(std::move(edge));
  }
}

void Edges::AddAssumed(const syntax::Entity& entity, EntityRef holder,
                       const TextPlace& place) {
  const model::AccountSetId home = model::AccountsOf(topology_, holder);
  for (const syntax::Edge& ast : entity.assumes) {
    const auto where = PlaceOf(ast, home);
    if (!where) {
      continue;
    }
    TrustEdge edge;
    FillConditions(ast, place, edge);
    edge.source = SourceKind::kEntity;
    edge.source_entity = holder;
    edge.source_accounts = home;
    edge.source_name = {model::Text(entity.key.value), entity.key.span};
    edge.written_at_source = true;
    if (ast.end == syntax::EdgeEnd::kArn) {
      for (const model::LocatedText& arn : names_.Many(ast.names, place)) {
        CheckPrincipalArn(arn, PrincipalUse::kTarget, sink_);
        edge.target_arn = arn;
        at_source_.push_back(edge);
      }
      continue;
    }
    for (const syntax::Text& name : ast.names) {
      AddAssumedRole(ast, *where, name, edge);
    }
  }
}

// Written at the target, an edge speaks for all accounts of the target; at the
// source, for all of the source.
bool Edges::Settle(const TrustEdge& edge, TrustEdge& other) {
  const auto set = [&](model::AccountSetId id) -> const model::AccountSet& {
    return topology_.account_sets[id];
  };
  const auto meet = [&](model::AccountSetId one, model::AccountSetId two) {
    return !set(accounts_.Intersect(one, two)).members.empty();
  };
  const bool equal =
      edge.same_account == other.same_account &&
      set(edge.target_accounts).sorted == set(other.target_accounts).sorted &&
      set(edge.source_accounts).sorted == set(other.source_accounts).sorted;
  if (!equal && !(meet(edge.target_accounts, other.target_accounts) &&
                  meet(edge.source_accounts, other.source_accounts))) {
    return false;
  }
  std::vector<std::string> differences;
  if (!equal) {
    differences.emplace_back("their accounts");
  }
  if (edge.conditions != other.conditions) {
    differences.emplace_back("their conditions");
  }
  if (edge.pin != other.pin) {
    differences.emplace_back("`pin`");
  }
  if (edge.derive != other.derive) {
    differences.emplace_back("`derive`");
  }
  if (!differences.empty()) {
    std::string what;
    for (std::size_t i = 0; i < differences.size(); ++i) {
      what += (i == 0                        ? ""
               : i + 1 == differences.size() ? " and "
                                             : ", ") +
              differences[i];
    }
    sink_
        .Add(kEdgeDisagreement, edge.span,
             "the edge from `" + model::KeyOf(topology_, edge.source_entity) +
                 "` to `" + topology_.roles[edge.target].key +
                 "` is written at both ends and they differ in " + what)
        .Also(other.span, "the other end is here")
        .Help("write the edge at one of its ends");
  }
  other.written_at_source = true;
  other.source_span = edge.span;
  return true;
}

void Edges::Finish() {
  // Edges between the same two entities, by both; most pairs have one.
  std::map<std::pair<EntityRef, model::RoleId>, std::vector<std::size_t>>
      by_ends;
  for (std::size_t i = 0; i < at_target_.size(); ++i) {
    if (at_target_[i].source == SourceKind::kEntity) {
      by_ends[{at_target_[i].source_entity, at_target_[i].target}].push_back(i);
    }
  }
  for (TrustEdge& edge : at_source_) {
    bool merged = false;
    const auto others = edge.target.valid()
                            ? by_ends.find({edge.source_entity, edge.target})
                            : by_ends.end();
    if (others != by_ends.end()) {
      for (const std::size_t i : others->second) {
        merged |= Settle(edge, at_target_[i]);
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

// The entries of `trusted_by:`, by the kind of principal they name.
#include <algorithm>
#include <array>

#include "catalog/names.h"
#include "catalog/partition.h"
#include "catalog/service_principal.h"
#include "model/entity.h"
#include "resolve/diagnostics.h"
#include "resolve/edges.h"
#include "resolve/principal_arn.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

using model::EntityKind;
using model::EntityRef;
using model::Hole;
using model::HoleKind;
using model::SourceKind;
using model::TrustEdge;

// Providers that every account has, named by their host alone ("AWS JSON
// policy elements: Principal", OIDC federated principals).
constexpr std::array<std::string_view, 4> kBuiltInProviders = {
    "accounts.google.com", "cognito-identity.amazonaws.com",
    "graph.facebook.com", "www.amazon.com"};

// "arn:P:iam::A:TYPE/NAME" in the account being built.
model::Text OwnArn(const std::string& type, const model::Text& name) {
  model::Text arn("arn:");
  arn.Add(Hole{.kind = HoleKind::kPartition});
  arn.Add(std::string(":iam::"));
  arn.Add(Hole{.kind = HoleKind::kAccountId});
  arn.Add(":" + type + "/");
  arn.Add(name);
  return arn;
}

}  // namespace

template <typename Fill>
void Edges::AddByPartition(const TrustEdge& edge, Fill fill) {
  // They nearly always agree.
  const auto members = topology_.account_sets[edge.target_accounts].members;
  std::vector<std::string> seen;
  for (const model::AccountId id : members) {
    const std::string partition = topology_.accounts[id].partition;
    if (std::find(seen.begin(), seen.end(), partition) != seen.end()) {
      continue;
    }
    seen.push_back(partition);
    TrustEdge one = edge;
    if (!fill(one, partition)) {
      continue;
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

std::optional<std::string> Edges::ServicePrincipal(const syntax::Text& name,
                                                   std::string_view partition,
                                                   const model::Role& role) {
  const auto found = catalog::ResolveServicePrincipal(name.value, partition);
  if (const auto* unknown = std::get_if<catalog::UnknownPrincipal>(&found)) {
    std::string help;
    for (const std::string_view candidate : unknown->nearest) {
      help +=
          (help.empty() ? "did you mean `" : "` or `") + std::string(candidate);
    }
    sink_
        .Add(diag::kUnknownServicePrincipal, name.span,
             "`" + name.value + "` is no service principal: it " +
                 unknown->fault)
        .Help(help.empty() ? "write the service's short name, as in `ec2`"
                           : help + "`?");
    return std::nullopt;
  }
  if (const auto* unlisted = std::get_if<catalog::UnlistedPrincipal>(&found)) {
    auto report = sink_.Add(
        kUnlistedService, name.span,
        "`" + name.value + "` is none of the known service principals");
    report.About("role/" + role.key);
    if (!unlisted->nearest.empty()) {
      report.Help("did you mean `" + unlisted->nearest.front() + "`?");
    }
    return unlisted->name;
  }
  return std::get<catalog::KnownPrincipal>(found).name;
}

void Edges::AddServices(const syntax::Edge& ast, const TrustEdge& edge) {
  for (const syntax::Text& name : ast.names) {
    AddByPartition(edge, [&](TrustEdge& one, const std::string& partition) {
      const auto principal =
          ServicePrincipal(name, partition, topology_.roles[edge.target]);
      if (principal) {
        one.source_name = {model::Text(*principal), name.span};
      }
      return principal.has_value();
    });
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

void Edges::AddExternalSource(const syntax::Edge& ast, EntityKind kind,
                              const syntax::Text& name, TrustEdge edge) {
  const auto& members = topology_.account_sets[edge.source_accounts].members;
  if (registry_.Find(kind, name.value) &&
      std::any_of(members.begin(), members.end(), [&](model::AccountId id) {
        return topology_.accounts[id].built();
      })) {
    sink_
        .Add(kEdgeMissingRole, ast.span,
             "one edge selects accounts of the topology and external ones")
        .Help("write an entry for each of the two");
    return;
  }
  // A path may stand before the name.
  const std::string last = name.value.substr(name.value.rfind('/') + 1);
  const auto name_kind = kind == EntityKind::kUser ? catalog::NameKind::kUser
                                                   : catalog::NameKind::kRole;
  if (const auto fault = catalog::FaultInName(name_kind, last)) {
    sink_.Add(
        kEdgeMissingRole, name.span,
        std::string(model::NameOf(kind)) + " `" + name.value + "` " + *fault);
    return;
  }
  edge.source = SourceKind::kExternal;
  edge.source_prefix = model::Text(std::string(model::NameOf(kind)) + "/");
  at_target_.push_back(std::move(edge));
}

void Edges::AddEntitySource(const syntax::Edge& ast, EntityKind kind,
                            const syntax::Text& name, TrustEdge edge) {
  const auto place = PlaceOf(ast, topology_.roles[edge.target].accounts);
  if (!place) {
    return;
  }
  edge.same_account = place->same;
  edge.source_accounts = place->accounts;
  edge.source_name = {model::Text(name.value), name.span};
  if (!place->same && External(place->accounts)) {
    AddExternalSource(ast, kind, name, std::move(edge));
    return;
  }
  if (kind == EntityKind::kUser && name.value == "root") {
    sink_
        .Add(diag::kMalformedAwsPrincipal, name.span,
             "`root` is the account itself, not a user of it")
        .Help(
            "write `account:` for the whole account; the root user should "
            "do nothing day by day");
    return;
  }
  const auto entity = FindEntity(kind, name);
  if (!entity) {
    return;
  }
  edge.source = SourceKind::kEntity;
  edge.source_entity = *entity;
  if (CheckExists(*entity, edge.source_accounts, name.span) &&
      CheckNames(edge, ast.span)) {
    CheckPartitions(edge);
    at_target_.push_back(std::move(edge));
  }
}

void Edges::AddAccount(const syntax::Edge& ast, TrustEdge edge) {
  edge.source = SourceKind::kAccount;
  edge.source_name.span = ast.account->span;
  if (std::holds_alternative<std::string>(ast.account->what) &&
      std::get<std::string>(ast.account->what) == "same") {
    edge.same_account = true;
    edge.source_accounts = edge.target_accounts;
  } else if (const auto set = accounts_.Select(*ast.account, true)) {
    edge.source_accounts = *set;
  } else {
    return;
  }
  CheckPartitions(edge);
  at_target_.push_back(std::move(edge));
}

void Edges::AddOrganization(const syntax::Text& name, const TextPlace& place,
                            TrustEdge edge) {
  edge.source = SourceKind::kOrganization;
  edge.source_name = names_.One(name, place);
  if (edge.source_name.value.IsLiteral()) {
    if (const auto fault =
            catalog::FaultInOrganizationId(edge.source_name.value.literal())) {
      sink_.Add(diag::kMalformedAwsPrincipal, name.span,
                "organization `" + name.value + "` " + *fault);
      return;
    }
  }
  at_target_.push_back(std::move(edge));
}

void Edges::AddOidc(const syntax::Text& name, const TextPlace& place,
                    TrustEdge edge) {
  edge.source = SourceKind::kOidc;
  const auto provider = registry_.Find(EntityKind::kOidcProvider, name.value);
  if (provider) {
    if (!CheckExists(*provider, edge.target_accounts, name.span)) {
      return;
    }
    const model::OidcProvider& of =
        topology_
            .oidc_providers[support::Id<model::OidcProvider>{provider->index}];
    edge.source_entity = *provider;
    edge.source_prefix = of.host.value;
    edge.source_name.span = name.span;
    // What the provider's tokens are for, unless the edge says otherwise.
    if (edge.conditions.audience.empty()) {
      edge.conditions.audience = of.client_ids;
    }
    at_target_.push_back(std::move(edge));
    return;
  }
  // One that somebody else makes: by its ARN, its URL or its host.
  std::string_view host = name.value;
  constexpr std::string_view kType = ":oidc-provider/";
  constexpr std::string_view kScheme = "https://";
  const std::size_t type = host.find(kType);
  const bool is_arn = type != std::string_view::npos;
  if (is_arn) {
    host.remove_prefix(type + kType.size());
  } else if (host.starts_with(kScheme)) {
    host.remove_prefix(kScheme.size());
  }
  if (host.find('.') == std::string_view::npos) {
    sink_
        .Add(kEdgeMissingRole, name.span,
             "there is no OIDC provider `" + name.value + "`")
        .Help(support::DidYouMean(
            name.value, model::KeysOf(topology_, EntityKind::kOidcProvider)));
    return;
  }
  const model::LocatedText text =
      names_.One({std::string(host), name.span}, place);
  edge.source_prefix = text.value;
  const bool built_in =
      std::find(kBuiltInProviders.begin(), kBuiltInProviders.end(), host) !=
      kBuiltInProviders.end();
  edge.source_name =
      is_arn ? names_.One(name, place)
      : built_in
          ? text
          : model::LocatedText{OwnArn("oidc-provider", text.value), name.span};
  at_target_.push_back(std::move(edge));
}

void Edges::AddSaml(const syntax::Text& name, const TextPlace& place,
                    TrustEdge edge) {
  edge.source = SourceKind::kSaml;
  edge.source_prefix = model::Text("SAML");
  const auto provider = registry_.Find(EntityKind::kSamlProvider, name.value);
  if (provider) {
    if (!CheckExists(*provider, edge.target_accounts, name.span)) {
      return;
    }
    edge.source_entity = *provider;
    edge.source_name.span = name.span;
  } else if (name.value.find(":saml-provider/") != std::string::npos) {
    edge.source_name = names_.One(name, place);
  } else {
    sink_
        .Add(kEdgeMissingRole, name.span,
             "there is no SAML provider `" + name.value + "`")
        .Help(support::DidYouMean(
            name.value, model::KeysOf(topology_, EntityKind::kSamlProvider)));
    return;
  }
  if (!edge.conditions.audience.empty()) {
    at_target_.push_back(std::move(edge));
    return;
  }
  // Signing in to the console of the account's partition.
  AddByPartition(edge, [&](TrustEdge& one, const std::string& partition) {
    const catalog::Partition* found = catalog::FindPartition(partition);
    if (found == nullptr || found->saml_audience.empty()) {
      sink_
          .Add(kBadPlace, name.span,
               "partition `" + partition +
                   "` has no sign-in address for SAML that AWS documents")
          .Help("say which with `audience:`");
      return false;
    }
    one.conditions.audience = {
        {model::Text(std::string(found->saml_audience)), name.span}};
    return true;
  });
}

void Edges::AddTrustedEntry(const syntax::Edge& ast, const TextPlace& place,
                            const TrustEdge& base) {
  switch (ast.end) {
    case syntax::EdgeEnd::kService: {
      TrustEdge edge = base;
      edge.source = SourceKind::kService;
      AddServices(ast, edge);
      return;
    }
    case syntax::EdgeEnd::kAccount:
      AddAccount(ast, base);
      return;
    case syntax::EdgeEnd::kArn:
      for (const model::LocatedText& arn : names_.Many(ast.names, place)) {
        TrustEdge edge = base;
        edge.source = SourceKind::kArn;
        edge.source_name = arn;
        CheckPrincipalArn(arn, PrincipalUse::kEntry, sink_);
        at_target_.push_back(std::move(edge));
      }
      return;
    case syntax::EdgeEnd::kAnyone: {
      TrustEdge edge = base;
      edge.source = SourceKind::kAnyone;
      at_target_.push_back(std::move(edge));
      return;
    }
    case syntax::EdgeEnd::kRole:
    case syntax::EdgeEnd::kUser:
    case syntax::EdgeEnd::kOrganization:
    case syntax::EdgeEnd::kOidc:
    case syntax::EdgeEnd::kSaml:
      break;
  }
  for (const syntax::Text& name : ast.names) {
    switch (ast.end) {
      case syntax::EdgeEnd::kRole:
        AddEntitySource(ast, EntityKind::kRole, name, base);
        break;
      case syntax::EdgeEnd::kUser:
        AddEntitySource(ast, EntityKind::kUser, name, base);
        break;
      case syntax::EdgeEnd::kOrganization:
        AddOrganization(name, place, base);
        break;
      case syntax::EdgeEnd::kOidc:
        AddOidc(name, place, base);
        break;
      case syntax::EdgeEnd::kSaml:
        AddSaml(name, place, base);
        break;
      case syntax::EdgeEnd::kService:
      case syntax::EdgeEnd::kAccount:
      case syntax::EdgeEnd::kArn:
      case syntax::EdgeEnd::kAnyone:
        break;
    }
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
    AddTrustedEntry(ast, place, edge);
  }
}

void Edges::CheckPasted(const model::Statement& statement,
                        const model::Role& role) {
  if (!statement.principal || !role.accounts.valid()) {
    return;
  }
  const auto& members = topology_.account_sets[role.accounts].members;
  const std::string partition =
      members.empty() ? "aws" : topology_.accounts[members.front()].partition;
  for (const model::Principals& principals : statement.principal->principals) {
    for (const model::LocatedText& value : principals.values) {
      if (principals.type == model::PrincipalType::kAws) {
        CheckPrincipalArn(value, PrincipalUse::kPasted, sink_);
      } else if (principals.type == model::PrincipalType::kService &&
                 value.value.IsLiteral()) {
        ServicePrincipal({value.value.literal(), value.span}, partition, role);
      }
    }
  }
}

}  // namespace iamgen::resolve

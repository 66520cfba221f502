// The order of resolution: accounts, keys, names, variables, everything else.
#include "resolve/resolve.h"

#include "resolve/accounts.h"
#include "resolve/claims.h"
#include "resolve/diagnostics.h"
#include "resolve/documents.h"
#include "resolve/edges.h"
#include "resolve/entities.h"
#include "resolve/providers.h"
#include "resolve/registry.h"
#include "resolve/scope.h"

namespace iamgen::resolve {

std::optional<model::Topology> Resolve(const syntax::Topology& ast,
                                       const Inputs& inputs, diag::Sink& sink) {
  model::Topology topology;
  topology.name = ast.name ? ast.name->value : "";
  topology.description = ast.description ? ast.description->value : "";
  Accounts accounts(ast, topology, sink);
  if (!accounts.master().valid()) {
    return std::nullopt;
  }
  Registry registry(sink);
  Names names(ast, topology, accounts, inputs.sources, sink);
  Documents documents(inputs, names, topology, sink);
  Edges edges(registry, names, documents, accounts, topology, sink);
  Entities entities(ast, inputs.catalogue, registry, names, documents, accounts,
                    edges, topology, sink);
  Providers providers(ast, inputs, registry, names, documents, accounts,
                      topology, sink);
  names.set_find_entity([&](model::EntityKind kind, std::string_view key) {
    return registry.Find(kind, key);
  });
  providers.Declare();
  entities.Declare();
  entities.Name();
  names.EntitiesAreNamed();
  names.ResolveVariables();
  providers.Fill();
  entities.Fill();
  topology.claims = ResolveClaims(ast, topology, accounts, names, sink);
  names.ReportUnused();
  return topology;
}

}  // namespace iamgen::resolve

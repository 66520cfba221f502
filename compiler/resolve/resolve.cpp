// The order of resolution: accounts, keys, names, variables, everything else.
#include "resolve/resolve.h"

#include "resolve/accounts.h"
#include "resolve/diagnostics.h"
#include "resolve/documents.h"
#include "resolve/edges.h"
#include "resolve/entities.h"
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
  Names names(ast, topology, accounts, inputs.sources, sink);
  Documents documents(inputs, names, topology, sink);
  Edges edges(names, documents, accounts, topology, sink);
  Entities entities(ast, names, documents, accounts, edges, topology, sink);
  names.set_find_entity([&](model::EntityKind kind, std::string_view key) {
    return entities.Find(kind, key);
  });
  entities.Declare();
  entities.Name();
  names.EntitiesAreNamed();
  names.ResolveVariables();
  entities.Fill();
  names.ReportUnused();
  return topology;
}

}  // namespace iamgen::resolve

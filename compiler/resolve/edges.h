// Trust edges: both ends found, written once or twice, merged into one list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "model/topology.h"
#include "resolve/accounts.h"
#include "resolve/documents.h"
#include "resolve/registry.h"
#include "resolve/scope.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

class Edges {
 public:
  Edges(const Registry& registry, Names& names, Documents& documents,
        Accounts& accounts, model::Topology& topology, diag::Sink& sink)
      : registry_(registry),
        names_(names),
        documents_(documents),
        accounts_(accounts),
        topology_(topology),
        sink_(sink) {}

  // The edges written at `holder`: `trusted_by` makes it the target, `assumes`
  // the source.
  void AddTrusted(const syntax::Entity& entity, model::RoleId holder,
                  const TextPlace& place);
  void AddAssumed(const syntax::Entity& entity, model::EntityRef holder,
                  const TextPlace& place);

  // An edge that another construct implies, such as a job's trust in Lambda.
  void AddService(model::RoleId target, std::string_view service,
                  diag::Span span);

  // The principals of a trust policy that was pasted, held to what is known of
  // them.
  void CheckPasted(const model::Statement& statement, const model::Role& role);

  // Merges edges written at both ends into the topology; reports those that
  // disagree.
  void Finish();

 private:
  // The accounts of the other end.
  struct Ends {
    model::AccountSetId accounts;
    bool same = false;
  };

  std::optional<Ends> PlaceOf(const syntax::Edge& edge,
                              model::AccountSetId home);
  void FillConditions(const syntax::Edge& ast, const TextPlace& place,
                      model::TrustEdge& edge);
  void AddTrustedEntry(const syntax::Edge& ast, const TextPlace& place,
                       const model::TrustEdge& base);
  void AddEntitySource(const syntax::Edge& ast, model::EntityKind kind,
                       const syntax::Text& name, model::TrustEdge edge);
  void AddExternalSource(const syntax::Edge& ast, model::EntityKind kind,
                         const syntax::Text& name, model::TrustEdge edge);
  void AddAccount(const syntax::Edge& ast, model::TrustEdge edge);
  void AddOrganization(const syntax::Text& name, const TextPlace& place,
                       model::TrustEdge edge);
  void AddOidc(const syntax::Text& name, const TextPlace& place,
               model::TrustEdge edge);
  void AddSaml(const syntax::Text& name, const TextPlace& place,
               model::TrustEdge edge);
  void AddServices(const syntax::Edge& ast, const model::TrustEdge& edge);
  // Adds `edge` once for each partition of its target accounts, after `fill`
  // has made it fit; `fill` says whether it could.
  template <typename Fill>
  void AddByPartition(const model::TrustEdge& edge, Fill fill);
  std::optional<std::string> ServicePrincipal(const syntax::Text& name,
                                              std::string_view partition,
                                              const model::Role& role);
  void AddAssumedRole(const syntax::Edge& ast, const Ends& where,
                      const syntax::Text& name, model::TrustEdge edge);
  std::optional<model::EntityRef> FindEntity(model::EntityKind kind,
                                             const syntax::Text& name);
  bool CheckExists(model::EntityRef entity, model::AccountSetId in,
                   diag::Span span);
  // Whether either end has a generated name that the other cannot know.
  bool CheckNames(const model::TrustEdge& edge, diag::Span span);
  void CheckPartitions(const model::TrustEdge& edge);
  bool Settle(const model::TrustEdge& edge, model::TrustEdge& other);
  [[nodiscard]] bool External(model::AccountSetId set) const;

  const Registry& registry_;
  Names& names_;
  Documents& documents_;
  Accounts& accounts_;
  model::Topology& topology_;
  diag::Sink& sink_;
  std::vector<model::TrustEdge> at_target_;
  std::vector<model::TrustEdge> at_source_;
};

}  // namespace iamgen::resolve

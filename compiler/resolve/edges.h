// Trust edges: both ends found, written once or twice, merged into one list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/sink.h"
#include "model/topology.h"
#include "resolve/accounts.h"
#include "resolve/documents.h"
#include "resolve/scope.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

class Edges {
 public:
  Edges(Names& names, Documents& documents, Accounts& accounts,
        model::Topology& topology, diag::Sink& sink)
      : names_(names),
        documents_(documents),
        accounts_(accounts),
        topology_(topology),
        sink_(sink) {}

  // The edges written at `holder`: `trusted_by` makes it the target, `assumes`
  // the source.
  void AddTrusted(const syntax::Entity& entity, model::RoleId holder,
                  const TextPlace& place);
  void AddAssumed(const syntax::Entity& entity, model::RoleId holder,
                  const TextPlace& place);

  // An edge that another construct implies, such as a job's trust in Lambda.
  void AddService(model::RoleId target, std::string_view service,
                  diag::Span span);

  // Merges edges written at both ends into the topology; reports those that
  // disagree.
  void Finish();

 private:
  struct Ends {
    model::AccountSetId accounts;
    bool same = false;
  };

  std::optional<Ends> PlaceOf(const syntax::Edge& edge, model::RoleId holder);
  std::optional<model::RoleId> FindRole(const syntax::Text& name);
  void FillConditions(const syntax::Edge& ast, const TextPlace& place,
                      model::TrustEdge& edge);
  void AddRoleSource(const syntax::Edge& ast, const syntax::Text& name,
                     model::TrustEdge edge);
  void AddServices(const syntax::Edge& ast, const model::TrustEdge& edge);
  void CheckArn(const model::LocatedText& arn, bool as_principal);
  bool CheckExists(model::RoleId role, model::AccountSetId in, diag::Span span);
  void CheckPartitions(const model::TrustEdge& edge);
  bool External(model::AccountSetId set) const;

  Names& names_;
  Documents& documents_;
  Accounts& accounts_;
  model::Topology& topology_;
  diag::Sink& sink_;
  // By key; filled at the first question.
  std::unordered_map<std::string, model::RoleId> roles_;
  std::vector<model::TrustEdge> at_target_;
  std::vector<model::TrustEdge> at_source_;
};

}  // namespace iamgen::resolve

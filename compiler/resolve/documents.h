// Policy documents: where their text comes from, and their statements with
// every name replaced.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "diag/sink.h"
#include "model/topology.h"
#include "resolve/resolve.h"
#include "resolve/scope.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// What a document is for: that decides what its statements may name.
enum class DocumentKind {
  // Of an identity: resources and no principal.
  kPermissions,
  // Of a role: principals and no resource.
  kTrust,
  // Of a resource: principals; resources may be left out.
  kResource,
  // Of the organization: what accounts may do at most, without a principal, and
  // who may come to their resources, with one.
  kServiceControl,
  kResourceControl,
};

class Documents {
 public:
  Documents(const Inputs& inputs, Names& names, model::Topology& topology,
            diag::Sink& sink)
      : inputs_(inputs), names_(names), topology_(topology), sink_(sink) {}

  // The document of a `template:` or `file:`, read once however often it is
  // used. Nothing if it is not there or is no policy: that has been said.
  const syntax::Document* Load(const syntax::TemplateUse& use);

  // A statement with its names replaced. Library uses are the caller's.
  void AppendStatement(const syntax::Statement& statement, DocumentKind kind,
                       const TextPlace& place, model::Document& into);

  // The statements of a document that uses no library.
  void Append(const syntax::Document& document, DocumentKind kind,
              const TextPlace& place, model::Document& into);

  // The condition of an edge or a statement; tests of one operator together.
  std::vector<model::ConditionTest> Conditions(
      const std::vector<syntax::ConditionTest>& tests, const TextPlace& place);

  // Takes over the version that was written.
  void SetVersion(const syntax::Document& from, model::Document& into);

 private:
  std::optional<diag::FileId> Find(const syntax::TemplateUse& use);
  bool HasTheShapeOf(DocumentKind kind, const syntax::Statement& statement);
  std::optional<diag::FileId> Open(const std::string& path,
                                   const syntax::Text& name);
  model::Grant ReadGrant(const syntax::Grant& grant, const TextPlace& place);
  model::PrincipalClause ReadPrincipal(const syntax::PrincipalClause& clause,
                                       const TextPlace& place);
  std::optional<model::Clause> ReadClause(const syntax::Clause& clause,
                                          const TextPlace& place,
                                          const char* what);

  const Inputs& inputs_;
  Names& names_;
  model::Topology& topology_;
  diag::Sink& sink_;
  std::map<std::string, std::optional<syntax::Document>> loaded_;
};

}  // namespace iamgen::resolve

// Identity providers, resources with policies, the organization.
#pragma once

#include <vector>

#include "diag/sink.h"
#include "model/topology.h"
#include "resolve/accounts.h"
#include "resolve/documents.h"
#include "resolve/registry.h"
#include "resolve/resolve.h"
#include "resolve/scope.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// As `Entities`: keys and accounts first, so that edges find them.
class Providers {
 public:
  Providers(const syntax::Topology& ast, const Inputs& inputs,
            Registry& registry, Names& names, Documents& documents,
            Accounts& accounts, model::Topology& topology, diag::Sink& sink)
      : ast_(ast),
        inputs_(inputs),
        registry_(registry),
        names_(names),
        documents_(documents),
        accounts_(accounts),
        topology_(topology),
        sink_(sink) {}

  void Declare();
  // Before any edge is read: edges copy a provider's host and audience.
  void Fill();

 private:
  void FillOidc(const syntax::OidcProvider& ast, model::OidcProvider& provider);
  void FillSaml(const syntax::SamlProvider& ast, model::SamlProvider& provider);
  void FillResource(const syntax::Resource& ast,
                    model::ResourcePolicy& resource);
  void FillOrganization(const syntax::Organization& ast);
  void AddControlPolicy(const syntax::ControlPolicy& ast,
                        model::ControlKind kind);
  void CheckUrl(const model::LocatedText& url);
  // The statements of a body that stands here or in a file.
  void AppendBody(const std::optional<syntax::TemplateUse>& source,
                  const std::optional<syntax::Document>& document,
                  DocumentKind kind, TextPlace place, model::Document& into);

  const syntax::Topology& ast_;
  const Inputs& inputs_;
  Registry& registry_;
  Names& names_;
  Documents& documents_;
  Accounts& accounts_;
  model::Topology& topology_;
  diag::Sink& sink_;
  // What each provider and resource of the model was written as.
  std::vector<const syntax::OidcProvider*> oidc_;
  std::vector<const syntax::SamlProvider*> saml_;
  std::vector<const syntax::Resource*> resources_;
};

}  // namespace iamgen::resolve

// Roles, Lambda jobs, instance profiles and the policy library.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "diag/sink.h"
#include "model/topology.h"
#include "resolve/accounts.h"
#include "resolve/documents.h"
#include "resolve/edges.h"
#include "resolve/scope.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// Three rounds: `Declare` gives every entity its key, its accounts and its id,
// so that any text may refer to any entity; `Name` its name and path, of which
// ARNs are made; `Fill` reads everything else.
class Entities {
 public:
  Entities(const syntax::Topology& ast, Names& names, Documents& documents,
           Accounts& accounts, Edges& edges, model::Topology& topology,
           diag::Sink& sink);

  void Declare();
  void Name();
  void Fill();

  std::optional<model::EntityRef> Find(model::EntityKind kind,
                                       std::string_view key) const;

 private:
  // An entity of the AST and what it became.
  struct Declared {
    const syntax::Entity* ast;
    model::RoleId role;
    // The role was written elsewhere; this job only adds to it.
    bool shared = false;
  };

  using Index = std::unordered_map<std::string, std::uint32_t,
                                   support::TextHash, std::equal_to<>>;

  void DeclarePolicies();
  void DeclareRole(const syntax::Entity& ast);
  // Whether the job's role is there already: then the job adds to it.
  bool ShareRole(const syntax::Entity& ast, const std::string& key,
                 diag::Span span, std::optional<model::AccountSetId> accounts);
  // A name or a path. None is made of ARNs, which are made of them.
  model::LocatedText NameText(const syntax::Text& text, const TextPlace& place);
  // Those of an entity's variables that such a text may refer to.
  Bindings NamingVariables(
      const syntax::ValueMap& variables,
      std::initializer_list<const std::optional<syntax::Text>*> texts,
      const TextPlace& place);
  model::LocatedText PathOf(const std::optional<syntax::Text>& own,
                            const syntax::Text& key, const TextPlace& place);
  // Name and path, from the entity and the defaults.
  void NameRole(const syntax::Entity& ast, const TextPlace& place,
                model::Role& role);
  void DeclareProfile(const syntax::Entity& ast, model::RoleId role);
  bool Claim(std::map<std::string, diag::Span>& taken, const std::string& key,
             diag::Span span, std::string_view what);
  void CountPolicyUse(const syntax::Entity& ast, model::AccountSetId accounts);

  void NamePolicy(const syntax::LibraryPolicy& ast, const TextPlace& place,
                  model::ManagedPolicy& policy);
  void FillPolicy(const syntax::LibraryPolicy& ast, model::PolicyId id);
  void FillRole(const Declared& declared);
  // The instance profile that the entity brings, if it does.
  void NameProfile(const syntax::Entity& ast, const TextPlace& place,
                   model::RoleId role);
  void FillJob(const Declared& declared, const TextPlace& place);
  void FillAttachments(const syntax::Entity& ast, const TextPlace& place,
                       model::Role& role);
  void FillInlines(const syntax::Entity& ast, const TextPlace& place,
                   model::Role& role);
  void AppendItems(const syntax::Document& document, const TextPlace& place,
                   model::Document& into);
  void AppendLibraryUse(const syntax::LibraryUse& use, const TextPlace& place,
                        model::Document& into);
  void AppendBody(const syntax::LibraryPolicy& ast, const TextPlace& place,
                  diag::Span used_at, model::Document& into);
  std::vector<model::Tag> Tags(const syntax::TextMap& own,
                               const TextPlace& place);
  std::optional<model::Attachment> Attach(const syntax::Text& name,
                                          const TextPlace& place,
                                          bool library_too);
  std::optional<model::Attachment> ManagedByArn(const syntax::Text& name,
                                                model::LocatedText arn);
  void ReportUnknownPolicy(const syntax::Text& name);
  const syntax::LibraryPolicy* Library(std::string_view key) const;
  // Policies that `policies:` and the defaults attach.
  std::vector<syntax::Text> AttachedNames(const syntax::Entity& ast) const;

  const syntax::Topology& ast_;
  Names& names_;
  Documents& documents_;
  Accounts& accounts_;
  Edges& edges_;
  model::Topology& topology_;
  diag::Sink& sink_;

  std::vector<Declared> declared_;
  Index role_index_;
  Index policy_index_;
  Index profile_index_;
  std::unordered_map<std::string, const syntax::LibraryPolicy*,
                     support::TextHash, std::equal_to<>>
      library_;
  std::map<std::string, diag::Span> role_keys_;
  std::map<std::string, diag::Span> policy_keys_;
  std::map<std::string, diag::Span> profile_keys_;
  std::map<std::string, diag::Span> job_keys_;
  // Which library policies some entity uses at all.
  std::map<std::string, bool, std::less<>> used_;
  // Names that each library policy's parameters were read under.
  std::map<std::string, std::map<std::string, bool>> parameter_used_;
};

}  // namespace iamgen::resolve

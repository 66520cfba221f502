// Roles, Lambda jobs, instance profiles, users, groups and the policy library.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/catalogue.h"
#include "diag/sink.h"
#include "model/topology.h"
#include "resolve/accounts.h"
#include "resolve/documents.h"
#include "resolve/edges.h"
#include "resolve/registry.h"
#include "resolve/scope.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// Three rounds: `Declare` gives every entity its key, its accounts and its id,
// so that any text may refer to any entity; `Name` its name and path, of which
// ARNs are made; `Fill` reads everything else.
class Entities {
 public:
  Entities(const syntax::Topology& ast, const catalog::Catalogue& catalogue,
           Registry& registry, Names& names, Documents& documents,
           Accounts& accounts, Edges& edges, model::Topology& topology,
           diag::Sink& sink);

  void Declare();
  void Name();
  void Fill();

 private:
  // An entity of the AST and what it became: a role, a user or a group.
  struct Declared {
    const syntax::Entity* ast;
    model::EntityRef entity;
    // The role was written elsewhere; this job only adds to it.
    bool shared = false;
  };

  // What roles, users and groups have of permissions.
  struct Grants {
    const model::LocatedText& name;
    std::vector<model::Attachment>& attachments;
    std::vector<model::InlinePolicy>& inlines;
    std::optional<model::LocatedText>& merged_name;
  };

  template <typename T>
  static Grants GrantsOf(T& entity) {
    return {entity.name, entity.attachments, entity.inlines,
            entity.merged_name};
  }

  void DeclarePolicies();
  void DeclareRole(const syntax::Entity& ast);
  template <typename T>
  void DeclareMember(const syntax::Entity& ast, model::EntityKind kind,
                     support::Store<T>& store);
  // Whether the job's role is there already: then the job adds to it.
  bool ShareRole(const syntax::Entity& ast, const std::string& key,
                 std::optional<model::AccountSetId> accounts);
  void DeclareProfile(const syntax::Entity& ast, model::RoleId role);
  // Whether the entity trusts EC2, by an edge or by a pasted trust policy.
  bool TrustsEc2(const syntax::Entity& ast);
  void CountPolicyUse(const syntax::Entity& ast, model::AccountSetId accounts);

  // A name or a path. None is made of ARNs, which are made of them.
  model::LocatedText NameText(const syntax::Text& text, const TextPlace& place);
  // Those of an entity's variables that such a text may refer to.
  Bindings NamingVariables(
      const syntax::ValueMap& variables,
      std::initializer_list<const std::optional<syntax::Text>*> texts,
      const TextPlace& place);
  model::LocatedText PathOf(const std::optional<syntax::Text>& own,
                            const syntax::Text& key, const TextPlace& place);
  void NamePolicy(const syntax::LibraryPolicy& ast, const TextPlace& place,
                  model::ManagedPolicy& policy);
  // Name and path, from the entity and the defaults.
  void NameEntity(const syntax::Entity& ast, const TextPlace& place,
                  const std::string& key, model::LocatedText& name,
                  model::LocatedText& path);
  // The instance profile that the entity brings, if it does.
  void NameProfile(const syntax::Entity& ast, const TextPlace& place,
                   model::RoleId role);
  void CountLibraryUses();
  void FillPolicy(const syntax::LibraryPolicy& ast, model::PolicyId id);
  void FillRole(const Declared& declared);
  void FillTrustPolicy(const syntax::Entity& ast, const TextPlace& place,
                       model::Role& role);
  void FillUser(const Declared& declared);
  void FillGroup(const Declared& declared);
  void FillJob(const Declared& declared, const TextPlace& place);
  void FillMemberships();
  void Join(model::UserId user, model::GroupId group, diag::Span span,
            bool written_at_user);
  void FillAttachments(const syntax::Entity& ast, const TextPlace& place,
                       Grants grants);
  void FillBoundary(const syntax::Entity& ast, const TextPlace& place,
                    std::optional<model::Attachment>& boundary);
  void FillInlines(const syntax::Entity& ast, const TextPlace& place,
                   std::vector<model::InlinePolicy>& inlines);
  // The library policies of an entity as one inline policy.
  void FillMerged(const syntax::Entity& ast, const TextPlace& place,
                  Grants grants);
  // Attachments and inline policies.
  void FillPermissions(const syntax::Entity& ast, const TextPlace& place,
                       Grants grants);
  void AppendItems(const syntax::Document& document, const TextPlace& place,
                   model::Document& into);
  void AppendLibraryUse(const syntax::LibraryUse& use, const TextPlace& place,
                        model::Document& into);
  void AppendBody(const syntax::LibraryPolicy& ast, const TextPlace& place,
                  diag::Span used_at, model::Document& into);
  // `no_policy` is for ARNs of something else.
  std::optional<model::Attachment> Attach(const syntax::Text& name,
                                          const TextPlace& place,
                                          bool library_too,
                                          const diag::Rule& no_policy);
  std::optional<model::Attachment> AttachByName(const syntax::Text& name,
                                                const std::string& literal,
                                                bool library_too);
  std::optional<model::Attachment> AttachByArn(const syntax::Text& name,
                                               model::LocatedText arn,
                                               const diag::Rule& no_policy);
  void ReportUnknownPolicy(const syntax::Text& name);
  [[nodiscard]] const syntax::LibraryPolicy* Library(
      std::string_view key) const;
  // Policies that `policies:` and the defaults attach.
  [[nodiscard]] std::vector<syntax::LibraryUse> LibraryUses(
      const syntax::Entity& ast) const;
  [[nodiscard]] bool IsMerged(const syntax::Entity& ast) const;
  [[nodiscard]] bool IsGenerated(const std::optional<syntax::Names>& own) const;

  const syntax::Topology& ast_;
  const catalog::Catalogue& catalogue_;
  Registry& registry_;
  Names& names_;
  Documents& documents_;
  Accounts& accounts_;
  Edges& edges_;
  model::Topology& topology_;
  diag::Sink& sink_;

  std::vector<Declared> declared_;
  std::unordered_map<std::string, const syntax::LibraryPolicy*,
                     support::TextHash, std::equal_to<>>
      library_;
  // Which library policies some entity uses at all.
  std::map<std::string, bool, std::less<>> used_;
  // Names that each library policy's parameters were read under.
  std::map<std::string, std::map<std::string, bool>> parameter_used_;
};

}  // namespace iamgen::resolve

// The resources of a template: what each entity becomes in one account.
#pragma once

#include <optional>
#include <string>

#include "backends/document.h"
#include "backends/slots.h"
#include "model/identities.h"
#include "model/references.h"
#include "model/topology.h"
#include "writers/value.h"

namespace iamgen::backends::cfn {

// A resource and the logical id it has.
struct Resource {
  std::string logical_id;
  writers::Value value;
};

// Whoever refers and is referred to by nothing.
inline constexpr model::EntityRef kNobody{model::EntityKind::kRole, UINT32_MAX};

// Builds resources ("AWS Identity and Access Management resource type
// reference"). The account being built is written by pseudo parameters, so
// that templates of equal accounts are equal; other accounts by their ids.
class Resources {
 public:
  Resources(const model::Topology& topology, Slots& slots)
      : topology_(topology), slots_(slots), references_(topology) {}

  Resource Policy(model::PolicyId id, model::AccountId account);
  Resource Role(model::RoleId id, model::AccountId account);
  Resource Profile(support::Id<model::InstanceProfile> id);
  Resource Group(model::GroupId id, model::AccountId account);
  // Whether an inline policy is a resource of its own: it refers by what has no
  // name yet to an entity that refers to its owner.
  [[nodiscard]] bool StandsApart(const model::InlinePolicy& policy,
                                 model::EntityRef owner) const;
  Resource Apart(const model::IdentityView& identity,
                 const model::InlinePolicy& policy, model::AccountId account);
  // Users that are made elsewhere become members of the group.
  Resource Members(model::GroupId id);
  Resource User(model::UserId id, model::AccountId account);
  Resource Oidc(support::Id<model::OidcProvider> id, model::AccountId account);
  Resource Saml(support::Id<model::SamlProvider> id);
  // The policy on a resource that is made elsewhere.
  Resource OnResource(support::Id<model::ResourcePolicy> id,
                      model::AccountId account);
  // One of a job's permissions to be invoked.
  Resource Permission(const model::LambdaJob& job, std::size_t index,
                      const model::LocatedText& source_arn);

  // The parameter that asks for a console user's first password.
  writers::Member PasswordParameter(model::UserId id);

 private:
  // A text as CloudFormation writes it: a string, `Fn::Sub`, `Fn::GetAtt` or
  // `Ref`.
  writers::Value Convert(const model::Text& text, Position position,
                         model::EntityRef from);
  // A text without functions: names, keys.
  writers::Text Plain(const model::Text& text);
  bool IsSymbolic(const model::Hole& hole, Position position,
                  model::EntityRef from) const;
  std::string LogicalIdOf(model::EntityRef entity) const;
  writers::Value Tree(const model::Document& document, model::AccountId account,
                      model::EntityRef from);
  writers::Value Attached(const model::Attachment& attachment,
                          model::EntityRef from);
  void AddPath(const model::Text& path, writers::Map& properties);
  void AddName(const char* property, const model::IdentityView& identity,
               writers::Map& properties);
  void AddPermissions(const model::IdentityView& identity,
                      model::AccountId account, writers::Map& properties);
  void AddTags(const std::vector<model::Tag>& tags, writers::Map& properties);
  [[nodiscard]] std::string PasswordOf(model::UserId id) const;

  const model::Topology& topology_;
  Slots& slots_;
  model::References references_;
};

}  // namespace iamgen::backends::cfn

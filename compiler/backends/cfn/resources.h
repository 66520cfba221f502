// The resources of a template: what each entity becomes in one account.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "backends/census.h"
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

// Whoever refers and is referred to by nothing, so that it may refer to
// anything.
inline constexpr model::EntityRef kNobody{model::EntityKind::kRole, UINT32_MAX};

// How a template is written that several accounts share.
struct Common {
  // One of the accounts: what is written out is the same in all of them.
  model::AccountId sample;
  // The parameter that stands for a hole; empty: the hole is written out.
  std::function<std::string(const model::Hole&)> parameter;
  // The texts that a text is, with every list written out.
  std::function<std::vector<model::Text>(const model::Text&)> expand;
  // The parameter that is a whole list; empty: there is none.
  std::function<std::string(const model::Texts&)> list;
};

// Builds resources ("AWS Identity and Access Management resource type
// reference"). The account being built is written by pseudo parameters, so
// that templates of equal accounts are equal; other accounts by their ids.
class Resources {
 public:
  // `common` is nullptr for templates of one account each.
  Resources(const model::Topology& topology, Slots& slots, const Common* common)
      : topology_(topology),
        slots_(slots),
        references_(topology),
        common_(common) {}

  // What the template holds; nullptr: all that the account has. What is
  // elsewhere is referred to by its name.
  void Hold(const Residents* here) { here_ = here; }

  // The texts that a text is in an account: no list among them.
  [[nodiscard]] std::vector<model::Text> Expanded(
      const model::Text& text, model::AccountId account) const;

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
                      const model::LocatedText& source_arn,
                      model::AccountId account);

  // The parameter that asks for a console user's first password.
  writers::Member PasswordParameter(model::UserId id);

 private:
  // A text as CloudFormation writes it: a string, `Fn::Sub`, `Fn::GetAtt` or
  // `Ref`.
  writers::Value Convert(const model::Text& text, Position position,
                         model::EntityRef from);
  // A text without functions: keys.
  writers::Text Plain(const model::Text& text);
  // A text without references: a function only where accounts share it.
  writers::Value Written(const model::Text& text);
  writers::Value Join(const model::Text& flat);
  [[nodiscard]] std::string ReferenceTo(const model::Hole& hole) const;
  [[nodiscard]] bool IsHere(model::EntityRef entity) const;
  // `Ref` of what is called `name`, or the name itself.
  writers::Value Named(model::EntityRef entity, const model::Text& name);
  bool IsSymbolic(const model::Hole& hole, Position position,
                  model::EntityRef from) const;
  std::string LogicalIdOf(model::EntityRef entity) const;
  writers::Value Tree(const model::Document& document, model::AccountId account,
                      model::EntityRef from);
  writers::Value ListOf(const model::Texts& texts) const;
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
  const Common* common_;
  const Residents* here_ = nullptr;
};

}  // namespace iamgen::backends::cfn

// What each entity becomes in a script: values, and calls of the functions in
// `functions.h`.
#pragma once

#include <string>
#include <vector>

#include "backends/aws_cli/script.h"
#include "backends/slots.h"
#include "model/identities.h"
#include "model/topology.h"
#include "writers/rope.h"

namespace iamgen::backends::aws_cli {

// Makes blocks. Each starts with the comment that says where it comes from. The
// account being built is written by slots alone, so that equal accounts share
// their blocks.
class Blocks {
 public:
  Blocks(const model::Topology& topology, Slots& slots, bool compact)
      : topology_(topology), slots_(slots), compact_(compact) {}

  writers::Rope Policy(model::PolicyId id, model::AccountId account,
                       const std::string& comment);
  writers::Rope Role(model::RoleId id, model::AccountId account,
                     const std::string& comment);
  writers::Rope Profile(support::Id<model::InstanceProfile> id,
                        const std::string& comment);
  writers::Rope Group(model::GroupId id, model::AccountId account,
                      const std::string& comment);
  // Users that somebody else makes, as members.
  writers::Rope Members(model::GroupId id, const std::string& comment);
  writers::Rope User(model::UserId id, model::AccountId account,
                     const std::string& comment);
  writers::Rope Oidc(support::Id<model::OidcProvider> id,
                     model::AccountId account, const std::string& comment);
  writers::Rope Saml(support::Id<model::SamlProvider> id,
                     const std::string& comment);
  // The policy of a resource that is made elsewhere.
  writers::Rope Resource(support::Id<model::ResourcePolicy> id,
                         model::AccountId account, const std::string& comment);
  // One of a job's permissions to be invoked, of one account alone.
  writers::Rope Permission(const model::LambdaJob& job,
                           const std::string& principal,
                           const std::string& source, model::AccountId account,
                           const std::string& comment);

 private:
  writers::Text Of(const model::Text& text, SlotForm form);
  writers::Value Json(const model::Text& text);
  // The text that is an entity's name, or its ARN.
  model::Text NameOf(model::EntityRef entity) const;
  model::Text ArnOf(model::EntityRef entity) const;
  writers::Value Tags(const std::vector<model::Tag>& tags);
  writers::Value Tree(const model::Document& document,
                      model::AccountId account);
  writers::Text ArnOf(const model::Attachment& attachment, SlotForm form);

  void AddBoundary(const model::IdentityView& identity, Script& script);
  // Inline and attached policies.
  void AddPermissions(const model::IdentityView& identity,
                      model::AccountId account, Script& script);

  const model::Topology& topology_;
  Slots& slots_;
  bool compact_;
};

}  // namespace iamgen::backends::aws_cli

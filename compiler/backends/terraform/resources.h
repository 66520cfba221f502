// The blocks of a module: what each entity becomes in one account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backends/document.h"
#include "backends/slots.h"
#include "diag/span.h"
#include "model/identities.h"
#include "model/references.h"
#include "model/topology.h"
#include "writers/value.h"

namespace iamgen::backends::terraform {

// A `resource` or `data` block, whatever the syntax. A policy is a call of
// `jsonencode` with its document.
struct Resource {
  std::string type = {};
  std::string name = {};
  writers::Map attributes = {};
  // What it is made of; nowhere for what only looks something up.
  diag::Span span = {};
  // The path of that, if it is another than the entity's.
  std::string path = {};
  bool retain = false;
  bool is_data = false;
  // Said above it, after where it comes from.
  std::string remark = {};
  // What `terraform import` calls it, where that is known before.
  std::optional<writers::Text> import_id = {};

  [[nodiscard]] std::string Address() const {
    return (is_data ? "data." : "") + type + "." + name;
  }
};

using ResourceList = std::vector<Resource>;

// Builds blocks ("AWS Provider" documentation, IAM). Accounts are written by
// their ids, entities of the module by references.
class Resources {
 public:
  // `form` is how the syntax has its values.
  Resources(const model::Topology& topology, Slots& slots, SlotForm form)
      : topology_(topology),
        slots_(slots),
        form_(form),
        references_(topology) {}

  ResourceList Policy(model::PolicyId id, model::AccountId account);
  // Each identity comes with its inline policies and attachments, which are
  // blocks of their own.
  ResourceList Role(model::RoleId id, model::AccountId account);
  ResourceList Profile(support::Id<model::InstanceProfile> id);
  // With the users that are made elsewhere.
  ResourceList Group(model::GroupId id, model::AccountId account);
  // With the groups they are in.
  ResourceList User(model::UserId id, model::AccountId account);
  ResourceList Oidc(support::Id<model::OidcProvider> id,
                    model::AccountId account);
  ResourceList Saml(support::Id<model::SamlProvider> id);
  // The policy on a resource that is made elsewhere.
  ResourceList OnResource(support::Id<model::ResourcePolicy> id,
                          model::AccountId account);
  // Who may invoke the function of a job.
  ResourceList Permissions(support::Id<model::LambdaJob> id,
                           model::AccountId account);
  // The control policies, and what in the organization they are attached to.
  ResourceList Organization(model::AccountId master);

 private:
  // A text as HCL writes it: with references to entities of the module.
  // `within` is the entity that the text is a part of; nothing refers to what
  // is in none.
  writers::Text Convert(const model::Text& text, Position position,
                        std::optional<model::EntityRef> within);
  // A text without references: names, tags.
  writers::Text Plain(const model::Text& text);
  template <typename Refers>
  writers::Text Written(const model::Text& text, Refers refers);
  [[nodiscard]] bool IsReference(const model::Hole& hole, Position position,
                                 std::optional<model::EntityRef> within) const;
  // `aws_iam_role.Deploy`.
  [[nodiscard]] std::string AddressOf(model::EntityRef entity) const;
  // `aws_iam_role.Deploy.arn`, alone.
  [[nodiscard]] writers::Value Reference(model::EntityRef entity,
                                         const char* attribute) const;
  // `jsonencode(...)`.
  writers::Value Encoded(const model::Document& document,
                         model::AccountId account,
                         std::optional<model::EntityRef> within);
  writers::Value Attached(const model::Attachment& attachment,
                          std::optional<model::EntityRef> within);
  writers::Value ListOf(const model::Texts& texts, model::AccountId account);

  Resource Provider(model::EntityRef self, writers::Map attributes,
                    diag::Span span, bool retain);
  Resource Identity(const model::IdentityView& identity, diag::Span span,
                    bool retain);
  void AddNameAndPath(const model::Text& name, const model::Text& path,
                      writers::Map& attributes);
  void AddBoundary(const model::IdentityView& identity,
                   writers::Map& attributes);
  void AddTags(const std::vector<model::Tag>& tags, writers::Map& attributes);
  void AddInlines(const model::IdentityView& identity, model::AccountId account,
                  ResourceList& list);
  void AddAttachments(const model::IdentityView& identity, ResourceList& list);
  Resource Membership(std::string name, writers::Value user,
                      writers::List groups, diag::Span span) const;
  void AddTargets(const model::ControlPolicy& policy, const Resource& resource,
                  ResourceList& list) const;

  const model::Topology& topology_;
  Slots& slots_;
  SlotForm form_;
  model::References references_;
};

// The type of an entity's block: `aws_iam_role`.
const char* TypeOf(model::EntityKind kind);

}  // namespace iamgen::backends::terraform

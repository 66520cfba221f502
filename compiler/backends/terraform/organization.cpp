// Control policies and their targets, which are looked up by name.
#include <set>
#include <string>

#include "backends/terraform/naming.h"
#include "backends/terraform/resources.h"

namespace iamgen::backends::terraform {

using writers::Map;
using writers::Text;

namespace {

constexpr const char* kUnit = "aws_organizations_organizational_unit";

Resource TheOrganization() {
  return {.type = "aws_organizations_organization",
          .name = "current",
          .is_data = true};
}

std::string RootId() { return TheOrganization().Address() + ".roots[0].id"; }

// The block that looks for a unit; `path` is "Workloads/NonProd". AWS allows
// unequal units of one name, but not below one parent.
Resource UnitAt(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const bool is_top = slash == std::string::npos;
  Map attributes;
  attributes.push_back(
      {.key = "parent_id",
       .value = {Text().AddExpression(
           is_top ? RootId()
                  : UnitAt(path.substr(0, slash)).Address() + ".id")}});
  attributes.push_back(
      {.key = "name", .value = {Text(path.substr(is_top ? 0 : slash + 1))}});
  return {.type = kUnit,
          .name = BlockName({path}),
          .attributes = std::move(attributes),
          .is_data = true};
}

const char* WordFor(model::ControlKind kind) {
  return kind == model::ControlKind::kService ? "scp" : "rcp";
}

std::string PathOf(const model::ControlPolicy& policy) {
  return "organization." + std::string(WordFor(policy.kind)) + "s." +
         policy.key;
}

}  // namespace

void Resources::AddTargets(const model::ControlPolicy& policy,
                           const Resource& resource, ResourceList& list) const {
  const auto attach = [&](std::string name, Text target_id) {
    Map attributes;
    attributes.push_back(
        {.key = "policy_id",
         .value = {Text().AddExpression(resource.Address() + ".id")}});
    attributes.push_back({.key = "target_id", .value = {std::move(target_id)}});
    list.push_back({.type = "aws_organizations_policy_attachment",
                    .name = std::move(name),
                    .attributes = std::move(attributes),
                    .span = policy.span,
                    .path = PathOf(policy)});
  };
  const char* word = WordFor(policy.kind);
  if (policy.on_root) {
    attach(BlockName({word, policy.key, "root"}),
           Text().AddExpression(RootId()));
  }
  for (const std::string& path : policy.on_ous) {
    attach(BlockName({word, policy.key, "ou", path}),
           Text().AddExpression(UnitAt(path).Address() + ".id"));
  }
  if (policy.on_accounts.valid()) {
    for (const model::AccountId id :
         topology_.account_sets[policy.on_accounts].members) {
      const model::Account& account = topology_.accounts[id];
      attach(BlockName({word, policy.key, "account", account.alias}),
             Text(account.id));
    }
  }
}

ResourceList Resources::Organization(model::AccountId master) {
  ResourceList list;
  std::set<std::string> units;
  bool looks_up = false;
  for (const model::ControlPolicy& policy : topology_.control_policies) {
    looks_up |= policy.on_root || !policy.on_ous.empty();
    for (std::string path : policy.on_ous) {
      while (units.insert(path).second && path.find('/') != std::string::npos) {
        path.resize(path.rfind('/'));
      }
    }
  }
  if (looks_up) {
    list.push_back(TheOrganization());
  }
  for (const std::string& path : units) {
    list.push_back(UnitAt(path));
  }
  for (const model::ControlPolicy& policy : topology_.control_policies) {
    Map attributes;
    attributes.push_back({.key = "name", .value = {Plain(policy.name.value)}});
    if (!policy.description.value.empty()) {
      attributes.push_back(
          {.key = "description", .value = {Plain(policy.description.value)}});
    }
    attributes.push_back(
        {.key = "type",
         .value = {Text(policy.kind == model::ControlKind::kService
                            ? "SERVICE_CONTROL_POLICY"
                            : "RESOURCE_CONTROL_POLICY")}});
    attributes.push_back(
        {.key = "content",
         .value = Encoded(policy.document, master, std::nullopt)});
    Resource resource{.type = "aws_organizations_policy",
                      .name = BlockName({WordFor(policy.kind), policy.key}),
                      .attributes = std::move(attributes),
                      .span = policy.span,
                      .path = PathOf(policy)};
    list.push_back(resource);
    AddTargets(policy, resource, list);
  }
  return list;
}

}  // namespace iamgen::backends::terraform

// What whoever creates the stack must acknowledge.
#include <string>
#include <string_view>

#include "importers/cfn_checks/template_checks.h"
#include "importers/template_resource_rules.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;

namespace {

// A name that the template gives to something of IAM.
std::string_view NameGiven(const Template& from, const Resource& resource) {
  for (const std::string_view property :
       {"RoleName", "UserName", "GroupName", "ManagedPolicyName",
        "InstanceProfileName"}) {
    const bool own = resource.type == "AWS::IAM::Role" ||
                     resource.type == "AWS::IAM::User" ||
                     resource.type == "AWS::IAM::Group" ||
                     resource.type == "AWS::IAM::ManagedPolicy" ||
                     resource.type == "AWS::IAM::InstanceProfile";
    if (own && from.Find(resource.properties, property) != kNoNode) {
      return property;
    }
  }
  return {};
}

}  // namespace

void CheckCapabilities(const Template& from, diag::Sink& sink) {
  const Resource* first = nullptr;
  const Resource* named = nullptr;
  for (const Resource& resource : from.resources()) {
    if (!resource.type.starts_with("AWS::IAM::")) {
      continue;
    }
    first = first == nullptr ? &resource : first;
    if (named == nullptr && !NameGiven(from, resource).empty()) {
      named = &resource;
    }
  }
  if (first == nullptr) {
    return;
  }
  const Resource& blamed = named != nullptr ? *named : *first;
  const std::string capability =
      named != nullptr ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
  sink.Add(kCapabilityNeeded, from.tree().SpanOf(blamed.entry.key),
           "the stack needs " + capability +
               (named != nullptr
                    ? ": `" + std::string(blamed.entry.name) + "` has a " +
                          std::string(NameGiven(from, blamed))
                    : ": it has resources of IAM"))
      .Help("deploy it with `--capabilities " + capability + "`");
}

}  // namespace iamgen::importers::cfn

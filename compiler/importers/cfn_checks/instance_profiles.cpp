// How many roles an instance profile holds.
#include <cstddef>
#include <string>

#include "importers/cfn/function.h"
#include "importers/cfn_checks/template_checks.h"
#include "importers/instance_profile_rules.h"
#include "support/text.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

struct Bounds {
  std::size_t least = 0;
  std::size_t most = 0;
};

// The least and the most that the list may come to.
Bounds CountRoles(const Template& from, NodeIndex list) {
  Bounds bounds;
  for (const NodeIndex one : ElementsOf(from.tree(), list)) {
    const auto function = FunctionAt(from, one);
    const bool may_vanish = function && (function->name == "Fn::If" ||
                                         function->name == "Fn::Transform");
    bounds.least += may_vanish ? 0 : 1;
    ++bounds.most;
  }
  return bounds;
}

}  // namespace

void CheckInstanceProfiles(const Template& from, diag::Sink& sink) {
  for (const Resource& resource : from.resources()) {
    if (resource.type != "AWS::IAM::InstanceProfile") {
      continue;
    }
    const NodeIndex roles = from.Find(resource.properties, "Roles");
    if (roles == kNoNode || from.tree()[roles].kind != NodeKind::kSequence) {
      continue;
    }
    const auto [least, most] = CountRoles(from, roles);
    if (most == 0 || least > 1) {
      sink.Add(kInstanceProfileRoles, from.tree().SpanOf(roles),
               "the instance profile `" + std::string(resource.entry.name) +
                   "` lists " +
                   (most == 0 ? std::string("no role")
                              : support::Count(least, "role")) +
                   ", and it takes one")
          .Help(most == 0 ? "name the role"
                          : "make an instance profile for each role");
    }
  }
}

}  // namespace iamgen::importers::cfn

// Visits every document there is.
#include "passes/minimise.h"

#include <utility>
#include <vector>

#include "passes/split_policies.h"

namespace iamgen::passes {
namespace {

void Apply(model::Document& document, const analysis::Minimising& how) {
  document = analysis::Minimise(std::move(document), how);
}

void Apply(std::vector<model::InlinePolicy>& inlines,
           const analysis::Minimising& how) {
  for (model::InlinePolicy& one : inlines) {
    Apply(one.document, how);
  }
}

}  // namespace

model::Topology Minimise(model::Topology topology,
                         const analysis::Minimising& how) {
  for (model::ManagedPolicy& one : topology.policies) {
    Apply(one.document, how);
  }
  for (model::Role& one : topology.roles) {
    Apply(one.trust, how);
    Apply(one.inlines, how);
  }
  for (model::Group& one : topology.groups) {
    Apply(one.inlines, how);
  }
  for (model::User& one : topology.users) {
    Apply(one.inlines, how);
  }
  for (model::ResourcePolicy& one : topology.resources) {
    Apply(one.document, how);
  }
  for (model::ControlPolicy& one : topology.control_policies) {
    Apply(one.document, how);
  }
  return SplitPolicies(std::move(topology));
}

}  // namespace iamgen::passes

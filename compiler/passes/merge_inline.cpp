// Joins inline policies.
#include "passes/merge_inline.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/sids.h"

namespace iamgen::passes {
namespace {

void Merge(const std::optional<model::LocatedText>& name,
           std::vector<model::InlinePolicy>& inlines) {
  if (!name || inlines.empty()) {
    return;
  }
  // What was written comes before what follows from it.
  std::stable_partition(
      inlines.begin(), inlines.end(),
      [](const model::InlinePolicy& one) { return !one.derived; });
  model::InlinePolicy merged;
  merged.name = *name;
  // Policy variables work in the newer version alone; it takes all of them.
  merged.document.version = inlines.front().document.version;
  merged.document.version_span = inlines.front().document.version_span;
  model::SidNumbers numbers;
  for (model::InlinePolicy& one : inlines) {
    if (one.document.version != merged.document.version) {
      merged.document.version = model::Document().version;
    }
    auto& statements = merged.document.statements;
    const std::size_t before = statements.size();
    statements.insert(statements.end(),
                      std::make_move_iterator(one.document.statements.begin()),
                      std::make_move_iterator(one.document.statements.end()));
    numbers.Number(merged.document, before);
  }
  inlines.clear();
  if (!merged.document.statements.empty()) {
    inlines.push_back(std::move(merged));
  }
}

}  // namespace

model::Topology MergeInline(model::Topology topology) {
  for (model::Role& role : topology.roles) {
    Merge(role.merged_name, role.inlines);
  }
  for (model::User& user : topology.users) {
    Merge(user.merged_name, user.inlines);
  }
  for (model::Group& group : topology.groups) {
    Merge(group.merged_name, group.inlines);
  }
  return topology;
}

}  // namespace iamgen::passes

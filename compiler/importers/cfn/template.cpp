// Finds the sections once.
#include "importers/cfn/template.h"

#include <utility>

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

constexpr std::string_view kMergeKey = "<<";

}  // namespace

Template::Template(const diag::SourceMap& sources, syntax::Tree tree)
    : sources_(sources), tree_(std::move(tree)) {
  transformed_ = Section("Transform") != kNoNode;
  parameters_ = MembersOf(Section("Parameters"));
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    parameter_index_.emplace(parameters_[i].name, i);
  }
  for (const Entry& entry : MembersOf(Section("Resources"))) {
    if (entry.name.starts_with("Fn::")) {
      transformed_ = true;
      continue;
    }
    const auto type = TextOf(Find(entry.value, "Type"));
    const NodeIndex properties = Find(entry.value, "Properties");
    const bool mapping =
        properties != kNoNode && tree_[properties].kind == NodeKind::kMapping;
    resource_index_.emplace(entry.name, resources_.size());
    resources_.push_back(
        {entry, type.value_or(""), mapping ? properties : kNoNode});
  }
}

NodeIndex Template::Find(NodeIndex mapping, std::string_view key) const {
  if (mapping == kNoNode || tree_[mapping].kind != NodeKind::kMapping) {
    return kNoNode;
  }
  NodeIndex merged = kNoNode;
  for (NodeIndex child = tree_[mapping].first_child; child != kNoNode;) {
    const NodeIndex value = tree_[child].next_sibling;
    if (tree_.TextOf(child) == key) {
      return value;
    }
    if (tree_.TextOf(child) == kMergeKey) {
      merged = value;
    }
    child = tree_[value].next_sibling;
  }
  return merged == kNoNode ? kNoNode : Find(merged, key);
}

std::optional<std::string_view> Template::TextOf(NodeIndex node) const {
  if (node == kNoNode) {
    return std::nullopt;
  }
  switch (tree_[node].kind) {
    case NodeKind::kPlain:
    case NodeKind::kQuoted:
    case NodeKind::kNumber:
    case NodeKind::kBoolean:
      return tree_.TextOf(node);
    case NodeKind::kNull:
    case NodeKind::kSequence:
    case NodeKind::kMapping:
    case NodeKind::kBroken:
      return std::nullopt;
  }
  return std::nullopt;
}

std::vector<Entry> Template::MembersOf(NodeIndex mapping) const {
  std::vector<Entry> members;
  if (mapping == kNoNode || tree_[mapping].kind != NodeKind::kMapping) {
    return members;
  }
  members.reserve(tree_[mapping].count);
  for (NodeIndex key = tree_[mapping].first_child; key != kNoNode;) {
    const NodeIndex value = tree_[key].next_sibling;
    members.push_back({tree_.TextOf(key), key, value});
    key = tree_[value].next_sibling;
  }
  return members;
}

const Resource* Template::FindResource(std::string_view name) const {
  const auto found = resource_index_.find(name);
  return found == resource_index_.end() ? nullptr : &resources_[found->second];
}

const Entry* Template::FindParameter(std::string_view name) const {
  const auto found = parameter_index_.find(name);
  return found == parameter_index_.end() ? nullptr
                                         : &parameters_[found->second];
}

}  // namespace iamgen::importers::cfn

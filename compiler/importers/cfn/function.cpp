// Knows the shapes of calls.
#include "importers/cfn/function.h"

#include <algorithm>

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

std::optional<Function> FunctionAt(const Template& from, NodeIndex node) {
  const syntax::Tree& tree = from.tree();
  if (node == kNoNode || tree[node].kind != NodeKind::kMapping ||
      tree[node].count != 1) {
    return std::nullopt;
  }
  const NodeIndex key = tree[node].first_child;
  const std::string_view name = tree.TextOf(key);
  const bool call = name == "Ref" || (name.starts_with("Fn::") &&
                                      !name.starts_with("Fn::ForEach"));
  return call ? std::optional(Function{name, key, tree[key].next_sibling})
              : std::nullopt;
}

std::vector<NodeIndex> ElementsOf(const syntax::Tree& tree, NodeIndex node) {
  std::vector<NodeIndex> elements;
  if (node != kNoNode && tree[node].kind == NodeKind::kSequence) {
    elements.reserve(tree[node].count);
    for (NodeIndex child = tree[node].first_child; child != kNoNode;
         child = tree[child].next_sibling) {
      elements.push_back(child);
    }
  }
  return elements;
}

Attribute AttributeOf(const Template& from, NodeIndex argument) {
  if (const auto text = from.TextOf(argument)) {
    const std::size_t point = std::min(text->find('.'), text->size());
    const std::size_t rest = std::min(point + 1, text->size());
    return {text->substr(0, point), text->substr(rest)};
  }
  const std::vector<NodeIndex> parts = ElementsOf(from.tree(), argument);
  if (parts.size() < 2) {
    return {};
  }
  return {from.TextOf(parts[0]).value_or(""),
          from.TextOf(parts[1]).value_or("")};
}

}  // namespace iamgen::importers::cfn

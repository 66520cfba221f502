// Modules within modules, and in each the values of its resources.
#include <string>
#include <string_view>
#include <utility>

#include "importers/terraform/configuration_readers.h"
#include "importers/terraform/json_values.h"

namespace iamgen::importers::terraform {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

class Plan {
 public:
  Plan(const diag::SourceMap& sources, const syntax::Tree& tree)
      : tree_(tree), values_(sources, tree, false) {
    configuration_.planned = true;
  }

  Configuration Read() {
    for (const char* whole : {"planned_values", "values"}) {
      const NodeIndex root = Find(Find(0, whole), "root_module");
      if (root != kNoNode) {
        AddModule(root);
        return std::move(configuration_);
      }
    }
    ForEachElement(Find(0, "resource_changes"), [&](NodeIndex change) {
      Add(change, Find(Find(change, "change"), "after"));
    });
    return std::move(configuration_);
  }

 private:
  [[nodiscard]] NodeIndex Find(NodeIndex mapping, std::string_view key) const {
    if (mapping == kNoNode || tree_[mapping].kind != NodeKind::kMapping) {
      return kNoNode;
    }
    for (NodeIndex child = tree_[mapping].first_child; child != kNoNode;) {
      const NodeIndex value = tree_[child].next_sibling;
      if (tree_.TextOf(child) == key) {
        return value;
      }
      child = tree_[value].next_sibling;
    }
    return kNoNode;
  }

  [[nodiscard]] std::string TextOf(NodeIndex mapping,
                                   std::string_view key) const {
    const NodeIndex node = Find(mapping, key);
    return node != kNoNode && tree_[node].kind == NodeKind::kQuoted
               ? std::string(tree_.TextOf(node))
               : std::string();
  }

  template <typename Look>
  void ForEachElement(NodeIndex list, Look look) const {
    if (list == kNoNode || tree_[list].kind != NodeKind::kSequence) {
      return;
    }
    for (NodeIndex one = tree_[list].first_child; one != kNoNode;
         one = tree_[one].next_sibling) {
      look(one);
    }
  }

  // As deep as the tree.
  void AddModule(NodeIndex module) {
    ForEachElement(Find(module, "resources"), [&](NodeIndex resource) {
      Add(resource, Find(resource, "values"));
    });
    ForEachElement(Find(module, "child_modules"),
                   [&](NodeIndex child) { AddModule(child); });
  }

  void Add(NodeIndex resource, NodeIndex values) {
    if (values == kNoNode || TextOf(resource, "mode") == "data" ||
        !IsLookedAt(TextOf(resource, "type"))) {
      return;
    }
    Thing thing;
    thing.type = TextOf(resource, "type");
    thing.name = TextOf(resource, "name");
    thing.address = TextOf(resource, "address");
    thing.name_span = tree_.SpanOf(values);
    thing.body = values_.BlockOf("resource", values);
    configuration_.things.push_back(std::move(thing));
  }

  const syntax::Tree& tree_;
  JsonValues values_;
  Configuration configuration_;
};

}  // namespace

Configuration ReadPlan(const diag::SourceMap& sources,
                       const syntax::Tree& tree) {
  return Plan(sources, tree).Read();
}

}  // namespace iamgen::importers::terraform

// Objects of `.tf.json`.
#include <functional>
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

using Look = std::function<void(NodeIndex key, NodeIndex value)>;

// The members of an object, or of every object in a list.
void ForEachMember(const syntax::Tree& tree, NodeIndex node, const Look& look) {
  if (tree[node].kind == NodeKind::kSequence) {
    for (NodeIndex one = tree[node].first_child; one != kNoNode;
         one = tree[one].next_sibling) {
      if (tree[one].kind == NodeKind::kMapping) {
        ForEachMember(tree, one, look);
      }
    }
  } else if (tree[node].kind == NodeKind::kMapping) {
    for (NodeIndex key = tree[node].first_child; key != kNoNode;) {
      const NodeIndex value = tree[key].next_sibling;
      look(key, value);
      key = tree[value].next_sibling;
    }
  }
}

class JsonForm {
 public:
  JsonForm(const diag::SourceMap& sources, const syntax::Tree& tree)
      : tree_(tree), values_(sources, tree, true) {}

  Configuration Read() {
    ForEachMember(tree_, 0, [&](NodeIndex key, NodeIndex value) {
      const std::string_view section = tree_.TextOf(key);
      if (section == "resource" || section == "data") {
        AddThings(section == "data", value);
      } else if (section == "variable" || section == "output" ||
                 section == "module") {
        ForEachMember(tree_, value,
                      [&](NodeIndex name, NodeIndex) { AddLabel(name); });
      }
    });
    configuration_.policy_variables = values_.TakeVariables();
    return std::move(configuration_);
  }

 private:
  void AddLabel(NodeIndex name) {
    configuration_.labels.push_back(
        {std::string(tree_.TextOf(name)), tree_.SpanOf(name)});
  }

  void AddThings(bool data, NodeIndex types) {
    ForEachMember(tree_, types, [&](NodeIndex type, NodeIndex names) {
      ForEachMember(tree_, names, [&](NodeIndex name, NodeIndex body) {
        if (tree_[body].kind == NodeKind::kMapping) {
          Add(data, type, name, body);
        }
        for (NodeIndex one = tree_[body].kind == NodeKind::kSequence
                                 ? tree_[body].first_child
                                 : kNoNode;
             one != kNoNode; one = tree_[one].next_sibling) {
          Add(data, type, name, one);
        }
      });
    });
  }

  void Add(bool data, NodeIndex type, NodeIndex name, NodeIndex body) {
    AddLabel(name);
    if (!IsLookedAt(tree_.TextOf(type))) {
      return;
    }
    Thing thing;
    thing.is_data = data;
    thing.type = tree_.TextOf(type);
    thing.name = tree_.TextOf(name);
    thing.name_span = tree_.SpanOf(name);
    thing.address = (data ? "data." : "") + thing.type + "." + thing.name;
    thing.body = values_.BlockOf(data ? "data" : "resource", body);
    configuration_.things.push_back(std::move(thing));
  }

  const syntax::Tree& tree_;
  JsonValues values_;
  Configuration configuration_;
};

}  // namespace

Configuration ReadJsonForm(const diag::SourceMap& sources,
                           const syntax::Tree& tree) {
  return JsonForm(sources, tree).Read();
}

}  // namespace iamgen::importers::terraform

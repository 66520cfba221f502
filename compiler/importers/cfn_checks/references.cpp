// Walks resources, outputs and conditions.
#include "importers/cfn_checks/references.h"

#include <algorithm>

#include "importers/cfn/function.h"
#include "importers/cfn/sub_text.h"
#include "importers/placed_text.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

class Collector {
 public:
  explicit Collector(const Template& from) : from_(from) {}

  std::vector<Reference> Collect() {
    for (std::size_t i = 0; i < from_.resources().size(); ++i) {
      owner_ = i;
      const NodeIndex resource = from_.resources()[i].entry.value;
      AddText(ReferenceKind::kCondition, from_.Find(resource, "Condition"));
      const NodeIndex depends = from_.Find(resource, "DependsOn");
      AddText(ReferenceKind::kDependsOn, depends);
      for (const NodeIndex one : ElementsOf(from_.tree(), depends)) {
        AddText(ReferenceKind::kDependsOn, one);
      }
      Walk(resource);
    }
    owner_ = kNoOwner;
    for (const Entry& output : from_.MembersOf(from_.Section("Outputs"))) {
      AddText(ReferenceKind::kCondition, from_.Find(output.value, "Condition"));
      Walk(output.value);
    }
    in_conditions_ = true;
    for (const char* section : {"Conditions", "Rules"}) {
      if (from_.Section(section) != kNoNode) {
        Walk(from_.Section(section));
      }
    }
    return std::move(references_);
  }

 private:
  void Add(ReferenceKind kind, std::string_view name,
           std::string_view attribute, diag::Span span) {
    references_.push_back({kind, name, attribute, span, owner_});
  }

  // One that is written as a text; anything else names nothing.
  void AddText(ReferenceKind kind, NodeIndex node) {
    if (const auto text = from_.TextOf(node)) {
      Add(kind, *text, {}, from_.tree().SpanOf(node));
    }
  }

  // The depth is that of the tree.
  void Walk(NodeIndex node) {
    const syntax::Tree& tree = from_.tree();
    if (const auto function = FunctionAt(from_, node)) {
      AddCall(*function);
    }
    if (in_conditions_ && tree[node].kind == NodeKind::kMapping) {
      AddText(ReferenceKind::kCondition, from_.Find(node, "Condition"));
    }
    for (NodeIndex child = tree[node].first_child; child != kNoNode;
         child = tree[child].next_sibling) {
      Walk(child);
    }
  }

  void AddCall(const Function& function) {
    const NodeIndex argument = function.argument;
    if (function.name == "Ref") {
      AddText(ReferenceKind::kRef, argument);
    } else if (function.name == "Fn::GetAtt") {
      const Attribute attribute = AttributeOf(from_, argument);
      if (!attribute.resource.empty()) {
        Add(ReferenceKind::kGetAtt, attribute.resource, attribute.name,
            from_.tree().SpanOf(argument));
      }
    } else if (function.name == "Fn::Sub") {
      AddSub(argument);
    } else if (function.name == "Fn::If") {
      const auto parts = ElementsOf(from_.tree(), argument);
      AddText(ReferenceKind::kCondition, parts.empty() ? kNoNode : parts[0]);
    } else if (function.name == "Fn::FindInMap") {
      const auto parts = ElementsOf(from_.tree(), argument);
      AddText(ReferenceKind::kMapping, parts.empty() ? kNoNode : parts[0]);
    }
  }

  void AddSub(NodeIndex argument) {
    const syntax::Tree& tree = from_.tree();
    const auto parts = ElementsOf(tree, argument);
    const NodeIndex node = parts.empty() ? argument : parts[0];
    const auto text = from_.TextOf(node);
    if (!text) {
      return;
    }
    const NodeIndex values = parts.size() > 1 ? parts[1] : kNoNode;
    const auto variables = FindSubVariables(*text);
    if (variables.empty()) {
      return;
    }
    const diag::Span span = tree.SpanOf(node);
    const PlacedText placed =
        PlaceScalar(tree.file, span.begin, from_.sources().TextOf(span), *text);
    for (const SubVariable& one : variables) {
      if (one.literal || from_.Find(values, one.name) != kNoNode) {
        continue;
      }
      const std::size_t point = std::min(one.name.find('.'), one.name.size());
      const bool policy_variable =
          one.name.find(':') != std::string_view::npos &&
          !one.name.starts_with("AWS::");
      const bool attribute = point < one.name.size() && !policy_variable;
      Add(ReferenceKind::kSub, attribute ? one.name.substr(0, point) : one.name,
          attribute ? one.name.substr(point + 1) : std::string_view(),
          placed.SpanOf(one.begin, one.end));
    }
  }

  const Template& from_;
  std::size_t owner_ = kNoOwner;
  bool in_conditions_ = false;
  std::vector<Reference> references_;
};

}  // namespace

std::vector<Reference> CollectReferences(const Template& from) {
  return Collector(from).Collect();
}

}  // namespace iamgen::importers::cfn

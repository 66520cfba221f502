// Names that nothing has, and policy variables that `Fn::Sub` takes for some.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "importers/cfn/function.h"
#include "importers/cfn/iam_types.h"
#include "importers/cfn/policy_properties.h"
#include "importers/cfn_checks/template_checks.h"
#include "importers/template_reference_rules.h"
#include "support/text.h"
#include "syntax/wording.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;

namespace {

constexpr std::array<std::string_view, 8> kPseudoParameters = {
    "AWS::AccountId", "AWS::NoValue",  "AWS::NotificationARNs",
    "AWS::Partition", "AWS::Region",   "AWS::StackId",
    "AWS::StackName", "AWS::URLSuffix"};

// Every suggestion compares a name with all others: no file takes long.
constexpr int kMostSuggestions = 100;
constexpr std::size_t kMostCompared = 2'000;

// `aws:username`, `*`: what IAM replaces when it evaluates a policy.
bool IsPolicyVariable(std::string_view name) {
  return name == "*" || name == "?" || name == "$" ||
         (name.find(':') != std::string_view::npos &&
          !name.starts_with("AWS::"));
}

class ReferenceChecks {
 public:
  ReferenceChecks(const Template& from, diag::Sink& sink)
      : from_(from), sink_(sink) {
    for (const Entry& entry : from.MembersOf(from.Section("Mappings"))) {
      mappings_.push_back(entry.name);
    }
    for (const Entry& entry : from.MembersOf(from.Section("Conditions"))) {
      conditions_.push_back(entry.name);
    }
    known_conditions_ = {conditions_.begin(), conditions_.end()};
    known_mappings_ = {mappings_.begin(), mappings_.end()};
    names_.assign(kPseudoParameters.begin(), kPseudoParameters.end());
    for (const Entry& entry : from.parameters()) {
      names_.push_back(entry.name);
    }
    for (const Resource& resource : from.resources()) {
      names_.push_back(resource.entry.name);
      resource_names_.push_back(resource.entry.name);
    }
  }

  void Check(const Reference& reference) {
    switch (reference.kind) {
      case ReferenceKind::kSub:
        if (IsPolicyVariable(reference.name)) {
          PolicyVariable(reference);
          return;
        }
        CheckValue(reference);
        return;
      case ReferenceKind::kRef:
      case ReferenceKind::kGetAtt:
        CheckValue(reference);
        return;
      case ReferenceKind::kDependsOn:
        if (from_.FindResource(reference.name) == nullptr) {
          Unresolved(reference, "resource", resource_names_);
        }
        return;
      case ReferenceKind::kCondition:
        if (!known_conditions_.contains(reference.name)) {
          Unresolved(reference, "condition", conditions_);
        }
        return;
      case ReferenceKind::kMapping:
        if (!known_mappings_.contains(reference.name)) {
          Unresolved(reference, "mapping", mappings_);
        }
        return;
    }
  }

  // Texts that look as if `Fn::Sub` stood before them, below a node.
  void CheckTexts(NodeIndex node) {
    const syntax::Tree& tree = from_.tree();
    const auto function = FunctionAt(from_, node);
    if (function && function->name == "Fn::Sub") {
      return;
    }
    const auto text = from_.TextOf(node);
    if (text && text->find("${AWS::") != std::string_view::npos) {
      sink_
          .Add(kSubEscaping, tree.SpanOf(node),
               syntax::Code(*text) +
                   " names a pseudo parameter, and no Fn::Sub replaces it")
          .Help("write it as the argument of Fn::Sub");
    }
    for (NodeIndex child = tree[node].first_child; child != kNoNode;
         child = tree[child].next_sibling) {
      CheckTexts(child);
    }
  }

 private:
  void PolicyVariable(const Reference& reference) {
    const std::string name(reference.name);
    sink_
        .Add(kSubEscaping, reference.span,
             "Fn::Sub takes the policy variable `${" + name +
                 "}` for a name of the template")
        .Help("write `${!" + name + "}`");
  }

  void CheckValue(const Reference& reference) {
    const bool attribute = !reference.attribute.empty() ||
                           reference.kind == ReferenceKind::kGetAtt;
    if (attribute) {
      const Resource* resource = from_.FindResource(reference.name);
      if (resource == nullptr) {
        Unresolved(reference, "resource", resource_names_);
      } else {
        CheckAttribute(reference, *resource);
      }
      return;
    }
    if (from_.FindResource(reference.name) == nullptr &&
        from_.FindParameter(reference.name) == nullptr &&
        std::find(kPseudoParameters.begin(), kPseudoParameters.end(),
                  reference.name) == kPseudoParameters.end()) {
      Unresolved(reference, "parameter or resource", names_);
    }
  }

  void CheckAttribute(const Reference& reference, const Resource& resource) {
    const std::vector<std::string_view> known = AttributesOf(resource.type);
    if (known.empty() || reference.attribute.empty() ||
        std::find(known.begin(), known.end(), reference.attribute) !=
            known.end()) {
      return;
    }
    std::string help = support::DidYouMean(reference.attribute, known);
    if (help.empty()) {
      const std::vector<std::string> names(known.begin(), known.end());
      help = "it has " + support::QuotedList(names, names.size());
    }
    sink_
        .Add(kUnresolvedReference, reference.span,
             std::string(resource.type) + " has no attribute " +
                 syntax::Code(reference.attribute))
        .Help(std::move(help));
  }

  void Unresolved(const Reference& reference, std::string_view noun,
                  const std::vector<std::string_view>& known) {
    std::string help;
    if (suggestions_left_ > 0 && known.size() <= kMostCompared) {
      --suggestions_left_;
      help = support::DidYouMean(reference.name, known);
    }
    sink_
        .Add(kUnresolvedReference, reference.span,
             "the template has no " + std::string(noun) + " " +
                 syntax::Code(reference.name))
        .Help(help.empty() ? "define it, or name another" : std::move(help));
  }

  const Template& from_;
  diag::Sink& sink_;
  std::vector<std::string_view> conditions_;
  std::vector<std::string_view> mappings_;
  std::unordered_set<std::string_view> known_conditions_;
  std::unordered_set<std::string_view> known_mappings_;
  std::vector<std::string_view> names_;
  std::vector<std::string_view> resource_names_;
  int suggestions_left_ = kMostSuggestions;
};

}  // namespace

void CheckReferences(const Template& from,
                     const std::vector<Reference>& references,
                     diag::Sink& sink) {
  ReferenceChecks checks(from, sink);
  for (const Reference& reference : references) {
    // Macros define names that are not written, but no policy variables.
    if (!from.transformed() || (reference.kind == ReferenceKind::kSub &&
                                IsPolicyVariable(reference.name))) {
      checks.Check(reference);
    }
  }
  for (const Resource& resource : from.resources()) {
    if (resource.properties != kNoNode &&
        !PolicyPropertiesOf(resource.type).empty()) {
      checks.CheckTexts(resource.properties);
    }
  }
}

}  // namespace iamgen::importers::cfn

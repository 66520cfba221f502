// Sections, attributes and properties: which there are, and what they take.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "importers/cfn/function.h"
#include "importers/cfn/iam_types.h"
#include "importers/cfn_checks/template_checks.h"
#include "importers/template_resource_rules.h"
#include "support/text.h"
#include "syntax/mapping.h"
#include "syntax/wording.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

// "Globals" is of serverless templates.
constexpr std::array<std::string_view, 12> kSections = {
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Mappings",
    "Conditions",
    "Resources",
    "Outputs",
    "Rules",
    "Transform",
    "Hooks",
    "Globals"};

constexpr std::array<std::string_view, 11> kAttributes = {
    "Type",           "Properties",     "DependsOn",    "Condition",
    "Metadata",       "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy",
    "CreationPolicy", "Connectors",     "IgnoreGlobals"};

std::string_view Wanted(Shape shape) {
  switch (shape) {
    case Shape::kText:
      return "a text";
    case Shape::kNumber:
      return "a number";
    case Shape::kBoolean:
      return "true or false";
    case Shape::kList:
      return "a list";
    case Shape::kObject:
      return "an object";
    case Shape::kDocument:
      return "a document";
  }
  return "";
}

class Shapes {
 public:
  Shapes(const Template& from, diag::Sink& sink) : from_(from), sink_(sink) {}

  void CheckSections() {
    if (from_.tree()[0].kind != NodeKind::kMapping) {
      sink_
          .Add(kSchemaViolation, from_.tree().SpanOf(0),
               "a template is an object, and this is none")
          .Help("write `Resources` and what is in it");
      return;
    }
    CheckKeys(0, "a template", {kSections.begin(), kSections.end()});
    if (from_.Section("Resources") == kNoNode && !from_.transformed()) {
      sink_
          .Add(kSchemaViolation, from_.tree().SpanOf(0),
               "the template has no `Resources`")
          .Help("a template defines at least one resource");
    }
  }

  void CheckResource(const Resource& resource) {
    const NodeIndex value = resource.entry.value;
    const diag::Span key = from_.tree().SpanOf(resource.entry.key);
    if (from_.tree()[value].kind != NodeKind::kMapping) {
      if (from_.tree()[value].kind != NodeKind::kBroken) {
        Say(key, "the resource " + Named(resource) + " is no object",
            "write its `Type` and its `Properties`");
      }
      return;
    }
    std::vector<std::string_view> attributes(kAttributes.begin(),
                                             kAttributes.end());
    if (resource.type.starts_with("Custom::") ||
        resource.type == "AWS::CloudFormation::CustomResource") {
      attributes.push_back("Version");
    }
    CheckKeys(value, "a resource", attributes);
    if (resource.type.empty()) {
      if (from_.Find(value, "Type") == kNoNode && !from_.transformed()) {
        Say(key, "the resource " + Named(resource) + " has no `Type`",
            "write it, `AWS::IAM::Role` or another");
      }
      return;
    }
    const auto properties = PropertiesOf(resource.type);
    if (!properties.empty()) {
      CheckProperties(resource.properties, resource.type, key);
    } else if (resource.type.starts_with("AWS::IAM::")) {
      const std::string help = support::DidYouMean(resource.type, KnownTypes());
      Say(from_.tree().SpanOf(from_.Find(value, "Type")),
          "there is no resource type " + syntax::Code(resource.type),
          help.empty() ? "name one of AWS::IAM" : help);
    }
  }

 private:
  static std::string Named(const Resource& resource) {
    return syntax::Code(resource.entry.name);
  }

  void Say(diag::Span span, std::string message, std::string help) {
    sink_.Add(kSchemaViolation, span, std::move(message)).Help(std::move(help));
  }

  void Unknown(const Entry& member, std::string_view where,
               const std::vector<std::string_view>& known,
               std::string_view noun) {
    std::string help = support::DidYouMean(member.name, known);
    if (help.empty()) {
      const std::vector<std::string> names(known.begin(), known.end());
      help = "it has " + support::QuotedList(names, names.size());
    }
    Say(from_.tree().SpanOf(member.key),
        std::string(where) + " has no " + std::string(noun) + " " +
            syntax::Code(member.name),
        std::move(help));
  }

  void CheckKeys(NodeIndex mapping, std::string_view where,
                 const std::vector<std::string_view>& known) {
    for (const Entry& member : from_.MembersOf(mapping)) {
      const bool is_known =
          std::find(known.begin(), known.end(), member.name) != known.end();
      if (!is_known && !IsSpecial(member)) {
        Unknown(member, where, known,
                where == "a template" ? "section" : "attribute");
      }
    }
  }

  // What is no member but adds some.
  static bool IsSpecial(const Entry& member) {
    return member.name.starts_with("Fn::") || member.name == "<<";
  }

  // `where` is the type, or the name of a part of one.
  void CheckProperties(NodeIndex mapping, std::string_view where,
                       diag::Span owner) {
    const auto known = PropertiesOf(where);
    std::vector<std::string_view> names;
    for (const Property& property : known) {
      if (!property.read_only) {
        names.push_back(property.name);
      }
    }
    bool complete = true;
    for (const Entry& member : from_.MembersOf(mapping)) {
      complete = complete && !IsSpecial(member);
      const auto found = std::find_if(known.begin(), known.end(),
                                      [&](const Property& property) {
                                        return property.name == member.name;
                                      });
      if (found != known.end()) {
        CheckProperty(member, *found, where);
      } else if (!IsSpecial(member)) {
        Unknown(member, where, names, "property");
      }
    }
    for (const Property& property : known) {
      if (property.required && complete &&
          from_.Find(mapping, property.name) == kNoNode) {
        Say(owner,
            std::string(where) + " has no `" + std::string(property.name) +
                "` here, which it must have",
            "write it: " + std::string(Wanted(property.shape)));
      }
    }
  }

  void CheckProperty(const Entry& member, const Property& property,
                     std::string_view where) {
    if (property.read_only) {
      Say(from_.tree().SpanOf(member.key),
          "`" + std::string(property.name) + "` of " + std::string(where) +
              " is set by AWS",
          "remove it; Fn::GetAtt gives it");
      return;
    }
    if (FunctionAt(from_, member.value)) {
      return;
    }
    if (!Fits(member.value, property.shape)) {
      Say(from_.tree().SpanOf(member.value),
          "`" + std::string(property.name) + "` of " + std::string(where) +
              " takes " + std::string(Wanted(property.shape)),
          property.shape == Shape::kList
              ? "write a list, also around a single value"
              : "write " + std::string(Wanted(property.shape)));
      return;
    }
    if (property.name == "Policies" || property.name == "Tags") {
      for (const NodeIndex part : ElementsOf(from_.tree(), member.value)) {
        if (from_.tree()[part].kind == NodeKind::kMapping &&
            !FunctionAt(from_, part)) {
          CheckProperties(part, property.name, from_.tree().SpanOf(part));
        }
      }
    } else if (property.name == "LoginProfile") {
      CheckProperties(member.value, property.name,
                      from_.tree().SpanOf(member.key));
    }
  }

  // CloudFormation makes texts of numbers, and numbers of texts.
  [[nodiscard]] bool Fits(NodeIndex node, Shape shape) const {
    const NodeKind kind = from_.tree()[node].kind;
    const auto text = from_.TextOf(node);
    if (kind == NodeKind::kBroken) {
      return true;
    }
    switch (shape) {
      case Shape::kText:
        return text.has_value();
      case Shape::kNumber:
        return text && (syntax::LooksLikeNumber(*text) ||
                        text->starts_with("{{resolve:"));
      case Shape::kBoolean:
        return text && (support::EqualIgnoringCase(*text, "true") ||
                        support::EqualIgnoringCase(*text, "false"));
      case Shape::kList:
        return kind == NodeKind::kSequence;
      case Shape::kObject:
        return kind == NodeKind::kMapping;
      case Shape::kDocument:
        return kind == NodeKind::kMapping || text.has_value();
    }
    return true;
  }

  const Template& from_;
  diag::Sink& sink_;
};

}  // namespace

void CheckShapes(const Template& from, diag::Sink& sink) {
  Shapes shapes(from, sink);
  shapes.CheckSections();
  for (const Resource& resource : from.resources()) {
    shapes.CheckResource(resource);
  }
}

}  // namespace iamgen::importers::cfn

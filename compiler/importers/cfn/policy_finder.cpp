// Walks from a resource to its documents, through conditions.
#include "importers/cfn/policy_finder.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "importers/cfn/evaluator.h"
#include "importers/cfn/policy_properties.h"
#include "importers/document_text.h"
#include "importers/json_text_reader.h"
#include "importers/policy_document.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

constexpr std::string_view kOrganizationsPolicy = "AWS::Organizations::Policy";

// Calls `look` on what stands in place of the node: itself, or what a condition
// chooses from.
void ForEachBranch(const Template& from, NodeIndex node,
                   const std::function<void(NodeIndex)>& look) {
  const auto function = FunctionAt(from, node);
  if (!function || function->name != "Fn::If") {
    look(node);
    return;
  }
  const auto parts = ElementsOf(from.tree(), function->argument);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    ForEachBranch(from, parts[i], look);
  }
}

// A way down from a node, and the nodes passed: the last that is an element of
// a list, if any.
struct Way {
  NodeIndex node = kNoNode;
  NodeIndex element = kNoNode;
};

void Follow(const Template& from, Way way, std::string_view path,
            const std::function<void(Way)>& look) {
  ForEachBranch(from, way.node, [&](NodeIndex node) {
    if (path.empty()) {
      look({node, way.element});
      return;
    }
    const std::size_t point = std::min(path.find('.'), path.size());
    const std::string_view step = path.substr(0, point);
    const std::string_view rest = path.substr(std::min(point + 1, path.size()));
    if (step == "*") {
      auto elements = ElementsOf(from.tree(), node);
      if (from.tree()[node].kind == NodeKind::kMapping) {
        elements.push_back(node);
      }
      for (const NodeIndex element : elements) {
        ForEachBranch(from, element, [&](NodeIndex one) {
          Follow(from, {one, one}, rest, look);
        });
      }
      return;
    }
    const NodeIndex next = from.Find(node, step);
    if (next != kNoNode) {
      Follow(from, {next, way.element}, rest, look);
    }
  });
}

class PolicyFinder {
 public:
  PolicyFinder(const Template& from, diag::Sink& sink)
      : from_(from), evaluator_(from), sink_(sink) {}

  Imported Find() {
    NoteReferences();
    for (const Resource& resource : from_.resources()) {
      if (resource.properties == kNoNode) {
        continue;
      }
      for (const PolicyProperty& property : PolicyPropertiesOf(resource.type)) {
        Follow(from_, {resource.properties, kNoNode}, property.path,
               [&](Way way) { Add(resource, property, way); });
      }
      AddIdentity(resource);
    }
    return std::move(imported_);
  }

 private:
  static std::string EntityOf(const Resource& resource) {
    return std::string(resource.type) + " " + std::string(resource.entry.name);
  }

  void NoteReferences();
  void NoteRefs(NodeIndex node, std::set<std::string_view>& names);
  void Add(const Resource& resource, const PolicyProperty& property, Way way);
  [[nodiscard]] Datum Document(NodeIndex node);
  [[nodiscard]] Datum AroundStatements(NodeIndex node);
  [[nodiscard]] std::optional<policy::Kind> KindOf(
      const Resource& resource, const PolicyProperty& property) const;
  [[nodiscard]] policy::Attachment AttachmentOf(
      const Resource& resource, const PolicyProperty& property) const;

  [[nodiscard]] bool Has(const Resource& resource,
                         std::string_view name) const {
    return from_.Find(resource.properties, name) != kNoNode;
  }

  void AddIdentity(const Resource& resource);

  const Template& from_;
  Evaluator evaluator_;
  diag::Sink& sink_;
  Imported imported_;
  // Of the text in which the last document stood; 0: in none.
  std::uint64_t written_size_ = 0;
  // Managed policies that are boundaries, and those that are attached.
  std::set<std::string_view> boundaries_;
  std::set<std::string_view> attached_;
};

// The names that `Ref` names below a node.
void PolicyFinder::NoteRefs(NodeIndex node, std::set<std::string_view>& names) {
  if (node == kNoNode) {
    return;
  }
  const auto function = FunctionAt(from_, node);
  if (function && function->name == "Ref") {
    names.insert(from_.TextOf(function->argument).value_or(""));
    return;
  }
  for (NodeIndex child = from_.tree()[node].first_child; child != kNoNode;
       child = from_.tree()[child].next_sibling) {
    NoteRefs(child, names);
  }
}

void PolicyFinder::NoteReferences() {
  for (const Resource& resource : from_.resources()) {
    NoteRefs(from_.Find(resource.properties, "PermissionsBoundary"),
             boundaries_);
    NoteRefs(from_.Find(resource.properties, "ManagedPolicyArns"), attached_);
  }
}

std::optional<policy::Kind> PolicyFinder::KindOf(
    const Resource& resource, const PolicyProperty& property) const {
  if (resource.type == kOrganizationsPolicy) {
    const auto type = from_.TextOf(from_.Find(resource.properties, "Type"));
    if (type == "SERVICE_CONTROL_POLICY") {
      return policy::Kind::kServiceControl;
    }
    return type == "RESOURCE_CONTROL_POLICY"
               ? std::optional(policy::Kind::kResourceControl)
               : std::nullopt;
  }
  const std::string_view name = resource.entry.name;
  const bool boundary = property.attachment == policy::Attachment::kManaged &&
                        boundaries_.contains(name) &&
                        !attached_.contains(name) && !Has(resource, "Roles") &&
                        !Has(resource, "Users") && !Has(resource, "Groups");
  return boundary ? policy::Kind::kBoundary : property.kind;
}

// Of an inline policy of several, the one with the least room.
policy::Attachment PolicyFinder::AttachmentOf(
    const Resource& resource, const PolicyProperty& property) const {
  if (resource.type != "AWS::IAM::Policy") {
    return property.attachment;
  }
  return Has(resource, "Users")    ? policy::Attachment::kInlineOfUser
         : Has(resource, "Groups") ? policy::Attachment::kInlineOfGroup
         : Has(resource, "Roles")  ? policy::Attachment::kInlineOfRole
                                   : policy::Attachment::kUnknown;
}

Datum PolicyFinder::Document(NodeIndex node) {
  const auto function = FunctionAt(from_, node);
  if (function && function->name == "Fn::ToJsonString") {
    return Document(function->argument);
  }
  written_size_ = 0;
  if (const auto placed = evaluator_.Placed(node)) {
    written_size_ = MeasureJson(placed->text()).written_size;
    return ReadJsonText(*placed, sink_);
  }
  return evaluator_.Evaluate(node).value_or(
      UnknownAt(from_.tree().SpanOf(node)));
}

// A document around statements that stand alone.
Datum PolicyFinder::AroundStatements(NodeIndex node) {
  written_size_ = 0;
  const diag::Span span = from_.tree().SpanOf(node);
  Datum document;
  document.kind = DatumKind::kObject;
  document.span = span;
  document.children.push_back(TextAt("Version", span));
  document.children.push_back(TextAt("2012-10-17", span));
  document.children.push_back(TextAt("Statement", span));
  document.children.push_back(
      evaluator_.Evaluate(node).value_or(UnknownAt(span)));
  return document;
}

void PolicyFinder::Add(const Resource& resource, const PolicyProperty& property,
                       Way way) {
  const auto kind = KindOf(resource, property);
  const auto function = FunctionAt(from_, way.node);
  const bool absent = function && function->name == "Ref" &&
                      from_.TextOf(function->argument) == "AWS::NoValue";
  const bool another = property.form == PropertyForm::kPerhapsDocument &&
                       from_.Find(way.node, "Statement") == kNoNode;
  if (!kind || absent || another) {
    return;
  }
  FoundPolicy found;
  found.entity = EntityOf(resource);
  found.attachment = AttachmentOf(resource, property);
  const NodeIndex holder =
      way.element == kNoNode ? resource.properties : way.element;
  if (const auto name = from_.TextOf(from_.Find(holder, "PolicyName"))) {
    found.name = *name;
  }
  const Purpose purpose{.kind = *kind,
                        .service = std::string(property.service),
                        .entity = found.entity,
                        .attachment = found.attachment,
                        .deployed = true,
                        .texts_of_numbers = true};
  const Datum datum = property.form == PropertyForm::kStatements
                          ? AroundStatements(way.node)
                          : Document(way.node);
  found.document = ReadPolicy(datum, from_.sources(), purpose, sink_);
  if (found.document.size != 0 && written_size_ != 0) {
    found.document.written_size = written_size_;
  }
  imported_.policies.push_back(std::move(found));
}

void PolicyFinder::AddIdentity(const Resource& resource) {
  FoundIdentity identity;
  if (resource.type == "AWS::IAM::User") {
    identity.kind = IdentityKind::kUser;
  } else if (resource.type == "AWS::IAM::Group") {
    identity.kind = IdentityKind::kGroup;
  } else if (resource.type != "AWS::IAM::Role") {
    return;
  }
  identity.entity = EntityOf(resource);
  identity.span = from_.tree().SpanOf(resource.entry.key);
  const NodeIndex managed =
      from_.Find(resource.properties, "ManagedPolicyArns");
  if (managed != kNoNode) {
    identity.managed_policies.is_list = true;
    Follow(from_, {managed, kNoNode}, "*", [&](Way way) {
      const auto value = evaluator_.Evaluate(way.node);
      if (value && value->Is(DatumKind::kText)) {
        identity.managed_policies.values.push_back(
            {value->text, value->span, policy::Form::kText});
      }
    });
    identity.managed_policies.complete = !FunctionAt(from_, managed);
  }
  const NodeIndex boundary =
      from_.Find(resource.properties, "PermissionsBoundary");
  if (boundary != kNoNode) {
    const auto value = evaluator_.Evaluate(boundary);
    if (value && value->Is(DatumKind::kText)) {
      identity.boundary =
          policy::Value{value->text, value->span, policy::Form::kText};
    }
  }
  imported_.identities.push_back(std::move(identity));
}

}  // namespace

Imported FindPolicies(const Template& from, diag::Sink& sink) {
  return PolicyFinder(from, sink).Find();
}

}  // namespace iamgen::importers::cfn

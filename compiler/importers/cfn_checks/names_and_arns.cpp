// A name where an ARN belongs, and the other way about; policies on nobody.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "importers/cfn/function.h"
#include "importers/cfn/iam_types.h"
#include "importers/cfn/policy_properties.h"
#include "importers/cfn_checks/template_checks.h"
#include "importers/template_resource_rules.h"
#include "syntax/wording.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

struct Place {
  std::string_view type;
  std::string_view property;
};

// Properties that take names of roles, users and groups, one or a list.
constexpr std::array<Place, 14> kTakeNames = {{
    {"AWS::IAM::GroupPolicy", "GroupName"},
    {"AWS::IAM::InstanceProfile", "Roles"},
    {"AWS::IAM::ManagedPolicy", "Groups"},
    {"AWS::IAM::ManagedPolicy", "Roles"},
    {"AWS::IAM::ManagedPolicy", "Users"},
    {"AWS::IAM::Policy", "Groups"},
    {"AWS::IAM::Policy", "Roles"},
    {"AWS::IAM::Policy", "Users"},
    {"AWS::IAM::RolePolicy", "RoleName"},
    {"AWS::IAM::User", "Groups"},
    {"AWS::IAM::UserPolicy", "UserName"},
    {"AWS::IAM::UserToGroupAddition", "GroupName"},
    {"AWS::IAM::UserToGroupAddition", "Users"},
    {"AWS::IAM::AccessKey", "UserName"},
}};

// Properties that take ARNs, of whatever the path of the role is.
constexpr std::array<Place, 9> kTakeArns = {{
    {"AWS::IAM::Group", "ManagedPolicyArns"},
    {"AWS::IAM::Role", "ManagedPolicyArns"},
    {"AWS::IAM::Role", "PermissionsBoundary"},
    {"AWS::IAM::User", "ManagedPolicyArns"},
    {"AWS::IAM::User", "PermissionsBoundary"},
    {"AWS::Lambda::Function", "Role"},
    {"AWS::Lambda::Permission", "SourceArn"},
    {"AWS::Serverless::Function", "Role"},
    {"AWS::Serverless::Function", "PermissionsBoundary"},
}};

bool TakesRole(std::string_view property) {
  return property.ends_with("RoleArn") || property.ends_with("RoleARN") ||
         property.ends_with("ServiceRole") ||
         property.ends_with("ExecutionRole");
}

class NamesAndArns {
 public:
  NamesAndArns(const Template& from, diag::Sink& sink)
      : from_(from), sink_(sink) {}

  void Check(const Resource& resource) {
    for (const Entry& property : from_.MembersOf(resource.properties)) {
      const Place place{resource.type, property.name};
      const auto is = [&](const Place& other) {
        return other.type == place.type && other.property == place.property;
      };
      if (std::any_of(kTakeNames.begin(), kTakeNames.end(), is)) {
        ForEachValue(property.value, [&](NodeIndex one) { WantName(one); });
      } else if (std::any_of(kTakeArns.begin(), kTakeArns.end(), is)) {
        ForEachValue(property.value, [&](NodeIndex one) { WantArn(one, {}); });
      }
    }
    for (const PolicyProperty& property : PolicyPropertiesOf(resource.type)) {
      const std::string_view first =
          property.path.substr(0, property.path.find('.'));
      const NodeIndex value = from_.Find(resource.properties, first);
      if (value != kNoNode) {
        CheckDocument(value);
      }
    }
    if (resource.properties != kNoNode) {
      CheckRoles(resource.properties);
    }
    if (resource.type == "AWS::IAM::Policy") {
      CheckAttached(resource);
    }
  }

 private:
  // One value or a list of them, through conditions.
  template <typename Look>
  void ForEachValue(NodeIndex node, Look look) const {
    const auto function = FunctionAt(from_, node);
    if (function && function->name == "Fn::If") {
      const auto parts = ElementsOf(from_.tree(), function->argument);
      for (std::size_t i = 1; i < parts.size(); ++i) {
        ForEachValue(parts[i], look);
      }
    } else if (from_.tree()[node].kind == NodeKind::kSequence) {
      for (const NodeIndex one : ElementsOf(from_.tree(), node)) {
        ForEachValue(one, look);
      }
    } else {
      look(node);
    }
  }

  // The resource that a call of `Ref` names.
  [[nodiscard]] const Resource* Referred(NodeIndex node) const {
    const auto function = FunctionAt(from_, node);
    if (!function || function->name != "Ref") {
      return nullptr;
    }
    return from_.FindResource(from_.TextOf(function->argument).value_or(""));
  }

  void WantName(NodeIndex node) {
    const diag::Span span = from_.tree().SpanOf(node);
    const auto text = from_.TextOf(node);
    const auto function = FunctionAt(from_, node);
    const Resource* resource = Referred(node);
    if (text && text->starts_with("arn:")) {
      Say(span, syntax::Code(*text) + " is an ARN, and a name belongs here",
          "write what stands behind the last `/` of the ARN");
    } else if (resource != nullptr && RefOf(resource->type) == RefGives::kArn) {
      Say(span,
          "Ref of `" + std::string(resource->entry.name) +
              "` gives an ARN, and a name belongs here",
          "name a role, a user or a group");
    } else if (function && function->name == "Fn::GetAtt") {
      const Attribute attribute = AttributeOf(from_, function->argument);
      if (attribute.name == "Arn") {
        Say(span,
            "Fn::GetAtt of `" + std::string(attribute.resource) +
                ".Arn` gives an ARN, and a name belongs here",
            "write Ref of `" + std::string(attribute.resource) + "`");
      }
    }
  }

  void WantArn(NodeIndex node, std::string_view type) {
    const Resource* resource = Referred(node);
    if (resource == nullptr || RefOf(resource->type) != RefGives::kName ||
        (!type.empty() && resource->type != type)) {
      return;
    }
    const std::string name(resource->entry.name);
    Say(from_.tree().SpanOf(node),
        "Ref of `" + name + "` gives no ARN, and one belongs here",
        "write Fn::GetAtt of `" + name + ".Arn`");
  }

  // Resources and principals in statements, wherever they are below a node.
  void CheckDocument(NodeIndex node) {
    const syntax::Tree& tree = from_.tree();
    if (tree[node].kind == NodeKind::kMapping &&
        from_.Find(node, "Effect") != kNoNode) {
      for (const Entry& element : from_.MembersOf(node)) {
        if (element.name == "Resource" || element.name == "NotResource") {
          ForEachValue(element.value, [&](NodeIndex one) { WantArn(one, {}); });
        } else if (element.name == "Principal" ||
                   element.name == "NotPrincipal") {
          for (const Entry& group : from_.MembersOf(element.value)) {
            if (group.name == "AWS" || group.name == "Federated") {
              ForEachValue(group.value,
                           [&](NodeIndex one) { WantArn(one, {}); });
            }
          }
        }
      }
      return;
    }
    for (NodeIndex child = tree[node].first_child; child != kNoNode;
         child = tree[child].next_sibling) {
      CheckDocument(child);
    }
  }

  // Many properties take a role by its name too, but then it has no path.
  void CheckRoles(NodeIndex node) {
    for (const Entry& member : from_.MembersOf(node)) {
      const Resource* role = Referred(member.value);
      if (role != nullptr && role->type == "AWS::IAM::Role" &&
          TakesRole(member.name)) {
        const auto path = from_.TextOf(from_.Find(role->properties, "Path"));
        if (path && *path != "/") {
          WantArn(member.value, role->type);
        }
      }
      CheckRoles(member.value);
    }
    for (const NodeIndex one : ElementsOf(from_.tree(), node)) {
      CheckRoles(one);
    }
  }

  void CheckAttached(const Resource& resource) {
    for (const char* list : {"Roles", "Users", "Groups"}) {
      const NodeIndex node = from_.Find(resource.properties, list);
      const bool empty =
          node == kNoNode || (from_.tree()[node].kind == NodeKind::kSequence &&
                              from_.tree()[node].count == 0);
      if (!empty) {
        return;
      }
    }
    for (const Entry& member : from_.MembersOf(resource.properties)) {
      if (member.name.starts_with("Fn::")) {
        return;
      }
    }
    sink_
        .Add(kUnattachedInlinePolicy, from_.tree().SpanOf(resource.entry.key),
             "the inline policy `" + std::string(resource.entry.name) +
                 "` is of no role, no user and no group")
        .Help("name one in `Roles`, `Users` or `Groups`");
  }

  void Say(diag::Span span, std::string message, std::string help) {
    sink_.Add(kNameWhereArnNeeded, span, std::move(message))
        .Help(std::move(help));
  }

  const Template& from_;
  diag::Sink& sink_;
};

}  // namespace

void CheckNamesAndArns(const Template& from, diag::Sink& sink) {
  NamesAndArns checks(from, sink);
  for (const Resource& resource : from.resources()) {
    checks.Check(resource);
  }
}

}  // namespace iamgen::importers::cfn

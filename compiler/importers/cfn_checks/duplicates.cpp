// Names that are given out twice.
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importers/cfn/function.h"
#include "importers/cfn_checks/template_checks.h"
#include "importers/template_resource_rules.h"
#include "support/text.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;

namespace {

// A name of a type is one property, or two.
struct NameOfType {
  std::string_view type;
  std::string_view property;
  std::string_view second = {};
  // IAM compares names without regard to case.
  bool ignores_case = true;
};

constexpr NameOfType kNames[] = {
    {"AWS::IAM::Group", "GroupName"},
    {"AWS::IAM::GroupPolicy", "PolicyName", "GroupName"},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName"},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName"},
    {"AWS::IAM::OIDCProvider", "Url"},
    {"AWS::IAM::Role", "RoleName"},
    {"AWS::IAM::RolePolicy", "PolicyName", "RoleName"},
    {"AWS::IAM::SAMLProvider", "Name"},
    {"AWS::IAM::User", "UserName"},
    {"AWS::IAM::UserPolicy", "PolicyName", "UserName"},
    {"AWS::DynamoDB::Table", "TableName", {}, false},
    {"AWS::Lambda::Function", "FunctionName", {}, false},
    {"AWS::Logs::LogGroup", "LogGroupName", {}, false},
    {"AWS::S3::Bucket", "BucketName", {}, false},
    {"AWS::S3::BucketPolicy", "Bucket", {}, false},
    {"AWS::SNS::Topic", "TopicName", {}, false},
    {"AWS::SQS::Queue", "QueueName", {}, false},
};

// Two values that are written alike are the same, whatever they come to.
std::optional<std::string> Written(const Template& from, NodeIndex node) {
  if (const auto text = from.TextOf(node)) {
    return std::string(*text);
  }
  const auto function = FunctionAt(from, node);
  if (!function) {
    return std::nullopt;
  }
  if (const auto text = from.TextOf(function->argument)) {
    return std::string(function->name) + " " + std::string(*text);
  }
  return std::nullopt;
}

class Duplicates {
 public:
  Duplicates(const Template& from, diag::Sink& sink)
      : from_(from), sink_(sink) {}

  void CheckResources() {
    for (const NameOfType& rule : kNames) {
      std::map<std::string, const Resource*> taken;
      for (const Resource& resource : from_.resources()) {
        if (resource.type == rule.type) {
          CheckResource(rule, resource, taken);
        }
      }
    }
  }

  void CheckExports() {
    std::map<std::string, const Entry*> taken;
    const auto outputs = from_.MembersOf(from_.Section("Outputs"));
    for (const Entry& output : outputs) {
      const NodeIndex name =
          from_.Find(from_.Find(output.value, "Export"), "Name");
      const auto written = Written(from_, name);
      if (!written) {
        continue;
      }
      const auto [first, is_new] = taken.emplace(*written, &output);
      if (!is_new && !Exclude(first->second->value, output.value)) {
        sink_
            .Add(kExportCollision, from_.tree().SpanOf(name),
                 "`" + *written + "` is exported by two outputs")
            .Also(from_.tree().SpanOf(first->second->key), "the other is here")
            .Help("give one of the exports another name");
      }
    }
  }

 private:
  void CheckResource(const NameOfType& rule, const Resource& resource,
                     std::map<std::string, const Resource*>& taken) {
    const NodeIndex name = from_.Find(resource.properties, rule.property);
    auto key = Written(from_, name);
    if (!key) {
      return;
    }
    const std::string shown = *key;
    if (!rule.second.empty()) {
      const auto second =
          Written(from_, from_.Find(resource.properties, rule.second));
      if (!second) {
        return;
      }
      *key += " of " + *second;
    }
    const auto [first, is_new] = taken.emplace(
        rule.ignores_case ? support::Lower(*key) : *key, &resource);
    if (is_new || Exclude(first->second->entry.value, resource.entry.value)) {
      return;
    }
    sink_
        .Add(kDuplicatePhysicalName, from_.tree().SpanOf(name),
             "`" + std::string(first->second->entry.name) + "` and `" +
                 std::string(resource.entry.name) + "` have the same " +
                 std::string(rule.property) + ", `" + shown + "`")
        .Also(from_.tree().SpanOf(first->second->entry.key),
              "the other is here")
        .Help("give one of them another name");
  }

  // Different conditions: perhaps never both.
  [[nodiscard]] bool Exclude(NodeIndex first, NodeIndex second) const {
    const auto a = from_.TextOf(from_.Find(first, "Condition"));
    const auto b = from_.TextOf(from_.Find(second, "Condition"));
    return a && b && *a != *b;
  }

  const Template& from_;
  diag::Sink& sink_;
};

}  // namespace

void CheckDuplicates(const Template& from, diag::Sink& sink) {
  Duplicates duplicates(from, sink);
  duplicates.CheckResources();
  duplicates.CheckExports();
}

}  // namespace iamgen::importers::cfn

// Who may invoke a function.
#include <string>

#include "backends/cfn/naming.h"
#include "backends/cfn/resources.h"
#include "backends/cfn/shapes.h"

namespace iamgen::backends::cfn {

using writers::Map;
using writers::Text;
using writers::Value;

namespace {

// What tells the holes of sources apart, in all accounts alike.
std::string WordFor(const model::Hole& hole, const model::Topology& topology) {
  switch (hole.kind) {
    case model::HoleKind::kAccountId:
      return "{}";
    case model::HoleKind::kAccountName:
      return "{account.name}";
    case model::HoleKind::kPartition:
      return "{partition}";
    case model::HoleKind::kDnsSuffix:
      return "{dns_suffix}";
    case model::HoleKind::kRegion:
      return "{region}";
    case model::HoleKind::kVariable:
      return "{" + topology.variables[hole.variable].name +
             (hole.part == model::BucketPart::kNone         ? "}"
              : hole.part == model::BucketPart::kBucketArn  ? ":bucket}"
              : hole.part == model::BucketPart::kObjectsArn ? ":objects}"
                                                            : ":prefix}");
    case model::HoleKind::kAccountIds:
    case model::HoleKind::kEntityArn:
      break;
  }
  // An ARN of IAM is no source; a set has been written out.
  return "{arn}";
}

// The account field of an ARN, if it is written out: the fifth between colons.
std::string LiteralAccountOf(const model::Text& arn) {
  std::size_t colons = 0;
  std::string field;
  for (const auto& part : arn.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    if (literal == nullptr) {
      if (colons == 4) {
        return {};
      }
      continue;
    }
    for (const char c : *literal) {
      if (c == ':') {
        ++colons;
      } else if (colons == 4) {
        field += c;
      }
    }
  }
  constexpr std::size_t kDigits = 12;
  return field.size() == kDigits &&
                 field.find_first_not_of("0123456789") == std::string::npos
             ? field
             : std::string();
}

}  // namespace

Resource Resources::Permission(const model::LambdaJob& job, std::size_t index,
                               const model::LocatedText& source_arn) {
  const model::EntityRef self{model::EntityKind::kRole, job.role.index};
  Map properties;
  properties.push_back(
      {.key = "Action", .value = {Text("lambda:InvokeFunction")}});
  properties.push_back(
      {.key = "FunctionName", .value = Written(job.name.value)});
  properties.push_back(
      {.key = "Principal", .value = {Text(job.permissions[index].service)}});
  // A source of another account is held to that account.
  const std::string other = LiteralAccountOf(source_arn.value);
  properties.push_back(
      {.key = "SourceAccount",
       .value = other.empty() ? Ref("AWS::AccountId") : Value{Text(other)}});
  properties.push_back(
      {.key = "SourceArn",
       .value = Convert(source_arn.value, Position::kText, self)});
  const std::string& service = job.permissions[index].service;
  std::string source;
  for (const auto& part : source_arn.value.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    source += literal != nullptr
                  ? *literal
                  : WordFor(std::get<model::Hole>(part), topology_);
  }
  std::string id =
      LogicalId("Permission",
                job.key + "/" + service.substr(0, service.find('.')), source);
  return {std::move(id),
          ResourceOf("AWS::Lambda::Permission", std::move(properties), false)};
}

}  // namespace iamgen::backends::cfn

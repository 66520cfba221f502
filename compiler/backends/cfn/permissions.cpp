// Who may invoke a function.
#include <string>

#include "backends/arn_text.h"
#include "backends/cfn/naming.h"
#include "backends/cfn/resources.h"
#include "backends/cfn/shapes.h"

namespace iamgen::backends::cfn {

using writers::Map;
using writers::Text;
using writers::Value;

Resource Resources::Permission(const model::LambdaJob& job, std::size_t index,
                               const model::LocatedText& source_arn,
                               model::AccountId account) {
  const model::EntityRef self{model::EntityKind::kRole, job.role.index};
  Map properties;
  properties.push_back(
      {.key = "Action", .value = {Text("lambda:InvokeFunction")}});
  properties.push_back(
      {.key = "FunctionName", .value = Written(job.name.value)});
  properties.push_back(
      {.key = "Principal", .value = {Text(job.permissions[index].service)}});
  // A source of another account is held to that account.
  const model::Text other =
      AccountOf(topology_, source_arn.value,
                common_ == nullptr ? account : model::AccountId());
  properties.push_back({.key = "SourceAccount",
                        .value = other.empty()
                                     ? Ref("AWS::AccountId")
                                     : Convert(other, Position::kText, self)});
  properties.push_back(
      {.key = "SourceArn",
       .value = Convert(source_arn.value, Position::kText, self)});
  const std::string& service = job.permissions[index].service;
  std::string id = LogicalId(
      "Permission", job.key + "/" + service.substr(0, service.find('.')),
      Described(topology_, source_arn.value));
  return {std::move(id),
          ResourceOf("AWS::Lambda::Permission", std::move(properties), false)};
}

}  // namespace iamgen::backends::cfn

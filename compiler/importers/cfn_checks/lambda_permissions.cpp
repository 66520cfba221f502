// Permissions on functions as templates write them.
#include <optional>
#include <string>
#include <string_view>

#include "importers/cfn/evaluator.h"
#include "importers/cfn_checks/template_checks.h"
#include "importers/lambda_permission.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;

void CheckLambdaPermissions(const Template& from, diag::Sink& sink) {
  const Evaluator evaluator(from);
  for (const Resource& resource : from.resources()) {
    if (resource.type != "AWS::Lambda::Permission") {
      continue;
    }
    const auto has = [&](std::string_view name) {
      return from.Find(resource.properties, name) != kNoNode;
    };
    const auto value =
        [&](std::string_view name) -> std::optional<policy::Value> {
      const NodeIndex node = from.Find(resource.properties, name);
      if (node == kNoNode) {
        return std::nullopt;
      }
      const Datum datum = evaluator.Evaluate(node).value_or(Datum{});
      return policy::Value{
          datum.scalar() ? datum.text : std::string(1, policy::kUnknown),
          from.tree().SpanOf(node), policy::Form::kText};
    };
    CheckLambdaPermission({.entity = "AWS::Lambda::Permission " +
                                     std::string(resource.entry.name),
                           .span = from.tree().SpanOf(resource.entry.key),
                           .action = value("Action"),
                           .principal = value("Principal"),
                           .source_arn = value("SourceArn"),
                           .has_source_account = has("SourceAccount"),
                           .has_organization = has("PrincipalOrgID"),
                           .has_event_source_token = has("EventSourceToken")},
                          sink);
  }
}

}  // namespace iamgen::importers::cfn

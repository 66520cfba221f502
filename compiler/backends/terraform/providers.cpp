// Identity providers, policies on resources, and who may invoke a function.
#include <set>
#include <string>
#include <utility>

#include "backends/arn_text.h"
#include "backends/name_hash.h"
#include "backends/terraform/naming.h"
#include "backends/terraform/resources.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::terraform {

using model::EntityKind;
using model::ResourceType;
using writers::List;
using writers::Map;
using writers::Text;
using writers::Value;

Resource Resources::Provider(model::EntityRef self, Map attributes,
                             diag::Span span, bool retain) {
  return {.type = TypeOf(self.kind),
          .name = BlockName({model::KeyOf(topology_, self)}),
          .attributes = std::move(attributes),
          .span = span,
          .retain = retain,
          .import_id = Plain(model::OwnArnText(topology_, self))};
}

ResourceList Resources::Oidc(support::Id<model::OidcProvider> id,
                             model::AccountId account) {
  const model::OidcProvider& provider = topology_.oidc_providers[id];
  const model::EntityRef self{EntityKind::kOidcProvider, id.index};
  Map attributes;
  attributes.push_back({.key = "url", .value = {Plain(provider.url.value)}});
  attributes.push_back(
      {.key = "client_id_list", .value = ListOf(provider.client_ids, account)});
  if (!provider.thumbprints.empty()) {
    attributes.push_back({.key = "thumbprint_list",
                          .value = ListOf(provider.thumbprints, account)});
  }
  AddTags(provider.tags, attributes);
  return {Provider(self, std::move(attributes), provider.key_span,
                   provider.retain)};
}

ResourceList Resources::Saml(support::Id<model::SamlProvider> id) {
  const model::SamlProvider& provider = topology_.saml_providers[id];
  const model::EntityRef self{EntityKind::kSamlProvider, id.index};
  Map attributes;
  attributes.push_back({.key = "name", .value = {Plain(provider.name.value)}});
  attributes.push_back(
      {.key = "saml_metadata_document", .value = {Text(provider.metadata)}});
  AddTags(provider.tags, attributes);
  return {Provider(self, std::move(attributes), provider.key_span,
                   provider.retain)};
}

ResourceList Resources::OnResource(support::Id<model::ResourcePolicy> id,
                                   model::AccountId account) {
  const model::ResourcePolicy& resource = topology_.resources[id];
  Resource made{.name = BlockName({resource.key}), .span = resource.key_span};
  ResourceList list;
  switch (resource.type) {
    case ResourceType::kSqsQueue: {
      made.type = "aws_sqs_queue_policy";
      model::Text url("https://sqs.");
      url.Add(model::Hole{.kind = model::HoleKind::kRegion});
      url.Add(std::string("."));
      url.Add(model::Hole{.kind = model::HoleKind::kDnsSuffix});
      url.Add(std::string("/"));
      url.Add(model::Hole{.kind = model::HoleKind::kAccountId});
      url.Add(std::string("/"));
      url.Add(resource.name.value);
      made.import_id = Plain(url);
      made.attributes.push_back(
          {.key = "queue_url", .value = {*made.import_id}});
      break;
    }
    case ResourceType::kSnsTopic:
      made.type = "aws_sns_topic_policy";
      made.import_id = Plain(resource.arn.value);
      made.attributes.push_back({.key = "arn", .value = {*made.import_id}});
      break;
    case ResourceType::kSecret: {
      // Its ARN ends in characters that Secrets Manager has chosen.
      made.type = "aws_secretsmanager_secret_policy";
      Resource secret{.type = "aws_secretsmanager_secret",
                      .name = made.name,
                      .span = resource.key_span,
                      .is_data = true};
      secret.attributes.push_back(
          {.key = "name", .value = {Plain(resource.name.value)}});
      made.attributes.push_back(
          {.key = "secret_arn",
           .value = {Text().AddExpression(secret.Address() + ".arn")}});
      list.push_back(std::move(secret));
      break;
    }
    // INVARIANT: of the others only a bucket's policy is a resource of its own.
    case ResourceType::kS3Bucket:
    case ResourceType::kKmsKey:
    case ResourceType::kLambdaFunction:
      made.type = "aws_s3_bucket_policy";
      made.import_id = Plain(resource.name.value);
      made.attributes.push_back({.key = "bucket", .value = {*made.import_id}});
      break;
  }
  made.attributes.push_back(
      {.key = "policy",
       .value = Encoded(resource.document, account, std::nullopt)});
  list.push_back(std::move(made));
  return list;
}

ResourceList Resources::Permissions(support::Id<model::LambdaJob> id,
                                    model::AccountId account) {
  const model::LambdaJob& job = topology_.jobs[id];
  ResourceList list;
  if (!job.permissions_wanted) {
    return list;
  }
  // A source that is named twice may invoke once.
  std::set<std::string> written;
  for (const model::InvokePermission& permission : job.permissions) {
    const std::string service =
        permission.service.substr(0, permission.service.find('.'));
    for (const model::Text& arn :
         Expand(topology_, permission.source_arn.value, account)) {
      const std::string statement =
          service + "-" + NameHash(Described(topology_, arn));
      if (!written.insert(statement).second) {
        continue;
      }
      Map attributes;
      const auto add = [&](const char* key, Text text) {
        attributes.push_back({.key = key, .value = {std::move(text)}});
      };
      add("statement_id", statement);
      add("action", "lambda:InvokeFunction");
      add("function_name", Plain(job.name.value));
      add("principal", permission.service);
      // A source of another account is held to that account.
      model::Text from = AccountOf(topology_, arn, account);
      if (from.empty()) {
        from.Add(model::Hole{.kind = model::HoleKind::kAccountId});
      }
      add("source_account", Plain(from));
      add("source_arn", Convert(arn, Position::kText, std::nullopt));
      list.push_back({.type = "aws_lambda_permission",
                      .name = BlockName({job.key, statement}),
                      .attributes = std::move(attributes),
                      .span = permission.source_arn.span});
    }
  }
  return list;
}

}  // namespace iamgen::backends::terraform

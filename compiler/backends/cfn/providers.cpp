// Identity providers, and policies on resources.
#include <string>

#include "backends/cfn/naming.h"
#include "backends/cfn/resources.h"
#include "backends/cfn/shapes.h"

namespace iamgen::backends::cfn {

using model::EntityKind;
using model::ResourceType;
using writers::List;
using writers::Map;
using writers::Text;
using writers::Value;

Resource Resources::Oidc(support::Id<model::OidcProvider> id,
                         model::AccountId account) {
  const model::OidcProvider& provider = topology_.oidc_providers[id];
  Map properties;
  properties.push_back({.key = "Url", .value = Written(provider.url.value)});
  const auto list = [&](const char* key, const model::Texts& texts) {
    List values;
    for (const model::LocatedText& text : texts) {
      for (const model::Text& one : Expanded(text.value, account)) {
        values.push_back(Written(one));
      }
    }
    if (!values.empty()) {
      properties.push_back({.key = key, .value = {std::move(values)}});
    }
  };
  list("ClientIdList", provider.client_ids);
  list("ThumbprintList", provider.thumbprints);
  AddTags(provider.tags, properties);
  return {LogicalIdOf({EntityKind::kOidcProvider, id.index}),
          ResourceOf("AWS::IAM::OIDCProvider", std::move(properties),
                     provider.retain)};
}

Resource Resources::Saml(support::Id<model::SamlProvider> id) {
  const model::SamlProvider& provider = topology_.saml_providers[id];
  Map properties;
  properties.push_back({.key = "Name", .value = Written(provider.name.value)});
  properties.push_back(
      {.key = "SamlMetadataDocument", .value = {Text(provider.metadata)}});
  AddTags(provider.tags, properties);
  return {LogicalIdOf({EntityKind::kSamlProvider, id.index}),
          ResourceOf("AWS::IAM::SAMLProvider", std::move(properties),
                     provider.retain)};
}

Resource Resources::OnResource(support::Id<model::ResourcePolicy> id,
                               model::AccountId account) {
  const model::ResourcePolicy& resource = topology_.resources[id];
  // INVARIANT: of a type whose policy is a resource of its own, and by name.
  Value document = Tree(resource.document, account, kNobody);
  Map properties;
  const char* type = "AWS::S3::BucketPolicy";
  const char* key = "PolicyDocument";
  switch (resource.type) {
    case ResourceType::kSqsQueue: {
      type = "AWS::SQS::QueuePolicy";
      model::Text url("https://sqs.");
      url.Add(model::Hole{.kind = model::HoleKind::kRegion});
      url.Add(std::string("."));
      url.Add(model::Hole{.kind = model::HoleKind::kDnsSuffix});
      url.Add(std::string("/"));
      url.Add(model::Hole{.kind = model::HoleKind::kAccountId});
      url.Add(std::string("/"));
      url.Add(resource.name.value);
      properties.push_back(
          {.key = "Queues",
           .value = {List{Convert(url, Position::kText, kNobody)}}});
      break;
    }
    case ResourceType::kSnsTopic:
      type = "AWS::SNS::TopicPolicy";
      properties.push_back(
          {.key = "Topics",
           .value = {
               List{Convert(resource.arn.value, Position::kText, kNobody)}}});
      break;
    case ResourceType::kSecret:
      type = "AWS::SecretsManager::ResourcePolicy";
      key = "ResourcePolicy";
      properties.push_back(
          {.key = "SecretId", .value = Written(resource.name.value)});
      break;
    case ResourceType::kS3Bucket:
    case ResourceType::kKmsKey:
    case ResourceType::kLambdaFunction:
      properties.push_back(
          {.key = "Bucket", .value = Written(resource.name.value)});
      break;
  }
  properties.push_back({.key = key, .value = std::move(document)});
  return {LogicalId("Resource", resource.key),
          ResourceOf(type, std::move(properties), false)};
}

}  // namespace iamgen::backends::cfn

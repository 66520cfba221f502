// What stands beside identities: identity providers, resources with policies,
// the organization.
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

constexpr std::array<std::string_view, 6> kResourceTypes = {
    "s3_bucket", "sqs_queue",       "sns_topic",
    "kms_key",   "lambda_function", "secret"};

// The keys that everything with a place in accounts has.
template <typename T>
void ReadPlace(const Context& context, Mapping& mapping, T& entity) {
  mapping.Find("each");
  if (const auto in = mapping.Require("in")) {
    entity.in = ReadSelector(context, *in);
  }
  entity.variables = mapping.FindValueMap("variables");
}

bool ReadFlag(Mapping& mapping, std::string_view key) {
  return mapping.FindBool(key).value_or(diag::Located<bool>{}).value;
}

// `root`, `{ ou: PATH }`, or a selector of accounts; one or a list.
void ReadTargets(const Context& context, NodeIndex node,
                 ControlPolicy& policy) {
  for (const NodeIndex element : Elements(context, node)) {
    if (HasKey(context, element, "ou")) {
      Mapping mapping(context, element, "a target");
      if (auto path = mapping.FindText("ou")) {
        policy.targets.emplace_back(ControlPolicy::Ou{*std::move(path)});
      }
    } else if (context.TextAt(element) == "root") {
      policy.targets.emplace_back(
          ControlPolicy::Root{context.tree.SpanOf(element)});
    } else if (auto selector = ReadSelector(context, element)) {
      policy.targets.emplace_back(*std::move(selector));
    }
  }
}

ControlPolicy ReadControlPolicy(const Context& context, const Text& key,
                                NodeIndex node) {
  ControlPolicy policy;
  policy.key = key;
  policy.span = context.tree.SpanOf(node);
  Mapping mapping(context, node, "a control policy");
  if (!mapping.ok()) {
    return policy;
  }
  mapping.Find("each");
  policy.name = mapping.FindText("name");
  policy.description = mapping.FindText("description");
  policy.variables = mapping.FindValueMap("variables");
  if (const auto targets = mapping.Require("targets")) {
    ReadTargets(context, *targets, policy);
  }
  ReadBody(context, mapping, "a control policy", policy.source,
           policy.document);
  return policy;
}

}  // namespace

OidcProvider ReadOidcProvider(const Context& context, const Text& key,
                              NodeIndex node) {
  OidcProvider provider;
  provider.key = key;
  provider.span = context.tree.SpanOf(node);
  Mapping mapping(context, node, "an OIDC provider");
  if (!mapping.ok()) {
    return provider;
  }
  ReadPlace(context, mapping, provider);
  if (const auto url = mapping.Require("url")) {
    provider.url = ReadText(context, *url);
  }
  provider.client_ids = mapping.FindTexts("client_ids");
  provider.thumbprints = mapping.FindTexts("thumbprints");
  provider.tags = mapping.FindTextMap("tags");
  provider.retain = ReadFlag(mapping, "retain");
  return provider;
}

SamlProvider ReadSamlProvider(const Context& context, const Text& key,
                              NodeIndex node) {
  SamlProvider provider;
  provider.key = key;
  provider.span = context.tree.SpanOf(node);
  Mapping mapping(context, node, "a SAML provider");
  if (!mapping.ok()) {
    return provider;
  }
  ReadPlace(context, mapping, provider);
  provider.name = mapping.FindText("name");
  if (const auto metadata = mapping.Require("metadata")) {
    provider.metadata = ReadText(context, *metadata);
  }
  provider.tags = mapping.FindTextMap("tags");
  provider.retain = ReadFlag(mapping, "retain");
  return provider;
}

Resource ReadResource(const Context& context, const Text& key, NodeIndex node) {
  Resource resource;
  resource.key = key;
  resource.span = context.tree.SpanOf(node);
  Mapping mapping(context, node, "a resource");
  if (!mapping.ok()) {
    return resource;
  }
  ReadPlace(context, mapping, resource);
  mapping.Require("type");
  if (const auto type = mapping.FindWord("type", kResourceTypes)) {
    resource.type = {std::string(kResourceTypes[type->value]), type->span};
  }
  resource.name = mapping.FindText("name");
  resource.arn = mapping.FindText("arn");
  if (resource.name && resource.arn) {
    context.sink.Add(kConflict, mapping.KeySpan("arn"),
                     "a resource with both `name` and `arn`");
  }
  resource.emit = ReadFlag(mapping, "emit");
  if (resource.emit && (resource.type.value == "kms_key" ||
                        resource.type.value == "lambda_function")) {
    context.sink
        .Add(kConflict, mapping.KeySpan("emit"),
             "the policy of a `" + resource.type.value +
                 "` is a part of it, which no template can add")
        .Help("leave `emit` out, and use the document of the policy target");
  } else if (resource.emit && resource.arn) {
    context.sink
        .Add(kConflict, mapping.KeySpan("arn"),
             "a policy that is written needs the resource's name, not its ARN")
        .Help("write `name:`");
  }
  ReadBody(context, mapping, "a resource", resource.source, resource.document);
  return resource;
}

Organization ReadOrganization(const Context& context, NodeIndex node) {
  Organization organization;
  organization.span = context.tree.SpanOf(node);
  Mapping mapping(context, node, "an organization");
  if (!mapping.ok()) {
    return organization;
  }
  organization.id = mapping.FindText("id");
  const auto policies = [&](std::string_view key,
                            std::vector<ControlPolicy>& into) {
    if (const auto section = mapping.Find(key)) {
      ForEachEntry(
          context, *section, "a mapping of names to control policies",
          [&](const Text& name, NodeIndex value) {
            if (context.At(value).kind == NodeKind::kBroken) {
              return;
            }
            ForEachElement(
                context, name, value,
                [&](const Context& inside, const Text& made) {
                  into.push_back(ReadControlPolicy(inside, made, value));
                });
          });
    }
  };
  policies("scps", organization.service_control_policies);
  policies("rcps", organization.resource_control_policies);
  return organization;
}

}  // namespace iamgen::syntax

// Identity providers, resources with policies of their own, control policies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diag/span.h"
#include "model/managed_policy.h"

namespace iamgen::model {

struct OidcProvider {
  std::string key;
  // "https://token.actions.githubusercontent.com".
  LocatedText url;
  // The same without its scheme: the end of its ARN, the front of its
  // condition keys.
  LocatedText host;
  Texts client_ids;
  Texts thumbprints;
  std::vector<Tag> tags;
  bool retain = false;
  AccountSetId accounts;
  diag::Span key_span;
  diag::Span span;

  friend bool operator==(const OidcProvider&, const OidcProvider&) = default;
};

struct SamlProvider {
  std::string key;
  LocatedText name;
  // The metadata document, as the identity provider wrote it.
  std::string metadata;
  std::vector<Tag> tags;
  bool retain = false;
  AccountSetId accounts;
  diag::Span key_span;
  diag::Span span;

  friend bool operator==(const SamlProvider&, const SamlProvider&) = default;
};

enum class ResourceType : std::uint8_t {
  kS3Bucket,
  kSqsQueue,
  kSnsTopic,
  kKmsKey,
  kLambdaFunction,
  kSecret
};

// A resource that somebody else makes, and the policy on it.
struct ResourcePolicy {
  std::string key;
  ResourceType type = ResourceType::kS3Bucket;
  LocatedText name;
  LocatedText arn;
  Document document;
  AccountSetId accounts;
  // Whether the targets write the policy, too; the tools know it anyway.
  bool emit = false;
  diag::Span key_span;
  diag::Span span;

  friend bool operator==(const ResourcePolicy&,
                         const ResourcePolicy&) = default;
};

enum class ControlKind : std::uint8_t { kService, kResource };

// A service or resource control policy of the organization.
struct ControlPolicy {
  ControlKind kind = ControlKind::kService;
  std::string key;
  LocatedText name;
  LocatedText description;
  Document document;
  bool on_root = false;
  std::vector<std::string> on_ous;
  // Accounts it is attached to itself; may be invalid.
  AccountSetId on_accounts;
  // Where it is written: the management account.
  AccountSetId accounts;
  diag::Span span;

  friend bool operator==(const ControlPolicy&, const ControlPolicy&) = default;
};

}  // namespace iamgen::model

// What a topology says, as it was written: typed, with places, unresolved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "diag/span.h"

namespace iamgen::syntax {

// Text as written, `{{references}}` and all.
using Text = diag::Located<std::string>;
using Texts = std::vector<Text>;

// Maps keep the order in which they were written.
using TextMap = std::vector<std::pair<Text, Text>>;

// A value of a variable, an argument or an environment entry: one text, or a
// list of them.
struct Value {
  Texts texts;
  bool is_list = false;
  diag::Span span;
};

using ValueMap = std::vector<std::pair<Text, Value>>;

// Which accounts: `master`, `children`, `all`, `same`, an alias, an id or a
// glob (all of them a name), tags, an OU, everything but something, or a union.
struct Selector {
  struct Tags {
    TextMap tags;
  };

  struct Ou {
    Text path;
  };

  struct Except {
    std::vector<Selector> of;
  };

  struct Union {
    std::vector<Selector> of;
  };

  std::variant<std::string, Tags, Ou, Except, Union> what;
  diag::Span span;
};

enum class Effect : std::uint8_t { kAllow, kDeny };

// Actions or resources; `except` is NotAction and NotResource.
struct Clause {
  bool except = false;
  Texts values;
  diag::Span span;
};

// One type of principals: "AWS", "Service", "Federated", "CanonicalUser".
struct Principals {
  Text type;
  Texts values;
};

struct PrincipalClause {
  bool except = false;
  bool anyone = false;
  std::vector<Principals> principals;
  diag::Span span;
};

// One key under one operator of a Condition block.
struct ConditionTest {
  Text op;
  Text key;
  Texts values;
};

// The words of `grant:`, in this order.
enum class AccessLevel : std::uint8_t {
  kList,
  kRead,
  kWrite,
  kTagging,
  kPermissionsManagement
};

// The actions of some levels, whichever they are.
struct Grant {
  std::vector<diag::Located<AccessLevel>> levels;
  std::optional<Text> service;
  diag::Span span;
};

struct Statement {
  std::optional<Text> sid;
  diag::Located<Effect> effect;
  // One of the two.
  std::optional<Clause> actions;
  std::optional<Grant> grant;
  std::optional<Clause> resources;
  std::optional<PrincipalClause> principal;
  std::vector<ConditionTest> when;
  diag::Span span;
};

// `{ policy: NAME, with: {...} }` among statements.
struct LibraryUse {
  Text policy;
  ValueMap with;
  diag::Span span;
};

// `template: NAME`, `file: PATH` with `placeholders:`.
struct TemplateUse {
  Text name;
  bool is_file = false;
  bool brackets = false;
};

// The document of a policy, as far as it is written in one place.
struct Document {
  std::optional<Text> version;
  std::vector<std::variant<Statement, LibraryUse>> items;
  diag::Span span;
};

struct Parameter {
  Text name;
  std::optional<Text> description;
  std::optional<Value> fallback;
};

// Whether CloudFormation makes the name up.
enum class Names : std::uint8_t { kFixed, kGenerated };

struct LibraryPolicy {
  Text key;
  std::optional<Text> name;
  std::optional<Text> path;
  std::optional<Text> description;
  std::vector<Parameter> params;
  bool has_params = false;
  ValueMap variables;
  TextMap tags;
  std::optional<TemplateUse> source;
  std::optional<Document> document;
  std::optional<Names> names;
  bool retain = false;
  diag::Span span;
};

struct InlinePolicy {
  Text name;
  std::optional<TemplateUse> source;
  Document document;
};

enum class Pin : std::uint8_t { kArn, kAccount };

// What an entry of `trusted_by:` or `assumes:` names.
enum class EdgeEnd : std::uint8_t {
  kService,
  kRole,
  kUser,
  kAccount,
  kOrganization,
  kOidc,
  kSaml,
  kArn,
  kAnyone
};

struct Edge {
  EdgeEnd end = EdgeEnd::kService;
  // Services, names of roles, users or providers, ARNs; one edge each.
  Texts names;
  // The accounts of `account:`.
  std::optional<Selector> account;
  std::optional<Selector> in;
  std::optional<Texts> external_id;
  std::optional<diag::Located<bool>> mfa;
  std::optional<Texts> source_ip;
  std::optional<Texts> source_arn;
  std::optional<Texts> source_account;
  std::optional<diag::Located<bool>> tag_session;
  std::optional<diag::Located<bool>> set_source_identity;
  // Of `oidc:` and `saml:`.
  std::optional<Texts> audience;
  std::optional<Texts> subject;
  std::vector<ConditionTest> when;
  std::optional<diag::Located<Pin>> pin;
  std::optional<diag::Located<bool>> derive;
  std::optional<Text> sid;
  diag::Span span;
};

// `instance_profile: false | true | NAME`.
struct ProfileChoice {
  bool wanted = true;
  std::optional<Text> name;
  diag::Span span;
};

struct Trigger {
  // "dynamodb_stream", "sqs", "kinesis", "schedule", "sns", "s3", "events".
  Text kind;
  Texts sources;
};

enum class Logs : std::uint8_t { kOwn, kNone };

enum class EntityKind : std::uint8_t {
  kRole,
  kLambdaJob,
  kInstanceProfile,
  kUser,
  kGroup
};

// How the library policies of an entity reach it: attached as managed policies,
// or merged into one inline policy.
enum class Delivery : std::uint8_t { kAttached, kInlineMerged };

// One end of a membership: a user of a group or a group of a user, of the
// topology or, as `{ external: NAME }`, made elsewhere.
struct Member {
  Text name;
  bool external = false;
};

// A trust policy that is pasted or comes from a file, beside the edges.
struct TrustPolicy {
  std::optional<TemplateUse> source;
  std::optional<Document> document;
};

// A role, a Lambda job or an instance profile, which all become a role, a user
// or a group.
struct Entity {
  EntityKind kind = EntityKind::kRole;
  Text key;
  std::optional<Text> name;
  std::optional<Text> path;
  std::optional<Text> description;
  std::optional<diag::Located<std::int64_t>> max_session_seconds;
  std::optional<Text> permissions_boundary;
  bool no_permissions_boundary = false;
  TextMap tags;
  ValueMap variables;
  std::optional<Selector> in;
  bool retain = false;
  std::optional<Names> names;
  std::optional<Delivery> delivery;
  std::vector<Edge> trusted_by;
  std::vector<Edge> assumes;
  std::optional<TrustPolicy> trust_policy;
  std::vector<std::variant<Text, LibraryUse>> policies;
  std::vector<InlinePolicy> inlines;
  Texts managed_policies;
  std::optional<ProfileChoice> instance_profile;
  // Lambda jobs alone.
  std::optional<Text> role;
  std::optional<Logs> logs;
  bool vpc = false;
  bool tracing = false;
  bool existing_function = false;
  std::vector<Trigger> triggers;
  ValueMap environment;
  // Instance profiles alone.
  bool common = true;
  // Users alone.
  std::vector<Member> groups;
  bool console = false;
  // Groups alone.
  std::vector<Member> users;
  diag::Span span;
};

struct OidcProvider {
  Text key;
  std::optional<Text> url;
  Texts client_ids;
  Texts thumbprints;
  TextMap tags;
  ValueMap variables;
  std::optional<Selector> in;
  bool retain = false;
  diag::Span span;
};

struct SamlProvider {
  Text key;
  std::optional<Text> name;
  // The file with the metadata document.
  std::optional<Text> metadata;
  TextMap tags;
  ValueMap variables;
  std::optional<Selector> in;
  bool retain = false;
  diag::Span span;
};

// A resource and the policy on it.
struct Resource {
  Text key;
  // "s3_bucket", "sqs_queue", "sns_topic", "kms_key", "lambda_function",
  // "secret".
  Text type;
  std::optional<Text> name;
  std::optional<Text> arn;
  ValueMap variables;
  std::optional<TemplateUse> source;
  std::optional<Document> document;
  std::optional<Selector> in;
  bool emit = false;
  diag::Span span;
};

// A service or resource control policy and what it is attached to.
struct ControlPolicy {
  struct Root {
    diag::Span span;
  };

  struct Ou {
    Text path;
  };

  Text key;
  std::optional<Text> name;
  std::optional<Text> description;
  ValueMap variables;
  std::optional<TemplateUse> source;
  std::optional<Document> document;
  std::vector<std::variant<Root, Ou, Selector>> targets;
  diag::Span span;
};

struct Organization {
  std::optional<Text> id;
  std::vector<ControlPolicy> service_control_policies;
  std::vector<ControlPolicy> resource_control_policies;
  diag::Span span;
};

// `role/NAME@SELECTOR`: an entity of the topology, with globs, in accounts.
struct EntityPattern {
  Text kind;
  Text name;
  std::optional<Selector> in;
  diag::Span span;
};

// A claim of `expect:`.
struct Claim {
  Effect effect = Effect::kAllow;
  Texts actions;
  std::vector<EntityPattern> by;
  // ARNs, or references to them, where it is no pattern.
  std::vector<std::variant<EntityPattern, Text>> on;
  // Values of condition keys.
  ValueMap context;
  diag::Span span;
};

struct Suppression {
  Text rule;
  std::optional<EntityPattern> on;
  std::optional<Text> reason;
  diag::Span span;
};

struct Account {
  Text alias;
  Text id;
  std::optional<Text> ou;
  std::optional<Text> partition;
  std::optional<Text> region;
  TextMap tags;
  ValueMap variables;
  diag::Span span;
};

struct Defaults {
  std::optional<Text> partition;
  std::optional<Text> region;
  std::optional<Text> path;
  TextMap tags;
  std::optional<Text> permissions_boundary;
  Texts instance_profile_policies;
  std::optional<Logs> logs;
  std::optional<Names> names;
  std::optional<Delivery> delivery;
  // The merged inline policy is called <prefix><name><suffix>.
  std::optional<Text> merged_prefix;
  std::optional<Text> merged_suffix;
};

// A topology file, or a file that one includes.
struct Topology {
  std::optional<Text> name;
  std::optional<Text> description;
  Defaults defaults;
  ValueMap variables;
  std::optional<Account> master;
  std::vector<Account> children;
  std::vector<Account> external_accounts;
  std::vector<LibraryPolicy> policies;
  // Roles, Lambda jobs, instance profiles, groups, users: each kind in the
  // order in which it was written.
  std::vector<Entity> entities;
  std::vector<OidcProvider> oidc_providers;
  std::vector<SamlProvider> saml_providers;
  std::vector<Resource> resources;
  std::optional<Organization> organization;
  std::vector<Claim> expect;
  std::vector<Suppression> suppress;
  // Patterns of files, each relative to the file that names it.
  Texts include;
  diag::Span span;
};

// Indented text of the AST, for tests and for the curious.
std::string Dump(const Topology& topology);

}  // namespace iamgen::syntax

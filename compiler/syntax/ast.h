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

struct Statement {
  std::optional<Text> sid;
  diag::Located<Effect> effect;
  std::optional<Clause> actions;
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
  kAccount,
  kOrganization,
  kArn,
  kAnyone
};

struct Edge {
  EdgeEnd end = EdgeEnd::kService;
  // Services, role names or ARNs; one edge each.
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

enum class EntityKind : std::uint8_t { kRole, kLambdaJob, kInstanceProfile };

// A role, a Lambda job or an instance profile: all become a role.
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
  std::vector<Edge> trusted_by;
  std::vector<Edge> assumes;
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
};

// One topology file.
struct Topology {
  std::optional<Text> name;
  std::optional<Text> description;
  Defaults defaults;
  ValueMap variables;
  std::optional<Account> master;
  std::vector<Account> children;
  std::vector<Account> external_accounts;
  std::vector<LibraryPolicy> policies;
  // Roles, then Lambda jobs, then instance profiles, each as written.
  std::vector<Entity> entities;
  diag::Span span;
};

}  // namespace iamgen::syntax

// The whole model: every entity once, with the set of accounts it lives in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/span.h"
#include "model/account.h"
#include "model/policy.h"
#include "support/store.h"

namespace iamgen::model {

struct Tag {
  Text key;
  LocatedText value;

  friend bool operator==(const Tag&, const Tag&) = default;
};

// A customer managed policy.
struct ManagedPolicy {
  std::string key;
  LocatedText name;
  LocatedText path;
  LocatedText description;
  Document document;
  std::vector<Tag> tags;
  bool retain = false;
  // Where something attaches it; a policy nobody uses is in no account.
  AccountSetId accounts;
  diag::Span span;

  friend bool operator==(const ManagedPolicy&, const ManagedPolicy&) = default;
};

using PolicyId = support::Id<ManagedPolicy>;

struct InlinePolicy {
  LocatedText name;
  Document document;
  // Made by the compiler, from edges or triggers.
  bool derived = false;

  friend bool operator==(const InlinePolicy&, const InlinePolicy&) = default;
};

// An attached managed policy: one of the topology's or one that exists.
struct Attachment {
  PolicyId policy;
  LocatedText arn;
  diag::Span span;

  friend bool operator==(const Attachment& a, const Attachment& b) {
    return a.policy == b.policy && a.arn == b.arn;
  }
};

enum class Origin : std::uint8_t { kRole, kLambdaJob, kInstanceProfile };

// A role, whatever section it was written in.
struct Role {
  Origin origin = Origin::kRole;
  // What references call it: its key, or a job's `role:`.
  std::string key;
  // The key of the entity it was written as: a job's name.
  std::string entity_key;
  LocatedText name;
  LocatedText path;
  LocatedText description;
  std::optional<diag::Located<std::int64_t>> max_session_seconds;
  std::optional<Attachment> boundary;
  std::vector<Tag> tags;
  bool retain = false;
  AccountSetId accounts;
  Document trust;
  std::vector<Attachment> attachments;
  std::vector<InlinePolicy> inlines;
  diag::Span key_span;
  diag::Span span;

  friend bool operator==(const Role&, const Role&) = default;
};

using RoleId = support::Id<Role>;

struct InstanceProfile {
  std::string key;
  LocatedText name;
  LocatedText path;
  RoleId role;
  AccountSetId accounts;
  diag::Span span;

  friend bool operator==(const InstanceProfile&,
                         const InstanceProfile&) = default;
};

// Who may invoke a function: the resource permission a push trigger needs.
struct InvokePermission {
  // "events.amazonaws.com", "sns.amazonaws.com", "s3.amazonaws.com".
  std::string service;
  LocatedText source_arn;

  friend bool operator==(const InvokePermission&,
                         const InvokePermission&) = default;
};

struct EnvironmentEntry {
  std::string name;
  Texts values;
  bool is_list = false;
  diag::Span span;

  friend bool operator==(const EnvironmentEntry&,
                         const EnvironmentEntry&) = default;
};

struct LambdaJob {
  std::string key;
  LocatedText name;
  LocatedText description;
  RoleId role;
  AccountSetId accounts;
  // False where the function is made by somebody else: nothing but IAM then.
  bool permissions_wanted = true;
  std::vector<InvokePermission> permissions;
  std::vector<EnvironmentEntry> environment;
  // Nothing was said about what it may do.
  bool incomplete = false;
  // The policies and triggers it names, for the table of jobs.
  std::vector<std::string> policy_names;
  std::vector<std::string> trigger_kinds;
  diag::Span span;

  friend bool operator==(const LambdaJob&, const LambdaJob&) = default;
};

// One end of a trust edge.
enum class SourceKind : std::uint8_t {
  kService,
  kRole,          // of the topology
  kExternalRole,  // of an external account, by name
  kAccount,
  kOrganization,
  kArn,
  kAnyone
};

enum class Pin : std::uint8_t { kArn, kAccount };

// What an edge asks of the request.
struct EdgeConditions {
  Texts external_id;
  std::optional<bool> mfa;
  Texts source_ip;
  Texts source_arn;
  Texts source_account;
  bool tag_session = false;
  bool set_source_identity = false;
  std::vector<ConditionTest> when;

  friend bool operator==(const EdgeConditions&,
                         const EdgeConditions&) = default;
};

// Who may assume a role: written once, emitted as the target's trust statement
// and the source's permission. Stands for the pairs (source account, target
// account) of `source_accounts` x `target_accounts`, or, with `same_account`,
// for the pairs of an account with itself over `target_accounts`.
struct TrustEdge {
  SourceKind source = SourceKind::kService;
  RoleId source_role;
  // A service principal, an ARN, an organization's id, an external role's name.
  LocatedText source_name;
  AccountSetId source_accounts;
  // Invalid when the target is an ARN outside the topology.
  RoleId target;
  LocatedText target_arn;
  AccountSetId target_accounts;
  bool same_account = false;
  EdgeConditions conditions;
  // As written; absent: the default of each pair.
  std::optional<Pin> pin;
  bool derive = true;
  // Which of the halves the topology asks for by itself.
  bool written_at_target = false;
  bool written_at_source = false;
  Text sid;
  diag::Span span;

  friend bool operator==(const TrustEdge& a, const TrustEdge& b) {
    return a.source == b.source && a.source_role == b.source_role &&
           a.source_name == b.source_name &&
           a.source_accounts == b.source_accounts && a.target == b.target &&
           a.target_arn == b.target_arn &&
           a.target_accounts == b.target_accounts &&
           a.same_account == b.same_account && a.conditions == b.conditions &&
           a.pin == b.pin && a.derive == b.derive && a.sid == b.sid;
  }
};

struct Topology {
  std::string name;
  std::string description;
  // Master first, then children, then external accounts, each as written.
  support::Store<Account> accounts;
  support::Store<AccountSet> account_sets;
  support::Store<Variable> variables;
  support::Store<ManagedPolicy> policies;
  support::Store<Role> roles;
  support::Store<InstanceProfile> profiles;
  support::Store<LambdaJob> jobs;
  std::vector<TrustEdge> edges;

  friend bool operator==(const Topology&, const Topology&) = default;
};

// Indented text of the model, for tests and for the curious.
std::string Dump(const Topology& topology);

}  // namespace iamgen::model

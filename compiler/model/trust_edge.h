// Trust edges: who may assume which role.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diag/span.h"
#include "model/identity.h"

namespace iamgen::model {

// One end of a trust edge.
enum class SourceKind : std::uint8_t {
  kService,
  kEntity,    // a role, user or group of the topology
  kExternal,  // a role or user of an external account, by name
  kAccount,
  kOrganization,
  kOidc,
  kSaml,
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
  // Of a token: who it is for, and whom it speaks of.
  Texts audience;
  Texts subject;
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
  // Of `kEntity`; of `kOidc` and `kSaml`, if the provider is of the topology.
  EntityRef source_entity;
  // A service principal, an ARN, an organization's id, an external role's name.
  LocatedText source_name;
  // "role/" or "user/" of `kExternal`; what a provider's condition keys begin
  // with.
  Text source_prefix;
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
  // Where the source says it, if both ends do.
  diag::Span source_span;

  friend bool operator==(const TrustEdge& a, const TrustEdge& b) {
    return a.source == b.source && a.source_entity == b.source_entity &&
           a.source_name == b.source_name &&
           a.source_prefix == b.source_prefix &&
           a.source_accounts == b.source_accounts && a.target == b.target &&
           a.target_arn == b.target_arn &&
           a.target_accounts == b.target_accounts &&
           a.same_account == b.same_account && a.conditions == b.conditions &&
           a.pin == b.pin && a.derive == b.derive && a.sid == b.sid;
  }
};

}  // namespace iamgen::model

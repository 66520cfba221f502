// Policy documents: statements as IAM's grammar has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"
#include "model/text.h"

namespace iamgen::model {

using LocatedText = diag::Located<Text>;
using Texts = std::vector<LocatedText>;

enum class Effect : std::uint8_t { kAllow, kDeny };

// Action and NotAction, Resource and NotResource.
struct Clause {
  bool except = false;
  Texts values;
  diag::Span span = {};

  friend bool operator==(const Clause& a, const Clause& b) {
    return a.except == b.except && a.values == b.values;
  }
};

enum class PrincipalType : std::uint8_t {
  kAws,
  kService,
  kFederated,
  kCanonicalUser
};

// "AWS", "Service", "Federated", "CanonicalUser".
std::string_view NameOf(PrincipalType type);

struct Principals {
  PrincipalType type = PrincipalType::kAws;
  Texts values;

  friend bool operator==(const Principals&, const Principals&) = default;
};

struct PrincipalClause {
  bool except = false;
  // `"Principal": "*"`.
  bool anyone = false;
  std::vector<Principals> principals;
  diag::Span span = {};

  friend bool operator==(const PrincipalClause& a, const PrincipalClause& b) {
    return a.except == b.except && a.anyone == b.anyone &&
           a.principals == b.principals;
  }
};

// One key under one operator. Operators and keys keep the order in which they
// were written; tests of one operator stand together.
struct ConditionTest {
  Text op;
  Text key;
  Texts values;
  diag::Span op_span = {};
  diag::Span key_span = {};

  friend bool operator==(const ConditionTest& a, const ConditionTest& b) {
    return a.op == b.op && a.key == b.key && a.values == b.values;
  }
};

// "Service Authorization Reference", access levels.
enum class AccessLevel : std::uint8_t {
  kList,
  kRead,
  kWrite,
  kTagging,
  kPermissionsManagement
};

// "list", "permissions-management": as the language calls them.
std::string_view NameOf(AccessLevel level);

// Actions that are still to be looked up: those of some levels for the
// resources of the statement. Each level once.
struct Grant {
  std::vector<diag::Located<AccessLevel>> levels;
  // What stands before the colon of the actions; empty: what the resources say.
  LocatedText service;
  diag::Span span = {};

  friend bool operator==(const Grant& a, const Grant& b) {
    return a.levels == b.levels && a.service == b.service;
  }
};

struct Statement {
  Text sid;
  Effect effect = Effect::kAllow;
  Clause actions;
  // In place of actions. INVARIANT: none behind `passes::ExpandGrants`.
  std::optional<Grant> grant = std::nullopt;
  // Absent in trust policies.
  std::optional<Clause> resources;
  std::optional<PrincipalClause> principal;
  std::vector<ConditionTest> conditions;
  // The accounts in which the statement stands; invalid: wherever its policy
  // does.
  AccountSetId only_in;
  diag::Span sid_span = {};
  diag::Span span = {};
  // Where the template or the library policy that holds it is used; nowhere if
  // it stands where it is used.
  diag::Span used_at = {};
  // Follows from an edge of which the other half is made, too.
  bool has_other_half = false;

  friend bool operator==(const Statement& a, const Statement& b) {
    return a.sid == b.sid && a.effect == b.effect && a.actions == b.actions &&
           a.grant == b.grant && a.resources == b.resources &&
           a.principal == b.principal && a.conditions == b.conditions &&
           a.only_in == b.only_in;
  }
};

struct Document {
  // "2012-10-17", or "2008-10-17" if that was written.
  std::string version = "2012-10-17";
  std::vector<Statement> statements;
  diag::Span version_span = {};

  friend bool operator==(const Document& a, const Document& b) {
    return a.version == b.version && a.statements == b.statements;
  }
};

}  // namespace iamgen::model

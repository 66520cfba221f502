// A policy document taken apart once: what every question about it needs, and
// nothing of how requests are decided.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "diag/span.h"
#include "policy/document.h"
#include "policy/ip_range.h"
#include "policy/operator.h"

namespace iamgen::evaluation {

// A run of a text: characters (with encoded wildcards, see glob.h), or a policy
// variable.
struct Piece {
  std::string text;
  // In small letters; empty: no variable.
  std::string key;
  // What the variable is where it has no value.
  std::optional<std::string> otherwise;
  // Its key holds a list, which no text can take in.
  bool multivalued = false;
};

// A text of a policy, maybe with wildcards and variables. One piece without a
// key is a text that is the same for every request.
struct Template {
  std::vector<Piece> pieces;
  // Part of it is not known.
  bool unknown = false;

  [[nodiscard]] bool fixed() const {
    return pieces.size() == 1 && pieces.front().key.empty();
  }
};

// An entry of Action or NotAction in small letters, encoded.
struct ActionPattern {
  std::string pattern;
  bool unknown = false;
};

struct ActionMatcher {
  bool except = false;
  // What the known entries cover of the catalogue, where many are to be asked.
  std::optional<catalog::ActionSet> covered;
  // The entries, for actions that the catalogue does not have.
  std::vector<ActionPattern> entries;
  // Entries with unknown parts, or that may be missing from the list.
  bool uncertain = false;
};

struct ResourcePattern {
  // "*": the one that covers requests without a resource.
  bool anything = false;
  // Covers nothing: an incomplete ARN of a resource policy.
  bool nothing = false;
  // The first five fields, encoded.
  std::array<std::string, 5> fields;
  Template rest;
  bool unknown = false;
};

struct ResourceMatcher {
  // Neither Resource nor NotResource: the resource that the policy hangs on.
  bool absent = false;
  bool except = false;
  std::vector<ResourcePattern> entries;
  bool uncertain = false;
};

enum class PrincipalEntryKind : std::uint8_t {
  kEveryone,
  kAccount,
  kUser,
  kRole,
  kSession,
  kFederatedUser,
  kService,
  kFederated,
  // Reaches nobody that a request can name: canonical users, unique ids.
  kNobody,
  kUnknown
};

struct PrincipalEntry {
  PrincipalEntryKind kind = PrincipalEntryKind::kNobody;
  std::string name;
  // Of an ARN; empty where the account stands alone.
  std::string partition;
  std::string account;
  std::string role;
};

struct PrincipalMatcher {
  bool present = false;
  bool except = false;
  std::vector<PrincipalEntry> entries;
  bool uncertain = false;
};

// One value of a condition; which member counts, the operator says.
struct Operand {
  Template text;
  // Numbers, and dates in seconds.
  double number = 0;
  bool truth = false;
  policy::IpRange range;
  // Decoded.
  std::string bytes;
};

struct Test {
  policy::Operator op;
  // In small letters.
  std::string key;
  std::optional<catalog::KeyId> id;
  std::vector<Operand> operands;
  bool uncertain = false;
};

struct CompiledStatement {
  // Its number in the document, from 0.
  std::size_t index = 0;
  std::string sid;
  diag::Span span;
  bool allows = false;
  ActionMatcher action;
  ResourceMatcher resource;
  PrincipalMatcher principal;
  std::vector<Test> tests;
  // There may be conditions that are not known.
  bool uncertain = false;
};

struct Fault {
  diag::Span span;
  std::string message;
};

struct CompiledPolicy {
  policy::Kind kind = policy::Kind::kIdentity;
  std::vector<CompiledStatement> statements;
  // There may be statements that are not known.
  bool uncertain = false;
  // Why AWS would not take it. A policy with faults decides nothing.
  std::vector<Fault> faults;
};

// How many requests a policy is compiled for: sets of actions make each faster,
// and take longer to make than one request is worth.
enum class Use : std::uint8_t { kOnce, kOften };

CompiledPolicy Compile(const policy::Document& document,
                       const catalog::Catalogue& catalogue,
                       Use use = Use::kOften);

// The parts, for the files that make them.
Template CompileTemplate(const policy::Value& value, bool variables,
                         bool wildcards, const catalog::Catalogue& catalogue);
std::vector<Test> CompileTests(const policy::Statement& statement,
                               bool variables,
                               const catalog::Catalogue& catalogue,
                               std::vector<Fault>& faults);

// Seconds since 1970, of a date or of digits. nullopt: neither.
std::optional<double> ParseMoment(std::string_view text);
// nullopt: no base64.
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace iamgen::evaluation

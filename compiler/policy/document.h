// A policy document as somebody wrote it: every text with its place, what is
// unknown marked as such, and nothing decided about what it means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"

namespace iamgen::policy {

// What a document is for. "Policies and permissions in AWS IAM", policy types.
enum class Kind : std::uint8_t {
  kIdentity,
  kBoundary,
  kSession,
  kTrust,
  kResource,
  kServiceControl,
  kResourceControl
};

// "identity", "boundary", "session", "trust", "resource", "scp", "rcp".
std::string_view NameOf(Kind kind);

// How an identity policy is attached; sizes depend on it.
enum class Attachment : std::uint8_t {
  kUnknown,
  kManaged,
  kInlineOfUser,
  kInlineOfGroup,
  kInlineOfRole
};

// Stands in a text for any text that is not known here: what an intrinsic
// function or a reference will put there. No JSON text can hold it unescaped,
// and readers replace it where it was escaped.
inline constexpr char kUnknown = '\x01';

// How a value was written.
enum class Form : std::uint8_t { kText, kNumber, kBoolean };

struct Value {
  // A number or a boolean as it was written.
  std::string text;
  diag::Span span;
  Form form = Form::kText;

  // Whether every character of it is known.
  [[nodiscard]] bool known() const {
    return text.find(kUnknown) == std::string::npos;
  }
};

// A value or a list of values. `complete` is false where more values may stand
// in the list than are known.
struct Values {
  std::vector<Value> values;
  bool is_list = false;
  bool complete = true;
};

// Action or NotAction, Resource or NotResource.
struct Clause {
  bool present = false;
  // NotAction, NotResource.
  bool except = false;
  Values of;
  // Its name, and name and value together.
  diag::Span name;
  diag::Span span;

  [[nodiscard]] const std::vector<Value>& values() const { return of.values; }

  // Whether all of it is known: values may still have unknown parts.
  [[nodiscard]] bool complete() const { return of.complete; }
};

// One member of a principal: "AWS": [...].
struct PrincipalGroup {
  // "AWS", "Service", or whatever was written.
  Value type;
  Values of;
};

// Principal or NotPrincipal.
struct PrincipalClause {
  bool present = false;
  bool except = false;
  // A text instead of an object: "*", or a mistake.
  std::optional<Value> text;
  std::vector<PrincipalGroup> groups;
  // False where an unknown value stands in place of all or part of it.
  bool complete = true;
  diag::Span name;
  diag::Span span;
};

// One key of an operator's block.
struct ConditionTest {
  Value key;
  Values of;
};

// One operator and its block.
struct ConditionBlock {
  Value op;
  std::vector<ConditionTest> tests;
  bool complete = true;
};

struct Statement {
  std::optional<Value> sid;
  // Exactly as written. nullopt: absent, or not known.
  std::optional<Value> effect;
  Clause action;
  Clause resource;
  PrincipalClause principal;
  bool has_condition = false;
  std::vector<ConditionBlock> condition;
  // False where a block, or the whole condition, is not known.
  bool condition_complete = true;
  // Of the element's name and value.
  diag::Span condition_span;
  diag::Span span;

  [[nodiscard]] bool allows() const {
    return effect && effect->text == "Allow";
  }

  [[nodiscard]] bool denies() const { return effect && effect->text == "Deny"; }
};

struct Document {
  Kind kind = Kind::kIdentity;
  // Of a resource policy: the service of the resource, "s3"; empty: not known.
  std::string service;
  // nullopt: absent.
  std::optional<Value> version;
  std::optional<Value> id;
  bool has_statement = false;
  // False where statements may be there that are not known.
  bool complete = true;
  std::vector<Statement> statements;
  // The whole document.
  diag::Span span;
  // Bytes without the white space between tokens, as AWS counts sizes;
  // characters, not bytes. 0: not known, because some text is not.
  std::uint64_t size = 0;
  // The same with every white space that was written.
  std::uint64_t written_size = 0;
};

}  // namespace iamgen::policy

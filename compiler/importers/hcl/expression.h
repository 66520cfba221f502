// What HCL and its JSON form become: blocks, attributes, expressions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"
#include "importers/placed_text.h"

namespace iamgen::importers::hcl {

enum class ExpressionKind : std::uint8_t {
  kText,
  kNumber,
  kBoolean,
  kNull,
  kTuple,        // its children are its elements
  kObject,       // its children are key, value, key, value
  kCall,         // its children are its arguments
  kConditional,  // its children are what it chooses from
  kTraversal,    // a reference: `aws_iam_role.deploy.arn`
  kOther         // an operation, a loop, a mistake
};

struct Expression {
  ExpressionKind kind = ExpressionKind::kOther;
  diag::Span span;
  // A number or a boolean as written; the function of a call; a reference
  // without blanks and without what stands in brackets.
  std::string name;
  // A text, with `policy::kUnknown` for its interpolations.
  PlacedText text;
  // The text has `%{ if ... }` or its like: nothing of it is known.
  bool has_directives = false;
  std::vector<Expression> children;

  [[nodiscard]] bool Is(ExpressionKind other) const { return kind == other; }
};

struct Attribute {
  std::string name;
  diag::Span name_span;
  Expression value;
};

struct Label {
  std::string text;
  diag::Span span;
};

struct Block {
  std::string type;
  diag::Span type_span;
  std::vector<Label> labels;
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;

  // nullptr: absent.
  [[nodiscard]] const Attribute* Find(std::string_view name) const;
};

// `${aws:username}`: a policy variable that HCL would take for an expression.
struct PolicyVariable {
  diag::Span span;
  std::string name;
};

struct File {
  // Its attributes and blocks are those of the file.
  Block body;
  std::vector<PolicyVariable> policy_variables;
};

}  // namespace iamgen::importers::hcl

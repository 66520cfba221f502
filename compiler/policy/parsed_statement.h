// A statement with its texts taken apart and looked up once, for everybody who
// asks what it means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "policy/arn.h"
#include "policy/document.h"
#include "policy/operator.h"

namespace iamgen::policy {

// An action as a pattern. Views are into the document.
struct ParsedAction {
  const Value* value = nullptr;
  // "*", or its like with more stars; "*:*".
  bool anything = false;
  // Has one colon, something on both sides of it, and no white space.
  bool well_formed = false;
  std::string_view prefix;
  std::string_view name;
  std::optional<catalog::ServiceId> service;
  // The name has wildcards, or unknown parts.
  bool pattern = false;
  bool unknown = false;
  // Covers some action of the catalogue. Not asked of those with unknown parts.
  bool covers_any = false;
  // Without wildcards, and in the catalogue.
  std::optional<catalog::ActionId> action;
};

struct ParsedResource {
  const Value* value = nullptr;
  // "*", or its like.
  bool anything = false;
  // nullopt: fewer than six fields.
  std::optional<Arn> arn;
  std::optional<catalog::ServiceId> service;
};

// One key under one operator.
struct ParsedTest {
  const Value* op_value = nullptr;
  const ConditionTest* test = nullptr;
  // nullopt: no operator of IAM, or not known.
  std::optional<Operator> op;
  // In small letters.
  std::string key;
  // nullopt: none that the catalogue knows.
  std::optional<catalog::KeyId> id;

  [[nodiscard]] const std::vector<Value>& values() const {
    return test->of.values;
  }
};

struct ParsedStatement {
  const Statement* statement = nullptr;
  std::vector<ParsedAction> actions;
  std::vector<ParsedResource> resources;
  std::vector<ParsedTest> tests;
  // What the action clause covers of the catalogue for certain: of NotAction,
  // what it does not name, which is nothing where part of it is not known.
  catalog::ActionSet covered;

  [[nodiscard]] bool allows() const { return statement->allows(); }

  [[nodiscard]] bool denies() const { return statement->denies(); }

  // A resource "*" stands in the Resource element.
  [[nodiscard]] bool OnEverything() const;

  // Has a condition that may restrict it: not an empty one.
  [[nodiscard]] bool IsConditional() const {
    return !tests.empty() || !statement->condition_complete;
  }

  // The tests of a key, in small letters; "aws:resourcetag/" finds the whole
  // family.
  [[nodiscard]] std::vector<const ParsedTest*> TestsOf(
      std::string_view key) const;
};

ParsedStatement Parse(const Statement& statement,
                      const catalog::Catalogue& catalogue);

}  // namespace iamgen::policy

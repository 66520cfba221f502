// Whether a statement's condition block holds for a request's context.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "oracle/naive_matching.h"

namespace iamgen::oracle {

enum class Quantifier { kNone, kForAllValues, kForAnyValue };

// An operator's name taken apart. `positive` is the operator that a negated one
// denies: StringNotLike is the negation of StringLike.
struct ConditionOperator {
  Quantifier quantifier = Quantifier::kNone;
  std::string positive;
  bool negated = false;
  bool if_exists = false;
};

// The names without quantifier and IfExists.
const std::vector<std::string>& OperatorNames();
// Nothing where AWS has no such operator.
std::optional<ConditionOperator> ReadOperator(const std::string& name);

// Can the value be read as what the operator compares? Every text can be a
// string; policy values of ARN operators can be anything.
bool PolicyValueReads(const ConditionOperator& op, const std::string& value);
bool ContextValueReads(const ConditionOperator& op, const std::string& value);

// Of conditions whose operators and values have been read successfully.
bool ConditionPartMatches(const nlohmann::json& statement,
                          const Context& context, bool variables);

}  // namespace iamgen::oracle

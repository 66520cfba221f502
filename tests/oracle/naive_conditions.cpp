// Operator by operator, key by key, value by value.
//
// Chosen where AWS is silent: a key whose list is empty is missing; the empty
// string is a value except for Null and ForAllValues; a list of one value is
// that value; several values without quantifier match no positive operator.
#include "oracle/naive_conditions.h"

#include <algorithm>

#include "oracle/naive_values.h"

namespace iamgen::oracle {
namespace {

// In small letters, of Latin-1 in UTF-8.
std::string Folded(const std::string& text) {
  std::string folded = Lower(text);
  for (std::size_t i = 1; i < folded.size(); ++i) {
    const auto one = static_cast<unsigned char>(folded[i]);
    if (folded[i - 1] == '\xC3' && one >= 0x80U && one <= 0x9EU &&
        one != 0x97U) {
      folded[i] = static_cast<char>(one + 0x20U);
    }
  }
  return folded;
}

using nlohmann::json;

bool TakeFront(std::string& text, const std::string& front) {
  if (text.compare(0, front.size(), front) != 0) {
    return false;
  }
  text.erase(0, front.size());
  return true;
}

bool TakeBack(std::string& text, const std::string& back) {
  if (text.size() < back.size() ||
      text.compare(text.size() - back.size(), back.size(), back) != 0) {
    return false;
  }
  text.resize(text.size() - back.size());
  return true;
}

bool StartsWith(const std::string& text, const std::string& front) {
  return text.compare(0, front.size(), front) == 0;
}

bool TakesVariables(const ConditionOperator& op) {
  return StartsWith(op.positive, "String") || op.positive == "ArnLike" ||
         op.positive == "Bool";
}

// `positive` ends in Equals, LessThan, LessThanEquals, ...
template <typename Value>
bool Compare(const std::string& positive, const Value& context,
             const Value& policy) {
  const std::string how = positive.substr(positive.find_first_of("EGL"));
  if (how == "LessThan") {
    return context < policy;
  }
  if (how == "LessThanEquals") {
    return context <= policy;
  }
  if (how == "GreaterThan") {
    return context > policy;
  }
  if (how == "GreaterThanEquals") {
    return context >= policy;
  }
  return context == policy;
}

// A pattern with too few fields matches nothing here; `*` alone any ARN.
bool ArnLike(const Pattern& pattern, const std::string& value) {
  if (pattern.size() == 1 && pattern[0].special && pattern[0].c == '*') {
    return IsArn(value);
  }
  return FieldsMatch(PatternFields(pattern), value);
}

// One value of the request against one value of the policy.
bool OneMatches(const ConditionOperator& op, const std::string& value,
                const std::string& written, const Context& context,
                bool variables) {
  const auto pattern =
      ReadPattern(written, context, variables && TakesVariables(op));
  // A variable without value: this value of the list matches nothing.
  if (!pattern) {
    return false;
  }
  const std::string text = PlainText(*pattern);
  const std::string& positive = op.positive;
  if (positive == "StringEquals") {
    return value == text;
  }
  if (positive == "StringEqualsIgnoreCase") {
    return Folded(value) == Folded(text);
  }
  if (positive == "StringLike") {
    return Glob(*pattern, value);
  }
  if (positive == "ArnLike") {
    return ArnLike(*pattern, value);
  }
  if (positive == "Bool") {
    return ReadBool(value) == ReadBool(text);
  }
  if (positive == "BinaryEquals") {
    return ReadBase64(value) == ReadBase64(text);
  }
  if (positive == "IpAddress") {
    return Contains(*ReadRange(text), *ReadRange(value));
  }
  if (StartsWith(positive, "Numeric")) {
    return Compare(positive, *ReadNumber(value), *ReadNumber(text));
  }
  return Compare(positive, *ReadDate(value), *ReadDate(text));
}

// The list is an OR, and a negated operator denies the whole of it.
bool ValueMatches(const ConditionOperator& op, const std::string& value,
                  const std::vector<std::string>& list, const Context& context,
                  bool variables) {
  bool any = false;
  for (const std::string& written : list) {
    any = any || OneMatches(op, value, written, context, variables);
  }
  return any != op.negated;
}

bool AllEmpty(const std::vector<std::string>& values) {
  return values.empty() || (values.size() == 1 && values.front().empty());
}

bool NullMatches(const std::vector<std::string>& values,
                 const std::vector<std::string>& list) {
  for (const std::string& written : list) {
    if (ReadBool(written) == AllEmpty(values)) {
      return true;
    }
  }
  return false;
}

bool KeyMatches(const ConditionOperator& op, const std::string& key,
                const std::vector<std::string>& list, const Context& context,
                bool variables) {
  const auto found = context.find(Lower(key));
  const std::vector<std::string> values =
      found == context.end() ? std::vector<std::string>() : found->second;
  if (op.positive == "Null") {
    return NullMatches(values, list);
  }
  // The table of missing keys, row by row.
  if (op.quantifier == Quantifier::kForAllValues && AllEmpty(values)) {
    return true;
  }
  // An empty text counts as none, and only texts are compared with it.
  const bool texts =
      op.positive.compare(0, 6, "String") == 0 || op.positive == "ArnLike";
  if (values.empty() || (AllEmpty(values) && !texts)) {
    return op.if_exists || (op.quantifier == Quantifier::kNone && op.negated);
  }
  const auto matches = [&](const std::string& value) {
    return ValueMatches(op, value, list, context, variables);
  };
  if (op.quantifier == Quantifier::kForAnyValue) {
    return std::any_of(values.begin(), values.end(), matches);
  }
  if (op.quantifier == Quantifier::kForAllValues) {
    return std::all_of(values.begin(), values.end(), matches);
  }
  if (values.size() > 1 && !op.negated) {
    return false;
  }
  return std::all_of(values.begin(), values.end(), matches);
}

}  // namespace

const std::vector<std::string>& OperatorNames() {
  static const std::vector<std::string> names = {
      "StringEquals",
      "StringNotEquals",
      "StringEqualsIgnoreCase",
      "StringNotEqualsIgnoreCase",
      "StringLike",
      "StringNotLike",
      "NumericEquals",
      "NumericNotEquals",
      "NumericLessThan",
      "NumericLessThanEquals",
      "NumericGreaterThan",
      "NumericGreaterThanEquals",
      "DateEquals",
      "DateNotEquals",
      "DateLessThan",
      "DateLessThanEquals",
      "DateGreaterThan",
      "DateGreaterThanEquals",
      "Bool",
      "BinaryEquals",
      "IpAddress",
      "NotIpAddress",
      "ArnEquals",
      "ArnLike",
      "ArnNotEquals",
      "ArnNotLike",
      "Null",
  };
  return names;
}

std::optional<ConditionOperator> ReadOperator(const std::string& name) {
  ConditionOperator op;
  std::string rest = name;
  if (TakeFront(rest, "ForAllValues:")) {
    op.quantifier = Quantifier::kForAllValues;
  } else if (TakeFront(rest, "ForAnyValue:")) {
    op.quantifier = Quantifier::kForAnyValue;
  }
  op.if_exists = TakeBack(rest, "IfExists");
  const std::vector<std::string>& names = OperatorNames();
  if (std::find(names.begin(), names.end(), rest) == names.end()) {
    return std::nullopt;
  }
  // Null takes neither.
  if (rest == "Null" && (op.if_exists || op.quantifier != Quantifier::kNone)) {
    return std::nullopt;
  }
  const std::size_t negation = rest.find("Not");
  op.negated = negation != std::string::npos;
  if (op.negated) {
    rest.erase(negation, 3);
  }
  op.positive = rest == "ArnEquals" ? "ArnLike" : rest;
  return op;
}

bool PolicyValueReads(const ConditionOperator& op, const std::string& value) {
  if (op.positive == "IpAddress") {
    return ReadRange(value).has_value();
  }
  if (op.positive == "Null") {
    return ReadBool(value).has_value();
  }
  return op.positive == "ArnLike" || ContextValueReads(op, value);
}

bool ContextValueReads(const ConditionOperator& op, const std::string& value) {
  if (StartsWith(op.positive, "Numeric")) {
    return ReadNumber(value).has_value();
  }
  if (StartsWith(op.positive, "Date")) {
    return ReadDate(value).has_value();
  }
  if (op.positive == "Bool") {
    return ReadBool(value).has_value();
  }
  if (op.positive == "BinaryEquals") {
    return ReadBase64(value).has_value();
  }
  if (op.positive == "IpAddress") {
    return value.find('/') == std::string::npos && ReadRange(value).has_value();
  }
  return op.positive != "ArnLike" || IsArn(value);
}

bool ConditionPartMatches(const json& statement, const Context& context,
                          bool variables) {
  if (!statement.contains("Condition")) {
    return true;
  }
  for (const auto& [name, keys] : statement.at("Condition").items()) {
    const auto op = ReadOperator(name);
    for (const auto& [key, values] : keys.items()) {
      if (!KeyMatches(*op, key, AsTexts(values), context, variables)) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace iamgen::oracle

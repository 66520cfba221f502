// Every operator in every dress, and what is none.
#include "policy/operator.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/text.h"

namespace iamgen::policy {
namespace {

TEST(Operator, EveryNameInEveryDress) {
  EXPECT_EQ(OperatorNames().size(), 27U);
  for (const std::string_view name : OperatorNames()) {
    for (const std::string prefix : {"", "ForAllValues:", "ForAnyValue:"}) {
      for (const std::string suffix : {"", "IfExists"}) {
        const std::string written = prefix + std::string(name) + suffix;
        const auto op = ParseOperator(written);
        ASSERT_TRUE(op) << written;
        EXPECT_EQ(op->name, name);
        EXPECT_EQ(op->if_exists, !suffix.empty());
        EXPECT_EQ(op->set == SetPrefix::kNone, prefix.empty());
        EXPECT_EQ(Spelled(*op), written);
        const auto other = ParseOperator(support::Lower(written));
        ASSERT_TRUE(other) << written;
        EXPECT_EQ(Spelled(*other), written);
      }
    }
  }
}

TEST(Operator, NoOperators) {
  for (const std::string_view written :
       {"", "IfExists", "ForAllValues:", "StringEqualz", "String Equals",
        " StringEquals", "StringEqualsIfExistsIfExists", "ForAllValuesBool",
        "ForAnyValue:ForAllValues:StringEquals", "IfExistsStringEquals",
        "ForAnyValue: StringEquals", "StringNotEqualsIfExist", "NotNull"}) {
    EXPECT_FALSE(ParseOperator(written)) << written;
  }
}

TEST(Operator, WhatTheyDo) {
  struct Row {
    std::string_view written;
    OperatorFamily family;
    Comparison comparison;
    bool negated;
  };

  using enum OperatorFamily;
  using enum Comparison;
  for (const Row& row : std::vector<Row>{
           {"StringNotLike", kString, kLike, true},
           {"StringNotEqualsIgnoreCase", kString, kEqualsIgnoreCase, true},
           {"NumericLessThanEquals", kNumeric, kLessOrEqual, false},
           {"DateGreaterThan", kDate, kGreater, false},
           {"NotIpAddress", kIp, kIsIn, true},
           {"ArnNotEquals", kArn, kEquals, true},
           {"NullIfExists", kNull, kIsNull, false},
       }) {
    const auto op = ParseOperator(row.written);
    ASSERT_TRUE(op) << row.written;
    EXPECT_EQ(op->family, row.family) << row.written;
    EXPECT_EQ(op->comparison, row.comparison) << row.written;
    EXPECT_EQ(op->negated, row.negated) << row.written;
  }
}

TEST(Operator, NullFitsEveryTypeAndTheOthersTheirs) {
  using catalog::KeyType;
  EXPECT_TRUE(Fits(OperatorFamily::kNull, KeyType::kIpAddress));
  EXPECT_TRUE(Fits(OperatorFamily::kArn, KeyType::kArn));
  EXPECT_FALSE(Fits(OperatorFamily::kArn, KeyType::kString));
  EXPECT_FALSE(Fits(OperatorFamily::kString, KeyType::kArn));
  EXPECT_FALSE(Fits(OperatorFamily::kNumeric, KeyType::kDate));
}

}  // namespace
}  // namespace iamgen::policy

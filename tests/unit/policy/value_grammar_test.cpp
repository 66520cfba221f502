// Values at the edges of their grammars.
#include "policy/value_grammar.h"

#include <gtest/gtest.h>

#include <string_view>

namespace iamgen::policy {
namespace {

TEST(ValueGrammar, Numbers) {
  for (const std::string_view good :
       {"0", "3600", "-1", "+1", "1.5", "1.", ".5", "007"}) {
    EXPECT_TRUE(IsNumber(good)) << good;
  }
  for (const std::string_view bad :
       {"", "-", ".", "1h", "1e3", "1,5", "1.2.3", " 1", "1 ", "0x10", "--1"}) {
    EXPECT_FALSE(IsNumber(bad)) << bad;
  }
  EXPECT_EQ(ParseNumber("-2.5"), -2.5);
  EXPECT_EQ(ParseNumber("+3600"), 3600);
}

TEST(ValueGrammar, Dates) {
  for (const std::string_view good :
       {"2030-01-01", "2030-01", "2030-1-1", "2030-01-01T00:00:00Z",
        "2030-01-01t12z", "2030-01-01T12:30", "2030-01-01T12:30:59.123456789Z",
        "2030-01-01T12:30:59+01:00", "2030-01-01T12:30:59-0130",
        "2030-01-01T12+02", "2028-02-29", "01T", "2030-01-01T",
        "-292275054-01-01"}) {
    EXPECT_TRUE(IsDate(good)) << good;
  }
  for (const std::string_view bad : {"",
                                     "2030",
                                     "1735689600",
                                     "next week",
                                     "2030-13-01",
                                     "2030-00-01",
                                     "2030-01-32",
                                     "2030-02-30",
                                     "2029-02-29",
                                     "2030-01-01 00:00:00",
                                     "2030-01-01T24:00:00Z",
                                     "2030-01-01T12:60:00Z",
                                     "2030-01-01T12:00:60Z",
                                     "2030-01-01T12:00:00ZZ",
                                     "2030-01-01T12:00:00+1",
                                     "01/01/2030",
                                     "2030-01-01T",
                                     "January",
                                     "T",
                                     "-"}) {
    // A bare T is let through: IAM takes the hour for missing as well.
    EXPECT_EQ(IsDate(bad), bad == "2030-01-01T") << bad;
  }
}

TEST(ValueGrammar, DatesAsSeconds) {
  EXPECT_EQ(ParseDate("1970-01-01"), 0);
  EXPECT_EQ(ParseDate("2000-03-01T00:00:00Z"), 951868800);
  EXPECT_EQ(ParseDate("2030-01-01T01:00:00+01:00"), ParseDate("2030-01-01"));
  EXPECT_LT(*ParseDate("2029-12-31T23:59:59Z"), *ParseDate("2030-01"));
  EXPECT_LT(*ParseDate("-0001-01-01"), *ParseDate("0001-01-01"));
}

TEST(ValueGrammar, SecondsSince1970) {
  EXPECT_TRUE(IsEpoch("0"));
  EXPECT_TRUE(IsEpoch("9223372036854775807"));
  EXPECT_FALSE(IsEpoch("9223372036854775808"));
  EXPECT_FALSE(IsEpoch("-1"));
  EXPECT_FALSE(IsEpoch("1.5"));
  EXPECT_FALSE(IsEpoch(""));
}

TEST(ValueGrammar, BooleansAndBytesAndIds) {
  EXPECT_TRUE(IsBoolean("TRUE"));
  EXPECT_TRUE(IsBoolean("False"));
  EXPECT_FALSE(IsBoolean("yes"));
  EXPECT_FALSE(IsBoolean("1"));
  EXPECT_TRUE(IsBase64("QmluYXJ5VmFsdWVJbkJhc2U2NA=="));
  EXPECT_TRUE(IsBase64(""));
  EXPECT_FALSE(IsBase64("QmluYXJ5V"));
  EXPECT_FALSE(IsBase64("===="));
  EXPECT_FALSE(IsBase64("%%%%"));
  EXPECT_TRUE(IsResourceId("vpc-", "vpc-1a2b3c4d"));
  EXPECT_TRUE(IsResourceId("vpc-", "vpc-0123456789abcdef0"));
  EXPECT_FALSE(IsResourceId("vpc-", "vpc-123"));
  EXPECT_FALSE(IsResourceId("vpc-", "vpce-1a2b3c4d"));
  EXPECT_FALSE(IsResourceId("vpc-", "vpc-1a2b3c4-"));
}

}  // namespace
}  // namespace iamgen::policy

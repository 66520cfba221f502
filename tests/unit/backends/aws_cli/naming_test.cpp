// Names of scripts: what their places take, and no two alike.
#include "backends/aws_cli/naming.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace iamgen::backends::aws_cli {
namespace {

TEST(GeneratedName, IsTheTopologyTheKeyAndAHash) {
  const std::string name = GeneratedName("shop", "Deploy", 64);
  EXPECT_EQ(name.substr(0, 12), "shop-Deploy-");
  EXPECT_EQ(name.size(), 22U);
  EXPECT_EQ(GeneratedName("", "Deploy", 64).substr(0, 7), "Deploy-");
}

TEST(GeneratedName, IsTakenAndItsOwn) {
  const std::string long_key(200, 'k');
  std::set<std::string> names;
  for (const char* topology : {"", "shop", "caf\xC3\xA9 \"quoted\""}) {
    for (const std::string& key :
         {std::string("a-b"), std::string("a_b"), std::string("a.b"),
          std::string("a b"), std::string("\xC3\xBC"), long_key,
          long_key + "1"}) {
      const std::string name = GeneratedName(topology, key, 64);
      EXPECT_LE(name.size(), 64U);
      EXPECT_EQ(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz"
                                       "0123456789_-"),
                std::string::npos)
          << name;
      EXPECT_TRUE(names.insert(name).second) << name;
    }
  }
}

TEST(PasswordVariable, IsAVariableOfItsOwn) {
  EXPECT_EQ(PasswordVariable("ada"), "IAMGEN_PASSWORD_ada");
  std::set<std::string> names;
  for (const char* key : {"ada.lovelace", "ada_lovelace", "ada-lovelace", "Ada",
                          "\xC3\xA4", "a=b", "x_0123456789"}) {
    const std::string name = PasswordVariable(key);
    EXPECT_EQ(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "abcdefghijklmnopqrstuvwxyz"
                                     "0123456789_"),
              std::string::npos)
        << name;
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(StatementId, TellsWhatTheStatementSays) {
  const std::string id = StatementId("s3.amazonaws.com", "111111111111", "a");
  EXPECT_EQ(id, StatementId("s3.amazonaws.com", "111111111111", "a"));
  EXPECT_NE(id, StatementId("s3.amazonaws.com", "222222222222", "a"));
  EXPECT_NE(id, StatementId("sns.amazonaws.com", "111111111111", "a"));
  EXPECT_NE(id, StatementId("s3.amazonaws.com", "111111111111", "b"));
  EXPECT_EQ(id.size(), 17U);
}

}  // namespace
}  // namespace iamgen::backends::aws_cli

// Names of blocks: identifiers of HCL, and no two alike.
#include "backends/terraform/naming.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

namespace iamgen::backends::terraform {
namespace {

TEST(BlockName, IsTheKeyWhereItCanBe) {
  EXPECT_EQ(BlockName({"Deploy"}), "Deploy");
  EXPECT_EQ(BlockName({"deploy-role_2"}), "deploy-role_2");
  EXPECT_EQ(BlockName({"Deploy", "ReadOnlyAccess"}), "Deploy__ReadOnlyAccess");
  // Documented.
  EXPECT_EQ(BlockName({"ada.lovelace"}), "ada_lovelace_65CC3D81EE");
}

bool IsIdentifier(const std::string& name) {
  constexpr const char* kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
  return name.find_first_of(kLetters) == 0 &&
         name.find_first_not_of(std::string(kLetters) + "0123456789-") ==
             std::string::npos;
}

TEST(BlockName, IsTakenAndItsOwn) {
  std::map<std::string, std::string> made;
  const auto see = [&](const std::string& name, const std::string& of) {
    EXPECT_TRUE(IsIdentifier(name)) << name;
    const auto [other, is_new] = made.emplace(name, of);
    EXPECT_TRUE(is_new) << name << " of " << of << " and " << other->second;
  };
  const std::string keys[] = {"a",
                              "A",
                              "a_b",
                              "a.b",
                              "a+b",
                              "a__b",
                              "a_",
                              "_a",
                              "",
                              "_",
                              "__",
                              "9",
                              "_9",
                              "-a",
                              "a-",
                              "\xC3\xBC",
                              "b",
                              "b__c",
                              "a___b",
                              "a, b",
                              "aws",
                              "for",
                              std::string(500, 'x'),
                              "a_AB12CD34EF",
                              "ada_lovelace_65CC3D81EE",
                              "ada.lovelace"};
  for (const std::string& one : keys) {
    see(BlockName({one}), one);
  }
  for (const std::string& one : keys) {
    for (const std::string& two : keys) {
      // One `_`-joined name may stand for one pair only, and for no single
      // key.
      see(BlockName({one, two}), one + " + " + two);
    }
  }
  see(BlockName({"a", "aws", "b"}), "a + aws + b");
}

TEST(NameOfKey, FitsAndTellsLongKeysApart) {
  EXPECT_EQ(NameOfKey("ada", 64), "ada");
  const std::string one = NameOfKey(std::string(80, 'x'), 64);
  EXPECT_EQ(one.size(), 64U);
  EXPECT_NE(one, NameOfKey(std::string(81, 'x'), 64));
}

TEST(NamePrefix, LeavesRoomForWhatIsAdded) {
  EXPECT_EQ(NamePrefix("Web", 38), "Web-");
  EXPECT_EQ(NamePrefix(std::string(64, 'x'), 38).size(), 38U);
}

}  // namespace
}  // namespace iamgen::backends::terraform

// Logical ids: what CloudFormation takes, and no two alike.
#include "backends/cfn/naming.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace iamgen::backends::cfn {
namespace {

TEST(LogicalId, IsTheKeyWhereItCanBe) {
  EXPECT_EQ(LogicalId("Role", "Deploy"), "RoleDeploy");
  EXPECT_EQ(LogicalId("Role", "Deploy2x"), "RoleDeploy2x");
  // Documented.
  EXPECT_EQ(LogicalId("Role", "deploy-role"), "RoleDeployRoleX32C80AB3F1");
}

TEST(LogicalId, IsTakenAndItsOwn) {
  std::map<std::string, std::string> made;
  const std::string long_key(200, 'k');
  for (const std::string& key :
       {std::string("a-b"), std::string("a_b"), std::string("a.b"),
        std::string("aB"), std::string("AB"), std::string("a b"),
        std::string("ab-"), std::string("-ab"), std::string(""),
        std::string("-"), std::string("RoleX32C80AB3F1"),
        std::string("DeployRoleX32C80AB3F1"), std::string("deploy-role"),
        std::string("\xC3\xBC"), long_key, long_key + "1", long_key + "2",
        std::string(5000, 'z')}) {
    const std::string id = LogicalId("Role", key);
    EXPECT_LE(id.size(), 255U);
    EXPECT_EQ(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "abcdefghijklmnopqrstuvwxyz0123456789"),
              std::string::npos)
        << id;
    const auto [other, is_new] = made.emplace(id, key);
    // Keys that differ in case alone never meet: IAM takes only one of them.
    EXPECT_TRUE(is_new || (key == "AB" && other->second == "aB"))
        << id << " of " << key << " and " << other->second;
  }
}

TEST(LogicalId, DetailsTellThingsOfOneKeyApart) {
  EXPECT_NE(LogicalId("Permission", "J/sns", "a"),
            LogicalId("Permission", "J/sns", "b"));
  EXPECT_EQ(LogicalId("Permission", "J/sns", "a"),
            LogicalId("Permission", "J/sns", "a"));
  EXPECT_NE(LogicalId("Permission", "J", ""), LogicalId("Permission", "J"));
}

}  // namespace
}  // namespace iamgen::backends::cfn

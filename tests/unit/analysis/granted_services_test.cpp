// Services of a set of actions, and where they are allowed.
#include "analysis/granted_services.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iamgen::analysis {
namespace {

const catalog::Catalogue& Known() { return catalog::Catalogue::Embedded(); }

catalog::ActionSet Of(const std::vector<std::string>& patterns) {
  catalog::ActionSet actions(Known());
  for (const std::string& one : patterns) {
    Known().Expand(one, actions);
  }
  return actions;
}

// "s3 write 2, sqs read 1".
std::string Said(const std::vector<GrantedService>& services) {
  std::string text;
  for (const GrantedService& one : services) {
    text += (text.empty() ? "" : ", ") +
            std::string(Known().PrefixOf(one.service)) + " " +
            std::string(NameOf(one.reach)) + " " + std::to_string(one.actions);
  }
  return text;
}

TEST(GrantedServices, TheStrongestLevelCounts) {
  EXPECT_EQ(Said(ServicesOf(Of({}), Known())), "");
  EXPECT_EQ(Said(ServicesOf(Of({"sqs:GetQueueUrl", "s3:ListBucket",
                                "s3:PutObject", "s3:GetObject"}),
                            Known())),
            "s3 write 3, sqs read 1");
  EXPECT_EQ(
      Said(ServicesOf(Of({"s3:ListBucket", "s3:PutBucketPolicy"}), Known())),
      "s3 permissions 2");
  // To tag is to write.
  EXPECT_EQ(Said(ServicesOf(Of({"sqs:TagQueue"}), Known())), "sqs write 1");
}

TEST(GrantedServices, EverythingIsEveryAction) {
  catalog::ActionSet all = Of({"*"});
  EXPECT_TRUE(IsEverything(ServicesOf(all, Known()), Known()));
  EXPECT_EQ(ServicesOf(all, Known()).size(), Known().Services().size());
  all.Remove(*Known().FindAction("s3:GetObject"));
  EXPECT_FALSE(IsEverything(ServicesOf(all, Known()), Known()));
  EXPECT_FALSE(IsEverything({}, Known()));
}

}  // namespace
}  // namespace iamgen::analysis

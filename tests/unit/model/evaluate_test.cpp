// What holes become in an account.
#include "model/evaluate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iamgen::model {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class EvaluateTest : public ::testing::Test {
 protected:
  EvaluateTest() {
    single_ = topology_.variables.Add({"SINGLE", false});
    list_ = topology_.variables.Add({"LIST", true});
    topology_.accounts.Add({.alias = "master",
                            .id = "011111111111",
                            .role = AccountRole::kMaster,
                            .partition = "aws",
                            .dns_suffix = "amazonaws.com",
                            .region = "eu-west-1",
                            .ou = {},
                            .tags = {},
                            .variables = {VariableValue{{"a/b"}, false},
                                          VariableValue{{"x", "y"}, true}},
                            .span = {}});
    topology_.accounts.Add(
        {.alias = "cn",
         .id = "222222222222",
         .role = AccountRole::kChild,
         .partition = "aws-cn",
         .dns_suffix = "amazonaws.com.cn",
         .region = "cn-north-1",
         .ou = {},
         .tags = {},
         .variables = {VariableValue{{"c"}, false}, VariableValue{{}, true}},
         .span = {}});
    both_ = topology_.account_sets.Add(AccountSet::Of({master_, cn_}));
    Role role;
    role.name.value.Add(Hole{.kind = HoleKind::kAccountName});
    role.name.value.Add(std::string("-role"));
    role.path.value = Text("/p/");
    role_ = {EntityKind::kRole, topology_.roles.Add(role).index};
  }

  [[nodiscard]] std::vector<std::string> In(AccountId account,
                                            const Hole& hole) const {
    Text text("<");
    text.Add(hole);
    text.Add(std::string(">"));
    return EvaluateList(topology_, {{text, {}}}, account);
  }

  const AccountId master_{0};
  const AccountId cn_{1};
  Topology topology_;
  VariableId single_;
  VariableId list_;
  AccountSetId both_;
  EntityRef role_;
};

TEST_F(EvaluateTest, HolesOfTheAccountBeingBuilt) {
  const auto kinds = {HoleKind::kAccountId, HoleKind::kAccountName,
                      HoleKind::kPartition, HoleKind::kDnsSuffix,
                      HoleKind::kRegion};
  std::vector<std::string> in_master;
  std::vector<std::string> in_cn;
  for (const HoleKind kind : kinds) {
    in_master.push_back(In(master_, {.kind = kind}).front());
    in_cn.push_back(In(cn_, {.kind = kind}).front());
  }
  EXPECT_THAT(in_master, ElementsAre("<011111111111>", "<master>", "<aws>",
                                     "<amazonaws.com>", "<eu-west-1>"));
  EXPECT_THAT(in_cn, ElementsAre("<222222222222>", "<cn>", "<aws-cn>",
                                 "<amazonaws.com.cn>", "<cn-north-1>"));
}

TEST_F(EvaluateTest, AListGivesOneStringForEachValue) {
  const Hole list{.kind = HoleKind::kVariable, .variable = list_};
  EXPECT_THAT(In(master_, list), ElementsAre("<x>", "<y>"));
  EXPECT_THAT(In(cn_, list), IsEmpty());
  Text text;
  text.Add(list);
  EXPECT_EQ(Evaluate(topology_, text, master_), "x,y");
  EXPECT_TRUE(MayBeList(topology_, text));
}

TEST_F(EvaluateTest, SetsOfAccounts) {
  Hole ids{.kind = HoleKind::kAccountIds, .accounts = both_};
  EXPECT_THAT(In(master_, ids),
              ElementsAre("<011111111111>", "<222222222222>"));
  ids.others_only = true;
  EXPECT_THAT(In(master_, ids), ElementsAre("<222222222222>"));
  EXPECT_THAT(In(cn_, ids), ElementsAre("<011111111111>"));
  ids.as_root = true;
  EXPECT_THAT(In(master_, ids),
              ElementsAre("<arn:aws-cn:iam::222222222222:root>"));
}

TEST_F(EvaluateTest, ArnsOfEntities) {
  const Hole own{.kind = HoleKind::kEntityArn, .entity = role_};
  EXPECT_THAT(In(cn_, own),
              ElementsAre("<arn:aws-cn:iam::222222222222:role/p/cn-role>"));
  const Hole all{
      .kind = HoleKind::kEntityArn, .entity = role_, .accounts = both_};
  EXPECT_THAT(In(cn_, all),
              ElementsAre("<arn:aws:iam::011111111111:role/p/master-role>",
                          "<arn:aws-cn:iam::222222222222:role/p/cn-role>"));
  EXPECT_EQ(Evaluate(topology_, OwnArnText(topology_, role_), master_),
            ArnOf(topology_, role_, master_));
}

TEST_F(EvaluateTest, PartsOfBuckets) {
  struct Row {
    const char* value;
    const char* bucket;
    const char* objects;
    const char* prefix;
  };

  for (const Row& row : {
           Row{"b", "arn:aws:s3:::b", "arn:aws:s3:::b/*", ""},
           Row{"b/", "arn:aws:s3:::b", "arn:aws:s3:::b/*", ""},
           Row{"b/p", "arn:aws:s3:::b", "arn:aws:s3:::b/p/*", "p"},
           Row{"b//p/q/", "arn:aws:s3:::b", "arn:aws:s3:::b/p/q/*", "p/q"},
           Row{"", "arn:aws:s3:::", "arn:aws:s3:::/*", ""},
           Row{"///", "arn:aws:s3:::", "arn:aws:s3:::/*", ""},
       }) {
    EXPECT_EQ(BucketPartOf(BucketPart::kBucketArn, row.value, "aws"),
              row.bucket);
    EXPECT_EQ(BucketPartOf(BucketPart::kObjectsArn, row.value, "aws"),
              row.objects);
    EXPECT_EQ(BucketPartOf(BucketPart::kPrefix, row.value, "aws"), row.prefix);
  }
  EXPECT_THAT(In(cn_, {.kind = HoleKind::kVariable,
                       .variable = single_,
                       .part = BucketPart::kBucketArn}),
              ElementsAre("<arn:aws-cn:s3:::c>"));
}

TEST_F(EvaluateTest, WhatTheAccountLacksIsNothing) {
  topology_.accounts[cn_].variables[0].reset();
  EXPECT_THAT(In(cn_, {.kind = HoleKind::kVariable, .variable = single_}),
              IsEmpty());
}

}  // namespace
}  // namespace iamgen::model

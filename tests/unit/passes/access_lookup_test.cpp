// Which types ARNs name, and which actions access levels come to.
#include "passes/access_lookup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iamgen::passes {
namespace {

using catalog::AccessLevel;
using catalog::Catalogue;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Names = std::vector<std::string>;

Names Types(const std::string& resource, const std::string& service = "") {
  const Catalogue& catalogue = Catalogue::Embedded();
  Names names;
  if (const auto types = TypesOf(catalogue, resource, service)) {
    for (const catalog::ResourceTypeId type : types->types) {
      names.push_back(std::string(catalogue.PrefixOf(types->service)) + " " +
                      std::string(catalogue.NameOf(type)));
    }
  }
  return names;
}

TEST(AccessLookup, TypesAreThoseOfTheForm) {
  EXPECT_THAT(Types("arn:aws:s3:::example"), ElementsAre("s3 bucket"));
  EXPECT_THAT(Types("arn:aws:s3:::example/in/*"), ElementsAre("s3 object"));
  EXPECT_THAT(Types("arn:aws:s3:::${aws:PrincipalTag/team}/*"),
              ElementsAre("s3 object"));
  const std::string table = "arn:aws:dynamodb:eu-west-1:111111111111:table/";
  EXPECT_THAT(Types(table + "Orders"), ElementsAre("dynamodb table"));
  EXPECT_THAT(Types(table + "*"), ElementsAre("dynamodb table"));
  EXPECT_THAT(Types(table + "Orders/index/*"), ElementsAre("dynamodb index"));
  EXPECT_THAT(Types(table + "Orders/stream/*"), ElementsAre("dynamodb stream"));
  EXPECT_THAT(Types("arn:aws-cn:sqs:*:*:orders-*"), ElementsAre("sqs queue"));
  EXPECT_THAT(Types("arn:aws:iam::111111111111:role/<generated:role/Web>"),
              ElementsAre("iam role"));
  EXPECT_THAT(
      Types("arn:aws:iam::111111111111:*"),
      AllOf(Contains("iam role"), Contains("iam user"), Contains("iam group")));
}

TEST(AccessLookup, SomeResourcesHaveNone) {
  EXPECT_THAT(Types("example"), IsEmpty());
  EXPECT_THAT(Types("*"), IsEmpty());
  EXPECT_THAT(Types("arn:aws:s3:us-east-1:111111111111:example"), IsEmpty());
  EXPECT_THAT(Types("arn:aws:nothing:::example"), IsEmpty());
  EXPECT_THAT(Types("arn:aws:sqs:*:*:orders", "s3"), IsEmpty());
  EXPECT_THAT(Types("arn:aws:sqs:*:*:orders", "SQS"), ElementsAre("sqs queue"));
}

struct Actions {
  Names here;
  Names beside;
  std::size_t empty;
};

Actions Found(const std::vector<std::string>& resources,
              const std::vector<AccessLevel>& levels) {
  const Catalogue& catalogue = Catalogue::Embedded();
  std::vector<ResourceTypes> types;
  for (const std::string& resource : resources) {
    if (const auto service = catalogue.FindService(resource)) {
      types.push_back({*service, {}});
    } else {
      types.push_back(*TypesOf(catalogue, resource, ""));
    }
  }
  const FoundActions found = ActionsOf(catalogue, types, levels);
  Actions actions{{}, {}, found.empty.size()};
  found.actions.ForEach([&](catalog::ActionId one) {
    actions.here.push_back(catalogue.FullNameOf(one));
  });
  found.beside.ForEach([&](catalog::ActionId one) {
    actions.beside.push_back(catalogue.FullNameOf(one));
  });
  return actions;
}

TEST(AccessLookup, ActionsAreThoseOfTheLevelsAndTypes) {
  const Actions bucket = Found({"arn:aws:s3:::example"}, {AccessLevel::kList});
  EXPECT_THAT(bucket.here,
              AllOf(Contains("s3:ListBucket"), Not(Contains("s3:GetObject")),
                    Not(Contains("s3:ListAllMyBuckets")),
                    Not(Contains("s3:GetBucketPolicy"))));
  EXPECT_EQ(bucket.empty, 0U);
  const Actions object =
      Found({"arn:aws:s3:::example/*"},
            {AccessLevel::kRead, AccessLevel::kPermissionsManagement});
  EXPECT_THAT(
      object.here,
      AllOf(Contains("s3:GetObject"), Contains("s3:PutObjectAcl"),
            Not(Contains("s3:PutObject")), Not(Contains("s3:ListBucket"))));
  const Actions both = Found({"arn:aws:s3:::example", "arn:aws:sqs:*:*:orders"},
                             {AccessLevel::kTagging, AccessLevel::kRead});
  EXPECT_THAT(both.here,
              AllOf(Contains("s3:GetBucketPolicy"), Contains("sqs:TagQueue")));
}

TEST(AccessLookup, OfAServiceAreActionsWithoutResourcesToo) {
  const Actions all = Found({"s3"}, {AccessLevel::kList});
  EXPECT_THAT(all.here,
              AllOf(Contains("s3:ListAllMyBuckets"), Contains("s3:ListBucket"),
                    Each(StartsWith("s3:"))));
}

TEST(AccessLookup, WhatCallsNeedIsThere) {
  const Actions read =
      Found({"arn:aws:connect:eu-west-1:111111111111:instance/*"},
            {AccessLevel::kRead});
  EXPECT_THAT(read.here, Contains("connect:DescribeInstance"));
  EXPECT_THAT(read.beside, Contains("ds:DescribeDirectories"));
  // It writes, and on something else.
  const Actions write =
      Found({"arn:aws:lambda:eu-west-1:111111111111:function:orders"},
            {AccessLevel::kWrite});
  EXPECT_THAT(write.here, AllOf(Contains("lambda:CreateFunction"),
                                Not(Contains("iam:PassRole"))));
  EXPECT_THAT(write.beside, Not(Contains("iam:PassRole")));
}

TEST(AccessLookup, LevelsWithoutActionsAreSaid) {
  const Actions index = Found(
      {"arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/index/ByDate"},
      {AccessLevel::kRead, AccessLevel::kPermissionsManagement});
  EXPECT_EQ(index.empty, 1U);
  EXPECT_THAT(index.here, Contains("dynamodb:Query"));
}

}  // namespace
}  // namespace iamgen::passes

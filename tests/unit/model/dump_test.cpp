// The dump shows every hole as what it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/topology.h"

namespace iamgen::model {
namespace {

using ::testing::HasSubstr;

TEST(Dump, ShowsAllThereIs) {
  Topology topology;
  topology.name = "shop";
  const VariableId variable = topology.variables.Add({"BUCKET", false});
  const AccountId account =
      topology.accounts.Add({.alias = "master",
                             .id = "111111111111",
                             .role = AccountRole::kMaster,
                             .partition = "aws",
                             .dns_suffix = "amazonaws.com",
                             .region = "eu-west-1",
                             .ou = "Root",
                             .tags = {},
                             .variables = {VariableValue{{"b"}, false}},
                             .span = {}});
  const AccountSetId set = topology.account_sets.Add(AccountSet::Of({account}));
  Role role;
  role.key = "R";
  role.accounts = set;
  role.name.value = Text("r");
  role.path.value = Text("/");
  Statement statement;
  statement.effect = Effect::kDeny;
  statement.sid = Text("Sid");
  statement.only_in = set;
  statement.actions = {true, {{Text("s3:*"), {}}}};
  Text resource;
  resource.Add(Hole{.kind = HoleKind::kVariable,
                    .variable = variable,
                    .part = BucketPart::kObjectsArn});
  statement.resources = Clause{false, {{resource, {}}}};
  Text ids;
  ids.Add(Hole{
      .kind = HoleKind::kAccountIds, .accounts = set, .others_only = true});
  statement.conditions.push_back(
      {Text("StringEquals"), Text("aws:k"), {{ids, {}}}});
  InlinePolicy policy;
  policy.name.value = Text("own");
  policy.document.statements.push_back(statement);
  role.inlines.push_back(policy);
  topology.roles.Add(role);
  EXPECT_EQ(Dump(topology),
            "topology shop\n"
            "account master 111111111111 master aws eu-west-1 ou Root\n"
            "  BUCKET = b\n"
            "role R in {master}\n"
            "  name r path /\n"
            "  trust\n"
            "  inline own\n"
            "    deny Sid only in {master}\n"
            "      not-action [s3:*]\n"
            "      resource [<objects:BUCKET>]\n"
            "      when StringEquals aws:k [<ids@{master} others>]\n");
}

}  // namespace
}  // namespace iamgen::model

// The commands that make stack sets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "backends/backend.h"
#include "unit/modelling.h"

namespace iamgen::backends::cfn_stackset {
namespace {

using iamgen::testing::Modelling;
using ::testing::ElementsAre;

// Of every file that has one, in the order of writing.
std::vector<std::string> Commands(const std::string& description) {
  Modelling made(
      "iamgen: 1\nname: shop\ndefaults: { region: eu-west-1 }\n"
      "master: { id: \"111111111111\", name: ops }\n"
      "children: { dev: { id: \"022222222222\" }, prod: { id: "
      "\"333333333333\" } }\n"
      "roles:\n"
      "  R: { in: children, description: \"" +
      description +
      "\", trusted_by: [ { service: ecs-tasks } ] }\n"
      "  D: { in: dev, trusted_by: [ { service: ecs-tasks } ] }\n");
  EXPECT_EQ(made.Findings(), "");
  const std::vector<model::AccountId> accounts = {
      made.Account("ops"), made.Account("dev"), made.Account("prod")};
  const Request request{*made.topology, made.sources, accounts, {}};
  const Backend& backend = *Find("cfn-stackset");
  std::vector<std::string> commands;
  EXPECT_TRUE(backend
                  .emit_shared(request,
                               [&](const File& file) {
                                 std::string one =
                                     backend.deploy(request, file, "my out");
                                 if (!one.empty()) {
                                   commands.push_back(std::move(one));
                                 }
                                 return support::Status(support::Done{});
                               })
                  .ok());
  return commands;
}

constexpr const char* kDev =
    "aws cloudformation deploy --stack-name shop-iam --template-file "
    "'my out/cfn-stackset/dev.template.yaml' --capabilities "
    "CAPABILITY_NAMED_IAM --region eu-west-1 --profile dev";

TEST(DeployCommand, AllAtOnceWithoutParameters) {
  EXPECT_THAT(
      Commands("x"),
      ElementsAre(
          "aws cloudformation create-stack-set --stack-set-name "
          "shop-iam-children --template-body "
          "'file://my out/cfn-stackset/children.template.yaml' --capabilities "
          "CAPABILITY_NAMED_IAM --profile ops && aws cloudformation "
          "create-stack-instances --stack-set-name shop-iam-children "
          "--accounts 'file://my out/cfn-stackset/children.accounts.json' "
          "--regions eu-west-1 --profile ops",
          kDev));
}

TEST(DeployCommand, OneByOneWithParameters) {
  const std::string instance =
      "aws cloudformation create-stack-instances --stack-set-name "
      "shop-iam-children --accounts ";
  const std::string file =
      " --regions eu-west-1 --parameter-overrides "
      "'file://my out/cfn-stackset/children.parameters/";
  EXPECT_THAT(
      Commands("{{account.name}}"),
      ElementsAre(
          "aws cloudformation create-stack-set --stack-set-name "
          "shop-iam-children --template-body "
          "'file://my out/cfn-stackset/children.template.yaml' --capabilities "
          "CAPABILITY_NAMED_IAM --parameters "
          "'file://my out/cfn-stackset/children.parameters/dev.json' --profile "
          "ops",
          instance + "022222222222" + file + "dev.json' --profile ops", kDev,
          instance + "333333333333" + file + "prod.json' --profile ops"));
}

}  // namespace
}  // namespace iamgen::backends::cfn_stackset

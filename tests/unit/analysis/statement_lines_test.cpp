// Lines of statements: quotes, width, and forms of ARNs to fill in.
#include "analysis/statement_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iamgen::analysis {
namespace {

TEST(StatementLines, QuotesWhereYamlNeedsThem) {
  EXPECT_EQ(FlowOf({"s3:GetObject"}), "s3:GetObject");
  EXPECT_EQ(FlowOf({"*"}), "\"*\"");
  EXPECT_EQ(FlowOf({"{{role:A}}", "arn:aws:iam::111111111111:role/B"}),
            "[\"{{role:A}}\", arn:aws:iam::111111111111:role/B]");
  EXPECT_EQ(FlowOf({"a\"b\\c"}), "\"a\\\"b\\\\c\"");
}

TEST(StatementLines, ListsGoBelowWhereALineIsTooShort) {
  std::vector<std::string> lines;
  AddMember("allow", {"s3:GetObject", "s3:PutObject"}, lines);
  AddMember("on", {std::string(40, 'a'), std::string(40, 'b')}, lines);
  AddMember("on", {std::string(100, 'c')}, lines);
  EXPECT_EQ(lines,
            (std::vector<std::string>{"- allow: [s3:GetObject, s3:PutObject]",
                                      "  on:", "    - " + std::string(40, 'a'),
                                      "    - " + std::string(40, 'b'),
                                      "  on: " + std::string(100, 'c')}));
}

TEST(StatementLines, FormsToFillIn) {
  EXPECT_EQ(FillableForm("arn:${Partition}:s3:::${BucketName}/${ObjectName}"),
            "arn:{{partition}}:s3:::<BucketName>/<ObjectName>");
  EXPECT_EQ(
      FillableForm("arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"),
      "arn:{{partition}}:sqs:{{region}}:{{account.id}}:<QueueName>");
  // Whatever the account is called.
  EXPECT_EQ(
      FillableForm("arn:${Partition}:chime:${Region}:${AccountId}:vc/${VcId}"),
      "arn:{{partition}}:chime:{{region}}:{{account.id}}:vc/<VcId>");
  EXPECT_EQ(FillableForm("arn:${Partition}:${Vendor}:${Region}:*:${Type}"), "");
  EXPECT_EQ(FillableForm("arn:aws:x:::${open"), "arn:aws:x:::${open");
}

}  // namespace
}  // namespace iamgen::analysis

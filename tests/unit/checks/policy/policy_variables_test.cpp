// Policy variables, by where they stand and what they name.
#include "unit/checks/policy/statement_cases.h"

namespace iamgen::tests {
namespace {

std::string On(const std::string& resource,
               const std::string& action = "s3:GetObject") {
  return R"({"Effect": "Allow", "Action": ")" + action + R"(", "Resource": ")" +
         resource + R"("})";
}

TEST(PolicyVariables, Forms) {
  const std::string bucket = "arn:aws:s3:::b/";
  ExpectAll({
      {"IAM488", true, On(bucket + "${aws:user!name}")},
      {"IAM491", true, On(bucket + "${aws:username")},
      {"IAM491", true, On(bucket + "${aws:username/${aws:userid}")},
      {"IAM492", true, On(bucket + "${aws:PrincipalTag/t, 'all}")},
      {"IAM492", false, On(bucket + "${aws:PrincipalTag/t, 'all'}")},
      {"IAM493", true, On(bucket + "${aws: username}")},
      {"IAM494", true, On(bucket + "${}")},
      {"IAM494", true, On(bucket + "${ }")},
      {"IAM494", false, On(bucket + "${*}${?}${$}")},
  });
}

TEST(PolicyVariables, Names) {
  const std::string bucket = "arn:aws:s3:::b/";
  ExpectAll({
      {"IAM497", true, On(bucket + "${aws:usrname}")},
      {"IAM497", true, On(bucket + "${bucket}")},
      {"IAM497", true, On(bucket + "${aws:PrincipalTag}")},
      {"IAM497", false, On(bucket + "${aws:USERNAME}")},
      {"IAM497", false, On(bucket + "${aws:PrincipalTag/team}")},
      {"IAM497", false, On(bucket + "${cognito-identity.amazonaws.com:sub}")},
      {"IAM497", false, On(bucket + "${saml:sub}")},
      {"IAM497", false, On(bucket + "${transfer:UserName}")},
      {"IAM497", false, On(bucket + "${redshift:DbUser}")},
      {"IAM498", true, On(bucket + "${aws:TagKeys}")},
      {"IAM498", false, On(bucket + "${aws:userid}")},
      {"IAM489", false, On(bucket + "${aws:username}")},
  });
}

TEST(PolicyVariables, Places) {
  ExpectAll({
      {"IAM495", true, On("arn:aws:s3:::b/*", "s3:${aws:username}")},
      {"IAM495", true,
       AllowIf(R"({"StringEquals": {"aws:PrincipalTag/${aws:userid}": "a"}})")},
      {"IAM495", true,
       R"({"Effect": "Allow", "Action": "s3:GetObject",
           "Resource": "arn:aws:s3:::b/*",
           "Principal": {"AWS": "arn:aws:iam::222222222222:user/${aws:username}"}})",
       "resource:s3"},
      {"IAM490", true,
       AllowIf(R"({"NumericLessThan": {"s3:max-keys": "${aws:userid}"}})")},
      {"IAM490", true,
       AllowIf(R"({"Bool": {"aws:SecureTransport": "${aws:userid}"}})")},
      {"IAM452", false,
       AllowIf(R"({"Bool": {"aws:SecureTransport": "${aws:userid}"}})")},
      {"IAM490", false,
       AllowIf(
           R"({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/${aws:username}"}})")},
      {"IAM499", true,
       On("arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:q",
          "sqs:SendMessage")},
      {"IAM499", false, On("arn:aws:s3:::${aws:PrincipalTag/b}/*")},
  });
}

TEST(PolicyVariables, OldVersions) {
  const auto ids = [](const std::string& version, const std::string& path) {
    return IdsOf(Lint("identity", "{" + version + R"("Statement": [)" +
                                      On("arn:aws:s3:::b/" + path) + "]}"));
  };
  using testing::Contains;
  using testing::Not;
  const std::string old = R"("Version": "2008-10-17", )";
  EXPECT_THAT(ids(old, "${aws:username}"), Contains("IAM496"));
  EXPECT_THAT(ids("", "${aws:username}"), Contains("IAM496"));
  EXPECT_THAT(ids(old, "${aws:usrname}"), Not(Contains("IAM497")));
  EXPECT_THAT(ids(old, "${}"), Not(Contains("IAM496")));
  EXPECT_THAT(ids(R"("Version": "2012-10-17", )", "${aws:username}"),
              Not(Contains("IAM496")));
}

}  // namespace
}  // namespace iamgen::tests

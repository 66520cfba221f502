// Operators and keys: those that exist, those that do not, and those that say
// nothing where they stand.
#include "unit/checks/policy/statement_cases.h"

namespace iamgen::tests {
namespace {

TEST(ConditionOperators, NamesAndNull) {
  ExpectAll({
      {"IAM401", true, AllowIf(R"({"StringEqualz": {"aws:username": "a"}})")},
      {"IAM401", true, AllowIf(R"({"": {"aws:username": "a"}})")},
      {"IAM401", true, AllowIf(R"({"ForAllValues": {"aws:username": "a"}})")},
      {"IAM401", false, AllowIf(R"({"stringequals": {"aws:username": "a"}})")},
      {"IAM401", false, AllowIf(R"({"Anything": {}})")},
      {"IAM401", false,
       AllowIf(R"({"forallvalues:STRINGLIKEIFEXISTS": {"aws:TagKeys": "a"}})")},
      {"IAM402", true,
       AllowIf(R"({"NullIfExists": {"aws:username": "true"}})")},
      {"IAM402", true,
       AllowIf(R"({"ForAnyValue:nullifexists": {"aws:TagKeys": "true"}})")},
      {"IAM403", false,
       AllowIf(R"({"ForAnyValue:NullIfExists": {"aws:TagKeys": "true"}})")},
      {"IAM403", true,
       AllowIf(R"({"ForAllValues:Null": {"aws:TagKeys": true}})")},
      {"IAM403", false, AllowIf(R"({"Null": {"aws:TagKeys": true}})")},
  });
}

TEST(ConditionOperators, OneKeyInTwoCases) {
  ExpectAll({
      {"IAM411", true,
       AllowIf(
           R"({"StringEquals": {"aws:username": "a", "aws:UserName": "b"}})")},
      {"IAM411", false, AllowIf(R"({"StringEquals": {"aws:username": "a"},
                   "StringLike": {"aws:UserName": "b"}})")},
      {"IAM439", false,
       AllowIf(
           R"({"StringEquals": {"aws:username": "a", "aws:UserName": "b"}})")},
  });
}

TEST(ConditionKeys, Exist) {
  const auto key = [](const std::string& name) {
    return AllowIf(R"({"StringEquals": {")" + name + R"(": "x"}})");
  };
  ExpectAll({
      {"IAM404", true, key("username")},
      {"IAM404", true, key(":username")},
      {"IAM404", true, key("aws:")},
      {"IAM404", false, key("aws:username")},
      {"IAM405", true, key("aws:SourceVpcs")},
      {"IAM405", true, key("aws:usernames")},
      {"IAM405", false, key("AWS:UserName")},
      {"IAM405", false, key("aws:PrincipalTag/cost center")},
      {"IAM405", false, key("aws:RequestTag/aws:cloudformation:stack-id")},
      {"IAM406", true, key("s3:prefixes")},
      {"IAM406", true, key("sts:ExternalIds")},
      {"IAM406", true, key("kms:EncryptionContexts:a")},
      {"IAM406", false, key("S3:Prefix")},
      {"IAM406", false, key("s3:ExistingObjectTag/team")},
      {"IAM406", false, key("kms:EncryptionContext:aws:s3:arn")},
      {"IAM406", false, key("ssm:resourceTag/team")},
      {"IAM406", false, key("transfer:HomeFolder")},
      {"IAM407", true, key("s33:prefix")},
      {"IAM407", false, key("s3:prefixes")},
      {"IAM407", false, key("idp.example.com:sub")},
      {"IAM407", false, key("oidc.eks.eu-west-1.amazonaws.com/id/AB12:aud")},
      {"IAM407", false, key("saml:anything")},
      {"IAM407", false, key("credentials-iot:ThingName")},
      {"IAM410", true, key("aws:ResourceTag")},
      {"IAM410", true, key("aws:PrincipalTag/")},
      {"IAM410", true, key("ec2:ResourceTag")},
      {"IAM410", true, key("s3:ExistingObjectTag")},
      {"IAM405", false, key("aws:ResourceTag")},
      {"IAM410", false, key("aws:ResourceTag/team")},
      {"IAM405", false, key("aws:ARN")},
      {"IAM409", true, key("aws:ARN")},
      {"IAM408", false, key("aws:ARN")},
      {"IAM408", true, key("aws:arn"), "scp"},
      {"IAM409", false, key("aws:arn"), "scp"},
  });
}

TEST(ConditionKeys, NearestNames) {
  const auto help = [](const std::string& name) {
    for (const Found& found :
         Lint("identity", DocumentOf(AllowIf(R"({"StringEquals": {")" + name +
                                             R"(": "x"}})")))) {
      if (found.id >= "IAM405" && found.id <= "IAM407") {
        return found.help;
      }
    }
    return std::string();
  };
  EXPECT_THAT(help("aws:SourceVpcs"), testing::HasSubstr("`aws:SourceVpc`"));
  EXPECT_EQ(help("aws:ResourceTags/team"), "did you mean `aws:ResourceTag`?");
  EXPECT_EQ(help("s3:prefx"), "did you mean `s3:prefix`?");
  EXPECT_THAT(help("awss:username"), testing::HasSubstr("`aws`"));
}

TEST(ConditionKeys, Companions) {
  const auto trust = [](const std::string& actions,
                        const std::string& condition) {
    return R"({"Effect": "Allow", "Action": )" + actions +
           R"(, "Principal": {"AWS": "arn:aws:iam::222222222222:role/ops"},
              "Condition": )" +
           condition + "}";
  };
  const std::string both = R"(["sts:AssumeRole", "sts:SetSourceIdentity"])";
  const std::string tags = R"({"StringEquals": {"aws:RequestTag/team": "a"}})";
  const std::string identity =
      R"({"StringLike": {"sts:SourceIdentity": "a*"}})";
  ExpectAll({
      {"IAM420", true, trust(R"("sts:AssumeRole")", identity), "trust"},
      {"IAM420", false, trust(both, identity), "trust"},
      {"IAM420", false, trust(R"("sts:*")", identity), "trust"},
      {"IAM420", true, trust(R"("sts:AssumeRole")", tags), "trust"},
      {"IAM420", false, trust(R"(["sts:AssumeRole", "sts:TagSession"])", tags),
       "trust"},
      {"IAM420", false, AllowIf(R"("sts:AssumeRole")", tags)},
      {"IAM420", true, AllowIf(R"("sts:AssumeRole")", identity)},
      {"IAM420", false, AllowIf(R"("s3:GetObject")", identity)},
      {"IAM420", false,
       trust(R"("sts:AssumeRole")", R"({"Null": {"aws:TagKeys": "true"}})"),
       "trust"},
  });
}

TEST(ConditionKeys, SayNothingHere) {
  const auto of = [](const std::string& principal,
                     const std::string& condition) {
    return R"({"Effect": "Allow", "Action": "s3:GetObject",
               "Resource": "arn:aws:s3:::b/*", "Principal": )" +
           principal + R"(, "Condition": )" + condition + "}";
  };
  const std::string service = R"({"Service": "cloudfront.amazonaws.com"})";
  const std::string org =
      R"({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})";
  const std::string account =
      R"({"StringEquals": {"s3:ResourceAccount": "222222222222"}})";
  const std::string owner =
      R"({"StringNotEquals": {"aws:VpceOrgID": "o-a1b2c3d4e5"}})";
  ExpectAll({
      {"IAM421", true, of(R"({"AWS": "222222222222"})", account),
       "resource:s3"},
      {"IAM421", false, AllowIf(R"("s3:GetObject")", account)},
      {"IAM423", true, of(service, org), "resource:s3"},
      {"IAM423", false,
       of(service, R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1"}})"),
       "resource:s3"},
      {"IAM423", false,
       of(R"({"Service": "a.amazonaws.com", "AWS": "222222222222"})", org),
       "resource:s3"},
      {"IAM424", true, AllowIf(R"({"StringLike": {"aws:referer": "x*"}})")},
      {"IAM425", true,
       AllowIf(R"({"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}})")},
      {"IAM425", false,
       AllowIf(R"({"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"},
                   "StringEquals": {"aws:sourcevpce": "vpce-12345678"}})")},
      {"IAM422", true, DenyIf(R"("*")", owner)},
      {"IAM422", true, DenyIf(R"(["s3:*", "sns:Publish"])", owner)},
      {"IAM422", false, DenyIf(R"(["s3:*", "kms:*"])", owner)},
  });
}

}  // namespace
}  // namespace iamgen::tests

// Values: their types, their forms, and lists of them.
#include "unit/checks/policy/statement_cases.h"

namespace iamgen::tests {
namespace {

// One key under one operator; `values` as JSON.
std::string If(const std::string& op, const std::string& key,
               const std::string& values) {
  return AllowIf(R"({")" + op + R"(": {")" + key + R"(": )" + values + "}}");
}

TEST(ConditionTypes, OperatorsAndKeys) {
  const std::string arn = R"("arn:aws:iam::222222222222:role/*")";
  ExpectAll({
      {"IAM432", true, If("StringLike", "aws:PrincipalArn", arn)},
      {"IAM432", true, If("StringNotLikeIfExists", "aws:SourceArn", arn)},
      {"IAM432", false, If("StringEquals", "aws:PrincipalArn", arn)},
      {"IAM433", false, If("StringLike", "aws:PrincipalArn", arn)},
      {"IAM433", false, If("StringEquals", "aws:PrincipalArn", arn)},
      {"IAM433", true, If("StringEquals", "aws:ViaAWSService", R"("true")")},
      {"IAM433", true, If("ArnLike", "aws:username", arn)},
      {"IAM433", true, If("StringEquals", "aws:SourceIp", R"("1.2.3.4")")},
      {"IAM433", false, If("Null", "aws:SourceIp", R"("true")")},
      {"IAM433", false,
       If("NumericLessThan", "aws:EpochTime", R"("1893456000")")},
      {"IAM433", false, If("DateLessThan", "aws:EpochTime", R"("1893456000")")},
      {"IAM433", false, If("Bool", "idp.example.com:email", R"("true")")},
  });
}

TEST(ConditionTypes, Values) {
  ExpectAll({
      {"IAM434", true, If("StringEquals", "aws:username", R"("adm-*")")},
      {"IAM434", true,
       If("StringNotEqualsIgnoreCase", "aws:username", R"("a?")")},
      {"IAM434", false, If("StringEquals", "aws:username", R"("a${*}")")},
      {"IAM434", false, If("StringLike", "aws:username", R"("a*")")},
      {"IAM450", true, If("StringEquals", "aws:username", R"(["a", 1])")},
      {"IAM450", false, If("StringEquals", "aws:username", "[1, 2]")},
      {"IAM451", true,
       If("Bool", "aws:SecureTransport", R"(["true", "false"])")},
      {"IAM451", false, If("Bool", "aws:SecureTransport", R"(["true"])")},
      {"IAM452", true, If("Bool", "aws:SecureTransport", R"("yes")")},
      {"IAM452", true, If("Null", "aws:username", "1")},
      {"IAM452", false, If("Bool", "aws:SecureTransport", R"("TRUE")")},
      {"IAM452", false, If("Bool", "aws:SecureTransport", "false")},
      {"IAM453", true, If("NumericEquals", "s3:max-keys", R"("1h")")},
      {"IAM453", true, If("NumericEquals", "s3:max-keys", "true")},
      {"IAM453", false, If("NumericEquals", "s3:max-keys", R"("-1.5")")},
      {"IAM453", false, If("NumericEquals", "s3:max-keys", "1e3")},
      {"IAM454", true, If("DateLessThan", "aws:CurrentTime", R"("soon")")},
      {"IAM454", true,
       If("DateLessThan", "aws:CurrentTime", R"("2030-02-30")")},
      {"IAM454", false, If("DateLessThan", "aws:CurrentTime", R"("2030-01")")},
      {"IAM455", true,
       If("DateLessThan", "aws:CurrentTime", R"("1893456000")")},
      {"IAM455", true, If("DateLessThan", "aws:CurrentTime", "1893456000")},
      {"IAM455", false, If("DateLessThan", "aws:EpochTime", R"("1893456000")")},
      {"IAM454", false,
       If("DateLessThan", "aws:CurrentTime", R"("1893456000")")},
      {"IAM457", true, If("BinaryEquals", "aws:username", R"("%%")")},
      {"IAM457", false, If("BinaryEquals", "aws:username", R"("QUJD")")},
      {"IAM479", true, If("ArnLike", "aws:PrincipalArn", R"("role/r")")},
      {"IAM479", true, If("ArnLike", "aws:PrincipalArn", R"("arn:aws:s3")")},
      {"IAM479", true, If("ArnLike", "aws:PrincipalArn", R"("*role*")")},
      {"IAM479", false, If("ArnLike", "aws:PrincipalArn", R"("*")")},
      {"IAM479", false,
       If("ArnLike", "aws:PrincipalArn", R"("arn:*:iam::*:role/*")")},
      {"IAM479", false,
       If("ArnLike", "aws:PrincipalArn", R"("${aws:PrincipalTag/arn}")")},
  });
}

TEST(ConditionIp, Ranges) {
  const auto allowed = [](const std::string& values) {
    return If("IpAddress", "aws:SourceIp", values);
  };
  const auto denied = [](const std::string& values) {
    return DenyIf(R"({"NotIpAddress": {"aws:SourceIp": )" + values + "}}");
  };
  ExpectAll({
      {"IAM456", true, allowed(R"("203.0.113.0/33")")},
      {"IAM456", true, allowed(R"("203.0.113.*")")},
      {"IAM456", false, allowed(R"(["203.0.113.0/24", "2001:db8::/32"])")},
      {"IAM458", true, allowed(R"("203.0.113.7/24")")},
      {"IAM458", false, allowed(R"("203.0.113.7/33")")},
      {"IAM459", true, allowed(R"(["10.0.0.0/8", "fc00::/7"])")},
      {"IAM459", false, allowed(R"(["10.0.0.0/8", "203.0.113.0/24"])")},
      {"IAM461", true, allowed(R"(["10.0.0.0/8", "203.0.113.0/24"])")},
      {"IAM461", false, allowed(R"("10.0.0.0/8")")},
      {"IAM459", false, If("IpAddress", "aws:VpcSourceIp", R"("10.0.0.0/8")")},
      {"IAM460", true, denied(R"("10.0.0.0/8")")},
      {"IAM459", false, denied(R"("10.0.0.0/8")")},
      {"IAM462", true, denied(R"(["10.0.0.0/8", "203.0.113.0/24"])")},
      {"IAM462", false, denied(R"(["0.0.0.0/0"])")},
  });
}

TEST(ConditionValues, Forms) {
  ExpectAll({
      {"IAM463", true,
       If("StringEquals", "aws:RequestedRegion", R"("us-east-9")")},
      {"IAM463", false,
       If("StringEquals", "aws:RequestedRegion",
          R"(["us-gov-west-1", "cn-north-1", "eu-west-1"])")},
      {"IAM463", false, If("StringLike", "ec2:Region", R"("eu-*")")},
      {"IAM463", true, If("StringEquals", "kms:ReplicaRegion", R"("eu")")},
      {"IAM464", true, If("StringEquals", "aws:SourceVpc", R"("vpc-123")")},
      {"IAM464", false,
       If("StringNotEquals", "aws:SourceVpc", R"("vpc-12345678")")},
      {"IAM464", false, If("StringLike", "aws:SourceVpc", R"("vpc-*")")},
      {"IAM465", true,
       If("StringEquals", "aws:SourceVpce", R"("vpc-12345678")")},
      {"IAM466", true, If("StringEquals", "iam:PassedToService", R"("ec2")")},
      {"IAM466", true,
       If("StringEquals", "iam:PassedToService", R"("EC2.amazonaws.com")")},
      {"IAM466", false,
       If("StringEquals", "iam:AWSServiceName",
          R"("ecs.application-autoscaling.amazonaws.com")")},
      {"IAM466", false,
       If("StringEquals", "iam:PassedToService", R"("ec2.amazonaws.com.cn")")},
      {"IAM466", true,
       If("ForAnyValue:StringEquals", "aws:CalledVia",
          R"("application-signals.cloudwatch.amazonaws.com")")},
      {"IAM466", true,
       If("StringEquals", "kms:ViaService", R"("s3.amazonaws.com")")},
      {"IAM466", false,
       If("StringEquals", "kms:ViaService", R"("s3.eu-west-1.amazonaws.com")")},
      {"IAM466", false,
       If("StringLike", "kms:ViaService", R"("s3.*.amazonaws.com")")},
      {"IAM467", true,
       If("StringEquals", "s3:x-amz-server-side-encryption-aws-kms-key-id",
          R"("alias/k")")},
      {"IAM467", false,
       If("StringEquals", "s3:x-amz-server-side-encryption-aws-kms-key-id",
          R"("arn:aws:kms:eu-west-1:222222222222:key/1234")")},
      {"IAM467", true,
       If("ArnEquals", "sagemaker:VolumeKmsKey",
          R"("arn:aws:kms:eu-west-1:222222222222:alias/k")")},
  });
}

TEST(ConditionValues, Strangers) {
  ExpectAll({
      {"IAM468", true, If("StringLike", "aws:PrincipalOrgID", R"("o-*")")},
      {"IAM468", true, If("StringLike", "aws:SourceVpc", R"("vpc-1*")")},
      {"IAM468", false, If("StringLike", "aws:PrincipalOrgID", R"("*")")},
      {"IAM468", false, If("StringLike", "aws:PrincipalTag/a", R"("o-*")")},
      {"IAM468", true, If("StringLike", "aws:userid", R"("AROA*:a")")},
      {"IAM468", true, If("StringLike", "aws:userid", R"("AIDA*")")},
      {"IAM468", false, If("StringLike", "aws:userid", R"("*:a")")},
      {"IAM468", false, If("StringLike", "aws:userid", R"("AROAEXAMPLE:*")")},
      {"IAM468", true, If("StringLike", "accounts.google.com:sub", R"("12*")")},
      {"IAM468", false,
       If("StringLike", "accounts.google.com:sub", R"("1234567*")")},
      {"IAM469", true,
       If("StringEquals", "aws:SourceVpc", R"("${aws:PrincipalTag/vpc}")")},
      {"IAM469", false,
       If("StringEquals", "aws:ResourceAccount",
          R"("${aws:PrincipalAccount}")")},
      {"IAM469", false,
       If("StringEquals", "aws:ResourceTag/a", R"("${aws:username}")")},
  });
}

TEST(ConditionValues, Lists) {
  const std::string age = "aws:MultiFactorAuthAge";
  const std::string tag = "aws:PrincipalTag/t";
  ExpectAll({
      {"IAM470", true, If("NumericLessThan", age, R"(["1", "2"])")},
      {"IAM470", true,
       If("DateGreaterThan", "aws:CurrentTime",
          R"(["2030-01-01", "2031-01-01"])")},
      {"IAM470", false, If("NumericEquals", age, R"(["1", "2"])")},
      {"IAM480", true, If("StringEquals", tag, R"(["a", "a"])")},
      {"IAM480", true, If("StringLike", tag, R"(["a*", "ab"])")},
      {"IAM480", true, If("StringEqualsIgnoreCase", tag, R"(["a", "A"])")},
      {"IAM480", false, If("StringEquals", tag, R"(["a", "A"])")},
      {"IAM480", false, If("StringEquals", tag, R"(["a*", "ab"])")},
      {"IAM480", false, If("StringLike", tag, R"(["a${*}", "a${x:y}"])")},
      {"IAM480", true,
       If("ArnLike", "aws:PrincipalArn",
          R"(["arn:aws:iam::222222222222:role/*",
                "arn:aws:iam::222222222222:role/a"])")},
      {"IAM480", false,
       If("ArnLike", "aws:PrincipalArn",
          R"(["arn:aws:*:222222222222:role/*:a",
                "arn:aws:iam::222222222222:role/b:a"])")},
  });
}

TEST(ConditionPresence, StarsAndEmptyLists) {
  const std::string tag = "aws:ResourceTag/a";
  const std::string account = "aws:PrincipalAccount";
  ExpectAll({
      {"IAM471", true, If("StringLike", tag, R"("*")")},
      {"IAM471", true, If("ArnLike", "aws:PrincipalArn", R"(["*"])")},
      {"IAM471", false, If("StringLike", tag, R"(["*", "a"])")},
      {"IAM471", false, If("StringEquals", tag, R"("*")")},
      {"IAM471", false, If("StringLike", account, R"("*")")},
      {"IAM472", true, If("StringNotLike", tag, R"("*")")},
      {"IAM473", true, If("StringLike", account, R"("*")")},
      {"IAM473", true, If("StringLikeIfExists", tag, R"("*")")},
      {"IAM474", true, If("StringNotLike", account, R"("*")")},
      {"IAM472", false, If("StringNotLike", account, R"("*")")},
      {"IAM475", true, If("StringEquals", tag, "[]")},
      {"IAM476", true, If("ForAllValues:StringEquals", "aws:TagKeys", "[]")},
      {"IAM477", true, If("ForAnyValue:StringEquals", "aws:TagKeys", "[]")},
      {"IAM478", true, If("StringEqualsIfExists", tag, "[]")},
      {"IAM475", false, If("StringEqualsIfExists", tag, "[]")},
      {"IAM475", false, If("StringEquals", tag, R"("")")},
  });
}

}  // namespace
}  // namespace iamgen::tests

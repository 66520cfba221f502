// Keys that requests of an action carry, and sets of values.
#include "unit/checks/policy/statement_cases.h"

namespace iamgen::tests {
namespace {

TEST(ConditionSupport, KeysOfServices) {
  const std::string prefix = R"({"StringLike": {"s3:prefix": "a/*"}})";
  ExpectAll({
      {"IAM419", true, AllowIf(R"(["s3:ListBucket", "s3:GetObject"])", prefix)},
      {"IAM419", true, AllowIf(R"("s3:GetObject")", prefix)},
      {"IAM419", true,
       AllowIf(R"(["s3:ListBucket", "s3:ListBucketMultipartUploads"])",
               prefix)},
      {"IAM419", false, AllowIf(R"("s3:ListBucket")", prefix)},
      {"IAM419", false, AllowIf(R"(["s3:ListBucket", "s3:Get*"])", prefix)},
      {"IAM419", false, AllowIf(R"("*")", prefix)},
      {"IAM419", false,
       AllowIf(R"("s3:GetObject")",
               R"({"StringLikeIfExists": {"s3:prefix": "a/*"}})")},
      // Global keys, and those of sessions.
      {"IAM419", false,
       AllowIf(R"("s3:GetObject")",
               R"({"ArnLike": {"lambda:SourceFunctionArn": "*"}})")},
      // Of a resource type of the action.
      {"IAM419", false,
       AllowIf(R"("ec2:StartInstances")",
               R"({"StringEquals": {"ec2:ResourceTag/a": "b"}})")},
      {"IAM419", true,
       AllowIf(R"(["iam:PassRole", "iam:ListRoles"])",
               R"({"StringEquals": {
                   "iam:PassedToService": "lambda.amazonaws.com"}})")},
      {"IAM419", true,
       AllowIf(R"(["kms:Decrypt", "kms:DescribeKey"])",
               R"({"StringEquals": {"kms:EncryptionContext:a": "b"}})")},
      // A key that the reference lists for no action.
      {"IAM419", false,
       AllowIf(R"("iottwinmaker:GetEntity")",
               R"({"ForAnyValue:StringEquals": {
                   "iottwinmaker:linkedServices": "X"}})")},
      {"IAM419", false,
       AllowIf(R"("aws-marketplace:Subscribe")",
               R"({"ForAnyValue:StringEquals": {
                   "aws-marketplace:ProductId": "x"}})")},
  });
}

TEST(ConditionSupport, ClaimsOfProviders) {
  const auto trust = [](const std::string& actions, const std::string& key) {
    return R"({"Effect": "Allow", "Action": )" + actions +
           R"(, "Principal": {"Federated": "cognito-identity.amazonaws.com"},
              "Condition": {"StringEquals": {")" +
           key + R"(": "eu-west-1:a"}}})";
  };
  const std::string both =
      R"(["sts:AssumeRoleWithWebIdentity", "sts:TagSession"])";
  ExpectAll({
      {"IAM419", true, trust(both, "cognito-identity.amazonaws.com:aud"),
       "trust"},
      {"IAM419", false,
       trust(R"("sts:AssumeRoleWithWebIdentity")",
             "cognito-identity.amazonaws.com:aud"),
       "trust"},
      {"IAM419", false, trust(both, "idp.example.com:sub"), "trust"},
      {"IAM419", false, trust(both, "token.actions.githubusercontent.com:sub"),
       "trust"},
  });
}

TEST(ConditionSupport, TagsOfResources) {
  const std::string tag = R"({"StringEquals": {"aws:ResourceTag/a": "b"}})";
  const std::string mixed =
      R"(["ec2:TerminateInstances", "sts:GetCallerIdentity"])";
  const auto except = [&](const std::string& effect) {
    return R"({"Effect": ")" + effect +
           R"(", "NotAction": "iam:*", "Resource": "*", "Condition": )" + tag +
           "}";
  };
  ExpectAll({
      {"IAM426", true, DenyIf(mixed, tag)},
      {"IAM426", true, DenyIf(mixed, tag), "scp"},
      {"IAM426", false, DenyIf(R"("ec2:TerminateInstances")", tag)},
      {"IAM426", false, DenyIf(R"(["ec2:*", "*"])", tag)},
      {"IAM426", false, DenyIf(R"("ec2:Describe*")", tag)},
      {"IAM426", true, DenyIf(R"("ec2:DescribeRegion*")", tag)},
      // Denied without a tag as well.
      {"IAM426", false,
       DenyIf(mixed, R"({"StringNotEquals": {"aws:ResourceTag/a": "b"}})")},
      {"IAM426", false,
       DenyIf(mixed,
              R"({"StringEqualsIfExists": {"aws:ResourceTag/a": "b"}})")},
      {"IAM428", true, AllowIf(mixed, tag)},
      {"IAM428", false, AllowIf(mixed, tag), "scp"},
      {"IAM428", false, AllowIf(R"(["ec2:Start*"])", tag)},
      {"IAM427", true, except("Deny")},
      {"IAM429", true, except("Allow")},
      {"IAM429", false, except("Deny")},
  });
}

TEST(ConditionSets, OneValueAndSeveral) {
  ExpectAll({
      {"IAM412", true, AllowIf(R"({"StringEquals": {"aws:TagKeys": "a"}})")},
      {"IAM412", true, AllowIf(R"({"StringNotLike": {"aws:CalledVia": "a"}})")},
      {"IAM412", false, AllowIf(R"({"Null": {"aws:TagKeys": "true"}})")},
      {"IAM412", false,
       AllowIf(R"({"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}})")},
      {"IAM413", true,
       AllowIf(R"({"ForAllValues:StringEquals": {"aws:username": "a"}})")},
      {"IAM413", false,
       AllowIf(R"({"ForAllValues:Null": {"aws:username": "true"}})")},
      {"IAM414", true,
       AllowIf(R"({"ForAnyValue:StringEquals": {"aws:username": "a"}})")},
      {"IAM413", false,
       AllowIf(R"({"ForAnyValue:StringEquals": {"aws:username": "a"}})")},
  });
}

TEST(ConditionSets, ClaimsOfProviders) {
  const auto trust = [](const std::string& op, const std::string& key) {
    return R"({"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
               "Principal": {"Federated": "cognito-identity.amazonaws.com"},
               "Condition": {")" +
           op + R"(": {")" + key + R"(": "x"}}})";
  };
  const std::string any = "ForAnyValue:StringLike";
  const std::string all = "ForAllValues:StringLike";
  const std::string github = "token.actions.githubusercontent.com";
  ExpectAll({
      {"IAM415", true, trust(any, github + ":aud"), "trust"},
      {"IAM413", true, trust(all, github + ":aud"), "trust"},
      {"IAM413", true, trust(all, github + ":sub"), "trust"},
      {"IAM414", true, trust(any, "idp.example.com:sub"), "trust"},
      {"IAM416", true, trust(any, "idp.example.com:aud"), "trust"},
      {"IAM416", false, trust("StringLike", "idp.example.com:aud"), "trust"},
      {"IAM416", false, trust(any, "saml:aud"), "trust"},
      {"IAM414", false, trust(any, "cognito-identity.amazonaws.com:amr"),
       "trust"},
      {"IAM412", false,
       trust("StringLike", "cognito-identity.amazonaws.com:amr"), "trust"},
      {"IAM417", true, trust(all, "cognito-identity.amazonaws.com:amr"),
       "trust"},
  });
}

TEST(ConditionSets, RequestsWithoutTheKey) {
  const std::string all =
      R"("ForAllValues:StringEquals": {"aws:TagKeys": "a"})";
  const std::string any = R"("ForAnyValue:StringEquals": {"aws:TagKeys": "a"})";
  ExpectAll({
      {"IAM417", true, AllowIf("{" + all + "}")},
      {"IAM417", false, DenyIf("{" + all + "}")},
      {"IAM417", false,
       AllowIf("{" + all + R"(, "Null": {"aws:tagkeys": false}})")},
      {"IAM417", false,
       AllowIf("{" + all +
               R"(, "ForAnyValue:StringLike": {"aws:TagKeys": "a*"}})")},
      {"IAM417", false,
       AllowIf("{" + all + R"(, "StringEquals": {"aws:RequestTag/a": "b"}})")},
      {"IAM417", true,
       AllowIf("{" + all +
               R"(, "StringNotEquals": {"aws:RequestTag/a": "b"}})")},
      {"IAM417", true,
       AllowIf("{" + all + R"(, "Null": {"aws:TagKeys": true}})")},
      {"IAM418", true, DenyIf("{" + any + "}")},
      {"IAM418", false, AllowIf("{" + any + "}")},
      {"IAM418", false,
       DenyIf("{" + any + "}") + "," +
           DenyIf(R"({"Null": {"aws:TagKeys": "true"}})")},
      {"IAM418", false,
       DenyIf(R"({"ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"}})")},
  });
}

}  // namespace
}  // namespace iamgen::tests

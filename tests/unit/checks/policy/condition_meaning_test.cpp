// What conditions come to, and whether any request meets them.
#include "unit/checks/policy/statement_cases.h"

namespace iamgen::tests {
namespace {

TEST(ConditionMeaning, IfExists) {
  const std::string vpce =
      R"({"StringEqualsIfExists": {"aws:SourceVpce": "vpce-12345678"}})";
  const std::string tag =
      R"({"StringEqualsIfExists": {"aws:ResourceTag/a": "b"}})";
  const std::string service =
      R"({"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}})";
  const std::string age =
      R"({"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}})";
  ExpectAll({
      {"IAM435", true, AllowIf(vpce)},
      {"IAM435", false, AllowIf(tag)},
      {"IAM435", false, DenyIf(vpce)},
      {"IAM435", false, AllowIf(vpce), "scp"},
      {"IAM436", true, DenyIf(tag)},
      {"IAM436", false, AllowIf(tag)},
      {"IAM436", false, DenyIf(service)},
      {"IAM436", false, DenyIf(age)},
      {"IAM436", true,
       DenyIf(R"({"BoolIfExists": {"ec2:Encrypted": "true"}})")},
      {"IAM438", true,
       AllowIf(R"({"BoolIfExists": {"aws:SecureTransport": "true"}})")},
      {"IAM438", true,
       DenyIf(R"({"StringNotEqualsIfExists": {"aws:username": "a"}})")},
      {"IAM438", false, DenyIf(R"({"ForAnyValue:StringNotEqualsIfExists":
                  {"aws:TagKeys": "a"}})")},
      {"IAM438", false, AllowIf(vpce)},
  });
}

TEST(ConditionMeaning, Mfa) {
  const auto flag = [](const std::string& op, const std::string& value) {
    return R"({")" + op + R"(": {"aws:MultiFactorAuthPresent": ")" + value +
           R"("}})";
  };
  ExpectAll({
      {"IAM437", true, DenyIf(flag("Bool", "false"))},
      {"IAM437", false, DenyIf(flag("BoolIfExists", "false"))},
      {"IAM437", true, AllowIf(flag("BoolIfExists", "true"))},
      {"IAM437", false, AllowIf(flag("Bool", "true"))},
      {"IAM437", true, AllowIf(flag("Bool", "false"))},
      {"IAM437", true, AllowIf(flag("Null", "false"))},
      {"IAM437", true, DenyIf(flag("Null", "true"))},
      {"IAM437", false,
       DenyIf(flag("Null", "true")) + "," + DenyIf(flag("Bool", "false"))},
      {"IAM437", false,
       AllowIf(R"({"Null": {"aws:MultiFactorAuthPresent": "false"},
                   "Bool": {"aws:MultiFactorAuthPresent": "true"}})")},
  });
}

TEST(ConditionMeaning, KeysWithTraps) {
  const std::string account =
      R"({"StringEquals": {"aws:SourceAccount": "222222222222"}})";
  const auto prefix = [](const std::string& op) {
    return R"({")" + op + R"(": {"s3:prefix": "a/*"}})";
  };
  const std::string attributes =
      R"("ForAllValues:StringEquals": {"dynamodb:Attributes": ["id"]})";
  const std::string query = R"("dynamodb:Query")";
  ExpectAll({
      {"IAM440", true, AllowIf(account)},
      {"IAM440", true, AllowIf(account), "boundary"},
      {"IAM440", false, AllowIf(account), "scp"},
      {"IAM440", false,
       DenyIf(R"({"StringNotEquals": {"aws:SourceAccount": "222222222222"}})")},
      {"IAM431", true, DenyIf(R"("s3:ListBucket")", prefix("StringLike"))},
      {"IAM431", true, AllowIf(R"("s3:ListBucket")", prefix("StringNotLike"))},
      {"IAM431", false, DenyIf(R"("s3:ListBucket")", prefix("StringNotLike"))},
      {"IAM431", false, AllowIf(R"("s3:ListBucket")", prefix("StringLike"))},
      {"IAM430", true, AllowIf(query, "{" + attributes + "}")},
      {"IAM430", true, DenyIf(query, "{" + attributes + "}")},
      {"IAM430", false,
       AllowIf(query, "{" + attributes + R"(, "StringEqualsIfExists":
           {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}})")},
      {"IAM430", true, AllowIf(query, "{" + attributes + R"(, "StringEquals":
           {"dynamodb:Select": "ALL_ATTRIBUTES"}})")},
  });
}

TEST(ConditionMeaning, NegatedAlone) {
  const std::string vpc =
      R"("StringNotEquals": {"aws:SourceVpc": "vpc-12345678"})";
  ExpectAll({
      {"IAM441", true, AllowIf("{" + vpc + "}")},
      {"IAM441", true,
       AllowIf("{" + vpc + R"(, "Bool": {"aws:SecureTransport": "true"}})")},
      {"IAM441", false, DenyIf("{" + vpc + "}")},
      {"IAM441", false, AllowIf("{" + vpc + "}"), "boundary"},
      {"IAM441", false,
       AllowIf("{" + vpc +
               R"(, "StringEquals": {"aws:PrincipalTag/a": "b"}})")},
      {"IAM441", false,
       AllowIf(R"({"StringNotEquals": {"aws:ResourceTag/a": "b"}})")},
      {"IAM441", false,
       AllowIf(R"({"StringNotEquals": {"aws:PrincipalTag/a": ""}})")},
  });
}

TEST(ConditionClashes, NoRequestPasses) {
  const auto age = [](const std::string& tests) {
    return AllowIf("{" + tests + "}");
  };

  struct Row {
    bool clash;
    std::string condition;
  };

  std::vector<StatementCase> cases;
  for (const Row& row : std::vector<Row>{
           {true, R"("Null": {"aws:username": "true"},
                     "StringEquals": {"aws:username": "a"})"},
           {false, R"("Null": {"aws:username": "true"},
                      "StringEqualsIfExists": {"aws:username": "a"})"},
           {false, R"("Null": {"aws:username": "false"},
                      "StringEquals": {"aws:username": "a"})"},
           {true, R"("Null": {"aws:TagKeys": "true"},
                     "ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"})"},
           {false, R"("Null": {"aws:TagKeys": "true"},
                      "ForAllValues:StringEquals": {"aws:TagKeys": "a"})"},
           {true, R"("StringEquals": {"aws:username": "a"},
                     "StringNotEquals": {"aws:username": "a"})"},
           {false, R"("StringEquals": {"aws:username": ["a", "b"]},
                      "StringNotEquals": {"aws:username": "a"})"},
           {true, R"("StringEquals": {"aws:username": ["a", "b"]},
                     "StringNotLike": {"aws:username": "?"})"},
           {true, R"("StringEquals": {"aws:username": "a"},
                     "StringLike": {"aws:username": "b*"})"},
           {false, R"("StringEquals": {"aws:username": "A"},
                      "StringEqualsIgnoreCase": {"aws:username": "a"})"},
           {true, R"("StringLike": {"aws:username": "ab*"},
                     "StringNotLike": {"aws:username": "a*"})"},
           {false, R"("StringLike": {"aws:username": "a*"},
                      "StringNotLike": {"aws:username": "ab*"})"},
           {true, R"("StringLike": {"aws:username": "a*"},
                     "StringLikeIfExists": {"aws:username": "b*"})"},
           {false, R"("StringEquals": {"aws:username": "${aws:userid}"},
                      "StringNotEquals": {"aws:username": "${aws:userid}"})"},
           {true, R"("NumericLessThan": {"aws:MultiFactorAuthAge": "60"},
                     "NumericGreaterThan": {"aws:MultiFactorAuthAge": "600"})"},
           {true, R"("NumericLessThan": {"aws:MultiFactorAuthAge": "60"},
                     "NumericGreaterThanEquals":
                         {"aws:MultiFactorAuthAge": "60"})"},
           {false, R"("NumericLessThanEquals":
                          {"aws:MultiFactorAuthAge": "60"},
                      "NumericGreaterThanEquals":
                          {"aws:MultiFactorAuthAge": "60"})"},
           {true, R"("DateLessThan": {"aws:CurrentTime": "2030-01-01"},
                     "DateGreaterThan": {"aws:CurrentTime": "2031-01-01"})"},
           {false, R"("DateGreaterThan": {"aws:CurrentTime": "2030-01-01"},
                      "DateLessThan": {"aws:CurrentTime": "2031-01-01"})"},
           {true, R"("IpAddress": {"aws:SourceIp": "203.0.113.0/25"},
                     "NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"})"},
           {false, R"("IpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                      "NotIpAddress": {"aws:SourceIp": "203.0.113.0/25"})"},
           {true, R"("IpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                     "IpAddressIfExists": {"aws:SourceIp": "198.51.100.0/24"})"},
           {true, R"("ArnLike":
                         {"aws:PrincipalArn": "arn:aws:iam::*:role/a/b"},
                     "ArnNotLike":
                         {"aws:PrincipalArn": "arn:aws:iam::*:role/a/*"})"},
           {true, R"("Bool": {"aws:SecureTransport": "true"},
                     "BoolIfExists": {"aws:SecureTransport": "false"})"},
       }) {
    cases.push_back({"IAM439", row.clash, age(row.condition)});
  }
  ExpectAll(cases);
}

}  // namespace
}  // namespace iamgen::tests

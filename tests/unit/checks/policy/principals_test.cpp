// The form of principals, case by case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/checks/policy/cases.h"

namespace iamgen::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> FormOf(std::string_view as,
                                std::string_view statements) {
  return Of(
      {"IAM501", "IAM502", "IAM503", "IAM504", "IAM505", "IAM506", "IAM507",
       "IAM508", "IAM509", "IAM510", "IAM531", "IAM532", "IAM534"},
      as, statements);
}

std::string Trusting(const std::string& principal) {
  return R"({"Effect": "Allow", "Principal": )" + principal +
         R"(, "Action": "sts:AssumeRole"})";
}

struct Case {
  const char* principal;
  // Empty: nothing.
  const char* found;
};

void Hold(std::string_view as, const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const auto found = FormOf(as, Trusting(one.principal));
    if (*one.found == 0) {
      EXPECT_THAT(found, IsEmpty()) << one.principal;
    } else {
      EXPECT_THAT(found, ElementsAre(one.found)) << one.principal;
    }
  }
}

TEST(Principals, OfTypeAws) {
  Hold(
      "trust",
      {{R"({"AWS": "*"})", ""},
       {R"({"AWS": "222222222222"})", ""},
       {R"({"AWS": "022222222222"})", ""},
       {R"({"AWS": "arn:aws:iam::222222222222:root"})", ""},
       {R"({"AWS": "arn:aws-cn:iam::222222222222:root"})", ""},
       {R"({"AWS": "arn:aws-us-gov:iam::222222222222:role/a/b/reader"})", ""},
       {R"({"AWS": "arn:aws:iam::222222222222:user/anna@example.com"})", ""},
       {R"({"AWS": "arn:aws:sts::222222222222:assumed-role/reader/anna"})", ""},
       {R"({"AWS": "arn:aws:sts::222222222222:federated-user/anna"})", ""},
       {R"({"AWS": "22222222222"})", R"(IAM505 "22222222222")"},
       {R"({"AWS": "2222-2222-2222"})", R"(IAM505 "2222-2222-2222")"},
       {R"({"AWS": "lambda.amazonaws.com"})",
        R"(IAM505 "lambda.amazonaws.com")"},
       {R"({"AWS": "arn:awz:iam::222222222222:root"})",
        R"(IAM505 "arn:awz:iam::222222222222:root")"},
       {R"({"AWS": "arn:aws:iam::222222222222:role/"})",
        R"(IAM505 "arn:aws:iam::222222222222:role/")"},
       {R"({"AWS": "arn:aws:iam:eu-west-1:222222222222:role/reader"})",
        R"(IAM505 "arn:aws:iam:eu-west-1:222222222222:role/reader")"},
       {R"({"AWS": "arn:aws:sts::222222222222:assumed-role/reader"})",
        R"(IAM505 "arn:aws:sts::222222222222:assumed-role/reader")"},
       {R"({"AWS": "arn:aws:iam::222222222222:saml-provider/corp"})",
        R"(IAM505 "arn:aws:iam::222222222222:saml-provider/corp")"},
       {R"({"AWS": "arn:aws:s3:::example-bucket"})",
        R"(IAM505 "arn:aws:s3:::example-bucket")"},
       {R"({"AWS": "AROADBQP57FF2AEXAMPLE"})",
        R"(IAM507 "AROADBQP57FF2AEXAMPLE")"},
       {R"({"AWS": "AIDACKCEVSQ6C2EXAMPLE"})",
        R"(IAM508 "AIDACKCEVSQ6C2EXAMPLE")"},
       // A wildcard is told of before the rest.
       {R"({"AWS": "arn:aws:iam::*:root"})", R"(IAM503 "arn:aws:iam::*:root")"},
       {R"({"AWS": "22222222222?"})", R"(IAM503 "22222222222?")"},
       {R"({"AWS": "**"})", R"(IAM503 "**")"}});
}

TEST(Principals, OfCloudFront) {
  Hold("resource:s3", {{R"({"AWS": "arn:aws:iam::cloudfront:user/)"
                        R"(CloudFront Origin Access Identity E1EXAMPLE"})",
                        ""}});
}

TEST(Principals, OfOtherTypes) {
  Hold(
      "trust",
      {{R"({"Federated": "accounts.google.com"})", ""},
       {R"({"Federated": "idp.example.com/path"})", ""},
       {R"({"Federated": "arn:aws:iam::222222222222:saml-provider/corp"})", ""},
       {R"({"Federated": "corp"})", R"(IAM510 "corp")"},
       {R"({"Federated": "https://idp.example.com"})",
        R"(IAM510 "https://idp.example.com")"},
       {R"({"Federated": "arn:aws:iam::2222:saml-provider/corp"})",
        R"(IAM510 "arn:aws:iam::2222:saml-provider/corp")"},
       {R"({"Federated": "arn:aws:iam::222222222222:role/reader"})",
        R"(IAM510 "arn:aws:iam::222222222222:role/reader")"},
       {R"({"Federated": "*"})", R"(IAM503 "*")"},
       {R"({"Service": "*"})", R"(IAM532 "*")"},
       {R"({"CanonicalUser": "79a59df9"})", R"(IAM534 "CanonicalUser")"},
       {R"({"aws": "222222222222"})", R"(IAM502 "aws")"},
       {R"("222222222222")", R"(IAM501 "222222222222")"},
       {R"("*")", R"(IAM504 "*")"}});
  Hold("resource:s3",
       {{R"("*")", ""},
        {R"({"CanonicalUser": "79a59df9"})", ""},
        {R"({"Federated": "accounts.google.com"})", R"(IAM509 "Federated")"}});
  Hold("resource:sqs",
       {{R"({"CanonicalUser": "79a59df9"})", R"(IAM534 "CanonicalUser")"}});
  // Which service it is, is not known.
  Hold("resource", {{R"({"CanonicalUser": "79a59df9"})", ""}});
}

// The severity of what is said of a service; "-": nothing.
std::string SaidOf(const std::string& service) {
  for (const Found& one : Lint(
           "trust", Document(Trusting(R"({"Service": ")" + service + "\"}")))) {
    if (one.id == "IAM531") {
      return std::string(diag::NameOf(one.severity));
    }
  }
  return "-";
}

TEST(Principals, Services) {
  for (const char* known :
       {"lambda.amazonaws.com", "logs.eu-west-1.amazonaws.com",
        "ec2.amazonaws.com.cn", "ecs-tasks.eu-west-1.amazonaws.com",
        "new-feature.rds.amazonaws.com", "alexa-appkit.amazon.com",
        // No principal that is known, but a service that is.
        "datazone.amazonaws.com", "athena.amazonaws.com"}) {
    EXPECT_EQ(SaidOf(known), "-") << known;
  }
  // May exist, as the list is not complete.
  for (const char* perhaps :
       {"newthing.amazonaws.com", "Lambda.amazonaws.com", "newthing.amazon.com",
        "inspector7.amazonaws.com"}) {
    EXPECT_EQ(SaidOf(perhaps), "warning") << perhaps;
  }
  for (const char* wrong :
       {"lamda.amazonaws.com", "lambdas.amazonaws.com", "lmabda.amazonaws.com",
        "lambda", "lambda.amazonaws.org", "lambda.aws.com", "ssm.amazon.com",
        "lambda .amazonaws.com", "arn:aws:iam::222222222222:root"}) {
    EXPECT_EQ(SaidOf(wrong), "error") << wrong;
  }
}

TEST(Principals, AreLookedAtInDenyAndNotPrincipal) {
  EXPECT_THAT(FormOf("resource:s3",
                     R"({"Effect": "Deny", "NotPrincipal": {"AWS": "2222"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"})"),
              ElementsAre(R"(IAM505 "2222")"));
}

TEST(Principals, UnknownPartsAreNotGuessed) {
  const auto found = Lint("cfn", R"(
Parameters: {Account: {Type: String}, Name: {Type: String}}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS:
                - !Ref Account
                - !Sub arn:${AWS::Partition}:iam::${Account}:root
                - !Sub arn:aws:iam::${Account}:${Name}
              Service: !Sub ${Name}.${AWS::URLSuffix}
            Action: sts:AssumeRole
)");
  for (const Found& one : found) {
    EXPECT_FALSE(one.id.starts_with("IAM5")) << one.id << one.message;
  }
}

}  // namespace
}  // namespace iamgen::tests

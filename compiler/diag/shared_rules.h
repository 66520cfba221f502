// Rules that several layers report: what a topology says of its own accord and
// what a document says are one mistake where they come to the same.
#pragma once

#include "diag/rule.h"

namespace iamgen::diag {

inline constexpr Rule kMissingPrincipal{
    .id = "IAM111",
    .name = "missing-principal",
    .severity = Severity::kError,
    .summary = "a statement without Principal where one must stand",
    .explanation =
        R"(A policy that is attached to a resource, and a trust policy, says in
every statement for whom it holds; without Principal or NotPrincipal the service
refuses it. A role of a topology that nothing trusts has no such statement at all:
give it `trusted_by`, or name it under `assumes` at the other end.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "resource:s3",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-bucket/*"}]})",
        .also = {}}};

inline constexpr Rule kPartitionMismatch{
    .id = "IAM320",
    .name = "partition-mismatch",
    .severity = Severity::kError,
    .summary = "something of another partition than the account's",
    .explanation =
        R"(Partitions share nothing: an ARN of `aws` names nothing that an account
of `aws-cn` could reach, and a role of one cannot be assumed from the other.
`{{partition}}` is the partition of the account that is built.)",
    .aws = "IAM identifiers",
    .example = {.as = "topology",
                .fires = R"(iamgen: 1
master: { id: "222222222222", partition: aws-us-gov }
roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read: [ { allow: s3:GetObject, on: "arn:aws:s3:::example-bucket/*" } ]
)",
                .repaired = R"(iamgen: 1
master: { id: "222222222222", partition: aws-us-gov }
roles:
  Reader:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      read:
        - allow: s3:GetObject
          on: "arn:{{partition}}:s3:::example-bucket/*"
)",
                .also = {}}};

inline constexpr Rule kMalformedAwsPrincipal{
    .id = "IAM505",
    .name = "malformed-aws-principal",
    .severity = Severity::kError,
    .summary = "a principal of type AWS in a form that IAM does not know",
    .explanation =
        R"(A principal of type AWS is an account of twelve digits, or the ARN of an
account's root, a user, a role, a role's session or a federated user. Wildcards
within it are not taken, and groups, instance profiles and policies are no
principals. A topology names its own entities without ARNs, `{ role: Deploy, in:
all }`, and the root of an account as `account:`.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "trust",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::2222:role/reader"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]})",
        .also = {}}};

inline constexpr Rule kGroupAsPrincipal{
    .id = "IAM506",
    .name = "group-as-principal",
    .severity = Severity::kError,
    .summary = "a group as a principal",
    .explanation =
        R"(A group cannot be trusted: it is a way to attach policies to users and
signs no requests. Trust the users, `trusted_by: [ { user: [ada, grace] } ]`, or
the account, and let a policy of the group say which role may be assumed.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "trust",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:group/readers"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::222222222222:role/reader"},
 "Action": "sts:AssumeRole",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}]})",
        .also = {}}};

inline constexpr Rule kUnknownServicePrincipal{
    .id = "IAM531",
    .name = "unknown-service-principal",
    .severity = Severity::kError,
    .summary = "a service principal that does not exist",
    .explanation =
        R"(IAM refuses a trust of a service that it does not know. Principals of
services mostly end in amazonaws.com, and their first part is not always
the prefix of the service's actions. A topology may leave the ending out,
`{ service: lambda }`.)",
    .aws = "AWS JSON policy elements: Principal",
    .example = {
        .as = "trust",
        .fires = R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"Service": "lamda.amazonaws.com"},
 "Action": "sts:AssumeRole"}]})",
        .repaired =
            R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"Service": "lambda.amazonaws.com"},
 "Action": "sts:AssumeRole"}]})",
        .also = "IAM516"}};

}  // namespace iamgen::diag

// The rules about what the parts of a template say of each other.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kCircularDependency{
    .id = "TPL108",
    .name = "circular-dependency",
    .severity = diag::Severity::kError,
    .summary = "resources that depend on each other in a circle",
    .explanation =
        R"(CloudFormation creates a resource after all those that it names with
Ref, Fn::GetAtt, Fn::Sub or DependsOn. In a circle none can be the first. Two
roles that trust each other by their ARNs make one, and so do a role that names
its policy and the policy that names the role.)",
    .aws = "Resolve circular dependencies",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  First:
    Type: AWS::SNS::Topic
    DependsOn: Second
  Second:
    Type: AWS::SNS::Topic
    DependsOn: First
)",
                .repaired = R"(Resources:
  First:
    Type: AWS::SNS::Topic
    DependsOn: Second
  Second:
    Type: AWS::SNS::Topic
)",
                .also = {}}};

inline constexpr diag::Rule kUnresolvedReference{
    .id = "TPL109",
    .name = "unresolved-reference",
    .severity = diag::Severity::kError,
    .summary = "a reference to something that the template does not define",
    .explanation =
        R"(Ref, Fn::GetAtt, Fn::Sub, Fn::If, Fn::FindInMap and DependsOn name
what the same template defines, letter by letter. CloudFormation refuses a
template with any other name. Templates with a transform are left alone: it may
define the name.)",
    .aws = "CloudFormation template intrinsic function reference",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Store:
    Type: AWS::S3::Bucket
    DependsOn: Other
)",
                .repaired = R"(Resources:
  Store:
    Type: AWS::S3::Bucket
)",
                .also = {}}};

inline constexpr diag::Rule kSubEscaping{
    .id = "TPL110",
    .name = "sub-escaping",
    .severity = diag::Severity::kError,
    .summary = "a variable that the wrong side would replace",
    .explanation =
        R"(Policy variables such as `${aws:username}` are replaced by IAM at
each request, those of Fn::Sub by CloudFormation once. Within Fn::Sub a policy
variable is written `${!aws:username}`; a pseudo parameter outside of it stays
text. In Terraform a policy variable is written `$${aws:username}`, or
`&{aws:username}` in a data source of a policy document.)",
    .aws = "Fn::Sub",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Read:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: example-bucket
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Deny
          Principal: "*"
          Action: s3:GetObject
          Resource: !Sub arn:aws:s3:::example-bucket/${aws:username}/*
          Condition: { Bool: { aws:SecureTransport: "false" } }
)",
                .repaired = R"(Resources:
  Read:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: example-bucket
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Deny
          Principal: "*"
          Action: s3:GetObject
          Resource: !Sub arn:aws:s3:::example-bucket/${!aws:username}/*
          Condition: { Bool: { aws:SecureTransport: "false" } }
)",
                .also = {}}};

}  // namespace iamgen::importers

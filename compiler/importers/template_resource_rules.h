// The rules about single resources of a template and their names.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kNameWhereArnNeeded{
    .id = "TPL111",
    .name = "name-where-arn-needed",
    .severity = diag::Severity::kError,
    .summary = "a name where an ARN belongs, or an ARN where a name belongs",
    .explanation =
        R"(Ref gives the name of a role, a user, a group, a bucket and of most
other resources, but the ARN of a managed policy. Statements and
ManagedPolicyArns take ARNs, the lists Roles, Users and Groups names. A role
with a path cannot be given by its name where an ARN is asked for.)",
    .aws = "Ref function",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Read:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: read
      Roles: [ "arn:aws:iam::111111111111:role/reader" ]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Allow
          Action: s3:GetObject
          Resource: arn:aws:s3:::example-bucket/*
)",
                .repaired = R"(Resources:
  Read:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: read
      Roles: [ reader ]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Allow
          Action: s3:GetObject
          Resource: arn:aws:s3:::example-bucket/*
)",
                .also = "TPL115"}};

inline constexpr diag::Rule kUnattachedInlinePolicy{
    .id = "TPL112",
    .name = "unattached-inline-policy",
    .severity = diag::Severity::kError,
    .summary = "an inline policy of nobody",
    .explanation =
        R"(AWS::IAM::Policy puts an inline policy on the roles, the users and
the groups that it lists. Without any of the three lists CloudFormation refuses
it.)",
    .aws = "AWS::IAM::Policy",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Read:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: read
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Allow
          Action: s3:GetObject
          Resource: arn:aws:s3:::example-bucket/*
)",
                .repaired = R"(Resources:
  Read:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: read
      Roles: [ reader ]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Allow
          Action: s3:GetObject
          Resource: arn:aws:s3:::example-bucket/*
)",
                .also = "TPL115"}};

inline constexpr diag::Rule kSchemaViolation{
    .id = "TPL113",
    .name = "schema-violation",
    .severity = diag::Severity::kError,
    .summary =
        "a property that its resource type does not have, needs or takes",
    .explanation =
        R"(The resource types of IAM and their kin have certain properties, some
of them required, each with a kind of value. CloudFormation refuses a template
that has another property, lacks one, or sets what AWS sets itself.)",
    .aws = "CloudFormation template resource types",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Deploy:
    Type: AWS::IAM::Role
    Properties:
      Name: deploy
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Allow
          Principal: { Service: ec2.amazonaws.com }
          Action: sts:AssumeRole
)",
                .repaired = R"(Resources:
  Deploy:
    Type: AWS::IAM::Role
    Properties:
      Description: deploys
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
        - Effect: Allow
          Principal: { Service: ec2.amazonaws.com }
          Action: sts:AssumeRole
)",
                .also = "TPL115"}};

inline constexpr diag::Rule kDuplicatePhysicalName{
    .id = "TPL114",
    .name = "duplicate-physical-name",
    .severity = diag::Severity::kError,
    .summary = "two resources of one name",
    .explanation =
        R"(Two resources of a type cannot have one name in an account: the
second is refused when the stack is created. Names of IAM are compared without
regard to case, and a path does not tell them apart.)",
    .aws = "Name type",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties: { BucketName: example-bucket }
  Other:
    Type: AWS::S3::Bucket
    Properties: { BucketName: example-bucket }
)",
                .repaired = R"(Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties: { BucketName: example-bucket }
  Other:
    Type: AWS::S3::Bucket
    Properties: { BucketName: other-bucket }
)",
                .also = {}}};

inline constexpr diag::Rule kCapabilityNeeded{
    .id = "TPL115",
    .name = "capability-needed",
    .severity = diag::Severity::kSuggestion,
    .summary = "the capability that the stack needs",
    .explanation =
        R"(Whoever creates a stack with resources of IAM must acknowledge it
with CAPABILITY_IAM, and with CAPABILITY_NAMED_IAM if one of them has a name of
its own; the call fails otherwise. This is no mistake of the template: ignore
the rule where the command that deploys it has the capability.

Fires on every template with a resource of IAM.)",
    .aws = "Acknowledging IAM resources in CloudFormation templates",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Group: { Type: "AWS::IAM::Group" }
)",
                .repaired = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
)",
                .also = {}}};

inline constexpr diag::Rule kExportCollision{
    .id = "TPL116",
    .name = "export-collision",
    .severity = diag::Severity::kError,
    .summary = "two outputs exported under one name",
    .explanation =
        R"(The name of an export is unique in an account and a region, so the
second of two outputs cannot be exported.)",
    .aws = "CloudFormation template Outputs syntax",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Store:
    Type: AWS::S3::Bucket
Outputs:
  First: { Value: a, Export: { Name: store } }
  Second: { Value: b, Export: { Name: store } }
)",
                .repaired = R"(Resources:
  Store:
    Type: AWS::S3::Bucket
Outputs:
  First: { Value: a, Export: { Name: store } }
  Second: { Value: b, Export: { Name: stock } }
)",
                .also = {}}};

}  // namespace iamgen::importers

// The rule about permissions on functions.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kLambdaPermissionOpen{
    .id = "IAM633",
    .name = "lambda-permission-open",
    .severity = diag::Severity::kSecurity,
    .summary = "a permission on a function for more than was meant",
    .explanation =
        R"(A permission for `*` lets every account call the function. One for a
service lets the service call it for whichever account asks, unless SourceArn or
SourceAccount says which; the ARN of a bucket names no account, so it needs
both. Actions other than `lambda:InvokeFunction` allow more than a call.)",
    .aws = "Viewing resource-based IAM policies in Lambda",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Call:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: example
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
)",
                .repaired = R"(Resources:
  Call:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: example
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: arn:aws:sns:eu-west-1:111111111111:topic
)",
                .also = {}}};

}  // namespace iamgen::importers

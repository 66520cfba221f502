// The rules about how large a template may be, and how its parts are named.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kTemplateOverDirectLimit{
    .id = "TPL101",
    .name = "template-over-direct-limit",
    .severity = diag::Severity::kWarning,
    .summary = "a template too large to be sent with a call",
    .explanation =
        R"(A call to CloudFormation takes a template of 51,200 bytes; a larger
one has to be put into a bucket first, and tools that send it directly fail.

Fires on a template of 51,201 bytes or more. Deploy it from a bucket, or split
it.)",
    .aws = "CloudFormation quotas",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Metadata:
  Notes: "[[1500 times: something that somebody wrote, #; ]]"
)",
                .repaired = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Metadata:
  Notes: "something that somebody wrote"
)",
                .also = {}}};

inline constexpr diag::Rule kTemplateTooLarge{
    .id = "TPL102",
    .name = "template-too-large",
    .severity = diag::Severity::kError,
    .summary = "a template larger than CloudFormation takes",
    .explanation =
        R"(Also from a bucket CloudFormation takes a template of 1 MB at most.

Fires on a template of more than 1,048,576 bytes. Split it into several
stacks.)",
    .aws = "CloudFormation quotas",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Metadata:
  Notes: "[[40000 times: something that somebody wrote, #; ]]"
)",
                .repaired = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Metadata:
  Notes: "something that somebody wrote"
)",
                .also = {}}};

inline constexpr diag::Rule kTooManyResources{
    .id = "TPL103",
    .name = "too-many-resources",
    .severity = diag::Severity::kError,
    .summary = "more resources than a template may define",
    .explanation =
        R"(A template defines 500 resources at most.

Fires on the 501st resource. Split the template into several stacks.)",
    .aws = "CloudFormation quotas",
    .example = {.as = "cfn",
                .fires = R"(Resources:
[[501 times:   Bucket#: { Type: "AWS::S3::Bucket" }
]])",
                .repaired = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
)",
                .also = {}}};

inline constexpr diag::Rule kTooManyOutputs{
    .id = "TPL104",
    .name = "too-many-outputs",
    .severity = diag::Severity::kError,
    .summary = "more outputs than a template may have",
    .explanation =
        R"(A template has 200 outputs at most.

Fires on the 201st output. Split the template, or leave outputs out that nothing
reads.)",
    .aws = "CloudFormation quotas",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Outputs:
[[201 times:   Output#: { Value: !Ref Bucket }
]])",
                .repaired = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Outputs:
  Output: { Value: !Ref Bucket }
)",
                .also = {}}};

inline constexpr diag::Rule kTooManyParameters{
    .id = "TPL105",
    .name = "too-many-parameters",
    .severity = diag::Severity::kError,
    .summary = "more parameters or mappings than a template may have",
    .explanation =
        R"(A template has 200 parameters, 200 mappings and 200 attributes in a
mapping at most.

Fires on the 201st of any of them. Split the template, or derive values from one
another.)",
    .aws = "CloudFormation quotas",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Parameters:
[[201 times:   Name#: { Type: String }
]])",
                .repaired = R"(Resources:
  Bucket: { Type: "AWS::S3::Bucket" }
Parameters:
  Name: { Type: String }
)",
                .also = {}}};

inline constexpr diag::Rule kDescriptionTooLong{
    .id = "TPL106",
    .name = "description-too-long",
    .severity = diag::Severity::kError,
    .summary = "a description that CloudFormation does not take",
    .explanation =
        R"(The description of a template is one literal text of 1,024 bytes at
most. It takes no functions.)",
    .aws = "CloudFormation template Description syntax",
    .example = {.as = "cfn",
                .fires = R"(Description: !Sub 'for ${AWS::Region}'
Resources:
  Store:
    Type: AWS::S3::Bucket
)",
                .repaired = R"(Description: one store for each region
Resources:
  Store:
    Type: AWS::S3::Bucket
)",
                .also = {}}};

inline constexpr diag::Rule kInvalidLogicalId{
    .id = "TPL107",
    .name = "invalid-logical-id",
    .severity = diag::Severity::kError,
    .summary = "a logical id that CloudFormation does not take",
    .explanation =
        R"(Logical ids are 1 to 255 letters and digits, and parameters and
resources share them: Ref could not tell one from the other.)",
    .aws = "CloudFormation template Resources syntax",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  my-store:
    Type: AWS::S3::Bucket
)",
                .repaired = R"(Resources:
  MyStore:
    Type: AWS::S3::Bucket
)",
                .also = {}}};

}  // namespace iamgen::importers

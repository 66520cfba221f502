// The rule about what instance profiles hold.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kInstanceProfileRoles{
    .id = "IAM912",
    .name = "instance-profile-roles",
    .severity = diag::Severity::kError,
    .summary = "an instance profile with other than one role",
    .explanation =
        R"(The list Roles of AWS::IAM::InstanceProfile takes one name, though it
is a list: an instance has the credentials of one role. A profile of a topology
holds one role in any case.)",
    .aws = "AWS::IAM::InstanceProfile",
    .example = {.as = "cfn",
                .fires = R"(Resources:
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [ server, worker ]
)",
                .repaired = R"(Resources:
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [ server ]
)",
                .also = "TPL115"}};

}  // namespace iamgen::importers

// The rule about the text of Terraform files.
#pragma once

#include "diag/rule.h"

namespace iamgen::importers {

inline constexpr diag::Rule kHclSyntax{
    .id = "SPEC023",
    .name = "hcl-syntax",
    .severity = diag::Severity::kError,
    .summary = "the text is not HCL",
    .explanation =
        R"(The file does not follow the grammar of HCL at this place, so policies behind
it may not be seen. Only the first mistake of a file is reported.)",
    .aws = {},
    .example = {.as = "tf",
                .fires = "resource \"aws_sns_topic\" \"news\" {\n"
                         "  name = \"news\n}\n",
                .repaired = "resource \"aws_sns_topic\" \"news\" {\n"
                            "  name = \"news\"\n}\n",
                .also = {}}};

}  // namespace iamgen::importers

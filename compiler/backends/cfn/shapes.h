// Pieces of templates that several resources are made of.
#pragma once

#include <string>

#include "writers/value.h"

namespace iamgen::backends::cfn {

// `{"Ref": id}`.
writers::Value Ref(const std::string& id);

// `{"Fn::GetAtt": [id, "Arn"]}`.
writers::Value GetArn(const std::string& id);

// A resource; a retained one outlives its stack, and its replacement.
writers::Value ResourceOf(const char* type, writers::Map properties,
                          bool retain);

}  // namespace iamgen::backends::cfn

// Builds references and resources.
#include "backends/cfn/shapes.h"

namespace iamgen::backends::cfn {

using writers::CallOf;
using writers::List;
using writers::Map;
using writers::Text;
using writers::Value;

Value Ref(const std::string& id) { return CallOf("Ref", "!Ref", {Text(id)}); }

Value GetArn(const std::string& id) {
  return CallOf("Fn::GetAtt", "!GetAtt", {List{{Text(id)}, {Text("Arn")}}},
                {Text(id + ".Arn")});
}

Value ResourceOf(const char* type, Map properties, bool retain) {
  Map resource;
  resource.push_back({.key = "Type", .value = {Text(type)}});
  if (retain) {
    resource.push_back({.key = "DeletionPolicy", .value = {Text("Retain")}});
    resource.push_back(
        {.key = "UpdateReplacePolicy", .value = {Text("Retain")}});
  }
  resource.push_back({.key = "Properties", .value = {std::move(properties)}});
  return {std::move(resource)};
}

}  // namespace iamgen::backends::cfn

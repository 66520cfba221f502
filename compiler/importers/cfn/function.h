// Intrinsic functions, where they stand in a template.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "importers/cfn/template.h"
#include "syntax/node.h"

namespace iamgen::importers::cfn {

// `{"Fn::Sub": argument}`, `{"Ref": argument}`.
struct Function {
  // "Ref", "Fn::Sub".
  std::string_view name;
  syntax::NodeIndex key = syntax::kNoNode;
  syntax::NodeIndex argument = syntax::kNoNode;
};

// The function that the node is a call of, if it is one.
std::optional<Function> FunctionAt(const Template& from,
                                   syntax::NodeIndex node);

// The elements of a sequence; none of anything else.
std::vector<syntax::NodeIndex> ElementsOf(const syntax::Tree& tree,
                                          syntax::NodeIndex node);

// What `Fn::GetAtt` names: the two parts, or the text with its first point
// between them. Empty parts are not known.
struct Attribute {
  std::string_view resource;
  std::string_view name;
};

Attribute AttributeOf(const Template& from, syntax::NodeIndex argument);

}  // namespace iamgen::importers::cfn

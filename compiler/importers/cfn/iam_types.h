// The resource types that are about IAM: their properties, and what `Ref` and
// `Fn::GetAtt` of them give.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace iamgen::importers::cfn {

enum class Shape : std::uint8_t {
  kText,
  kNumber,
  kBoolean,
  kList,
  kObject,
  // An object, or its JSON as a text.
  kDocument
};

struct Property {
  std::string_view type;
  std::string_view name;
  Shape shape = Shape::kText;
  bool required = false;
  // AWS sets it; it stands in no template.
  bool read_only = false;
};

// Empty: the type is none of those that are known here.
std::span<const Property> PropertiesOf(std::string_view type);

// The types that are known, each once.
std::vector<std::string_view> KnownTypes();

// What `Fn::GetAtt` takes; empty: not known, or none.
std::vector<std::string_view> AttributesOf(std::string_view type);

// What `Ref` of a resource gives.
enum class RefGives : std::uint8_t { kUnknown, kName, kArn };

RefGives RefOf(std::string_view type);

}  // namespace iamgen::importers::cfn

// Where the resource types of CloudFormation have policy documents.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "importers/found_policy.h"
#include "policy/document.h"

namespace iamgen::importers::cfn {

// What stands at the end of the path.
enum class PropertyForm : std::uint8_t {
  // A document, or its text.
  kDocument,
  // A document if it has statements: other things stand there as well.
  kPerhapsDocument,
  // One statement, or a list of them.
  kStatements,
};

struct PolicyProperty {
  std::string_view type;
  // Below the properties; `*` is every element of a list, or what stands in
  // place of the list.
  std::string_view path;
  policy::Kind kind = policy::Kind::kResource;
  // Of a resource policy; empty: it depends on the resource.
  std::string_view service = {};
  policy::Attachment attachment = policy::Attachment::kUnknown;
  PropertyForm form = PropertyForm::kDocument;
};

// Those of one type.
std::span<const PolicyProperty> PolicyPropertiesOf(std::string_view type);

}  // namespace iamgen::importers::cfn

// Every place of a template that names something of the template.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "diag/span.h"
#include "importers/cfn/template.h"

namespace iamgen::importers::cfn {

enum class ReferenceKind : std::uint8_t {
  kRef,        // a parameter, a resource or a pseudo parameter
  kSub,        // the same from within a text
  kGetAtt,     // an attribute of a resource
  kDependsOn,  // a resource
  kCondition,
  kMapping
};

inline constexpr std::size_t kNoOwner = SIZE_MAX;

struct Reference {
  ReferenceKind kind = ReferenceKind::kRef;
  std::string_view name;
  // Of a resource; empty if there is none.
  std::string_view attribute;
  diag::Span span;
  // The resource in which it stands, by its index.
  std::size_t owner = kNoOwner;
};

std::vector<Reference> CollectReferences(const Template& from);

}  // namespace iamgen::importers::cfn

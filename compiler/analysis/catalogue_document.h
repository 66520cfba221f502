// The documents of the policies that AWS manages, out of the catalogue's JSON.
#pragma once

#include <optional>
#include <string_view>

#include "policy/document.h"

namespace iamgen::analysis {

// Takes compact JSON that the catalogue itself wrote, so it says nothing of
// what is wrong with it: nullopt is all. Nothing in it has a place.
std::optional<policy::Document> ReadCatalogueDocument(std::string_view json);

}  // namespace iamgen::analysis

// Knows AWS's words for access levels and for the types of condition keys.
#include <array>
#include <cstddef>

#include "catalog/catalogue.h"

namespace iamgen::catalog {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {
    "List", "Read", "Write", "Tagging", "Permissions management"};
constexpr std::array<std::string_view, 7> kTypes = {
    "String", "ARN", "Bool", "Numeric", "Date", "IPAddress", "Binary"};

}  // namespace

std::string_view NameOf(AccessLevel level) {
  return kLevels[static_cast<std::size_t>(level)];
}

std::string_view NameOf(KeyType type) {
  return kTypes[static_cast<std::size_t>(type)];
}

}  // namespace iamgen::catalog

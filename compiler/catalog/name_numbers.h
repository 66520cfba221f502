// The order of a table, and the numbers that names have in it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "catalog/contents.h"

namespace iamgen::catalog {

// By small letters.
using Numbers = std::map<std::string, std::size_t>;

struct NameNumbers {
  Numbers services;
  // By `InService`, as types are.
  Numbers actions;
  Numbers types;
  Numbers keys;
};

// Under which an action or a resource type is numbered. A blank comes before
// everything that a prefix is made of, so that those of a service stand
// together.
inline std::string InService(const std::string& service,
                             const std::string& name) {
  return service + ' ' + name;
}

// Sorts everything and numbers it. What is wrong with a name, if anything is.
std::optional<std::string> Sort(Contents& contents, NameNumbers& numbers);

}  // namespace iamgen::catalog

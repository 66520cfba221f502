// The policy templates that ship with iamgen, as bytes in the executable.
#pragma once

#include <span>
#include <string_view>

namespace iamgen::catalog {

struct EmbeddedTemplate {
  // Its place below templates/ without the extension, as topologies name it:
  // "environment-manager/manager".
  std::string_view name;
  // "yaml" or "json", without the dot; empty when the file has none.
  std::string_view extension;
  // The file as it is.
  std::string_view bytes;
};

// Sorted by name; names are unique.
std::span<const EmbeddedTemplate> Templates();

// nullptr when none has exactly that name.
const EmbeddedTemplate* FindTemplate(std::string_view name);

}  // namespace iamgen::catalog

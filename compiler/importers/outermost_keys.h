// The keys at the top of a text of JSON or YAML, without reading all of it.
#pragma once

#include <string_view>
#include <vector>

namespace iamgen::importers {

struct OutermostKeys {
  std::vector<std::string_view> keys;
  // JSON only: the keys are those of the first object in a list.
  bool in_list = false;

  [[nodiscard]] bool Has(std::string_view key) const;
};

// Of an object, or of the first object of a list; mistakes are passed over.
OutermostKeys KeysOfJson(std::string_view text);

// What stands before a `:` at the start of a line.
OutermostKeys KeysOfYaml(std::string_view text);

}  // namespace iamgen::importers

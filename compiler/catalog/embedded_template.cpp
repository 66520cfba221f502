// Finds a shipped template; its bytes are written by embed/.
#include "catalog/embedded_template.h"

#include <algorithm>

namespace iamgen::catalog {

const EmbeddedTemplate* FindTemplate(std::string_view name) {
  const auto rows = Templates();
  const auto row =
      std::ranges::lower_bound(rows, name, {}, &EmbeddedTemplate::name);
  return row != rows.end() && row->name == name ? &*row : nullptr;
}

}  // namespace iamgen::catalog

// Which requests carry which keys, as far as the catalogue says.
#pragma once

#include <cstddef>
#include <map>
#include <optional>

#include "catalog/catalogue.h"

namespace iamgen::policy {

// Remembers what it has looked up. One for each document.
class KeySupport {
 public:
  explicit KeySupport(const catalog::Catalogue& catalogue)
      : catalogue_(catalogue) {}

  // Whether the catalogue lists the key for the action, or for one of its
  // resource types.
  bool Has(catalog::ActionId action, catalog::KeyId key);

  // Whether it lists the key for any action of the service. Where it does for
  // none, it does not know.
  bool HasAny(catalog::ServiceId service, catalog::KeyId key);

  // How often it has looked, so that callers can stop in time.
  [[nodiscard]] std::size_t looks() const { return looks_; }

 private:
  const catalog::Catalogue& catalogue_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> services_;
  std::size_t looks_ = 0;
};

}  // namespace iamgen::policy

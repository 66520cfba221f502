// The table of backends, from the list.
#include <algorithm>
#include <array>

#include "backends/backend.h"

namespace iamgen::backends {
namespace {

constexpr std::array kAll = {
#define IAMGEN_BACKEND(name) &name::kBackend,
#include "backends/backends.def"
#undef IAMGEN_BACKEND
};

}  // namespace

std::span<const Backend* const> All() { return kAll; }

const Backend* Find(std::string_view name) {
  const auto found =
      std::find_if(kAll.begin(), kAll.end(), [&](const Backend* backend) {
        return backend->name == name && !backend->always;
      });
  return found == kAll.end() ? nullptr : *found;
}

}  // namespace iamgen::backends

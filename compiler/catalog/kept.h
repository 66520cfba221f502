// What is worked out of a catalogue once, and kept for as long as the program
// runs.
#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>

#include "catalog/catalogue.h"

namespace iamgen::catalog {

// The `Thing` of the catalogue, made by `make(catalogue)` when it is first
// asked for. The catalogue has to live as long. May be called from any thread.
template <typename Thing, typename Make>
const Thing& Kept(const Catalogue& catalogue, Make make) {
  static std::mutex mutex;
  static std::unordered_map<const Catalogue*, std::unique_ptr<const Thing>>
      known;
  const std::lock_guard lock(mutex);
  std::unique_ptr<const Thing>& kept = known[&catalogue];
  if (!kept) {
    kept = std::make_unique<const Thing>(make(catalogue));
  }
  return *kept;
}

}  // namespace iamgen::catalog

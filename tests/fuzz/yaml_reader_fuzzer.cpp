// Any bytes: where the fast reader of YAML takes them, yaml-cpp says the same.
// Seeds: the topologies of `tests/corpus` and `examples`.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "../unit/syntax/both_producers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const iamgen::syntax::BothProducers both(
      std::string_view(reinterpret_cast<const char*>(data), size));
  if (!both.difference.empty()) {
    std::fputs(both.difference.c_str(), stderr);
    std::abort();
  }
  return 0;
}

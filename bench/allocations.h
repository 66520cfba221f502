// How often memory was asked for: in an executable that links
// allocations.cpp, every `operator new` counts.
#pragma once

#include <cstdint>

namespace iamgen::bench {

std::uint64_t Allocations();

}  // namespace iamgen::bench

// Random cases over a vocabulary so small that things really match.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>

namespace iamgen::oracle {

// The same seed gives the same case, on every machine. Cases are well formed,
// and keep away from what the naive evaluator had to choose for itself.
nlohmann::json RandomCase(std::uint64_t seed);

}  // namespace iamgen::oracle

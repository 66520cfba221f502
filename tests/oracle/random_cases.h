// Random cases over a vocabulary so small that things really match.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>

namespace iamgen::oracle {

// The same seed gives the same case, on every machine. Cases are well formed.
nlohmann::json RandomCase(std::uint64_t seed);

}  // namespace iamgen::oracle

// Random cases over a vocabulary so small that things really match, and the
// smallest case that still shows what a big one showed.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>

namespace iamgen::oracle {

// The same seed gives the same case, on every machine. Cases are well formed,
// and keep away from what the naive evaluator had to choose for itself.
nlohmann::json RandomCase(std::uint64_t seed);

// Removes policies, statements, elements, values and context keys for as long
// as `still_disagrees` holds, which it must for the case itself. A smaller case
// may be malformed: the predicate decides what that means.
nlohmann::json Shrink(
    nlohmann::json one,
    const std::function<bool(const nlohmann::json&)>& still_disagrees);

}  // namespace iamgen::oracle

// The smallest case that still shows what a big one showed.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

namespace iamgen::oracle {

// Removes policies, statements, elements, values and context keys for as long
// as `still_disagrees` holds, which it must for the case itself. A smaller case
// may be malformed: the predicate decides what that means.
nlohmann::json Shrink(
    nlohmann::json one,
    const std::function<bool(const nlohmann::json&)>& still_disagrees);

}  // namespace iamgen::oracle

// Yes, no, and what only the rest of the request can tell.
#pragma once

#include <algorithm>
#include <cstdint>

namespace iamgen::evaluation {

// In this order "and" is the least and "or" the greatest.
enum class Truth : std::uint8_t { kNo, kDepends, kYes };

inline Truth And(Truth left, Truth right) { return std::min(left, right); }

inline Truth Or(Truth left, Truth right) { return std::max(left, right); }

inline Truth Not(Truth truth) {
  return static_cast<Truth>(2U - static_cast<unsigned>(truth));
}

inline Truth TruthOf(bool yes) { return yes ? Truth::kYes : Truth::kNo; }

}  // namespace iamgen::evaluation

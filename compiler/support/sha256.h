// SHA-256, by way of nettle, which uses the processor's instructions for it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace iamgen::support {

// The 32 bytes of a digest.
using Sha256 = std::array<std::uint8_t, 32>;

Sha256 Sha256Of(std::string_view bytes);

// 64 digits, lower case.
std::string HexOf(const Sha256& digest);

}  // namespace iamgen::support

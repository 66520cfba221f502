// What tells names apart that a target's rules make equal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace iamgen::backends {

// The same for ever, since names and places follow from it.
std::uint64_t StableHash(std::string_view key);

// Ten hexadecimal digits, in capitals.
std::string NameHash(std::string_view key);

// Whether `name` ends in `separator` and such digits, so that it could be taken
// for one with a hash.
bool LooksHashed(std::string_view name, char separator);

}  // namespace iamgen::backends

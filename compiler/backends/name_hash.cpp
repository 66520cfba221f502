// FNV-1a, folded, of which forty bits are plenty for the names of one account.
#include "backends/name_hash.h"

#include <algorithm>

namespace iamgen::backends {
namespace {

constexpr std::size_t kDigits = 10;

}  // namespace

std::uint64_t StableHash(std::string_view key) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : key) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return hash ^ (hash >> 40U);
}

std::string NameHash(std::string_view key) {
  std::uint64_t hash = StableHash(key);
  std::string digits;
  for (std::size_t i = 0; i < kDigits; ++i) {
    digits += "0123456789ABCDEF"[hash & 0xFU];
    hash >>= 4U;
  }
  return digits;
}

bool LooksHashed(std::string_view name, char separator) {
  if (name.size() <= kDigits || name[name.size() - kDigits - 1] != separator) {
    return false;
  }
  const std::string_view tail = name.substr(name.size() - kDigits);
  return std::all_of(tail.begin(), tail.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
  });
}

}  // namespace iamgen::backends

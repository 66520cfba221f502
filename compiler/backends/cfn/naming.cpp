// Scrubs keys to logical ids without collisions.
#include "backends/cfn/naming.h"

#include <algorithm>
#include <cstdint>

namespace iamgen::backends::cfn {
namespace {

constexpr std::size_t kHashDigits = 10;
constexpr std::size_t kLongest = 200;

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

// Forty bits are plenty for the names of one account.
std::string Hash(std::string_view key) {
  std::uint64_t hash = StableHash(key);
  std::string digits;
  for (std::size_t i = 0; i < kHashDigits; ++i) {
    digits += "0123456789ABCDEF"[hash & 0xFU];
    hash >>= 4U;
  }
  return digits;
}

// "X" and ten hexadecimal digits: how a hashed id ends.
bool LooksHashed(std::string_view key) {
  if (key.size() <= kHashDigits) {
    return false;
  }
  const std::string_view tail = key.substr(key.size() - kHashDigits);
  return key[key.size() - kHashDigits - 1] == 'X' &&
         std::all_of(tail.begin(), tail.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
         });
}

}  // namespace

namespace {

// The kind and the letters and digits of the key.
std::string Scrub(std::string_view kind, std::string_view key) {
  std::string id(kind);
  bool first = true;
  for (const char c : key) {
    if (!IsAlphanumeric(c)) {
      // The next word starts with a capital.
      first = true;
      continue;
    }
    if (id.size() < kLongest) {
      id +=
          first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    first = false;
  }
  return id;
}

}  // namespace

std::uint64_t StableHash(std::string_view key) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : key) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return hash ^ (hash >> 40U);
}

std::string LogicalId(std::string_view kind, std::string_view key,
                      std::string_view detail) {
  std::string whole(key);
  // No key holds a line end, so no two pairs make one text.
  whole += '\n';
  whole += detail;
  return Scrub(kind, key) + 'X' + Hash(whole);
}

std::string LogicalId(std::string_view kind, std::string_view key) {
  std::string id = Scrub(kind, key);
  const bool whole = std::all_of(key.begin(), key.end(), IsAlphanumeric) &&
                     kind.size() + key.size() <= kLongest;
  if (!whole || LooksHashed(key)) {
    id += 'X' + Hash(key);
  }
  return id;
}

}  // namespace iamgen::backends::cfn

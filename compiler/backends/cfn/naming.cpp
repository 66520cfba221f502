// Scrubs keys to logical ids without collisions.
#include "backends/cfn/naming.h"

#include <algorithm>

#include "backends/name_hash.h"

namespace iamgen::backends::cfn {
namespace {

constexpr std::size_t kLongest = 200;

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

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

std::string LogicalId(std::string_view kind, std::string_view key,
                      std::string_view detail) {
  std::string whole(key);
  // No key holds a line end, so no two pairs make one text.
  whole += '\n';
  whole += detail;
  return Scrub(kind, key) + 'X' + NameHash(whole);
}

std::string LogicalId(std::string_view kind, std::string_view key) {
  std::string id = Scrub(kind, key);
  const bool whole = std::all_of(key.begin(), key.end(), IsAlphanumeric) &&
                     kind.size() + key.size() <= kLongest;
  if (!whole || LooksHashed(key, 'X')) {
    id += 'X' + NameHash(key);
  }
  return id;
}

}  // namespace iamgen::backends::cfn

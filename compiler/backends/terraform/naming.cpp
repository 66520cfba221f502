// Scrubs keys to identifiers of HCL without collisions.
#include "backends/terraform/naming.h"

#include <algorithm>

#include "backends/name_hash.h"

namespace iamgen::backends::terraform {
namespace {

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsTaken(char c) {
  return IsLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// With one `_` for each run of what is not taken.
std::string Scrubbed(std::string_view part) {
  std::string scrubbed;
  bool gap = false;
  for (const char c : part) {
    if (IsTaken(c)) {
      scrubbed += c;
    } else if (!gap) {
      scrubbed += '_';
    }
    gap = !IsTaken(c);
  }
  return scrubbed;
}

// Whether the part can be read back from a name that it is in.
bool IsPlain(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), IsTaken) &&
         part.front() != '_' && part.back() != '_' &&
         part.find("__") == std::string_view::npos;
}

}  // namespace

std::string BlockName(std::initializer_list<std::string_view> parts) {
  std::string name;
  std::string whole;
  bool plain = true;
  for (const std::string_view part : parts) {
    if (!whole.empty()) {
      name += "__";
    }
    name += Scrubbed(part);
    plain = plain && IsPlain(part);
    whole += part;
    // No key holds a line end, so no two lists make one text.
    whole += '\n';
  }
  if (name.empty() || !IsLetter(name.front())) {
    name.insert(0, 1, '_');
    plain = false;
  }
  return plain && !LooksHashed(name, '_') ? name : name + '_' + NameHash(whole);
}

std::string NameOfKey(std::string_view key, std::size_t longest) {
  std::string name = BlockName({key});
  if (name.size() > longest) {
    const std::string hash = NameHash(key);
    name.resize(longest - hash.size() - 1);
    name += '_' + hash;
  }
  return name;
}

std::string NamePrefix(std::string_view key, std::size_t longest) {
  return Scrubbed(key).substr(0, longest - 1) + '-';
}

}  // namespace iamgen::backends::terraform

// Characters that each place takes, and hashes for the others.
#include "backends/aws_cli/naming.h"

#include <algorithm>

#include "backends/name_hash.h"

namespace iamgen::backends::aws_cli {
namespace {

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_';
}

// The text with every other character as one of `replacement`.
std::string Words(std::string_view text, char replacement) {
  std::string words(text);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return !IsWord(c); },
      replacement);
  return words;
}

}  // namespace

std::string GeneratedName(std::string_view topology, std::string_view key,
                          std::size_t longest) {
  std::string whole(topology);
  // Neither holds a line end.
  whole += '\n';
  whole += key;
  const std::string hash = '-' + NameHash(whole);
  std::string name = topology.empty() ? "" : Words(topology, '-') + '-';
  name += Words(key, '-');
  return name.substr(0, longest - hash.size()) + hash;
}

std::string PasswordVariable(std::string_view key) {
  std::string name = "IAMGEN_PASSWORD_" + Words(key, '_');
  if (!std::all_of(key.begin(), key.end(), IsWord) || LooksHashed(key, '_')) {
    name += '_' + NameHash(key);
  }
  return name;
}

std::string StatementId(std::string_view principal, std::string_view account,
                        std::string_view source) {
  std::string whole(principal);
  whole += '\n';
  whole += account;
  whole += '\n';
  whole += source;
  return "iamgen-" + NameHash(whole);
}

}  // namespace iamgen::backends::aws_cli

// Prints a generated topology: what bench/run feeds to the whole program.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "generate_topology.h"

namespace {

bool ReadNumber(const char* text, std::size_t& number) {
  const char* end = text + std::strlen(text);
  const auto read = std::from_chars(text, end, number);
  return read.ec == std::errc() && read.ptr == end && number > 0;
}

}  // namespace

int main(int argc, char** argv) {
  iamgen::bench::Size size;
  const bool expanded = argc == 4 && std::string_view(argv[3]) == "expanded";
  if (argc < 3 || argc > 4 || (argc == 4 && !expanded) ||
      !ReadNumber(argv[1], size.accounts) || !ReadNumber(argv[2], size.roles)) {
    std::fputs("usage: generate_topology ACCOUNTS ROLES [expanded]\n", stderr);
    return 2;
  }
  if (expanded) {
    size.spelling = iamgen::bench::Spelling::kExpanded;
  }
  const std::string text = iamgen::bench::GenerateTopology(size);
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0
                                                                         : 2;
}

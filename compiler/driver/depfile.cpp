// Make's quoting.
#include "driver/depfile.h"

#include <set>

#include "support/sha256.h"

namespace iamgen::driver {
namespace {

std::string Escaped(std::string_view path) {
  std::string text;
  for (const char c : path) {
    if (c == '$') {
      text += '$';
    } else if (c == ' ' || c == '\t' || c == '#' || c == '%' || c == ':' ||
               c == '\\') {
      text += '\\';
    }
    text += c;
  }
  return text;
}

}  // namespace

std::string DepfileText(std::string_view target,
                        std::span<const support::FileRead> reads) {
  std::string text = Escaped(target) + ":";
  std::set<std::string_view> seen;
  for (const support::FileRead& read : reads) {
    if (seen.insert(read.path).second) {
      text += " \\\n  " + Escaped(read.path);
    }
  }
  return text + "\n";
}

std::string DigestOf(std::span<const support::FileRead> reads) {
  std::string all;
  for (const support::FileRead& read : reads) {
    all.append(read.digest.begin(), read.digest.end());
  }
  return support::HexOf(support::Sha256Of(all));
}

}  // namespace iamgen::driver

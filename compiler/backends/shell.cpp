// Single quotes, which nothing but a single quote ends ("Shell Command
// Language", POSIX.1-2017).
#include "backends/shell.h"

namespace iamgen::backends {

void AppendShellQuoted(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '\'') {
      // Out of the quotes for the one that is meant, and back.
      out += "'\\''";
    } else {
      out += c;
    }
  }
}

std::string ShellWord(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@+-,";
  if (!text.empty() && text.front() != '-' &&
      text.find_first_not_of(kPlain) == std::string_view::npos) {
    return std::string(text);
  }
  std::string word = "'";
  AppendShellQuoted(word, text);
  return word + "'";
}

}  // namespace iamgen::backends

// Words of a POSIX shell.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::backends {

// `text` as it stands between single quotes.
void AppendShellQuoted(std::string& out, std::string_view text);

// `text` as one word: as it is, or in quotes where the shell would see more.
std::string ShellWord(std::string_view text);

}  // namespace iamgen::backends

// Text for people: lines that are broken between words, and short lists.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::driver {

// Appends `text` behind `start`, in lines that begin below it. What stands
// between backticks stays on one line.
void AppendWrapped(std::string start, std::string_view text, std::string& out);

// "a, b and 3 more", of which `most` are named.
std::string Listed(const std::vector<std::string>& names, std::size_t most);

}  // namespace iamgen::driver

// What is known about where output goes.
#pragma once

#include <cstddef>
#include <string>

namespace iamgen::driver {

// Whether to color what goes to a stream: `--color` first, then the
// environment's conventions, then whether it is a terminal.
bool UseColor(const std::string& choice, int descriptor);

// Columns of the terminal, or 120.
std::size_t TerminalWidth(int descriptor);

}  // namespace iamgen::driver

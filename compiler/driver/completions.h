// Completion scripts for shells, from what the command line says of itself.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

namespace iamgen::driver {

// The script for "bash", "zsh" or "fish".
std::string CompletionScript(const CLI::App& app, std::string_view shell);

}  // namespace iamgen::driver

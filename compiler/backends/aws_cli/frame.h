// What stands around the blocks of a script.
#pragma once

#include <string>

#include "model/account.h"

namespace iamgen::backends::aws_cli {

// The top of an account's script: what it is, its options, and the look at the
// credentials before anything else.
std::string ScriptHead(const model::Account& account);

// The top of the script that runs all others, and its line for an account.
std::string RunAllHead();
std::string RunLine(const model::Account& account);

}  // namespace iamgen::backends::aws_cli

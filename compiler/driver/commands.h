// The commands, each a function from options to an exit code.
#pragma once

#include <string>

#include "driver/options.h"

namespace iamgen::driver {

// Exit codes of the command line's contract.
inline constexpr int kGood = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCannotRun = 2;
inline constexpr int kInternal = 70;

int Build(const Options& options);
int Check(const Options& options);
int List(const Options& options, const std::string& what);
int ExplainRule(const std::string& rule);
int PrintRules();

// Parses the command line and runs the command. Never throws.
int Main(int argc, char** argv);

// Writes to standard output; false where that is full or closed. A reader that
// has gone away ends the program quietly.
bool WriteOut(const std::string& text);

// The same, and complains.
bool Print(const std::string& text);

// "iamgen: " and the message, on standard error.
void Complain(const std::string& message);

}  // namespace iamgen::driver

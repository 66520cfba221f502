// The end of the line for our own mistakes: say which promise broke, and stop.
#pragma once

namespace iamgen::support {

// Prints the broken promise with its place and exits with code 70, the
// internal error of the command line's contract. Never returns.
[[noreturn]] void BreakInvariant(const char* condition, const char* file,
                                 int line);

}  // namespace iamgen::support

#define IAMGEN_INVARIANT(condition) \
  ((condition)                      \
       ? static_cast<void>(0)       \
       : ::iamgen::support::BreakInvariant(#condition, __FILE__, __LINE__))

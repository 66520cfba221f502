// Reports a broken promise of ours; knows the exit code that stands for it.
#include "support/invariant.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace iamgen::support {

void BreakInvariant(const char* condition, const char* file, int line) {
  const char* slash = std::strrchr(file, '/');
  std::fprintf(stderr,
               "iamgen: internal error: %s does not hold (%s:%d)\n"
               "iamgen: this is a mistake in iamgen; please report it with the "
               "input that caused it\n",
               condition, slash == nullptr ? file : slash + 1, line);
  std::fflush(nullptr);
  std::_Exit(70);
}

}  // namespace iamgen::support

// The version, as the build says.
#include "driver/version.h"

namespace iamgen::driver {

std::string_view Version() { return IAMGEN_VERSION; }

std::string VersionLine(std::string_view catalogue) {
  return "iamgen " + std::string(Version()) + " (catalogue " +
         std::string(catalogue) + ", language 1)\n";
}

}  // namespace iamgen::driver

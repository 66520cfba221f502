// The version, as the build says.
#include "driver/version.h"

#include "catalog/version.h"

namespace iamgen::driver {

std::string_view Version() { return IAMGEN_VERSION; }

std::string VersionLine() {
  return "iamgen " + std::string(Version()) + " (catalogue " +
         std::string(catalog::DataDate()) + ", language 1)\n";
}

}  // namespace iamgen::driver

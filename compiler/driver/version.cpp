// The version, as the build says.
#include "driver/version.h"

#include "catalog/version.h"

namespace iamgen::driver {

std::string VersionLine() {
  return std::string("iamgen " IAMGEN_VERSION " (catalogue ") +
         std::string(catalog::DataDate()) + ", language 1)\n";
}

}  // namespace iamgen::driver

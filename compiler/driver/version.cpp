// The version, as the build says, and the catalogue's date.
#include "driver/version.h"

#include <vector>

#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/options.h"
#include "support/file_system.h"

namespace iamgen::driver {

std::string_view Version() { return IAMGEN_VERSION; }

std::string VersionLine() {
  return "iamgen " + std::string(Version()) + " (catalogue " +
         std::string(CurrentCatalogue().Date()) + ", language 1)\n";
}

int PrintVersion(const std::vector<std::string>& arguments) {
  constexpr std::string_view kFlag = "--catalog";
  Options options;
  Origins origins;
  if (!arguments.empty()) {
    const std::string& front = arguments.front();
    const bool joined =
        arguments.size() == 1 && front.starts_with(std::string(kFlag) + "=");
    if (!joined && (arguments.size() != 2 || front != kFlag)) {
      Complain("`--version` takes nothing but `--catalog FILE`");
      return kCannotRun;
    }
    options.catalog =
        joined ? front.substr(kFlag.size() + 1) : arguments.back();
    origins["catalog"] = "flag";
  }
  auto chosen = AddSettings(options, origins);
  if (chosen) {
    chosen = ChooseCatalogue(options.catalog, support::DiskFileSystem());
  }
  if (!chosen) {
    Complain(chosen.message());
    return kCannotRun;
  }
  return Print(VersionLine()) ? kGood : kCannotRun;
}

}  // namespace iamgen::driver

// Color and width, by the conventions of NO_COLOR, FORCE_COLOR and their kin.
#include "driver/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace iamgen::driver {
namespace {

bool IsSet(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

bool UseColor(const std::string& choice, int descriptor) {
  if (choice != "auto") {
    return choice == "always";
  }
  if (IsSet("FORCE_COLOR")) {
    return true;
  }
  if (IsSet("NO_COLOR")) {
    return false;
  }
  if (IsSet("CLICOLOR_FORCE") &&
      std::string_view(std::getenv("CLICOLOR_FORCE")) != "0") {
    return true;
  }
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") {
    return false;
  }
  return ::isatty(descriptor) != 0;
}

std::size_t TerminalWidth(int descriptor) {
  constexpr std::size_t kUsual = 120;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return kUsual;
}

}  // namespace iamgen::driver

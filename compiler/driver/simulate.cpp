// `iamgen simulate --cases`: many requests at once, a line each.
#include <string>
#include <string_view>

#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/run.h"
#include "driver/simulate_case.h"
#include "support/file_system.h"
#include "syntax/reader.h"

namespace iamgen::driver {

int SimulateCases(const std::string& path) {
  const support::DiskFileSystem files;
  const auto text = path == "-" ? ReadStandardInput()
                                : files.Read(path, syntax::kMaxTopologyBytes);
  if (!text) {
    Complain(text.message());
    return kCannotRun;
  }
  CaseAnswerer cases(CurrentCatalogue());
  std::string answers;
  constexpr std::size_t kEnough = std::size_t{1} << 16U;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    // A blank line is no case.
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      answers += cases.Answer(line) + "\n";
    }
    if (answers.size() > kEnough) {
      if (!Print(answers)) {
        return kCannotRun;
      }
      answers.clear();
    }
  }
  return Print(answers) ? kGood : kCannotRun;
}

}  // namespace iamgen::driver

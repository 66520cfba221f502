// Which files `iamgen lint` looks at.
#pragma once

#include <string>
#include <vector>

#include "support/file_system.h"
#include "support/result.h"

namespace iamgen::driver {

struct LintFile {
  // "-" for standard input.
  std::string path;
  // Named on the command line: it is looked at whatever it is called.
  bool named = false;
};

// The files of the paths, in their order. A folder stands for what lies in it,
// at any depth, and by its ending may hold policies; hidden folders and
// node_modules hold other people's, and folders that are links are somewhere
// else.
support::Result<std::vector<LintFile>> FindLintFiles(
    const support::FileSystem& files, const std::vector<std::string>& paths);

}  // namespace iamgen::driver

// A topology compiled and built in memory: what every test of whole outputs
// starts from.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "support/file_system.h"

namespace iamgen::testing {

// Paths below the output folder, and bytes.
using Files = std::map<std::string, std::string>;

struct Built {
  // What kept the run from starting; "" as a rule.
  std::string failure;
  // All findings, rendered for people.
  std::string diagnostics;
  std::set<std::string, std::less<>> rules;
  bool has_errors = false;
  // What every backend writes; the templates of `--format json` lie under
  // `cfn-json/`, the modules of `--format tf.json --adopt` under
  // `terraform-json/`. Empty with errors. Security findings do not keep tests
  // from looking at the output, as they do the command.
  Files files;
};

// Everything below `folder`, under paths that begin with `prefix`.
void Seed(const std::filesystem::path& folder, const std::string& prefix,
          support::MemoryFileSystem& files);

// Whether a topology may name files outside of its folder. The cases of the
// corpus share fixtures, so as a rule they may.
enum class Outside : bool { kRefused, kAllowed };

// `path` names the topology in `files`.
Built BuildFrom(const std::string& path, const support::MemoryFileSystem& files,
                Outside outside = Outside::kAllowed);

// A topology written in a test; `files` beside it, if any, as in the corpus.
Built BuildText(std::string_view yaml);

// The root of the repository.
std::filesystem::path SourceFolder();

}  // namespace iamgen::testing

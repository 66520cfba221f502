// Walks through folders.
#include "driver/lint_files.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace iamgen::driver {
namespace {

bool IsForeign(std::string_view folder) {
  return folder.starts_with('.') || folder == "node_modules";
}

bool MayHoldPolicies(std::string_view name) {
  constexpr std::string_view kEndings[] = {".json", ".yaml", ".yml",
                                           ".template", ".tf"};
  return std::any_of(
      std::begin(kEndings), std::end(kEndings),
      [&](std::string_view ending) { return name.ends_with(ending); });
}

support::Status AddAll(const support::FileSystem& files,
                       const std::string& folder,
                       const std::vector<support::FolderEntry>& entries,
                       std::vector<LintFile>& into) {
  for (const support::FolderEntry& entry : entries) {
    const std::string path = support::JoinPath(folder, entry.name);
    if (!entry.is_folder) {
      if (MayHoldPolicies(entry.name)) {
        into.push_back({.path = path, .named = false});
      }
      continue;
    }
    if (IsForeign(entry.name) || entry.is_link) {
      continue;
    }
    const auto inner = files.List(path);
    if (!inner) {
      return support::Failure{inner.message()};
    }
    auto added = AddAll(files, path, *inner, into);
    if (!added) {
      return added;
    }
  }
  return support::Done{};
}

}  // namespace

support::Result<std::vector<LintFile>> FindLintFiles(
    const support::FileSystem& files, const std::vector<std::string>& paths) {
  std::vector<LintFile> found;
  for (const std::string& path : paths) {
    // Without a name it would be the working folder.
    const auto entries =
        path.empty() || path == "-"
            ? support::Result<std::vector<support::FolderEntry>>(
                  support::Failure{"no folder"})
            : files.List(path);
    if (!entries) {
      found.push_back({.path = path, .named = true});
      continue;
    }
    const auto added = AddAll(files, path, *entries, found);
    if (!added) {
      return support::Failure{added.message()};
    }
  }
  return found;
}

}  // namespace iamgen::driver

// Files that live in a map, and the arithmetic of paths.
#include <cerrno>
#include <cstring>
#include <set>

#include "support/file_system.h"

namespace iamgen::support {

bool MemoryFileSystem::Exists(std::string_view path) const {
  return files_.contains(path);
}

Result<std::string> MemoryFileSystem::Read(std::string_view path,
                                           std::uint64_t limit) const {
  const auto file = files_.find(path);
  if (file == files_.end()) {
    return Failure{std::string(path) + ": " + std::strerror(ENOENT)};
  }
  if (file->second.size() > limit) {
    return Failure{std::string(path) + ": is larger than " +
                   std::to_string(limit) + " bytes, the most this reads"};
  }
  return file->second;
}

Result<std::vector<FolderEntry>> MemoryFileSystem::List(
    std::string_view folder) const {
  const std::string prefix =
      folder.empty() || folder == "." ? "" : std::string(folder) + "/";
  std::set<FolderEntry> entries;
  for (const auto& [path, bytes] : files_) {
    if (path.starts_with(prefix)) {
      const std::string rest = path.substr(prefix.size());
      const std::size_t slash = rest.find('/');
      entries.insert({rest.substr(0, slash), slash != std::string::npos});
    }
  }
  if (entries.empty()) {
    return Failure{std::string(folder) + ": " + std::strerror(ENOENT)};
  }
  return std::vector<FolderEntry>(entries.begin(), entries.end());
}

Result<Written> MemoryFileSystem::Write(std::string_view path,
                                        std::string_view bytes) {
  const auto file = files_.find(path);
  if (file == files_.end()) {
    files_.emplace(path, bytes);
    return Written::kCreated;
  }
  if (file->second == bytes) {
    return Written::kUnchanged;
  }
  file->second = bytes;
  return Written::kChanged;
}

Result<bool> MemoryFileSystem::Holds(std::string_view path,
                                     std::string_view bytes) const {
  const auto file = files_.find(path);
  return file != files_.end() && file->second == bytes;
}

std::string_view FolderOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) {
    return {};
  }
  return path.substr(0, slash == 0 ? 1 : slash);
}

std::string JoinPath(std::string_view folder, std::string_view path) {
  std::string joined;
  if (!path.starts_with('/') && !folder.empty()) {
    joined = folder;
    joined += '/';
  }
  joined += path;
  const bool absolute = joined.starts_with('/');
  std::vector<std::string_view> parts;
  const std::string_view all = joined;
  for (std::size_t at = 0; at <= all.size();) {
    const std::size_t slash = std::min(all.find('/', at), all.size());
    const std::string_view part = all.substr(at, slash - at);
    at = slash + 1;
    if (part.empty() || part == ".") {
      continue;
    }
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (part != ".." || !absolute) {
      parts.push_back(part);
    }
  }
  std::string folded = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      folded += '/';
    }
    folded += parts[i];
  }
  return folded.empty() ? "." : folded;
}

}  // namespace iamgen::support

// Files of the real world, by way of POSIX; knows errno.
#include <dirent.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "support/file_system.h"
#include "support/posix.h"

namespace iamgen::support {
namespace {

// The operating system would take the part in front of it for the whole.
bool HasNul(std::string_view path) {
  return path.find('\0') != std::string_view::npos;
}

ssize_t ReadSome(int descriptor, char* into, std::size_t size) {
  ssize_t got = 0;
  do {
    got = ::read(descriptor, into, size);
  } while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0) {
      if (errno == EINTR) {
        continue;
      }
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

Status MakeFolders(const std::string& folder) {
  if (folder.empty() || ::mkdir(folder.c_str(), 0777) == 0) {
    return Done{};
  }
  if (errno == ENOENT) {
    Status above = MakeFolders(std::string(FolderOf(folder)));
    if (!above) {
      return above;
    }
    if (::mkdir(folder.c_str(), 0777) == 0) {
      return Done{};
    }
  }
  if (errno == EEXIST) {
    struct stat info {};

    if (::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
      return Done{};
    }
    return Failure{folder + ": is in the way of a folder"};
  }
  return Because(folder, errno);
}

bool DiskFileSystem::Exists(std::string_view path) const {
  struct stat info {};

  return !HasNul(path) && ::stat(std::string(path).c_str(), &info) == 0;
}

Result<std::vector<FolderEntry>> DiskFileSystem::List(
    std::string_view folder) const {
  const std::string name(folder.empty() ? "." : folder);
  DIR* const open = ::opendir(name.c_str());
  if (open == nullptr) {
    return Because(name, errno);
  }
  std::vector<FolderEntry> entries;
  while (const dirent* entry = ::readdir(open)) {
    const std::string_view found = entry->d_name;
    if (found == "." || found == "..") {
      continue;
    }

    struct stat info {};

    const std::string path = name + "/" + std::string(found);
    const bool is_link =
        ::lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
    const bool is_folder =
        ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
    entries.push_back({std::string(found), is_folder, is_link});
  }
  ::closedir(open);
  std::sort(entries.begin(), entries.end());
  return entries;
}

Result<std::string> DiskFileSystem::Read(std::string_view path,
                                         std::uint64_t limit) const {
  const std::string name(path);
  if (HasNul(path)) {
    return Because(path, EINVAL);
  }
  const Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) {
    return Because(path, errno);
  }

  struct stat info {};

  if (::fstat(file.number(), &info) != 0) {
    return Because(path, errno);
  }
  if (S_ISDIR(info.st_mode)) {
    return Because(path, EISDIR);
  }
  std::string bytes;
  // A pipe has no size: read until it ends, or until it is too much.
  std::size_t room = S_ISREG(info.st_mode)
                         ? static_cast<std::size_t>(info.st_size) + 1
                         : std::size_t{65536};
  std::size_t used = 0;
  while (true) {
    if (used > limit || (S_ISREG(info.st_mode) &&
                         static_cast<std::uint64_t>(info.st_size) > limit)) {
      return Failure{name + ": is larger than " + std::to_string(limit) +
                     " bytes, the most this reads"};
    }
    bytes.resize(used + room);
    const ssize_t got = ReadSome(file.number(), bytes.data() + used, room);
    if (got < 0) {
      return Because(path, errno);
    }
    used += static_cast<std::size_t>(got);
    if (got == 0) {
      break;
    }
    room = std::max<std::size_t>(room - static_cast<std::size_t>(got), 65536);
  }
  bytes.resize(used);
  return bytes;
}

Result<bool> DiskFileSystem::Holds(std::string_view path,
                                   std::string_view bytes) const {
  const std::string name(path);
  if (HasNul(path)) {
    return Because(path, EINVAL);
  }
  // A pipe in the place of a file must not keep anybody waiting.
  const Descriptor file(
      ::open(name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!file.open()) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return false;
    }
    return Because(path, errno);
  }

  struct stat info {};

  if (::fstat(file.number(), &info) != 0) {
    return Because(path, errno);
  }
  if (!S_ISREG(info.st_mode)) {
    return Failure{name + ": is not a file"};
  }
  if (static_cast<std::uint64_t>(info.st_size) != bytes.size()) {
    return false;
  }
  std::array<char, 65536> buffer;
  std::size_t done = 0;
  while (true) {
    const ssize_t got = ReadSome(file.number(), buffer.data(), buffer.size());
    if (got < 0) {
      return Because(path, errno);
    }
    const auto size = static_cast<std::size_t>(got);
    if (size == 0) {
      return done == bytes.size();
    }
    if (size > bytes.size() - done ||
        std::memcmp(buffer.data(), bytes.data() + done, size) != 0) {
      return false;
    }
    done += size;
  }
}

Result<Written> DiskFileSystem::Write(std::string_view path,
                                      std::string_view bytes) {
  const std::string name(path);
  const Result<bool> same = Holds(path, bytes);
  if (!same) {
    return Failure{same.message()};
  }
  if (*same) {
    return Written::kUnchanged;
  }
  const std::string folder(FolderOf(path));
  if (folder != known_folder_) {
    const Status made = MakeFolders(folder);
    if (!made) {
      return Failure{made.message()};
    }
    known_folder_ = folder;
  }
  const bool existed = Exists(path);
  const std::string temporary = name + ".iamgen-tmp";
  // A leftover of a run that was killed must not decide about this one, nor
  // may a link that stands in its place be followed.
  ::unlink(temporary.c_str());
  Descriptor file(::open(temporary.c_str(),
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         0666));
  if (!file.open()) {
    return Because(path, errno);
  }
  if (!WriteAll(file.number(), bytes) || !file.Close() ||
      ::rename(temporary.c_str(), name.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return Because(path, error);
  }
  return existed ? Written::kChanged : Written::kCreated;
}

}  // namespace iamgen::support

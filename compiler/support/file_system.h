// The few file operations the compiler needs, behind an interface so that
// tests run in memory.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"
#include "support/sha256.h"

namespace iamgen::support {

// What became of a file that was to be written.
enum class Written { kCreated, kChanged, kUnchanged };

// What a folder holds.
struct FolderEntry {
  std::string name;
  bool is_folder = false;
  // Whether it is a symbolic link; `is_folder` is of what it leads to.
  bool is_link = false;

  friend auto operator<=>(const FolderEntry&, const FolderEntry&) = default;
};

// Paths are as the user gave them, with `/` between their parts. Failures name
// the path and the operating system's reason. Not copyable: it stands for the
// world.
class FileSystem {
 public:
  FileSystem() = default;
  FileSystem(const FileSystem&) = delete;
  FileSystem& operator=(const FileSystem&) = delete;
  virtual ~FileSystem() = default;

  [[nodiscard]] virtual bool Exists(std::string_view path) const = 0;

  // The whole file. Refuses directories, and files of more than `limit` bytes.
  [[nodiscard]] virtual Result<std::string> Read(std::string_view path,
                                                 std::uint64_t limit) const = 0;

  // What is in a folder ("" is the working directory), sorted by name.
  [[nodiscard]] virtual Result<std::vector<FolderEntry>> List(
      std::string_view folder) const = 0;

  // Makes `path` hold `bytes`, with the folders above it. A file that already
  // holds them is left alone, mtime and all; otherwise the bytes go to a
  // temporary name beside it which is then renamed, so that no reader ever
  // sees half a file.
  [[nodiscard]] virtual Result<Written> Write(std::string_view path,
                                              std::string_view bytes) = 0;

  // Whether `path` holds exactly `bytes`.
  [[nodiscard]] virtual Result<bool> Holds(std::string_view path,
                                           std::string_view bytes) const = 0;
};

class DiskFileSystem final : public FileSystem {
 public:
  [[nodiscard]] bool Exists(std::string_view path) const override;
  [[nodiscard]] Result<std::string> Read(std::string_view path,
                                         std::uint64_t limit) const override;
  [[nodiscard]] Result<std::vector<FolderEntry>> List(
      std::string_view folder) const override;
  [[nodiscard]] Result<Written> Write(std::string_view path,
                                      std::string_view bytes) override;
  [[nodiscard]] Result<bool> Holds(std::string_view path,
                                   std::string_view bytes) const override;

 private:
  // The folder made or seen last: most files share it with their neighbour.
  std::string known_folder_;
};

// A file that was read.
struct FileRead {
  std::string path;
  Sha256 digest;
};

// Another file system, and what was read of it. For one thread.
class RecordingFileSystem final : public FileSystem {
 public:
  explicit RecordingFileSystem(const FileSystem& files) : files_(files) {}

  // In the order of reading; a file read twice is there twice.
  [[nodiscard]] const std::vector<FileRead>& reads() const { return reads_; }

  [[nodiscard]] bool Exists(std::string_view path) const override {
    return files_.Exists(path);
  }

  [[nodiscard]] Result<std::string> Read(std::string_view path,
                                         std::uint64_t limit) const override;

  [[nodiscard]] Result<std::vector<FolderEntry>> List(
      std::string_view folder) const override {
    return files_.List(folder);
  }

  [[nodiscard]] Result<Written> Write(std::string_view path,
                                      std::string_view) override {
    return Failure{std::string(path) + ": is only read here"};
  }

  [[nodiscard]] Result<bool> Holds(std::string_view path,
                                   std::string_view bytes) const override {
    return files_.Holds(path, bytes);
  }

 private:
  const FileSystem& files_;
  mutable std::vector<FileRead> reads_;
};

// For tests. Missing folders come into being with their files.
class MemoryFileSystem final : public FileSystem {
 public:
  void Add(std::string path, std::string bytes) {
    files_[std::move(path)] = std::move(bytes);
  }

  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& files()
      const {
    return files_;
  }

  [[nodiscard]] bool Exists(std::string_view path) const override;
  [[nodiscard]] Result<std::string> Read(std::string_view path,
                                         std::uint64_t limit) const override;
  [[nodiscard]] Result<std::vector<FolderEntry>> List(
      std::string_view folder) const override;
  [[nodiscard]] Result<Written> Write(std::string_view path,
                                      std::string_view bytes) override;
  [[nodiscard]] Result<bool> Holds(std::string_view path,
                                   std::string_view bytes) const override;

 private:
  std::map<std::string, std::string, std::less<>> files_;
};

// The folder part of a path: "a/b" of "a/b/c.yaml", "" of "c.yaml", "/" of
// "/c.yaml".
std::string_view FolderOf(std::string_view path);

// `path` as seen from `folder`, with `.` and `..` folded away. An absolute
// `path` stays as it is.
std::string JoinPath(std::string_view folder, std::string_view path);

}  // namespace iamgen::support

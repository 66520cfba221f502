// Keeps a digest of every file that is read.
#include "support/file_system.h"

namespace iamgen::support {

Result<std::string> RecordingFileSystem::Read(std::string_view path,
                                              std::uint64_t limit) const {
  Result<std::string> bytes = files_.Read(path, limit);
  if (bytes) {
    reads_.push_back({std::string(path), Sha256Of(*bytes)});
  }
  return bytes;
}

}  // namespace iamgen::support

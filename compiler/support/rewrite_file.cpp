// Renames into place, behind links.
#include "support/rewrite_file.h"

#include <cstdlib>
#include <memory>

#include "support/file_system.h"
#include "support/posix.h"

namespace iamgen::support {
namespace {

struct Freed {
  void operator()(char* text) const { std::free(text); }
};

Status Replace(const std::string& name, mode_t mode, std::string_view bytes) {
  const std::string temporary = name + ".iamgen-tmp";
  ::unlink(temporary.c_str());
  Descriptor file(::open(temporary.c_str(),
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         0600));
  if (!file.open()) {
    return Because(name, errno);
  }
  if (!WriteAll(file.number(), bytes) ||
      ::fchmod(file.number(), mode & 07777U) != 0 || !file.Close() ||
      ::rename(temporary.c_str(), name.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return Because(name, error);
  }
  return Done{};
}

}  // namespace

Status RewriteFile(const std::string& path, std::string_view old,
                   std::string_view bytes) {
  const std::unique_ptr<char, Freed> real(::realpath(path.c_str(), nullptr));
  if (real == nullptr) {
    return Because(path, errno);
  }

  struct stat info {};

  if (::stat(real.get(), &info) != 0) {
    return Because(path, errno);
  }
  // Whoever may not write a file would be surprised to have it changed.
  if (::access(real.get(), W_OK) != 0) {
    return Because(path, errno);
  }
  const auto same = DiskFileSystem().Holds(real.get(), old);
  if (!same) {
    return Failure{same.message()};
  }
  if (!*same) {
    return Failure{path + ": was changed by somebody else"};
  }
  return Replace(real.get(), info.st_mode, bytes);
}

}  // namespace iamgen::support

// What the two users of POSIX file calls share; nobody else includes it.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include "support/result.h"

namespace iamgen::support {

// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }

  [[nodiscard]] int number() const { return number_; }

  [[nodiscard]] bool open() const { return number_ >= 0; }

  // Closes now, so that a late error (a full disk, a quota) is seen.
  [[nodiscard]] bool Close() {
    const int closed = ::close(number_);
    number_ = -1;
    return closed == 0;
  }

 private:
  int number_;
};

inline Failure Because(std::string_view path, int error) {
  return {std::string(path) + ": " + std::strerror(error)};
}

bool WriteAll(int descriptor, std::string_view bytes);

// Makes a folder and those above it that are missing.
Status MakeFolders(const std::string& folder);

}  // namespace iamgen::support

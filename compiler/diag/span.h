// Where something stands in the input.
#pragma once

#include <compare>
#include <cstdint>
#include <utility>

namespace iamgen::diag {

// A file of the run, in the order in which files were read.
struct FileId {
  std::uint32_t index = UINT32_MAX;

  [[nodiscard]] bool valid() const { return index != UINT32_MAX; }

  friend auto operator<=>(const FileId&, const FileId&) = default;
};

// The bytes [begin, end) of a file. A default span is nowhere: it belongs to
// findings about the run as a whole.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool valid() const { return file.valid(); }

  friend auto operator<=>(const Span&, const Span&) = default;
};

// A value and the place it was read from. Compares as the value alone, so that
// equal statements of two files are equal and still know their places.
template <typename T>
struct Located {
  T value{};
  Span span{};

  friend bool operator==(const Located& a, const Located& b) {
    return a.value == b.value;
  }

  friend auto operator<=>(const Located& a, const Located& b) {
    return a.value <=> b.value;
  }
};

template <typename T>
Located(T, Span) -> Located<T>;

}  // namespace iamgen::diag

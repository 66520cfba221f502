// The sections of a table while they are written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/table.h"

namespace iamgen::catalog {

// A row as it stands in a table.
template <typename Row>
std::string BytesOf(const Row& row) {
  std::string bytes;
  Row::ForEach(row, [&bytes](const auto& field) {
    const auto value = static_cast<std::uint64_t>(field);
    for (std::size_t i = 0; i < sizeof(field); ++i) {
      bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
  });
  return bytes;
}

// Of everything in a table that comes after its checksum.
std::uint64_t ChecksumOf(std::string_view bytes);

class SectionWriter {
 public:
  // INVARIANT: list 0 is empty.
  SectionWriter() { List({}); }

  template <typename Row>
  void Add(Section section, const Row& row) {
    const auto number = static_cast<std::size_t>(section);
    sections_[number] += BytesOf(row);
    ++counts_[number];
  }

  void AddBytes(Section section, std::string bytes);

  // The number of a list with these elements.
  std::uint16_t List(const std::vector<std::uint16_t>& elements);

  // Of rows so far.
  [[nodiscard]] std::uint32_t Count(Section section) const {
    return counts_[static_cast<std::size_t>(section)];
  }

  [[nodiscard]] std::size_t lists() const { return lists_.size(); }

  // The whole table; the writer is used up. `date` is a text.
  std::string Take(std::uint32_t date);

 private:
  std::array<std::string, kSections> sections_;
  std::array<std::uint32_t, kSections> counts_{};
  std::map<std::vector<std::uint16_t>, std::size_t> lists_;
  std::uint32_t element_count_ = 0;
};

}  // namespace iamgen::catalog

// Knows what stands before the sections, and the checksum.
#include "catalog/section_writer.h"

#include <algorithm>
#include <utility>

namespace iamgen::catalog {

std::uint64_t ChecksumOf(std::string_view bytes) {
  bytes.remove_prefix(kChecksumEnd);
  std::uint64_t sum = 0x9E3779B97F4A7C15U ^ bytes.size();
  for (std::size_t i = 0; i < bytes.size(); i += 8) {
    std::uint64_t word = 0;
    for (std::size_t j = std::min<std::size_t>(8, bytes.size() - i); j > 0;
         --j) {
      word = word << 8U | static_cast<unsigned char>(bytes[i + j - 1]);
    }
    // Both steps lose nothing, so that one changed word always shows.
    sum = (sum ^ word) * 0xFF51AFD7ED558CCDU;
    sum ^= sum >> 32U;
  }
  return sum;
}

void SectionWriter::AddBytes(Section section, std::string bytes) {
  const auto number = static_cast<std::size_t>(section);
  counts_[number] = static_cast<std::uint32_t>(bytes.size());
  sections_[number] = std::move(bytes);
}

std::uint16_t SectionWriter::List(const std::vector<std::uint16_t>& elements) {
  const auto [place, is_new] = lists_.emplace(elements, lists_.size());
  if (is_new) {
    Add(Section::kLists, TextRow{element_count_});
    element_count_ += static_cast<std::uint32_t>(elements.size());
    for (const std::uint16_t element : elements) {
      Add(Section::kElements, ElementRow{element});
    }
  }
  return static_cast<std::uint16_t>(place->second);
}

std::string SectionWriter::Take(std::uint32_t date) {
  Add(Section::kLists, TextRow{element_count_});
  std::string places;
  std::string body;
  for (std::size_t i = 0; i < kSections; ++i) {
    places += BytesOf(SectionPlace{
        .offset = static_cast<std::uint32_t>(kTableStart + body.size()),
        .count = counts_[i]});
    body += std::exchange(sections_[i], {});
  }
  Header header{.version = kTableVersion,
                .size = static_cast<std::uint32_t>(kTableStart + body.size()),
                .date = date};
  const auto sealed = [&] {
    return std::string(kMagic) + BytesOf(header) + places + body;
  };
  header.checksum = ChecksumOf(sealed());
  return sealed();
}

}  // namespace iamgen::catalog

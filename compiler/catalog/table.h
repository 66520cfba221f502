// The bytes of a catalogue: which sections they have, and what a row of each is
// made of. Numbers are little-endian, whatever machine reads them.
//
//   magic, version, size of the whole, checksum, date, sections' places
//   the sections, one after the other
//
// A text is named by 32 bits: 24 for its offset in the section of texts, 8 for
// its length. A list (of keys, of resource types, ...) has a number; equal
// lists are stored once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace iamgen::catalog {

enum class Section : std::uint8_t {
  kText,
  kServices,
  kActions,
  kShapes,
  // Where each list begins; one more than there are lists.
  kLists,
  // The elements of the lists, 16 bits each.
  kElements,
  kResourceTypes,
  kArns,
  kKeys,
  kFamilies,
  kOtherActions,
  kOperations,
  kOperationActions,
  kPolicies,
  // The strings of documents: an action, or a place in kDocumentText.
  kWords,
  kDocumentText,
  kDocuments,
};

inline constexpr std::size_t kSections = 17;

struct Header {
  std::uint32_t version = 0;
  std::uint32_t size = 0;
  std::uint64_t checksum = 0;
  std::uint32_t date = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.version);
    each(row.size);
    each(row.checksum);
    each(row.date);
  }
};

struct SectionPlace {
  std::uint32_t offset = 0;
  // Of rows.
  std::uint32_t count = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.offset);
    each(row.count);
  }
};

// One more than there are services, so that each knows where the next begins.
struct ServiceRow {
  std::uint32_t name = 0;
  std::uint32_t title = 0;
  std::uint32_t first_action = 0;
  std::uint32_t first_type = 0;
  std::uint16_t keys = 0;
  std::uint16_t supports_rcps = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.name);
    each(row.title);
    each(row.first_action);
    each(row.first_type);
    each(row.keys);
    each(row.supports_rcps);
  }
};

struct ActionRow {
  std::uint32_t name = 0;
  std::uint16_t service = 0;
  std::uint16_t shape = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.name);
    each(row.service);
    each(row.shape);
  }
};

// What many actions have in common.
struct ShapeRow {
  std::uint8_t level = 0;
  std::uint8_t permission_only = 0;
  // Types, with `kRequired` added.
  std::uint16_t resources = 0;
  std::uint16_t keys = 0;
  // Lists of keys, one for each resource; or empty, when none has keys.
  std::uint16_t resource_keys = 0;
  std::uint16_t depends = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.level);
    each(row.permission_only);
    each(row.resources);
    each(row.keys);
    each(row.resource_keys);
    each(row.depends);
  }
};

inline constexpr std::uint16_t kRequired = 0x8000;

// One more than there are types.
struct ResourceTypeRow {
  std::uint32_t name = 0;
  std::uint32_t first_arn = 0;
  std::uint16_t service = 0;
  std::uint16_t keys = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.name);
    each(row.first_arn);
    each(row.service);
    each(row.keys);
  }
};

struct KeyRow {
  std::uint32_t name = 0;
  std::uint8_t type = 0;
  // One more than the type, or 0.
  std::uint8_t also = 0;
  // Bits, in the order of Key's members.
  std::uint8_t flags = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.name);
    each(row.type);
    each(row.also);
    each(row.flags);
  }
};

struct OtherActionRow {
  std::uint32_t name = 0;
  std::uint8_t status = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.name);
    each(row.status);
  }
};

// One more than there are operations.
struct OperationRow {
  std::uint32_t name = 0;
  std::uint32_t first_action = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.name);
    each(row.first_action);
  }
};

struct PolicyRow {
  // Its ARN, which ends in the name, or the name alone.
  std::uint32_t text = 0;
  std::uint32_t partitions = 0;
  std::uint32_t version = 0;
  std::uint32_t updated = 0;
  // Where its document begins, or `kNoDocument`.
  std::uint32_t document = 0;
  std::uint8_t name_size = 0;
  std::uint8_t state = 0;

  static constexpr void ForEach(auto& row, auto each) {
    each(row.text);
    each(row.partitions);
    each(row.version);
    each(row.updated);
    each(row.document);
    each(row.name_size);
    each(row.state);
  }
};

inline constexpr std::uint32_t kNoDocument = UINT32_MAX;

// A row that is one number.
template <typename Number>
struct NumberRow {
  Number value = 0;

  static constexpr void ForEach(auto& row, auto each) { each(row.value); }
};

using TextRow = NumberRow<std::uint32_t>;
using ElementRow = NumberRow<std::uint16_t>;
using ByteRow = NumberRow<std::uint8_t>;

// The bytes that a row takes.
template <typename Row>
constexpr std::size_t SizeOf() {
  std::size_t size = 0;
  const Row row;
  Row::ForEach(row, [&](const auto& field) { size += sizeof(field); });
  return size;
}

inline constexpr std::string_view kMagic = "iamgen\1c";
inline constexpr std::uint32_t kTableVersion = 1;
// The checksum is of what comes after it.
inline constexpr std::size_t kChecksumEnd = kMagic.size() + 4 + 4 + 8;
inline constexpr std::size_t kTableStart =
    kMagic.size() + SizeOf<Header>() + kSections * SizeOf<SectionPlace>();

inline constexpr std::array<std::size_t, kSections> kRowSizes = {
    SizeOf<ByteRow>(),         SizeOf<ServiceRow>(),     SizeOf<ActionRow>(),
    SizeOf<ShapeRow>(),        SizeOf<TextRow>(),        SizeOf<ElementRow>(),
    SizeOf<ResourceTypeRow>(), SizeOf<TextRow>(),        SizeOf<KeyRow>(),
    SizeOf<ElementRow>(),      SizeOf<OtherActionRow>(), SizeOf<OperationRow>(),
    SizeOf<TextRow>(),         SizeOf<PolicyRow>(),      SizeOf<TextRow>(),
    SizeOf<ByteRow>(),         SizeOf<ByteRow>()};

template <typename Row>
Row ReadRow(const unsigned char* at) {
  Row row;
  Row::ForEach(row, [&at](auto& field) {
    using Field = std::remove_reference_t<decltype(field)>;
    std::uint64_t value = 0;
    for (std::size_t i = sizeof(Field); i > 0; --i) {
      value = value << 8U | at[i - 1];
    }
    field = static_cast<Field>(value);
    at += sizeof(Field);
  });
  return row;
}

// `texts` is where the section of texts begins.
inline std::string_view TextAt(const unsigned char* texts, std::uint32_t text) {
  return {reinterpret_cast<const char*>(texts + (text >> 8U)), text & 0xFFU};
}

// A view of a table whose bytes are sound.
class Table {
 public:
  Table() = default;

  explicit Table(std::string_view bytes)
      : bytes_(reinterpret_cast<const unsigned char*>(bytes.data())) {
    const unsigned char* at = bytes_ + kMagic.size() + SizeOf<Header>();
    for (SectionPlace& place : places_) {
      place = ReadRow<SectionPlace>(at);
      at += SizeOf<SectionPlace>();
    }
  }

  [[nodiscard]] Header header() const {
    return ReadRow<Header>(bytes_ + kMagic.size());
  }

  [[nodiscard]] std::uint32_t Count(Section section) const {
    return places_[static_cast<std::size_t>(section)].count;
  }

  [[nodiscard]] const unsigned char* At(Section section,
                                        std::size_t row) const {
    const auto number = static_cast<std::size_t>(section);
    return bytes_ + places_[number].offset + row * kRowSizes[number];
  }

  template <typename Row>
  [[nodiscard]] Row Get(Section section, std::size_t row) const {
    return ReadRow<Row>(At(section, row));
  }

  [[nodiscard]] std::string_view Text(std::uint32_t text) const {
    return TextAt(At(Section::kText, 0), text);
  }

 private:
  const unsigned char* bytes_ = nullptr;
  std::array<SectionPlace, kSections> places_{};
};

}  // namespace iamgen::catalog

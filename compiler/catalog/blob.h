// The shape of the catalogue's bytes: sections of records of 32-bit words, in
// the machine's little-endian order, that point into each other by offsets.
#pragma once

#include <cstdint>

namespace iamgen::catalog::blob {

inline constexpr char kMagic[8] = {'i', 'a', 'm', 'g', 'e', 'n', 'c', '1'};

// A section is an array of records.
enum Section : std::uint32_t {
  // Bytes: a text is its length in two bytes and then itself.
  kTexts,
  // Words: a list is its length in one word and then its elements.
  kLists,
  kServices,
  kActions,
  kResourceTypes,
  kKeys,
  kOtherActions,
  kOperations,
  kPolicies,
  // Words by which documents are written; see document_code.h.
  kDocuments,
  kSectionCount
};

struct SectionPlace {
  std::uint32_t offset;  // In bytes from the start, a multiple of four.
  std::uint32_t count;   // Records; bytes of texts and documents.
};

struct Header {
  char magic[8];
  std::uint32_t size;  // Of everything.
  std::uint32_t date;  // A text.
  SectionPlace sections[kSectionCount];
};

// In what follows, a text is an offset into kTexts and a list one into kLists.

// Sorted by prefix in small letters.
struct Service {
  std::uint32_t prefix;
  std::uint32_t name;
  std::uint32_t first_action;
  std::uint32_t first_type;
  std::uint32_t keys;  // A list of keys.
  std::uint32_t supports_rcps;
};

// Sorted by service and by name in small letters.
struct Action {
  std::uint32_t name;
  std::uint16_t service;
  std::uint8_t level;
  std::uint8_t permission_only;
  std::uint32_t uses;      // A list of pairs: type and whether it is required.
  std::uint32_t keys;      // A list of keys.
  std::uint32_t use_keys;  // A list of lists of keys, one for each use.
  std::uint32_t depends;   // A list of actions.
};

// Sorted by service and by name in small letters.
struct ResourceType {
  std::uint32_t name;
  std::uint32_t service;
  std::uint32_t arns;  // A list of texts.
  std::uint32_t keys;
};

// Sorted by name in small letters.
struct Key {
  std::uint32_t name;
  std::uint8_t type;
  std::uint8_t also;  // 255: none.
  std::uint8_t multivalued;
  // Bits: global, sensitive, legacy, family.
  std::uint8_t flags;
};

enum KeyFlag : std::uint8_t {
  kGlobalKey = 1,
  kSensitiveKey = 2,
  kLegacyKey = 4,
  kFamilyKey = 8
};

// Sorted by full name in small letters.
struct OtherAction {
  std::uint32_t name;
  std::uint32_t status;
};

struct Operation {
  std::uint32_t name;
  std::uint32_t actions;  // A list of texts.
};

// Sorted by name.
struct Policy {
  std::uint32_t name;
  std::uint32_t arn;       // An empty text where it is not known.
  std::uint32_t document;  // An offset into kDocuments.
  std::uint32_t size;      // Of its code; 0: no document.
};

}  // namespace iamgen::catalog::blob

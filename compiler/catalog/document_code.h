// How the documents of managed policies are written: pieces of JSON as numbers
// of one to four bytes, each string once, actions by their place.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/json_shape.h"

namespace iamgen::catalog {

// A row of Section::kWords: two bits that say what it is, and a place.
enum class WordKind : std::uint8_t { kText, kNumber, kAction };

inline constexpr std::uint32_t kWordBits = 30;
inline constexpr std::uint32_t kMostWords = std::uint32_t{1} << kWordBits;

inline WordKind KindOf(std::uint32_t word) {
  return static_cast<WordKind>(word >> kWordBits);
}

inline std::uint32_t PlaceOf(std::uint32_t word) {
  return word & (kMostWords - 1);
}

// Numbers below this are a Piece without a text; others are a word.
inline constexpr std::uint32_t kFirstWord = 8;

// Seven bits a byte, the lowest first; every byte but the last has its top bit.
void AppendNumber(std::string& out, std::uint32_t number);

// Takes it from the front of `rest`. nullopt where it ends too soon or is
// larger than 32 bits.
std::optional<std::uint32_t> TakeNumber(std::string_view& rest);

// What the sections hold.
struct DocumentCode {
  std::vector<std::uint32_t> words;
  std::string text;
  std::string documents;
  // Where each begins; what was empty has none.
  std::vector<std::optional<std::uint32_t>> starts;
};

// The place of an action by its exact name, "s3:GetObject".
using ActionPlaces = std::map<std::string, std::uint32_t, std::less<>>;

// nullopt where a document is not JSON, or there is too much of them.
std::optional<DocumentCode> EncodeDocuments(
    const std::vector<std::string_view>& documents,
    const ActionPlaces& actions);

}  // namespace iamgen::catalog

// The text of a policy document as AWS looks at it: how large it is, and which
// characters it may hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "importers/datum.h"

namespace iamgen::importers {

// In characters: without the white space between tokens, and with it.
struct DocumentSize {
  std::uint64_t size = 0;
  std::uint64_t written_size = 0;
};

// Of a text that is JSON.
DocumentSize MeasureJson(std::string_view json);

// Of the JSON, without white space, that the value becomes; 0 if some of it is
// not known.
std::uint64_t MeasureCompact(const Datum& datum);

struct WrongCharacter {
  char32_t character = 0;
  // In the text that was looked at.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The first character that no policy may hold; `policy::kUnknown` is not looked
// at.
std::optional<WrongCharacter> FindWrongCharacter(std::string_view text);

// The same in a text as it was written in a file, where escapes `\uNNNN` stand
// for what they mean.
std::optional<WrongCharacter> FindWrongCharacterWritten(std::string_view text);

}  // namespace iamgen::importers

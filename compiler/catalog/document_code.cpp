// Knows which strings get the short numbers.
#include "catalog/document_code.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace iamgen::catalog {
namespace {

// A string and a number may read the same.
using Word = std::pair<bool, std::string_view>;

bool HasText(Piece piece) {
  return piece == Piece::kString || piece == Piece::kNumber;
}

// Calls `look` with each piece; false where the document is not JSON.
template <typename Look>
bool ForEachPiece(std::string_view document, Look look) {
  JsonShape shape;
  while (!shape.done()) {
    const auto piece = NextPiece(document, shape);
    if (!piece) {
      return false;
    }
    look(*piece);
  }
  return document.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::uint32_t CodeOf(WordKind kind, std::size_t place) {
  return static_cast<std::uint32_t>(kind) << kWordBits |
         static_cast<std::uint32_t>(place);
}

}  // namespace

void AppendNumber(std::string& out, std::uint32_t number) {
  while (number >= 0x80) {
    out += static_cast<char>(number | 0x80U);
    number >>= 7U;
  }
  out += static_cast<char>(number);
}

std::optional<std::uint32_t> TakeNumber(std::string_view& rest) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 35 && !rest.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) {
      return number <= UINT32_MAX
                 ? std::optional(static_cast<std::uint32_t>(number))
                 : std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<DocumentCode> EncodeDocuments(
    const std::vector<std::string_view>& documents,
    const ActionPlaces& actions) {
  std::map<Word, std::size_t> counts;
  for (const std::string_view document : documents) {
    const bool sound =
        document.empty() || ForEachPiece(document, [&](const PieceText& piece) {
          if (HasText(piece.piece)) {
            ++counts[{piece.piece == Piece::kNumber, piece.text}];
          }
        });
    if (!sound) {
      return std::nullopt;
    }
  }
  // The most frequent first; those alike in that, by their text.
  std::vector<std::pair<Word, std::size_t>> words(counts.begin(), counts.end());
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& left, const auto& right) {
                     return left.second > right.second;
                   });
  DocumentCode code;
  std::map<Word, std::uint32_t> numbers;
  for (const auto& [word, count] : words) {
    const auto& [is_number, text] = word;
    numbers[word] = kFirstWord + static_cast<std::uint32_t>(code.words.size());
    const auto action = actions.find(text);
    if (!is_number && action != actions.end()) {
      code.words.push_back(CodeOf(WordKind::kAction, action->second));
      continue;
    }
    code.words.push_back(CodeOf(is_number ? WordKind::kNumber : WordKind::kText,
                                code.text.size()));
    AppendNumber(code.text, static_cast<std::uint32_t>(text.size()));
    code.text += text;
  }
  for (const std::string_view document : documents) {
    code.starts.push_back(
        document.empty()
            ? std::nullopt
            : std::optional(static_cast<std::uint32_t>(code.documents.size())));
    ForEachPiece(document, [&](const PieceText& piece) {
      AppendNumber(code.documents,
                   HasText(piece.piece)
                       ? numbers.at({piece.piece == Piece::kNumber, piece.text})
                       : static_cast<std::uint32_t>(piece.piece));
    });
  }
  if (code.text.size() >= kMostWords || code.documents.size() >= kMostWords) {
    return std::nullopt;
  }
  return code;
}

}  // namespace iamgen::catalog

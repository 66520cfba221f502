// Where a part of a pattern stands in a text: what lies between two stars, in
// which some characters may fit several.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace iamgen::policy {

template <typename Char>
using Characters = std::basic_string_view<Char>;

template <typename Char, typename Fits>
bool PieceFitsAt(Characters<Char> piece, Characters<Char> text, std::size_t at,
                 Fits fits) {
  if (text.size() - at < piece.size()) {
    return false;
  }
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (!fits(piece[i], text[at + i])) {
      return false;
    }
  }
  return true;
}

// Knuth, Morris and Pratt, for pieces of which every character fits itself
// alone: linear in piece and text.
template <typename Char>
std::size_t FindPlainPiece(Characters<Char> piece, Characters<Char> text,
                           std::size_t at) {
  // How much of the piece still fits when its next character does not.
  std::vector<std::size_t> back(piece.size() + 1, 0);
  for (std::size_t i = 1, known = 0; i < piece.size(); ++i) {
    while (known > 0 && piece[i] != piece[known]) {
      known = back[known];
    }
    known += piece[i] == piece[known] ? 1 : 0;
    back[i + 1] = known;
  }
  for (std::size_t known = 0; at < text.size(); ++at) {
    while (known > 0 && text[at] != piece[known]) {
      known = back[known];
    }
    known += text[at] == piece[known] ? 1 : 0;
    if (known == piece.size()) {
      return at + 1 - known;
    }
  }
  return Characters<Char>::npos;
}

// For any piece: all beginnings of it at once, a bit each, so that time is the
// text's length for every 64 characters of the piece. `fits(wanted, there)`
// says the same of all wide characters that are not in the piece.
template <typename Char, typename Fits>
std::size_t FindFittingPiece(Characters<Char> piece, Characters<Char> text,
                             std::size_t at, Fits fits) {
  using Bits = std::vector<std::uint64_t>;
  constexpr std::size_t kWord = 64;
  const std::size_t words = (piece.size() + kWord - 1) / kWord;
  std::unordered_map<Char, Bits> masks;
  const auto add_mask = [&](Char there) {
    Bits& mask = masks[there];
    mask.resize(words, 0);
    for (std::size_t i = 0; i < piece.size(); ++i) {
      if (fits(piece[i], there)) {
        mask[i / kWord] |= std::uint64_t{1} << (i % kWord);
      }
    }
  };
  for (const Char one : piece) {
    if (!masks.contains(one)) {
      add_mask(one);
    }
  }
  // That of a wide character that is not in the piece.
  const Bits* other = nullptr;
  Bits state(words, 0);
  const std::uint64_t last = std::uint64_t{1} << ((piece.size() - 1) % kWord);
  for (; at < text.size(); ++at) {
    auto found = masks.find(text[at]);
    if (found == masks.end() && (sizeof(Char) == 1 || other == nullptr)) {
      add_mask(text[at]);
      found = masks.find(text[at]);
      other = &found->second;
    }
    const Bits& mask = found == masks.end() ? *other : found->second;
    std::uint64_t carry = 1;
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint64_t out = state[i] >> (kWord - 1);
      state[i] = ((state[i] << 1U) | carry) & mask[i];
      carry = out;
    }
    if ((state[words - 1] & last) != 0) {
      return at + 1 - piece.size();
    }
  }
  return Characters<Char>::npos;
}

// The first place from `at` on; npos: none. `plain`: whether every character of
// the piece fits itself alone, and no character of the text fits others.
template <typename Char, typename Fits>
std::size_t FindPiece(Characters<Char> piece, Characters<Char> text,
                      std::size_t at, bool plain, Fits fits) {
  // Shorter ones are found faster by trying every place.
  constexpr std::size_t kShort = 64;
  if (plain) {
    return piece.size() <= kShort ? text.find(piece, at)
                                  : FindPlainPiece(piece, text, at);
  }
  if (piece.size() > kShort) {
    return FindFittingPiece(piece, text, at, fits);
  }
  for (; text.size() - at >= piece.size(); ++at) {
    if (PieceFitsAt(piece, text, at, fits)) {
      return at;
    }
  }
  return Characters<Char>::npos;
}

// Whether the pattern, of which `star` is any run of characters, fits the whole
// text. `plain(piece)` is as for `FindPiece`.
template <typename Char, typename Fits, typename Plain>
bool PatternFits(Characters<Char> pattern, Characters<Char> text, Char star,
                 Fits fits, Plain plain) {
  std::size_t next = pattern.find(star);
  if (next == Characters<Char>::npos) {
    return pattern.size() == text.size() && PieceFitsAt(pattern, text, 0, fits);
  }
  if (!PieceFitsAt(pattern.substr(0, next), text, 0, fits)) {
    return false;
  }
  std::size_t at = next;
  pattern.remove_prefix(next + 1);
  for (next = pattern.find(star); next != Characters<Char>::npos;
       next = pattern.find(star)) {
    const Characters<Char> piece = pattern.substr(0, next);
    pattern.remove_prefix(next + 1);
    if (piece.empty()) {
      continue;
    }
    at = FindPiece(piece, text, at, plain(piece), fits);
    if (at == Characters<Char>::npos) {
      return false;
    }
    at += piece.size();
  }
  return text.size() - at >= pattern.size() &&
         PieceFitsAt(pattern, text, text.size() - pattern.size(), fits);
}

}  // namespace iamgen::policy

// A set of the catalogue's actions, one bit each.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/catalogue.h"

namespace iamgen::catalog {

// Sets of one catalogue may be joined and compared; all hold the same number of
// bits.
class ActionSet {
 public:
  explicit ActionSet(const Catalogue& catalogue)
      : words_((catalogue.Actions().size() + kBits - 1) / kBits, 0) {}

  void Add(ActionId action) {
    words_[action.index / kBits] |= std::uint64_t{1} << (action.index % kBits);
  }

  void Add(IdRange<ActionId> actions) {
    for (std::uint32_t at = actions.first; at < actions.last;) {
      // As many as there are left of the word, or of the range.
      const std::size_t bit = at % kBits;
      const std::size_t count =
          std::min<std::size_t>(kBits - bit, actions.last - at);
      const std::uint64_t ones = ~std::uint64_t{0} >> (kBits - count);
      words_[at / kBits] |= ones << bit;
      at += static_cast<std::uint32_t>(count);
    }
  }

  void Remove(ActionId action) {
    words_[action.index / kBits] &=
        ~(std::uint64_t{1} << (action.index % kBits));
  }

  [[nodiscard]] bool Contains(ActionId action) const {
    return (words_[action.index / kBits] >> (action.index % kBits) & 1U) != 0;
  }

  [[nodiscard]] bool ContainsAll(const ActionSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((other.words_[i] & ~words_[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool Meets(const ActionSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((other.words_[i] & words_[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  ActionSet& operator|=(const ActionSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      words_[i] |= other.words_[i];
    }
    return *this;
  }

  ActionSet& operator&=(const ActionSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      words_[i] &= other.words_[i];
    }
    return *this;
  }

  ActionSet& operator-=(const ActionSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      words_[i] &= ~other.words_[i];
    }
    return *this;
  }

  [[nodiscard]] bool empty() const {
    return std::all_of(words_.begin(), words_.end(),
                       [](std::uint64_t word) { return word == 0; });
  }

  [[nodiscard]] std::size_t size() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) {
      count += static_cast<std::size_t>(std::popcount(word));
    }
    return count;
  }

  // nullopt: it is empty.
  [[nodiscard]] std::optional<ActionId> First() const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] != 0) {
        return ActionId{static_cast<std::uint32_t>(
            i * kBits + static_cast<std::size_t>(std::countr_zero(words_[i])))};
      }
    }
    return std::nullopt;
  }

  // Calls `look` with every action in it, in the catalogue's order.
  template <typename Look>
  void ForEach(Look look) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1) {
        look(ActionId{static_cast<std::uint32_t>(
            i * kBits + static_cast<std::size_t>(std::countr_zero(rest)))});
      }
    }
  }

  friend bool operator==(const ActionSet&, const ActionSet&) = default;

 private:
  static constexpr std::size_t kBits = 64;

  std::vector<std::uint64_t> words_;
};

}  // namespace iamgen::catalog

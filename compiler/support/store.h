// Typed indexes: entities refer to each other by `Id<T>` into a `Store<T>`.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "support/invariant.h"

namespace iamgen::support {

// The place of a `T` in its store. An id never moves and is never reused.
template <typename T>
struct Id {
  std::uint32_t index = UINT32_MAX;

  [[nodiscard]] bool valid() const { return index != UINT32_MAX; }

  friend auto operator<=>(const Id&, const Id&) = default;
};

// Owns values in the order they were added.
template <typename T>
class Store {
 public:
  using Element = T;

  Id<T> Add(T value) {
    values_.push_back(std::move(value));
    return {static_cast<std::uint32_t>(values_.size() - 1)};
  }

  [[nodiscard]] const T& operator[](Id<T> id) const {
    IAMGEN_INVARIANT(id.index < values_.size());
    return values_[id.index];
  }

  [[nodiscard]] T& operator[](Id<T> id) {
    IAMGEN_INVARIANT(id.index < values_.size());
    return values_[id.index];
  }

  [[nodiscard]] std::size_t size() const { return values_.size(); }

  [[nodiscard]] bool empty() const { return values_.empty(); }

  [[nodiscard]] Id<T> IdAt(std::size_t index) const {
    return {static_cast<std::uint32_t>(index)};
  }

  [[nodiscard]] auto begin() const { return values_.begin(); }

  [[nodiscard]] auto end() const { return values_.end(); }

  [[nodiscard]] auto begin() { return values_.begin(); }

  [[nodiscard]] auto end() { return values_.end(); }

  friend bool operator==(const Store&, const Store&) = default;

 private:
  std::vector<T> values_;
};

}  // namespace iamgen::support

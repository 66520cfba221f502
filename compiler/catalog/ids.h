// Places in the catalogue, and ranges of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "catalog/coded_range.h"
#include "catalog/table.h"
#include "support/store.h"

namespace iamgen::catalog {

// Actions are numbered service by service, so that the actions of a service are
// a range, and a set of actions is a set of bits.
using ServiceId = support::Id<struct ServiceTag>;
using ActionId = support::Id<struct ActionTag>;
using ResourceTypeId = support::Id<struct ResourceTypeTag>;
using KeyId = support::Id<struct KeyTag>;
using PolicyId = support::Id<struct PolicyTag>;
// A list of the table.
using ListId = support::Id<struct ListTag>;

// Consecutive ids, for `for`.
template <typename Id>
struct IdRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // One past the end.

  struct Iterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = Id;
    using difference_type = std::ptrdiff_t;
    using pointer = const Id*;
    using reference = Id;

    std::uint32_t at = 0;

    Id operator*() const { return {at}; }

    Iterator& operator++() {
      ++at;
      return *this;
    }

    Iterator operator++(int) {
      const Iterator before = *this;
      ++at;
      return before;
    }

    friend bool operator==(const Iterator&, const Iterator&) = default;
  };

  [[nodiscard]] Iterator begin() const { return {first}; }

  [[nodiscard]] Iterator end() const { return {last}; }

  [[nodiscard]] std::size_t size() const { return last - first; }

  [[nodiscard]] bool empty() const { return first == last; }
};

// One resource type of an action.
struct ResourceUse {
  ResourceTypeId type;
  // Without a resource of it the call fails.
  bool required = false;
};

// What the elements of lists become.

template <typename Id>
struct DecodeId {
  using Value = Id;
  static constexpr std::size_t kSize = SizeOf<ElementRow>();

  Id operator()(const unsigned char* at) const {
    return {ReadRow<ElementRow>(at).value};
  }
};

struct DecodeUse {
  using Value = ResourceUse;
  static constexpr std::size_t kSize = SizeOf<ElementRow>();

  ResourceUse operator()(const unsigned char* at) const {
    const unsigned element = ReadRow<ElementRow>(at).value;
    return {.type = {element & ~unsigned{kRequired}},
            .required = (element & kRequired) != 0};
  }
};

struct DecodeText {
  using Value = std::string_view;
  static constexpr std::size_t kSize = SizeOf<TextRow>();

  const unsigned char* texts = nullptr;

  std::string_view operator()(const unsigned char* at) const {
    return TextAt(texts, ReadRow<TextRow>(at).value);
  }
};

using KeyList = CodedRange<DecodeId<KeyId>>;
using ActionList = CodedRange<DecodeId<ActionId>>;
using ResourceUses = CodedRange<DecodeUse>;
using TextList = CodedRange<DecodeText>;

}  // namespace iamgen::catalog

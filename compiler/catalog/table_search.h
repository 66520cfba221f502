// Finding rows by their names.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "catalog/folding.h"
#include "catalog/table.h"

namespace iamgen::catalog {

// The first row at or after `first` that does not come before `name`.
template <typename Row>
std::uint32_t LowerBound(const Table& table, Section section,
                         std::uint32_t first, std::uint32_t last,
                         std::string_view name) {
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    const auto row = table.Get<Row>(section, middle);
    if (CompareFolded(table.Text(row.name), name) < 0) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

template <typename Row>
std::optional<std::uint32_t> Find(const Table& table, Section section,
                                  std::uint32_t first, std::uint32_t last,
                                  std::string_view name) {
  const std::uint32_t at = LowerBound<Row>(table, section, first, last, name);
  if (at == last ||
      CompareFolded(table.Text(table.Get<Row>(section, at).name), name) != 0) {
    return std::nullopt;
  }
  return at;
}

template <typename Id>
std::optional<Id> AsId(std::optional<std::uint32_t> index) {
  return index ? std::optional(Id{*index}) : std::nullopt;
}

}  // namespace iamgen::catalog

// Knows how condition keys are found, and families of them.
#include <string>

#include "catalog/catalogue.h"
#include "catalog/folding.h"
#include "catalog/table_search.h"

namespace iamgen::catalog {
namespace {

constexpr std::string_view kFamilyMark = "${";
// What may stand before it.
constexpr std::string_view kBeforeFamily = ":/.-";

// How much of a family's name is no `${...}`, where `key` is a member.
std::optional<std::size_t> LiteralOf(std::string_view family,
                                     std::string_view key) {
  const std::size_t open = family.find(kFamilyMark);
  const std::size_t close = family.find('}', open);
  const std::string_view before = family.substr(0, open);
  const std::string_view after =
      close == std::string_view::npos ? "" : family.substr(close + 1);
  const std::size_t literal = before.size() + after.size();
  if (key.size() <= literal || !StartsFolded(key, before) ||
      CompareFolded(key.substr(key.size() - after.size()), after) != 0) {
    return std::nullopt;
  }
  return literal;
}

}  // namespace

IdRange<KeyId> Catalogue::Keys() const {
  return {0, table_.Count(Section::kKeys)};
}

std::optional<KeyId> Catalogue::FindKey(std::string_view key) const {
  if (const auto at =
          Find<KeyRow>(table_, Section::kKeys, 0, Keys().last, key)) {
    return KeyId{*at};
  }
  std::optional<KeyId> found;
  std::size_t most = 0;
  // A family's `${` stands after a sign, so that its members have the same sign
  // there: those that begin like the key up to one are few.
  for (std::size_t end = key.find_first_of(kBeforeFamily);
       end != std::string_view::npos;
       end = key.find_first_of(kBeforeFamily, end + 1)) {
    const std::string_view start = key.substr(0, end + 1);
    for (std::uint32_t i = FirstFamily(start);
         i < table_.Count(Section::kFamilies); ++i) {
      const KeyId id{table_.Get<ElementRow>(Section::kFamilies, i).value};
      const std::string_view family =
          table_.Text(table_.Get<KeyRow>(Section::kKeys, id.index).name);
      if (!StartsFolded(family, start) ||
          !family.substr(start.size()).starts_with(kFamilyMark)) {
        break;
      }
      // The narrowest family wins.
      const auto literal = LiteralOf(family, key);
      if (literal && *literal >= most) {
        most = *literal;
        found = id;
      }
    }
  }
  return found;
}

std::uint32_t Catalogue::FirstFamily(std::string_view start) const {
  std::string wanted(start);
  wanted += kFamilyMark;
  std::uint32_t first = 0;
  std::uint32_t last = table_.Count(Section::kFamilies);
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    const std::uint32_t key =
        table_.Get<ElementRow>(Section::kFamilies, middle).value;
    if (CompareFolded(table_.Text(table_.Get<KeyRow>(Section::kKeys, key).name),
                      wanted) < 0) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

Key Catalogue::operator[](KeyId key) const {
  const auto row = table_.Get<KeyRow>(Section::kKeys, key.index);
  return {.name = table_.Text(row.name),
          .type = static_cast<KeyType>(row.type),
          .also = row.also == 0
                      ? std::nullopt
                      : std::optional(static_cast<KeyType>(row.also - 1)),
          .multivalued = (row.flags & 1U) != 0,
          .global = (row.flags & 2U) != 0,
          .sensitive = (row.flags & 4U) != 0,
          .legacy = (row.flags & 8U) != 0,
          .family = (row.flags & 16U) != 0};
}

}  // namespace iamgen::catalog

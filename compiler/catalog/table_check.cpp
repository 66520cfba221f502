// Knows everything that looking things up relies on.
#include "catalog/table_check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "catalog/document_code.h"
#include "catalog/folding.h"
#include "catalog/json_shape.h"
#include "catalog/managed_policy.h"
#include "catalog/section_writer.h"
#include "catalog/table.h"
#include "catalog/text_pool.h"

namespace iamgen::catalog {
namespace {

constexpr std::string_view kDamaged = "is damaged";

// INVARIANT: every section is inside the bytes.
class Checker {
 public:
  explicit Checker(const Table& table) : table_(table) {}

  bool IsSound() {
    return HasRows() && Lists() && IsText(table_.header().date) && Services() &&
           Actions() && Shapes() && Types() && Keys() && Others() &&
           Operations() && Words() && Policies();
  }

 private:
  [[nodiscard]] std::uint32_t Count(Section section) const {
    return table_.Count(section);
  }

  // Those of sections whose last row only says where the one before it ends.
  [[nodiscard]] std::uint32_t Rows(Section section) const {
    return Count(section) - 1;
  }

  [[nodiscard]] bool HasRows() const {
    return Count(Section::kServices) > 0 && Count(Section::kLists) > 1 &&
           Count(Section::kResourceTypes) > 0 &&
           Count(Section::kOperations) > 0;
  }

  [[nodiscard]] bool IsInText(std::uint32_t text) const {
    return (text >> 8U) + (text & 0xFFU) <= Count(Section::kText);
  }

  [[nodiscard]] bool IsText(std::uint32_t text) const {
    return IsInText(text) && TextPool::CanHold(table_.Text(text));
  }

  template <typename Row, typename Look>
  [[nodiscard]] bool All(Section section, std::uint32_t count,
                         Look look) const {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!look(table_.Get<Row>(section, i))) {
        return false;
      }
    }
    return true;
  }

  // Whether names of rows are texts and go up, in [first, last).
  template <typename Row>
  [[nodiscard]] bool GoUp(Section section, std::uint32_t first,
                          std::uint32_t last) const {
    std::string_view before;
    for (std::uint32_t i = first; i < last; ++i) {
      const auto row = table_.Get<Row>(section, i);
      if (!IsText(row.name)) {
        return false;
      }
      const std::string_view name = table_.Text(row.name);
      if (i > first && CompareFolded(before, name) >= 0) {
        return false;
      }
      before = name;
    }
    return true;
  }

  // Whether the ranges that rows begin are one after the other and fill
  // [0, end).
  template <typename Row>
  [[nodiscard]] bool Fill(Section section, std::uint32_t Row::*first,
                          std::uint32_t end) const {
    std::uint32_t before = 0;
    const std::uint32_t count = Count(section);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t at = table_.Get<Row>(section, i).*first;
      if (at < before || (i == 0 && at != 0)) {
        return false;
      }
      before = at;
    }
    return before == end;
  }

  // What the elements of a list may be at most.
  [[nodiscard]] bool Lists() {
    if (!Fill(Section::kLists, &TextRow::value, Count(Section::kElements)) ||
        table_.Get<TextRow>(Section::kLists, 1).value != 0) {
      return false;
    }
    // The largest number in each.
    for (std::uint32_t list = 0; list < Rows(Section::kLists); ++list) {
      std::uint32_t most = 0;
      std::uint32_t most_type = 0;
      const std::uint32_t end =
          table_.Get<TextRow>(Section::kLists, list + 1).value;
      for (std::uint32_t i = table_.Get<TextRow>(Section::kLists, list).value;
           i < end; ++i) {
        const std::uint32_t element =
            table_.Get<ElementRow>(Section::kElements, i).value;
        most = std::max(most, element + 1);
        most_type = std::max(most_type, (element & ~unsigned{kRequired}) + 1);
      }
      ends_.push_back(most);
      type_ends_.push_back(most_type);
    }
    return true;
  }

  [[nodiscard]] bool IsList(std::uint32_t list, std::uint32_t end) const {
    return list < ends_.size() && ends_[list] <= end;
  }

  [[nodiscard]] bool IsKeyList(std::uint32_t list) const {
    return IsList(list, Count(Section::kKeys));
  }

  [[nodiscard]] std::uint32_t SizeOfList(std::uint32_t list) const {
    return table_.Get<TextRow>(Section::kLists, list + 1).value -
           table_.Get<TextRow>(Section::kLists, list).value;
  }

  [[nodiscard]] bool AreKeyLists(std::uint32_t list) const {
    if (!IsList(list, static_cast<std::uint32_t>(ends_.size()))) {
      return false;
    }
    const std::uint32_t first =
        table_.Get<TextRow>(Section::kLists, list).value;
    for (std::uint32_t i = 0; i < SizeOfList(list); ++i) {
      if (!IsKeyList(
              table_.Get<ElementRow>(Section::kElements, first + i).value)) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool Services() const {
    const std::uint32_t count = Rows(Section::kServices);
    return GoUp<ServiceRow>(Section::kServices, 0, count) &&
           Fill(Section::kServices, &ServiceRow::first_action,
                Count(Section::kActions)) &&
           Fill(Section::kServices, &ServiceRow::first_type,
                Rows(Section::kResourceTypes)) &&
           All<ServiceRow>(Section::kServices, count,
                           [&](const ServiceRow& row) {
                             return IsPlainName(table_.Text(row.name)) &&
                                    IsText(row.title) && IsKeyList(row.keys);
                           });
  }

  // Whether each row says of which service it is, and the names of a service
  // go up.
  template <typename Row>
  [[nodiscard]] bool AreOfServices(Section section,
                                   std::uint32_t ServiceRow::*first) const {
    for (std::uint32_t service = 0; service < Rows(Section::kServices);
         ++service) {
      const std::uint32_t begin =
          table_.Get<ServiceRow>(Section::kServices, service).*first;
      const std::uint32_t end =
          table_.Get<ServiceRow>(Section::kServices, service + 1).*first;
      if (!GoUp<Row>(section, begin, end)) {
        return false;
      }
      for (std::uint32_t i = begin; i < end; ++i) {
        if (table_.Get<Row>(section, i).service != service) {
          return false;
        }
      }
    }
    return true;
  }

  [[nodiscard]] bool Actions() const {
    return AreOfServices<ActionRow>(Section::kActions,
                                    &ServiceRow::first_action) &&
           All<ActionRow>(Section::kActions, Count(Section::kActions),
                          [&](const ActionRow& row) {
                            return IsPlainName(table_.Text(row.name)) &&
                                   row.shape < Count(Section::kShapes);
                          });
  }

  [[nodiscard]] bool Shapes() const {
    const std::uint32_t types = Rows(Section::kResourceTypes);
    return All<ShapeRow>(
        Section::kShapes, Count(Section::kShapes), [&](const ShapeRow& row) {
          return row.level <= 4 && row.permission_only <= 1 &&
                 row.resources < type_ends_.size() &&
                 type_ends_[row.resources] <= types && IsKeyList(row.keys) &&
                 AreKeyLists(row.resource_keys) &&
                 (row.resource_keys == 0 ||
                  SizeOfList(row.resource_keys) == SizeOfList(row.resources)) &&
                 IsList(row.depends, Count(Section::kActions));
        });
  }

  [[nodiscard]] bool Types() const {
    return AreOfServices<ResourceTypeRow>(Section::kResourceTypes,
                                          &ServiceRow::first_type) &&
           Fill(Section::kResourceTypes, &ResourceTypeRow::first_arn,
                Count(Section::kArns)) &&
           All<ResourceTypeRow>(Section::kResourceTypes,
                                Rows(Section::kResourceTypes),
                                [&](const ResourceTypeRow& row) {
                                  return IsKeyList(row.keys);
                                }) &&
           AreTexts(Section::kArns);
  }

  [[nodiscard]] bool AreTexts(Section section) const {
    return All<TextRow>(section, Count(section),
                        [&](const TextRow& row) { return IsText(row.value); });
  }

  [[nodiscard]] bool Keys() const {
    const std::uint32_t count = Count(Section::kKeys);
    return GoUp<KeyRow>(Section::kKeys, 0, count) &&
           All<KeyRow>(Section::kKeys, count,
                       [](const KeyRow& row) {
                         return row.type <= 6 && row.also <= 7 &&
                                row.flags < 0x20;
                       }) &&
           All<ElementRow>(
               Section::kFamilies, Count(Section::kFamilies),
               [&](const ElementRow& row) { return row.value < count; });
  }

  [[nodiscard]] bool Others() const {
    const std::uint32_t count = Count(Section::kOtherActions);
    return GoUp<OtherActionRow>(Section::kOtherActions, 0, count) &&
           All<OtherActionRow>(
               Section::kOtherActions, count,
               [](const OtherActionRow& row) { return row.status <= 1; });
  }

  [[nodiscard]] bool Operations() const {
    return GoUp<OperationRow>(Section::kOperations, 0,
                              Rows(Section::kOperations)) &&
           Fill(Section::kOperations, &OperationRow::first_action,
                Count(Section::kOperationActions)) &&
           AreTexts(Section::kOperationActions);
  }

  [[nodiscard]] std::string_view Bytes(Section section,
                                       std::uint32_t from) const {
    return {reinterpret_cast<const char*>(table_.At(section, from)),
            Count(section) - from};
  }

  [[nodiscard]] bool IsWord(std::uint32_t word) const {
    const std::uint32_t place = PlaceOf(word);
    if (KindOf(word) == WordKind::kAction) {
      return place < Count(Section::kActions);
    }
    if (KindOf(word) > WordKind::kAction ||
        place >= Count(Section::kDocumentText)) {
      return false;
    }
    std::string_view rest = Bytes(Section::kDocumentText, place);
    const auto size = TakeNumber(rest);
    if (!size || *size > rest.size()) {
      return false;
    }
    const std::string_view text = rest.substr(0, *size);
    return KindOf(word) == WordKind::kText ? IsJsonString(text)
                                           : IsJsonNumber(text);
  }

  [[nodiscard]] bool Words() const {
    return All<TextRow>(Section::kWords, Count(Section::kWords),
                        [&](const TextRow& row) { return IsWord(row.value); });
  }

  [[nodiscard]] bool IsDocument(std::uint32_t from) const {
    if (from >= Count(Section::kDocuments)) {
      return false;
    }
    std::string_view rest = Bytes(Section::kDocuments, from);
    JsonShape shape;
    while (!shape.done()) {
      const auto number = TakeNumber(rest);
      if (!number || *number == static_cast<std::uint32_t>(Piece::kString)) {
        return false;
      }
      auto piece = static_cast<Piece>(*number);
      if (*number >= kFirstWord) {
        const std::uint32_t word = *number - kFirstWord;
        if (word >= Count(Section::kWords)) {
          return false;
        }
        piece = KindOf(table_.Get<TextRow>(Section::kWords, word).value) ==
                        WordKind::kNumber
                    ? Piece::kNumber
                    : Piece::kString;
      }
      if (!shape.Take(piece)) {
        return false;
      }
    }
    return true;
  }

  // Its name; empty where it is not sound.
  [[nodiscard]] std::string_view NameOf(const PolicyRow& row) const {
    if (!IsText(row.text) || !IsText(row.partitions) || !IsText(row.version) ||
        !IsText(row.updated) || row.state > 3 ||
        (row.document != kNoDocument && !IsDocument(row.document))) {
      return {};
    }
    const std::string_view text = table_.Text(row.text);
    if (row.name_size > text.size()) {
      return {};
    }
    // The path has a slash at both ends, or is one.
    const std::string_view front = text.substr(0, text.size() - row.name_size);
    const bool has_path =
        front.size() > kManagedArn.size() && front.starts_with(kManagedArn) &&
        front[kManagedArn.size()] == '/' && front.ends_with('/');
    return front.empty() || has_path ? text.substr(front.size())
                                     : std::string_view();
  }

  [[nodiscard]] bool Policies() const {
    std::string_view before;
    return All<PolicyRow>(Section::kPolicies, Count(Section::kPolicies),
                          [&](const PolicyRow& row) {
                            const std::string_view name = NameOf(row);
                            const bool sound = before < name;
                            before = name;
                            return sound;
                          });
  }

  const Table& table_;
  // One past the largest element of each list, and the same as types.
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint32_t> type_ends_;
};

bool SectionsAreInside(std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data()) +
                   kMagic.size() + SizeOf<Header>();
  for (std::size_t i = 0; i < kSections; ++i) {
    const auto place = ReadRow<SectionPlace>(at);
    if (place.offset < kTableStart ||
        place.offset + std::uint64_t{place.count} * kRowSizes[i] >
            bytes.size()) {
      return false;
    }
    at += SizeOf<SectionPlace>();
  }
  return true;
}

}  // namespace

std::optional<std::string> FaultOf(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) {
    return "is no catalogue of iamgen";
  }
  if (bytes.size() < kTableStart) {
    return std::string(kDamaged);
  }
  const auto header = ReadRow<Header>(
      reinterpret_cast<const unsigned char*>(bytes.data()) + kMagic.size());
  if (header.version != kTableVersion) {
    return "has format " + std::to_string(header.version) +
           ", and this iamgen reads format " + std::to_string(kTableVersion);
  }
  if (header.size != bytes.size() || header.checksum != ChecksumOf(bytes) ||
      !SectionsAreInside(bytes)) {
    return std::string(kDamaged);
  }
  const Table table(bytes);
  if (!Checker(table).IsSound()) {
    return std::string(kDamaged);
  }
  return std::nullopt;
}

}  // namespace iamgen::catalog

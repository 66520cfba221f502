// Knows the form of a region's name: prefix, direction and number.
#include "catalog/partition.h"

#include <algorithm>
#include <cstddef>

namespace iamgen::catalog {
namespace {

template <typename Row>
const Row* FindByName(std::span<const Row> rows, std::string_view name) {
  const auto row = std::ranges::lower_bound(rows, name, {}, &Row::name);
  return row != rows.end() && row->name == name ? &*row : nullptr;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsWordCharacter(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         c == '_';
}

// "-west-1": what follows the prefix.
bool IsDirectionAndNumber(std::string_view text) {
  if (!text.starts_with('-')) {
    return false;
  }
  text.remove_prefix(1);
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) {
    return false;
  }
  const std::string_view direction = text.substr(0, dash);
  const std::string_view number = text.substr(dash + 1);
  return !direction.empty() && !number.empty() &&
         std::ranges::all_of(direction, IsWordCharacter) &&
         std::ranges::all_of(number, IsDigit);
}

bool HasRegionForm(const Partition& partition, std::string_view region) {
  std::string_view prefixes = partition.region_prefixes;
  while (!prefixes.empty()) {
    const std::string_view prefix = prefixes.substr(0, prefixes.find(' '));
    if (region.starts_with(prefix) &&
        IsDirectionAndNumber(region.substr(prefix.size()))) {
      return true;
    }
    prefixes.remove_prefix(std::min(prefix.size() + 1, prefixes.size()));
  }
  return false;
}

}  // namespace

const Partition* FindPartition(std::string_view name) {
  return FindByName(Partitions(), name);
}

const Region* FindRegion(std::string_view name) {
  return FindByName(Regions(), name);
}

const Partition* PartitionOfRegion(std::string_view region) {
  if (const Region* known = FindRegion(region)) {
    return FindPartition(known->partition);
  }
  for (const Partition& partition : Partitions()) {
    if (HasRegionForm(partition, region)) {
      return &partition;
    }
  }
  return nullptr;
}

std::vector<std::string_view> PartitionNames() {
  std::vector<std::string_view> names;
  for (const Partition& partition : Partitions()) {
    names.push_back(partition.name);
  }
  return names;
}

std::vector<std::string_view> RegionNames(std::string_view partition) {
  std::vector<std::string_view> names;
  for (const Region& region : Regions()) {
    if (partition.empty() || region.partition == partition) {
      names.push_back(region.name);
    }
  }
  return names;
}

}  // namespace iamgen::catalog

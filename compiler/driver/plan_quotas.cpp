// Lays the uses out in columns.
#include "driver/plan_quotas.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace iamgen::driver {
namespace {

using analysis::Usage;
using writers::Map;
using writers::Text;

std::string Percent(const Usage& one) {
  return one.percent() == 0 ? "<1%" : std::to_string(one.percent()) + "%";
}

std::string Amount(const Usage& one) {
  return Grouped(one.used) + " of " + Grouped(one.most);
}

std::string Where(const Usage& one, const model::Topology& topology) {
  return (one.entity.empty() ? "" : one.entity + " in ") +
         topology.accounts[one.account].alias;
}

// Set right in a column of a width.
std::string Right(const std::string& text, std::size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

constexpr std::size_t kPercentWidth = 4;

std::size_t AmountWidth(const std::vector<Usage>& usages) {
  std::size_t width = 0;
  for (const Usage& one : usages) {
    width = std::max(width, Amount(one).size());
  }
  return width;
}

std::string Line(const Usage& one, const model::Topology& topology,
                 std::size_t width) {
  return Right(Percent(one), kPercentWidth) + "  " + Right(Amount(one), width) +
         "  " + Where(one, topology) + "\n";
}

std::string FullestAsText(const std::vector<Usage>& usages,
                          const model::Topology& topology) {
  std::string text = "\nFullest of each IAM quota\n";
  std::size_t names = 0;
  for (const Usage& one : usages) {
    names = std::max(names, one.quota.size());
  }
  const std::size_t width = AmountWidth(usages);
  for (const Usage& one : usages) {
    text += "  " + std::string(one.quota) +
            std::string(names - one.quota.size() + 1, ' ') +
            Line(one, topology, width);
  }
  return text;
}

std::string AllAsText(std::vector<Usage> usages,
                      const model::Topology& topology) {
  std::string text = "\nUses of IAM's quotas\n";
  const std::size_t width = AmountWidth(usages);
  for (auto first = usages.begin(); first != usages.end();) {
    const auto last = std::find_if(first, usages.end(), [&](const Usage& one) {
      return one.quota != first->quota;
    });
    std::stable_sort(first, last, [](const Usage& left, const Usage& right) {
      return left.used > right.used;
    });
    text += "  " + std::string(first->quota) + "\n";
    for (; first != last; ++first) {
      text += "   " + Line(*first, topology, width);
    }
  }
  return text;
}

}  // namespace

std::string Grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string QuotasAsText(const std::vector<Usage>& usages,
                         const model::Topology& topology, QuotaLines lines) {
  if (usages.empty()) {
    return "";
  }
  return lines == QuotaLines::kAll
             ? AllAsText(usages, topology)
             : FullestAsText(analysis::FullestOf(usages), topology);
}

writers::Value QuotasAsValue(const std::vector<Usage>& usages,
                             const model::Topology& topology) {
  const auto number = [](std::size_t value) {
    return writers::Value{static_cast<std::int64_t>(value)};
  };
  writers::List list;
  for (const Usage& one : usages) {
    Map map;
    map.push_back({.key = "quota", .value = {Text(one.quota)}});
    if (!one.entity.empty()) {
      map.push_back({.key = "entity", .value = {Text(one.entity)}});
    }
    map.push_back({.key = "account",
                   .value = {Text(topology.accounts[one.account].alias)}});
    map.push_back({.key = "used", .value = number(one.used)});
    map.push_back({.key = "most", .value = number(one.most)});
    map.push_back({.key = "percent", .value = number(one.percent())});
    list.push_back({std::move(map)});
  }
  return {std::move(list)};
}

}  // namespace iamgen::driver

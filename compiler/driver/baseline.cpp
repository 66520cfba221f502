// Writes a baseline so that versions of it compare line by line, and reads it
// without trust: it is a file that people merge by hand.
#include "driver/baseline.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "diag/json_text.h"
#include "diag/source.h"

namespace iamgen::driver {
namespace {

using Json = nlohmann::json;

// A text member, "" where there is none; false where it is something else.
bool ReadText(const Json& entry, const char* key, std::string& text) {
  const auto found = entry.find(key);
  if (found == entry.end()) {
    return true;
  }
  if (!found->is_string()) {
    return false;
  }
  text = found->get<std::string>();
  return true;
}

bool ReadCount(const Json& entry, std::size_t& count) {
  const auto found = entry.find("count");
  if (found == entry.end()) {
    return true;
  }
  if (!found->is_number_unsigned()) {
    return false;
  }
  count = found->get<std::size_t>();
  // As many as nobody has: sums stay sums.
  constexpr std::size_t kMost = 1'000'000'000;
  return count > 0 && count <= kMost;
}

// "b.json:3:7: ".
std::string PlaceIn(const std::string& path, const std::string& text,
                    std::size_t byte) {
  const diag::Position at =
      diag::Source(path, text)
          .PositionOf(static_cast<std::uint32_t>(byte == 0 ? 0 : byte - 1));
  return path + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column) + ": ";
}

}  // namespace

support::Result<Baseline> Baseline::Parse(const std::string& path,
                                          const std::string& text) {
  Json whole;
  try {
    whole = Json::parse(text);
  } catch (const Json::parse_error& error) {
    return support::Failure{PlaceIn(path, text, error.byte) +
                            "the baseline is not JSON from here on"};
  }
  if (!whole.is_object() || !whole.contains("format_version") ||
      !whole.contains("findings") || !whole["findings"].is_array()) {
    return support::Failure{path +
                            ": is no baseline, which --write-baseline writes"};
  }
  if (whole["format_version"] != 1) {
    return support::Failure{
        path + ": is a baseline of format " +
        whole["format_version"].dump(-1, ' ', false,
                                     Json::error_handler_t::replace) +
        ", and this iamgen reads format 1"};
  }
  Baseline baseline;
  std::size_t number = 0;
  for (const Json& entry : whole["findings"]) {
    ++number;
    diag::FindingKey key;
    std::size_t count = 1;
    if (!entry.is_object() || !ReadText(entry, "rule", key.rule) ||
        key.rule.empty() || !ReadText(entry, "entity", key.entity) ||
        !ReadText(entry, "account", key.account) || !ReadCount(entry, count)) {
      return support::Failure{
          path + ": entry " + std::to_string(number) +
          " of `findings` is not {\"rule\": TEXT, \"entity\": TEXT, "
          "\"account\": TEXT, \"count\": NUMBER}"};
    }
    baseline.counts_[std::move(key)] += count;
  }
  return baseline;
}

bool Baseline::Take(const diag::Diagnostic& finding) {
  const auto found = counts_.find(KeyOf(finding));
  if (found == counts_.end()) {
    return false;
  }
  if (--found->second == 0) {
    counts_.erase(found);
  }
  return true;
}

std::size_t Baseline::size() const {
  std::size_t all = 0;
  for (const auto& [key, count] : counts_) {
    all += count;
  }
  return all;
}

std::string Baseline::Text() const {
  std::string text = "{\"format_version\":1,\"findings\":";
  {
    diag::JsonList list(text, true);
    for (const auto& [key, count] : counts_) {
      list.Next();
      diag::JsonObject entry(text);
      entry.Text("rule", key.rule);
      if (!key.entity.empty()) {
        entry.Text("entity", key.entity);
      }
      if (!key.account.empty()) {
        entry.Text("account", key.account);
      }
      entry.Number("count", count);
    }
  }
  return text + "}\n";
}

}  // namespace iamgen::driver

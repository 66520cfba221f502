// Knows how pages of the catalogue are laid out.
#include "driver/catalog_page.h"

#include <algorithm>

#include "diag/render.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::string_view kIndent = "  ";

}  // namespace

void PageText::Line(std::string_view line) { text_.append(line).append("\n"); }

void PageText::Heading(std::string_view heading) {
  text_ += '\n';
  Line(heading);
}

void PageText::Rows(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], diag::DisplayWidth(row[i]));
    }
  }
  for (const auto& row : rows) {
    std::string line(kIndent);
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      line.append(widths[i] - diag::DisplayWidth(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    Line(line);
  }
}

void PageText::Words(const std::vector<std::string>& words) {
  std::string line(kIndent);
  for (const std::string& word : words) {
    if (line.size() > kIndent.size() &&
        line.size() + 1 + word.size() > kWidth) {
      Line(line);
      line = kIndent;
    }
    line += (line.size() > kIndent.size() ? " " : "") + word;
  }
  if (!words.empty()) {
    Line(line);
  }
}

writers::Value TextValue(std::string_view text) {
  return {writers::Text(text)};
}

writers::Value ListValue(const std::vector<std::string>& texts) {
  writers::List list;
  for (const std::string& text : texts) {
    list.push_back(TextValue(text));
  }
  return {std::move(list)};
}

void AddMember(writers::Map& record, std::string_view key,
               writers::Value value) {
  record.push_back({.key = writers::Text(key), .value = std::move(value)});
}

std::string TypeText(const catalog::Key& key) {
  std::string text = key.multivalued ? "list of " : "";
  text += catalog::NameOf(key.type);
  if (key.also) {
    text.append(" or ").append(catalog::NameOf(*key.also));
  }
  return text;
}

std::vector<std::vector<std::string>> KeyRows(
    const catalog::Catalogue& catalogue, const catalog::KeyList& keys) {
  std::vector<std::vector<std::string>> rows;
  for (const catalog::KeyId id : keys) {
    const catalog::Key key = catalogue[id];
    rows.push_back({std::string(key.name), TypeText(key)});
  }
  return rows;
}

writers::Value KeyNames(const catalog::Catalogue& catalogue,
                        const catalog::KeyList& keys) {
  writers::List names;
  for (const catalog::KeyId key : keys) {
    names.push_back(TextValue(catalogue[key].name));
  }
  return {std::move(names)};
}

support::Failure NotFound(std::string_view what, std::string_view name,
                          const std::vector<std::string_view>& known) {
  std::string message = "there is no ";
  message.append(what).append(" `").append(name).append("`");
  const std::string near = support::DidYouMean(name, known);
  return {near.empty() ? message : message + "; " + near};
}

support::Result<catalog::ServiceId> ServiceOfName(
    const catalog::Catalogue& catalogue, std::string_view what,
    std::string_view name) {
  const std::string_view prefix = name.substr(0, name.find(':'));
  if (const auto service = catalogue.FindService(prefix)) {
    return *service;
  }
  std::vector<std::string_view> prefixes;
  for (const catalog::ServiceId service : catalogue.Services()) {
    prefixes.push_back(catalogue.PrefixOf(service));
  }
  support::Failure failure = NotFound("service", prefix, prefixes);
  failure.message = "there is no " + std::string(what) + " `" +
                    std::string(name) + "`: " + failure.message;
  return failure;
}

}  // namespace iamgen::driver

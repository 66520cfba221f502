// Counts the resource types of actions.
#include "analysis/resource_forms.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "analysis/statement_lines.h"
#include "policy/arn_formats.h"

namespace iamgen::analysis {
namespace {

constexpr std::size_t kMostForms = 3;

// By how many of the actions; the most first.
std::vector<std::pair<std::uint32_t, std::size_t>> TypesOf(
    const std::vector<catalog::ActionId>& actions,
    const catalog::Catalogue& catalogue) {
  std::map<std::uint32_t, std::size_t> counts;
  for (const catalog::ActionId action : actions) {
    const auto uses = catalogue.ResourcesOf(action);
    const bool needs = std::any_of(
        uses.begin(), uses.end(),
        [](const catalog::ResourceUse& use) { return use.required; });
    for (const catalog::ResourceUse& use : uses) {
      if (use.required == needs) {
        ++counts[use.type.index];
      }
    }
  }
  std::vector<std::pair<std::uint32_t, std::size_t>> types(counts.begin(),
                                                           counts.end());
  std::stable_sort(
      types.begin(), types.end(),
      [](const auto& a, const auto& b) { return a.second > b.second; });
  return types;
}

std::ptrdiff_t CountSeparators(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return c == '/' || c == ':'; });
}

}  // namespace

ResourceForms FormsFor(const std::vector<catalog::ActionId>& actions,
                       const catalog::Catalogue& catalogue) {
  ResourceForms forms;
  for (const auto& [type, count] : TypesOf(actions, catalogue)) {
    std::string form =
        FillableForm(*catalogue.ArnsOf(catalog::ResourceTypeId{type}).begin());
    if (form.empty()) {
      continue;
    }
    const bool known = std::find(forms.arns.begin(), forms.arns.end(), form) !=
                       forms.arns.end();
    if (!known && forms.arns.size() == kMostForms) {
      ++forms.more;
      continue;
    }
    forms.types.insert(type);
    if (!known) {
      forms.arns.push_back(std::move(form));
    }
  }
  return forms;
}

bool NamesType(const policy::ParsedStatement& statement,
               catalog::ResourceTypeId type,
               const catalog::Catalogue& catalogue) {
  for (const policy::ParsedResource& one : statement.resources) {
    const policy::ResourcePattern pattern = policy::PatternOf(one.value->text);
    for (const policy::ArnFormat& format :
         policy::ArnFormats::Of(catalogue).OfType(type)) {
      // `table/*` reaches indexes, and does not mean them.
      if (pattern.has_fields && policy::Meet(pattern, format) &&
          CountSeparators(pattern.resource) ==
              CountSeparators(format.resource)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace iamgen::analysis

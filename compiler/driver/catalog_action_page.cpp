// `iamgen catalog action`.
#include <algorithm>
#include <array>
#include <string>

#include "catalog/action_set.h"
#include "driver/catalog_page.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using catalog::ActionId;
using catalog::Catalogue;

PageResult PatternPage(const Catalogue& catalogue, std::string_view pattern) {
  catalog::ActionSet actions(catalogue);
  catalogue.Expand(pattern, actions);
  if (actions.empty()) {
    return support::Failure{"`" + std::string(pattern) + "` covers no action"};
  }
  std::vector<std::vector<std::string>> rows;
  writers::List records;
  actions.ForEach([&](ActionId action) {
    const std::string name = catalogue.FullNameOf(action);
    const std::string_view level = catalog::NameOf(catalogue.LevelOf(action));
    rows.push_back({name, std::string(level)});
    writers::Map record;
    AddMember(record, "action", TextValue(name));
    AddMember(record, "level", TextValue(level));
    records.push_back({std::move(record)});
  });
  CatalogPage page;
  PageText text;
  text.Line(std::string(pattern) + " covers " +
            support::Count(actions.size(), "action"));
  text.Rows(rows);
  page.text = text.Take();
  AddMember(page.record, "pattern", TextValue(pattern));
  AddMember(page.record, "actions", {std::move(records)});
  return page;
}

// Why something that looks like an action is none.
support::Failure NoAction(const Catalogue& catalogue, std::string_view name) {
  if (const auto status = catalogue.FindOtherAction(name)) {
    return {*status == catalog::OtherStatus::kRetired
                ? "AWS no longer has the action `" + std::string(name) + "`"
                : "`" + std::string(name) +
                      "` is in policies of AWS, which does not document it"};
  }
  if (const auto operation = catalogue.FindOperation(name)) {
    std::vector<std::string> actions(operation->actions.begin(),
                                     operation->actions.end());
    return {"`" + std::string(operation->name) +
            "` is an API operation and no action" +
            (actions.empty() ? std::string()
                             : "; it takes " + support::QuotedList(actions))};
  }
  if (name.find(':') == std::string_view::npos) {
    std::vector<std::string> found;
    for (const catalog::ServiceId service : catalogue.Services()) {
      if (const auto action = catalogue.FindAction(service, name)) {
        found.push_back(catalogue.FullNameOf(*action));
      }
    }
    return {"`" + std::string(name) + "` has no service before it" +
            (found.empty() ? "; an action looks like `s3:GetObject`"
                           : ": there is " + support::QuotedList(found))};
  }
  const auto service = ServiceOfName(catalogue, "action", name);
  if (!service) {
    return {service.message()};
  }
  std::vector<std::string> names;
  for (const ActionId action : catalogue.ActionsOf(*service)) {
    names.push_back(catalogue.FullNameOf(action));
  }
  return NotFound("action", name, {names.begin(), names.end()});
}

// The resource types with their ARNs, and what the mark means.
void AddResources(const Catalogue& catalogue, ActionId action, PageText& text,
                  writers::Map& record) {
  const catalog::ResourceUses uses = catalogue.ResourcesOf(action);
  std::vector<std::vector<std::string>> rows;
  writers::List records;
  bool required = false;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    std::string type(catalogue.NameOf(uses[i].type));
    writers::Map one;
    AddMember(one, "type", TextValue(type));
    AddMember(one, "required", {uses[i].required});
    required = required || uses[i].required;
    type += uses[i].required ? "*" : "";
    std::vector<std::string> arns;
    for (const std::string_view arn : catalogue.ArnsOf(uses[i].type)) {
      rows.push_back({arns.empty() ? type : "", std::string(arn)});
      arns.emplace_back(arn);
    }
    AddMember(one, "arns", ListValue(arns));
    AddMember(one, "keys", KeyNames(catalogue, catalogue.KeysOf(action, i)));
    records.push_back({std::move(one)});
  }
  AddMember(record, "resources", {std::move(records)});
  if (uses.empty()) {
    text.Heading("works on `*` only");
    return;
  }
  text.Heading(required ? "resource types, those with * required"
                        : "resource types");
  text.Rows(rows);
}

void AddKeys(const Catalogue& catalogue, ActionId action, PageText& text,
             writers::Map& record) {
  const catalog::KeyList keys = catalogue.KeysOf(action);
  AddMember(record, "keys", KeyNames(catalogue, keys));
  if (!keys.empty()) {
    text.Heading("condition keys");
    text.Rows(KeyRows(catalogue, keys));
  }
  const catalog::ResourceUses uses = catalogue.ResourcesOf(action);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const catalog::KeyList own = catalogue.KeysOf(action, i);
    if (!own.empty()) {
      text.Heading("condition keys with " +
                   std::string(catalogue.NameOf(uses[i].type)));
      text.Rows(KeyRows(catalogue, own));
    }
  }
}

}  // namespace

PageResult ActionPage(const Catalogue& catalogue, std::string_view name) {
  if (name.find_first_of("*?") != std::string_view::npos) {
    return PatternPage(catalogue, name);
  }
  const auto action = catalogue.FindAction(name);
  if (!action) {
    return NoAction(catalogue, name);
  }
  CatalogPage page;
  PageText text;
  const catalog::ServiceId service = catalogue.ServiceOf(*action);
  const std::string_view level = catalog::NameOf(catalogue.LevelOf(*action));
  const bool permission_only = catalogue.IsPermissionOnly(*action);
  text.Line(catalogue.FullNameOf(*action));
  text.Line(std::string(catalogue.NameOf(service)) + ", " + std::string(level) +
            (permission_only ? ", a permission without an operation" : ""));
  writers::Map& record = page.record;
  AddMember(record, "action", TextValue(catalogue.FullNameOf(*action)));
  AddMember(record, "service", TextValue(catalogue.NameOf(service)));
  AddMember(record, "level", TextValue(level));
  AddMember(record, "permission_only", {permission_only});
  AddResources(catalogue, *action, text, record);
  AddKeys(catalogue, *action, text, record);
  std::vector<std::string> depends;
  for (const ActionId other : catalogue.DependsOn(*action)) {
    depends.push_back(catalogue.FullNameOf(other));
  }
  if (!depends.empty()) {
    text.Heading("a call may need, too");
    text.Words(depends);
  }
  AddMember(record, "depends", ListValue(depends));
  page.text = text.Take();
  return page;
}

}  // namespace iamgen::driver

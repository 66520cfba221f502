// `iamgen catalog service` and `iamgen catalog resource`.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "driver/catalog_page.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using catalog::Catalogue;
using catalog::ResourceTypeId;
using catalog::ServiceId;

std::optional<ServiceId> FindByName(const Catalogue& catalogue,
                                    std::string_view name) {
  if (const auto service = catalogue.FindService(name)) {
    return service;
  }
  for (const ServiceId service : catalogue.Services()) {
    if (support::EqualIgnoringCase(catalogue.NameOf(service), name)) {
      return service;
    }
  }
  return std::nullopt;
}

std::vector<std::string> ArnsOf(const Catalogue& catalogue,
                                ResourceTypeId type) {
  const catalog::TextList arns = catalogue.ArnsOf(type);
  return {arns.begin(), arns.end()};
}

void AddActions(const Catalogue& catalogue, ServiceId service, PageText& text,
                writers::Map& record) {
  using enum catalog::AccessLevel;
  writers::Map levels;
  for (const catalog::AccessLevel level :
       {kList, kRead, kWrite, kTagging, kPermissionsManagement}) {
    std::vector<std::string> names;
    for (const catalog::ActionId action : catalogue.ActionsOf(service)) {
      if (catalogue.LevelOf(action) == level) {
        names.emplace_back(catalogue.NameOf(action));
      }
    }
    if (!names.empty()) {
      text.Heading(std::string(catalog::NameOf(level)) + ", " +
                   support::Count(names.size(), "action"));
      text.Words(names);
    }
    AddMember(levels, catalog::NameOf(level), ListValue(names));
  }
  AddMember(record, "actions", {std::move(levels)});
}

void AddTypes(const Catalogue& catalogue, ServiceId service, PageText& text,
              writers::Map& record) {
  std::vector<std::vector<std::string>> rows;
  writers::Map types;
  for (const ResourceTypeId type : catalogue.ResourceTypesOf(service)) {
    const std::vector<std::string> arns = ArnsOf(catalogue, type);
    for (const std::string& arn : arns) {
      rows.push_back({&arn == arns.data() ? std::string(catalogue.NameOf(type))
                                          : std::string(),
                      arn});
    }
    AddMember(types, catalogue.NameOf(type), ListValue(arns));
  }
  if (!rows.empty()) {
    text.Heading("resource types");
    text.Rows(rows);
  }
  AddMember(record, "resource_types", {std::move(types)});
}

// Of a resource type: the actions that work on it.
std::vector<std::string> ActionsOn(const Catalogue& catalogue,
                                   ResourceTypeId type) {
  std::vector<std::string> names;
  for (const catalog::ActionId action :
       catalogue.ActionsOf(catalogue.ServiceOf(type))) {
    for (const catalog::ResourceUse use : catalogue.ResourcesOf(action)) {
      if (use.type == type) {
        names.emplace_back(catalogue.NameOf(action));
      }
    }
  }
  return names;
}

void AddType(const Catalogue& catalogue, ResourceTypeId type, PageText& text,
             writers::Map& record) {
  const std::string name =
      std::string(catalogue.PrefixOf(catalogue.ServiceOf(type))) + ':' +
      std::string(catalogue.NameOf(type));
  const std::vector<std::string> arns = ArnsOf(catalogue, type);
  const std::vector<std::string> actions = ActionsOn(catalogue, type);
  text.Line(name);
  for (const std::string& arn : arns) {
    text.Line("  " + arn);
  }
  if (!catalogue.KeysOf(type).empty()) {
    text.Heading("condition keys");
    text.Rows(KeyRows(catalogue, catalogue.KeysOf(type)));
  }
  if (!actions.empty()) {
    text.Heading("actions");
    text.Words(actions);
  }
  AddMember(record, "resource", TextValue(name));
  AddMember(record, "arns", ListValue(arns));
  AddMember(record, "keys", KeyNames(catalogue, catalogue.KeysOf(type)));
  AddMember(record, "actions", ListValue(actions));
}

}  // namespace

PageResult ServicePage(const Catalogue& catalogue, std::string_view name) {
  const auto service = FindByName(catalogue, name);
  if (!service) {
    std::vector<std::string_view> known;
    for (const ServiceId one : catalogue.Services()) {
      known.push_back(catalogue.PrefixOf(one));
      known.push_back(catalogue.NameOf(one));
    }
    return NotFound("service", name, known);
  }
  CatalogPage page;
  PageText text;
  text.Line(catalogue.PrefixOf(*service));
  text.Line(std::string(catalogue.NameOf(*service)) + ", " +
            support::Count(catalogue.ActionsOf(*service).size(), "action") +
            (catalogue.SupportsRcps(*service)
                 ? ", resource control policies apply"
                 : ""));
  AddMember(page.record, "service", TextValue(catalogue.PrefixOf(*service)));
  AddMember(page.record, "name", TextValue(catalogue.NameOf(*service)));
  AddMember(page.record, "resource_control_policies",
            {catalogue.SupportsRcps(*service)});
  AddActions(catalogue, *service, text, page.record);
  AddTypes(catalogue, *service, text, page.record);
  const catalog::KeyList keys = catalogue.KeysOf(*service);
  if (!keys.empty()) {
    text.Heading("condition keys");
    text.Rows(KeyRows(catalogue, keys));
  }
  AddMember(page.record, "keys", KeyNames(catalogue, keys));
  page.text = text.Take();
  return page;
}

PageResult ResourcePage(const Catalogue& catalogue, std::string_view name) {
  const std::size_t colon = name.find(':');
  std::vector<ResourceTypeId> found;
  std::vector<std::string> known;
  const auto look = [&](ServiceId service, std::string_view type) {
    if (const auto one = catalogue.FindResourceType(service, type)) {
      found.push_back(*one);
    }
    for (const ResourceTypeId one : catalogue.ResourceTypesOf(service)) {
      known.push_back(colon == std::string_view::npos
                          ? std::string(catalogue.NameOf(one))
                          : std::string(catalogue.PrefixOf(service)) + ':' +
                                std::string(catalogue.NameOf(one)));
    }
  };
  if (colon == std::string_view::npos) {
    for (const ServiceId service : catalogue.Services()) {
      look(service, name);
    }
  } else {
    const auto service = ServiceOfName(catalogue, "resource type", name);
    if (!service) {
      return support::Failure{service.message()};
    }
    look(*service, name.substr(colon + 1));
  }
  if (found.empty()) {
    return NotFound("resource type", name, {known.begin(), known.end()});
  }
  CatalogPage page;
  PageText text;
  writers::List records;
  for (const ResourceTypeId type : found) {
    if (type != found.front()) {
      text.Line("");
    }
    writers::Map record;
    AddType(catalogue, type, text, record);
    records.push_back({std::move(record)});
  }
  page.text = text.Take();
  AddMember(page.record, "resources", {std::move(records)});
  return page;
}

}  // namespace iamgen::driver

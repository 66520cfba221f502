// `iamgen catalog key`.
#include <algorithm>
#include <string>

#include "driver/catalog_page.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using catalog::ActionId;
using catalog::Catalogue;
using catalog::KeyId;

bool Holds(const catalog::KeyList& keys, KeyId key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool Supports(const Catalogue& catalogue, ActionId action, KeyId key) {
  if (Holds(catalogue.KeysOf(action), key)) {
    return true;
  }
  const catalog::ResourceUses uses = catalogue.ResourcesOf(action);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (Holds(catalogue.KeysOf(action, i), key) ||
        Holds(catalogue.KeysOf(uses[i].type), key)) {
      return true;
    }
  }
  return false;
}

std::string Traits(const catalog::Key& key) {
  std::string text = TypeText(key);
  text += key.global ? ", global" : "";
  text += key.family ? ", a family of keys" : "";
  text += key.legacy ? ", legacy" : "";
  text += key.sensitive
              ? ", a wildcard in its value gives away what it protects"
              : "";
  return text;
}

}  // namespace

PageResult KeyPage(const Catalogue& catalogue, std::string_view name) {
  // More than this are only counted.
  constexpr std::size_t kMostShown = 100;
  const auto id = catalogue.FindKey(name);
  if (!id) {
    std::vector<std::string_view> known;
    for (const KeyId one : catalogue.Keys()) {
      known.push_back(catalogue[one].name);
    }
    return NotFound("condition key", name, known);
  }
  const catalog::Key key = catalogue[*id];
  std::vector<std::string> services;
  std::vector<std::string> actions;
  for (const catalog::ServiceId service : catalogue.Services()) {
    if (Holds(catalogue.KeysOf(service), *id)) {
      services.emplace_back(catalogue.PrefixOf(service));
    }
    for (const ActionId action : catalogue.ActionsOf(service)) {
      if (Supports(catalogue, action, *id)) {
        actions.push_back(catalogue.FullNameOf(action));
      }
    }
  }
  CatalogPage page;
  PageText text;
  text.Line(key.name);
  text.Line(Traits(key));
  if (!services.empty()) {
    text.Heading("services");
    text.Words(services);
  }
  if (actions.size() > kMostShown) {
    text.Heading(std::to_string(actions.size()) +
                 " actions, which `--format json` lists");
  } else if (!actions.empty()) {
    text.Heading("actions");
    text.Words(actions);
  }
  page.text = text.Take();
  writers::Map& record = page.record;
  AddMember(record, "key", TextValue(key.name));
  AddMember(record, "type", TextValue(catalog::NameOf(key.type)));
  if (key.also) {
    AddMember(record, "also", TextValue(catalog::NameOf(*key.also)));
  }
  AddMember(record, "multivalued", {key.multivalued});
  AddMember(record, "global", {key.global});
  AddMember(record, "sensitive", {key.sensitive});
  AddMember(record, "legacy", {key.legacy});
  AddMember(record, "family", {key.family});
  AddMember(record, "services", ListValue(services));
  AddMember(record, "actions", ListValue(actions));
  return page;
}

}  // namespace iamgen::driver

// Knows what of the older data a newer source does not say.
#include "driver/catalog_merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "support/text.h"

namespace iamgen::driver {
namespace {

using catalog::ActionRecord;
using catalog::Contents;
using catalog::KeyRecord;
using catalog::PolicyRecord;
using catalog::ResourceRecord;
using catalog::ResourceTypeRecord;
using catalog::ServiceRecord;
using support::EqualIgnoringCase;

// Names without their case.
using Names = std::set<std::string, std::less<>>;

bool Has(const Names& names, std::string_view name) {
  return names.contains(support::Lower(name));
}

// Drops what has no name or the name of one before it.
template <typename Record, typename Name>
void KeepFirst(std::vector<Record>& records, Name name) {
  Names seen;
  std::vector<Record> kept;
  for (Record& record : records) {
    if (!name(record).empty() &&
        seen.insert(support::Lower(name(record))).second) {
      kept.push_back(std::move(record));
    }
  }
  records = std::move(kept);
}

class Merger {
 public:
  explicit Merger(Contents& contents) : contents_(contents) {}

  MergeCounts Run(CatalogSources sources) {
    for (ServiceReference& reference : sources.services) {
      AddService(std::move(reference));
    }
    DropDangling();
    for (PolicyRecord& policy : sources.policies) {
      AddPolicy(std::move(policy));
    }
    counts_.services = seen_services_.size();
    counts_.policies = seen_policies_.size();
    return counts_;
  }

 private:
  void AddService(ServiceReference reference) {
    const std::string prefix = support::Lower(reference.prefix);
    if (!seen_services_.insert(prefix).second) {
      return;
    }
    TakeLevels(reference);
    KeepFirst(reference.actions, [](const auto& one) { return one.name; });
    KeepFirst(reference.types, [](const auto& one) { return one.name; });
    KeepFirst(reference.keys, [](const auto& one) { return one.name; });
    KeepFirst(reference.operations,
              [](const auto& one) { return one.operation; });
    AddKeys(reference);
    ReplaceTypes(reference);
    Names actions;
    for (const ActionRecord& action : reference.actions) {
      actions.insert(support::Lower(reference.prefix + ':' + action.name));
    }
    ReplaceActions(reference);
    for (catalog::OperationRecord& operation : reference.operations) {
      if (!Has(actions, operation.operation)) {
        Forget(operation.operation);
        contents_.operations.push_back(std::move(operation));
      }
    }
    auto& services = contents_.services;
    auto service = std::find_if(
        services.begin(), services.end(),
        [&](const auto& one) { return EqualIgnoringCase(one.prefix, prefix); });
    if (service == services.end()) {
      service = services.insert(
          service, {.prefix = reference.prefix, .name = reference.prefix});
      ++counts_.new_services;
    }
    service->keys.clear();
    for (const KeyRecord& key : reference.keys) {
      service->keys.push_back(key.name);
    }
  }

  // What the reference does not say of an action's level, the older data do.
  void TakeLevels(ServiceReference& reference) {
    for (std::size_t i = 0; i < reference.actions.size(); ++i) {
      if (reference.has_level[i]) {
        continue;
      }
      for (const ActionRecord& old : contents_.actions) {
        if (EqualIgnoringCase(old.service, reference.prefix) &&
            EqualIgnoringCase(old.name, reference.actions[i].name)) {
          reference.actions[i].level = old.level;
        }
      }
    }
  }

  void AddKey(const KeyRecord& key) {
    const auto known = std::find_if(
        contents_.keys.begin(), contents_.keys.end(),
        [&](const auto& one) { return EqualIgnoringCase(one.name, key.name); });
    if (known == contents_.keys.end()) {
      contents_.keys.push_back(key);
    } else if (!known->global) {
      known->type = key.type;
      known->multivalued = key.multivalued;
    }
  }

  // Those that are named, described or not.
  void AddKeys(const ServiceReference& reference) {
    std::for_each(reference.keys.begin(), reference.keys.end(),
                  [this](const KeyRecord& key) { AddKey(key); });
    for (const KeyRecord& key : contents_.keys) {
      key_names_.insert(support::Lower(key.name));
    }
    const auto note = [this](const std::vector<std::string>& names) {
      for (const std::string& name : names) {
        if (key_names_.insert(support::Lower(name)).second) {
          contents_.keys.push_back({.name = name});
        }
      }
    };
    for (const ActionRecord& action : reference.actions) {
      note(action.keys);
    }
    for (const ResourceTypeRecord& type : reference.types) {
      note(type.keys);
    }
  }

  void ReplaceTypes(const ServiceReference& reference) {
    std::erase_if(contents_.resource_types, [&](const auto& one) {
      return EqualIgnoringCase(one.service, reference.prefix);
    });
    contents_.resource_types.insert(contents_.resource_types.end(),
                                    reference.types.begin(),
                                    reference.types.end());
  }

  // What only the older record of an action says.
  static void Keep(ActionRecord& old, ActionRecord& action) {
    action.permission_only = old.permission_only;
    action.depends = std::move(old.depends);
    for (ResourceRecord& resource : action.resources) {
      for (ResourceRecord& known : old.resources) {
        if (EqualIgnoringCase(known.type, resource.type)) {
          resource.required = known.required;
          resource.keys = std::move(known.keys);
          break;
        }
      }
    }
  }

  void ReplaceActions(ServiceReference& reference) {
    std::map<std::string, ActionRecord> old;
    for (ActionRecord& action : contents_.actions) {
      if (EqualIgnoringCase(action.service, reference.prefix)) {
        std::string name = support::Lower(action.name);
        old.emplace(std::move(name), std::exchange(action, {}));
      }
    }
    std::erase_if(contents_.actions,
                  [](const auto& one) { return one.name.empty(); });
    Names types;
    for (const ResourceTypeRecord& type : reference.types) {
      types.insert(support::Lower(type.name));
    }
    for (ActionRecord& action : reference.actions) {
      std::erase_if(action.resources, [&](const ResourceRecord& resource) {
        return !Has(types, resource.type);
      });
      KeepFirst(action.resources, [](const auto& one) { return one.type; });
      const auto known = old.find(support::Lower(action.name));
      if (known == old.end()) {
        ++counts_.new_actions;
      } else {
        Keep(known->second, action);
        old.erase(known);
      }
      ++counts_.actions;
      Forget(reference.prefix + ':' + action.name);
      contents_.actions.push_back(std::move(action));
    }
    for (const auto& [name, action] : old) {
      contents_.other_actions.push_back(
          {.action = action.service + ':' + action.name,
           .status = catalog::OtherStatus::kRetired});
      ++counts_.retired_actions;
    }
  }

  // What is an action now is nothing else.
  void Forget(const std::string& action) {
    std::erase_if(contents_.other_actions, [&](const auto& one) {
      return EqualIgnoringCase(one.action, action);
    });
    std::erase_if(contents_.operations, [&](const auto& one) {
      return EqualIgnoringCase(one.operation, action);
    });
  }

  // What is needed must be there.
  void DropDangling() {
    Names actions;
    for (const ActionRecord& action : contents_.actions) {
      actions.insert(support::Lower(action.service + ':' + action.name));
    }
    for (ActionRecord& action : contents_.actions) {
      std::erase_if(action.depends, [&](const std::string& other) {
        return !Has(actions, other);
      });
    }
  }

  void AddPolicy(PolicyRecord policy) {
    seen_policies_.insert(policy.name);
    auto& policies = contents_.policies;
    const auto known =
        std::find_if(policies.begin(), policies.end(),
                     [&](const auto& one) { return one.name == policy.name; });
    if (policy.updated > contents_.date) {
      contents_.date = policy.updated;
    }
    if (known == policies.end()) {
      ++counts_.new_policies;
      counts_.policies_without_path += policy.path.empty() ? 1 : 0;
      policies.push_back(std::move(policy));
      return;
    }
    if (known->state == catalog::PolicyState::kRetired) {
      known->state = catalog::PolicyState::kCurrent;
    }
    known->document = std::move(policy.document);
    const auto take = [](std::string& into, std::string& from) {
      if (!from.empty()) {
        into = std::move(from);
      }
    };
    take(known->path, policy.path);
    take(known->version, policy.version);
    take(known->updated, policy.updated);
  }

  Contents& contents_;
  MergeCounts counts_;
  Names seen_services_;
  std::set<std::string> seen_policies_;
  Names key_names_;
};

}  // namespace

MergeCounts Merge(CatalogSources sources, Contents& contents) {
  return Merger(contents).Run(std::move(sources));
}

}  // namespace iamgen::driver

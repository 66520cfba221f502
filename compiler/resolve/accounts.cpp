// Reads the accounts and evaluates selectors over them.
#include "resolve/accounts.h"

#include <algorithm>
#include <array>

#include "catalog/partition.h"
#include "resolve/diagnostics.h"

namespace iamgen::resolve {
namespace {

constexpr std::array<std::string_view, 4> kReserved = {"master", "children",
                                                       "all", "same"};

bool IsGlob(std::string_view name) {
  return name.find_first_of("*?") != std::string_view::npos;
}

// Names of folders and stacks are made of it; ids are not aliases.
bool IsAlias(std::string_view alias) {
  constexpr std::size_t kMost = 64;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !alias.empty() && alias.size() <= kMost && alias[0] != '.' &&
         alias[0] != '-' && std::all_of(alias.begin(), alias.end(), plain) &&
         !(alias.size() == 12 &&
           alias.find_first_not_of("0123456789") == std::string_view::npos);
}

// `Workloads` holds `Workloads/NonProd` and itself, not `Workloads2`.
bool IsBelow(std::string_view path, std::string_view ou) {
  while (ou.ends_with('/')) {
    ou.remove_suffix(1);
  }
  return path == ou || (path.size() > ou.size() && path.starts_with(ou) &&
                        path[ou.size()] == '/');
}

// A region of the list, or one newer than it: known but for its number.
bool IsRegion(std::string_view name) {
  if (catalog::PartitionOfRegion(name) == nullptr) {
    return false;
  }
  const std::string_view stem = name.substr(0, name.rfind('-'));
  const std::string_view word = stem.substr(stem.rfind('-') + 1);
  const auto regions = catalog::Regions();
  return std::any_of(regions.begin(), regions.end(),
                     [&](const catalog::Region& region) {
                       return region.name.find("-" + std::string(word) + "-") !=
                              std::string_view::npos;
                     });
}

std::string DnsSuffixOf(const std::string& partition) {
  const catalog::Partition* found = catalog::FindPartition(partition);
  return found == nullptr ? "amazonaws.com" : std::string(found->dns_suffix);
}

}  // namespace

Accounts::Accounts(const syntax::Topology& ast, model::Topology& topology,
                   diag::Sink& sink)
    : topology_(topology), sink_(sink) {
  CheckPlace(ast.defaults);
  if (ast.master) {
    Add(*ast.master, model::AccountRole::kMaster, ast.defaults);
  }
  for (const syntax::Account& child : ast.children) {
    Add(child, model::AccountRole::kChild, ast.defaults);
  }
  for (const syntax::Account& external : ast.external_accounts) {
    Add(external, model::AccountRole::kExternal, ast.defaults);
  }
  std::vector<model::AccountId> all;
  std::vector<model::AccountId> children;
  for (std::size_t i = 0; i < topology_.accounts.size(); ++i) {
    const model::AccountId id = topology_.accounts.IdAt(i);
    switch (topology_.accounts[id].role) {
      case model::AccountRole::kMaster:
        master_ = id;
        all.push_back(id);
        break;
      case model::AccountRole::kChild:
        children.push_back(id);
        all.push_back(id);
        break;
      case model::AccountRole::kExternal:
        break;
    }
  }
  children_ = Intern(std::move(children));
  all_ = Intern(std::move(all));
  selectable_ = {"master", "children", "all"};
  for (const model::Account& account : topology_.accounts) {
    if (account.alias != "master") {
      selectable_.push_back(account.alias);
    }
  }
}

void Accounts::CheckPlace(const syntax::Defaults& defaults) {
  const auto check = [&](const std::optional<syntax::Text>& partition,
                         const std::optional<syntax::Text>& region) {
    if (partition && catalog::FindPartition(partition->value) == nullptr) {
      const auto names = catalog::PartitionNames();
      sink_
          .Add(kBadPlace, partition->span,
               "`" + partition->value + "` is no partition of AWS")
          .Help(support::DidYouMean(partition->value, names));
    }
    if (region && !IsRegion(region->value)) {
      const auto names = catalog::RegionNames();
      sink_
          .Add(kBadPlace, region->span,
               "`" + region->value + "` is no region of AWS")
          .Help(support::DidYouMean(region->value, names));
    }
  };
  check(defaults.partition, defaults.region);
}

void Accounts::Add(const syntax::Account& ast, model::AccountRole role,
                   const syntax::Defaults& defaults) {
  model::Account account;
  account.alias = ast.alias.value;
  account.id = ast.id.value;
  account.role = role;
  account.partition = ast.partition        ? ast.partition->value
                      : defaults.partition ? defaults.partition->value
                                           : "aws";
  account.dns_suffix = DnsSuffixOf(account.partition);
  const catalog::Partition* partition =
      catalog::FindPartition(account.partition);
  // Without one, `{{region}}` is not defined: a guess would be wrong in
  // silence.
  account.region = ast.region        ? ast.region->value
                   : defaults.region ? defaults.region->value
                                     : "";
  account.ou = ast.ou ? ast.ou->value : "";
  for (const auto& [key, value] : ast.tags) {
    account.tags.emplace_back(key.value, value.value);
  }
  account.span = ast.alias.span;
  if (role != model::AccountRole::kMaster &&
      (std::find(kReserved.begin(), kReserved.end(), account.alias) !=
           kReserved.end() ||
       !IsAlias(account.alias))) {
    sink_
        .Add(kReservedAlias, ast.alias.span,
             std::find(kReserved.begin(), kReserved.end(), account.alias) !=
                     kReserved.end()
                 ? "alias `" + account.alias +
                       "` means something else in a selector"
                 : "alias `" + account.alias + "` is no alias")
        .Help(
            "give the account another alias, of letters, digits, `-`, `_` "
            "and `.`");
    return;
  }
  if (role == model::AccountRole::kMaster && !IsAlias(account.alias)) {
    sink_
        .Add(kReservedAlias, ast.alias.span,
             "alias `" + account.alias + "` is no alias")
        .Help("use letters, digits, `-`, `_` and `.`");
    account.alias = "master";
  }
  if (ast.partition || ast.region) {
    syntax::Defaults own;
    own.partition = ast.partition;
    own.region = ast.region;
    CheckPlace(own);
  }
  const catalog::Partition* of_region =
      catalog::PartitionOfRegion(account.region);
  if (partition != nullptr && of_region != nullptr &&
      of_region->name != partition->name) {
    const diag::Span span = ast.region        ? ast.region->span
                            : defaults.region ? defaults.region->span
                                              : ast.alias.span;
    sink_.Add(kBadPlace, span,
              "region `" + account.region + "` is in partition `" +
                  std::string(of_region->name) + "`, account `" +
                  account.alias + "` in `" + account.partition + "`");
  }
  const auto same_alias = by_lower_alias_.find(support::Lower(account.alias));
  if (same_alias != by_lower_alias_.end()) {
    sink_
        .Add(kDuplicateName, ast.alias.span,
             "alias `" + account.alias + "` is that of another account")
        .Also(topology_.accounts[same_alias->second].span,
              "the other account is here");
    return;
  }
  if (!account.id.empty()) {
    const auto same_id = by_id_.find(account.id);
    if (same_id != by_id_.end()) {
      sink_
          .Add(kDuplicateName, ast.id.span,
               "account id `" + account.id + "` is that of `" +
                   topology_.accounts[same_id->second].alias + "` too")
          .Also(topology_.accounts[same_id->second].span,
                "the other account is here");
    }
  }
  std::string alias = account.alias;
  std::string id = account.id;
  const model::AccountId added = topology_.accounts.Add(std::move(account));
  by_lower_alias_.emplace(support::Lower(alias), added);
  by_alias_.emplace(std::move(alias), added);
  if (!id.empty()) {
    by_id_.emplace(std::move(id), added);
  }
}

model::AccountSetId Accounts::Intern(std::vector<model::AccountId> members) {
  const auto found = interned_.find(members);
  if (found != interned_.end()) {
    return found->second;
  }
  const model::AccountSetId added =
      topology_.account_sets.Add(model::AccountSet::Of(members));
  interned_.emplace(std::move(members), added);
  return added;
}

model::AccountSetId Accounts::Intersect(model::AccountSetId left,
                                        model::AccountSetId right) {
  std::vector<model::AccountId> both;
  for (const model::AccountId id : topology_.account_sets[left].members) {
    if (topology_.account_sets[right].Contains(id)) {
      both.push_back(id);
    }
  }
  return Intern(std::move(both));
}

model::AccountSetId Accounts::Unite(model::AccountSetId left,
                                    model::AccountSetId right) {
  if (left == right) {
    return left;
  }
  std::vector<model::AccountId> both = topology_.account_sets[left].members;
  for (const model::AccountId id : topology_.account_sets[right].members) {
    if (!topology_.account_sets[left].Contains(id)) {
      both.push_back(id);
    }
  }
  // What is united does not depend on who came first.
  std::sort(both.begin(), both.end());
  return Intern(std::move(both));
}

std::vector<std::string> Accounts::Missing(model::AccountSetId of,
                                           model::AccountSetId in) const {
  std::vector<std::string> missing;
  for (const model::AccountId id : topology_.account_sets[of].members) {
    if (!topology_.account_sets[in].Contains(id)) {
      missing.push_back(topology_.accounts[id].alias);
    }
  }
  return missing;
}

void Accounts::ReportNone(std::string_view name, diag::Span span) {
  auto report = sink_.Add(
      kEmptySelector, span,
      name.empty() ? std::string("selector matches no account")
                   : "selector `" + std::string(name) + "` matches no account");
  if (name == "children") {
    report.Help("the topology has no `children`");
    return;
  }
  const std::string near = support::DidYouMean(name, selectable_);
  if (!near.empty()) {
    report.Help(near);
  } else if (!name.empty()) {
    std::vector<std::string> names(selectable_.begin(), selectable_.end());
    constexpr std::size_t kShown = 8;
    report.Help("there are " + support::QuotedList(names, kShown));
  }
}

bool Accounts::CollectNamed(std::string_view name, diag::Span span,
                            bool external_too,
                            std::vector<model::AccountId>& into) {
  const std::size_t before = into.size();
  if (name == "children" || name == "all") {
    const auto& set =
        topology_.account_sets[name == "all" ? all_ : children_].members;
    into.insert(into.end(), set.begin(), set.end());
  } else if (name == "master") {
    if (master_.valid()) {
      into.push_back(master_);
    } else {
      // Its absence has been reported.
      return false;
    }
  } else if (IsGlob(name)) {
    for (std::size_t i = 0; i < topology_.accounts.size(); ++i) {
      const model::AccountId id = topology_.accounts.IdAt(i);
      const model::Account& account = topology_.accounts[id];
      if ((account.built() || external_too) &&
          support::GlobMatches(name, account.alias)) {
        into.push_back(id);
      }
    }
  } else {
    auto found = by_alias_.find(name);
    if (found == by_alias_.end()) {
      found = by_id_.find(name);
      if (found == by_id_.end()) {
        ReportNone(name, span);
        return false;
      }
    }
    if (!topology_.accounts[found->second].built() && !external_too) {
      sink_
          .Add(kEmptySelector, span,
               "`" + std::string(name) +
                   "` is an external account: nothing is built in it")
          .Also(topology_.accounts[found->second].span, "it is declared here");
      return false;
    }
    into.push_back(found->second);
  }
  if (into.size() == before) {
    ReportNone(name, span);
    return false;
  }
  return true;
}

bool Accounts::Collect(const syntax::Selector& selector, bool external_too,
                       std::vector<model::AccountId>& into) {
  using Selector = syntax::Selector;
  if (const auto* name = std::get_if<std::string>(&selector.what)) {
    return CollectNamed(*name, selector.span, external_too, into);
  }
  if (const auto* many = std::get_if<Selector::Union>(&selector.what)) {
    bool good = true;
    for (const Selector& one : many->of) {
      good = Collect(one, external_too, into) && good;
    }
    return good;
  }
  const std::size_t before = into.size();
  const auto keep_if = [&](auto&& wanted) {
    for (const model::AccountId id : topology_.account_sets[all_].members) {
      if (wanted(id)) {
        into.push_back(id);
      }
    }
  };
  std::string what;
  if (const auto* tags = std::get_if<Selector::Tags>(&selector.what)) {
    keep_if([&](model::AccountId id) {
      const auto& own = topology_.accounts[id].tags;
      return std::all_of(
          tags->tags.begin(), tags->tags.end(), [&](const auto& tag) {
            return std::any_of(own.begin(), own.end(), [&](const auto& has) {
              return has.first == tag.first.value &&
                     support::GlobMatches(tag.second.value, has.second);
            });
          });
    });
  } else if (const auto* ou = std::get_if<Selector::Ou>(&selector.what)) {
    keep_if([&](model::AccountId id) {
      return !topology_.accounts[id].ou.empty() &&
             IsBelow(topology_.accounts[id].ou, ou->path.value);
    });
  } else {
    const auto& except = std::get<Selector::Except>(selector.what);
    std::vector<model::AccountId> left_out;
    for (const Selector& one : except.of) {
      if (!Collect(one, external_too, left_out)) {
        return false;
      }
    }
    std::sort(left_out.begin(), left_out.end());
    keep_if([&](model::AccountId id) {
      return !std::binary_search(left_out.begin(), left_out.end(), id);
    });
  }
  if (into.size() == before) {
    ReportNone("", selector.span);
    return false;
  }
  return true;
}

std::optional<model::AccountSetId> Accounts::Select(
    const syntax::Selector& selector, bool external_too) {
  std::vector<model::AccountId> members;
  if (!Collect(selector, external_too, members)) {
    return std::nullopt;
  }
  std::vector<bool> seen(topology_.accounts.size(), false);
  std::erase_if(members, [&](model::AccountId id) {
    const bool again = seen[id.index];
    seen[id.index] = true;
    return again;
  });
  return Intern(std::move(members));
}

std::optional<model::AccountSetId> Accounts::Select(std::string_view name,
                                                    diag::Span span) {
  return Select(syntax::Selector{std::string(name), span}, true);
}

}  // namespace iamgen::resolve

// Writes statements that allow what the wide ones seem to be for.
#include "analysis/narrower.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "analysis/action_classes.h"
#include "analysis/resource_forms.h"
#include "analysis/statement_lines.h"
#include "analysis/trust_words.h"
#include "catalog/managed_policy.h"
#include "model/evaluate.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

using policy::ParsedAction;
using policy::ParsedStatement;

using Words = std::vector<std::string>;

constexpr std::size_t kMostNames = 6;

}  // namespace

Narrower GrantsOf(const std::vector<std::string>& prefixes) {
  Narrower narrower;
  for (const std::string& prefix : prefixes) {
    AddMember("grant", {"list", "read", "write"}, narrower.lines);
    narrower.lines.push_back("  service: " + prefix);
    narrower.lines.emplace_back("  on: <arn>");
  }
  return narrower;
}

// Of one statement.
class Narrowing::Writer {
 public:
  Writer(const Narrowing& knows, const ParsedStatement& statement,
         model::AccountId account)
      : knows_(knows),
        catalogue_(knows.catalogue_),
        statement_(statement),
        account_(account),
        everywhere_(statement.OnEverything() ||
                    statement.statement->resource.except) {}

  Narrower Write() {
    const bool anything =
        std::any_of(statement_.actions.begin(), statement_.actions.end(),
                    [](const ParsedAction& one) { return one.anything; });
    if (anything || statement_.statement->action.except) {
      Anything();
    } else {
      for (std::size_t i = 0; i < statement_.actions.size(); ++i) {
        const auto service = statement_.actions[i].service;
        if (service && seen_.insert(*service).second) {
          Service(*service);
        }
      }
    }
    if (statement_.IsConditional() && !into_.lines.empty()) {
      into_.remarks.emplace_back("its conditions stay as they are");
    }
    return std::move(into_);
  }

 private:
  void Anything() {
    AddMember("grant", {"list", "read", "write"}, into_.lines);
    if (everywhere_) {
      into_.lines.emplace_back("  service: <service>");
      into_.lines.emplace_back("  on: <arn>");
      into_.remarks.emplace_back(
          "one such statement for each service that the work takes; "
          "`permissions-management` belongs to a role of its own");
    } else {
      AddMember("on", Resources(), into_.lines);
      into_.remarks.emplace_back(
          "leaves out what changes who has access: `permissions-management`");
    }
  }

  // As they are written, but for the account.
  [[nodiscard]] Words Resources() const {
    const std::string& id = knows_.topology_.accounts[account_].id;
    Words words;
    for (const policy::ParsedResource& one : statement_.resources) {
      std::string text = one.value->text;
      const std::size_t at = id.empty() ? std::string::npos : text.find(id);
      if (at != std::string::npos) {
        text.replace(at, id.size(), "{{account.id}}");
      }
      words.push_back(std::move(text));
    }
    return words;
  }

  void Service(catalog::ServiceId service) {
    const auto wide = std::any_of(
        statement_.actions.begin(), statement_.actions.end(),
        [&](const ParsedAction& one) {
          return one.service == service && policy::IsAnything(one.name);
        });
    if (wide) {
      WholeService(service);
    } else {
      NamedActions(service);
    }
    if (catalogue_.PrefixOf(service) == "iam") {
      LimitPassing();
    }
  }

  // What can be named for the actions; tells if that is not all.
  ResourceForms FormsFor(const std::vector<catalog::ActionId>& actions) {
    ResourceForms forms = analysis::FormsFor(actions, catalogue_);
    if (forms.more > 0) {
      into_.remarks.push_back(
          support::Count(forms.more, "more type") +
          " of resources can be named: `iamgen catalog service " +
          std::string(
              catalogue_.PrefixOf(catalogue_.ServiceOf(actions.front()))) +
          "`");
    }
    return forms;
  }

  // "s3:*": by levels, without those that change who has access.
  void WholeService(catalog::ServiceId service) {
    const ActionClasses& classes = ActionClasses::Of(catalogue_);
    std::vector<catalog::ActionId> scoped;
    Words open;
    Words left_out;
    for (const catalog::ActionId action : catalogue_.ActionsOf(service)) {
      const bool exposing = catalogue_.LevelOf(action) ==
                                catalog::AccessLevel::kPermissionsManagement ||
                            (!classes.on_resources.Contains(action) &&
                             (classes.exposing.Contains(action) ||
                              classes.credentials.Contains(action)));
      if (exposing) {
        left_out.push_back(catalogue_.FullNameOf(action));
      } else if (classes.on_resources.Contains(action)) {
        scoped.push_back(action);
      } else {
        open.push_back(catalogue_.FullNameOf(action));
      }
    }
    const ResourceForms forms =
        everywhere_ ? FormsFor(scoped) : ResourceForms{};
    const Words levels = LevelsOf(scoped, [&](catalog::ResourceTypeId type) {
      return everywhere_ ? forms.types.contains(type.index)
                         : NamesType(statement_, type, catalogue_);
    });
    const std::string prefix(catalogue_.PrefixOf(service));
    if (!levels.empty()) {
      AddMember("grant", levels, into_.lines);
      into_.lines.push_back("  service: " + prefix);
      AddMember("on", everywhere_ ? forms.arns : Resources(), into_.lines);
    } else if (const Words reading = ReadingOf(service);
               scoped.empty() && left_out.empty() && !reading.empty() &&
               open.size() > kMostNames) {
      AddMember("grant", reading, into_.lines);
      into_.lines.push_back("  service: " + prefix);
      into_.lines.emplace_back("  on: \"*\"");
      into_.remarks.push_back("where reading is enough; `" + prefix +
                              "` has no resources to name");
    } else {
      into_.remarks.push_back("name the actions of `" + prefix +
                              "` that are needed");
    }
    if (!left_out.empty()) {
      into_.remarks.push_back("leaves out " + support::QuotedList(left_out) +
                              ": who has access, and with which credentials");
    }
    if (!everywhere_) {
      return;
    }
    if (open.size() > kMostNames) {
      into_.remarks.push_back(
          "what takes no resource (" + support::QuotedList(open) +
          ") is allowed by name on `*`, where it is needed");
    } else if (!open.empty()) {
      AddMember("allow", open, into_.lines);
      into_.lines.emplace_back("  on: \"*\"");
    }
  }

  // Of the levels that change nothing those that the service has.
  [[nodiscard]] Words ReadingOf(catalog::ServiceId service) const {
    bool lists = false;
    bool reads = false;
    for (const catalog::ActionId action : catalogue_.ActionsOf(service)) {
      lists |= catalogue_.LevelOf(action) == catalog::AccessLevel::kList;
      reads |= catalogue_.LevelOf(action) == catalog::AccessLevel::kRead;
    }
    Words names;
    if (lists) {
      names.emplace_back("list");
    }
    if (reads) {
      names.emplace_back("read");
    }
    return names;
  }

  // The levels that some of the actions have on the types.
  template <typename IsMeant>
  Words LevelsOf(const std::vector<catalog::ActionId>& actions,
                 IsMeant is_meant) const {
    constexpr std::pair<catalog::AccessLevel, const char*> kLevels[] = {
        {catalog::AccessLevel::kList, "list"},
        {catalog::AccessLevel::kRead, "read"},
        {catalog::AccessLevel::kWrite, "write"}};
    std::set<catalog::AccessLevel> levels;
    for (const catalog::ActionId action : actions) {
      const auto uses = catalogue_.ResourcesOf(action);
      if (std::any_of(uses.begin(), uses.end(),
                      [&](const catalog::ResourceUse& use) {
                        return is_meant(use.type);
                      })) {
        levels.insert(catalogue_.LevelOf(action));
      }
    }
    Words names;
    for (const auto& [level, name] : kLevels) {
      if (levels.contains(level)) {
        names.emplace_back(name);
      }
    }
    return names;
  }

  struct Entry {
    std::string text;
    std::vector<catalog::ActionId> actions;
  };

  // Actions that are named: those on the same resources together.
  void NamedActions(catalog::ServiceId service) {
    const ActionClasses& classes = ActionClasses::Of(catalogue_);
    std::vector<std::pair<std::set<std::uint32_t>, std::vector<Entry>>> groups;
    for (const ParsedAction& one : statement_.actions) {
      if (one.service != service || IsGuarded(one)) {
        continue;
      }
      Entry entry{one.value->text, {}};
      catalog::ActionSet covered(catalogue_);
      catalogue_.Expand(one.value->text, covered);
      std::set<std::uint32_t> types;
      covered.ForEach([&](catalog::ActionId action) {
        if (classes.on_resources.Contains(action)) {
          entry.actions.push_back(action);
          for (const catalog::ResourceUse& use :
               catalogue_.ResourcesOf(action)) {
            types.insert(use.type.index);
          }
        }
      });
      auto group =
          std::find_if(groups.begin(), groups.end(),
                       [&](const auto& other) { return other.first == types; });
      if (group == groups.end()) {
        groups.emplace_back(std::move(types), std::vector<Entry>());
        group = std::prev(groups.end());
      }
      group->second.push_back(std::move(entry));
    }
    for (const auto& [types, entries] : groups) {
      Words names;
      std::vector<catalog::ActionId> actions;
      for (const Entry& entry : entries) {
        names.push_back(entry.text);
        actions.insert(actions.end(), entry.actions.begin(),
                       entry.actions.end());
      }
      AddMember("allow", names, into_.lines);
      const Words on = actions.empty() ? Words() : FormsFor(actions).arns;
      AddMember("on", on.empty() ? Words{"*"} : on, into_.lines);
    }
  }

  // Actions that have a statement of their own below.
  static bool IsGuarded(const ParsedAction& action) {
    return support::EqualIgnoringCase(action.value->text, "iam:PassRole") ||
           support::EqualIgnoringCase(action.value->text,
                                      "iam:CreateServiceLinkedRole");
  }

  void LimitPassing() {
    const auto pass = catalogue_.FindAction("iam:PassRole");
    const auto link = catalogue_.FindAction("iam:CreateServiceLinkedRole");
    if (pass && statement_.covered.Contains(*pass)) {
      Words roles;
      std::set<std::string> services;
      for (const auto& [role, trusted] : knows_.trusting_) {
        const model::AccountSetId in = knows_.topology_.roles[role].accounts;
        if (!in.valid() ||
            !knows_.topology_.account_sets[in].Contains(account_) ||
            std::find(knows_.administrators_.begin(),
                      knows_.administrators_.end(),
                      role) != knows_.administrators_.end()) {
          continue;
        }
        roles.push_back("{{role:" + knows_.topology_.roles[role].key + "}}");
        services.insert(trusted.begin(), trusted.end());
      }
      if (roles.empty()) {
        into_.remarks.emplace_back(
            "no role of the account that is not an administrator trusts a "
            "service: `iam:PassRole` can go");
      } else {
        AddMember("allow", {"iam:PassRole"}, into_.lines);
        AddMember("on", roles, into_.lines);
        into_.lines.push_back(
            "  when: { StringEquals: { \"iam:PassedToService\": " +
            FlowOf({services.begin(), services.end()}) + " } }");
        into_.remarks.emplace_back(
            "these are the account's roles that services may assume; keep "
            "those that the work hands over");
      }
    }
    if (link && statement_.covered.Contains(*link)) {
      AddMember("allow", {"iam:CreateServiceLinkedRole"}, into_.lines);
      AddMember("on",
                {"arn:{{partition}}:iam::{{account.id}}:role/"
                 "aws-service-role/<service>.amazonaws.com/*"},
                into_.lines);
      into_.lines.emplace_back(
          "  when: { StringEquals: { \"iam:AWSServiceName\": "
          "\"<service>.amazonaws.com\" } }");
    }
  }

  const Narrowing& knows_;
  const catalog::Catalogue& catalogue_;
  const ParsedStatement& statement_;
  model::AccountId account_;
  bool everywhere_;
  std::set<catalog::ServiceId> seen_;
  Narrower into_;
};

Narrowing::Narrowing(const model::Topology& topology,
                     const catalog::Catalogue& catalogue,
                     std::vector<model::RoleId> administrators)
    : topology_(topology),
      catalogue_(catalogue),
      administrators_(std::move(administrators)) {
  const auto add = [&](model::RoleId role, std::string service) {
    auto& services = trusting_[role];
    if (std::find(services.begin(), services.end(), service) ==
        services.end()) {
      services.push_back(std::move(service));
    }
  };
  for (const model::TrustEdge& edge : topology.edges) {
    if (edge.source == model::SourceKind::kService && edge.target.valid() &&
        edge.target_accounts.valid() &&
        !topology.account_sets[edge.target_accounts].members.empty()) {
      add(edge.target,
          model::Evaluate(
              topology, edge.source_name.value,
              topology.account_sets[edge.target_accounts].members.front()));
    }
  }
  ForEachPastedStatement(
      topology, [&](model::RoleId role, const model::Statement& one) {
        const model::AccountSetId in = topology.roles[role].accounts;
        if (one.effect != model::Effect::kAllow || !in.valid() ||
            topology.account_sets[in].members.empty()) {
          return;
        }
        for (SourceWords& source : PrincipalsOf(
                 topology, one, topology.account_sets[in].members.front())) {
          if (source.type == "service") {
            add(role, std::move(source.name));
          }
        }
      });
}

Narrower Narrowing::Than(const ParsedStatement& statement,
                         model::AccountId account) const {
  return Writer(*this, statement, account).Write();
}

Narrower Narrowing::InsteadOf(std::string_view arn) const {
  Narrower narrower;
  const auto parsed = catalog::ParseManagedPolicyArn(arn);
  if (!parsed) {
    return narrower;
  }
  std::string name(parsed->name);
  if (name == "PowerUserAccess" || name.starts_with("AdministratorAccess")) {
    if (name == "AdministratorAccess") {
      narrower.lines.emplace_back("managed_policies: [PowerUserAccess]");
      narrower.remarks.emplace_back(
          "allows nobody to make users, groups, roles or policies; still more "
          "than most work takes");
    }
    narrower.remarks.emplace_back(
        "better: `grant: [list, read, write]` with a `service` and its "
        "resources, for each service that the work takes");
    return narrower;
  }
  constexpr std::string_view kFull = "FullAccess";
  if (!name.ends_with(kFull)) {
    return narrower;
  }
  name.resize(name.size() - kFull.size());
  for (const char* end : {"ReadOnlyAccess", "ReadOnly"}) {
    if (catalogue_.FindPolicy(name + end)) {
      narrower.lines.push_back("managed_policies: [" + name + end + "]");
      narrower.remarks.emplace_back("where reading is enough");
      break;
    }
  }
  narrower.remarks.emplace_back(
      "where it is not: `grant: [list, read, write]` with the service and its "
      "resources");
  return narrower;
}

}  // namespace iamgen::analysis

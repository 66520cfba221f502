// Writes statements that allow what the wide ones seem to be for.
#include "analysis/narrower.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "analysis/action_classes.h"
#include "analysis/resource_forms.h"
#include "analysis/statement_lines.h"
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
      if (on.empty()) {
        WarnOf(names);
      }
    }
  }

  // Of what cannot be held to resources.
  void WarnOf(const Words& patterns) {
    const ActionClasses& classes = ActionClasses::Of(catalogue_);
    catalog::ActionSet covered(catalogue_);
    for (const std::string& pattern : patterns) {
      catalogue_.Expand(pattern, covered);
    }
    Words grave;
    covered.ForEach([&](catalog::ActionId action) {
      if (classes.exposing.Contains(action) ||
          classes.credentials.Contains(action)) {
        grave.push_back(catalogue_.FullNameOf(action));
      }
    });
    if (!grave.empty()) {
      into_.remarks.push_back(
          support::QuotedList(grave) +
          (grave.size() == 1 ? " takes" : " take") +
          " no resource: without a condition it is allowed for everything");
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
      const PassableRoles::Choice choice =
          knows_.passable_.For(account_, Prefixes());
      if (choice.roles.empty()) {
        into_.remarks.emplace_back(
            "no role of the account that is not an administrator trusts a "
            "service: `iam:PassRole` can go");
      } else {
        Words roles;
        for (const model::RoleId role : choice.roles) {
          roles.push_back("{{role:" + knows_.topology_.roles[role].key + "}}");
        }
        AddMember("allow", {"iam:PassRole"}, into_.lines);
        AddMember("on", roles, into_.lines);
        into_.lines.push_back(
            "  when: { StringEquals: { \"iam:PassedToService\": " +
            FlowOf(choice.services) + " } }");
        into_.remarks.push_back(
            (choice.more == 0 ? "these are the account's roles that "
                              : "these are some of the account's " +
                                    std::to_string(roles.size() + choice.more) +
                                    " roles that ") +
            (choice.by_service ? "the services of the statement"
                               : std::string("services")) +
            " may assume; keep those that the work hands over");
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

  // Of the services that the statement is about.
  [[nodiscard]] std::set<std::string> Prefixes() const {
    std::set<std::string> prefixes;
    for (const ParsedAction& one : statement_.actions) {
      if (one.service) {
        prefixes.emplace(catalogue_.PrefixOf(*one.service));
      }
    }
    return prefixes;
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
                     const std::vector<model::RoleId>& administrators)
    : topology_(topology),
      catalogue_(catalogue),
      passable_(topology, administrators) {}

Narrower Narrowing::Than(const ParsedStatement& statement,
                         model::AccountId account) const {
  return Writer(*this, statement, account).Write();
}

}  // namespace iamgen::analysis

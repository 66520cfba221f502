// From levels and ARNs to lists of actions.
#include "passes/expand_grants.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/evaluate.h"
#include "passes/access_lookup.h"
#include "passes/diagnostics.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::passes {
namespace {

using catalog::ActionId;
using model::AccountId;
using model::Statement;
using model::Text;
using model::Topology;

catalog::AccessLevel InCatalogue(model::AccessLevel level) {
  switch (level) {
    case model::AccessLevel::kList:
      return catalog::AccessLevel::kList;
    case model::AccessLevel::kRead:
      return catalog::AccessLevel::kRead;
    case model::AccessLevel::kWrite:
      return catalog::AccessLevel::kWrite;
    case model::AccessLevel::kTagging:
      return catalog::AccessLevel::kTagging;
    case model::AccessLevel::kPermissionsManagement:
      break;
  }
  return catalog::AccessLevel::kPermissionsManagement;
}

// What differs between accounts in more than their ids.
bool HasVariable(const Text& text) {
  return std::any_of(
      text.parts.begin(), text.parts.end(), [](const auto& part) {
        const auto* hole = std::get_if<model::Hole>(&part);
        return hole != nullptr && hole->kind == model::HoleKind::kVariable;
      });
}

class Expander {
 public:
  Expander(Topology topology, const catalog::Catalogue& catalogue,
           diag::Sink& sink)
      : topology_(std::move(topology)), catalogue_(catalogue), sink_(sink) {}

  Topology Run() && {
    for (model::ManagedPolicy& policy : topology_.policies) {
      Expand(policy.document, policy.accounts);
    }
    for (model::Role& role : topology_.roles) {
      Expand(role.inlines, role.accounts);
    }
    for (model::User& user : topology_.users) {
      Expand(user.inlines, user.accounts);
    }
    for (model::Group& group : topology_.groups) {
      Expand(group.inlines, group.accounts);
    }
    return std::move(topology_);
  }

 private:
  void Expand(std::vector<model::InlinePolicy>& inlines,
              model::AccountSetId accounts) {
    for (model::InlinePolicy& policy : inlines) {
      Expand(policy.document, accounts);
    }
  }

  void Expand(model::Document& document, model::AccountSetId accounts) {
    const bool any =
        std::any_of(document.statements.begin(), document.statements.end(),
                    [](const Statement& one) { return one.grant.has_value(); });
    if (!any) {
      return;
    }
    std::vector<Statement> statements;
    for (Statement& one : document.statements) {
      if (one.grant) {
        Expand(std::move(one), accounts, statements);
      } else {
        statements.push_back(std::move(one));
      }
    }
    document.statements = std::move(statements);
  }

  void Expand(Statement statement, model::AccountSetId accounts,
              std::vector<Statement>& into) {
    const model::Grant grant = *std::exchange(statement.grant, std::nullopt);
    const auto resources = ResourcesOf(statement, grant, accounts);
    if (resources.empty()) {
      return;
    }
    std::vector<catalog::AccessLevel> levels;
    for (const diag::Located<model::AccessLevel>& one : grant.levels) {
      levels.push_back(InCatalogue(one.value));
    }
    FoundActions found = ActionsOf(catalogue_, resources, levels);
    ReportEmpty(grant, found);
    if (found.actions.empty()) {
      return;
    }
    const bool on_everything = resources.front().types.empty();
    if (on_everything) {
      found.actions |= found.beside;
    }
    Statement beside = statement;
    statement.actions = ClauseOf(grant, found.actions);
    into.push_back(std::move(statement));
    if (!on_everything && !found.beside.empty()) {
      beside.sid = Text();
      beside.actions = ClauseOf(grant, found.beside);
      beside.resources =
          model::Clause{false, {{Text("*"), grant.span}}, grant.span};
      into.push_back(std::move(beside));
    }
  }

  [[nodiscard]] model::Clause ClauseOf(
      const model::Grant& grant, const catalog::ActionSet& actions) const {
    model::Clause clause;
    clause.span = grant.span;
    actions.ForEach([&](ActionId action) {
      const catalog::AccessLevel level = catalogue_.LevelOf(action);
      const auto written =
          std::find_if(grant.levels.begin(), grant.levels.end(),
                       [&](const diag::Located<model::AccessLevel>& one) {
                         return InCatalogue(one.value) == level;
                       });
      clause.values.push_back(
          {Text(catalogue_.FullNameOf(action)),
           written == grant.levels.end() ? grant.span : written->span});
    });
    return clause;
  }

  // Empty: something was reported, or there is nowhere to stand.
  std::vector<ResourceTypes> ResourcesOf(const Statement& statement,
                                         const model::Grant& grant,
                                         model::AccountSetId accounts) {
    if (!accounts.valid() || topology_.account_sets[accounts].members.empty() ||
        !statement.resources) {
      return {};
    }
    const auto& members = topology_.account_sets[accounts].members;
    const std::string service =
        model::Evaluate(topology_, grant.service.value, members.front());
    const auto known = catalogue_.FindService(service);
    if (!service.empty() && !known) {
      ReportUnknownService(service, grant.service.span);
      return {};
    }
    std::vector<ResourceTypes> resources;
    bool all = true;
    for (const model::LocatedText& text : statement.resources->values) {
      for (const std::string& resource : TextsOf(text.value, members)) {
        if (policy::IsAnything(resource) && known) {
          resources.insert(resources.begin(), {*known, {}});
        } else if (auto types = Lookup(resource, service)) {
          resources.push_back(*std::move(types));
        } else {
          ReportUnclear(resource, service, text.span);
          all = false;
          break;
        }
      }
    }
    return all ? resources : std::vector<ResourceTypes>();
  }

  // What the text says in the accounts; once where ids alone differ.
  [[nodiscard]] std::set<std::string> TextsOf(
      const Text& text, const std::vector<AccountId>& members) const {
    std::vector<std::string> texts;
    const std::size_t look_at = HasVariable(text) ? members.size() : 1;
    for (std::size_t i = 0; i < look_at; ++i) {
      model::AppendEvaluated(topology_, text, members[i], texts);
    }
    return {texts.begin(), texts.end()};
  }

  std::optional<ResourceTypes> Lookup(const std::string& resource,
                                      const std::string& service) {
    const auto [at, is_new] = known_.try_emplace({resource, service});
    if (is_new) {
      at->second = TypesOf(catalogue_, resource, service);
    }
    return at->second;
  }

  void ReportUnknownService(const std::string& service, diag::Span span) {
    std::vector<std::string_view> prefixes;
    for (const catalog::ServiceId one : catalogue_.Services()) {
      prefixes.push_back(catalogue_.PrefixOf(one));
    }
    sink_
        .Add(kUnclearGrant, span,
             "there is no service `" + service + "` in the catalogue")
        .Help(support::DidYouMean(service, prefixes));
  }

  void ReportUnclear(const std::string& resource, const std::string& service,
                     diag::Span span) {
    if (policy::IsAnything(resource)) {
      sink_
          .Add(kUnclearGrant, span,
               "`" + resource + "` does not say whose actions are granted")
          .Help("name the resources, or the `service`");
      return;
    }
    sink_
        .Add(kUnclearGrant, span,
             "`" + resource + "` is no resource that actions of " +
                 (service.empty() ? "its service" : "`" + service + "`") +
                 " take")
        .Help("write its ARN as the service's reference has it");
  }

  void ReportEmpty(const model::Grant& grant, const FoundActions& found) {
    for (const diag::Located<model::AccessLevel>& one : grant.levels) {
      if (std::find(found.empty.begin(), found.empty.end(),
                    InCatalogue(one.value)) == found.empty.end()) {
        continue;
      }
      auto report = sink_.Add(kEmptyGrant, one.span,
                              "there is no action of level `" +
                                  std::string(model::NameOf(one.value)) +
                                  "` for these resources");
      report.Help("leave it away, or name resources that such actions take");
      if (!found.actions.empty()) {
        report.As(diag::Severity::kWarning);
      }
    }
  }

  Topology topology_;
  const catalog::Catalogue& catalogue_;
  diag::Sink& sink_;
  std::map<std::pair<std::string, std::string>, std::optional<ResourceTypes>>
      known_;
};

}  // namespace

Topology ExpandGrants(Topology topology, const catalog::Catalogue& catalogue,
                      diag::Sink& sink) {
  return Expander(std::move(topology), catalogue, sink).Run();
}

}  // namespace iamgen::passes

// What the calls that a document allows need besides.
#include <array>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "checks/policy/action_rules.h"
#include "checks/policy/resource_rules.h"
#include "checks/policy_check.h"
#include "policy/needs.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedStatement;

class NeedsChecks {
 public:
  NeedsChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        catalogue_(context.catalogue),
        findings_(findings),
        needs_(Known(context), context.catalogue) {}

  void Run() {
    for (const ParsedStatement& statement : context_.statements) {
      if (!statement.allows() || statement.statement->action.except) {
        continue;
      }
      // By place: one word of a topology may stand for many actions.
      std::map<diag::Span, Needy> actions;
      std::map<diag::Span, Needy> types;
      for (const ParsedAction& action : statement.actions) {
        if (!action.action || !told_.insert(action.action->index).second) {
          continue;
        }
        if (context_.Is({Kind::kIdentity}) && needs_.known()) {
          actions[action.value->span].Add(action, MissingActions(action));
        }
        types[action.value->span].Add(action, MissingTypes(action));
      }
      Tell(actions, types);
    }
  }

 private:
  // The statements of the document, and those that its holders have besides.
  static std::vector<const ParsedStatement*> Known(
      const PolicyContext& context) {
    std::vector<const ParsedStatement*> statements(
        context.standing.elsewhere.begin(), context.standing.elsewhere.end());
    for (const ParsedStatement& one : context.statements) {
      statements.push_back(&one);
    }
    return statements;
  }

  // Actions, and what their calls need.
  struct Needy {
    std::vector<std::string> actions;
    std::set<std::string> missing;

    void Add(const ParsedAction& action, const std::vector<std::string>& more) {
      if (!more.empty()) {
        actions.push_back(action.value->text);
        missing.insert(more.begin(), more.end());
      }
    }

    [[nodiscard]] std::string Missing() const {
      const std::vector<std::string> names(missing.begin(), missing.end());
      return support::QuotedList(names);
    }
  };

  [[nodiscard]] std::vector<std::string> MissingActions(
      const ParsedAction& action) {
    std::vector<std::string> missing;
    for (const catalog::ActionId one : needs_.MissingActions(*action.action)) {
      missing.push_back(catalogue_.FullNameOf(one));
    }
    return missing;
  }

  [[nodiscard]] std::vector<std::string> MissingTypes(
      const ParsedAction& action) {
    std::vector<std::string> missing;
    for (const catalog::ResourceTypeId type :
         needs_.MissingTypes(*action.action)) {
      missing.emplace_back(catalogue_.NameOf(type));
    }
    return missing;
  }

  void Tell(const std::map<diag::Span, Needy>& actions,
            const std::map<diag::Span, Needy>& types) {
    for (const auto& [span, here] : actions) {
      if (!here.actions.empty()) {
        findings_
            .Add(kDependentActionMissing, span,
                 support::QuotedList(here.actions) +
                     (here.actions.size() == 1 ? " needs " : " need ") +
                     here.Missing() + ", which nothing here allows")
            .Help("allow what the calls need, here or in another policy");
      }
    }
    for (const auto& [span, here] : types) {
      if (!here.actions.empty()) {
        findings_
            .Add(kRequiredResourceTypeMissing, span,
                 support::QuotedList(here.actions) +
                     (here.actions.size() == 1 ? " is" : " are") +
                     " also checked against " + here.Missing() +
                     ", of which no resource is allowed")
            .Help("allow it on them too, where it is needed");
      }
    }
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
  policy::Needs needs_;
  std::unordered_set<std::uint32_t> told_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (context.document.complete &&
      context.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession})) {
    NeedsChecks(context, findings).Run();
  }
}

constexpr std::array<const diag::Rule*, 2> kRules = {
    &kDependentActionMissing, &kRequiredResourceTypeMissing};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& CallNeeds() { return kFamily; }

}  // namespace iamgen::checks

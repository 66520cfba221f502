// Principals beside each other and beside their actions: which of them can ask
// for what, which say the same twice, and whom NotPrincipal leaves out.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/action_set.h"
#include "checks/policy/principal_rules.h"
#include "checks/policy_check.h"
#include "policy/federation.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::FederatedKind;
using policy::Kind;
using policy::ParsedAction;
using policy::ParsedStatement;
using policy::PrincipalForm;
using policy::PrincipalGroup;
using policy::Value;

constexpr std::string_view kRolesAnywhere = "rolesanywhere.amazonaws.com";

// The ways into a role, one for each kind of principal.
enum class Way : std::uint8_t { kPlain, kSaml, kWebIdentity };

constexpr std::array<std::string_view, 3> kWays = {
    "sts:AssumeRole", "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity"};

std::string_view ActionOf(Way way) {
  return kWays[static_cast<std::size_t>(way)];
}

// nullopt: any, or nobody knows. A Deny for everybody hits all ways.
std::optional<Way> WayOf(std::string_view type, const Value& value,
                         bool denies) {
  if (type == "AWS" || type == "Service") {
    return value.known() && !(denies && value.text == "*")
               ? std::optional(Way::kPlain)
               : std::nullopt;
  }
  switch (type == "Federated" ? policy::ParseFederated(value.text).kind
                              : FederatedKind::kNotKnown) {
    case FederatedKind::kSaml:
      return Way::kSaml;
    case FederatedKind::kOidc:
    case FederatedKind::kBuiltIn:
      return Way::kWebIdentity;
    case FederatedKind::kMalformed:
    case FederatedKind::kNotKnown:
      break;
  }
  return std::nullopt;
}

// The principals of a statement by the way that is theirs.
struct Comers {
  std::array<const Value*, 3> first{};
  std::vector<std::string> names;
  // Somebody may be there who can take any way.
  bool open = false;
};

Comers ComersOf(const policy::Statement& statement) {
  const policy::PrincipalClause& clause = statement.principal;
  Comers comers;
  comers.open = !clause.complete || clause.text.has_value();
  for (const PrincipalGroup& group : clause.groups) {
    comers.open |= !group.of.complete || !group.type.known();
    for (const Value& value : group.of.values) {
      const auto way = WayOf(group.type.text, value, statement.denies());
      comers.open |= !way;
      if (way) {
        auto& first = comers.first[static_cast<std::size_t>(*way)];
        first = first == nullptr ? &value : first;
        comers.names.push_back(value.text);
      }
    }
  }
  return comers;
}

class UseChecks {
 public:
  UseChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings), anywhere_(context.catalogue) {}

  void Resource(const ParsedStatement& parsed) {
    const policy::PrincipalClause& clause = parsed.statement->principal;
    if (clause.except && parsed.allows()) {
      findings_
          .Add(kAllowWithNotPrincipal, clause.name,
               "everybody but the named principals is allowed")
          .Help("name who is meant with Principal");
    } else if (clause.except && parsed.denies()) {
      DenyAllBut(clause);
    }
  }

  // Each action wants somebody who can ask for it, each principal an action
  // that it can ask for; a statement may mix them.
  void Ways(const ParsedStatement& parsed) {
    const policy::Statement& statement = *parsed.statement;
    if (statement.action.except || statement.principal.except ||
        !statement.principal.present) {
      return;
    }
    const Comers comers = ComersOf(statement);
    if (!comers.open && ActionsWithoutComers(parsed, comers)) {
      return;
    }
    const bool all_known =
        statement.action.complete() &&
        std::none_of(parsed.actions.begin(), parsed.actions.end(),
                     [](const ParsedAction& one) { return one.unknown; });
    if (all_known && NamesAnyWay(parsed)) {
      ComersWithoutAction(parsed, comers);
    }
  }

  // IAM Roles Anywhere asks for three things at once; several statements may
  // give them.
  void NoteAnywhere(const ParsedStatement& parsed) {
    const Value* named = AnywhereIn(parsed);
    if (named == nullptr) {
      return;
    }
    first_anywhere_ = first_anywhere_ == nullptr ? named : first_anywhere_;
    anywhere_ |= parsed.covered;
    anywhere_known_ =
        anywhere_known_ && parsed.statement->action.complete() &&
        std::none_of(parsed.actions.begin(), parsed.actions.end(),
                     [](const ParsedAction& one) { return one.unknown; });
  }

  void Anywhere() {
    if (first_anywhere_ == nullptr || !anywhere_known_) {
      return;
    }
    std::vector<std::string> missing;
    for (const std::string_view action :
         {"sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"}) {
      if (!Holds(anywhere_, action)) {
        missing.emplace_back(action);
      }
    }
    if (!missing.empty()) {
      findings_
          .Add(kRolesAnywhereActionsMissing, first_anywhere_->span,
               "IAM Roles Anywhere also needs " + support::QuotedList(missing))
          .Help("add " + support::QuotedList(missing) + " to the actions");
    }
  }

  // Sessions beside their role.
  void Sessions(const policy::PrincipalClause& clause) {
    std::unordered_map<std::string, const Value*> roles;
    std::vector<std::pair<std::string, const Value*>> sessions;
    for (const PrincipalGroup& group : clause.groups) {
      for (const Value& value : group.of.values) {
        if (!value.known() || group.type.text != "AWS") {
          continue;
        }
        const auto parsed = policy::ParseAwsPrincipal(value.text);
        const std::string role = parsed.account + "/" + parsed.role;
        if (parsed.form == PrincipalForm::kRole) {
          roles.emplace(role, &value);
        } else if (parsed.form == PrincipalForm::kSession) {
          sessions.emplace_back(role, &value);
        }
      }
    }
    for (const auto& [role, value] : sessions) {
      const auto found = roles.find(role);
      if (found != roles.end()) {
        findings_
            .Add(kRedundantSessionPrincipal, value->span,
                 Quoted(*value) +
                     " is a session of a role that stands beside it")
            .Also(found->second->span, "the role is here")
            .Help("remove it")
            .RemoveElement(value->span, value->text)
            .Given(found->second->span, found->second->text);
      }
    }
  }

 private:
  [[nodiscard]] bool Holds(const catalog::ActionSet& actions,
                           std::string_view action) const {
    const auto id = context_.catalogue.FindAction(action);
    return id && actions.Contains(*id);
  }

  // A session escapes only where its role and its account are named too, a user
  // or a role only where its account is.
  void DenyAllBut(const policy::PrincipalClause& clause) {
    std::set<std::string> accounts;
    std::set<std::string> roles;
    std::vector<const Value*> named;
    for (const PrincipalGroup& group : clause.groups) {
      for (const Value& value : group.of.values) {
        const auto parsed = policy::ParseAwsPrincipal(value.text);
        if (parsed.form == PrincipalForm::kAccount) {
          accounts.insert(parsed.account);
        } else if (parsed.form == PrincipalForm::kRole) {
          roles.insert(parsed.account + "/" + parsed.role);
        }
        named.push_back(&value);
      }
    }
    auto report = findings_.Add(
        kDenyWithNotPrincipal, clause.name,
        "the Deny hits everybody who is not named, sessions and services too");
    report.Help(
        "write `\"Principal\": \"*\"` and a condition `ArnNotEquals` on "
        "`aws:PrincipalArn`");
    constexpr std::size_t kMostTold = 3;
    std::size_t told = 0;
    for (const Value* value : named) {
      const auto parsed = policy::ParseAwsPrincipal(value->text);
      const bool session = parsed.form == PrincipalForm::kSession;
      const bool single = session || parsed.form == PrincipalForm::kRole ||
                          parsed.form == PrincipalForm::kUser;
      const bool lacks_account = single && !parsed.account.empty() &&
                                 !accounts.contains(parsed.account);
      const bool lacks_role =
          session && !roles.contains(parsed.account + "/" + parsed.role);
      if ((lacks_account || lacks_role) && clause.complete &&
          told++ < kMostTold) {
        report.Also(value->span, Quoted(*value) +
                                     " is denied all the same, as its " +
                                     (lacks_account ? "account" : "role") +
                                     " is not named beside it");
      }
    }
  }

  bool NamesAnyWay(const ParsedStatement& parsed) const {
    return std::any_of(kWays.begin(), kWays.end(), [&](std::string_view one) {
      return Holds(parsed.covered, one);
    });
  }

  bool ActionsWithoutComers(const ParsedStatement& parsed,
                            const Comers& comers) {
    bool told = false;
    for (const ParsedAction& action : parsed.actions) {
      for (std::size_t way = 0; way < kWays.size(); ++way) {
        if (comers.first[way] != nullptr || comers.names.empty() ||
            !support::EqualIgnoringCase(action.value->text, kWays[way])) {
          continue;
        }
        told = true;
        auto report =
            findings_.Add(kActionPrincipalMismatch, action.value->span,
                          support::QuotedList(comers.names) +
                              (comers.names.size() == 1 ? " does" : " do") +
                              " not come in by " + Quoted(*action.value));
        for (std::size_t other = 0; other < kWays.size(); ++other) {
          if (comers.first[other] != nullptr) {
            report.Also(comers.first[other]->span, "the principal is here");
            report.Help("for " + Quoted(*comers.first[other]) + ", write `" +
                        std::string(kWays[other]) + "`");
            break;
          }
        }
      }
    }
    return told;
  }

  void ComersWithoutAction(const ParsedStatement& parsed,
                           const Comers& comers) {
    for (const Way way : {Way::kPlain, Way::kSaml, Way::kWebIdentity}) {
      const Value* comer = comers.first[static_cast<std::size_t>(way)];
      if (comer != nullptr && !Holds(parsed.covered, ActionOf(way))) {
        findings_
            .Add(kActionPrincipalMismatch, comer->span,
                 Quoted(*comer) + " comes in by `" +
                     std::string(ActionOf(way)) +
                     "`, which the statement does not name")
            .Also(parsed.statement->action.span, "the actions are here")
            .Help("add `" + std::string(ActionOf(way)) +
                  "`, or write a statement of its own for the principal");
      }
    }
  }

  static const Value* AnywhereIn(const ParsedStatement& parsed) {
    if (!parsed.allows() || parsed.statement->principal.except) {
      return nullptr;
    }
    for (const PrincipalGroup& group : parsed.statement->principal.groups) {
      for (const Value& value : group.of.values) {
        if (group.type.text == "Service" && value.text == kRolesAnywhere) {
          return &value;
        }
      }
    }
    return nullptr;
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  const Value* first_anywhere_ = nullptr;
  catalog::ActionSet anywhere_;
  bool anywhere_known_ = true;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  const bool trust = context.Is({Kind::kTrust});
  if (!trust && !context.Is({Kind::kResource})) {
    return;
  }
  UseChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    if (!statement.statement->principal.except) {
      checks.Sessions(statement.statement->principal);
    }
    if (trust) {
      checks.Ways(statement);
      checks.NoteAnywhere(statement);
    } else {
      checks.Resource(statement);
    }
  }
  checks.Anywhere();
}

constexpr std::array<const diag::Rule*, 5> kRules = {
    &kActionPrincipalMismatch, &kRolesAnywhereActionsMissing,
    &kRedundantSessionPrincipal, &kAllowWithNotPrincipal,
    &kDenyWithNotPrincipal};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& PrincipalUse() { return kFamily; }

}  // namespace iamgen::checks

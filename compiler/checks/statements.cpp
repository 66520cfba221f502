// Statements: what IAM refuses in a document whatever it grants.
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "checks/check.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "policy/rules.h"

namespace iamgen::checks {
namespace {

// A document, the entity it belongs to, and where that is.
struct Found {
  const model::Document& document;
  std::string entity;
  model::AccountSetId accounts;
};

void ForEachDocument(const model::Topology& topology,
                     const std::function<void(const Found&)>& look) {
  for (const model::ManagedPolicy& policy : topology.policies) {
    look({policy.document, "policy/" + policy.key, policy.accounts});
  }
  for (const model::Role& role : topology.roles) {
    look({role.trust, "role/" + role.key, role.accounts});
  }
  for (const model::IdentityView& identity : model::Identities(topology)) {
    for (const model::InlinePolicy& one : identity.inlines) {
      look({one.document, identity.Described(), identity.accounts});
    }
  }
  for (const model::ResourcePolicy& resource : topology.resources) {
    look({resource.document, "resource/" + resource.key, resource.accounts});
  }
  for (const model::ControlPolicy& policy : topology.control_policies) {
    look({policy.document,
          (policy.kind == model::ControlKind::kService ? "scp/" : "rcp/") +
              policy.key,
          policy.accounts});
  }
}

// Calls `look` with accounts of the document until it has found something:
// with one of them if all are alike, with each otherwise.
void ForEachAccount(const model::Topology& topology, const Found& found,
                    bool alike,
                    const std::function<bool(model::AccountId)>& look) {
  if (!found.accounts.valid()) {
    return;
  }
  for (const model::AccountId id :
       topology.account_sets[found.accounts].members) {
    if (look(id) || alike) {
      return;
    }
  }
}

// Whether the Sids are the same in all accounts. Then all statements are looked
// at together, wherever they stand.
bool SidsAreAlike(const model::Document& document) {
  return std::all_of(
      document.statements.begin(), document.statements.end(),
      [](const model::Statement& one) { return one.sid.IsLiteral(); });
}

void InvalidSid(const model::Topology& topology, const Reporter& report) {
  ForEachDocument(topology, [&](const Found& found) {
    const bool alike = SidsAreAlike(found.document);
    const auto look = [&](model::AccountId id) {
      bool any = false;
      for (const model::Statement& one : found.document.statements) {
        const std::string sid = alike || model::StandsIn(topology, one, id)
                                    ? model::Evaluate(topology, one.sid, id)
                                    : "";
        if (sid.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789") !=
            std::string::npos) {
          any = true;
          report(one.span,
                 "Sid `" + sid + "` holds more than letters and digits")
              .Help("write it with letters and digits alone")
              .About(found.entity);
        }
      }
      return any;
    };
    ForEachAccount(topology, found, alike, look);
  });
}

void DuplicateSid(const model::Topology& topology, const Reporter& report) {
  ForEachDocument(topology, [&](const Found& found) {
    const bool alike = SidsAreAlike(found.document);
    const auto look = [&](model::AccountId id) {
      bool any = false;
      std::map<std::string, diag::Span> taken;
      for (const model::Statement& one : found.document.statements) {
        if (one.sid.empty() || !(alike || model::StandsIn(topology, one, id))) {
          continue;
        }
        const std::string sid = model::Evaluate(topology, one.sid, id);
        const auto [first, is_new] = taken.emplace(sid, one.span);
        if (!is_new) {
          any = true;
          report(one.span, "Sid `" + sid + "` stands twice in one document")
              .Also(first->second, "the other is here")
              .Help("give one of them another Sid, or none")
              .About(found.entity);
        }
      }
      return any;
    };
    ForEachAccount(topology, found, alike, look);
  });
}

// Operators and keys that are written differently and come to one. Equal ones
// are written as one.
void DuplicateMember(const model::Topology& topology, const Reporter& report) {
  ForEachDocument(topology, [&](const Found& found) {
    const auto look = [&](model::AccountId id) {
      for (const model::Statement& one : found.document.statements) {
        std::map<std::string, const model::Text*> operators;
        std::map<std::pair<std::string, std::string>, const model::Text*> keys;
        for (const model::ConditionTest& test : one.conditions) {
          const std::string op = model::Evaluate(topology, test.op, id);
          const std::string key = model::Evaluate(topology, test.key, id);
          const auto same_op = operators.emplace(op, &test.op).first;
          const auto same_key = keys.emplace(std::pair(op, key), &test.key);
          const bool op_again = *same_op->second != test.op;
          if (op_again || *same_key.first->second != test.key) {
            report(one.span, "the condition holds `" + (op_again ? op : key) +
                                 "` twice in `" + topology.accounts[id].alias +
                                 "`")
                .Help("write it once, with the values of both")
                .In(topology.accounts[id].alias)
                .About(found.entity);
            return true;
          }
        }
      }
      return false;
    };
    const bool alike = std::all_of(
        found.document.statements.begin(), found.document.statements.end(),
        [](const model::Statement& one) {
          return std::all_of(one.conditions.begin(), one.conditions.end(),
                             [](const model::ConditionTest& test) {
                               return test.op.IsLiteral() &&
                                      test.key.IsLiteral();
                             });
        });
    ForEachAccount(topology, found, alike, look);
  });
}

constexpr Check kChecks[] = {
    {.rule = policy::kDuplicateMember, .run = DuplicateMember},
    {.rule =
         {.id = "IAM117",
          .name = "invalid-sid",
          .severity = diag::Severity::kError,
          .summary = "a Sid of more than letters and digits",
          .explanation =
              R"(IAM takes only letters and digits in the Sid of a statement.

Fires:    sid: read logs
Repaired: sid: ReadLogs
AWS: "IAM JSON policy elements: Sid"
)"},
     .run = InvalidSid},
    {.rule =
         {.id = "IAM118",
          .name = "duplicate-sid",
          .severity = diag::Severity::kError,
          .summary = "one Sid twice in a document",
          .explanation =
              R"(Within a document every Sid names one statement; IAM refuses a second.
A library policy that is used twice gets its Sids numbered by iamgen.

Fires:    [ { sid: A, ... }, { sid: A, ... } ]
Repaired: [ { sid: A, ... }, { sid: B, ... } ]
AWS: "IAM JSON policy elements: Sid"
)"},
     .run = DuplicateSid},
};

}  // namespace

std::span<const Check> StatementChecks() { return kChecks; }

}  // namespace iamgen::checks

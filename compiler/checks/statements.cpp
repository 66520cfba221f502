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
};

}  // namespace

std::span<const Check> StatementChecks() { return kChecks; }

}  // namespace iamgen::checks

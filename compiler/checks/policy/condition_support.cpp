// Keys and actions that do not go together: requests of the action never carry
// the key.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "checks/policy/condition_support_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"
#include "policy/condition_keys.h"
#include "policy/key_support.h"
#include "policy/satisfiable.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedStatement;
using policy::ParsedTest;

// Its reference leaves keys out that its guide has ("Controlling access to AWS
// Marketplace subscriptions").
constexpr std::string_view kThin = "aws-marketplace";

// What a statement may cost. No real one comes near.
constexpr std::size_t kMostLooks = 1U << 18U;

class SupportChecks {
 public:
  SupportChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        catalogue_(context.catalogue),
        findings_(findings),
        support_(context.catalogue) {}

  void Look(const ParsedStatement& statement) {
    const std::size_t start = support_.looks();
    bool by_tag = false;
    for (const ParsedTest& test : statement.tests) {
      if (support_.looks() - start > kMostLooks) {
        return;
      }
      if (!test.id || !test.op) {
        continue;
      }
      const catalog::Key key = catalogue_[*test.id];
      if (key.name.starts_with("aws:ResourceTag/")) {
        // One finding for each action, whatever the number of tags.
        if (!by_tag && policy::NeedsKey(test) && !IsNull(test)) {
          by_tag = true;
          ResourceTag(statement, test, start);
        }
      } else if (!key.global && !key.name.starts_with("aws:") &&
                 !test.op->if_exists && !statement.statement->action.except) {
        ServiceKey(statement, test, key, start);
      }
    }
  }

 private:
  void ServiceKey(const ParsedStatement& statement, const ParsedTest& test,
                  const catalog::Key& key, std::size_t start) {
    std::vector<std::string> without;
    const policy::Value* first = nullptr;
    for (const ParsedAction& action : statement.actions) {
      if (support_.looks() - start > kMostLooks) {
        break;
      }
      if (action.action && !support_.Has(*action.action, *test.id) &&
          support::Lower(action.prefix) != kThin) {
        without.push_back(action.value->text);
        first = first == nullptr ? action.value : first;
      }
    }
    if (without.empty() || !IsListed(key, *test.id)) {
      return;
    }
    const bool none = without.size() == statement.actions.size();
    // Then the principal is of another kind than the action.
    if (none && policy::IsProviderKey(test.key)) {
      return;
    }
    findings_
        .Add(kKeyUnsupportedByAction, test.test->key.span,
             "requests of " + support::QuotedList(without) + " never carry " +
                 QuotedKey(test))
        .Also(first->span, "the action is here")
        .Help(none ? "test another key"
                   : "put these actions into a statement of their own");
  }

  // Whether the catalogue knows any action that has the key. Keys of identity
  // providers are those of AWS STS.
  bool IsListed(const catalog::Key& key, catalog::KeyId id) {
    auto service =
        catalogue_.FindService(key.name.substr(0, key.name.find(':')));
    if (!service) {
      service = catalogue_.FindService("sts");
    }
    return service && support_.HasAny(*service, id);
  }

  // Tags of resources, and actions without resources that have any.
  void ResourceTag(const ParsedStatement& statement, const ParsedTest& test,
                   std::size_t start) {
    const bool deny = statement.denies();
    if (!(deny || statement.allows()) ||
        !(context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession}) ||
          (deny && context_.Is({Kind::kServiceControl})))) {
      return;
    }
    if (statement.statement->action.except) {
      findings_
          .Add(deny ? kDenyNotActionWithTagKey : kAllowNotActionWithTagKey,
               statement.statement->action.name,
               "NotAction reaches actions whose requests never carry " +
                   QuotedKey(test))
          .Help("name the actions whose resources have tags");
      return;
    }
    for (const ParsedAction& action : statement.actions) {
      if (support_.looks() - start > kMostLooks) {
        return;
      }
      if (NeverHas(action, *test.id)) {
        findings_
            .Add(
                deny ? kDenyWithUnsupportedTagKey : kAllowWithUnsupportedTagKey,
                action.value->span,
                "requests of " + Quoted(*action.value) + " never carry " +
                    QuotedKey(test) +
                    (deny ? ", so they are not denied"
                          : ", so they are never allowed"))
            .Help("put it into a statement of its own, without the test")
            .Also(test.test->key.span, "the test is here");
      }
    }
  }

  // An action without the key, or a pattern of such actions alone.
  bool NeverHas(const ParsedAction& action, catalog::KeyId key) {
    if (action.action) {
      return !support_.Has(*action.action, key);
    }
    if (action.anything || action.unknown || !action.well_formed ||
        !action.service) {
      return false;
    }
    if (!support_.HasAny(*action.service, key)) {
      return true;
    }
    catalog::ActionSet covered(catalogue_);
    catalogue_.Expand(action.value->text, covered);
    bool has = covered.empty();
    covered.ForEach(
        [&](catalog::ActionId one) { has = has || support_.Has(one, key); });
    return !has;
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
  policy::KeySupport support_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  SupportChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    if (!statement.tests.empty()) {
      checks.Look(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 5> kRules = {
    &kKeyUnsupportedByAction, &kDenyWithUnsupportedTagKey,
    &kDenyNotActionWithTagKey, &kAllowWithUnsupportedTagKey,
    &kAllowNotActionWithTagKey};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionSupport() { return kFamily; }

}  // namespace iamgen::checks

// What the roles and users of a topology may do, all of their policies taken
// together, as far as actions and patterns of resources tell.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/alike_accounts.h"
#include "analysis/parsed_policies.h"
#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "model/identities.h"
#include "model/topology.h"

namespace iamgen::analysis {

// A policy that a principal has.
struct HeldPolicy {
  // nullptr: nobody here knows its document.
  const ParsedPolicy* parsed = nullptr;
  // Of a document of the topology.
  const FoundDocument* found = nullptr;
  // Of a policy that exists already: its ARN.
  std::string arn;
  // Where it is attached, or written.
  diag::Span span;
  // The group that it comes by, if it comes by one.
  model::GroupId group;
};

// A role or a user, in accounts in which it may do the same. A group makes no
// requests: its policies are its users'.
struct Principal {
  model::EntityRef entity;
  // "role/Deploy", "Deploy".
  std::string described;
  std::string key;
  diag::Span span;
  AlikeAccounts accounts;
  std::vector<HeldPolicy> policies;
  // Its permissions boundary, and whether it has one.
  HeldPolicy boundary;
  bool bounded = false;
  // The service control policies above its account.
  std::vector<const ParsedPolicy*> controls;
  // What of its policies is its own.
  std::vector<std::unique_ptr<const ParsedPolicy>> inlines;
  // Whether every policy of it is known, and the boundary.
  bool complete = true;

  // Actions that some statement allows on something, on conditions or not, less
  // what is denied on everything without conditions, as far as boundary and
  // control policies let. Of a service control policy only what it denies
  // counts: nobody here knows what else is attached.
  catalog::ActionSet may;
  // Those of them that are allowed on everything, without conditions.
  catalog::ActionSet freely;
  // What the boundary allows on something and does not deny on everything; all
  // without a boundary, or with one that is not known.
  catalog::ActionSet bounds;
  // What control policies deny on everything, without conditions.
  catalog::ActionSet denied_above;

  // Calls `look` with every statement of its policies.
  template <typename Look>
  void ForEachStatement(Look look) const {
    for (const HeldPolicy& held : policies) {
      if (held.parsed == nullptr) {
        continue;
      }
      for (const policy::ParsedStatement& one : held.parsed->statements) {
        look(one, held);
      }
    }
  }
};

// Linear in principals; accounts that are alike are one. It does not outlive
// the topology.
class Access {
 public:
  Access(const model::Topology& topology, const catalog::Catalogue& catalogue);

  // Calls `look` with every role and user that exists somewhere, each in the
  // accounts in which it may do the same. What it is given is gone afterwards:
  // of a thousand roles only one is held at a time.
  void ForEachPrincipal(const std::function<void(const Principal&)>& look);

  // Calls `look` with one of them in one account that it is in; with a group,
  // for users that somebody else makes.
  void At(model::EntityRef entity, model::AccountId account,
          const std::function<void(const Principal&)>& look);

  // Whether nothing keeps the principal from anything: what administrators are
  // for, and whoever may write any policy of IAM.
  [[nodiscard]] bool IsAdministrator(const Principal& principal) const;

  ParsedPolicies& policies() { return policies_; }

  AccountClasses& classes() { return classes_; }

 private:
  class Gatherer;

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  AccountClasses classes_;
  ParsedPolicies policies_;
  // With these, everything else is a matter of time.
  catalog::ActionSet of_administrators_;
};

}  // namespace iamgen::analysis

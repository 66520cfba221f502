// What a person who reviews access wants to know of each user, group, role and
// policy: how it is entered, what it holds, and what that comes to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/access.h"
#include "analysis/granted_services.h"
#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "model/topology.h"

namespace iamgen::analysis {

struct ReviewedPolicy {
  enum class Kind : std::uint8_t {
    kLibrary,   // a managed policy of the topology
    kInline,    // written where it is used
    kDerived,   // made of trust edges and triggers
    kExisting,  // one that exists already
  };

  Kind kind = Kind::kLibrary;
  // Its key, its name, or its ARN.
  std::string name;
  // Where it is attached, or written.
  diag::Span span;
  // The key of the group that it comes by.
  std::string group;
  // Whether its document is known.
  bool known = true;

  friend bool operator==(const ReviewedPolicy&,
                         const ReviewedPolicy&) = default;
};

// In accounts in which it may do the same.
struct ReviewPage {
  ReviewPage(model::EntityRef of, const catalog::Catalogue& catalogue)
      : entity(of), may(catalogue) {}

  model::EntityRef entity;
  std::string key;
  diag::Span span;
  std::vector<model::AccountId> accounts;
  // Of a user.
  bool console = false;
  bool makes_own_keys = false;
  // A user: its groups. A group: its users. A policy: who has it.
  std::vector<std::string> related;
  // The same, as far as the topology makes them.
  std::vector<model::EntityRef> related_entities;
  // Whether there is more of them, which somebody else makes.
  bool more_related = false;
  // Of a role: who may assume it, each as "group developers of master, with
  // aws:MultiFactorAuthPresent=true".
  std::vector<std::string> trusted;
  std::vector<ReviewedPolicy> policies;
  std::optional<ReviewedPolicy> boundary;
  bool administrator = false;
  // Whether a policy of it, or a role that it may assume, asks for a second
  // factor.
  bool asks_for_mfa = false;
  // Of a policy: it allows nothing, and only bounds what others allow.
  bool bounds_only = false;
  // Whether every document is known; `may` falls short otherwise.
  bool complete = true;
  // See `Principal::may`. Of a group and a policy: what it gives.
  catalog::ActionSet may;
  std::vector<GrantedService> services;
};

// Whether two are the same but for their accounts.
bool SaysTheSame(const ReviewPage& a, const ReviewPage& b);

// Users, then groups, roles and policies, each as declared; of accounts, those
// that were chosen. Policies that nothing attaches are there, too, without
// accounts. Linear in entities, and in accounts.
std::vector<ReviewPage> PagesOf(const model::Topology& topology,
                                const catalog::Catalogue& catalogue,
                                Access& access,
                                const std::vector<model::AccountId>& chosen);

}  // namespace iamgen::analysis

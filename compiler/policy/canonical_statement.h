// A statement in one spelling, so that statements that say the same are equal.
#pragma once

#include <string>
#include <vector>

#include "policy/cover_index.h"
#include "policy/document.h"

namespace iamgen::policy {

struct CanonicalStatement {
  // Effect, and which elements are there: "Allow NotAction Resource".
  std::string frame;
  // Each sorted and without what another entry of its list covers; actions in
  // small letters.
  std::vector<std::string> actions;
  std::vector<std::string> resources;
  // Type and text; an account is its id, however it was written.
  std::vector<std::string> principals;
  // Operator, key and values, sorted.
  std::vector<std::string> tests;
  bool not_action = false;
  bool not_resource = false;
  bool not_principal = false;
  // Nothing in it is unknown.
  bool known = true;

  // One text for each meaning that this spelling tells apart; of the parts that
  // are asked for.
  struct Parts {
    bool actions = true;
    bool resources = true;
    bool principals = true;
  };

  [[nodiscard]] std::string TextOf(Parts parts) const;

  [[nodiscard]] std::string Text() const { return TextOf(Parts{}); }
};

// The covers are those of the statement's lists of actions and resources.
CanonicalStatement CanonicalOf(const Statement& statement,
                               const CoverIndex& actions,
                               const CoverIndex& resources);

// The principal in one spelling: "AWS 222222222222".
std::string CanonicalPrincipal(const std::string& type,
                               const std::string& text);

}  // namespace iamgen::policy

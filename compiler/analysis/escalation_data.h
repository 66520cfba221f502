// The ways to come by more rights than one was given, and actions that nobody
// should have on everything: schemas/escalation/, embedded.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace iamgen::analysis {

// Whether a policy alone is worth a word, or only one whose target is known.
enum class EscalationScope : std::uint8_t { kPolicy, kTarget };

struct EscalationMethod {
  // "ESC-301", for ever.
  std::string_view id;
  // "ec2-instance".
  std::string_view name;
  EscalationScope scope = EscalationScope::kPolicy;
  // Groups with blanks between, of which each needs one of its alternatives,
  // with `|` between: "iam:PassRole ecs:RunTask|ecs:StartTask".
  std::string_view actions;
  // Where a role is passed or taken over: the services of which it has to trust
  // one, with blanks between.
  std::string_view services;
  // What has to be there besides: "an instance profile with the role".
  std::string_view needs;
  // AWS has closed the service.
  bool ended = false;
};

std::span<const EscalationMethod> EscalationMethods();

// Names of actions, each with a blank behind it.
struct ActionLists {
  // Hand out credentials, or tokens that are as good.
  std::string_view credentials;
  // Read data in bulk: those that everybody agrees on, and the others.
  std::string_view bulk_reads;
  std::string_view more_bulk_reads;
  // Expose resources or identities, though their access level is not
  // "Permissions management".
  std::string_view exposing;
};

const ActionLists& ListsOfActions();

}  // namespace iamgen::analysis

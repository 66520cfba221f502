// In which order accounts can be deployed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "diag/span.h"
#include "model/topology.h"

namespace iamgen::analysis {

// One account waits for another: something in it names an entity of the other
// by its ARN as a principal, which IAM refuses while that does not exist ("AWS
// JSON policy elements: Principal").
struct Wait {
  model::AccountId account;
  model::AccountId for_account;
  // What names it, "role/Deploy", and where.
  std::string holder;
  diag::Span span;
  model::EntityRef principal;
};

// Accounts that wait for each other.
struct Circle {
  // Each waits for the next one's account, the last for the first's.
  std::vector<Wait> waits;
  // The one to give up, and whether that is enough for all accounts that are in
  // circles with these.
  std::size_t repair = 0;
  bool enough = true;
};

struct Waves {
  // Accounts of one wave wait for accounts of earlier ones alone; each is in
  // the earliest it can be in. In the order of the topology within a wave.
  // Accounts in a circle, and what waits for them, are in none.
  std::vector<std::vector<model::AccountId>> waves;
  std::vector<Circle> circles;
};

// The waves of the accounts that are built. The topology has both halves of
// every edge. Linear in accounts, sets and principals: two sets of accounts
// that wait for each other count as their members, not as their pairs.
Waves WavesOf(const model::Topology& topology);

}  // namespace iamgen::analysis

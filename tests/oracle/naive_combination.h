// Step 6 of the decision: whether what matched lets the caller in, and what no
// policy can let in.
#pragma once

#include <set>
#include <string>

#include "oracle/naive_matching.h"
#include "oracle/naive_principals.h"

namespace iamgen::oracle {

struct NaiveRequest {
  Caller caller;
  std::string action;
  std::string resource;
  std::string resource_account;
  Context context;
};

// What allows: an identity policy, every limit, and the ways in which the
// resource policy reaches the caller.
struct Sides {
  bool identity = false;
  bool limits = false;
  std::set<Way> ways;
};

// A role's trust policy decides every sts action on a role, and
// sts:AssumeRole... on anything.
bool IsTrust(const std::string& action, const std::string& resource);
bool NoPolicyCanAllow(const NaiveRequest& request);
bool IsGranted(const NaiveRequest& request, const Sides& sides);

}  // namespace iamgen::oracle

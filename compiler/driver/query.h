// `iamgen query`: who can do something, and what somebody can reach.
#pragma once

#include <string>
#include <vector>

namespace iamgen::driver {

struct QueryRequest {
  // "who-can" or "reach".
  std::string what;
  // ACTION [RESOURCE], or PRINCIPAL.
  std::vector<std::string> arguments;
  // Of `reach`: where chains are to end, "role/Apply@dev"; empty: anywhere.
  std::string to;
  std::vector<std::string> context;
  // "text", "json" or "csv".
  std::string format = "text";
};

// The words that `what` may be.
std::vector<std::string> Queries();

}  // namespace iamgen::driver

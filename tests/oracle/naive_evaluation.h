// What IAM decides about one request, computed in the plainest way there is:
// the JSON of every policy is read anew for every request. It shares nothing
// with the compiler, so that it can judge the quick evaluator.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace iamgen::oracle {

struct NaiveResult {
  // "allowed", "explicit_deny" or "implicit_deny". Nothing is ever unknown to
  // a case, so "depends" is never the answer.
  std::string decision;
  // JSON pointers into the case: every Deny that matched, or every Allow that
  // grants. Nothing for an implicit denial.
  std::vector<std::string> decided_by;
  // What makes the case malformed; there is no decision then.
  std::string error;
};

// A case as `iamgen simulate --cases` reads one line. Besides its keys,
// `federated_by` may give the ARN of the user behind a federated session.
NaiveResult EvaluateNaively(const nlohmann::json& one);

}  // namespace iamgen::oracle

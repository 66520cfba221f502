// What one policy document decides, computed in the plainest way there is. It
// shares nothing with the compiler but the model, so that the two can be held
// against each other.
#pragma once

#include <map>
#include <string>

#include "model/policy.h"

namespace iamgen::oracle {

struct Request {
  std::string action;
  std::string resource;
  // An ARN; for documents that name principals.
  std::string principal;
  // Keys in small letters, each with one value.
  std::map<std::string, std::string> context;
};

enum class Decision { kNothing, kAllow, kDeny };

// Of documents without holes. Conditions know StringEquals, StringNotEquals and
// StringLike; `${key}` stands for a value of the context, and a statement whose
// variable has none matches nothing.
Decision Decide(const model::Document& document, const Request& request);

}  // namespace iamgen::oracle

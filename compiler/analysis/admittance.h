// Whom a trust policy, or the policy of a resource, lets in.
#pragma once

#include <string>
#include <string_view>

#include "policy/document.h"

namespace iamgen::analysis {

// Who asks: a role or a user of some account.
struct Caller {
  // "arn:aws:iam::222222222222:role/ops/Deploy".
  std::string arn;
  std::string account;
};

// Whether some statement lets the caller do the action, and none denies it.
// What a statement tests besides the caller's ARN and account is taken to be
// met in an Allow and not to be met in a Deny: no means no.
bool Admits(const policy::Document& document, const Caller& caller,
            std::string_view action);

// The same of a statement that names the caller itself, not its account or
// everybody: within an account that is enough without a policy of the caller's.
bool AdmitsByName(const policy::Document& document, const Caller& caller,
                  std::string_view action);

// The same for a service: "lambda.amazonaws.com".
bool AdmitsService(const policy::Document& document, std::string_view service,
                   std::string_view action);

}  // namespace iamgen::analysis

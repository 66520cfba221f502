// What `lint --as` says of the documents it is given.
#pragma once

#include <string>
#include <string_view>

#include "checks/policy_check.h"
#include "policy/document.h"
#include "support/result.h"

namespace iamgen::driver {

struct LintAs {
  // Guessed from each document; the rest says nothing then.
  bool automatic = true;
  policy::Kind kind = policy::Kind::kIdentity;
  // Of a resource policy: the service of its resource.
  std::string service;
  // Of an identity policy.
  checks::Attachment attachment = checks::Attachment::kUnknown;
};

// "auto", "identity", "boundary", "session", "trust", "resource:SERVICE",
// "scp", "rcp"; and, for its size to be judged, "identity:managed",
// "identity:user", "identity:group", "identity:role".
support::Result<LintAs> ParseLintAs(std::string_view text);

}  // namespace iamgen::driver

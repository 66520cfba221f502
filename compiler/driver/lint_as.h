// What `lint --as` says of the documents it is given.
#pragma once

#include <optional>
#include <string_view>

#include "importers/policy_document.h"
#include "support/result.h"

namespace iamgen::driver {

// "auto", which is nullopt: guessed from each document. Or "identity",
// "boundary", "session", "trust", "resource", "resource:SERVICE", "scp", "rcp";
// and of a policy that IAM is to take as it stands, for its size to be judged:
// "identity:managed", "identity:user", "identity:group", "identity:role".
support::Result<std::optional<importers::Purpose>> ParseLintAs(
    std::string_view text);

}  // namespace iamgen::driver

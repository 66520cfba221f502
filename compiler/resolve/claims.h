// Claims of `expect:`: patterns become entities in accounts.
#pragma once

#include <vector>

#include "diag/sink.h"
#include "model/claim.h"
#include "model/topology.h"
#include "resolve/accounts.h"
#include "resolve/scope.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// Reports claims about entities or accounts that are not there, and leaves them
// out. `topology` has all of its entities.
std::vector<model::Claim> ResolveClaims(const syntax::Topology& ast,
                                        const model::Topology& topology,
                                        Accounts& accounts, Names& names,
                                        diag::Sink& sink);

}  // namespace iamgen::resolve

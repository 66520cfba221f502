// Claims of `expect:`, as far as names go.
#pragma once

#include "diag/sink.h"
#include "resolve/accounts.h"
#include "resolve/registry.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// Reports claims about entities or accounts that are not there.
void CheckClaims(const syntax::Topology& ast, const model::Topology& topology,
                 Accounts& accounts, diag::Sink& sink);

}  // namespace iamgen::resolve

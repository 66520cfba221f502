// ARNs as principals of trust policies and as roles to assume.
#pragma once

#include "diag/sink.h"
#include "model/policy.h"

namespace iamgen::resolve {

// Where an ARN stands: in an entry of `trusted_by:`, in a trust policy that was
// pasted, or as the role that an entry of `assumes:` leads to.
enum class PrincipalUse { kEntry, kPasted, kTarget };

// Reports an ARN that IAM takes for no principal ("AWS JSON policy elements:
// Principal"), or for no role. What holes hide is not looked at. Entries of
// `trusted_by:` have words of their own for `*` and for whole accounts.
void CheckPrincipalArn(const model::LocatedText& arn, PrincipalUse use,
                       diag::Sink& sink);

}  // namespace iamgen::resolve

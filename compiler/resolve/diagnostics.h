// The findings of name resolution.
#pragma once

#include "diag/rule.h"
#include "diag/shared_rules.h"
#include "resolve/entity_rules.h"
#include "resolve/name_rules.h"
#include "resolve/text_rules.h"

namespace iamgen::resolve {

inline constexpr const diag::Rule* kResolveRules[] = {
    &kDuplicateName,
    &kReservedAlias,
    &kEmptySelector,
    &kUndefinedVariable,
    &kUnusedVariable,
    &kMalformedReference,
    &kListInText,
    &kUnknownName,
    &diag::kUnknownServicePrincipal,
    &kUnlistedService,
    &kUnknownManagedPolicy,
    &kBoundaryNotPolicy,
    &kArguments,
    &kEdgeMissingRole,
    &kEdgeDisagreement,
    &diag::kMalformedAwsPrincipal,
    &diag::kPartitionMismatch,
    &kBadPlace,
    &kProfileWithoutEc2,
    &kUnusedPolicy,
    &kEmptyList,
    &kStatementShape,
    &kGeneratedName,
    &kIncludeCycle,
    &kOutsidePath,
    &kMembership,
    &kPartialMembership,
    &kBadProvider,
    &kSubstitutionExplosion};

}  // namespace iamgen::resolve

// Every rule that importers report, except those of `policy/rules.h`, which are
// listed where the topology's checks are.
#pragma once

#include "diag/rule.h"
#include "importers/document_rules.h"
#include "importers/emptiness_rules.h"
#include "importers/hcl_rules.h"
#include "importers/instance_profile_rules.h"
#include "importers/lambda_rules.h"
#include "importers/statement_rules.h"
#include "importers/template_limit_rules.h"
#include "importers/template_reference_rules.h"
#include "importers/template_resource_rules.h"
#include "importers/terraform_rules.h"

namespace iamgen::importers {

inline constexpr const diag::Rule* kImporterRules[] = {
    &kJsonSyntaxError,
    &kDocumentNotObject,
    &kWrongJsonType,
    &kCharacterOutOfRange,
    &kNullElement,
    &kMissingStatement,
    &kEmptyStatement,
    &kUnknownElement,
    &kMissingEffect,
    &kInvalidEffect,
    &kMissingAction,
    &kMissingResource,
    &diag::kMissingPrincipal,
    &kExclusiveElements,
    &kPrincipalInIdentityPolicy,
    &kResourceInTrustPolicy,
    &kNotPrincipalInTrustPolicy,
    &kEmptySid,
    &kEmptyActionList,
    &kEmptyResourceList,
    &kEmptyPrincipalList,
    &kEmptyPrincipalObject,
    &kEmptyConditionObject,
    &kEmptyStringElement,
    &kInstanceProfileRoles,
    &kLambdaPermissionOpen,
    &kTemplateOverDirectLimit,
    &kTemplateTooLarge,
    &kTooManyResources,
    &kTooManyOutputs,
    &kTooManyParameters,
    &kDescriptionTooLong,
    &kInvalidLogicalId,
    &kCircularDependency,
    &kUnresolvedReference,
    &kSubEscaping,
    &kNameWhereArnNeeded,
    &kUnattachedInlinePolicy,
    &kSchemaViolation,
    &kDuplicatePhysicalName,
    &kCapabilityNeeded,
    &kExportCollision,
    &kHclSyntax,
    &kTerraformIdentifier,
    &kTerraformPolicyJson,
    &kTerraformNamePrefixTooLong,
    &kTerraformDeprecatedAttribute,
    &kTerraformExclusiveAttachment,
};

}  // namespace iamgen::importers

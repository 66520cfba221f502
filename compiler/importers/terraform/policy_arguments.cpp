// The table, sorted by type.
#include "importers/terraform/policy_arguments.h"

#include <algorithm>
#include <iterator>

namespace iamgen::importers::terraform {
namespace {

using enum policy::Kind;
using enum policy::Attachment;

constexpr PolicyArgument kArguments[] = {
    {"aws_acmpca_policy", "policy", kResource, "acm-pca"},
    {"aws_api_gateway_domain_name", "policy", kResource, "execute-api"},
    {"aws_api_gateway_rest_api", "policy", kResource, "execute-api"},
    {"aws_api_gateway_rest_api_policy", "policy", kResource, "execute-api"},
    {"aws_backup_vault_policy", "policy", kResource, "backup"},
    {"aws_cloudwatch_event_bus_policy", "policy", kResource, "events"},
    {"aws_cloudwatch_log_destination_policy", "access_policy", kResource,
     "logs"},
    {"aws_cloudwatch_log_resource_policy", "policy_document", kResource,
     "logs"},
    {"aws_codeartifact_domain_permissions_policy", "policy_document", kResource,
     "codeartifact"},
    {"aws_codeartifact_repository_permissions_policy", "policy_document",
     kResource, "codeartifact"},
    {"aws_codebuild_resource_policy", "policy", kResource, "codebuild"},
    {"aws_dynamodb_resource_policy", "policy", kResource, "dynamodb"},
    {"aws_ecr_registry_policy", "policy", kResource, "ecr"},
    {"aws_ecr_repository_creation_template", "repository_policy", kResource,
     "ecr"},
    {"aws_ecr_repository_policy", "policy", kResource, "ecr"},
    {"aws_ecrpublic_repository_policy", "policy", kResource, "ecr-public"},
    {"aws_efs_file_system_policy", "policy", kResource, "elasticfilesystem"},
    {"aws_elasticsearch_domain", "access_policies", kResource, "es"},
    {"aws_elasticsearch_domain_policy", "access_policies", kResource, "es"},
    {"aws_glacier_vault", "access_policy", kResource, "glacier"},
    {"aws_glacier_vault_lock", "policy", kResource, "glacier"},
    {"aws_glue_resource_policy", "policy", kResource, "glue"},
    {"aws_iam_group_policy", "policy", kIdentity, "", kInlineOfGroup},
    {"aws_iam_policy", "policy", kIdentity, "", kManaged},
    {"aws_iam_role", "assume_role_policy", kTrust},
    {"aws_iam_role", "inline_policy.policy", kIdentity, "", kInlineOfRole},
    {"aws_iam_role_policy", "policy", kIdentity, "", kInlineOfRole},
    {"aws_iam_user_policy", "policy", kIdentity, "", kInlineOfUser},
    {"aws_kinesis_resource_policy", "policy", kResource, "kinesis"},
    {"aws_kms_external_key", "policy", kResource, "kms"},
    {"aws_kms_key", "policy", kResource, "kms"},
    {"aws_kms_key_policy", "policy", kResource, "kms"},
    {"aws_kms_replica_external_key", "policy", kResource, "kms"},
    {"aws_kms_replica_key", "policy", kResource, "kms"},
    {"aws_media_store_container_policy", "policy", kResource, "mediastore"},
    {"aws_msk_cluster_policy", "policy", kResource, "kafka"},
    {"aws_networkfirewall_resource_policy", "policy", kResource,
     "network-firewall"},
    {"aws_opensearch_domain", "access_policies", kResource, "es"},
    {"aws_opensearch_domain_policy", "access_policies", kResource, "es"},
    // Its type says what it is.
    {"aws_organizations_policy", "content", kServiceControl},
    {"aws_organizations_resource_policy", "content", kResource,
     "organizations"},
    {"aws_redshift_resource_policy", "policy", kResource, "redshift"},
    {"aws_redshiftserverless_resource_policy", "policy", kResource,
     "redshift-serverless"},
    {"aws_rolesanywhere_profile", "session_policy", kSession},
    {"aws_s3_access_point", "policy", kResource, "s3"},
    {"aws_s3_bucket", "policy", kResource, "s3"},
    {"aws_s3_bucket_policy", "policy", kResource, "s3"},
    {"aws_s3control_access_point_policy", "policy", kResource, "s3"},
    {"aws_s3control_bucket_policy", "policy", kResource, "s3-outposts"},
    {"aws_s3control_multi_region_access_point_policy", "details.policy",
     kResource, "s3"},
    {"aws_s3control_object_lambda_access_point_policy", "policy", kResource,
     "s3-object-lambda"},
    {"aws_s3tables_table_bucket_policy", "resource_policy", kResource,
     "s3tables"},
    {"aws_s3tables_table_policy", "resource_policy", kResource, "s3tables"},
    {"aws_sagemaker_model_package_group_policy", "resource_policy", kResource,
     "sagemaker"},
    {"aws_schemas_registry_policy", "policy", kResource, "schemas"},
    {"aws_secretsmanager_secret", "policy", kResource, "secretsmanager"},
    {"aws_secretsmanager_secret_policy", "policy", kResource, "secretsmanager"},
    {"aws_ses_identity_policy", "policy", kResource, "ses"},
    {"aws_sesv2_email_identity_policy", "policy", kResource, "ses"},
    {"aws_sns_topic", "policy", kResource, "sns"},
    {"aws_sns_topic_policy", "policy", kResource, "sns"},
    {"aws_sqs_queue", "policy", kResource, "sqs"},
    {"aws_sqs_queue_policy", "policy", kResource, "sqs"},
    {"aws_ssoadmin_permission_set_inline_policy", "inline_policy", kIdentity},
    {"aws_transfer_access", "policy", kSession},
    {"aws_transfer_user", "policy", kSession},
    // Names the actions of whatever is behind the endpoint.
    {"aws_vpc_endpoint", "policy", kResource},
    {"aws_vpc_endpoint_policy", "policy", kResource},
    {"aws_vpclattice_auth_policy", "policy", kResource, "vpc-lattice-svcs"},
    {"aws_vpclattice_resource_policy", "policy", kResource, "vpc-lattice"},
    {"aws_xray_resource_policy", "policy_document", kResource, "xray"},
};

constexpr bool IsBefore(const PolicyArgument& a, const PolicyArgument& b) {
  return a.type < b.type;
}

static_assert(std::is_sorted(std::begin(kArguments), std::end(kArguments),
                             IsBefore));

}  // namespace

std::span<const PolicyArgument> PolicyArgumentsOf(std::string_view type) {
  const auto range =
      std::equal_range(std::begin(kArguments), std::end(kArguments),
                       PolicyArgument{type, ""}, IsBefore);
  return {range.first, range.second};
}

}  // namespace iamgen::importers::terraform

// The table, sorted by type. What speaks another language than IAM's is not in
// it: policies of AWS IoT, tag policies, data protection policies, lifecycle
// rules.
#include "importers/cfn/policy_properties.h"

#include <algorithm>

namespace iamgen::importers::cfn {
namespace {

using enum policy::Kind;
using enum policy::Attachment;
using enum PropertyForm;

constexpr PolicyProperty kProperties[] = {
    {"AWS::ApiGateway::DomainNameV2", "Policy", kResource, "execute-api"},
    {"AWS::ApiGateway::RestApi", "Policy", kResource, "execute-api"},
    {"AWS::Backup::BackupVault", "AccessPolicy", kResource, "backup"},
    {"AWS::Backup::LogicallyAirGappedBackupVault", "AccessPolicy", kResource,
     "backup"},
    {"AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", kResource,
     "cloudtrail"},
    {"AWS::CodeArtifact::Domain", "PermissionsPolicyDocument", kResource,
     "codeartifact"},
    {"AWS::CodeArtifact::Repository", "PermissionsPolicyDocument", kResource,
     "codeartifact"},
    {"AWS::Comprehend::DocumentClassifier", "ModelPolicy", kResource,
     "comprehend"},
    {"AWS::DynamoDB::GlobalTable", "Replicas.*.ResourcePolicy.PolicyDocument",
     kResource, "dynamodb"},
    {"AWS::DynamoDB::GlobalTable",
     "Replicas.*.ReplicaStreamSpecification.ResourcePolicy.PolicyDocument",
     kResource, "dynamodb"},
    {"AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument", kResource,
     "dynamodb"},
    {"AWS::DynamoDB::Table",
     "StreamSpecification.ResourcePolicy.PolicyDocument", kResource,
     "dynamodb"},
    // A policy of an endpoint names the actions of whatever is behind it.
    {"AWS::EC2::VPCEndpoint", "PolicyDocument", kResource, ""},
    {"AWS::ECR::PublicRepository", "RepositoryPolicyText", kResource,
     "ecr-public"},
    {"AWS::ECR::RegistryPolicy", "PolicyText", kResource, "ecr"},
    {"AWS::ECR::Repository", "RepositoryPolicyText", kResource, "ecr"},
    {"AWS::ECR::RepositoryCreationTemplate", "RepositoryPolicy", kResource,
     "ecr"},
    {"AWS::EFS::FileSystem", "FileSystemPolicy", kResource,
     "elasticfilesystem"},
    {"AWS::Elasticsearch::Domain", "AccessPolicies", kResource, "es"},
    {"AWS::EventSchemas::RegistryPolicy", "Policy", kResource, "schemas"},
    {"AWS::Events::EventBus", "Policy", kResource, "events"},
    {"AWS::Events::EventBusPolicy", "Statement", kResource, "events", kUnknown,
     kStatements},
    {"AWS::IAM::Group", "Policies.*.PolicyDocument", kIdentity, "",
     kInlineOfGroup},
    {"AWS::IAM::GroupPolicy", "PolicyDocument", kIdentity, "", kInlineOfGroup},
    {"AWS::IAM::ManagedPolicy", "PolicyDocument", kIdentity, "", kManaged},
    // The lists beside it say whose it is.
    {"AWS::IAM::Policy", "PolicyDocument", kIdentity, "", kUnknown},
    {"AWS::IAM::Role", "AssumeRolePolicyDocument", kTrust, ""},
    {"AWS::IAM::Role", "Policies.*.PolicyDocument", kIdentity, "",
     kInlineOfRole},
    {"AWS::IAM::RolePolicy", "PolicyDocument", kIdentity, "", kInlineOfRole},
    {"AWS::IAM::User", "Policies.*.PolicyDocument", kIdentity, "",
     kInlineOfUser},
    {"AWS::IAM::UserPolicy", "PolicyDocument", kIdentity, "", kInlineOfUser},
    {"AWS::KMS::Key", "KeyPolicy", kResource, "kms"},
    {"AWS::KMS::ReplicaKey", "KeyPolicy", kResource, "kms"},
    {"AWS::Kinesis::ResourcePolicy", "ResourcePolicy", kResource, "kinesis"},
    {"AWS::Lex::ResourcePolicy", "Policy", kResource, "lex"},
    {"AWS::Logs::Destination", "DestinationPolicy", kResource, "logs"},
    {"AWS::Logs::LogGroup", "ResourcePolicyDocument", kResource, "logs"},
    {"AWS::Logs::ResourcePolicy", "PolicyDocument", kResource, "logs"},
    {"AWS::MSK::ClusterPolicy", "Policy", kResource, "kafka"},
    {"AWS::MediaPackageV2::ChannelPolicy", "Policy", kResource,
     "mediapackagev2"},
    {"AWS::MediaPackageV2::OriginEndpointPolicy", "Policy", kResource,
     "mediapackagev2"},
    {"AWS::MediaStore::Container", "Policy", kResource, "mediastore"},
    {"AWS::OpenSearchService::Domain", "AccessPolicies", kResource, "es"},
    // Its type says what it is.
    {"AWS::Organizations::Policy", "Content", kServiceControl, ""},
    {"AWS::Organizations::ResourcePolicy", "Content", kResource,
     "organizations"},
    {"AWS::Redshift::Cluster", "NamespaceResourcePolicy", kResource,
     "redshift"},
    {"AWS::RedshiftServerless::Namespace", "NamespaceResourcePolicy", kResource,
     "redshift-serverless"},
    {"AWS::RolesAnywhere::Profile", "SessionPolicy", kSession, ""},
    {"AWS::S3::AccessPoint", "Policy", kResource, "s3"},
    {"AWS::S3::BucketPolicy", "PolicyDocument", kResource, "s3"},
    {"AWS::S3::MultiRegionAccessPointPolicy", "Policy", kResource, "s3"},
    {"AWS::S3Express::AccessPoint", "Policy", kResource, "s3express"},
    {"AWS::S3Express::BucketPolicy", "PolicyDocument", kResource, "s3express"},
    {"AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument", kResource,
     "s3-object-lambda"},
    {"AWS::S3Outposts::AccessPoint", "Policy", kResource, "s3-outposts"},
    {"AWS::S3Outposts::BucketPolicy", "PolicyDocument", kResource,
     "s3-outposts"},
    {"AWS::S3Tables::TableBucketPolicy", "ResourcePolicy", kResource,
     "s3tables"},
    {"AWS::S3Tables::TablePolicy", "ResourcePolicy", kResource, "s3tables"},
    {"AWS::S3Vectors::VectorBucketPolicy", "Policy", kResource, "s3vectors"},
    {"AWS::SNS::TopicInlinePolicy", "PolicyDocument", kResource, "sns"},
    {"AWS::SNS::TopicPolicy", "PolicyDocument", kResource, "sns"},
    {"AWS::SQS::QueueInlinePolicy", "PolicyDocument", kResource, "sqs"},
    {"AWS::SQS::QueuePolicy", "PolicyDocument", kResource, "sqs"},
    {"AWS::SSM::ResourcePolicy", "Policy", kResource, "ssm"},
    {"AWS::SSO::PermissionSet", "InlinePolicy", kIdentity, ""},
    {"AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupPolicy", kResource,
     "sagemaker"},
    {"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", kResource,
     "secretsmanager"},
    {"AWS::Serverless::Api", "Auth.ResourcePolicy.CustomStatements", kResource,
     "execute-api", kUnknown, kStatements},
    {"AWS::Serverless::Function", "AssumeRolePolicyDocument", kTrust, ""},
    {"AWS::Serverless::Function", "Policies.*", kIdentity, "", kInlineOfRole,
     kPerhapsDocument},
    {"AWS::Serverless::StateMachine", "Policies.*", kIdentity, "",
     kInlineOfRole, kPerhapsDocument},
    {"AWS::Transfer::User", "Policy", kSession, ""},
    {"AWS::VpcLattice::AuthPolicy", "Policy", kResource, "vpc-lattice-svcs"},
    {"AWS::VpcLattice::ResourcePolicy", "Policy", kResource, "vpc-lattice"},
    {"AWS::XRay::ResourcePolicy", "PolicyDocument", kResource, "xray"},
};

constexpr bool IsBefore(const PolicyProperty& a, const PolicyProperty& b) {
  return a.type < b.type;
}

static_assert(std::is_sorted(std::begin(kProperties), std::end(kProperties),
                             IsBefore));

}  // namespace

std::span<const PolicyProperty> PolicyPropertiesOf(std::string_view type) {
  const auto range =
      std::equal_range(std::begin(kProperties), std::end(kProperties),
                       PolicyProperty{type, ""}, IsBefore);
  return {range.first, range.second};
}

}  // namespace iamgen::importers::cfn

// Tables, sorted by type. "AWS resource and property types reference".
#include "importers/cfn/iam_types.h"

#include <algorithm>
#include <iterator>

namespace iamgen::importers::cfn {
namespace {

using enum Shape;

constexpr bool kRequired = true;
constexpr bool kReadOnly = true;

constexpr Property kProperties[] = {
    {"AWS::IAM::AccessKey", "SecretAccessKey", kText, false, kReadOnly},
    {"AWS::IAM::AccessKey", "Serial", kNumber},
    {"AWS::IAM::AccessKey", "Status", kText},
    {"AWS::IAM::AccessKey", "UserName", kText, kRequired},
    {"AWS::IAM::Group", "Arn", kText, false, kReadOnly},
    {"AWS::IAM::Group", "GroupName", kText},
    {"AWS::IAM::Group", "ManagedPolicyArns", kList},
    {"AWS::IAM::Group", "Path", kText},
    {"AWS::IAM::Group", "Policies", kList},
    {"AWS::IAM::GroupPolicy", "GroupName", kText, kRequired},
    {"AWS::IAM::GroupPolicy", "PolicyDocument", kDocument},
    {"AWS::IAM::GroupPolicy", "PolicyName", kText, kRequired},
    {"AWS::IAM::InstanceProfile", "Arn", kText, false, kReadOnly},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName", kText},
    {"AWS::IAM::InstanceProfile", "Path", kText},
    {"AWS::IAM::InstanceProfile", "Roles", kList, kRequired},
    {"AWS::IAM::ManagedPolicy", "AttachmentCount", kNumber, false, kReadOnly},
    {"AWS::IAM::ManagedPolicy", "CreateDate", kText, false, kReadOnly},
    {"AWS::IAM::ManagedPolicy", "DefaultVersionId", kText, false, kReadOnly},
    {"AWS::IAM::ManagedPolicy", "Description", kText},
    {"AWS::IAM::ManagedPolicy", "Groups", kList},
    {"AWS::IAM::ManagedPolicy", "IsAttachable", kBoolean, false, kReadOnly},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName", kText},
    {"AWS::IAM::ManagedPolicy", "Path", kText},
    {"AWS::IAM::ManagedPolicy", "PermissionsBoundaryUsageCount", kNumber, false,
     kReadOnly},
    {"AWS::IAM::ManagedPolicy", "PolicyArn", kText, false, kReadOnly},
    {"AWS::IAM::ManagedPolicy", "PolicyDocument", kDocument, kRequired},
    {"AWS::IAM::ManagedPolicy", "PolicyId", kText, false, kReadOnly},
    {"AWS::IAM::ManagedPolicy", "Roles", kList},
    {"AWS::IAM::ManagedPolicy", "UpdateDate", kText, false, kReadOnly},
    {"AWS::IAM::ManagedPolicy", "Users", kList},
    {"AWS::IAM::OIDCProvider", "Arn", kText, false, kReadOnly},
    {"AWS::IAM::OIDCProvider", "ClientIdList", kList},
    {"AWS::IAM::OIDCProvider", "Tags", kList},
    {"AWS::IAM::OIDCProvider", "ThumbprintList", kList},
    {"AWS::IAM::OIDCProvider", "Url", kText},
    {"AWS::IAM::Policy", "Groups", kList},
    {"AWS::IAM::Policy", "Id", kText, false, kReadOnly},
    {"AWS::IAM::Policy", "PolicyDocument", kDocument, kRequired},
    {"AWS::IAM::Policy", "PolicyName", kText, kRequired},
    {"AWS::IAM::Policy", "Roles", kList},
    {"AWS::IAM::Policy", "Users", kList},
    {"AWS::IAM::Role", "Arn", kText, false, kReadOnly},
    {"AWS::IAM::Role", "AssumeRolePolicyDocument", kDocument, kRequired},
    {"AWS::IAM::Role", "Description", kText},
    {"AWS::IAM::Role", "ManagedPolicyArns", kList},
    {"AWS::IAM::Role", "MaxSessionDuration", kNumber},
    {"AWS::IAM::Role", "Path", kText},
    {"AWS::IAM::Role", "PermissionsBoundary", kText},
    {"AWS::IAM::Role", "Policies", kList},
    {"AWS::IAM::Role", "RoleId", kText, false, kReadOnly},
    {"AWS::IAM::Role", "RoleName", kText},
    {"AWS::IAM::Role", "Tags", kList},
    {"AWS::IAM::RolePolicy", "PolicyDocument", kDocument},
    {"AWS::IAM::RolePolicy", "PolicyName", kText, kRequired},
    {"AWS::IAM::RolePolicy", "RoleName", kText, kRequired},
    {"AWS::IAM::SAMLProvider", "AddPrivateKey", kText},
    {"AWS::IAM::SAMLProvider", "Arn", kText, false, kReadOnly},
    {"AWS::IAM::SAMLProvider", "AssertionEncryptionMode", kText},
    {"AWS::IAM::SAMLProvider", "Name", kText},
    {"AWS::IAM::SAMLProvider", "PrivateKeyList", kList},
    {"AWS::IAM::SAMLProvider", "RemovePrivateKey", kText},
    {"AWS::IAM::SAMLProvider", "SamlMetadataDocument", kText},
    {"AWS::IAM::SAMLProvider", "SamlProviderUUID", kText, false, kReadOnly},
    {"AWS::IAM::SAMLProvider", "Tags", kList},
    {"AWS::IAM::ServerCertificate", "Arn", kText, false, kReadOnly},
    {"AWS::IAM::ServerCertificate", "CertificateBody", kText},
    {"AWS::IAM::ServerCertificate", "CertificateChain", kText},
    {"AWS::IAM::ServerCertificate", "Path", kText},
    {"AWS::IAM::ServerCertificate", "PrivateKey", kText},
    {"AWS::IAM::ServerCertificate", "ServerCertificateName", kText},
    {"AWS::IAM::ServerCertificate", "Tags", kList},
    {"AWS::IAM::ServiceLinkedRole", "AWSServiceName", kText},
    {"AWS::IAM::ServiceLinkedRole", "CustomSuffix", kText},
    {"AWS::IAM::ServiceLinkedRole", "Description", kText},
    {"AWS::IAM::ServiceLinkedRole", "RoleName", kText, false, kReadOnly},
    {"AWS::IAM::User", "Arn", kText, false, kReadOnly},
    {"AWS::IAM::User", "Groups", kList},
    {"AWS::IAM::User", "LoginProfile", kObject},
    {"AWS::IAM::User", "ManagedPolicyArns", kList},
    {"AWS::IAM::User", "Path", kText},
    {"AWS::IAM::User", "PermissionsBoundary", kText},
    {"AWS::IAM::User", "Policies", kList},
    {"AWS::IAM::User", "Tags", kList},
    {"AWS::IAM::User", "UserName", kText},
    {"AWS::IAM::UserPolicy", "PolicyDocument", kDocument},
    {"AWS::IAM::UserPolicy", "PolicyName", kText, kRequired},
    {"AWS::IAM::UserPolicy", "UserName", kText, kRequired},
    {"AWS::IAM::UserToGroupAddition", "GroupName", kText, kRequired},
    {"AWS::IAM::UserToGroupAddition", "Id", kText, false, kReadOnly},
    {"AWS::IAM::UserToGroupAddition", "Users", kList, kRequired},
    {"AWS::IAM::VirtualMFADevice", "Path", kText},
    {"AWS::IAM::VirtualMFADevice", "SerialNumber", kText, false, kReadOnly},
    {"AWS::IAM::VirtualMFADevice", "Tags", kList},
    {"AWS::IAM::VirtualMFADevice", "Users", kList, kRequired},
    {"AWS::IAM::VirtualMFADevice", "VirtualMfaDeviceName", kText},
    {"AWS::Lambda::Permission", "Action", kText, kRequired},
    {"AWS::Lambda::Permission", "EventSourceToken", kText},
    {"AWS::Lambda::Permission", "FunctionName", kText, kRequired},
    {"AWS::Lambda::Permission", "FunctionUrlAuthType", kText},
    {"AWS::Lambda::Permission", "Id", kText, false, kReadOnly},
    {"AWS::Lambda::Permission", "InvokedViaFunctionUrl", kBoolean},
    {"AWS::Lambda::Permission", "Principal", kText, kRequired},
    {"AWS::Lambda::Permission", "PrincipalOrgID", kText},
    {"AWS::Lambda::Permission", "SourceAccount", kText},
    {"AWS::Lambda::Permission", "SourceArn", kText},
    {"AWS::Organizations::Policy", "Arn", kText, false, kReadOnly},
    {"AWS::Organizations::Policy", "AwsManaged", kBoolean, false, kReadOnly},
    {"AWS::Organizations::Policy", "Content", kDocument, kRequired},
    {"AWS::Organizations::Policy", "Description", kText},
    {"AWS::Organizations::Policy", "Id", kText, false, kReadOnly},
    {"AWS::Organizations::Policy", "Name", kText, kRequired},
    {"AWS::Organizations::Policy", "Tags", kList},
    {"AWS::Organizations::Policy", "TargetIds", kList},
    {"AWS::Organizations::Policy", "Type", kText, kRequired},
    {"AWS::SSO::Assignment", "InstanceArn", kText, kRequired},
    {"AWS::SSO::Assignment", "PermissionSetArn", kText, kRequired},
    {"AWS::SSO::Assignment", "PrincipalId", kText, kRequired},
    {"AWS::SSO::Assignment", "PrincipalType", kText, kRequired},
    {"AWS::SSO::Assignment", "TargetId", kText, kRequired},
    {"AWS::SSO::Assignment", "TargetType", kText, kRequired},
    {"AWS::SSO::PermissionSet", "CustomerManagedPolicyReferences", kList},
    {"AWS::SSO::PermissionSet", "Description", kText},
    {"AWS::SSO::PermissionSet", "InlinePolicy", kDocument},
    {"AWS::SSO::PermissionSet", "InstanceArn", kText, kRequired},
    {"AWS::SSO::PermissionSet", "ManagedPolicies", kList},
    {"AWS::SSO::PermissionSet", "Name", kText, kRequired},
    {"AWS::SSO::PermissionSet", "PermissionSetArn", kText, false, kReadOnly},
    {"AWS::SSO::PermissionSet", "PermissionsBoundary", kObject},
    {"AWS::SSO::PermissionSet", "RelayStateType", kText},
    {"AWS::SSO::PermissionSet", "SessionDuration", kText},
    {"AWS::SSO::PermissionSet", "Tags", kList},
    // Parts of several.
    {"LoginProfile", "Password", kText, kRequired},
    {"LoginProfile", "PasswordResetRequired", kBoolean},
    {"Policies", "PolicyDocument", kDocument, kRequired},
    {"Policies", "PolicyName", kText, kRequired},
    {"Tags", "Key", kText, kRequired},
    {"Tags", "Value", kText, kRequired},
};

constexpr bool IsBefore(const Property& a, const Property& b) {
  return a.type < b.type;
}

static_assert(std::is_sorted(std::begin(kProperties), std::end(kProperties),
                             IsBefore));

struct RefRow {
  std::string_view type;
  RefGives gives;
};

constexpr RefRow kRefs[] = {
    {"AWS::CloudFront::Distribution", RefGives::kName},
    {"AWS::CodeBuild::Project", RefGives::kName},
    {"AWS::CodePipeline::Pipeline", RefGives::kName},
    {"AWS::DynamoDB::Table", RefGives::kName},
    {"AWS::ECR::Repository", RefGives::kName},
    {"AWS::ECS::Cluster", RefGives::kName},
    {"AWS::IAM::AccessKey", RefGives::kName},
    {"AWS::IAM::Group", RefGives::kName},
    {"AWS::IAM::InstanceProfile", RefGives::kName},
    {"AWS::IAM::ManagedPolicy", RefGives::kArn},
    {"AWS::IAM::OIDCProvider", RefGives::kArn},
    {"AWS::IAM::Policy", RefGives::kName},
    {"AWS::IAM::Role", RefGives::kName},
    {"AWS::IAM::SAMLProvider", RefGives::kArn},
    {"AWS::IAM::User", RefGives::kName},
    {"AWS::KMS::Key", RefGives::kName},
    {"AWS::Kinesis::Stream", RefGives::kName},
    {"AWS::Lambda::Function", RefGives::kName},
    {"AWS::Logs::LogGroup", RefGives::kName},
    {"AWS::S3::Bucket", RefGives::kName},
    {"AWS::SNS::Topic", RefGives::kArn},
    {"AWS::SQS::Queue", RefGives::kName},
    {"AWS::SSM::Parameter", RefGives::kName},
    {"AWS::SecretsManager::Secret", RefGives::kArn},
    {"AWS::Serverless::Function", RefGives::kName},
    {"AWS::StepFunctions::StateMachine", RefGives::kArn},
};

}  // namespace

std::span<const Property> PropertiesOf(std::string_view type) {
  const auto range =
      std::equal_range(std::begin(kProperties), std::end(kProperties),
                       Property{type, ""}, IsBefore);
  return {range.first, range.second};
}

std::vector<std::string_view> KnownTypes() {
  std::vector<std::string_view> types;
  for (const Property& property : kProperties) {
    const bool is_type = property.type.starts_with("AWS::");
    if (is_type && (types.empty() || types.back() != property.type)) {
      types.push_back(property.type);
    }
  }
  return types;
}

std::vector<std::string_view> AttributesOf(std::string_view type) {
  std::vector<std::string_view> names;
  for (const Property& property : PropertiesOf(type)) {
    if (property.read_only) {
      names.push_back(property.name);
    }
  }
  return names;
}

RefGives RefOf(std::string_view type) {
  const auto* found =
      std::find_if(std::begin(kRefs), std::end(kRefs),
                   [&](const RefRow& row) { return row.type == type; });
  return found == std::end(kRefs) ? RefGives::kUnknown : found->gives;
}

}  // namespace iamgen::importers::cfn

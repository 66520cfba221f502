// The lists, each a page of AWS's documentation.
#include "policy/condition_keys.h"

#include <algorithm>
#include <array>

namespace iamgen::policy {
namespace {

template <std::size_t Size>
bool Holds(const std::array<std::string_view, Size>& keys,
           std::string_view key) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view one) {
    return one.ends_with('/') ? key.starts_with(one) : key == one;
  });
}

constexpr std::array<std::string_view, 8> kAlways = {
    "aws:currenttime",     "aws:epochtime",     "aws:securetransport",
    "aws:requestedregion", "aws:viaawsservice", "aws:principalaccount",
    "aws:principaltype",   "aws:userid"};

constexpr std::array<std::string_view, 4> kSource = {
    "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid",
    "aws:sourceorgpaths"};

constexpr std::array<std::string_view, 14> kBoundary = {
    "aws:sourceip",       "aws:vpcsourceip",       "aws:sourcevpc",
    "aws:sourcevpcarn",   "aws:sourcevpce",        "aws:sourcearn",
    "aws:sourceaccount",  "aws:sourceorgid",       "aws:sourceorgpaths",
    "aws:principalorgid", "aws:principalorgpaths", "aws:vpceaccount",
    "aws:vpceorgid",      "aws:vpceorgpaths"};

constexpr std::array<std::string_view, 6> kCaller = {
    "aws:principalarn", "aws:principalaccount", "aws:principaltag/",
    "aws:username",     "aws:userid",           "sts:externalid"};

constexpr std::array<std::string_view, 2> kSpoofable = {"aws:useragent",
                                                        "aws:referer"};

constexpr std::array<std::string_view, 5> kPrincipalsAlone = {
    "aws:principalorgid", "aws:principalorgpaths", "aws:principaltag/",
    "aws:principalaccount", "aws:username"};

constexpr std::array<std::string_view, 20> kRegions = {
    "account:targetregion",
    "aws:requestedregion",
    "batch:awslogsregion",
    "cloudformation:targetregion",
    "dsql:witnessregion",
    "ec2:region",
    "ec2:vpceserviceregion",
    "ec2:vpcesupportedregion",
    "identitystore:primaryregion",
    "kms:primaryregion",
    "kms:replicaregion",
    "observabilityadmin:centralizationbackupregion",
    "observabilityadmin:centralizationdestinationregion",
    "observabilityadmin:centralizationsourceregions",
    "observabilityadmin:targetregions",
    "s3:destinationregion",
    "secretsmanager:addreplicaregions",
    "secretsmanager:secretprimaryregion",
    "ses:replicaregion",
    "sso:primaryregion"};

constexpr std::array<std::string_view, 18> kServices = {
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "codeconnections:passedtoservice",
    "codestar-connections:passedtoservice",
    "config:configurationrecorderserviceprincipal",
    "glue:credentialissuingservice",
    "glue:roleassumedby",
    "iam:awsservicename",
    "iam:passedtoservice",
    "iam:servicespecificcredentialservicename",
    "kms:granteeserviceprincipal",
    "kms:retiringserviceprincipal",
    "kms:viaservice",
    "organizations:serviceprincipal",
    "sts:awsservicename"};

constexpr std::array<std::string_view, 2> kS3KmsKeys = {
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3express:x-amz-server-side-encryption-aws-kms-key-id"};

constexpr std::array<std::string_view, 4> kKnownProviders = {
    "accounts.google.com", "cognito-identity.amazonaws.com",
    "graph.facebook.com", "www.amazon.com"};

// "Policy variables for AWS IoT Core", "Creating a session policy" of AWS
// Transfer Family.
constexpr std::array<std::string_view, 6> kOtherEvaluators = {
    "credentials-iot:", "iot:certificate.", "iot:connection.",
    "iot:clientid",     "transfer:home",    "transfer:username"};

constexpr std::array<std::string_view, 3> kEndpointOwners = {
    "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"};

constexpr std::array<std::string_view, 32> kEndpointOwnerServices = {
    "acm-pca",
    "applicationinsights",
    "apprunner",
    "athena",
    "cloudformation",
    "comprehendmedical",
    "compute-optimizer",
    "datasync",
    "discovery",
    "ebs",
    "firehose",
    "healthlake",
    "iam",
    "iotfleetwise",
    "iotwireless",
    "kms",
    "lambda",
    "medical-imaging",
    "omics",
    "payment-cryptography",
    "polly",
    "rbin",
    "rekognition",
    "s3",
    "scheduler",
    "servicediscovery",
    "servicequotas",
    "ssm-contacts",
    "storagegateway",
    "textract",
    "transcribe",
    "transfer"};

}  // namespace

bool IsAlwaysPresent(std::string_view key) { return Holds(kAlways, key); }

bool IsSourceKey(std::string_view key) { return Holds(kSource, key); }

bool IsBoundaryKey(std::string_view key) { return Holds(kBoundary, key); }

bool IsCallerKey(std::string_view key) {
  return Holds(kCaller, key) || Holds(kBoundary, key);
}

bool IsSpoofable(std::string_view key) { return Holds(kSpoofable, key); }

bool IsOfPrincipalsAlone(std::string_view key) {
  return Holds(kPrincipalsAlone, key);
}

bool IsRegionKey(std::string_view key) { return Holds(kRegions, key); }

bool IsServicePrincipalKey(std::string_view key) {
  return Holds(kServices, key);
}

bool IsKmsKeyKey(std::string_view key) { return Holds(kS3KmsKeys, key); }

bool IsProviderKey(std::string_view key) {
  return key.starts_with("saml:") || IsOidcKey(key);
}

bool IsOidcKey(std::string_view key) {
  return key.substr(0, key.find(':')).find('.') != std::string_view::npos;
}

bool IsWebIdentityKey(std::string_view key) {
  return Holds(kKnownProviders, key.substr(0, key.find(':')));
}

bool IsOfAnotherEvaluator(std::string_view key) {
  return std::any_of(
      kOtherEvaluators.begin(), kOtherEvaluators.end(),
      [&](std::string_view start) { return key.starts_with(start); });
}

bool IsEndpointOwnerKey(std::string_view key) {
  return Holds(kEndpointOwners, key);
}

bool FillsEndpointOwnerKeys(std::string_view service) {
  return Holds(kEndpointOwnerServices, service);
}

std::string_view ClaimOf(std::string_view key) {
  const std::size_t colon = key.rfind(':');
  return colon == std::string_view::npos ? std::string_view()
                                         : key.substr(colon + 1);
}

}  // namespace iamgen::policy

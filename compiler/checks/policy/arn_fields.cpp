// ARNs of resources, field by field.
#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/names.h"
#include "catalog/partition.h"
#include "checks/policy/action_rules.h"
#include "checks/policy/arn_rules.h"
#include "checks/policy_check.h"
#include "diag/shared_rules.h"
#include "policy/arn_formats.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Arn;
using policy::ArnFormat;
using policy::IsLiteralField;

// What stands in place of an account in ARNs of things that AWS owns.
constexpr std::array<std::string_view, 2> kAwsOwners = {"aws", "cloudfront"};

// Services with resources of AWS's own, whose ARNs have no account.
constexpr std::array<std::string_view, 4> kOwnedByAws = {
    "bedrock", "kms", "resource-explorer-2", "ssm"};

// Resources that AWS's own policies and guides name and its reference does not
// describe.
struct OtherResource {
  std::string_view service;
  std::string_view resource;
};

constexpr std::array<OtherResource, 17> kOtherResources = {{
    {"apigateway", "/tags*"},
    {"apigateway", "/v2*"},
    {"aps", "/workspaces*"},
    {"autoscaling", "scalingPolicy:*"},
    {"backup", "recovery-point:*"},
    {"bedrock-agentcore", "credential-provider/*"},
    {"cloudformation", "transform/*"},
    {"grafana", "/workspaces*"},
    {"iam", "federated-user/*"},
    {"iam", "report/*"},
    {"pricingplanmanager", "subscription:*"},
    {"redshift-serverless", "snapshotcopyconfiguration/*"},
    {"securityagent", "agent-instance*"},
    {"sts", "assumed-role/*"},
    {"sts", "federated-user/*"},
    {"waf", "changetoken/*"},
    {"waf-regional", "changetoken/*"},
}};

bool IsOtherResource(const Arn& arn) {
  const std::string resource = policy::VariablesAsWildcards(arn.resource);
  return std::any_of(kOtherResources.begin(), kOtherResources.end(),
                     [&](const OtherResource& one) {
                       return one.service == arn.service &&
                              policy::Meet(one.resource, resource);
                     });
}

bool HasUpper(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char one) { return std::isupper(one) != 0; });
}

class ArnChecks {
 public:
  ArnChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        formats_(policy::ArnFormats::Of(context.catalogue)),
        findings_(findings) {}

  void Look(const policy::Value& value) {
    value_ = &value;
    const std::string_view text = value.text;
    if (text.empty() || policy::IsAnything(text)) {
      return;
    }
    const std::string_view first = text.substr(0, text.find(':'));
    if (first.find(policy::kUnknown) != std::string_view::npos ||
        IsShortOfApi(text)) {
      return;
    }
    if (first != "arn") {
      findings_
          .Add(kInvalidArnPrefix, value.span,
               "`" + value.text + "` is no ARN: its first field is not `arn`")
          .Help("write the ARN of the resource, or `*` for every one");
      return;
    }
    const auto arn = policy::SplitArn(text);
    if (!arn) {
      if (value.known()) {
        findings_
            .Add(kMissingArnField, value.span,
                 "`" + value.text + "` has " +
                     support::Count(policy::CountArnFields(text), "field") +
                     ", an ARN has six")
            .Help(
                "write arn:partition:service:region:account:resource; "
                "region and account may be empty");
      }
      return;
    }
    Partition(*arn);
    Account(*arn);
    if (Service(*arn)) {
      Region(*arn);
      Formats(*arn);
    }
  }

 private:
  diag::Report Add(const diag::Rule& rule, std::string message) {
    return findings_.Add(rule, value_->span, std::move(message));
  }

  [[nodiscard]] std::string Quoted() const { return "`" + value_->text + "`"; }

  // In the policy of an API, API Gateway puts the rest before it.
  [[nodiscard]] bool IsShortOfApi(std::string_view text) const {
    return context_.Is({policy::Kind::kResource}) &&
           text.starts_with("execute-api:/");
  }

  void Partition(const Arn& arn) {
    if (!IsLiteralField(arn.partition)) {
      return;
    }
    if (catalog::FindPartition(arn.partition) != nullptr) {
      const std::string& own = context_.standing.partition;
      if (!own.empty() && arn.partition != own) {
        Add(diag::kPartitionMismatch, Quoted() + " is of partition `" +
                                          std::string(arn.partition) +
                                          "`, the account of `" + own + "`")
            .Help("write `{{partition}}`");
      }
      return;
    }
    Add(kInvalidPartition,
        "there is no partition `" + std::string(arn.partition) + "`")
        .Help(Near("partition", arn.partition, catalog::PartitionNames()));
  }

  void Account(const Arn& arn) {
    const std::string_view account = arn.account;
    if (account.empty() || !IsLiteralField(account)) {
      return;
    }
    if (!catalog::IsAccountId(account) &&
        std::find(kAwsOwners.begin(), kAwsOwners.end(), account) ==
            kAwsOwners.end()) {
      Add(kInvalidArnAccount, "the account of " + Quoted() + " is `" +
                                  std::string(account) +
                                  "`, which is not twelve digits")
          .Help("write the account's id, or `*`");
    }
  }

  // Whether the service is one whose formats can be asked for.
  bool Service(const Arn& arn) {
    const std::string_view service = arn.service;
    if (policy::HasWildcard(service)) {
      Add(kWildcardInServiceName,
          "the service of " + Quoted() + " has a wildcard")
          .Help("name each service");
      return false;
    }
    if (!IsLiteralField(service)) {
      return false;
    }
    const std::string lower = support::Lower(service);
    const bool known = !formats_.OfService(lower).empty() ||
                       context_.catalogue.FindService(lower).has_value() ||
                       context_.catalogue.KnowsOtherService(lower);
    if (!known) {
      std::vector<std::string_view> prefixes;
      for (const catalog::ServiceId one : context_.catalogue.Services()) {
        prefixes.push_back(context_.catalogue.PrefixOf(one));
      }
      Add(kUnknownArnService,
          "no ARN has the service `" + std::string(service) + "`")
          .Help(Near("service", service, prefixes));
      return false;
    }
    if (HasUpper(service)) {
      Add(kArnServiceCase, "the service of " + Quoted() + " is written `" +
                               lower + "`, in small letters")
          .Help("write `" + lower + "`");
      return false;
    }
    return true;
  }

  void Region(const Arn& arn) {
    const std::string_view region = arn.region;
    if (region.empty() || !IsLiteralField(region)) {
      return;
    }
    const catalog::Region* known = catalog::FindRegion(region);
    if (known != nullptr &&
        (!IsLiteralField(arn.partition) || known->partition == arn.partition)) {
      return;
    }
    const std::string partition =
        IsLiteralField(arn.partition) ? std::string(arn.partition) : "";
    Add(kInvalidArnRegion,
        known != nullptr
            ? "`" + std::string(region) + "` is a region of " +
                  std::string(known->partition) + ", not of " + partition
            : "there is no region `" + std::string(region) + "`")
        .Help(Near("region", region, catalog::RegionNames(partition)));
  }

  // What all formats that the resource part may be of have in common.
  void Formats(const Arn& arn) {
    const auto formats = formats_.OfService(arn.service);
    if (formats.empty()) {
      return;
    }
    const std::string resource = policy::VariablesAsWildcards(arn.resource);
    std::vector<const ArnFormat*> fitting;
    for (const ArnFormat* one : formats) {
      if (policy::Meet(resource, one->resource)) {
        fitting.push_back(one);
      }
    }
    if (fitting.empty()) {
      NoFormat(arn);
      return;
    }
    const auto all = [&](bool (*is)(const ArnFormat*)) {
      return std::all_of(fitting.begin(), fitting.end(), is);
    };
    const bool no_region =
        all([](const ArnFormat* one) { return one->region.empty(); });
    const bool no_account =
        all([](const ArnFormat* one) { return one->account.empty(); });
    if (!arn.region.empty() && IsLiteralField(arn.region) && no_region) {
      Add(kArnRegionNotAllowed, "ARNs like " + Quoted() + " have no region")
          .Help("leave the field empty, and its colon where it is");
    }
    if (arn.region.empty() &&
        all([](const ArnFormat* one) { return !one->region.empty(); })) {
      Add(kMissingArnRegion, "ARNs like " + Quoted() + " have a region")
          .Help("write the region, or `*`, before the account");
    }
    if (!arn.account.empty() && IsLiteralField(arn.account) && no_account) {
      Add(kArnAccountNotAllowed, "ARNs like " + Quoted() + " have no account")
          .Help("leave the field empty, and its colon where it is");
    }
    const bool owned_by_aws = std::find(kOwnedByAws.begin(), kOwnedByAws.end(),
                                        arn.service) != kOwnedByAws.end();
    if (arn.account.empty() && !owned_by_aws &&
        all([](const ArnFormat* one) { return !one->account.empty(); })) {
      Add(kMissingArnAccount, "ARNs like " + Quoted() + " have an account")
          .Help("write the account, or `*`, before the resource");
    }
  }

  void NoFormat(const Arn& arn) {
    // Of a service that is gone, or that AWS has not described in full.
    const auto service = context_.catalogue.FindService(arn.service);
    if (!service || context_.catalogue.ActionsOf(*service).empty() ||
        IsOtherResource(arn)) {
      return;
    }
    auto report = Add(kInvalidArnResource,
                      "no resource of `" + std::string(arn.service) +
                          "` is written `" + std::string(arn.resource) + "`");
    // AWS does not describe every kind of resource: where nothing known is
    // near, it may be one of those.
    const std::string_view start = StartOf(arn.resource);
    std::set<std::string_view> starts;
    std::vector<std::string> forms;
    for (const ArnFormat* one : formats_.OfService(arn.service)) {
      forms.push_back(one->resource);
      starts.insert(StartOf(one->resource));
    }
    starts.erase(start);
    const std::string near =
        Near(arn.service, start, {starts.begin(), starts.end()});
    report.Help(near.empty() ? "its resources are written like " +
                                   support::QuotedList(forms)
                             : near);
    if (near.empty() && arn.service != "iam") {
      report.As(diag::Severity::kWarning);
    }
  }

  // Looking for near names takes long, so that only the first mistakes of a
  // document get them.
  std::string Near(std::string_view list, std::string_view name,
                   const std::vector<std::string_view>& known) {
    constexpr std::size_t kLongest = 64;
    constexpr std::size_t kMost = 100;
    if (name.empty() || name.size() > kLongest) {
      return "";
    }
    const auto [near, is_new] =
        near_.emplace(std::string(list) + ' ' + std::string(name), "");
    if (is_new && near_.size() <= kMost) {
      near->second = support::DidYouMean(name, known);
    }
    return near->second;
  }

  // What stands before the first separator or wildcard.
  static std::string_view StartOf(std::string_view resource) {
    return resource.substr(0, resource.find_first_of("/:*?$"));
  }

  const PolicyContext& context_;
  const policy::ArnFormats& formats_;
  PolicyFindings& findings_;
  const policy::Value* value_ = nullptr;
  // By what the name is of, and the name.
  std::unordered_map<std::string, std::string> near_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  ArnChecks checks(context, findings);
  for (const policy::ParsedStatement& statement : context.statements) {
    for (const policy::ParsedResource& resource : statement.resources) {
      checks.Look(*resource.value);
    }
  }
}

constexpr std::array<const diag::Rule*, 14> kRules = {
    &diag::kPartitionMismatch, &kWildcardInServiceName, &kInvalidArnPrefix,
    &kMissingArnField,         &kInvalidPartition,      &kUnknownArnService,
    &kArnServiceCase,          &kInvalidArnRegion,      &kArnRegionNotAllowed,
    &kMissingArnRegion,        &kInvalidArnAccount,     &kArnAccountNotAllowed,
    &kMissingArnAccount,       &kInvalidArnResource};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ArnFields() { return kFamily; }

}  // namespace iamgen::checks

// Knows how the ARN of an AWS managed policy is put together.
#include "catalog/managed_policy.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "catalog/catalogue.h"
#include "support/text.h"

namespace iamgen::catalog {
namespace {

constexpr std::string_view kArn = "arn:";
constexpr std::string_view kPolicy = ":iam::aws:policy";

// The partitions, besides `aws`, that the data looked at.
constexpr std::array<std::string_view, 3> kSurveyed = {"aws-cn", "aws-eusc",
                                                       "aws-us-gov"};

std::string_view AfterLastSlash(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  return slash == std::string_view::npos ? text : text.substr(slash + 1);
}

bool HasWord(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::string_view first = words.substr(0, words.find(' '));
    if (first == word) {
      return true;
    }
    words.remove_prefix(std::min(first.size() + 1, words.size()));
  }
  return false;
}

std::vector<ManagedPolicy> EmbeddedPolicies() {
  const Catalogue& catalogue = Catalogue::Embedded();
  std::vector<ManagedPolicy> policies;
  policies.reserve(catalogue.Policies().size());
  for (const PolicyId policy : catalogue.Policies()) {
    policies.push_back(catalogue[policy]);
  }
  return policies;
}

}  // namespace

std::span<const ManagedPolicy> ManagedPolicies() {
  static const std::vector<ManagedPolicy> policies = EmbeddedPolicies();
  return policies;
}

const ManagedPolicy* FindManagedPolicy(std::string_view name) {
  const auto rows = ManagedPolicies();
  const auto row =
      std::ranges::lower_bound(rows, name, {}, &ManagedPolicy::name);
  return row != rows.end() && row->name == name ? &*row : nullptr;
}

std::optional<ManagedPolicyArn> ParseManagedPolicyArn(std::string_view arn) {
  if (!arn.starts_with(kArn)) {
    return std::nullopt;
  }
  arn.remove_prefix(kArn.size());
  const std::string_view partition = arn.substr(0, arn.find(':'));
  arn.remove_prefix(partition.size());
  if (partition.empty() || !arn.starts_with(kPolicy)) {
    return std::nullopt;
  }
  arn.remove_prefix(kPolicy.size());
  const std::string_view name = AfterLastSlash(arn);
  if (!arn.starts_with('/') || name.empty()) {
    return std::nullopt;
  }
  return ManagedPolicyArn{.partition = partition,
                          .path = arn.substr(0, arn.size() - name.size()),
                          .name = name};
}

const ManagedPolicy* FindManagedPolicyByArn(std::string_view arn) {
  const auto parsed = ParseManagedPolicyArn(arn);
  if (!parsed) {
    return nullptr;
  }
  const ManagedPolicy* policy = FindManagedPolicy(parsed->name);
  return policy != nullptr && policy->path == parsed->path ? policy : nullptr;
}

const ManagedPolicy* FindManagedPolicyByName(std::string_view name_or_arn) {
  return FindManagedPolicy(AfterLastSlash(name_or_arn));
}

std::vector<std::string> NearestManagedPolicies(const Catalogue& catalogue,
                                                std::string_view text) {
  std::vector<std::string_view> names;
  names.reserve(catalogue.Policies().size());
  for (const PolicyId policy : catalogue.Policies()) {
    // Nobody is helped by the name of a policy that is gone.
    if (catalogue[policy].state != PolicyState::kRetired) {
      names.push_back(catalogue.NameOf(policy));
    }
  }
  return support::Nearest(AfterLastSlash(text), names);
}

std::string ArnIn(const ManagedPolicy& policy, std::string_view partition) {
  if (policy.path.empty()) {
    return {};
  }
  std::string arn(kArn);
  arn.append(partition).append(kPolicy);
  arn.append(policy.path).append(policy.name);
  return arn;
}

Availability AvailabilityIn(const ManagedPolicy& policy,
                            std::string_view partition) {
  using enum Availability;
  if (policy.state == PolicyState::kRetired) {
    return kNotSeen;
  }
  if (partition == "aws") {
    return policy.state == PolicyState::kOtherPartition ? kNotSeen : kSeen;
  }
  if (std::ranges::find(kSurveyed, partition) == kSurveyed.end()) {
    return kNoData;
  }
  return HasWord(policy.partitions, partition) ? kSeen : kNotSeen;
}

}  // namespace iamgen::catalog

// The policies that AWS itself manages: their names, and above all their
// paths, which nobody remembers and every ARN needs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::catalog {

class Catalogue;

// What the ARNs of all of them in partition `aws` begin with, and their path
// after it.
inline constexpr std::string_view kManagedArn = "arn:aws:iam::aws:policy";

enum class PolicyState : std::uint8_t {
  // AWS documents it ("AWS Managed Policy Reference Guide").
  kCurrent,
  // IAM still lists it, the guide no longer does: most are deprecated.
  kUnlisted,
  // Gone; attaching it fails. Older lists had it.
  kRetired,
  // Exists, but was never seen in partition `aws`.
  kOtherPartition,
};

struct ManagedPolicy {
  // Unique, also regardless of case.
  std::string_view name;
  // "/", "/service-role/", ... Empty for five retired policies whose path
  // nobody recorded; these have no ARN either.
  std::string_view path;
  // In partition `aws`. `ArnIn` makes it for another one.
  std::string_view arn;
  PolicyState state = PolicyState::kCurrent;
  // Besides `aws`, separated by blanks: "aws-cn aws-us-gov".
  std::string_view partitions;
  // "v23", and the day it was made, "2026-02-12"; empty when unknown.
  std::string_view version;
  std::string_view updated;
};

// Those of the executable, sorted by name (bytes).
std::span<const ManagedPolicy> ManagedPolicies();

// By exact name, as in "AmazonEC2ReadOnlyAccess". nullptr when none has it;
// see `NearestManagedPolicies` for what was meant. That IAM itself compares
// names regardless of case does not help here: ARNs are case-sensitive.
const ManagedPolicy* FindManagedPolicy(std::string_view name);

// The parts of an ARN that has the form of a managed policy of AWS. The views
// are into the text that was parsed.
struct ManagedPolicyArn {
  std::string_view partition;
  // With a slash at both ends, or "/".
  std::string_view path;
  std::string_view name;
};

// Takes "arn:PARTITION:iam::aws:policy/[PATH/]NAME", whether or not AWS has
// such a policy. nullopt for any other text, customer managed policies
// included. When `FindManagedPolicy(parsed.name)` has another path than
// `parsed.path`, the ARN is wrong and `ArnIn` of what was found is right.
std::optional<ManagedPolicyArn> ParseManagedPolicyArn(std::string_view arn);

// By an ARN that is right in every part, in whatever partition.
const ManagedPolicy* FindManagedPolicyByArn(std::string_view arn);

// By what comes after the last slash: for an ARN whose path is wrong, and for
// "service-role/AWSLambdaBasicExecutionRole", as other tools write names.
const ManagedPolicy* FindManagedPolicyByName(std::string_view name_or_arn);

// The names nearest to that of `text`, which is a name or an ARN; best first,
// at most three, regardless of case.
std::vector<std::string> NearestManagedPolicies(const Catalogue& catalogue,
                                                std::string_view text);

// "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"; empty
// when the path is unknown.
std::string ArnIn(const ManagedPolicy& policy, std::string_view partition);

// What the data tells about a policy in a partition. A hint, not a proof:
// partitions besides `aws` were looked at in September 2025, and the isolated
// ones never.
enum class Availability { kSeen, kNotSeen, kNoData };

Availability AvailabilityIn(const ManagedPolicy& policy,
                            std::string_view partition);

}  // namespace iamgen::catalog

// The names under which AWS services appear as principals.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace iamgen::catalog {

// "AWS JSON policy elements: Principal", AWS service principals. There is no
// complete public list; absence proves nothing.
struct ServicePrincipal {
  // "ecs-tasks.amazonaws.com".
  std::string_view name;
  // The name without its domain, as topologies may write it: "ecs-tasks".
  std::string_view service;
  // "amazonaws.com", nearly always, in every partition.
  std::string_view domain;
  // Seen in trust policies or in iam:PassedToService.
  bool assumes_roles = false;
  // Has a service-linked role.
  bool has_linked_role = false;
  // Has a form with a region in it, "logs.eu-west-1.amazonaws.com", in every
  // region.
  bool regional = false;
};

// A service whose principal ends in a partition's own suffix there, so that
// the name above is not what its roles have to trust.
struct PartitionForm {
  std::string_view partition;
  std::string_view service;
  // "ec2.amazonaws.com.cn".
  std::string_view name;
};

// Sorted by name, and by partition and service.
std::span<const ServicePrincipal> ServicePrincipals();
std::span<const PartitionForm> PartitionForms();

// nullptr when none has exactly that full name.
const ServicePrincipal* FindServicePrincipal(std::string_view name);

// The three outcomes of looking a principal up. `nearest` has names that
// could have been meant, best first, in the form in which they were asked for:
// short names for a short name, full ones otherwise.

struct KnownPrincipal {
  // What a policy in that partition has to say.
  std::string name;
  // INVARIANT: never nullptr. For a form of a partition or a region, the row
  // of the service itself.
  const ServicePrincipal* row = nullptr;
};

// A full name of the right shape that is in no list. It may exist; with
// something near it is more likely a slip.
struct UnlistedPrincipal {
  std::string name;
  std::vector<std::string> nearest;
};

// No principal in that partition, for sure.
struct UnknownPrincipal {
  // The rest of a sentence that begins with what was written: "does not end
  // in `amazonaws.com`".
  std::string fault;
  std::vector<std::string> nearest;
};

using PrincipalLookup =
    std::variant<KnownPrincipal, UnlistedPrincipal, UnknownPrincipal>;

// Takes a short name ("ec2", "ecs-tasks", "delivery.logs"), a full one
// ("ec2.amazonaws.com") or one with a region ("logs.eu-west-1.amazonaws.com").
// - Short and full names mean the service, in whatever form the partition
//   wants: "ec2" and "ec2.amazonaws.com" are "ec2.amazonaws.com.cn" in
//   aws-cn, while "lambda.amazonaws.com" is the same everywhere.
// - A form with a region is known where the service is documented to have one,
//   and for regions an account must opt in to ("AWS JSON policy elements:
//   Principal", service principals in opt-in Regions); elsewhere unlisted.
// - Principals are written in small letters; anything else is unknown, with
//   the right spelling as the nearest.
// A partition that does not exist is taken for `aws`.
PrincipalLookup ResolveServicePrincipal(std::string_view written,
                                        std::string_view partition);

}  // namespace iamgen::catalog

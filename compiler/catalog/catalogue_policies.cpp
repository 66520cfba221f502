// The policies that AWS manages, in the catalogue's bytes.
#include <algorithm>
#include <span>

#include "catalog/blob.h"
#include "catalog/catalogue.h"
#include "catalog/managed_policy.h"

namespace iamgen::catalog {

IdRange<PolicyId> Catalogue::Policies() const {
  return {0, static_cast<std::uint32_t>(
                 Records<blob::Policy>(blob::kPolicies).size())};
}

std::optional<PolicyId> Catalogue::FindPolicy(
    std::string_view name_or_arn) const {
  std::string_view name = name_or_arn;
  const auto arn = ParseManagedPolicyArn(name_or_arn);
  if (arn) {
    name = arn->name;
  }
  const auto policies = Records<blob::Policy>(blob::kPolicies);
  const auto found =
      std::lower_bound(policies.begin(), policies.end(), name,
                       [&](const blob::Policy& one, std::string_view wanted) {
                         return Text(one.name) < wanted;
                       });
  if (found == policies.end() || Text(found->name) != name) {
    return std::nullopt;
  }
  const PolicyId id{static_cast<std::uint32_t>(found - policies.begin())};
  // The path counts as well.
  if (arn) {
    const auto known = ParseManagedPolicyArn(ArnOf(id));
    if (known && known->path != arn->path) {
      return std::nullopt;
    }
  }
  return id;
}

std::string_view Catalogue::NameOf(PolicyId policy) const {
  return Text(Records<blob::Policy>(blob::kPolicies)[policy.index].name);
}

std::string_view Catalogue::ArnOf(PolicyId policy) const {
  return Text(Records<blob::Policy>(blob::kPolicies)[policy.index].arn);
}

std::string Catalogue::DocumentOf(PolicyId policy) const {
  const blob::Policy& record =
      Records<blob::Policy>(blob::kPolicies)[policy.index];
  const auto documents = Records<char>(blob::kDocuments);
  return {documents.data() + record.document, record.size};
}

}  // namespace iamgen::catalog

// Who may change what a bucket allows, and not use what is in it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"

namespace iamgen::checks {

struct BucketGrant {
  const policy::ParsedStatement* statement = nullptr;
  // "s3:PutBucketPolicy".
  std::string_view by;
  // As it is written.
  std::string bucket;
  // What its holder can come by: "s3:GetObject".
  std::vector<std::string> gained;
};

// The grants of a document, one for each bucket; without those that denying
// `by` on everything takes back. What is not known is taken as allowing the
// objects of every bucket.
std::vector<BucketGrant> WideningBucketGrants(
    std::span<const policy::ParsedStatement> statements,
    const catalog::Catalogue& catalogue);

}  // namespace iamgen::checks

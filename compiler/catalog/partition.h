// The partitions of AWS and their regions: which exist, and what a name that
// is younger than the data must look like.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace iamgen::catalog {

// "Partitions" in the AWS Whitepaper "AWS Fault Isolation Boundaries"; names
// and suffixes as the SDKs have them.
struct Partition {
  // "aws-cn", the second field of its ARNs.
  std::string_view name;
  // "amazonaws.com.cn". Service principals seldom end in it: see
  // service_principal.h.
  std::string_view dns_suffix;
  // The SAML:aud of its console sign-in; empty where AWS documents none.
  std::string_view saml_audience;
  // Where its global services live: "cn-northwest-1".
  std::string_view global_region;
  // What its regions start with, separated by blanks: "us eu ap".
  std::string_view region_prefixes;
};

struct Region {
  // "eu-west-1".
  std::string_view name;
  // "Europe (Ireland)".
  std::string_view title;
  // The name of its partition.
  std::string_view partition;
  // An account must enable it first ("Enable or disable AWS Regions in your
  // account"). False also where the data does not say.
  bool opt_in = false;
};

// Both sorted by name.
std::span<const Partition> Partitions();
std::span<const Region> Regions();

// nullptr when there is none of exactly that name.
const Partition* FindPartition(std::string_view name);
const Region* FindRegion(std::string_view name);

// The partition a region is in, also of one that is newer than the data but
// has the form of a region ("eu-west-9"). nullptr for any other text.
const Partition* PartitionOfRegion(std::string_view region);

// For "did you mean": the names of all partitions, and those of the regions of
// one (of all when `partition` is empty).
std::vector<std::string_view> PartitionNames();
std::vector<std::string_view> RegionNames(std::string_view partition = {});

}  // namespace iamgen::catalog

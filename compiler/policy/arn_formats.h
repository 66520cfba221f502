// The ARN formats of the catalogue's resource types as patterns, field by
// field, made once.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/catalogue.h"
#include "policy/arn.h"

namespace iamgen::policy {

// `arn:*:s3:::*/*`, with `*` for every variable.
struct ArnFormat {
  catalog::ResourceTypeId type;
  std::string service;
  std::string region;
  std::string account;
  std::string resource;
  // The resource part names buckets of S3, whose names hold no slash.
  bool is_bucket = false;
};

class ArnFormats {
 public:
  // Of one catalogue; made at the first question, by whichever thread asks.
  static const ArnFormats& Of(const catalog::Catalogue& catalogue);

  explicit ArnFormats(const catalog::Catalogue& catalogue);

  // Of one type; at least one.
  [[nodiscard]] std::span<const ArnFormat> OfType(
      catalog::ResourceTypeId type) const;

  // All whose service field is that, in small letters. Empty: no ARN names it.
  [[nodiscard]] std::span<const ArnFormat* const> OfService(
      std::string_view service) const;

 private:
  std::vector<ArnFormat> formats_;
  // Where those of each type begin.
  std::vector<std::uint32_t> first_;
  std::unordered_map<std::string, std::vector<const ArnFormat*>> by_service_;
};

// A resource with its variables as wildcards, field by field.
struct ResourcePattern {
  // All of it, where it has fewer than six fields.
  std::string whole;
  bool has_fields = false;
  // Holds variables, so that it covers less than its wildcards say.
  bool has_variables = false;
  std::string partition;
  std::string service;
  std::string region;
  std::string account;
  std::string resource;
};

ResourcePattern PatternOf(std::string_view resource);

// Whether some resource of the format is one that the pattern names.
bool Meet(const ResourcePattern& pattern, const ArnFormat& format);

// Whether every resource of the format, in one partition, is.
bool Covers(const ResourcePattern& pattern, const ArnFormat& format);

}  // namespace iamgen::policy

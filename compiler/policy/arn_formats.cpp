// Formats, taken apart once for all documents of a run.
#include "policy/arn_formats.h"

#include "catalog/kept.h"
#include "policy/document.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::policy {

ArnFormats::ArnFormats(const catalog::Catalogue& catalogue) {
  for (const catalog::ServiceId service : catalogue.Services()) {
    for (const catalog::ResourceTypeId type :
         catalogue.ResourceTypesOf(service)) {
      first_.push_back(static_cast<std::uint32_t>(formats_.size()));
      for (const std::string_view text : catalogue.ArnsOf(type)) {
        const std::string pattern = VariablesAsWildcards(text);
        const auto arn = SplitArn(pattern);
        if (!arn) {
          continue;
        }
        ArnFormat format;
        format.type = type;
        format.service = support::Lower(arn->service);
        format.region = arn->region;
        format.account = arn->account;
        format.resource = arn->resource;
        format.is_bucket = format.service == "s3" && format.region.empty() &&
                           format.account.empty() && format.resource == "*";
        formats_.push_back(std::move(format));
      }
    }
  }
  first_.push_back(static_cast<std::uint32_t>(formats_.size()));
  for (const ArnFormat& format : formats_) {
    by_service_[format.service].push_back(&format);
  }
}

const ArnFormats& ArnFormats::Of(const catalog::Catalogue& catalogue) {
  return catalog::Kept<ArnFormats>(
      catalogue, [](const catalog::Catalogue& one) { return ArnFormats(one); });
}

std::span<const ArnFormat> ArnFormats::OfType(
    catalog::ResourceTypeId type) const {
  return std::span(formats_).subspan(
      first_[type.index], first_[type.index + 1] - first_[type.index]);
}

std::span<const ArnFormat* const> ArnFormats::OfService(
    std::string_view service) const {
  const auto found = by_service_.find(std::string(service));
  return found == by_service_.end() ? std::span<const ArnFormat* const>()
                                    : found->second;
}

ResourcePattern PatternOf(std::string_view resource) {
  ResourcePattern pattern;
  pattern.whole = VariablesAsWildcards(resource);
  pattern.has_variables = pattern.whole != resource;
  const auto arn = SplitArn(pattern.whole);
  if (arn) {
    pattern.has_fields = true;
    pattern.partition = arn->partition;
    pattern.service = arn->service;
    pattern.region = arn->region;
    pattern.account = arn->account;
    pattern.resource = arn->resource;
  }
  return pattern;
}

bool Meet(const ResourcePattern& pattern, const ArnFormat& format) {
  if (!pattern.has_fields) {
    return Meet(pattern.whole, "arn:*:" + format.service + ":" + format.region +
                                   ":" + format.account + ":" +
                                   format.resource);
  }
  if (!Meet(pattern.service, format.service, Letters::kAnyCase) ||
      !Meet(pattern.region, format.region) ||
      !Meet(pattern.account, format.account) ||
      !Meet(pattern.resource, format.resource)) {
    return false;
  }
  // A bucket's name has no slash, so that nothing with one names a bucket.
  return !format.is_bucket || pattern.resource.find('/') == std::string::npos;
}

bool Covers(const ResourcePattern& pattern, const ArnFormat& format) {
  return pattern.has_fields && !pattern.has_variables &&
         Covers(pattern.service, format.service) &&
         Covers(pattern.region, format.region) &&
         Covers(pattern.account, format.account) &&
         Covers(pattern.resource, format.resource);
}

}  // namespace iamgen::policy

// Which services share their resources.
#include "policy/resource_scope.h"

#include <algorithm>
#include <array>
#include <string>

#include "policy/arn_formats.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

// What policies of a service's resources name besides its own.
struct Companions {
  std::string_view service;
  std::array<std::string_view, 4> names;
};

constexpr std::array<Companions, 9> kCompanions = {{
    {"apigateway", {"execute-api"}},
    {"cloudtrail", {"cloudtrail-data"}},
    {"ecr", {"ecr-public"}},
    {"es", {"opensearch", "aoss"}},
    {"execute-api", {"apigateway"}},
    {"opensearch", {"es", "aoss"}},
    {"s3", {"s3-object-lambda", "s3-outposts", "s3express", "s3tables"}},
    {"s3express", {"s3"}},
    {"s3-object-lambda", {"s3"}},
}};

// Their policies stand in the way of whatever passes.
constexpr std::array<std::string_view, 5> kOpen = {"backup", "ec2", "ram",
                                                   "vpc-lattice", "vpce"};

// Whether actions of one service work on resources of the other.
bool ShareResources(std::string_view service, std::string_view prefix,
                    const catalog::Catalogue& catalogue) {
  const auto acting = catalogue.FindService(prefix);
  if (!acting) {
    return false;
  }
  const ArnFormats& formats = ArnFormats::Of(catalogue);
  for (const catalog::ResourceTypeId type :
       catalogue.ResourceTypesOf(*acting)) {
    for (const ArnFormat& format : formats.OfType(type)) {
      if (format.service == service) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

bool HasOpenScope(std::string_view service,
                  const catalog::Catalogue& catalogue) {
  const std::string lower = support::Lower(service);
  return lower.empty() || !catalogue.FindService(lower) ||
         std::find(kOpen.begin(), kOpen.end(), lower) != kOpen.end();
}

bool InScope(std::string_view service, std::string_view prefix,
             const catalog::Catalogue& catalogue) {
  const std::string own = support::Lower(service);
  const std::string named = support::Lower(prefix);
  if (named == own) {
    return true;
  }
  for (const Companions& one : kCompanions) {
    if (one.service == own && std::find(one.names.begin(), one.names.end(),
                                        named) != one.names.end()) {
      return true;
    }
  }
  return ShareResources(own, named, catalogue);
}

}  // namespace iamgen::policy

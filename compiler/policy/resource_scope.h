// What the policy of a resource can speak of: the actions and resources of the
// resource's own service, and of the few that belong to it.
#pragma once

#include <string_view>

#include "catalog/catalogue.h"

namespace iamgen::policy {

// Whether policies of the service's resources may name anything at all, or it
// is not known what: policies of VPC endpoints name what passes through.
bool HasOpenScope(std::string_view service,
                  const catalog::Catalogue& catalogue);

// Whether they may name actions with the prefix, or resources whose ARNs have
// it as their service; in any case of letters.
bool InScope(std::string_view service, std::string_view prefix,
             const catalog::Catalogue& catalogue);

}  // namespace iamgen::policy

// For which actions the resources of a statement are all that there are.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

class WildResources {
 public:
  WildResources(const policy::ParsedStatement& statement,
                const catalog::Catalogue& catalogue);

  // Whether some resource names everything that the action works on, in an
  // account and a region at least: `*`, or "arn:aws:s3:::*" for buckets.
  bool Holds(catalog::ActionId action);

 private:
  bool IsWild(catalog::ResourceTypeId type) const;

  const catalog::Catalogue& catalogue_;
  bool everything_ = false;

  struct Pattern {
    std::string_view service;
    std::string_view resource;
  };

  // Without those that name one thing.
  std::vector<Pattern> patterns_;
  std::unordered_map<std::uint32_t, bool> types_;
};

}  // namespace iamgen::analysis

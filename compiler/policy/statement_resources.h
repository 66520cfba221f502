// The resources of one statement, ready to be compared with many resource
// types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/catalogue.h"
#include "policy/arn_formats.h"
#include "policy/parsed_statement.h"

namespace iamgen::policy {

class StatementResources {
 public:
  // The formats live as long.
  StatementResources(const ParsedStatement& statement,
                     const ArnFormats& formats);

  // Whether any resource may be among them: `*`, NotResource, no element, or
  // something that is not known, is faulty, or that the catalogue does not
  // describe.
  [[nodiscard]] bool open() const { return open_; }

  [[nodiscard]] const std::vector<ResourcePattern>& patterns() const {
    return patterns_;
  }

  // Whether one of them can name a resource of the type.
  bool MeetType(catalog::ResourceTypeId type);

  // Whether they cover every resource of the type.
  [[nodiscard]] bool CoverType(catalog::ResourceTypeId type) const;

  // Whether one of them is whatever a service has, in some region and account:
  // "arn:aws:logs:*:*:*".
  [[nodiscard]] bool NameAllOf(std::string_view service) const;

 private:
  // Places of patterns.
  using Group = std::vector<std::size_t>;

  [[nodiscard]] const Group* OfService(const std::string& service) const;

  const ArnFormats& formats_;
  std::vector<ResourcePattern> patterns_;
  // Under "" those that may be of any service.
  std::unordered_map<std::string, Group> by_service_;
  std::unordered_map<std::uint32_t, bool> met_;
  bool open_ = false;
};

}  // namespace iamgen::policy

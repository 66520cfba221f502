// Which services a set of actions is about, and what it does there at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "diag/span.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

// The strongest of the access levels: listing and reading; writing and tagging;
// changing who has access.
enum class Reach : std::uint8_t { kRead, kWrite, kPermissions };

// "read", "write", "permissions".
std::string_view NameOf(Reach reach);

struct GrantedService {
  catalog::ServiceId service;
  Reach reach = Reach::kRead;
  // How many of the service's actions, and how many it has.
  std::size_t actions = 0;
  std::size_t of = 0;
  // Where it is allowed first, as far as somebody looked.
  diag::Span span = {};

  friend bool operator==(const GrantedService&,
                         const GrantedService&) = default;
};

// In the catalogue's order, which is that of their prefixes.
std::vector<GrantedService> ServicesOf(const catalog::ActionSet& actions,
                                       const catalog::Catalogue& catalogue);

// Finds out where services are allowed first.
class PlacesOfServices {
 public:
  explicit PlacesOfServices(const catalog::Catalogue& catalogue)
      : catalogue_(catalogue), places_(catalogue.Services().size()) {}

  // A statement, and the place that stands for it.
  void See(const policy::ParsedStatement& statement, diag::Span span);

  void Enter(std::vector<GrantedService>& services) const;

 private:
  const catalog::Catalogue& catalogue_;
  std::vector<diag::Span> places_;
};

// Whether there is nothing left that it could do.
bool IsEverything(const std::vector<GrantedService>& services,
                  const catalog::Catalogue& catalogue);

}  // namespace iamgen::analysis

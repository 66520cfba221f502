// Counts actions by their services.
#include "analysis/granted_services.h"

#include <algorithm>

namespace iamgen::analysis {
namespace {

Reach ReachOf(catalog::AccessLevel level) {
  switch (level) {
    case catalog::AccessLevel::kList:
    case catalog::AccessLevel::kRead:
      return Reach::kRead;
    case catalog::AccessLevel::kWrite:
    case catalog::AccessLevel::kTagging:
      return Reach::kWrite;
    case catalog::AccessLevel::kPermissionsManagement:
      break;
  }
  return Reach::kPermissions;
}

}  // namespace

std::string_view NameOf(Reach reach) {
  switch (reach) {
    case Reach::kRead:
      return "read";
    case Reach::kWrite:
      return "write";
    case Reach::kPermissions:
      break;
  }
  return "permissions";
}

std::vector<GrantedService> ServicesOf(const catalog::ActionSet& actions,
                                       const catalog::Catalogue& catalogue) {
  std::vector<GrantedService> services;
  actions.ForEach([&](catalog::ActionId action) {
    const catalog::ServiceId service = catalogue.ServiceOf(action);
    if (services.empty() || services.back().service != service) {
      services.push_back({.service = service,
                          .reach = Reach::kRead,
                          .actions = 0,
                          .of = catalogue.ActionsOf(service).size(),
                          .span = {}});
    }
    GrantedService& one = services.back();
    ++one.actions;
    one.reach = std::max(one.reach, ReachOf(catalogue.LevelOf(action)));
  });
  return services;
}

void PlacesOfServices::See(const policy::ParsedStatement& statement,
                           diag::Span span) {
  if (!statement.allows()) {
    return;
  }
  statement.covered.ForEach([&](catalog::ActionId action) {
    diag::Span& place = places_[catalogue_.ServiceOf(action).index];
    place = place.valid() ? place : span;
  });
}

void PlacesOfServices::Enter(std::vector<GrantedService>& services) const {
  for (GrantedService& one : services) {
    one.span = places_[one.service.index];
  }
}

bool IsEverything(const std::vector<GrantedService>& services,
                  const catalog::Catalogue& catalogue) {
  std::size_t count = 0;
  for (const GrantedService& one : services) {
    count += one.actions;
  }
  return count == catalogue.Actions().size();
}

}  // namespace iamgen::analysis

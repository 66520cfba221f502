// Resources are compared with the formats of their own service alone.
#include "policy/statement_resources.h"

#include <algorithm>

#include "policy/document.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

bool MeetsAny(const ResourcePattern& pattern, const ArnFormats& formats) {
  const auto known = formats.OfService(pattern.service);
  return std::any_of(known.begin(), known.end(),
                     [&](const ArnFormat* one) { return Meet(pattern, *one); });
}

}  // namespace

StatementResources::StatementResources(const ParsedStatement& statement,
                                       const ArnFormats& formats)
    : formats_(formats) {
  // Nobody needs more, and each is compared with every type.
  constexpr std::size_t kMostOfAnyService = 32;
  const Clause& clause = statement.statement->resource;
  open_ = !clause.present || clause.except || !clause.complete();
  for (const ParsedResource& one : statement.resources) {
    // Faulty ones are told of by others.
    open_ |= one.anything || !one.arn || one.arn->prefix != "arn";
    if (open_) {
      return;
    }
    patterns_.push_back(PatternOf(one.value->text));
    const ResourcePattern& pattern = patterns_.back();
    const bool literal = !HasWildcard(pattern.service) &&
                         pattern.service.find(kUnknown) == std::string::npos;
    Group& group = by_service_[literal ? pattern.service : ""];
    group.push_back(patterns_.size() - 1);
    open_ = literal ? !MeetsAny(pattern, formats)
                    : group.size() > kMostOfAnyService;
  }
}

const StatementResources::Group* StatementResources::OfService(
    const std::string& service) const {
  const auto found = by_service_.find(service);
  return found == by_service_.end() ? nullptr : &found->second;
}

bool StatementResources::MeetType(catalog::ResourceTypeId type) {
  const auto [known, is_new] = met_.emplace(type.index, false);
  if (is_new) {
    for (const ArnFormat& format : formats_.OfType(type)) {
      for (const Group* group : {OfService(format.service), OfService("")}) {
        known->second |=
            group != nullptr &&
            std::any_of(group->begin(), group->end(), [&](std::size_t at) {
              return Meet(patterns_[at], format);
            });
      }
    }
  }
  return known->second;
}

bool StatementResources::CoverType(catalog::ResourceTypeId type) const {
  const auto formats = formats_.OfType(type);
  return !formats.empty() &&
         std::all_of(
             formats.begin(), formats.end(), [&](const ArnFormat& format) {
               const Group* group = OfService(format.service);
               return group != nullptr &&
                      std::any_of(group->begin(), group->end(),
                                  [&](std::size_t at) {
                                    return Covers(patterns_[at], format);
                                  });
             });
}

bool StatementResources::NameAllOf(std::string_view service) const {
  const Group* group = OfService(support::Lower(service));
  return group != nullptr &&
         std::any_of(group->begin(), group->end(), [&](std::size_t at) {
           return IsAnything(patterns_[at].resource);
         });
}

}  // namespace iamgen::policy

// What is granted and was not used, by the reports of last access.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/review_page.h"
#include "analysis/usage_report.h"
#include "catalog/catalogue.h"
#include "model/topology.h"

namespace iamgen::analysis {

// `kNotReported`: no report has the service, so that nothing is known.
enum class UseState : std::uint8_t { kUsed, kUnused, kNotReported };

// "used", "unused", "not reported".
std::string_view NameOf(UseState state);

struct ServiceUsage {
  catalog::ServiceId service;
  UseState state = UseState::kNotReported;
  LastUse last;
  // Of a service that is used: actions that may be done and were not, of those
  // that IAM tracks.
  std::vector<catalog::ActionId> unused_actions = {};
};

// Of one page: an account is enough for a service to be used.
struct PageUsage {
  // In how many of its accounts there is a report.
  std::size_t reported = 0;
  // Put together from the reports of the users of a group, or of whoever has a
  // policy, where it has none of its own.
  bool of_related = false;
  // As the page has them; none without a report.
  std::vector<ServiceUsage> services = {};
};

class UsageOfPages {
 public:
  // What was used at `since` or later is used; nullopt: whenever it was.
  UsageOfPages(const model::Topology& topology,
               const catalog::Catalogue& catalogue, const UsageReports& reports,
               std::optional<Moment> since)
      : topology_(topology),
        catalogue_(catalogue),
        reports_(reports),
        since_(since) {}

  [[nodiscard]] PageUsage Of(const ReviewPage& page) const;

  // ARNs of reports that are of nothing in the topology.
  [[nodiscard]] std::vector<std::string> Strangers() const;

 private:
  [[nodiscard]] const UsageReport* Own(model::EntityRef entity,
                                       model::AccountId account) const;
  [[nodiscard]] std::optional<UsageReport> OfRelated(
      const ReviewPage& page, model::AccountId account) const;
  [[nodiscard]] std::optional<UsageReport> OfHolder(
      model::EntityRef holder, model::AccountId account) const;

  [[nodiscard]] bool IsUsed(const LastUse& last) const {
    return last && (!since_ || *last >= *since_);
  }

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  const UsageReports& reports_;
  std::optional<Moment> since_;
};

}  // namespace iamgen::analysis

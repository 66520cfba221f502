// What `iamgen review` found, and the formats that it is shown in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/broad_grants.h"
#include "analysis/review_page.h"
#include "analysis/security_basics.h"
#include "analysis/unused_access.h"
#include "analysis/usage_report.h"
#include "catalog/catalogue.h"
#include "diag/source.h"
#include "model/topology.h"

namespace iamgen::driver {

struct Review {
  const model::Topology& topology;
  const catalog::Catalogue& catalogue;
  const diag::SourceMap& sources;
  std::vector<analysis::ReviewPage> pages = {};
  // Of each page; none without reports of last access.
  std::vector<analysis::PageUsage> usage = {};
  // Since when; nullopt: as far back as the reports go.
  std::optional<analysis::Moment> since = std::nullopt;
  std::vector<analysis::BroadGrant> broad = {};
  // None where only some entities are looked at.
  std::vector<analysis::Basic> basics = {};
  // ARNs of reports of nothing in the topology.
  std::vector<std::string> strangers = {};
};

std::string AsText(const Review& review);
std::string AsJson(const Review& review);

// A line for each service of each page.
std::string AsCsv(const Review& review);

}  // namespace iamgen::driver

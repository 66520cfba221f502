// Reads saved reports of last access: what `aws iam
// get-service-last-accessed-details` prints, with the ARN that it does not.
#pragma once

#include <string>
#include <string_view>

#include "analysis/usage_report.h"
#include "support/result.h"

namespace iamgen::driver {

// A file holds one of
//   {"Arn": ..., "ServicesLastAccessed": [...]}, one or a line each,
//   [{"Arn": ..., ...}, ...],
//   {"arn:aws:iam::...": {"ServicesLastAccessed": [...]}, ...}, where the list
//   may also stand by itself.
// `arn` is that of a report that has none; empty: every report has one. Two
// reports of one ARN are taken as parts of one. Fails, naming `path`, on
// anything else, and on a report that is not complete.
support::Status ReadUsage(const std::string& path, std::string_view text,
                          const std::string& arn,
                          analysis::UsageReports& reports);

}  // namespace iamgen::driver

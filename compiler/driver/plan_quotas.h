// How much of IAM's quotas a plan uses, for people and for programs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/quotas.h"
#include "model/topology.h"
#include "writers/value.h"

namespace iamgen::driver {

// 51200 as "51,200".
std::string Grouped(std::size_t number);

enum class QuotaLines : bool { kFullest, kAll };

// The fullest use of each quota, or all uses below the name of each, the
// fullest first. Empty where there is none.
std::string QuotasAsText(const std::vector<analysis::Usage>& usages,
                         const model::Topology& topology, QuotaLines lines);

// Every use, in their order.
writers::Value QuotasAsValue(const std::vector<analysis::Usage>& usages,
                             const model::Topology& topology);

}  // namespace iamgen::driver

// One page of a review as people read it.
#pragma once

#include <cstddef>
#include <string>

#include "diag/span.h"
#include "driver/review.h"

namespace iamgen::driver {

void AppendPage(const Review& review, std::size_t page, std::string& out);

// " (topology.yaml:14:3)".
std::string PlaceBehind(const Review& review, diag::Span span);

}  // namespace iamgen::driver

// Cases of `iamgen simulate --cases`: a request and its policies in one line of
// JSON.
#pragma once

#include <string>
#include <string_view>

#include "catalog/catalogue.h"

namespace iamgen::driver {

// The answer to one line, as JSON without a line's end. A line that is no case
// is answered with an `error`.
std::string AnswerCase(std::string_view line,
                       const catalog::Catalogue& catalogue);

}  // namespace iamgen::driver

// The patterns of region names, without a regular expression at run time.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::catalog::embed {

// What the regions of a partition start with, separated by blanks: "us eu" for
// `^(us|eu)\-\w+\-\d+$`, "eusc-de" for `^eusc\-(de)\-\w+\-\d+$`. Throws
// std::runtime_error for a pattern of another kind.
std::string RegionPrefixes(std::string_view pattern);

}  // namespace iamgen::catalog::embed

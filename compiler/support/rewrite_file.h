// A file of the user's that is to say something else.
#pragma once

#include <string>
#include <string_view>

#include "support/result.h"

namespace iamgen::support {

// Makes the file hold `bytes`, all at once, by way of a temporary name beside
// it. Links are followed and permissions stay. Fails where it is no file, or no
// longer holds `old`: somebody else was at it.
Status RewriteFile(const std::string& path, std::string_view old,
                   std::string_view bytes);

}  // namespace iamgen::support

// The texts of examples, some of which are too long to be shown.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::diag {

// What an example is that shows `[[40 times: "item-#", ]]` for 40 items: in
// each
// `#` is its number, from 1, and `@` the one before. INVARIANT: what stands
// between `[[` and `]]` begins so, and holds no `]]`.
std::string WholeText(std::string_view shown);

}  // namespace iamgen::diag

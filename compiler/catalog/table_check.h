// Whether bytes from outside are a table.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace iamgen::catalog {

// Why nothing may be read from `bytes`: the rest of a sentence that begins with
// the file's name. nullopt: every place in them is inside, every number has a
// meaning, everything is sorted, every text can be shown.
std::optional<std::string> FaultOf(std::string_view bytes);

}  // namespace iamgen::catalog

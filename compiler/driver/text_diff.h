// How one text differs from another, in the form that `patch` takes.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::driver {

// A unified diff with three lines of context; empty for equal texts. Finds the
// shortest one where the texts differ in few lines, by Myers' algorithm, and
// shows all lines between the first and the last difference as replaced where
// they differ in very many, so that the time stays linear in their size.
std::string UnifiedDiff(std::string_view old_name, std::string_view old_text,
                        std::string_view new_name, std::string_view new_text);

}  // namespace iamgen::driver

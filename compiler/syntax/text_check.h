// What can be wrong with the bytes of a file, whatever their grammar.
#pragma once

#include <cstdint>
#include <string_view>

#include "diag/sink.h"
#include "diag/span.h"

namespace iamgen::syntax {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The bytes before the text proper: 3 if it starts with a byte order mark.
[[nodiscard]] std::uint32_t TextStart(std::string_view text);

// Reports what a reader of YAML must not see: bytes that are not UTF-8, control
// characters, carriage returns without a line feed, more than a thousand
// brackets in a row. Each kind once, at its first place, with how many follow.
// True if there was nothing.
bool CheckYamlText(std::string_view text, diag::FileId file, diag::Sink& sink);

// The same for JSON, whose own grammar says the rest: UTF-8 only.
bool CheckJsonText(std::string_view text, diag::FileId file, diag::Sink& sink);

}  // namespace iamgen::syntax

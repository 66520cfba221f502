// Where things end in YAML text. yaml-cpp says only where they begin.
//
// Every function takes the whole text and offsets into it, and answers with an
// offset at most the text's size, whatever the text is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "syntax/event_handler.h"

namespace iamgen::syntax {

// Blank is space or tab; a break is a line feed, alone or after a carriage
// return; both are white space.
[[nodiscard]] bool IsBlank(char c);
[[nodiscard]] bool IsWhite(char c);

// Past white space and comments. A `#` opens a comment at the start of the text
// or after white space.
std::uint32_t SkipWhite(std::string_view text, std::uint32_t from);

// Past the anchor and the tag before a node, to the node itself: its first
// character, or the end of the properties if only white space follows.
std::uint32_t SkipProperties(std::string_view text, std::uint32_t from);

// Past the name of an alias or an anchor, whose `*` or `&` is at `from`.
std::uint32_t NameEnd(std::string_view text, std::uint32_t from);

// Past the last character of a plain scalar that was decoded to `value`.
std::uint32_t PlainEnd(std::string_view text, std::uint32_t begin,
                       std::string_view value);

// Past the closing quote; nothing if there is none.
std::optional<std::uint32_t> QuotedEnd(std::string_view text,
                                       std::uint32_t begin);

// Past the last character of a block scalar, `|` or `>`, that was decoded to
// `value`: of its last line that is not blank, or of its header if it has none.
std::uint32_t BlockScalarEnd(std::string_view text, std::uint32_t begin,
                             std::string_view value);

// Past the bracket `closing`, of which only white space, comments and commas
// come first; `from` itself if something else does.
std::uint32_t FlowEnd(std::string_view text, std::uint32_t from, char closing);

// Past what the writer of an unquoted value on one line meant by it: up to a
// comment, a `: ` or, in flow style, a `,` or a bracket. References `{{...}}`
// are passed over whole. Never empty while there is text on the line.
std::uint32_t UnquotedEnd(std::string_view text, std::uint32_t begin,
                          bool in_flow);

// From the first character of the line that holds `offset` to its line end.
Extent LineAround(std::string_view text, std::uint32_t offset);

// The first character that is not blank in the line that holds `offset`.
std::uint32_t IndentationEnd(std::string_view text, std::uint32_t offset);

// The `:` of "name:text", which lacks its space; npos if `line` is not so.
std::size_t ColonWithoutSpace(std::string_view line);

}  // namespace iamgen::syntax

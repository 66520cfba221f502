// What a reader of a format says about a file, one event a node, whichever
// reader it is.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>

#include "syntax/node.h"

namespace iamgen::syntax {

// The bytes [begin, end) of the file at hand, its byte order mark counted.
struct Extent {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Extent&, const Extent&) = default;
};

// Names an anchor of the file: 1, 2, 3 in the order in which they stand.
using AnchorId = std::uint32_t;

// A producer calls these in the order of the text, one root node in all, each
// key followed by its value, each start matched by its end. It knows the text
// and where everything begins and ends; the handler knows the tree. `Anchor`
// speaks of the node whose event comes next. `Broken` stands for a node whose
// mistake the producer has reported.
//
// `TreeBuilder` is the handler. The producers are the reader of JSON, and for
// YAML the one of everything (`yaml_reader.cpp`) and the fast one of the
// everyday part (`everyday_yaml.h`), which make the same calls for the same
// text.
template <typename T>
concept EventHandler = requires(T& handler, Extent extent, std::uint32_t offset,
                                NodeKind kind, std::string_view text,
                                AnchorId id) {
  { handler.Null(extent) } -> std::same_as<void>;
  { handler.Scalar(kind, extent, text) } -> std::same_as<void>;
  { handler.Broken(extent) } -> std::same_as<void>;
  { handler.Anchor(id, extent, text) } -> std::same_as<void>;
  { handler.Alias(id, extent) } -> std::same_as<void>;
  { handler.StartSequence(offset) } -> std::same_as<void>;
  { handler.EndSequence(offset) } -> std::same_as<void>;
  { handler.StartMapping(offset) } -> std::same_as<void>;
  { handler.EndMapping(offset) } -> std::same_as<void>;
};

}  // namespace iamgen::syntax

// The tree that YAML and JSON become: text with places, and nothing decided.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"

namespace iamgen::syntax {

// How a value was written. `kBroken` stands where the text had a mistake that
// has been reported: whoever meets one stays silent about it.
enum class NodeKind : std::uint8_t {
  kNull,      // empty, `~`, `null`; JSON null
  kPlain,     // an unquoted YAML scalar: text, number, boolean, whatever
  kQuoted,    // '...', "...", a block scalar, a JSON string: always text
  kNumber,    // a JSON number, as written
  kBoolean,   // JSON true or false, as written
  kSequence,  // its children are its elements
  kMapping,   // its children are key, value, key, value, ...
  kBroken,
};

// The place of a node in its tree; 0 is the root.
using NodeIndex = std::uint32_t;

inline constexpr NodeIndex kNoNode = UINT32_MAX;

struct Node {
  NodeKind kind = NodeKind::kNull;
  // Children, for collections: elements, or pairs.
  std::uint32_t count = 0;
  // In bytes of the file: a scalar with its quotes, a collection from its first
  // character to its last (in block style from its first key to the end of its
  // last value). An alias stands where it is used, its content where it is
  // written.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // The decoded text of a scalar, in the tree's arena.
  std::uint32_t text_offset = 0;
  std::uint32_t text_size = 0;
  NodeIndex first_child = kNoNode;
  NodeIndex next_sibling = kNoNode;

  friend bool operator==(const Node&, const Node&) = default;
};

// One file as a tree. INVARIANT: mappings hold keys that are scalars and differ
// from each other; nothing is nested deeper than `kMaxDepth`.
class Tree {
 public:
  static constexpr std::size_t kMaxDepth = 64;

  diag::FileId file;
  std::vector<Node> nodes;
  std::string arena;

  [[nodiscard]] bool empty() const { return nodes.empty(); }

  [[nodiscard]] const Node& operator[](NodeIndex index) const {
    return nodes[index];
  }

  [[nodiscard]] std::string_view TextOf(NodeIndex index) const {
    const Node& node = nodes[index];
    return std::string_view(arena).substr(node.text_offset, node.text_size);
  }

  [[nodiscard]] diag::Span SpanOf(NodeIndex index) const {
    return {file, nodes[index].begin, nodes[index].end};
  }
};

}  // namespace iamgen::syntax

// Turns the events of a reader into a tree, and holds the tree to its promises:
// depth, keys, aliases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/sink.h"
#include "diag/span.h"
#include "syntax/event_handler.h"
#include "syntax/node.h"

namespace iamgen::syntax {

// An `EventHandler` for one document. What it refuses it reports, and goes on:
// a pair with a bad key is left out, other bad nodes become `kBroken`.
//
// Aliases are expanded by copying, within a budget of nodes that grows with the
// input. Keys are compared when their mapping ends, so one table serves all.
class TreeBuilder {
 public:
  TreeBuilder(diag::FileId file, std::size_t input_bytes, diag::Sink& sink);

  // From now on `<<` is a key like any other.
  void KeepMergeKeys() { keeps_merge_keys_ = true; }

  void Null(Extent extent);
  void Scalar(NodeKind kind, Extent extent, std::string_view text);
  void Broken(Extent extent);
  void Anchor(AnchorId id, Extent extent, std::string_view name);
  void Alias(AnchorId id, Extent extent);
  void StartSequence(std::uint32_t begin);
  void EndSequence(std::uint32_t end);
  void StartMapping(std::uint32_t begin);
  void EndMapping(std::uint32_t end);

  // The tree so far; the builder is used up.
  Tree Take() { return std::move(tree_); }

 private:
  // A collection whose end has not come.
  struct Open {
    NodeIndex node = kNoNode;
    NodeIndex last_child = kNoNode;
    std::uint32_t children = 0;
  };

  [[nodiscard]] diag::Span SpanOf(Extent extent) const {
    return {tree_.file, extent.begin, extent.end};
  }

  NodeIndex Append(const Node& node);
  void Attach(NodeIndex index);
  void Start(NodeKind kind, std::uint32_t begin);
  // False if the collection was never opened, being too deep.
  bool End(std::uint32_t end);

  void CheckKeys(NodeIndex mapping);
  bool IsGoodKey(NodeIndex key);
  NodeIndex FindOrAddKey(NodeIndex key);

  [[nodiscard]] bool IsOpen(NodeIndex node) const;
  NodeIndex Copy(NodeIndex from, std::size_t depth);

  Tree tree_;
  diag::Sink& sink_;
  std::vector<Open> open_;
  // How many collections below the deepest one allowed are open.
  std::size_t too_deep_ = 0;

  AnchorId next_anchor_ = 0;
  std::vector<NodeIndex> anchored_;
  std::unordered_map<std::string, Extent> anchor_names_;
  std::uint64_t copies_left_;
  bool copies_spent_ = false;
  bool copy_too_deep_ = false;
  bool keeps_merge_keys_ = false;

  // Open addressing; its size is a power of two.
  std::vector<NodeIndex> key_slots_;
};

static_assert(EventHandler<TreeBuilder>);

}  // namespace iamgen::syntax

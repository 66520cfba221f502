// Builds trees from events.
#include "syntax/tree_builder.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

#include "support/invariant.h"
#include "syntax/reader_diagnostics.h"
#include "syntax/wording.h"

namespace iamgen::syntax {
namespace {

constexpr std::uint64_t kCopiesPerByte = 10;
constexpr std::uint64_t kCopiesAtLeast = 100'000;
// Keeps indexes and memory in bounds for the largest inputs.
constexpr std::uint64_t kCopiesAtMost = 50'000'000;

// A guess that fits policies: fewer nodes than this for a byte are rare.
constexpr std::size_t kBytesPerNode = 16;

bool IsCollection(NodeKind kind) {
  return kind == NodeKind::kSequence || kind == NodeKind::kMapping;
}

}  // namespace

TreeBuilder::TreeBuilder(diag::FileId file, std::size_t input_bytes,
                         diag::Sink& sink)
    : sink_(sink),
      copies_left_(std::min(input_bytes * kCopiesPerByte + kCopiesAtLeast,
                            kCopiesAtMost)) {
  tree_.file = file;
  tree_.nodes.reserve(input_bytes / kBytesPerNode + 1);
  tree_.arena.reserve(input_bytes / 2);
  open_.reserve(Tree::kMaxDepth);
}

void TreeBuilder::Null(Extent extent) {
  if (too_deep_ == 0) {
    Attach(Append({.begin = extent.begin, .end = extent.end}));
  }
}

void TreeBuilder::Scalar(NodeKind kind, Extent extent, std::string_view text) {
  if (too_deep_ != 0) {
    return;
  }
  const auto offset = static_cast<std::uint32_t>(tree_.arena.size());
  tree_.arena.append(text);
  Attach(Append({.kind = kind,
                 .begin = extent.begin,
                 .end = extent.end,
                 .text_offset = offset,
                 .text_size = static_cast<std::uint32_t>(text.size())}));
}

void TreeBuilder::Broken(Extent extent) {
  if (too_deep_ == 0) {
    Attach(Append(
        {.kind = NodeKind::kBroken, .begin = extent.begin, .end = extent.end}));
  }
}

void TreeBuilder::Anchor(AnchorId id, Extent extent, std::string_view name) {
  if (too_deep_ != 0) {
    return;
  }
  next_anchor_ = id;
  const auto [known, added] =
      anchor_names_.try_emplace(std::string(name), extent);
  if (!added) {
    sink_
        .Add(kRepeatedAnchor, SpanOf(extent),
             "the anchor `&" + std::string(name) +
                 "` is defined twice, and aliases below this line mean this "
                 "one")
        .Also(SpanOf(known->second), "defined here first")
        .Help("give one of them another name");
    known->second = extent;
  }
}

void TreeBuilder::Alias(AnchorId id, Extent extent) {
  if (too_deep_ != 0) {
    return;
  }
  const NodeIndex target = id < anchored_.size() ? anchored_[id] : kNoNode;
  if (target == kNoNode) {
    // Its anchor stands in a part that is broken.
    Broken(extent);
    return;
  }
  if (IsOpen(target)) {
    sink_
        .Add(kAliasCycle, SpanOf(extent),
             "this alias stands inside the node that it repeats")
        .Also({tree_.file, tree_[target].begin, tree_[target].begin + 1},
              "the node starts here")
        .Help("put the anchor on the part that is to be repeated");
    Broken(extent);
    return;
  }
  copy_too_deep_ = false;
  const NodeIndex copy = Copy(target, open_.size());
  if (copy != kNoNode) {
    tree_.nodes[copy].begin = extent.begin;
    tree_.nodes[copy].end = extent.end;
    Attach(copy);
    return;
  }
  if (copy_too_deep_) {
    sink_
        .Add(kNestingTooDeep, SpanOf(extent),
             "with what this alias repeats, nesting goes deeper than " +
                 std::to_string(Tree::kMaxDepth) + " levels")
        .Help("write it with fewer levels");
  } else if (!copies_spent_) {
    copies_spent_ = true;
    copies_left_ = 0;
    sink_
        .Add(kAliasExplosion, SpanOf(extent),
             "with this alias the file repeats more nodes than its size "
             "allows")
        .Help("write it out, or use fewer aliases to nodes that hold aliases");
  }
  Broken(extent);
}

void TreeBuilder::StartSequence(std::uint32_t begin) {
  Start(NodeKind::kSequence, begin);
}

void TreeBuilder::EndSequence(std::uint32_t end) { End(end); }

void TreeBuilder::StartMapping(std::uint32_t begin) {
  Start(NodeKind::kMapping, begin);
}

void TreeBuilder::EndMapping(std::uint32_t end) {
  const NodeIndex mapping = open_.empty() ? kNoNode : open_.back().node;
  if (End(end)) {
    CheckKeys(mapping);
  }
}

NodeIndex TreeBuilder::Append(const Node& node) {
  tree_.nodes.push_back(node);
  return static_cast<NodeIndex>(tree_.nodes.size() - 1);
}

// Makes a node the next child of the innermost open collection, and the target
// of the anchor before it.
void TreeBuilder::Attach(NodeIndex index) {
  if (next_anchor_ != 0) {
    if (anchored_.size() <= next_anchor_) {
      anchored_.resize(next_anchor_ + 1, kNoNode);
    }
    anchored_[next_anchor_] = index;
    next_anchor_ = 0;
  }
  if (open_.empty()) {
    return;
  }
  Open& parent = open_.back();
  if (parent.last_child == kNoNode) {
    tree_.nodes[parent.node].first_child = index;
  } else {
    tree_.nodes[parent.last_child].next_sibling = index;
  }
  parent.last_child = index;
  ++parent.children;
}

void TreeBuilder::Start(NodeKind kind, std::uint32_t begin) {
  if (too_deep_ == 0 && open_.size() < Tree::kMaxDepth) {
    const NodeIndex node = Append({.kind = kind, .begin = begin, .end = begin});
    Attach(node);
    open_.push_back({.node = node});
    return;
  }
  if (too_deep_ == 0) {
    sink_
        .Add(kNestingTooDeep, {tree_.file, begin, begin + 1},
             "this is nested deeper than " + std::to_string(Tree::kMaxDepth) +
                 " levels")
        .Help("write it with fewer levels");
    Broken({begin, begin + 1});
  }
  ++too_deep_;
}

bool TreeBuilder::End(std::uint32_t end) {
  if (too_deep_ != 0) {
    --too_deep_;
    return false;
  }
  IAMGEN_INVARIANT(!open_.empty());
  const Open closed = open_.back();
  open_.pop_back();
  Node& node = tree_.nodes[closed.node];
  node.end = end;
  node.count =
      node.kind == NodeKind::kMapping ? closed.children / 2 : closed.children;
  return true;
}

// Leaves out the pairs whose keys are no names, or are there already.
void TreeBuilder::CheckKeys(NodeIndex mapping) {
  auto& nodes = tree_.nodes;
  const std::size_t pairs = nodes[mapping].count;
  key_slots_.assign(std::bit_ceil(2 * pairs + 1), kNoNode);
  // The value after which the next good pair is to be linked.
  NodeIndex last = kNoNode;
  std::uint32_t kept = 0;
  for (NodeIndex key = nodes[mapping].first_child; key != kNoNode;) {
    const NodeIndex value = nodes[key].next_sibling;
    const NodeIndex next =
        value == kNoNode ? kNoNode : nodes[value].next_sibling;
    if (value != kNoNode && IsGoodKey(key)) {
      last = value;
      ++kept;
    } else if (last == kNoNode) {
      nodes[mapping].first_child = next;
    } else {
      nodes[last].next_sibling = next;
    }
    key = next;
  }
  nodes[mapping].count = kept;
}

bool TreeBuilder::IsGoodKey(NodeIndex key) {
  const Node& node = tree_[key];
  if (node.kind == NodeKind::kBroken) {
    return false;
  }
  if (IsCollection(node.kind)) {
    sink_
        .Add(kCollectionAsKey, tree_.SpanOf(key),
             node.kind == NodeKind::kMapping ? "a mapping stands as a key"
                                             : "a list stands as a key")
        .Help("keys are names: put it in quotes if it is meant as text");
    return false;
  }
  if (node.kind == NodeKind::kNull) {
    sink_
        .Add(kYamlSyntax, tree_.SpanOf(key), "a key is missing before this `:`")
        .Help("write the key's name before the `:`");
    return false;
  }
  const std::string_view text = tree_.TextOf(key);
  if (node.kind == NodeKind::kPlain && text == "<<" && !keeps_merge_keys_) {
    sink_
        .Add(kMergeKey, tree_.SpanOf(key),
             "`<<` is a merge key, which the topology language does not have")
        .Help(
            "write the keys out, or share them with `defaults` or a template "
            "policy");
    return false;
  }
  const NodeIndex first = FindOrAddKey(key);
  if (first == key) {
    return true;
  }
  sink_
      .Add(kDuplicateKey, tree_.SpanOf(key),
           "the key " + Code(text) + " stands twice in this mapping")
      .Also(tree_.SpanOf(first), "it stands here first")
      .Help("keep one of the two, or join their values");
  return false;
}

NodeIndex TreeBuilder::FindOrAddKey(NodeIndex key) {
  const std::string_view text = tree_.TextOf(key);
  const std::size_t mask = key_slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(text)&mask;
  while (key_slots_[slot] != kNoNode) {
    if (tree_.TextOf(key_slots_[slot]) == text) {
      return key_slots_[slot];
    }
    slot = (slot + 1) & mask;
  }
  key_slots_[slot] = key;
  return key;
}

bool TreeBuilder::IsOpen(NodeIndex node) const {
  return std::any_of(open_.begin(), open_.end(),
                     [&](const Open& open) { return open.node == node; });
}

// Copies a node with all below it, not yet attached to anything. The texts are
// shared. Recursion is as deep as the tree may be.
NodeIndex TreeBuilder::Copy(NodeIndex from, std::size_t depth) {
  if (copies_left_ == 0) {
    return kNoNode;
  }
  --copies_left_;
  Node node = tree_[from];
  if (IsCollection(node.kind) && depth >= Tree::kMaxDepth) {
    copy_too_deep_ = true;
    return kNoNode;
  }
  node.next_sibling = kNoNode;
  const NodeIndex copy = Append(node);
  NodeIndex last = kNoNode;
  for (NodeIndex child = node.first_child; child != kNoNode;
       child = tree_[child].next_sibling) {
    const NodeIndex child_copy = Copy(child, depth + 1);
    if (child_copy == kNoNode) {
      return kNoNode;
    }
    if (last == kNoNode) {
      tree_.nodes[copy].first_child = child_copy;
    } else {
      tree_.nodes[last].next_sibling = child_copy;
    }
    last = child_copy;
  }
  return copy;
}

}  // namespace iamgen::syntax

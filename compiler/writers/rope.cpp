// Filling a rope is a copy per hole and one for the rest.
#include "writers/rope.h"

#include <algorithm>

#include "support/invariant.h"

namespace iamgen::writers {

void Rope::Append(const Rope& rope) {
  const std::size_t start = bytes_.size();
  const std::size_t count = rope.holes_.size();
  bytes_ += rope.bytes_;
  // By index: a rope may be appended to itself.
  for (std::size_t i = 0; i < count; ++i) {
    const Hole hole = rope.holes_[i];
    holes_.push_back({start + hole.offset, hole.slot});
  }
}

void Rope::AppendHole(Slot slot) { holes_.push_back({bytes_.size(), slot}); }

void Rope::AppendTo(std::string& out,
                    std::span<const std::string> escaped_slot_values) const {
  std::size_t done = 0;
  for (const Hole& hole : holes_) {
    IAMGEN_INVARIANT(hole.slot < escaped_slot_values.size());
    out.append(bytes_, done, hole.offset - done);
    out.append(escaped_slot_values[hole.slot]);
    done = hole.offset;
  }
  out.append(bytes_, done);
}

std::vector<Slot> Rope::slots() const {
  std::vector<Slot> slots;
  slots.reserve(holes_.size());
  for (const Hole& hole : holes_) {
    slots.push_back(hole.slot);
  }
  std::ranges::sort(slots);
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

}  // namespace iamgen::writers

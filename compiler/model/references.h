// Which entities refer to each other, and where that goes in a circle.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/identities.h"
#include "model/topology.h"

namespace iamgen::model {

// Whatever creates entities creates what is referred to first, so references by
// anything but a name must not go in a circle. Trust policies need theirs (IAM
// wants the principal to exist), and so do attachments and memberships; any
// other reference inside a circle has to be written by name. Which ones those
// are depends on the circle alone, not on the order of the entities.
class References {
 public:
  explicit References(const Topology& topology);

  // Whether `from` may depend on `to`: they are in no circle together.
  [[nodiscard]] bool MayDepend(EntityRef from, EntityRef to) const {
    return circle_[NodeOf(from)] != circle_[NodeOf(to)];
  }

  // Whether the references of the entity lead back to it.
  [[nodiscard]] bool InCircle(EntityRef entity) const;

 private:
  [[nodiscard]] std::size_t NodeOf(EntityRef entity) const {
    return first_[static_cast<std::size_t>(entity.kind)] + entity.index;
  }

  void SeeEntities();
  void See(const IdentityView& identity);
  void SeeAttachment(std::size_t from, const Attachment& attachment);
  void See(std::size_t from, const Text& text);
  void See(std::size_t from, const Texts& texts);
  void See(std::size_t from, const Document& document);
  void FindCircles();

  const Topology& topology_;
  // By kind: the node of its first entity.
  std::array<std::size_t, 7> first_{};
  std::vector<std::vector<std::uint32_t>> edges_;
  // By node: the number of the circle it is in.
  std::vector<std::uint32_t> circle_;
};

}  // namespace iamgen::model

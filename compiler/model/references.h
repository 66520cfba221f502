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

  // Whether what has to be there before the entity leads back to it, by
  // references that no name can stand for.
  [[nodiscard]] bool InCircle(EntityRef entity) const;

  // Lower than that of whatever cannot be there before the entity is, so that
  // entities in the order of their ranks can be made one after the other.
  [[nodiscard]] std::uint32_t RankOf(EntityRef entity) const {
    return needed_circle_[NodeOf(entity)];
  }

 private:
  [[nodiscard]] std::size_t NodeOf(EntityRef entity) const {
    return first_[static_cast<std::size_t>(entity.kind)] + entity.index;
  }

  using Edges = std::vector<std::vector<std::uint32_t>>;

  // How an entity holds a document: beside it, so that it may be made
  // afterwards, or within, so that the entity cannot be without.
  enum class Held : std::uint8_t { kBeside, kWithin };

  void SeeEntities();
  void See(const IdentityView& identity);
  void SeeAttachment(std::size_t from, const Attachment& attachment);
  void See(std::size_t from, const Text& text, Held held);
  void See(std::size_t from, const Texts& texts, Held held);
  void See(std::size_t from, const Document& document, Held held);
  void SeePrincipal(std::size_t from, const Text& text);
  void Need(std::size_t from, EntityRef to);

  const Topology& topology_;
  // By kind: the node of its first entity.
  std::array<std::size_t, 7> first_{};
  Edges edges_;
  // Those of them that no name can stand for.
  Edges needed_;
  // By node: the number of the circle it is in.
  std::vector<std::uint32_t> circle_;
  std::vector<std::uint32_t> needed_circle_;
};

}  // namespace iamgen::model

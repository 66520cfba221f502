// Which references between entities may be written as `Fn::GetAtt` without a
// circle of dependencies.
#pragma once

#include <cstdint>
#include <vector>

#include "model/topology.h"

namespace iamgen::backends::cfn {

// CloudFormation creates what is referred to first, so references must not go
// in a circle. Trust policies need theirs (IAM wants the principal to exist),
// and so do attachments; any other reference inside a circle is written by
// name. Which ones those are depends on the circle alone, not on the order of
// the entities.
class References {
 public:
  explicit References(const model::Topology& topology);

  // Whether `from` may depend on `to`: they are in no circle together.
  [[nodiscard]] bool MayDepend(model::EntityRef from,
                               model::EntityRef to) const {
    return circle_[NodeOf(from)] != circle_[NodeOf(to)];
  }

 private:
  [[nodiscard]] std::size_t NodeOf(model::EntityRef entity) const;
  void See(std::size_t from, const model::Text& text);
  void See(std::size_t from, const model::Texts& texts);
  void See(std::size_t from, const model::Document& document);
  void FindCircles();

  const model::Topology& topology_;
  std::vector<std::vector<std::uint32_t>> edges_;
  // By node: the number of the circle it is in.
  std::vector<std::uint32_t> circle_;
};

}  // namespace iamgen::backends::cfn

// What a template is made of: entities, each with all of its resources, and
// what holds them together.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "backends/census.h"
#include "diag/span.h"
#include "model/topology.h"

namespace iamgen::backends::cfn {

enum class Kind : std::uint8_t {
  kPolicy,
  kRole,
  kProfile,
  kGroup,
  kUser,
  kOidc,
  kSaml,
  kResource,
  kJob
};

// An entity whose resources are never divided between templates.
struct Unit {
  Kind kind = Kind::kPolicy;
  std::uint32_t index = 0;

  friend auto operator<=>(const Unit&, const Unit&) = default;
};

Unit UnitOf(model::EntityRef entity);

// "role/Deploy", and the place of its key.
std::string Described(const model::Topology& topology, Unit unit);
diag::Span SpanOf(const model::Topology& topology, Unit unit);
model::AccountSetId AccountsOf(const model::Topology& topology, Unit unit);

// All that are there, in the order of templates.
std::vector<Unit> UnitsOf(const Residents& entities);
std::vector<Unit> UnitsOf(const model::Topology& topology);

// Those that `keep` wants, in the same order.
Residents Filter(const Residents& entities,
                 const std::function<bool(Unit)>& keep);

bool Contains(const Residents& entities, Unit unit);

// What the resources of a unit are made of.
struct UnitVisitor {
  // A text that a function can stand for, in the place of a principal or not.
  std::function<void(const model::Text&, bool principal)> value;
  // Texts that are one list; without it, each is a value.
  std::function<void(const model::Texts&, bool principal)> list = {};
  // A text that stays a text: keys and Sids.
  std::function<void(const model::Text&)> key;
  // What is there in the accounts of a set alone.
  std::function<void(model::AccountSetId)> only_in;
  // Another unit that is named, and that has to exist before.
  std::function<void(Unit)> need;
};

// Callbacks that are not set are not called.
void Visit(const model::Topology& topology, Unit unit,
           const UnitVisitor& visitor);

// Another unit of the account that a unit names.
struct Tie {
  Unit to;
  // It has to exist before.
  bool needed = false;
  // It is known by what it is called only when it is there, so both are of one
  // template.
  bool inseparable = false;

  friend bool operator==(const Tie&, const Tie&) = default;
};

// Each once; by which unit needs which, none is in a circle.
std::vector<Tie> TiesOf(const model::Topology& topology, Unit unit);

}  // namespace iamgen::backends::cfn

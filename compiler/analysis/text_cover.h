// Texts with holes as patterns: which of them cover others.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/policy.h"

namespace iamgen::analysis {

// How the texts of a list are compared.
enum class Compared : bool {
  kAsActions,    // regardless of case
  kAsResources,  // ARNs field by field
};

// A text of a list, ready to be compared.
struct CoverText {
  CoverText(const model::Text& text, Compared as);

  // Equal for equal texts alone, holes included; of actions in small letters.
  std::string key;
  // With `*` for its holes and policy variables.
  std::string pattern;
  // Has neither, so that its pattern is all it says.
  bool plain = true;
};

// Whether everything that `narrow` may stand for is covered by `wide`.
bool Covers(const CoverText& wide, const CoverText& narrow, Compared as);

// Leaves out what others of the list cover, each the first of its equals. Time
// is linear in the list; of many patterns that begin alike some are not looked
// at.
void DropCovered(model::Texts& texts, Compared as);

}  // namespace iamgen::analysis

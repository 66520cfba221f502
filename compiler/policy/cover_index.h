// Finds, for the entries of one list, those that another entry of it covers,
// without comparing each with each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/pattern_index.h"

namespace iamgen::policy {

// What the entries of a list are: actions, in which letters do not count, or
// resources, which may hold variables. Access Analyzer compares resources as
// whole texts, in which a `*` also stands for colons, and so do we.
enum class Entries : bool { kActions, kResources };

// An entry as it is compared: small letters for actions, and in resources a
// character of its own for each variable. Empty where it cannot be compared.
class EntrySpelling {
 public:
  explicit EntrySpelling(Entries kind) : kind_(kind) {}

  std::string operator()(const std::string& text);

 private:
  Entries kind_;
  // The variables so far, each in its own place.
  std::vector<std::string> variables_;
};

class CoverIndex {
 public:
  // Of texts in the document's order. Time is near linear in all of them: of
  // very many patterns that begin alike, some may go unnoticed.
  CoverIndex(const std::vector<std::string>& texts, Entries kind);

  // The place of the widest entry that covers the one at `at`: of equal ones
  // the first. nullopt: none does.
  [[nodiscard]] std::optional<std::size_t> CoverOf(std::size_t at) const {
    return covers_[at];
  }

 private:
  using Place = PatternIndex::Id;

  [[nodiscard]] std::optional<Place> FindCover(Place at);

  std::vector<std::string> texts_;
  PatternIndex index_;
  std::vector<std::optional<Place>> covers_;
  // How many characters may still be compared.
  std::size_t work_left_ = 0;
};

}  // namespace iamgen::policy

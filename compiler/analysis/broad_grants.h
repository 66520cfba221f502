// Grants that are wider than they need be: what checks found of them, brought
// together by statement, with who has them and what could stand there instead.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/access.h"
#include "analysis/narrower.h"
#include "analysis/review_page.h"
#include "catalog/catalogue.h"
#include "diag/diagnostic.h"
#include "model/topology.h"

namespace iamgen::analysis {

// A finding of a check, and whether a comment of the topology accepts it.
struct Judged {
  const diag::Diagnostic* finding = nullptr;
  bool accepted = false;
};

struct BroadGrant {
  diag::Span span;
  // "policy/Deploy", "role/Build": where it is written, or attached.
  std::string entity;
  // Who has it: "role/Build".
  std::vector<std::string> holders;
  // The gravest first.
  std::vector<Judged> findings;
  Narrower instead;

  // Whether comments accept all of it.
  [[nodiscard]] bool accepted() const;
};

// Whether a rule finds grants that are too wide.
bool IsAboutWidth(const diag::Rule& rule);

// In the order of their places. `pages` say who is an administrator.
std::vector<BroadGrant> BroadGrantsOf(const model::Topology& topology,
                                      const catalog::Catalogue& catalogue,
                                      Access& access,
                                      std::span<const ReviewPage> pages,
                                      std::span<const Judged> findings);

}  // namespace iamgen::analysis

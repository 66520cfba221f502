// The statements that trust edges have become: which ones of a trust policy,
// and which ones of the source's policies.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/topology.h"

namespace iamgen::analysis {

// Of one edge, in whichever accounts.
struct EdgeStatements {
  std::vector<const model::Statement*> trust;
  std::vector<const model::Statement*> permission;
};

// `topology` has both halves of its edges, and documents as they were made: not
// with fewer statements. Several edges may have become one statement, and one
// edge several.
EdgeStatements StatementsOf(const model::Topology& topology,
                            const model::TrustEdge& edge);

// Statements as JSON, each text once: accounts are often alike.
class StatementTexts {
 public:
  explicit StatementTexts(const model::Topology& topology)
      : topology_(topology) {}

  // The place of the text among `texts`.
  std::size_t Of(const model::Statement& statement, model::AccountId account);

  // Those of `statements` that stand in the account; if there are several, and
  // some name the other account, those alone: what holds within an account and
  // what holds across are statements of their own.
  std::vector<std::size_t> In(
      const std::vector<const model::Statement*>& statements,
      model::AccountId account, const std::string& other_id);

  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  const model::Topology& topology_;
  std::vector<std::string> texts_;
  std::map<std::string, std::size_t> places_;
  std::map<std::pair<const model::Statement*, model::AccountId>, std::size_t>
      known_;
};

}  // namespace iamgen::analysis

// Accounts by alias and id, and what selectors select.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/sink.h"
#include "model/topology.h"
#include "support/text.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// Fills the accounts of the model and answers for selectors. Sets are shared:
// the same members in the same order are one set.
class Accounts {
 public:
  Accounts(const syntax::Topology& ast, model::Topology& topology,
           diag::Sink& sink);

  // The accounts a selector gives, each once, in order. Nothing matches: the
  // place is reported and nothing comes back.
  std::optional<model::AccountSetId> Select(const syntax::Selector& selector,
                                            bool external_too = false);

  // A selector written in a reference, `{{role:X@dev-*}}`.
  std::optional<model::AccountSetId> Select(std::string_view name,
                                            diag::Span span);

  model::AccountSetId Intern(std::vector<model::AccountId> members);

  // Set arithmetic; the order is that of `left`.
  model::AccountSetId Intersect(model::AccountSetId left,
                                model::AccountSetId right);
  model::AccountSetId Unite(model::AccountSetId left,
                            model::AccountSetId right);

  // Members of `of` that are not in `in`, by alias.
  [[nodiscard]] std::vector<std::string> Missing(model::AccountSetId of,
                                                 model::AccountSetId in) const;

  [[nodiscard]] model::AccountId master() const { return master_; }

  [[nodiscard]] model::AccountSetId children() const { return children_; }

  // Master first, then the children.
  [[nodiscard]] model::AccountSetId all() const { return all_; }

 private:
  void Add(const syntax::Account& ast, model::AccountRole role,
           const syntax::Defaults& defaults);
  void CheckPlace(const syntax::Defaults& defaults);
  bool Collect(const syntax::Selector& selector, bool external_too,
               std::vector<model::AccountId>& into);
  bool CollectNamed(std::string_view name, diag::Span span, bool external_too,
                    std::vector<model::AccountId>& into);
  void ReportNone(std::string_view name, diag::Span span);

  model::Topology& topology_;
  diag::Sink& sink_;
  std::unordered_map<std::string, model::AccountId, support::TextHash,
                     std::equal_to<>>
      by_alias_;
  std::unordered_map<std::string, model::AccountId, support::TextHash,
                     std::equal_to<>>
      by_id_;
  std::unordered_map<std::string, model::AccountId> by_lower_alias_;
  std::map<std::vector<model::AccountId>, model::AccountSetId> interned_;
  std::vector<std::string_view> selectable_;
  model::AccountId master_;
  model::AccountSetId children_;
  model::AccountSetId all_;
};

}  // namespace iamgen::resolve

// What calls need beside the action that allows them, over all statements of a
// principal: other actions, and resources of several types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "policy/parsed_statement.h"
#include "policy/statement_resources.h"

namespace iamgen::policy {

// All that is allowed to somebody, and what that lacks.
class Needs {
 public:
  // Of every policy that somebody has, or of those that are known. The
  // statements live as long.
  Needs(const std::vector<const ParsedStatement*>& statements,
        const catalog::Catalogue& catalogue);

  // Whether nothing may be allowed that is not known here.
  [[nodiscard]] bool known() const { return known_; }

  // Actions without which the action is of no use and that nothing allows.
  // Meaningless unless `known()`.
  [[nodiscard]] std::vector<catalog::ActionId> MissingActions(
      catalog::ActionId action) const;

  // Types that every call of the action is checked against, of which the
  // statements that allow it name no resource. Empty if they name none of any
  // type: then nothing fits, which is another mistake.
  [[nodiscard]] std::vector<catalog::ResourceTypeId> MissingTypes(
      catalog::ActionId action);

 private:
  [[nodiscard]] bool AllowedOn(catalog::ActionId action,
                               catalog::ResourceTypeId type);

  struct Entry {
    const ParsedStatement* statement = nullptr;
    // May name actions, or have an effect, that are not known.
    bool open = false;
  };

  const catalog::Catalogue& catalogue_;
  std::vector<Entry> entries_;
  catalog::ActionSet allowed_;
  bool known_ = true;
  // Places in `entries_`: by the index of an action, of those that list it by
  // name, and of those that cover actions otherwise.
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> naming_;
  std::vector<std::size_t> wide_;
  // By their places; made when first asked for.
  std::map<std::size_t, StatementResources> resources_;
};

}  // namespace iamgen::policy

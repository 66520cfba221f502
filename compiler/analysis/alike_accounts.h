// Which accounts a check of documents cannot tell apart, so that it looks at
// one of them for all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/topology.h"

namespace iamgen::analysis {

// Accounts in which documents say the same as far as a check can see.
struct AlikeAccounts {
  // In the order of the set that they come from.
  model::AccountId first;
  std::size_t count = 0;
  // All of them; empty: whatever was asked about, which is one part.
  std::vector<model::AccountId> members = {};
};

// How closely a check looks at what stands in a text.
enum class Look : std::uint8_t {
  // At every character: actions, keys, regions.
  kExact,
  // At whose account it is, if it is one: the account field of an ARN.
  kField,
  // At the form of a whole value: whether it is an ARN, a number, a word.
  kValue,
  // At what separates words: the last field of an ARN.
  kResource
};

// Accounts are told apart by their partition, by being in or out of a set that
// a document speaks of, by being named in it, and by what its variables hold
// as far as that is looked at. Their ids alone tell nobody apart. Linear in
// documents and accounts, and for the usual document independent of the latter.
// It does not outlive the topology.
class AccountClasses {
 public:
  explicit AccountClasses(const model::Topology& topology);

  // What else tells accounts apart: numbers, equal where nothing does.
  using Besides = std::function<std::uint32_t(model::AccountId)>;

  // The parts of `accounts` in which all of the documents are alike; in the
  // order of their first members.
  std::vector<AlikeAccounts> PartsOf(
      const std::vector<const model::Document*>& documents,
      model::AccountSetId accounts, const Besides& besides = {});

 private:
  // One number for each account: equal where nothing is to be seen between
  // them.
  struct Classes {
    std::vector<std::uint32_t> of;
    bool all_equal = true;
  };

  using ClassesByKey = std::map<std::pair<std::uint32_t, Look>, Classes>;

  template <typename Describe>
  Classes Number(Describe describe);

  const Classes& OfVariable(model::VariableId variable, Look look);
  const Classes& OfAlias(Look look);
  const Classes& OfRegion();
  // Comparable between variables.
  const std::vector<std::uint32_t>& ValuesOf(model::VariableId variable);
  std::string Seen(const model::VariableValue& value, Look look,
                   const model::Account& account) const;
  std::string SeenAccount(std::string_view digits,
                          const model::Account& account) const;
  std::string SeenValue(std::string_view text,
                        const model::Account& account) const;
  std::string SeenText(std::string_view text, Look look,
                       const model::Account& account) const;

  class Division;

  const model::Topology& topology_;
  std::unordered_map<std::string, model::AccountId> by_id_;
  Classes partitions_;
  ClassesByKey variables_;
  ClassesByKey others_;
  std::unordered_map<std::string, std::uint32_t> values_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> values_of_;
};

}  // namespace iamgen::analysis

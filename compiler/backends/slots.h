// Rendering once for many accounts: which holes become slots of a rope, and
// which accounts can share one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/identities.h"
#include "model/topology.h"
#include "writers/value.h"

namespace iamgen::backends {

// How a value is written inside its string.
enum class SlotForm : std::uint8_t {
  kPlain,
  // Inside `Fn::Sub`, where `${` is written `${!`.
  kSub,
  // In a string of HCL, or of its JSON syntax, where `${` is written `$${`.
  kHcl,
  kHclJson,
  // Between single quotes of a shell, as it is or as a part of a JSON string.
  kShell,
  kShellJson,
};

// `${` as `${!`, which `Fn::Sub` turns back ("Fn::Sub" in the CloudFormation
// template reference).
std::string EscapedForSub(std::string_view value);

// The slots a backend's ropes use, and their values in an account.
class Slots {
 public:
  explicit Slots(const model::Topology& topology) : topology_(topology) {}

  // INVARIANT: `hole` is one string in every account it is asked for.
  writers::Slot For(const model::Hole& hole, SlotForm form);

  // The text with a slot for every hole; the ARN of an entity is written out by
  // the entity's name. INVARIANT: as of `For`, of every hole.
  writers::Text Written(const model::Text& text, SlotForm form);

  // The escaped values of all slots so far, in `account`; for
  // `writers::Rope::AppendTo`. The buffer is reused.
  const std::vector<std::string>& ValuesIn(model::AccountId account);

 private:
  struct Key {
    model::Hole hole;
    SlotForm form;

    friend auto operator<=>(const Key&, const Key&) = default;
  };

  const model::Topology& topology_;
  std::map<Key, writers::Slot> slots_;
  std::vector<Key> keys_;
  std::vector<std::string> values_;
  model::AccountId valued_for_;
};

// The texts that `text` becomes in `account` with every hole that stands for a
// list replaced by its elements. What stays are holes that are one string
// everywhere; an entity of a set that lives in `account` itself becomes a hole
// for the account being built.
std::vector<model::Text> Expand(const model::Topology& topology,
                                const model::Text& text,
                                model::AccountId account);

// What the shape of an entity's output depends on, besides the values of its
// slots. Two accounts with the same key share a rope.
class Shape {
 public:
  explicit Shape(const model::Topology& topology) : topology_(&topology) {}

  // Everything that is rendered has to be shown to the shape.
  void See(const model::Text& text);
  void See(const model::Texts& texts);
  void See(const model::Document& document);
  void See(const model::IdentityView& identity);
  void See(const std::vector<model::Tag>& tags);

  // What decides the layout, so that a value of one account is of no use to
  // another: keys of maps, and a document's.
  void SeeKey(const model::Text& text) { has_open_keys_ |= !text.IsLiteral(); }

  void SeeKeys(const model::Document& document);
  void SeeKeys(const std::vector<model::Tag>& tags);

  // What stands in the accounts of `set` alone.
  void SeeOnlyIn(model::AccountSetId set) { SeeSet(set, only_in_); }

  [[nodiscard]] std::string KeyIn(model::AccountId account) const;

  // Whether no other account has the key.
  static bool IsOfOneAccount(const std::string& key) {
    return key.find('#') != std::string::npos;
  }

 private:
  void SeeSet(model::AccountSetId set, std::vector<model::AccountSetId>& into);

  const model::Topology* topology_;
  // Sets that decide whether a statement is there.
  std::vector<model::AccountSetId> only_in_;
  // Sets whose members are listed: an account among them has its own list.
  std::vector<model::AccountSetId> listed_;
  std::vector<model::VariableId> variables_;
  bool has_open_keys_ = false;
};

}  // namespace iamgen::backends

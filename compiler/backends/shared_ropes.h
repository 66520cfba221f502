// The ropes of a build: each rendered once for all accounts that can share it.
#pragma once

#include <map>
#include <string>

#include "backends/slots.h"
#include "model/topology.h"
#include "writers/rope.h"

namespace iamgen::backends {

// `Key` says what a rope is of, whatever the account; `Made` is what is made of
// it: a rope, or several.
template <typename Key, typename Made = writers::Rope>
class SharedRopes {
 public:
  explicit SharedRopes(const model::Topology& topology) : topology_(topology) {}

  // The rope of `of` in `account`. `see` shows the shape everything that is
  // rendered, once for all accounts; `render` makes the rope where no account
  // of the same shape has. The rope is lent until the next call.
  template <typename See, typename Render>
  const Made& Of(const Key& of, model::AccountId account, See see,
                 Render render) {
    const auto [entry, is_new] = entries_.try_emplace(of, topology_);
    Entry& known = entry->second;
    if (is_new) {
      see(known.shape);
    }
    const std::string key = known.shape.KeyIn(account);
    if (Shape::IsOfOneAccount(key)) {
      alone_ = render();
      return alone_;
    }
    auto rope = known.ropes.find(key);
    if (rope == known.ropes.end()) {
      rope = known.ropes.emplace(key, render()).first;
    }
    return rope->second;
  }

 private:
  struct Entry {
    explicit Entry(const model::Topology& topology) : shape(topology) {}

    Shape shape;
    std::map<std::string, Made> ropes;
  };

  const model::Topology& topology_;
  std::map<Key, Entry> entries_;
  // What is one account's alone is not kept.
  Made alone_;
};

}  // namespace iamgen::backends

// Finds keys that are taken.
#include "resolve/registry.h"

#include "resolve/diagnostics.h"

namespace iamgen::resolve {

bool Registry::Claim(std::string_view what, const std::string& key,
                     diag::Span span) {
  const auto [place, is_new] =
      taken_[std::string(what)].emplace(support::Lower(key), Owner{key, span});
  if (!is_new) {
    const Owner& owner = place->second;
    const bool same = owner.key == key;
    sink_
        .Add(kDuplicateName, span,
             std::string(what) + " `" + key + "` " +
                 (same ? "is defined a second time"
                       : "differs from `" + owner.key + "` in case alone"))
        .Also(owner.span, "the other is here")
        .Help(same ? "remove one of them, or give it another name"
                   : "IAM compares names without regard to case; rename one");
  }
  return is_new;
}

std::optional<model::EntityRef> Registry::Find(model::EntityKind kind,
                                               std::string_view key) const {
  const auto keys = by_key_.find(kind);
  if (keys == by_key_.end()) {
    return std::nullopt;
  }
  const auto found = keys->second.find(key);
  return found == keys->second.end() ? std::nullopt
                                     : std::optional(found->second);
}

}  // namespace iamgen::resolve

// Finds keys that are taken.
#include "resolve/registry.h"

#include "resolve/diagnostics.h"

namespace iamgen::resolve {

bool Registry::Claim(std::string_view what, const std::string& key,
                     diag::Span span) {
  const auto [place, is_new] =
      taken_[std::string(what)].emplace(support::Lower(key), span);
  if (!is_new) {
    sink_
        .Add(kDuplicateName, span,
             std::string(what) + " `" + key +
                 "` has the name of another one, or differs from it in case "
                 "alone")
        .Also(place->second, "the other is here")
        .Help("IAM compares names without regard to case; rename one");
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

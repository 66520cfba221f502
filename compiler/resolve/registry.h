// Which keys are taken, and what entity each stands for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "diag/sink.h"
#include "model/text.h"
#include "support/text.h"

namespace iamgen::resolve {

// Keys are unique within a kind regardless of case, as IAM's names are.
class Registry {
 public:
  explicit Registry(diag::Sink& sink) : sink_(sink) {}

  // Whether `key` was free among the `what`s ("role", "Lambda job"); a key that
  // was taken is reported with both places.
  bool Claim(std::string_view what, const std::string& key, diag::Span span);

  void Put(model::EntityRef entity, const std::string& key) {
    by_key_[entity.kind].emplace(key, entity);
  }

  [[nodiscard]] std::optional<model::EntityRef> Find(
      model::EntityKind kind, std::string_view key) const;

 private:
  using Keys = std::unordered_map<std::string, model::EntityRef,
                                  support::TextHash, std::equal_to<>>;

  // Who has a key, as it was written.
  struct Owner {
    std::string key;
    diag::Span span;
  };

  diag::Sink& sink_;
  // By kind in words, by key in small letters.
  std::map<std::string, std::unordered_map<std::string, Owner>, std::less<>>
      taken_;
  std::map<model::EntityKind, Keys> by_key_;
};

}  // namespace iamgen::resolve

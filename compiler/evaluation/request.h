// One request: who wants to do what with what, and what else is known of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalogue.h"

namespace iamgen::evaluation {

enum class CallerKind : std::uint8_t {
  kUser,
  // A session of a role, or some session of it where its name is empty.
  kSession,
  kFederatedUser,
  kRoot,
  kService,
  // Comes through an identity provider.
  kFederated,
  kAnonymous
};

struct Caller {
  CallerKind kind = CallerKind::kAnonymous;
  // The ARN, the service or the provider.
  std::string name;
  std::string partition;
  std::string account;
  // Of a session: the role's name without path, and its own.
  std::string role;
  std::string session;
  // Of a federated user: the ARN of the user that asked for the session.
  std::string user_behind;
  bool service_linked = false;
};

// "arn:aws:iam::A:user/u", "x.amazonaws.com", "anonymous", "federated:P".
// nullopt: no caller.
std::optional<Caller> ParseCaller(std::string_view written);

// What a key has in a request; a key that has none is missing.
struct ContextKey {
  // In small letters.
  std::string name;
  std::vector<std::string> values;
  bool is_list = false;
  // There may be a value, but nobody knows which.
  bool unknown = false;
};

// The keys of a request, regardless of case.
class Context {
 public:
  void Add(ContextKey key);

  // Of keys that were not added nobody knows whether the request has them; they
  // are missing otherwise.
  void Open() { open_ = true; }

  // All the same, keys that begin so and were not added are missing; in small
  // letters.
  void Close(std::string prefix) { closed_.push_back(std::move(prefix)); }

  // `name` is in small letters. nullptr: missing.
  [[nodiscard]] const ContextKey* Find(std::string_view name) const;

 private:
  // Sorted by name.
  std::vector<ContextKey> keys_;
  bool open_ = false;
  std::vector<std::string> closed_;
};

using ArnFields = std::array<std::string_view, 6>;

// At the first five colons, wherever they stand. nullopt: fewer fields.
std::optional<ArnFields> SplitPlainArn(std::string_view text);

// INVARIANT: `resource_arn` has views into `resource`, so it stays where it is.
struct Request {
  Request() = default;
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  Caller caller;
  // In small letters.
  std::string action;
  std::optional<catalog::ActionId> action_id;
  std::string resource;
  std::optional<ArnFields> resource_arn;
  // Stands for many requests: the resource is an encoded pattern, and an answer
  // holds for all that it matches. Without an ARN it is every resource.
  bool of_many = false;
  // Empty: not known.
  std::string resource_account;
  Context context;

  // Sets what follows from action and resource.
  void SetAction(std::string_view name, const catalog::Catalogue& catalogue);
  void SetResource(std::string text);
  // Of all resources that the pattern, "*" or an ARN with wildcards, matches.
  void SetResources(std::string_view pattern);
};

}  // namespace iamgen::evaluation

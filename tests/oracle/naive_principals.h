// Who asks, and in which ways a policy's principal part reaches them.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "oracle/naive_matching.h"

namespace iamgen::oracle {

enum class CallerKind {
  kUser,
  kSession,
  kFederatedSession,
  kRoot,
  kService,
  kFederated,
  kAnonymous,
};

struct Caller {
  CallerKind kind = CallerKind::kAnonymous;
  // As the case writes it, without `federated:`.
  std::string text;
  std::string partition;
  // Empty for services, providers and anonymous callers.
  std::string account;
  // Of the role behind a session, without its path.
  std::string role;
  // The user's ARN behind a federated session, where the case says it.
  std::string user_behind;
  bool service_linked = false;
  bool boundary = false;
};

enum class Way { kEveryone, kAccount, kDirect, kRole, kUserBehind };

// Nothing where the text names no kind of principal.
std::optional<Caller> ReadCaller(const std::string& principal);

bool HasIdentitySide(const Caller& caller);
bool IsSession(const Caller& caller);

// The ways in which the entries of `Principal` or `NotPrincipal` reach the
// caller. `partition` is that of the resource, for accounts named by number.
std::set<Way> WaysOf(const nlohmann::json& principal, const Caller& caller,
                     const std::string& partition);

}  // namespace iamgen::oracle

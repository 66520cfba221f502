// Entry by entry of the page's table of principals.
//
// Chosen where AWS is silent: a role ARN as the principal is a session without
// a name, which no session ARN names; an OIDC provider's ARN reaches callers
// that come through its host; a session of a role named AWSServiceRoleFor... is
// service-linked whatever its role's path, which the session does not tell.
#include "oracle/naive_principals.h"

namespace iamgen::oracle {
namespace {

using nlohmann::json;

constexpr const char* kServiceLinkedName = "AWSServiceRoleFor";

bool StartsWith(const std::string& text, const std::string& front) {
  return text.compare(0, front.size(), front) == 0;
}

std::string LastComponent(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

bool IsAccount(const std::string& text) {
  return text.size() == 12 &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

std::optional<Caller> ReadArn(const std::string& arn) {
  const std::vector<std::string> fields = ArnFields(arn);
  const std::string& resource = fields[5];
  Caller caller;
  caller.text = arn;
  caller.partition = fields[1];
  caller.account = fields[4];
  if (fields[2] == "iam" && resource == "root") {
    caller.kind = CallerKind::kRoot;
  } else if (fields[2] == "iam" && StartsWith(resource, "user/")) {
    caller.kind = CallerKind::kUser;
  } else if (fields[2] == "iam" && StartsWith(resource, "role/")) {
    caller.kind = CallerKind::kSession;
    caller.role = LastComponent(resource);
    caller.service_linked = StartsWith(resource, "role/aws-service-role/") &&
                            StartsWith(caller.role, kServiceLinkedName);
  } else if (fields[2] == "sts" && StartsWith(resource, "assumed-role/")) {
    const std::string rest = resource.substr(13);
    caller.kind = CallerKind::kSession;
    caller.role = rest.substr(0, rest.find('/'));
    caller.service_linked = StartsWith(caller.role, kServiceLinkedName);
  } else if (fields[2] == "sts" && StartsWith(resource, "federated-user/")) {
    caller.kind = CallerKind::kFederatedSession;
  } else {
    return std::nullopt;
  }
  return caller;
}

// `{"AWS": entry}`.
std::optional<Way> WayOfAws(const std::string& entry, const Caller& caller,
                            const std::string& partition) {
  if (entry == "*") {
    return Way::kEveryone;
  }
  if (caller.account.empty()) {
    return std::nullopt;
  }
  // Delegation to an account stays in its partition.
  if (IsAccount(entry)) {
    const bool near = partition.empty() || partition == caller.partition;
    return entry == caller.account && near ? std::optional(Way::kAccount)
                                           : std::nullopt;
  }
  const std::vector<std::string> fields = ArnFields(entry);
  if (fields.size() != 6 || fields[1] != caller.partition ||
      fields[4] != caller.account) {
    return std::nullopt;
  }
  if (fields[2] == "iam" && fields[5] == "root") {
    return Way::kAccount;
  }
  // A session ARN has no path: the role's name and account decide.
  if (fields[2] == "iam" && StartsWith(fields[5], "role/")) {
    return caller.kind == CallerKind::kSession &&
                   LastComponent(fields[5]) == caller.role
               ? std::optional(Way::kRole)
               : std::nullopt;
  }
  if (entry == caller.text) {
    return Way::kDirect;
  }
  if (caller.kind == CallerKind::kFederatedSession &&
      entry == caller.user_behind) {
    return Way::kUserBehind;
  }
  return std::nullopt;
}

// `{"Federated": entry}`.
bool NamesProvider(const std::string& entry, const std::string& provider) {
  if (entry == provider) {
    return true;
  }
  return IsArn(entry) && ArnFields(entry)[5] == "oidc-provider/" + provider;
}

}  // namespace

std::optional<Caller> ReadCaller(const std::string& principal) {
  Caller caller;
  if (principal == "anonymous") {
    return caller;
  }
  if (StartsWith(principal, "federated:")) {
    caller.kind = CallerKind::kFederated;
    caller.text = principal.substr(10);
    return caller.text.empty() ? std::nullopt : std::optional(caller);
  }
  if (IsArn(principal)) {
    return ReadArn(principal);
  }
  if (principal.find(".amazonaws.com") != std::string::npos) {
    caller.kind = CallerKind::kService;
    caller.text = principal;
    return caller;
  }
  return std::nullopt;
}

bool IsSession(const Caller& caller) {
  return caller.kind == CallerKind::kSession ||
         caller.kind == CallerKind::kFederatedSession;
}

bool HasIdentitySide(const Caller& caller) {
  return caller.kind == CallerKind::kUser || IsSession(caller);
}

std::set<Way> WaysOf(const json& principal, const Caller& caller,
                     const std::string& partition) {
  if (principal == "*") {
    return {Way::kEveryone};
  }
  std::set<Way> ways;
  for (const auto& [type, entries] : principal.items()) {
    for (const std::string& entry : AsTexts(entries)) {
      if (type == "AWS") {
        if (const auto way = WayOfAws(entry, caller, partition)) {
          ways.insert(*way);
        }
      } else if ((type == "Service" && caller.kind == CallerKind::kService &&
                  entry == caller.text) ||
                 (type == "Federated" &&
                  caller.kind == CallerKind::kFederated &&
                  NamesProvider(entry, caller.text))) {
        ways.insert(Way::kDirect);
      }
    }
  }
  return ways;
}

}  // namespace iamgen::oracle

// The decision, step by step of the page's algorithm.
//
// Chosen where AWS is silent or the page leaves it open:
// - identity policies, boundary and session policy count for users and sessions
//   only, so that the root user of another account is never allowed;
// - without `resource_account` the ARN's account counts, then the caller's;
// - a federated session is of the user of its name, unless the case says of
// whose;
// - a statement of an endpoint policy without a principal is about everybody;
// - several endpoint policies allow together what one of them allows;
// - an RCP level whose documents allow nothing has RCPFullAWSAccess besides,
//   which is attached whether the case says so or not;
// - what AWS owns, which is in no account, counts as the caller's own;
// - what no policy can allow is denied implicitly, a Deny that matches first;
// - a key is what a kms action asks for as `key/...`; a role's trust policy
//   decides every sts action on a role, and sts:AssumeRole... on anything.
#include "oracle/naive_evaluation.h"

#include <set>

#include "oracle/naive_combination.h"
#include "oracle/naive_conditions.h"
#include "oracle/naive_matching.h"
#include "oracle/naive_principals.h"
#include "oracle/naive_validity.h"

namespace iamgen::oracle {
namespace {

using nlohmann::json;
using Request = NaiveRequest;
using Documents = std::vector<PlacedDocument>;

// A statement that matched, and the ways in which it reaches the caller.
struct Match {
  std::string place;
  bool allow = false;
  std::set<Way> ways;
};

std::string PartitionOf(const std::string& resource) {
  return IsArn(resource) ? ArnFields(resource)[1] : "";
}

// ---- Which documents a case holds.

void Add(Documents& documents, DocumentKind kind, const json& one,
         const std::string& key) {
  if (one.contains(key) && !one.at(key).is_null()) {
    documents.push_back({kind, "/" + key, one.at(key)});
  }
}

Documents Placed(const json& list, DocumentKind kind,
                 const std::string& place) {
  Documents documents;
  for (std::size_t i = 0; i < list.size(); ++i) {
    documents.push_back({kind, place + "/" + std::to_string(i), list.at(i)});
  }
  return documents;
}

Documents List(const json& one, DocumentKind kind, const std::string& key) {
  return Placed(one.value(key, json::array()), kind, "/" + key);
}

Documents Single(const json& one, DocumentKind kind, const std::string& key) {
  Documents documents;
  Add(documents, kind, one, key);
  return documents;
}

std::vector<Documents> Levels(const json& one, DocumentKind kind,
                              const std::string& key) {
  std::vector<Documents> levels;
  const json list = one.value(key, json::array());
  for (std::size_t i = 0; i < list.size(); ++i) {
    levels.push_back(
        Placed(list.at(i), kind, "/" + key + "/" + std::to_string(i)));
  }
  return levels;
}

// ---- Which statements match.

std::set<Way> PrincipalPart(const json& statement, DocumentKind kind,
                            const Request& request) {
  const bool asked =
      kind == DocumentKind::kResource || kind == DocumentKind::kTrust ||
      kind == DocumentKind::kRcp || kind == DocumentKind::kEndpoint;
  if (!asked) {
    return {Way::kEveryone};
  }
  const std::string partition = PartitionOf(request.resource);
  if (statement.contains("NotPrincipal")) {
    // A caller with a boundary is hit whatever is listed.
    const bool hit =
        request.caller.boundary ||
        WaysOf(statement.at("NotPrincipal"), request.caller, partition).empty();
    return hit ? std::set<Way>{Way::kEveryone} : std::set<Way>{};
  }
  if (!statement.contains("Principal")) {
    return kind == DocumentKind::kEndpoint ? std::set<Way>{Way::kEveryone}
                                           : std::set<Way>{};
  }
  return WaysOf(statement.at("Principal"), request.caller, partition);
}

std::vector<Match> MatchesIn(const PlacedDocument& placed,
                             const Request& request) {
  std::vector<Match> matches;
  const json& document = placed.document;
  const bool variables = document.value("Version", json()) == "2012-10-17";
  const bool many = document.at("Statement").is_array();
  const std::vector<json> statements = AsList(document.at("Statement"));
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const json& statement = statements[i];
    const std::set<Way> ways = PrincipalPart(statement, placed.kind, request);
    if (!ways.empty() && ActionPartMatches(statement, request.action) &&
        ResourcePartMatches(statement, placed.kind, request.resource,
                            request.context, variables) &&
        ConditionPartMatches(statement, request.context, variables)) {
      matches.push_back(
          {placed.place + "/Statement" + (many ? "/" + std::to_string(i) : ""),
           statement.at("Effect") == "Allow", ways});
    }
  }
  return matches;
}

std::vector<Match> MatchesIn(const Documents& documents, const Request& request,
                             bool allow) {
  std::vector<Match> matches;
  for (const PlacedDocument& placed : documents) {
    for (const Match& match : MatchesIn(placed, request)) {
      if (match.allow == allow) {
        matches.push_back(match);
      }
    }
  }
  return matches;
}

bool Allows(const Documents& documents, const Request& request) {
  return !MatchesIn(documents, request, true).empty();
}

// ---- Section 5: who is bound.

bool ScpsBind(const json& one, const Caller& caller) {
  return !one.value("principal_in_management_account", false) &&
         !caller.service_linked &&
         (HasIdentitySide(caller) || caller.kind == CallerKind::kRoot);
}

bool RcpsBind(const json& one, const Request& request) {
  static const std::set<std::string> services = {
      "s3",       "sts", "kms",  "sqs",    "secretsmanager",
      "dynamodb", "ecr", "logs", "events",
  };
  const std::string action = Lower(request.action);
  return !one.value("resource_in_management_account", false) &&
         !request.caller.service_linked &&
         services.count(action.substr(0, action.find(':'))) == 1;
}

// ---- The case.

Context ReadContext(const json& one) {
  Context context;
  const json keys = one.value("context", json::object());
  for (const auto& [key, value] : keys.items()) {
    context[Lower(key)] = AsTexts(value);
  }
  return context;
}

std::string ReadRequest(const json& one, Request& request) {
  for (const char* key : {"principal", "action", "resource"}) {
    if (!one.contains(key) || !one.at(key).is_string()) {
      return std::string("no ") + key;
    }
  }
  const auto caller = ReadCaller(one.at("principal").get<std::string>());
  if (!caller) {
    return "a principal of no known kind";
  }
  request.caller = *caller;
  if (one.value("federated_by", json()).is_string()) {
    request.caller.user_behind = one.at("federated_by").get<std::string>();
  } else if (caller->kind == CallerKind::kFederatedSession) {
    const std::string name = ArnFields(caller->text)[5];
    request.caller.user_behind = "arn:" + caller->partition +
                                 ":iam::" + caller->account + ":user/" +
                                 name.substr(name.find('/') + 1);
  }
  request.caller.boundary = HasIdentitySide(*caller) &&
                            !one.value("permission_boundary", json()).is_null();
  request.action = one.at("action").get<std::string>();
  request.resource = one.at("resource").get<std::string>();
  if (request.action.find(':') == std::string::npos) {
    return "an action without service";
  }
  if (request.resource != "*" && !IsArn(request.resource)) {
    return "a resource that is no ARN";
  }
  if (one.contains("resource_account") &&
      one.at("resource_account").is_string()) {
    request.resource_account = one.at("resource_account").get<std::string>();
  } else if (IsArn(request.resource)) {
    const std::string account = ArnFields(request.resource)[4];
    const bool digits =
        account.find_first_not_of("0123456789") == std::string::npos;
    request.resource_account = digits ? account : "";
  }
  if (request.resource_account.empty()) {
    request.resource_account = caller->account;
  }
  request.context = ReadContext(one);
  return "";
}

struct Policies {
  Documents identity;
  Documents boundary;
  Documents session;
  Documents resource;
  Documents endpoint;
  std::vector<Documents> scps;
  std::vector<Documents> rcps;
};

Policies ReadPolicies(const json& one, const Request& request) {
  return {
      .identity = List(one, DocumentKind::kIdentity, "identity_policies"),
      .boundary = Single(one, DocumentKind::kBoundary, "permission_boundary"),
      .session = Single(one, DocumentKind::kSession, "session_policy"),
      .resource = Single(one,
                         IsTrust(request.action, request.resource)
                             ? DocumentKind::kTrust
                             : DocumentKind::kResource,
                         "resource_policy"),
      .endpoint = List(one, DocumentKind::kEndpoint, "endpoint_policies"),
      .scps = Levels(one, DocumentKind::kScp, "scps"),
      .rcps = Levels(one, DocumentKind::kRcp, "rcps"),
  };
}

Documents All(const Policies& policies) {
  Documents all;
  for (const Documents* some :
       {&policies.identity, &policies.boundary, &policies.session,
        &policies.resource, &policies.endpoint}) {
    all.insert(all.end(), some->begin(), some->end());
  }
  for (const auto* levels : {&policies.scps, &policies.rcps}) {
    for (const Documents& level : *levels) {
      all.insert(all.end(), level.begin(), level.end());
    }
  }
  return all;
}

bool HasAllow(const Documents& documents) {
  for (const PlacedDocument& placed : documents) {
    for (const json& statement : AsList(placed.document.at("Statement"))) {
      if (statement.at("Effect") == "Allow") {
        return true;
      }
    }
  }
  return false;
}

NaiveResult Decide(const Request& request, const Policies& policies) {
  // 1. Everybody may ask who they are.
  const CallerKind kind = request.caller.kind;
  if (Lower(request.action) == "sts:getcalleridentity" &&
      kind != CallerKind::kAnonymous && kind != CallerKind::kFederated) {
    return {"allowed", {}, ""};
  }
  // 2. Explicit denies, wherever they stand.
  NaiveResult result;
  for (const Match& match : MatchesIn(All(policies), request, false)) {
    result.decided_by.push_back(match.place);
  }
  if (!result.decided_by.empty()) {
    result.decision = "explicit_deny";
    return result;
  }
  result.decision = "implicit_deny";
  if (NoPolicyCanAllow(request)) {
    return result;
  }
  // 3. RCPs: at every level that has some that allow.
  for (const Documents& level : policies.rcps) {
    if (HasAllow(level) && !Allows(level, request)) {
      return result;
    }
  }
  // 4. SCPs: at every level.
  for (const Documents& level : policies.scps) {
    if (!Allows(level, request)) {
      return result;
    }
  }
  // 5. The endpoint.
  if (!policies.endpoint.empty() && !Allows(policies.endpoint, request)) {
    return result;
  }
  // 6. The grant.
  Sides sides;
  const auto identity = MatchesIn(policies.identity, request, true);
  const auto resource = MatchesIn(policies.resource, request, true);
  sides.identity = !identity.empty();
  sides.limits =
      (policies.boundary.empty() || Allows(policies.boundary, request)) &&
      (policies.session.empty() || Allows(policies.session, request));
  for (const Match& match : resource) {
    sides.ways.insert(match.ways.begin(), match.ways.end());
  }
  if (!IsGranted(request, sides)) {
    return result;
  }
  result.decision = "allowed";
  for (const auto* side : {&identity, &resource}) {
    for (const Match& match : *side) {
      result.decided_by.push_back(match.place);
    }
  }
  return result;
}

}  // namespace

NaiveResult EvaluateNaively(const json& one) {
  Request request;
  NaiveResult result;
  result.error = ReadRequest(one, request);
  if (!result.error.empty()) {
    return result;
  }
  Policies policies = ReadPolicies(one, request);
  for (const PlacedDocument& placed : All(policies)) {
    result.error = WhatIsWrong(placed, request.context);
    if (!result.error.empty()) {
      return result;
    }
  }
  // What does not bind this caller is taken away.
  if (!HasIdentitySide(request.caller)) {
    policies.identity.clear();
    policies.boundary.clear();
    policies.session.clear();
  }
  if (!ScpsBind(one, request.caller)) {
    policies.scps.clear();
  }
  if (!RcpsBind(one, request)) {
    policies.rcps.clear();
  }
  return Decide(request, policies);
}

}  // namespace iamgen::oracle

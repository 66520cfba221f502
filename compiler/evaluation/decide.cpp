// The algorithm: denies first, then what limits, then what grants.
#include "evaluation/decide.h"

#include <algorithm>
#include <array>

#include "catalog/names.h"
#include "evaluation/choices.h"
#include "evaluation/matching.h"
#include "evaluation/truth.h"

namespace iamgen::evaluation {
namespace {

constexpr std::size_t kWays = 5;

// What Allow statements come to, with the ways of a resource policy's.
struct Grants {
  Truth any = Truth::kNo;
  std::array<Truth, kWays> by{};

  [[nodiscard]] Truth Of(Ways ways) const {
    Truth truth = Truth::kNo;
    for (std::size_t i = 0; i < kWays; ++i) {
      if ((ways >> i & 1U) != 0) {
        truth = Or(truth, by[i]);
      }
    }
    return truth;
  }
};

class Decider {
 public:
  Decider(const Request& request, const Policies& policies,
          const catalog::Catalogue& catalogue)
      : request_(request),
        policies_(policies),
        catalogue_(catalogue),
        matcher_(request) {}

  Decision Run();

 private:
  Truth PrincipalOf(const CompiledPolicy& policy,
                    const CompiledStatement& statement, Side side,
                    Ways& ways) const;
  void Look(const CompiledPolicy& policy, const Reason& place, Grants& grants);
  // A policy that limits, or nullptr, which does not.
  Truth Limit(const CompiledPolicy* policy, Side side);
  Truth Levels(const std::vector<std::vector<const CompiledPolicy*>>& levels,
               Side side);
  [[nodiscard]] Truth Alone(Truth limit, const Grants& resource) const;
  [[nodiscard]] Truth Granted(Truth identity, Truth limit,
                              const Grants& resource) const;
  // The sides of the caller and of the resource that are not granted.
  void FindGaps(Truth identity, Truth boundary, Truth session,
                const Grants& resource);
  void AddGap(Truth granted, Side side, std::size_t level = 0);
  [[nodiscard]] bool IsSession() const;
  [[nodiscard]] bool IsOwn() const;
  [[nodiscard]] bool IsRoleOrKey() const;
  [[nodiscard]] bool ServiceControlBinds() const;
  [[nodiscard]] bool ResourceControlBinds() const;
  [[nodiscard]] bool NobodyMay() const;

  const Request& request_;
  const Policies& policies_;
  const catalog::Catalogue& catalogue_;
  Matcher matcher_;
  Truth denied_ = Truth::kNo;
  Decision decision_;
};

bool IsUnsigned(CallerKind kind) {
  return kind == CallerKind::kService || kind == CallerKind::kFederated ||
         kind == CallerKind::kAnonymous;
}

bool Decider::IsSession() const {
  return request_.caller.kind == CallerKind::kSession ||
         request_.caller.kind == CallerKind::kFederatedUser;
}

bool Decider::IsOwn() const {
  std::string_view owner = request_.resource_account;
  // What AWS owns has `aws` or nothing there, and is for every account.
  if (owner.empty() && request_.resource_arn &&
      catalog::IsAccountId((*request_.resource_arn)[4])) {
    owner = (*request_.resource_arn)[4];
  }
  return owner.empty() ? kUnownedIsOwn : owner == request_.caller.account;
}

bool IsRole(const Request& request) {
  return request.resource_arn && (*request.resource_arn)[2] == "iam" &&
         request.resource_arn->back().starts_with("role/");
}

bool IsKey(const Request& request) {
  return request.action.starts_with("kms:") && request.resource_arn &&
         request.resource_arn->back().starts_with("key/");
}

// Of these the resource's own policy has to let everybody in.
bool Decider::IsRoleOrKey() const {
  return (IsAssumption(request_.action) && IsRole(request_)) || IsKey(request_);
}

bool Decider::ServiceControlBinds() const {
  return !policies_.caller_in_management_account &&
         !request_.caller.service_linked && !IsUnsigned(request_.caller.kind);
}

bool Decider::ResourceControlBinds() const {
  const auto service = catalogue_.FindService(
      request_.action.substr(0, request_.action.find(':')));
  return !policies_.resource_in_management_account &&
         !request_.caller.service_linked && service &&
         catalogue_.SupportsRcps(*service);
}

// What belongs to AWS is for nobody to change.
bool Decider::NobodyMay() const {
  if (!request_.action_id || !request_.resource_arn) {
    return false;
  }
  const catalog::AccessLevel level = catalogue_.LevelOf(*request_.action_id);
  if (level == catalog::AccessLevel::kList ||
      level == catalog::AccessLevel::kRead) {
    return false;
  }
  const ArnFields& arn = *request_.resource_arn;
  if (request_.action.starts_with("iam:")) {
    return (arn[4] == "aws" && arn[5].starts_with("policy/")) ||
           arn[5].starts_with("role/aws-reserved/");
  }
  return (request_.action == "kms:createalias" ||
          request_.action == "kms:deletealias" ||
          request_.action == "kms:updatealias") &&
         arn[5].starts_with("alias/aws/");
}

Truth Decider::PrincipalOf(const CompiledPolicy& policy,
                           const CompiledStatement& statement, Side side,
                           Ways& ways) const {
  if (policy.kind != policy::Kind::kResource &&
      policy.kind != policy::Kind::kTrust &&
      policy.kind != policy::Kind::kResourceControl) {
    return Truth::kYes;
  }
  const PrincipalMatcher& principal = statement.principal;
  if (!principal.present) {
    return TruthOf(side == Side::kEndpoint && kEndpointReachesAll);
  }
  ways = matcher_.WaysOf(principal);
  Truth reached = principal.uncertain ? Truth::kDepends : Truth::kNo;
  reached = Or(reached, TruthOf(ways != kNoWay));
  if (!principal.except) {
    return reached;
  }
  // Whoever has a boundary is hit, whether listed or not.
  return policies_.boundary != nullptr ? Truth::kYes : Not(reached);
}

void Decider::Look(const CompiledPolicy& policy, const Reason& place,
                   Grants& grants) {
  for (const CompiledStatement& statement : policy.statements) {
    Ways ways = kNoWay;
    Truth truth = PrincipalOf(policy, statement, place.side, ways);
    if (truth != Truth::kNo) {
      truth = And(truth, matcher_.Body(statement));
    }
    if (truth == Truth::kNo) {
      continue;
    }
    Reason reason = place;
    reason.statement = &statement;
    reason.certain = truth == Truth::kYes;
    decision_.reasons.push_back(reason);
    if (!statement.allows) {
      denied_ = Or(denied_, truth);
      continue;
    }
    grants.any = Or(grants.any, truth);
    const bool certain_way = ways != kNoWay;
    for (std::size_t i = 0; i < kWays; ++i) {
      // One that may reach the caller may do so by any way.
      if (!certain_way || (ways >> i & 1U) != 0) {
        grants.by[i] = Or(grants.by[i], truth);
      }
    }
  }
  if (policy.uncertain) {
    denied_ = Or(denied_, Truth::kDepends);
    grants.any = Or(grants.any, Truth::kDepends);
    for (Truth& by : grants.by) {
      by = Or(by, Truth::kDepends);
    }
  }
}

Truth Decider::Limit(const CompiledPolicy* policy, Side side) {
  if (policy == nullptr) {
    return Truth::kYes;
  }
  Grants grants;
  Look(*policy, {.side = side}, grants);
  return grants.any;
}

bool NoneAllows(const std::vector<const CompiledPolicy*>& policies) {
  return std::none_of(
      policies.begin(), policies.end(), [](const CompiledPolicy* policy) {
        return std::any_of(
            policy->statements.begin(), policy->statements.end(),
            [](const CompiledStatement& one) { return one.allows; });
      });
}

Truth Decider::Levels(
    const std::vector<std::vector<const CompiledPolicy*>>& levels, Side side) {
  Truth all = Truth::kYes;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    Grants grants;
    // Every level has RCPFullAWSAccess, which nobody can detach, whether the
    // request tells of it or not.
    if (side == Side::kResourceControl && NoneAllows(levels[level])) {
      grants.any = Truth::kYes;
    }
    for (std::size_t i = 0; i < levels[level].size(); ++i) {
      Look(*levels[level][i], {.side = side, .level = level, .document = i},
           grants);
    }
    all = And(all, grants.any);
    AddGap(grants.any, side, level);
  }
  return all;
}

// What the policy of a resource grants without anybody else's.
Truth Decider::Alone(Truth limit, const Grants& resource) const {
  if (IsUnsigned(request_.caller.kind)) {
    return resource.Of(kDirect | kEveryone);
  }
  if (!IsOwn()) {
    return Truth::kNo;
  }
  const Truth direct = resource.Of(kDirect | kEveryone);
  return IsSession()
             ? Or(direct, And(resource.Of(kByRole | kUserBehind), limit))
             : direct;
}

void Decider::AddGap(Truth granted, Side side, std::size_t level) {
  if (granted == Truth::kNo) {
    decision_.gaps.push_back({.side = side, .level = level});
  }
}

void Decider::FindGaps(Truth identity, Truth boundary, Truth session,
                       const Grants& resource) {
  const CallerKind kind = request_.caller.kind;
  if (IsUnsigned(kind)) {
    AddGap(resource.Of(kDirect | kEveryone), Side::kResource);
    return;
  }
  if (kind != CallerKind::kRoot) {
    AddGap(identity, Side::kIdentity);
    AddGap(boundary, Side::kBoundary);
    AddGap(session, Side::kSession);
  }
  if (!IsOwn() || IsRoleOrKey()) {
    AddGap(resource.any, Side::kResource);
  }
}

Truth Decider::Granted(Truth identity, Truth limit,
                       const Grants& resource) const {
  const CallerKind kind = request_.caller.kind;
  if (IsUnsigned(kind)) {
    return Alone(limit, resource);
  }
  const bool root = kind == CallerKind::kRoot;
  if (root && request_.action.starts_with("sts:assumerole")) {
    return Truth::kNo;
  }
  const Truth own = root && kRootGrantsItself ? Truth::kYes : identity;
  if (!IsOwn()) {
    return And(And(own, limit), resource.any);
  }
  if (root) {
    return IsKey(request_) ? resource.any : Truth::kYes;
  }
  Truth granted = And(own, limit);
  if (IsRoleOrKey()) {
    granted = And(granted, resource.any);
  }
  return Or(granted, Alone(limit, resource));
}

Decision Decider::Run() {
  const CallerKind kind = request_.caller.kind;
  if (request_.action == "sts:getcalleridentity" &&
      kind != CallerKind::kFederated && kind != CallerKind::kAnonymous) {
    decision_.answer = Answer::kAllowed;
    return decision_;
  }
  Grants identity;
  for (std::size_t i = 0; i < policies_.identity.size(); ++i) {
    Look(*policies_.identity[i], {.side = Side::kIdentity, .document = i},
         identity);
  }
  Grants resource;
  if (policies_.resource != nullptr) {
    Look(*policies_.resource, {.side = Side::kResource}, resource);
  }
  Sides& sides = decision_.sides;
  sides.identity = identity.any;
  sides.resource = resource.any;
  sides.boundary = Limit(policies_.boundary, Side::kBoundary);
  sides.session = Limit(policies_.session, Side::kSession);
  sides.own = IsOwn();
  sides.needs_resource = !sides.own || IsRoleOrKey();
  const Truth limit = And(sides.boundary, sides.session);
  sides.resource_alone = Alone(limit, resource);
  Truth allowed = Granted(identity.any, limit, resource);
  if (allowed == Truth::kNo) {
    FindGaps(identity.any, sides.boundary, sides.session, resource);
  }
  if (ServiceControlBinds()) {
    sides.service_control =
        Levels(policies_.service_control, Side::kServiceControl);
  }
  if (ResourceControlBinds()) {
    sides.resource_control =
        Levels(policies_.resource_control, Side::kResourceControl);
  }
  if (!policies_.endpoint.empty()) {
    Grants endpoint;
    for (std::size_t i = 0; i < policies_.endpoint.size(); ++i) {
      Look(*policies_.endpoint[i], {.side = Side::kEndpoint, .document = i},
           endpoint);
    }
    sides.endpoint = endpoint.any;
    AddGap(endpoint.any, Side::kEndpoint);
  }
  sides.never = NobodyMay();
  sides.denied = denied_;
  allowed = And(And(allowed, sides.service_control),
                And(sides.resource_control, sides.endpoint));
  if (sides.never) {
    allowed = Truth::kNo;
    decision_.gaps.clear();
  }
  decision_.error = matcher_.error();
  if (denied_ == Truth::kYes) {
    decision_.answer = Answer::kExplicitDeny;
    std::erase_if(decision_.reasons, [](const Reason& reason) {
      return reason.statement->allows || !reason.certain;
    });
  } else if (allowed == Truth::kNo) {
    decision_.answer = Answer::kImplicitDeny;
  } else if (denied_ == Truth::kDepends || allowed == Truth::kDepends) {
    decision_.answer = Answer::kDepends;
    decision_.keys = matcher_.deciding();
  } else {
    decision_.answer = Answer::kAllowed;
  }
  if (decision_.answer != Answer::kImplicitDeny) {
    decision_.gaps.clear();
  }
  return std::move(decision_);
}

}  // namespace

bool IsAssumption(std::string_view action) {
  return action.starts_with("sts:assumerole") || action == "sts:tagsession" ||
         action == "sts:setsourceidentity";
}

std::string_view NameOf(Answer answer) {
  switch (answer) {
    case Answer::kAllowed:
      return "allowed";
    case Answer::kExplicitDeny:
      return "explicit_deny";
    case Answer::kImplicitDeny:
      return "implicit_deny";
    case Answer::kDepends:
      return "depends";
  }
  return "";
}

Decision Decide(const Request& request, const Policies& policies,
                const catalog::Catalogue& catalogue) {
  return Decider(request, policies, catalogue).Run();
}

}  // namespace iamgen::evaluation

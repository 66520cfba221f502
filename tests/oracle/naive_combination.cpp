// One function for every row of the table of grants.
#include "oracle/naive_combination.h"

namespace iamgen::oracle {
namespace {

bool StartsWith(const std::string& text, const std::string& front) {
  return text.compare(0, front.size(), front) == 0;
}

std::string ResourceField(const std::string& resource, const char* service) {
  return IsArn(resource) && ArnFields(resource)[2] == service
             ? ArnFields(resource)[5]
             : "";
}

bool IsKey(const NaiveRequest& request) {
  return StartsWith(Lower(request.action), "kms:") &&
         StartsWith(ResourceField(request.resource, "kms"), "key/");
}

bool Changes(const std::string& action) {
  for (const char* verb : {"iam:create", "iam:delete", "iam:update", "iam:put",
                           "iam:attach", "iam:detach", "iam:set", "iam:tag",
                           "iam:untag", "iam:add", "iam:remove", "iam:pass"}) {
    if (StartsWith(Lower(action), verb)) {
      return true;
    }
  }
  return false;
}

bool Has(const Sides& sides, Way way) { return sides.ways.count(way) == 1; }

bool RootIsGranted(const NaiveRequest& request, const Sides& sides) {
  if (StartsWith(Lower(request.action), "sts:assumerole")) {
    return false;
  }
  return !IsKey(request) || !sides.ways.empty();
}

bool SameAccountIsGranted(const NaiveRequest& request, const Sides& sides) {
  // A user or session named directly, or everybody: nothing limits it.
  if (Has(sides, Way::kDirect) || Has(sides, Way::kEveryone)) {
    return true;
  }
  // A session reached through its role or user: boundary and session policy do.
  if (IsSession(request.caller) && sides.limits &&
      (Has(sides, Way::kRole) || Has(sides, Way::kUserBehind))) {
    return true;
  }
  // Roles and keys must let even their own account in.
  const bool must_name =
      IsKey(request) || IsTrust(request.action, request.resource);
  return sides.identity && sides.limits && (!must_name || !sides.ways.empty());
}

}  // namespace

bool IsTrust(const std::string& action, const std::string& resource) {
  const std::string lower = Lower(action);
  return StartsWith(lower, "sts:assumerole") ||
         (StartsWith(lower, "sts:") &&
          StartsWith(ResourceField(resource, "iam"), "role/"));
}

bool NoPolicyCanAllow(const NaiveRequest& request) {
  const std::string iam = ResourceField(request.resource, "iam");
  const std::string action = Lower(request.action);
  if (Changes(action)) {
    const bool managed =
        StartsWith(iam, "policy/") && ArnFields(request.resource)[4] == "aws";
    return managed || StartsWith(iam, "role/aws-reserved/");
  }
  return StartsWith(ResourceField(request.resource, "kms"), "alias/aws/") &&
         (action == "kms:createalias" || action == "kms:deletealias" ||
          action == "kms:updatealias");
}

bool IsGranted(const NaiveRequest& request, const Sides& sides) {
  const Caller& caller = request.caller;
  if (caller.account.empty()) {
    return Has(sides, Way::kDirect) || Has(sides, Way::kEveryone);
  }
  const bool root = caller.kind == CallerKind::kRoot;
  if (caller.account != request.resource_account) {
    const bool unable =
        root && StartsWith(Lower(request.action), "sts:assumerole");
    // A root user has no policies, and may do whatever its account may.
    const bool own = root || (sides.identity && sides.limits);
    return !unable && own && !sides.ways.empty();
  }
  return root ? RootIsGranted(request, sides)
              : SameAccountIsGranted(request, sides);
}

}  // namespace iamgen::oracle

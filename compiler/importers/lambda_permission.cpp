// To everybody, to a service for whomever, or to more than a call.
#include "importers/lambda_permission.h"

#include <string_view>
#include <utility>

#include "importers/lambda_rules.h"
#include "policy/arn.h"
#include "support/text.h"

namespace iamgen::importers {
namespace {

bool IsService(const policy::Value& principal) {
  return principal.known() && principal.text.find('.') != std::string::npos &&
         !principal.text.starts_with("arn:");
}

// The ARN of a bucket tells no account.
bool TellsNoAccount(const policy::Value& source_arn) {
  const auto arn = policy::SplitArn(source_arn.text);
  return arn && arn->account.empty();
}

void CheckPrincipal(const LambdaPermission& permission, diag::Sink& sink) {
  const policy::Value& principal = *permission.principal;
  const auto say = [&](std::string message, std::string help) {
    sink.Add(kLambdaPermissionOpen, principal.span, std::move(message))
        .Help(std::move(help))
        .About(permission.entity);
  };
  if (principal.text == "*") {
    if (!permission.has_organization && !permission.has_source_account &&
        !permission.source_arn) {
      say("anybody may call the function",
          "name the principal, or restrict it with SourceArn, SourceAccount "
          "or PrincipalOrgID");
    }
    return;
  }
  if (!IsService(principal) || permission.has_source_account ||
      permission.has_event_source_token) {
    return;
  }
  if (!permission.source_arn) {
    say("`" + principal.text +
            "` may call the function on behalf of any account",
        "name the resource in SourceArn, or the account in SourceAccount");
  } else if (TellsNoAccount(*permission.source_arn)) {
    say("`" + permission.source_arn->text +
            "` tells no account, and whoever owns a resource of that name may "
            "have the function called",
        "name the account in SourceAccount as well");
  }
}

void CheckAction(const LambdaPermission& permission, diag::Sink& sink) {
  const policy::Value& action = *permission.action;
  const bool call =
      support::EqualIgnoringCase(action.text, "lambda:InvokeFunction") ||
      support::EqualIgnoringCase(action.text, "lambda:InvokeFunctionUrl");
  if (action.known() && !call) {
    sink.Add(kLambdaPermissionOpen, action.span,
             "the permission is for `" + action.text +
                 "`, which is more than to call the function")
        .Help("write `lambda:InvokeFunction`")
        .About(permission.entity);
  }
}

}  // namespace

void CheckLambdaPermission(const LambdaPermission& permission,
                           diag::Sink& sink) {
  if (permission.principal) {
    CheckPrincipal(permission, sink);
  }
  if (permission.action) {
    CheckAction(permission, sink);
  }
}

}  // namespace iamgen::importers

// Takes ARNs of principals apart.
#include "resolve/principal_arn.h"

#include <string>
#include <vector>

#include "catalog/names.h"
#include "resolve/diagnostics.h"

namespace iamgen::resolve {

void CheckPrincipalArn(const model::LocatedText& arn, PrincipalUse use,
                       diag::Sink& sink) {
  const bool as_principal = use != PrincipalUse::kTarget;
  std::string text;
  for (const auto& part : arn.value.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole == nullptr) {
      text += std::get<std::string>(part);
    } else if (hole->kind == model::HoleKind::kEntityArn) {
      text += "arn:aws:iam::000000000000:" +
              std::string(model::NameOf(hole->entity.kind)) + "/Name";
    } else if (hole->kind == model::HoleKind::kPartition) {
      text += "aws";
    } else if (text.empty()) {
      // A variable that holds the ARN: only the accounts know it.
      return;
    } else {
      text += "000000000000";
    }
  }
  if (use == PrincipalUse::kPasted &&
      (text == "*" || catalog::IsAccountId(text))) {
    return;
  }
  if (as_principal && text == "*") {
    sink.Add(diag::kMalformedAwsPrincipal, arn.span, "`*` names everyone")
        .Help("write `any: true` if that is meant");
    return;
  }
  std::vector<std::string> fields;
  std::size_t at = 0;
  constexpr std::size_t kFields = 6;
  while (fields.size() + 1 < kFields) {
    const std::size_t colon = text.find(':', at);
    if (colon == std::string::npos) {
      break;
    }
    fields.push_back(text.substr(at, colon - at));
    at = colon + 1;
  }
  fields.push_back(text.substr(at));
  const auto refuse = [&](std::string message, std::string help) {
    sink.Add(diag::kMalformedAwsPrincipal, arn.span, std::move(message))
        .Help(std::move(help));
  };
  if (fields.size() != kFields || fields[0] != "arn" ||
      (fields[2] != "iam" && fields[2] != "sts") || !fields[3].empty()) {
    refuse("`" + text + "` is no ARN of IAM or STS",
           "write it as arn:aws:iam::111111111111:role/Name");
    return;
  }
  const std::string& resource = fields[5];
  if (as_principal && text.find_first_of("*?") != std::string::npos) {
    refuse("a wildcard inside a principal: `" + text + "`",
           "name the roles with `role:` and `in:`, or the account with "
           "`account:` and a test of aws:PrincipalArn under `when:`");
    return;
  }
  // AWS's own policies have `aws` for an account.
  if (resource.starts_with("policy/")) {
    refuse("`" + text + "` is a policy: it says what may be done, not by whom",
           "attach it under `managed_policies`");
    return;
  }
  if (catalog::FaultInAccountId(fields[4]) &&
      fields[4].find_first_of("*?") == std::string::npos) {
    refuse("`" + fields[4] + "` in `" + text + "` is not 12 digits",
           "write the account's id");
    return;
  }
  if (use == PrincipalUse::kPasted && resource == "root") {
    return;
  }
  if (as_principal && resource == "root") {
    refuse("`:root` names the whole account, not the root user",
           "write `account: \"" + fields[4] + "\"`");
    return;
  }
  if (as_principal && resource.starts_with("group/")) {
    sink.Add(diag::kMalformedAwsPrincipal, arn.span,
             "a group cannot assume a role: IAM has no group principals")
        .Help(
            "name the users with `user:`, or write `assumes:` at the group, "
            "which trusts its users");
    return;
  }
  const bool good = resource.starts_with("role/") ||
                    (as_principal && (resource.starts_with("user/") ||
                                      resource.starts_with("assumed-role/") ||
                                      resource.starts_with("federated-user/")));
  if (!good) {
    refuse("`" + text + "` is neither a role nor a user",
           "principals are accounts, roles, users and their sessions");
  }
}

}  // namespace iamgen::resolve

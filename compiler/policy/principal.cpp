// The forms of principals.
#include "policy/principal.h"

#include <algorithm>
#include <cctype>

#include "catalog/names.h"
#include "catalog/partition.h"
#include "policy/arn.h"
#include "policy/document.h"
#include "policy/pattern.h"

namespace iamgen::policy {
namespace {

bool IsUniqueId(std::string_view text, std::string_view prefix) {
  constexpr std::size_t kLeast = 16;
  return text.size() >= kLeast && text.starts_with(prefix) &&
         std::all_of(text.begin(), text.end(), [](unsigned char one) {
           return std::isupper(one) != 0 || std::isdigit(one) != 0;
         });
}

std::string_view LastPart(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

PrincipalForm FormOfIam(std::string_view resource, AwsPrincipal& principal) {
  if (resource == "root") {
    return PrincipalForm::kAccount;
  }
  const auto named = [&](std::string_view start) {
    return resource.starts_with(start) && resource.size() > start.size() &&
           !resource.ends_with('/');
  };
  if (named("user/")) {
    return PrincipalForm::kUser;
  }
  if (named("role/")) {
    principal.role = LastPart(resource);
    return PrincipalForm::kRole;
  }
  return named("group/") ? PrincipalForm::kGroup : PrincipalForm::kMalformed;
}

PrincipalForm FormOfSts(std::string_view resource, AwsPrincipal& principal) {
  constexpr std::string_view kAssumed = "assumed-role/";
  constexpr std::string_view kFederated = "federated-user/";
  if (resource.starts_with(kAssumed)) {
    resource.remove_prefix(kAssumed.size());
    const std::size_t slash = resource.find('/');
    if (slash == std::string_view::npos || slash == 0 ||
        slash + 1 == resource.size()) {
      return PrincipalForm::kMalformed;
    }
    principal.role = resource.substr(0, slash);
    return PrincipalForm::kSession;
  }
  return resource.starts_with(kFederated) && resource.size() > kFederated.size()
             ? PrincipalForm::kFederatedUser
             : PrincipalForm::kMalformed;
}

}  // namespace

bool HasSoundFront(const Arn& arn) {
  const auto unknown = [](std::string_view field) {
    return field.find(kUnknown) != std::string_view::npos;
  };
  return arn.prefix == "arn" && arn.region.empty() &&
         (unknown(arn.partition) ||
          catalog::FindPartition(arn.partition) != nullptr) &&
         (unknown(arn.account) || catalog::IsAccountId(arn.account));
}

AwsPrincipal ParseAwsPrincipal(std::string_view text) {
  AwsPrincipal principal;
  if (text == "*") {
    principal.form = PrincipalForm::kEveryone;
    return principal;
  }
  if (catalog::IsAccountId(text)) {
    principal.form = PrincipalForm::kAccount;
    principal.account = text;
    return principal;
  }
  if (IsUniqueId(text, "AROA")) {
    principal.form = PrincipalForm::kRoleId;
    return principal;
  }
  if (IsUniqueId(text, "AIDA")) {
    principal.form = PrincipalForm::kUserId;
    return principal;
  }
  const auto arn = SplitArn(text);
  const bool unknown = text.find(kUnknown) != std::string_view::npos;
  if (!arn) {
    principal.form =
        unknown ? PrincipalForm::kNotKnown : PrincipalForm::kMalformed;
    return principal;
  }
  if (arn->prefix == "arn" && arn->service == "iam" &&
      arn->account == "cloudfront" && arn->resource.starts_with("user/")) {
    principal.form = PrincipalForm::kOfAws;
    return principal;
  }
  if (catalog::IsAccountId(arn->account)) {
    principal.account = arn->account;
  }
  const bool sound = HasSoundFront(*arn);
  if (sound && arn->service == "iam") {
    principal.form = FormOfIam(arn->resource, principal);
  } else if (sound && arn->service == "sts") {
    principal.form = FormOfSts(arn->resource, principal);
  }
  if (principal.form == PrincipalForm::kMalformed && unknown) {
    principal.form = PrincipalForm::kNotKnown;
  }
  return principal;
}

}  // namespace iamgen::policy

// Takes the texts of a request apart.
#include "evaluation/request.h"

#include <algorithm>
#include <utility>

#include "catalog/names.h"
#include "evaluation/choices.h"
#include "evaluation/glob.h"
#include "policy/arn.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::evaluation {

std::optional<Caller> ParseCaller(std::string_view written) {
  Caller caller;
  constexpr std::string_view kFederated = "federated:";
  if (written == "anonymous") {
    return caller;
  }
  if (written.starts_with(kFederated)) {
    caller.kind = CallerKind::kFederated;
    caller.name = written.substr(kFederated.size());
    return caller.name.empty() ? std::nullopt : std::optional(caller);
  }
  caller.name = written;
  if (catalog::IsAccountId(written)) {
    // As principal elements write it: the account itself is its root user.
    return ParseCaller("arn:aws:iam::" + std::string(written) + ":root");
  }
  if (!written.starts_with("arn:")) {
    caller.kind = CallerKind::kService;
    const bool dotted = written.find('.') != std::string_view::npos &&
                        written.find_first_of(" :*?") == written.npos;
    return dotted ? std::optional(caller) : std::nullopt;
  }
  const auto arn = policy::SplitArn(written);
  if (!arn || written.find_first_of("*?") != std::string_view::npos) {
    return std::nullopt;
  }
  caller.partition = arn->partition;
  caller.account = arn->account;
  const policy::AwsPrincipal parsed = policy::ParseAwsPrincipal(written);
  constexpr std::string_view kLinked = "AWSServiceRoleFor";
  switch (parsed.form) {
    case policy::PrincipalForm::kAccount:
      caller.kind = CallerKind::kRoot;
      return caller;
    case policy::PrincipalForm::kUser:
      caller.kind = CallerKind::kUser;
      return caller;
    case policy::PrincipalForm::kFederatedUser:
      caller.kind = CallerKind::kFederatedUser;
      if (kFederatedIsOfItsName) {
        caller.user_behind =
            "arn:" + caller.partition + ":iam::" + caller.account + ":user/" +
            std::string(arn->resource.substr(arn->resource.find('/') + 1));
      }
      return caller;
    case policy::PrincipalForm::kRole:
      caller.kind = CallerKind::kSession;
      caller.role = parsed.role;
      caller.service_linked =
          arn->resource.starts_with("role/aws-service-role/");
      return caller;
    case policy::PrincipalForm::kSession:
      caller.kind = CallerKind::kSession;
      caller.role = parsed.role;
      caller.session = arn->resource.substr(arn->resource.rfind('/') + 1);
      // Their ARNs have no path, and nobody else may use the name.
      caller.service_linked = caller.role.starts_with(kLinked);
      return caller;
    default:
      return std::nullopt;
  }
}

void Context::Add(ContextKey key) {
  key.name = support::Lower(key.name);
  const auto place =
      std::lower_bound(keys_.begin(), keys_.end(), key.name,
                       [](const ContextKey& one, const std::string& name) {
                         return one.name < name;
                       });
  if (place != keys_.end() && place->name == key.name) {
    *place = std::move(key);
  } else {
    keys_.insert(place, std::move(key));
  }
}

const ContextKey* Context::Find(std::string_view name) const {
  const auto place =
      std::lower_bound(keys_.begin(), keys_.end(), name,
                       [](const ContextKey& one, std::string_view wanted) {
                         return one.name < wanted;
                       });
  if (place != keys_.end() && place->name == name) {
    return &*place;
  }
  static const ContextKey kNotKnown{
      .name = {}, .values = {}, .is_list = false, .unknown = true};
  const bool closed = std::any_of(
      closed_.begin(), closed_.end(),
      [&](const std::string& prefix) { return name.starts_with(prefix); });
  return open_ && !closed ? &kNotKnown : nullptr;
}

std::optional<ArnFields> SplitPlainArn(std::string_view text) {
  ArnFields fields;
  for (std::size_t i = 0; i + 1 < fields.size(); ++i) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
      return std::nullopt;
    }
    fields[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  fields.back() = text;
  return fields;
}

void Request::SetAction(std::string_view name,
                        const catalog::Catalogue& catalogue) {
  action = support::Lower(name);
  action_id = catalogue.FindAction(name);
}

void Request::SetResource(std::string text) {
  resource = std::move(text);
  resource_arn = SplitPlainArn(resource);
}

void Request::SetResources(std::string_view pattern) {
  of_many = true;
  resource = Encoded(pattern);
  resource_arn = SplitPlainArn(resource);
}

}  // namespace iamgen::evaluation

// The form of principals: what their values look like, and which types a
// document takes.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "checks/policy/principal_rules.h"
#include "checks/policy_check.h"
#include "diag/shared_rules.h"
#include "policy/federation.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "policy/service_name.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::FederatedKind;
using policy::Kind;
using policy::ParsedStatement;
using policy::PrincipalForm;
using policy::PrincipalGroup;
using policy::ServiceDoubt;
using policy::Value;

constexpr std::array<std::string_view, 4> kTypes = {"AWS", "CanonicalUser",
                                                    "Federated", "Service"};

bool Holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// What to write instead of something that is no principal of type AWS.
std::string RepairOfAws(std::string_view text) {
  constexpr std::size_t kCanonicalId = 64;
  if (Holds(text, ":saml-provider/") || Holds(text, ":oidc-provider/")) {
    return "an identity provider goes under `Federated`";
  }
  if (!text.starts_with("arn:") && Holds(text, ".amazonaws.com")) {
    return "a service goes under `Service`";
  }
  if (text.size() == kCanonicalId && !Holds(text, ":")) {
    return "a canonical user id goes under `CanonicalUser`";
  }
  if (Holds(text, ":instance-profile/")) {
    return "name the role of the instance profile";
  }
  if (Holds(text, ":iam:") && Holds(text, ":assumed-role/")) {
    return "write a session as in "
           "`arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`";
  }
  if (!text.empty() &&
      text.find_first_not_of("0123456789-") == std::string_view::npos) {
    return "an account id has twelve digits";
  }
  return "write an account id, or the ARN of a user, a role or a session";
}

class PrincipalChecks {
 public:
  PrincipalChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Look(const policy::PrincipalClause& clause) {
    if (clause.text) {
      Text(*clause.text);
    }
    for (const PrincipalGroup& group : clause.groups) {
      if (group.type.known() && Type(group)) {
        Values(group);
      }
    }
  }

 private:
  void Text(const Value& value) {
    if (value.text == "*") {
      if (context_.Is({Kind::kTrust})) {
        findings_
            .Add(kBareStarInTrustPolicy, value.span,
                 "a trust policy takes no `*` as its principal")
            .Help(
                "name who is trusted; for everybody of AWS, "
                "`{\"AWS\": \"*\"}` and a condition");
      }
      return;
    }
    if (value.known() && !value.text.empty()) {
      const bool service = !value.text.starts_with("arn:") &&
                           Holds(value.text, ".amazonaws.com");
      findings_
          .Add(kMalformedPrincipal, value.span,
               "the principal " + Quoted(value) +
                   " does not say of which type it is")
          .Help("write `{\"" + std::string(service ? "Service" : "AWS") +
                "\": \"" + value.text + "\"}`");
    }
  }

  // Whether the document takes values of the type.
  bool Type(const PrincipalGroup& group) {
    const std::string& type = group.type.text;
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
      const std::string near = support::DidYouMean(type, kTypes);
      findings_
          .Add(kUnknownPrincipalType, group.type.span,
               "there is no type of principal `" + type + "`")
          .Help(near.empty() ? "write AWS, Service, Federated or CanonicalUser"
                             : near);
      return false;
    }
    const std::string& service = context_.document.service;
    if (type == "CanonicalUser" &&
        (context_.Is({Kind::kTrust}) ||
         (context_.Is({Kind::kResource}) && !service.empty() &&
          !service.starts_with("s3")))) {
      findings_
          .Add(kCanonicalUserOutsideS3, group.type.span,
               "policies outside S3 take no canonical user ids")
          .Help("name the account with `AWS`");
    }
    if (type == "Federated" && context_.Is({Kind::kResource})) {
      findings_
          .Add(kFederatedOutsideTrust, group.type.span,
               "the policy of a resource takes no identity providers")
          .Help("name the role whose sessions are meant");
      return false;
    }
    return true;
  }

  void Values(const PrincipalGroup& group) {
    const std::string& type = group.type.text;
    for (const Value& value : group.of.values) {
      if (value.text.empty() || policy::HasVariable(value.text)) {
        continue;
      }
      const bool wild = policy::HasWildcard(value.text);
      if (type == "Service") {
        Service(value, wild);
      } else if (wild && !(type == "AWS" && value.text == "*")) {
        findings_
            .Add(kWildcardWithinPrincipal, value.span,
                 "the wildcard in " + Quoted(value) + " is not expanded")
            .Help(type == "AWS"
                      ? "name the account, and write the pattern as a "
                        "condition on `aws:PrincipalArn`"
                      : "name each principal");
      } else if (type == "AWS") {
        Aws(value);
      } else if (type == "Federated") {
        Federated(value);
      }
    }
  }

  void Aws(const Value& value) {
    switch (policy::ParseAwsPrincipal(value.text).form) {
      case PrincipalForm::kMalformed:
        findings_
            .Add(diag::kMalformedAwsPrincipal, value.span,
                 Quoted(value) + " is no principal of type AWS")
            .Help(RepairOfAws(value.text));
        break;
      case PrincipalForm::kGroup:
        findings_
            .Add(diag::kGroupAsPrincipal, value.span,
                 Quoted(value) + " is a group, which is no principal")
            .Help("trust the account, and allow the group to assume the role");
        break;
      case PrincipalForm::kRoleId:
        findings_
            .Add(kRoleIdAsPrincipal, value.span,
                 Quoted(value) + " is the id of a role that is gone")
            .Help("write the ARN of the role that is meant");
        break;
      case PrincipalForm::kUserId:
        findings_
            .Add(kUserIdAsPrincipal, value.span,
                 Quoted(value) + " is the id of a user that is gone")
            .Help("write the ARN of the user that is meant");
        break;
      case PrincipalForm::kEveryone:
      case PrincipalForm::kAccount:
      case PrincipalForm::kUser:
      case PrincipalForm::kRole:
      case PrincipalForm::kSession:
      case PrincipalForm::kFederatedUser:
      case PrincipalForm::kOfAws:
      case PrincipalForm::kNotKnown:
        break;
    }
  }

  void Federated(const Value& value) {
    if (context_.Is({Kind::kTrust}) &&
        policy::ParseFederated(value.text).kind == FederatedKind::kMalformed) {
      findings_
          .Add(kMalformedFederatedPrincipal, value.span,
               Quoted(value) + " is no identity provider")
          .Help(
              "write the ARN of the provider, "
              "`arn:aws:iam::ACCOUNT:saml-provider/NAME` or "
              "`arn:aws:iam::ACCOUNT:oidc-provider/HOST`");
    }
  }

  void Service(const Value& value, bool wild) {
    if (wild) {
      findings_
          .Add(kServicePrincipalWildcard, value.span,
               Quoted(value) +
                   " has a wildcard, and a service principal is one service")
          .Help("name each service");
      return;
    }
    if (!value.known()) {
      return;
    }
    const auto judged = policy::JudgeService(
        value.text, context_.standing.partition, context_.catalogue);
    // Of a topology, what is in no list has been told where it is written.
    if (judged.doubt == ServiceDoubt::kNone ||
        (judged.doubt == ServiceDoubt::kUnlisted &&
         context_.standing.accounts != nullptr)) {
      return;
    }
    auto report = findings_.Add(diag::kUnknownServicePrincipal, value.span,
                                Quoted(value) + " " + judged.fault);
    if (judged.doubt != ServiceDoubt::kWrong) {
      report.As(diag::Severity::kWarning);
    }
    report.Help(judged.nearest.empty()
                    ? "compare it with the documentation of the service"
                    : "did you mean `" + judged.nearest.front() + "`?");
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (!context.Is({Kind::kTrust, Kind::kResource})) {
    return;
  }
  PrincipalChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    checks.Look(statement.statement->principal);
  }
}

constexpr std::array<const diag::Rule*, 13> kRules = {
    &kMalformedPrincipal,
    &kUnknownPrincipalType,
    &kWildcardWithinPrincipal,
    &kBareStarInTrustPolicy,
    &diag::kMalformedAwsPrincipal,
    &diag::kGroupAsPrincipal,
    &kRoleIdAsPrincipal,
    &kUserIdAsPrincipal,
    &kFederatedOutsideTrust,
    &kMalformedFederatedPrincipal,
    &diag::kUnknownServicePrincipal,
    &kServicePrincipalWildcard,
    &kCanonicalUserOutsideS3};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& Principals() { return kFamily; }

}  // namespace iamgen::checks

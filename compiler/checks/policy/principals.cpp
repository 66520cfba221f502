// The form of principals, and which kinds a document takes.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "catalog/service_principal.h"
#include "checks/policy/principal_rules.h"
#include "checks/policy_check.h"
#include "diag/shared_rules.h"
#include "policy/federation.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::FederatedKind;
using policy::Kind;
using policy::ParsedStatement;
using policy::PrincipalForm;
using policy::PrincipalGroup;
using policy::Value;

constexpr std::array<std::string_view, 4> kTypes = {"AWS", "CanonicalUser",
                                                    "Federated", "Service"};

class PrincipalChecks {
 public:
  PrincipalChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Look(const ParsedStatement& parsed) {
    const policy::PrincipalClause& clause = parsed.statement->principal;
    if (!clause.present) {
      return;
    }
    if (clause.text) {
      Text(*clause.text);
    }
    if (clause.except && context_.Is({Kind::kResource})) {
      NotPrincipal(parsed);
    }
    for (const PrincipalGroup& group : clause.groups) {
      if (group.type.known()) {
        Group(group);
      }
    }
    Sessions(clause);
    if (context_.Is({Kind::kTrust})) {
      Actions(parsed);
      RolesAnywhere(parsed);
    }
  }

 private:
  static std::string Quoted(const Value& value) {
    return "`" + value.text + "`";
  }

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
      findings_
          .Add(kMalformedPrincipal, value.span,
               "the principal " + Quoted(value) +
                   " says not of which type "
                   "it is")
          .Help("write `{\"AWS\": \"" + value.text + "\"}`");
    }
  }

  void NotPrincipal(const ParsedStatement& parsed) {
    const policy::PrincipalClause& clause = parsed.statement->principal;
    if (parsed.allows()) {
      findings_
          .Add(kAllowWithNotPrincipal, clause.name,
               "everybody but the named principals is allowed")
          .Help("name who is meant with Principal");
    } else if (parsed.denies()) {
      findings_
          .Add(kDenyWithNotPrincipal, clause.name,
               "who escapes a Deny with NotPrincipal is easily wrong")
          .Help(
              "write `\"Principal\": \"*\"` and a condition "
              "`ArnNotEquals` on `aws:PrincipalArn`");
    }
  }

  void Group(const PrincipalGroup& group) {
    const std::string& type = group.type.text;
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
      findings_
          .Add(kUnknownPrincipalType, group.type.span,
               "there is no type of principal `" + type + "`")
          .Help(support::DidYouMean(type, kTypes));
      return;
    }
    if (type == "CanonicalUser" &&
        (context_.Is({Kind::kTrust}) ||
         (context_.Is({Kind::kResource}) &&
          !context_.document.service.empty() &&
          !context_.document.service.starts_with("s3")))) {
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
      return;
    }
    for (const Value& value : group.of.values) {
      if (value.text.empty() || policy::HasVariable(value.text)) {
        continue;
      }
      if (type == "AWS") {
        Aws(value);
      } else if (type == "Service") {
        Service(value);
      } else {
        Other(type, value);
      }
    }
  }

  void Aws(const Value& value) {
    if (value.text == "*") {
      return;
    }
    if (policy::HasWildcard(value.text)) {
      findings_
          .Add(kWildcardWithinPrincipal, value.span,
               "the wildcard in " + Quoted(value) + " is not expanded")
          .Help(
              "name the account, and write the pattern as a condition on "
              "`aws:PrincipalArn`");
      return;
    }
    switch (policy::ParseAwsPrincipal(value.text).form) {
      case PrincipalForm::kMalformed:
        findings_
            .Add(diag::kMalformedAwsPrincipal, value.span,
                 Quoted(value) + " is no principal of type AWS")
            .Help(
                "write an account id, or the ARN of a user, a role or a "
                "session");
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
      default:
        break;
    }
  }

  void Service(const Value& value) {
    if (policy::HasWildcard(value.text)) {
      findings_
          .Add(kServicePrincipalWildcard, value.span,
               Quoted(value) +
                   " has a wildcard, and a service principal is "
                   "one service")
          .Help("name each service");
      return;
    }
    if (!value.known()) {
      return;
    }
    const auto found = catalog::ResolveServicePrincipal(
        value.text, context_.standing.partition);
    if (const auto* unknown = std::get_if<catalog::UnknownPrincipal>(&found)) {
      findings_
          .Add(diag::kUnknownServicePrincipal, value.span,
               Quoted(value) + " " + unknown->fault)
          .Help(Near(unknown->nearest));
      return;
    }
    const auto* known = std::get_if<catalog::KnownPrincipal>(&found);
    if (known != nullptr) {
      return;
    }
    const auto* unlisted = std::get_if<catalog::UnlistedPrincipal>(&found);
    // The list is not complete: a name that is the prefix of a service, or that
    // has nothing like it, may well exist.
    const std::string first = value.text.substr(0, value.text.find('.'));
    if (unlisted != nullptr && !unlisted->nearest.empty() &&
        !context_.catalogue.FindService(first)) {
      findings_
          .Add(diag::kUnknownServicePrincipal, value.span,
               "there is no service principal " + Quoted(value))
          .Help(Near(unlisted->nearest));
    }
  }

  static std::string Near(const std::vector<std::string>& names) {
    return names.empty() ? "write it as in lambda.amazonaws.com"
                         : "did you mean `" + names.front() + "`?";
  }

  void Other(const std::string& type, const Value& value) {
    if (policy::HasWildcard(value.text)) {
      findings_
          .Add(kWildcardWithinPrincipal, value.span,
               "the wildcard in " + Quoted(value) + " is not expanded")
          .Help("name each principal");
      return;
    }
    if (type == "Federated" && context_.Is({Kind::kTrust}) &&
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

  // Sessions beside their role.
  void Sessions(const policy::PrincipalClause& clause) {
    std::unordered_map<std::string, const Value*> roles;
    std::vector<std::pair<std::string, const Value*>> sessions;
    for (const PrincipalGroup& group : clause.groups) {
      for (const Value& value : group.of.values) {
        const auto parsed = policy::ParseAwsPrincipal(value.text);
        const std::string role = parsed.account + "/" + parsed.role;
        if (parsed.form == PrincipalForm::kRole) {
          roles.emplace(role, &value);
        } else if (parsed.form == PrincipalForm::kSession) {
          sessions.emplace_back(role, &value);
        }
      }
    }
    for (const auto& [role, value] : sessions) {
      const auto found = roles.find(role);
      if (found != roles.end()) {
        findings_
            .Add(kRedundantSessionPrincipal, value->span,
                 Quoted(*value) +
                     " is a session of a role that stands "
                     "beside it")
            .Also(found->second->span, "the role is here")
            .Help("remove it");
      }
    }
  }

  bool Names(const ParsedStatement& parsed, std::string_view action) const {
    const auto id = context_.catalogue.FindAction(action);
    return id && parsed.covered.Contains(*id);
  }

  void Actions(const ParsedStatement& parsed) {
    if (parsed.statement->action.except || !parsed.allows()) {
      return;
    }
    for (const PrincipalGroup& group : parsed.statement->principal.groups) {
      for (const Value& value : group.of.values) {
        const std::string_view wrong =
            WrongAction(parsed, group.type.text, value.text);
        if (!wrong.empty()) {
          findings_
              .Add(kActionPrincipalMismatch, value.span,
                   Quoted(value) + " cannot ask for `" + std::string(wrong) +
                       "`")
              .Help(group.type.text != "Federated"
                        ? "write `sts:AssumeRole`"
                        : "write `sts:AssumeRoleWithSAML` for SAML, "
                          "`sts:AssumeRoleWithWebIdentity` for OpenID "
                          "Connect")
              .Also(parsed.statement->action.span, "the action is here");
        }
      }
    }
  }

  // An action written out that the principal cannot ask for.
  std::string_view WrongAction(const ParsedStatement& parsed,
                               const std::string& type,
                               const std::string& principal) const {
    constexpr std::string_view kSaml = "sts:AssumeRoleWithSAML";
    constexpr std::string_view kWeb = "sts:AssumeRoleWithWebIdentity";
    constexpr std::string_view kPlain = "sts:AssumeRole";
    const auto written = [&](std::string_view action) {
      return std::any_of(parsed.actions.begin(), parsed.actions.end(),
                         [&](const policy::ParsedAction& one) {
                           return support::EqualIgnoringCase(one.value->text,
                                                             action);
                         });
    };
    bool saml = false;
    bool web = false;
    if (type == "Federated") {
      const auto kind = policy::ParseFederated(principal).kind;
      if (kind == FederatedKind::kNotKnown ||
          kind == FederatedKind::kMalformed) {
        return {};
      }
      saml = kind == FederatedKind::kSaml;
      web = !saml;
    } else if (type != "AWS" && type != "Service") {
      return {};
    }
    // With the right one beside it, the wrong one is meant for somebody else.
    const bool right = (saml && written(kSaml)) || (web && written(kWeb)) ||
                       (!saml && !web && written(kPlain));
    if (right) {
      return {};
    }
    if (written(kSaml) && !saml) {
      return kSaml;
    }
    if (written(kWeb) && !web) {
      return kWeb;
    }
    return written(kPlain) && (saml || web) ? kPlain : std::string_view();
  }

  void RolesAnywhere(const ParsedStatement& parsed) {
    constexpr std::string_view kService = "rolesanywhere.amazonaws.com";
    if (!parsed.allows() || !parsed.statement->action.complete()) {
      return;
    }
    for (const PrincipalGroup& group : parsed.statement->principal.groups) {
      for (const Value& value : group.of.values) {
        if (group.type.text != "Service" || value.text != kService) {
          continue;
        }
        std::vector<std::string> missing;
        for (const std::string_view action :
             {"sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"}) {
          if (!Names(parsed, action) && !NamedElsewhere(action, value.text)) {
            missing.emplace_back(action);
          }
        }
        if (!missing.empty()) {
          findings_
              .Add(kRolesAnywhereActionsMissing, value.span,
                   "IAM Roles Anywhere also needs " +
                       support::QuotedList(missing))
              .Help("add " + support::QuotedList(missing) + " to the actions");
        }
      }
    }
  }

  // Whether another statement allows it the same service.
  bool NamedElsewhere(std::string_view action,
                      const std::string& service) const {
    return std::any_of(context_.statements.begin(), context_.statements.end(),
                       [&](const ParsedStatement& one) {
                         const auto& groups = one.statement->principal.groups;
                         return one.allows() && Names(one, action) &&
                                std::any_of(groups.begin(), groups.end(),
                                            [&](const PrincipalGroup& group) {
                                              return std::any_of(
                                                  group.of.values.begin(),
                                                  group.of.values.end(),
                                                  [&](const Value& value) {
                                                    return value.text ==
                                                           service;
                                                  });
                                            });
                       });
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
    checks.Look(statement);
  }
}

constexpr std::array<const diag::Rule*, 18> kRules = {
    &kMalformedPrincipal,          &kUnknownPrincipalType,
    &kWildcardWithinPrincipal,     &kBareStarInTrustPolicy,
    &diag::kMalformedAwsPrincipal, &diag::kGroupAsPrincipal,
    &kRoleIdAsPrincipal,           &kUserIdAsPrincipal,
    &kFederatedOutsideTrust,       &kMalformedFederatedPrincipal,
    &kActionPrincipalMismatch,     &kRolesAnywhereActionsMissing,
    &kRedundantSessionPrincipal,   &kAllowWithNotPrincipal,
    &kDenyWithNotPrincipal,        &diag::kUnknownServicePrincipal,
    &kServicePrincipalWildcard,    &kCanonicalUserOutsideS3};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& Principals() { return kFamily; }

}  // namespace iamgen::checks

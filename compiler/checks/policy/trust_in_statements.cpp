// Whom the statements of trust and resource policies let in, and on what
// proof.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "catalog/names.h"
#include "checks/policy/trust_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/condition_keys.h"
#include "policy/federation.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Comparison;
using policy::FederatedKind;
using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::PrincipalForm;
using policy::PrincipalGroup;
using policy::Value;

// Services that use a role only for a resource of the role's own account.
constexpr std::array<std::string_view, 3> kBoundServices = {"ec2", "edgelambda",
                                                            "lambda"};

bool IsBound(std::string_view principal) {
  const std::string_view service = principal.substr(0, principal.find('.'));
  return std::find(kBoundServices.begin(), kBoundServices.end(), service) !=
         kBoundServices.end();
}

// Restricts who comes in: not negated, not waived, no test of absence.
bool Restricts(const ParsedTest& test) {
  return test.op && !test.op->negated && !test.op->if_exists &&
         test.op->family != OperatorFamily::kNull;
}

bool AnyRestricts(const ParsedStatement& parsed,
                  std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
    const auto tests = parsed.TestsOf(key);
    return std::any_of(tests.begin(), tests.end(),
                       [](const ParsedTest* one) { return Restricts(*one); });
  });
}

bool RequiresMfa(const ParsedStatement& parsed) {
  return AnyRestricts(parsed,
                      {"aws:multifactorauthpresent", "aws:multifactorauthage"});
}

class TrustChecks {
 public:
  TrustChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  // Of documents of every type.
  void Values(const ParsedStatement& parsed) {
    for (const ParsedTest& test : parsed.tests) {
      if (test.key == "aws:principalarn") {
        PrincipalArn(parsed, test);
      }
      if (test.key == "sts:externalid" && context_.Is({Kind::kTrust})) {
        ExternalId(parsed, test);
      }
    }
  }

  void Look(const ParsedStatement& parsed) {
    const policy::Statement& statement = *parsed.statement;
    if (!parsed.allows() || statement.principal.except ||
        !statement.condition_complete) {
      return;
    }
    for (const PrincipalGroup& group : statement.principal.groups) {
      for (const Value& value : group.of.values) {
        if (group.type.text == "Service") {
          Service(parsed, value);
        } else if (group.type.text == "AWS" && context_.Is({Kind::kTrust})) {
          Aws(parsed, value);
        } else if (group.type.text == "Federated" &&
                   context_.Is({Kind::kTrust})) {
          Federated(parsed, value);
        }
      }
    }
    if (context_.Is({Kind::kTrust})) {
      Several(parsed);
    }
  }

 private:
  static std::string Quoted(const Value& value) {
    return "`" + value.text + "`";
  }

  void PrincipalArn(const ParsedStatement& parsed, const ParsedTest& test) {
    for (const Value& value : test.values()) {
      const auto arn = policy::SplitArn(value.text);
      if (!arn) {
        continue;
      }
      if (arn->service == "sts" && arn->resource.starts_with("assumed-role/")) {
        findings_
            .Add(kSessionArnInPrincipalArn, value.span,
                 Quoted(value) + " is a session, and the key holds its role")
            .Help("write the ARN of the role");
      }
      if (parsed.allows() && arn->service == "iam" && arn->resource == "root" &&
          test.op && !test.op->negated) {
        findings_
            .Add(kRootUserTested, value.span,
                 Quoted(value) +
                     " is the root user alone here, not the "
                     "account")
            .Help("for the account, test `aws:PrincipalAccount`");
      }
    }
  }

  void ExternalId(const ParsedStatement& parsed, const ParsedTest& test) {
    if (!test.op || test.op->family != OperatorFamily::kString) {
      return;
    }
    const bool like = test.op->comparison == Comparison::kLike;
    for (const Value& value : test.values()) {
      if (!value.known() || value.text.find("${") != std::string::npos) {
        continue;
      }
      const bool pattern = like && policy::HasWildcard(value.text);
      if (parsed.allows() && (pattern || test.op->if_exists)) {
        findings_
            .Add(kExternalIdWildcard, value.span,
                 pattern ? Quoted(value) + " lets in whoever guesses the rest"
                         : "whoever gives no external id is let in")
            .Help("write `StringEquals` and the id in full");
      } else if (!pattern) {
        const auto fault = catalog::FaultInExternalId(value.text);
        if (fault) {
          findings_
              .Add(kExternalIdGrammar, value.span, Quoted(value) + " " + *fault)
              .Help("write an id that STS takes");
        }
      }
    }
  }

  void Service(const ParsedStatement& parsed, const Value& value) {
    SourceArn(parsed);
    if (context_.Is({Kind::kTrust}) && IsBound(value.text)) {
      return;
    }
    const bool source = std::any_of(
        parsed.tests.begin(), parsed.tests.end(), [](const ParsedTest& one) {
          return policy::IsSourceKey(one.key) && one.op && !one.op->negated;
        });
    if (source) {
      return;
    }
    if (parsed.IsConditional()) {
      findings_
          .Add(kWeakerSourceKey, value.span,
               Quoted(value) + " is not restricted by whom it works for")
          .Help("test `aws:SourceArn` or `aws:SourceAccount`");
      return;
    }
    findings_
        .Add(kServiceWithoutSource, value.span,
             Quoted(value) + " is let in for whatever account it works for")
        .Help("add a condition on `aws:SourceArn` or `aws:SourceAccount`");
  }

  // ARNs of buckets, which name no account.
  void SourceArn(const ParsedStatement& parsed) {
    if (!parsed.TestsOf("aws:sourceaccount").empty()) {
      return;
    }
    for (const ParsedTest* test : parsed.TestsOf("aws:sourcearn")) {
      for (const Value& value : test->values()) {
        const auto arn = policy::SplitArn(value.text);
        if (arn && arn->account.empty() && test->op && !test->op->negated &&
            told_.insert(value.span).second) {
          findings_
              .Add(kSourceArnWithoutAccount, value.span,
                   Quoted(value) + " does not say whose it is")
              .Help("test `aws:SourceAccount` beside it");
        }
      }
    }
  }

  void Aws(const ParsedStatement& parsed, const Value& value) {
    const auto principal = policy::ParseAwsPrincipal(value.text);
    switch (principal.form) {
      case PrincipalForm::kEveryone:
        Everyone(parsed, value);
        return;
      case PrincipalForm::kAccount:
        Account(parsed, value, principal.account);
        break;
      case PrincipalForm::kUser:
        if (!RequiresMfa(parsed)) {
          findings_
              .Add(kUserAsTrustedPrincipal, value.span,
                   Quoted(value) + " is a user, and no MFA is asked for")
              .Help(
                  "trust a role, or add `\"Bool\": "
                  "{\"aws:MultiFactorAuthPresent\": \"true\"}`");
        }
        break;
      case PrincipalForm::kRole:
      case PrincipalForm::kSession:
      case PrincipalForm::kFederatedUser:
        break;
      default:
        return;
    }
    Outside(parsed, value, principal.account);
  }

  void Everyone(const ParsedStatement& parsed, const Value& value) {
    if (!parsed.IsConditional()) {
      findings_
          .Add(kAnyoneMayAssume, value.span,
               "every principal of AWS may assume the role")
          .Help("name the accounts or roles that need it");
      return;
    }
    if (!AnyRestricts(parsed, {"aws:principalarn", "aws:principalaccount",
                               "aws:principalorgid", "aws:principalorgpaths",
                               "aws:principaltag/", "sts:externalid"})) {
      findings_
          .Add(kAnyoneMayAssumeWeakly, value.span,
               "every principal of AWS may assume the role: no condition says "
               "who is meant")
          .Help("test `aws:PrincipalOrgID` or `aws:PrincipalArn`");
    }
  }

  void Account(const ParsedStatement& parsed, const Value& value,
               const std::string& account) {
    if (account == context_.standing.account ||
        AnyRestricts(parsed, {"aws:principalarn", "sts:externalid"}) ||
        RequiresMfa(parsed)) {
      return;
    }
    findings_
        .Add(kWholeAccountTrusted, value.span,
             "whoever the account " + account + " lets may assume the role")
        .Help("name the roles that need it, or test `aws:PrincipalArn`");
  }

  void Outside(const ParsedStatement& parsed, const Value& value,
               const std::string& account) {
    const auto* known = context_.standing.accounts;
    if (account.empty() || account == context_.standing.account ||
        (known != nullptr && known->contains(account)) ||
        AnyRestricts(parsed, {"sts:externalid", "aws:principalorgid",
                              "aws:principalorgpaths"})) {
      return;
    }
    auto report =
        findings_.Add(kOutsideAccountWithoutExternalId, value.span,
                      "the account " + account +
                          (known != nullptr ? " is not of this topology"
                                            : " may be somebody else's") +
                          ", and no external id is asked for");
    report.Help(
        "add a condition on `sts:ExternalId`, or on "
        "`aws:PrincipalOrgID` within the organization");
    // Without a topology nobody knows whose the account is.
    if (known == nullptr) {
      report.As(diag::Severity::kWarning);
    }
  }

  bool Asks(const ParsedStatement& parsed, std::string_view action) const {
    const auto id = context_.catalogue.FindAction(action);
    return id && parsed.covered.Contains(*id);
  }

  void Federated(const ParsedStatement& parsed, const Value& value) {
    const auto federated = policy::ParseFederated(value.text);
    if (federated.kind == FederatedKind::kSaml) {
      if (Asks(parsed, "sts:AssumeRoleWithSAML") &&
          !AnyRestricts(parsed, {"saml:aud"})) {
        findings_
            .Add(kSamlWithoutAudience, value.span,
                 "assertions for any audience are taken")
            .Help(
                "test `SAML:aud`, "
                "`https://signin.aws.amazon.com/saml` in most regions");
      }
      return;
    }
    if ((federated.kind != FederatedKind::kOidc &&
         federated.kind != FederatedKind::kBuiltIn) ||
        !Asks(parsed, "sts:AssumeRoleWithWebIdentity")) {
      return;
    }
    Oidc(parsed, value, support::Lower(federated.provider));
  }

  void Oidc(const ParsedStatement& parsed, const Value& value,
            const std::string& provider) {
    const std::string subject = provider + ":sub";
    const bool has_subject = AnyRestricts(parsed, {std::string_view(subject)});
    if (!Tenancy(parsed, value, provider, has_subject)) {
      return;
    }
    if (policy::IsGitHub(provider)) {
      GitHub(parsed, subject);
    } else if (policy::IsEksCluster(provider)) {
      Cluster(parsed, value, subject, has_subject);
    }
    if (!AnyRestricts(parsed, {std::string_view(provider + ":aud")})) {
      findings_
          .Add(kOidcWithoutAudience, value.span,
               "tokens for any audience are taken")
          .Help("test `" + provider + ":aud`");
    }
  }

  // Whether some test says whose tokens are meant; reports if none does.
  bool Tenancy(const ParsedStatement& parsed, const Value& value,
               const std::string& provider, bool has_subject) {
    const auto required = policy::RequiredKey(provider);
    if (policy::IsGitHub(provider)) {
      if (has_subject) {
        return true;
      }
      // IAM itself refuses it.
      findings_
          .Add(kGitHubWithoutSubject, value.span,
               "any repository of GitHub may assume the role")
          .Help("test `" + provider +
                ":sub`, as in `repo:OWNER/REPOSITORY:ref:refs/heads/main`")
          .As(diag::Severity::kError);
      return false;
    }
    if (required &&
        !AnyRestricts(parsed, {std::string_view(support::Lower(*required))})) {
      findings_
          .Add(kSharedOidcWithoutTenancy, value.span,
               "all customers of the provider get tokens from " +
                   Quoted(value) + ", and IAM asks for a test of `" +
                   *required + "`")
          .Help("test `" + *required + "`");
      return false;
    }
    if (policy::IsEksCluster(provider)) {
      return true;
    }
    const bool any = std::any_of(parsed.tests.begin(), parsed.tests.end(),
                                 [&](const ParsedTest& one) {
                                   return one.key.starts_with(provider + ":");
                                 });
    if (!any) {
      findings_
          .Add(kOidcWithoutCondition, value.span,
               "whoever gets a token from the provider may assume the role")
          .Help("test `" + provider + ":sub` and `" + provider + ":aud`");
    }
    return true;
  }

  void GitHub(const ParsedStatement& parsed, const std::string& subject) {
    const bool pinned = std::any_of(
        parsed.tests.begin(), parsed.tests.end(), [](const ParsedTest& one) {
          return policy::ClaimOf(one.key) == "ref" && Restricts(one);
        });
    for (const ParsedTest* test : parsed.TestsOf(subject)) {
      if (!Restricts(*test)) {
        continue;
      }
      for (const Value& value : test->values()) {
        const auto judged = policy::JudgeGitHubSubject(value.text);
        if (judged == policy::GitHubSubject::kUnsafe && value.known()) {
          findings_
              .Add(kGitHubSubjectUnsafe, value.span,
                   "anybody's repository can present a subject like " +
                       Quoted(value))
              .Help("begin it with `repo:OWNER/REPOSITORY:`");
        } else if (judged == policy::GitHubSubject::kWide && !pinned) {
          findings_
              .Add(kGitHubSubjectWildcard, value.span,
                   Quoted(value) + " lets in every branch and pull request")
              .Help(
                  "name a branch, as in "
                  "`repo:OWNER/REPOSITORY:ref:refs/heads/main`, or an "
                  "environment");
        }
      }
    }
  }

  void Cluster(const ParsedStatement& parsed, const Value& value,
               const std::string& subject, bool has_subject) {
    if (!has_subject) {
      findings_
          .Add(kClusterOidcWithoutSubject, value.span,
               "every pod of the cluster may assume the role")
          .Help("test `" + subject +
                "`, as in `system:serviceaccount:NAMESPACE:NAME`");
      return;
    }
    for (const ParsedTest* test : parsed.TestsOf(subject)) {
      for (const Value& one : test->values()) {
        const std::size_t colon = one.text.rfind(':');
        const std::string_view account =
            std::string_view(one.text).substr(colon + 1);
        if (test->op && test->op->comparison == Comparison::kLike &&
            policy::IsAnything(account)) {
          findings_
              .Add(kClusterOidcWithoutSubject, one.span,
                   Quoted(one) + " names no service account")
              .Help("write it as in `system:serviceaccount:NAMESPACE:NAME`");
        }
      }
    }
  }

  // Providers side by side, with conditions for one of them.
  void Several(const ParsedStatement& parsed) {
    std::set<std::string> providers;
    const Value* last = nullptr;
    for (const PrincipalGroup& group : parsed.statement->principal.groups) {
      for (const Value& value : group.of.values) {
        const auto federated = policy::ParseFederated(value.text);
        if (group.type.text == "Federated" &&
            federated.kind == FederatedKind::kOidc) {
          providers.insert(federated.provider);
          last = &value;
        }
      }
    }
    if (providers.size() < 2) {
      return;
    }
    std::set<std::string> tested;
    for (const ParsedTest& test : parsed.tests) {
      const std::string provider = test.key.substr(0, test.key.rfind(':'));
      if (providers.contains(provider)) {
        tested.insert(provider);
      }
    }
    if (tested.size() == 1) {
      findings_
          .Add(kSeveralFederatedPrincipals, last->span,
               "the statement trusts " +
                   support::Count(providers.size(), "provider") +
                   " and tests the tokens of `" + *tested.begin() + "` alone")
          .Help("write a statement for each of them");
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  std::set<diag::Span> told_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  TrustChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    checks.Values(statement);
    if (context.Is({Kind::kTrust, Kind::kResource})) {
      checks.Look(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 21> kRules = {
    &kServiceWithoutSource,
    &kWeakerSourceKey,
    &kOidcWithoutCondition,
    &kGitHubWithoutSubject,
    &kGitHubSubjectWildcard,
    &kGitHubSubjectUnsafe,
    &kSharedOidcWithoutTenancy,
    &kOidcWithoutAudience,
    &kSamlWithoutAudience,
    &kAnyoneMayAssume,
    &kAnyoneMayAssumeWeakly,
    &kWholeAccountTrusted,
    &kOutsideAccountWithoutExternalId,
    &kExternalIdGrammar,
    &kExternalIdWildcard,
    &kUserAsTrustedPrincipal,
    &kSessionArnInPrincipalArn,
    &kClusterOidcWithoutSubject,
    &kSeveralFederatedPrincipals,
    &kSourceArnWithoutAccount,
    &kRootUserTested};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& TrustInStatements() { return kFamily; }

}  // namespace iamgen::checks

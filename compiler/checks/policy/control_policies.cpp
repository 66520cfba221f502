// Service and resource control policies: what Organizations takes in them.
#include <algorithm>
#include <array>
#include <string>

#include "checks/policy/control_policy_rules.h"
#include "checks/policy_check.h"
#include "policy/caller_tests.h"
#include "policy/condition_keys.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedAction;
using policy::ParsedStatement;
using policy::ParsedTest;

constexpr std::string_view kIsService = "aws:principalisawsservice";

class ControlChecks {
 public:
  ControlChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Scp(const ParsedStatement& parsed) {
    const policy::Statement& statement = *parsed.statement;
    if (statement.principal.present) {
      findings_
          .Add(kScpPrincipal, statement.principal.name,
               "a service control policy has no principal")
          .Help(
              "remove it; a condition on `aws:PrincipalArn` says who is "
              "meant");
    }
    Legacy(parsed);
    const bool everything =
        std::any_of(parsed.actions.begin(), parsed.actions.end(),
                    [](const ParsedAction& one) { return one.anything; });
    if (everything) {
      Blanket(parsed);
    }
  }

  void Rcp(const ParsedStatement& parsed) {
    const policy::Statement& statement = *parsed.statement;
    if (statement.principal.present && !IsEverybody(statement.principal)) {
      findings_
          .Add(kRcpPrincipal, statement.principal.span,
               "the principal of a resource control policy is `*`")
          .Help(
              "write `\"Principal\": \"*\"` and a condition on "
              "`aws:PrincipalArn`");
    }
    const bool of_aws = parsed.allows() && !statement.has_condition &&
                        parsed.OnEverything() &&
                        IsEverybody(statement.principal);
    if (parsed.allows() && !of_aws) {
      findings_
          .Add(kRcpAllow, statement.effect->span,
               "a resource control policy only denies")
          .Help("deny what is not to be allowed");
    }
    if (statement.action.except) {
      findings_
          .Add(kRcpNotAction, statement.action.name,
               "a resource control policy takes no NotAction")
          .Help("name the actions");
    }
    for (const ParsedAction& action : parsed.actions) {
      if (!statement.action.except) {
        Action(action, of_aws);
      }
    }
    if (parsed.denies() && policy::IsClear(parsed)) {
      Services(parsed);
    }
    Blanket(parsed);
  }

 private:
  static bool IsEverybody(const policy::PrincipalClause& clause) {
    return clause.present && !clause.except &&
           (!clause.complete || (clause.text && clause.text->text == "*"));
  }

  // What Organizations refused until it took the whole language.
  void Legacy(const ParsedStatement& parsed) {
    const policy::Statement& statement = *parsed.statement;
    for (const ParsedAction& action : parsed.actions) {
      const std::size_t wild = action.name.find_first_of("*?");
      if (context_.settings.Asks(kScpActionWildcard) &&
          wild != std::string_view::npos &&
          (wild + 1 != action.name.size() || action.name[wild] == '?')) {
        findings_
            .Add(kScpActionWildcard, action.value->span,
                 "`" + action.value->text + "` has a wildcard before its end")
            .Help("name the actions");
      }
    }
    const auto add = [&](const diag::Rule& rule, diag::Span span,
                         const char* message) {
      if (context_.settings.Asks(rule)) {
        findings_.Add(rule, span, message).Help("write it as a Deny");
      }
    };
    if (parsed.allows() && statement.has_condition) {
      add(kScpAllowCondition, statement.condition_span,
          "an Allow has a condition");
    }
    if (parsed.allows() && statement.action.except) {
      add(kScpAllowNotAction, statement.action.name, "an Allow has NotAction");
    }
    if (parsed.allows() && statement.resource.present &&
        !statement.resource.except && !parsed.OnEverything()) {
      add(kScpAllowResource, statement.resource.span,
          "an Allow names resources");
    }
    if (statement.resource.except) {
      add(kScpNotResource, statement.resource.name,
          "a statement has NotResource");
    }
  }

  void Action(const ParsedAction& action, bool of_aws) {
    if (action.unknown || of_aws) {
      return;
    }
    if (action.anything) {
      findings_
          .Add(kRcpAction, action.value->span,
               "a resource control policy takes no `*` alone as its action")
          .Help("name the services, as in `s3:*`");
      return;
    }
    if (action.service && !context_.catalogue.SupportsRcps(*action.service)) {
      findings_
          .Add(kRcpAction, action.value->span,
               "resource control policies do not reach " +
                   std::string(context_.catalogue.NameOf(*action.service)))
          .Help("remove `" + action.value->text + "`");
    }
  }

  // Callers that have no keys of a principal, and those that have no source.
  void Services(const ParsedStatement& parsed) {
    const auto flags = parsed.TestsOf(kIsService);
    const auto tests_for = [&](std::string_view value) {
      return std::any_of(flags.begin(), flags.end(),
                         [&](const ParsedTest* one) {
                           return one->op->family == OperatorFamily::kBool &&
                                  AllAre(*one, value);
                         });
    };
    const bool without_services = tests_for("false");
    const bool services_alone = tests_for("true");
    bool told_principal = false;
    bool told_source = false;
    for (const ParsedTest& test : parsed.tests) {
      const bool null = test.op->family == OperatorFamily::kNull;
      if (IsOfPrincipal(test.key) && !null && !told_principal &&
          !without_services) {
        told_principal = true;
        findings_
            .Add(kRcpPrincipalKey, test.test->key.span,
                 "services of AWS do not carry `" + test.test->key.text +
                     "` and are denied too")
            .Help(
                "add `\"BoolIfExists\": {\"aws:PrincipalIsAWSService\": "
                "\"false\"}`");
      }
      if (policy::IsSourceKey(test.key) && !null && !told_source) {
        told_source = true;
        Source(parsed, test, services_alone);
      }
    }
  }

  // Whether every value is the one, or may be.
  static bool AllAre(const ParsedTest& test, std::string_view value) {
    return !test.values().empty() &&
           std::all_of(test.values().begin(), test.values().end(),
                       [&](const policy::Value& one) {
                         return !one.known() ||
                                support::EqualIgnoringCase(one.text, value);
                       });
  }

  static bool IsOfPrincipal(std::string_view key) {
    return key != kIsService && key.starts_with("aws:principal") &&
           !key.starts_with("aws:principalservicename");
  }

  void Source(const ParsedStatement& parsed, const ParsedTest& test,
              bool for_services) {
    if (!for_services) {
      findings_
          .Add(kRcpSourceKey, test.test->key.span,
               "only services of AWS carry `" + test.test->key.text +
                   "`, and everybody is denied")
          .Help(
              "add `\"BoolIfExists\": {\"aws:PrincipalIsAWSService\": "
              "\"true\"}`");
    }
    bool guarded = false;
    for (const ParsedTest& one : parsed.tests) {
      guarded |= one.op->family == OperatorFamily::kNull &&
                 AllAre(one, "false") &&
                 (one.key == "aws:sourceaccount" || one.key == "aws:sourcearn");
    }
    if (!guarded) {
      findings_
          .Add(kRcpSourceNull, test.test->key.span,
               "calls without `" + test.test->key.text + "` are denied too")
          .Help("add `\"Null\": {\"aws:SourceAccount\": \"false\"}`");
    }
  }

  void Blanket(const ParsedStatement& parsed) {
    if (parsed.denies() && !parsed.statement->has_condition &&
        parsed.OnEverything()) {
      findings_
          .Add(kBlanketDeny, parsed.statement->span,
               "everybody is denied this, without any condition")
          .Help("add a condition that leaves out who is to go on");
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  ControlChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    if (context.Is({Kind::kServiceControl})) {
      checks.Scp(statement);
    } else if (context.Is({Kind::kResourceControl})) {
      checks.Rcp(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 14> kRules = {
    &kScpPrincipal,      &kScpActionWildcard, &kScpAllowCondition,
    &kScpAllowNotAction, &kScpAllowResource,  &kScpNotResource,
    &kRcpPrincipal,      &kRcpAllow,          &kRcpNotAction,
    &kRcpAction,         &kRcpPrincipalKey,   &kRcpSourceKey,
    &kRcpSourceNull,     &kBlanketDeny};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ControlPolicies() { return kFamily; }

}  // namespace iamgen::checks

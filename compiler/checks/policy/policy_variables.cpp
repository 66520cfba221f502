// Policy variables: their form, where they stand, and whether they have a
// value.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "checks/policy/condition_test.h"
#include "checks/policy/variable_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/condition_keys.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::Value;
using policy::Variable;
using policy::VariableFault;

// What only users have, and what only sessions of roles have.
constexpr std::array<std::string_view, 1> kOfUsers = {"aws:username"};
constexpr std::array<std::string_view, 2> kOfRoles = {"sts:rolesessionname",
                                                      "ec2:sourceinstancearn"};

class VariableChecks {
 public:
  VariableChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), catalogue_(context.catalogue), findings_(findings) {}

  void Look(const ParsedStatement& statement) {
    for (const policy::ParsedAction& action : statement.actions) {
      WrongElement(*action.value);
    }
    const policy::PrincipalClause& principal = statement.statement->principal;
    if (principal.text) {
      WrongElement(*principal.text);
    }
    for (const policy::PrincipalGroup& group : principal.groups) {
      for (const Value& value : group.of.values) {
        WrongElement(value);
      }
    }
    for (const policy::ParsedResource& resource : statement.resources) {
      Text(*resource.value);
      Fields(*resource.value);
    }
    for (const ParsedTest& test : statement.tests) {
      WrongElement(test.test->key);
      for (const Value& value : test.values()) {
        ConditionValue(test, value);
      }
    }
  }

 private:
  static std::string QuotedVariable(const Variable& variable) {
    return "`" + std::string(variable.whole) + "`";
  }

  void WrongElement(const Value& value) {
    if (policy::HasVariable(value.text)) {
      findings_
          .Add(kVariableInWrongElement, value.span,
               "the variable in " + Quoted(value) + " is not replaced here")
          .Help("write what is meant");
    }
  }

  void ConditionValue(const ParsedTest& test, const Value& value) {
    if (!policy::HasVariable(value.text)) {
      return;
    }
    if (test.op && test.op->family != OperatorFamily::kString &&
        test.op->family != OperatorFamily::kArn) {
      findings_
          .Add(kVariableInWrongOperator, value.span,
               "`" + test.op_value->text +
                   "` does not replace the variable in " + Quoted(value))
          .Help("write the value");
      return;
    }
    Text(value);
  }

  void Text(const Value& value) {
    if (!policy::HasVariable(value.text)) {
      return;
    }
    const auto variables = policy::VariablesOf(value.text);
    const auto& version = context_.document.version;
    if (!version || version->text == "2008-10-17") {
      OldVersion(variables, value);
      return;
    }
    for (const Variable& variable : variables) {
      if (!Faulty(variable, value) && !variable.name.empty()) {
        Named(variable, value);
      }
    }
  }

  // What is no variable in a new document either is meant as it stands.
  void OldVersion(const std::vector<Variable>& variables, const Value& value) {
    const auto whole = std::find_if(
        variables.begin(), variables.end(),
        [](const Variable& one) { return one.fault == VariableFault::kNone; });
    if (whole != variables.end()) {
      findings_
          .Add(kVariableInOldVersion, value.span,
               QuotedVariable(*whole) +
                   " is plain text in a document of this version")
          .Help("write `\"Version\": \"2012-10-17\"`");
    }
  }

  bool Faulty(const Variable& variable, const Value& value) {
    const diag::Rule* rule = nullptr;
    std::string message;
    std::string help;
    switch (variable.fault) {
      case VariableFault::kNone:
        return false;
      case VariableFault::kEmpty:
        rule = &kEmptyVariable;
        message = QuotedVariable(variable) + " names nothing";
        help = "name a condition key";
        break;
      case VariableFault::kMissingBrace:
        rule = &kVariableMissingBrace;
        message = QuotedVariable(variable) + " has no `}`";
        help = "close it";
        break;
      case VariableFault::kMissingQuote:
        rule = &kVariableMissingQuote;
        message = "the default of " + QuotedVariable(variable) +
                  " does not stand between single quotes";
        help = "write it as in `${aws:PrincipalTag/team, 'none'}`";
        break;
      case VariableFault::kSpace:
        rule = &kVariableWithSpace;
        message = "there is white space in " + QuotedVariable(variable);
        help = "remove it";
        break;
      case VariableFault::kSymbol:
        rule = &kSymbolInVariable;
        message =
            QuotedVariable(variable) + " holds a character that no key has";
        help = "name a condition key";
        break;
    }
    findings_.Add(*rule, value.span, message).Help(help);
    return true;
  }

  void Named(const Variable& variable, const Value& value) {
    const std::string key = support::Lower(variable.name);
    const auto id = catalogue_.FindKey(key);
    if (!id) {
      if (!policy::IsProviderKey(key) && !policy::IsOfAnotherEvaluator(key)) {
        findings_
            .Add(kUnknownVariable, value.span,
                 QuotedVariable(variable) + " names no condition key")
            .Help(Nearest(variable));
      }
      return;
    }
    if (catalogue_[*id].multivalued) {
      findings_
          .Add(kMultivaluedVariable, value.span,
               "`" + std::string(variable.name) +
                   "` can have several values, and a variable is one text")
          .Help("test it in a condition");
      return;
    }
    Present(key, variable, value);
  }

  // "did you mean", as long as somebody still reads it.
  std::string Nearest(const Variable& variable) {
    constexpr int kMost = 32;
    if (++looked_ > kMost) {
      return "";
    }
    std::vector<std::string_view> names;
    for (const catalog::KeyId one : catalogue_.Keys()) {
      const catalog::Key known = catalogue_[one];
      if (known.global) {
        names.push_back(known.name);
      }
    }
    return support::DidYouMean(variable.name, names);
  }

  // Whether the holders of the policy have it.
  void Present(const std::string& key, const Variable& variable,
               const Value& value) {
    const Holders holders = context_.standing.holders;
    const auto holds = [&](const auto& keys) {
      return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    const bool never = (holders == Holders::kRoles && holds(kOfUsers)) ||
                       (holders == Holders::kUsers && holds(kOfRoles));
    if (never && context_.Is({Kind::kIdentity, Kind::kBoundary}) &&
        variable.whole.find(',') == std::string_view::npos) {
      findings_
          .Add(kVariableNeverPresent, value.span,
               std::string(holders == Holders::kRoles ? "sessions of roles"
                                                      : "users") +
                   " never have " + QuotedVariable(variable))
          .Help(holders == Holders::kRoles
                    ? "use `${aws:PrincipalTag/...}` or `${aws:userid}`"
                    : "use `${aws:username}`");
    }
  }

  void Fields(const Value& value) {
    const auto arn = policy::SplitArn(value.text);
    if (!arn) {
      return;
    }
    for (const std::string_view field :
         {arn->partition, arn->service, arn->region, arn->account}) {
      if (policy::HasVariable(field)) {
        findings_
            .Add(kVariableBeforeResourcePart, value.span,
                 "`" + std::string(field) +
                     "` stands before the last field "
                     "of the ARN")
            .Help("write what is meant, or `*` and a condition");
        return;
      }
    }
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
  // How often names were compared.
  int looked_ = 0;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  VariableChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    checks.Look(statement);
  }
}

constexpr std::array<const diag::Rule*, 12> kRules = {
    &kSymbolInVariable,        &kVariableNeverPresent,
    &kVariableInWrongOperator, &kVariableMissingBrace,
    &kVariableMissingQuote,    &kVariableWithSpace,
    &kEmptyVariable,           &kVariableInWrongElement,
    &kVariableInOldVersion,    &kUnknownVariable,
    &kMultivaluedVariable,     &kVariableBeforeResourcePart};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& PolicyVariables() { return kFamily; }

}  // namespace iamgen::checks

// Condition operators and keys: whether they exist, and whether the requests
// that the statement speaks of carry them.
#include "policy/condition_keys.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "checks/policy/condition_key_rules.h"
#include "checks/policy_check.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedStatement;
using policy::ParsedTest;

constexpr std::string_view kArnKey = "aws:arn";

// Keys that only have a value with an action besides sts:AssumeRole.
struct Companion {
  std::string_view key;
  std::string_view action;
};

constexpr std::array<Companion, 4> kCompanions = {{
    {"sts:sourceidentity", "sts:SetSourceIdentity"},
    {"aws:requesttag/", "sts:TagSession"},
    {"aws:tagkeys", "sts:TagSession"},
    {"sts:transitivetagkeys", "sts:TagSession"},
}};

class KeyChecks {
 public:
  KeyChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), catalogue_(context.catalogue), findings_(findings) {}

  void Look(const ParsedStatement& statement) {
    for (const policy::ConditionBlock& block : statement.statement->condition) {
      Operator(block);
      RepeatedKeys(block);
    }
    for (const ParsedTest& test : statement.tests) {
      const policy::Value& key = test.test->key;
      if (!key.known() || policy::HasVariable(key.text)) {
        continue;
      }
      if (Exists(test)) {
        Supported(statement, test);
      }
      Trusted(statement, test);
    }
  }

 private:
  diag::Report AtKey(const diag::Rule& rule, const ParsedTest& test,
                     std::string message) {
    return findings_.Add(rule, test.test->key.span, std::move(message));
  }

  static std::string Quoted(const ParsedTest& test) {
    return "`" + test.test->key.text + "`";
  }

  void Operator(const policy::ConditionBlock& block) {
    const policy::Value& value = block.op;
    // IAM takes any name for a block that holds nothing.
    if (!value.known() || (block.tests.empty() && block.complete)) {
      return;
    }
    const auto op = policy::ParseOperator(value.text);
    if (!op) {
      std::string_view bare = value.text;
      const std::size_t colon = bare.find(':');
      if (colon != std::string_view::npos) {
        bare.remove_prefix(colon + 1);
      }
      constexpr std::string_view kIfExists = "IfExists";
      if (bare.ends_with(kIfExists)) {
        bare.remove_suffix(kIfExists.size());
      }
      findings_
          .Add(kUnknownOperator, value.span,
               "there is no condition operator `" + value.text + "`")
          .Help(support::DidYouMean(bare, policy::OperatorNames()));
      return;
    }
    if (op->family != policy::OperatorFamily::kNull) {
      return;
    }
    if (op->if_exists) {
      findings_
          .Add(kNullWithIfExists, value.span,
               "`" + value.text + "` is no operator: Null has no IfExists")
          .Help("write Null");
    } else if (op->set != policy::SetPrefix::kNone) {
      findings_
          .Add(
              kNullWithSetOperator, value.span,
              "`" + value.text + "` " +
                  (op->set == policy::SetPrefix::kForAllValues ? "always holds"
                                                               : "never holds"))
          .Help("write Null");
    }
  }

  void RepeatedKeys(const policy::ConditionBlock& block) {
    std::map<std::string, const policy::Value*> taken;
    for (const policy::ConditionTest& test : block.tests) {
      const auto [first, is_new] =
          taken.emplace(support::Lower(test.key.text), &test.key);
      // The same letters twice are bad JSON.
      if (!is_new && first->second->text != test.key.text) {
        findings_
            .Add(kKeyRepeatedInOtherCase, test.key.span,
                 "`" + test.key.text + "` and `" + first->second->text +
                     "` are one key")
            .Also(first->second->span, "the other is here")
            .Help("write it once, with the values of both");
      }
    }
  }

  // Whether the key is one that requests can carry.
  bool Exists(const ParsedTest& test) {
    const std::string_view key = test.key;
    if (key == kArnKey) {
      const bool gone = context_.Is(
          {Kind::kResource, Kind::kServiceControl, Kind::kResourceControl});
      AtKey(gone ? kUnsupportedGlobalKey : kDeprecatedGlobalKey, test,
            Quoted(test) + (gone ? " is no longer filled"
                                 : " is an old name of `aws:PrincipalArn`"))
          .Help("write `aws:PrincipalArn`");
      return false;
    }
    if (test.id && !IsBareFamily(test)) {
      return true;
    }
    const std::size_t colon = key.find(':');
    if (colon == std::string_view::npos || colon == 0 ||
        colon + 1 == key.size()) {
      AtKey(kMalformedConditionKey, test,
            Quoted(test) + " is no condition key: it has no " +
                (colon == 0 || colon == std::string_view::npos ? "prefix"
                                                               : "name"))
          .Help("write it as `prefix:name`, such as `aws:username`");
      return false;
    }
    if (IsTagKeyWithoutTag(key)) {
      AtKey(kMissingTagKey, test, Quoted(test) + " names no tag")
          .Help("write the tag's key behind a slash, `" +
                Trimmed(test.test->key.text) + "/KEY`");
      return false;
    }
    if (policy::IsProviderKey(key)) {
      return false;
    }
    Unknown(test, key.substr(0, colon));
    return false;
  }

  static std::string Trimmed(std::string text) {
    while (text.ends_with('/')) {
      text.pop_back();
    }
    return text;
  }

  // "aws:ResourceTag/${TagKey}", as the reference writes it.
  static bool IsBareFamily(const ParsedTest& test) {
    return test.key.find("${") != std::string::npos;
  }

  bool IsTagKeyWithoutTag(std::string_view key) const {
    const std::string tag = Trimmed(std::string(key)) + "/tag";
    const auto family = catalogue_.FindKey(tag);
    return family && catalogue_[*family].name.ends_with("/${TagKey}");
  }

  void Unknown(const ParsedTest& test, std::string_view prefix) {
    if (prefix == "aws") {
      std::vector<std::string_view> names;
      for (const catalog::KeyId one : catalogue_.Keys()) {
        const catalog::Key known = catalogue_[one];
        if (known.name.starts_with("aws:")) {
          names.push_back(known.name);
        }
      }
      AtKey(kUnknownGlobalKey, test,
            "there is no global condition key " + Quoted(test))
          .Help(support::DidYouMean(test.test->key.text, names));
      return;
    }
    const auto service = catalogue_.FindService(prefix);
    if (service) {
      std::vector<std::string_view> names;
      for (const catalog::KeyId one : catalogue_.KeysOf(*service)) {
        names.push_back(catalogue_[one].name);
      }
      AtKey(kUnknownServiceKey, test,
            std::string(catalogue_.NameOf(*service)) +
                " has no condition key " + Quoted(test))
          .Help(support::DidYouMean(test.test->key.text, names));
      return;
    }
    if (catalogue_.KnowsOtherService(prefix)) {
      return;
    }
    std::vector<std::string_view> prefixes;
    for (const catalog::ServiceId one : catalogue_.Services()) {
      prefixes.push_back(catalogue_.PrefixOf(one));
    }
    AtKey(kUnknownServiceInKey, test,
          "no service has the prefix `" + std::string(prefix) + "` of " +
              Quoted(test))
        .Help(support::DidYouMean(prefix, prefixes));
  }

  // Whether the actions of the statement have the key.
  void Supported(const ParsedStatement& statement, const ParsedTest& test) {
    const catalog::Key key = catalogue_[*test.id];
    if (key.global || test.key.starts_with("aws:") ||
        policy::IsProviderKey(test.key) || statement.statement->action.except) {
      return;
    }
    std::vector<std::string> without;
    for (const ParsedAction& action : statement.actions) {
      if (action.action && !Has(*action.action, *test.id)) {
        without.push_back(action.value->text);
      }
    }
    if (!without.empty()) {
      AtKey(kKeyUnsupportedByAction, test,
            "requests of " + support::QuotedList(without) + " never carry " +
                Quoted(test))
          .Help(without.size() == statement.actions.size()
                    ? "test another key"
                    : "put these actions into a statement of their own");
    }
  }

  bool Has(catalog::ActionId action, catalog::KeyId key) const {
    const auto holds = [&](const catalog::KeyList& keys) {
      return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    if (holds(catalogue_.KeysOf(action))) {
      return true;
    }
    const auto uses = catalogue_.ResourcesOf(action);
    for (std::size_t use = 0; use < uses.size(); ++use) {
      if (holds(catalogue_.KeysOf(action, use)) ||
          holds(catalogue_.KeysOf(uses[use].type))) {
        return true;
      }
    }
    return false;
  }

  // What is known of a key wherever it stands.
  void Trusted(const ParsedStatement& statement, const ParsedTest& test) {
    if (policy::IsSpoofable(test.key)) {
      AtKey(kSpoofableKey, test,
            Quoted(test) + " is what the caller wants it to be")
          .Help(
              "test something that the caller cannot choose, such as "
              "`aws:SourceVpce` or `aws:PrincipalArn`");
    }
    if (test.key == "aws:vpcsourceip" &&
        statement.TestsOf("aws:sourcevpc").empty() &&
        statement.TestsOf("aws:sourcevpcarn").empty() &&
        statement.TestsOf("aws:sourcevpce").empty()) {
      AtKey(kMissingPairedKey, test,
            Quoted(test) + " is tested and the VPC is not")
          .Help("test `aws:SourceVpc` or `aws:SourceVpce` beside it");
    }
    Companions(statement, test);
    if (test.key == "s3:resourceaccount" && context_.Is({Kind::kResource}) &&
        context_.document.service == "s3") {
      AtKey(kKeyIrrelevantInResourcePolicy, test,
            Quoted(test) + " is always the same in the bucket's own policy")
          .Help("remove the test");
    }
    const bool everything =
        statement.statement->action.except ||
        std::any_of(statement.actions.begin(), statement.actions.end(),
                    [](const ParsedAction& one) { return one.anything; });
    if (everything &&
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kResource,
                     Kind::kServiceControl, Kind::kResourceControl}) &&
        (test.key == "aws:vpceaccount" || test.key == "aws:vpceorgid" ||
         test.key == "aws:vpceorgpaths")) {
      AtKey(kKeyNeedsSupportedServices, test,
            "not all services of the statement fill " + Quoted(test))
          .Help("name the actions of services that do");
    }
    const auto& principal = statement.statement->principal;
    const bool of_services =
        !principal.groups.empty() && !principal.except && principal.complete &&
        std::all_of(principal.groups.begin(), principal.groups.end(),
                    [](const policy::PrincipalGroup& one) {
                      return one.type.text == "Service";
                    });
    if (of_services && policy::IsOfPrincipalsAlone(test.key) && test.op &&
        !test.op->negated && !test.op->if_exists &&
        test.op->family != policy::OperatorFamily::kNull) {
      AtKey(kKeyUnsupportedForServicePrincipal, test,
            "calls of a service principal never carry " + Quoted(test))
          .Help(
              "test `aws:SourceOrgID`, `aws:SourceAccount` or "
              "`aws:SourceArn`");
    }
  }

  void Companions(const ParsedStatement& statement, const ParsedTest& test) {
    const bool assumes = std::any_of(
        statement.actions.begin(), statement.actions.end(),
        [](const ParsedAction& one) {
          return support::Lower(one.value->text).starts_with("sts:assumerole");
        });
    if (!statement.allows() || !assumes || statement.statement->action.except ||
        !context_.Is({Kind::kTrust, Kind::kResource, Kind::kIdentity}) ||
        !statement.statement->action.complete()) {
      return;
    }
    for (const Companion& one : kCompanions) {
      const bool is = one.key.ends_with('/') ? test.key.starts_with(one.key)
                                             : test.key == one.key;
      const auto action = catalogue_.FindAction(one.action);
      if (is && action && !statement.covered.Contains(*action)) {
        AtKey(kActionMissingForKey, test,
              Quoted(test) + " only has a value with `" +
                  std::string(one.action) +
                  "`, which the statement does not name")
            .Help("add `" + std::string(one.action) + "` to its actions");
      }
    }
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  KeyChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    checks.Look(statement);
  }
}

constexpr std::array<const diag::Rule*, 18> kRules = {
    &kUnknownOperator,
    &kNullWithIfExists,
    &kNullWithSetOperator,
    &kMalformedConditionKey,
    &kUnknownGlobalKey,
    &kUnknownServiceKey,
    &kUnknownServiceInKey,
    &kUnsupportedGlobalKey,
    &kDeprecatedGlobalKey,
    &kMissingTagKey,
    &kKeyRepeatedInOtherCase,
    &kKeyUnsupportedByAction,
    &kActionMissingForKey,
    &kKeyIrrelevantInResourcePolicy,
    &kKeyNeedsSupportedServices,
    &kKeyUnsupportedForServicePrincipal,
    &kSpoofableKey,
    &kMissingPairedKey};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionKeys() { return kFamily; }

}  // namespace iamgen::checks

// Condition keys: whether there are such keys, and whether they say anything
// where they stand.
#include "policy/condition_keys.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "checks/policy/condition_key_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"
#include "policy/satisfiable.h"
#include "policy/variables.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedStatement;
using policy::ParsedTest;

constexpr std::string_view kArnKey = "aws:arn";

// Keys that only have a value with an action besides the one that assumes.
struct Companion {
  std::string_view key;
  std::string_view action;
  // Elsewhere they are keys of many actions.
  bool in_trust_alone;
};

constexpr std::array<Companion, 4> kCompanions = {{
    {"sts:sourceidentity", "sts:SetSourceIdentity", false},
    {"aws:requesttag/", "sts:TagSession", true},
    {"aws:tagkeys", "sts:TagSession", true},
    {"sts:transitivetagkeys", "sts:TagSession", false},
}};

// The key without what stands behind its slash, by which tags are named.
std::string_view Stem(std::string_view key) {
  return key.substr(0, key.find('/'));
}

std::string WithoutSlashes(std::string_view text) {
  while (text.ends_with('/')) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

bool Assumes(const ParsedStatement& statement) {
  return std::any_of(
      statement.actions.begin(), statement.actions.end(),
      [](const ParsedAction& one) {
        return support::Lower(one.value->text).starts_with("sts:assumerole");
      });
}

bool IsOfServicesAlone(const policy::PrincipalClause& principal) {
  return !principal.groups.empty() && !principal.except && principal.complete &&
         std::all_of(principal.groups.begin(), principal.groups.end(),
                     [](const policy::PrincipalGroup& one) {
                       return one.type.text == "Service";
                     });
}

class KeyChecks {
 public:
  KeyChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), catalogue_(context.catalogue), findings_(findings) {}

  void Look(const ParsedStatement& statement) {
    const bool assumes = statement.allows() && Assumes(statement);
    const bool of_services = IsOfServicesAlone(statement.statement->principal);
    for (const ParsedTest& test : statement.tests) {
      const policy::Value& key = test.test->key;
      if (!key.known() || policy::HasVariable(key.text)) {
        continue;
      }
      Exists(test);
      Trusted(statement, test);
      if (assumes) {
        Companions(statement, test);
      }
      if (of_services) {
        OfServices(test);
      }
    }
  }

 private:
  diag::Report Add(const diag::Rule& rule, const ParsedTest& test,
                   std::string message) {
    return findings_.Add(rule, test.test->key.span, std::move(message));
  }

  // Whether the key is one that requests can carry.
  void Exists(const ParsedTest& test) {
    const std::string_view key = test.key;
    const std::size_t colon = key.find(':');
    if (key == kArnKey) {
      const bool gone = context_.Is(
          {Kind::kResource, Kind::kServiceControl, Kind::kResourceControl});
      Add(gone ? kUnsupportedGlobalKey : kDeprecatedGlobalKey, test,
          QuotedKey(test) + (gone ? " is no longer filled"
                                  : " is an old name of `aws:PrincipalArn`"))
          .Help("write `aws:PrincipalArn`");
    } else if (test.id) {
      return;
    } else if (colon == std::string_view::npos || colon == 0 ||
               colon + 1 == key.size()) {
      Add(kMalformedConditionKey, test,
          QuotedKey(test) + " is no condition key: it has no " +
              (colon == 0 || colon == std::string_view::npos ? "prefix"
                                                             : "name"))
          .Help("write it as `prefix:name`, such as `aws:username`");
    } else if (IsTagKeyWithoutTag(key)) {
      Add(kMissingTagKey, test, QuotedKey(test) + " names no tag")
          .Help("write the tag's key behind a slash, `" +
                WithoutSlashes(test.test->key.text) + "/KEY`");
    } else if (!policy::IsProviderKey(key) &&
               !policy::IsOfAnotherEvaluator(key)) {
      Unknown(test, key.substr(0, colon));
    }
  }

  bool IsTagKeyWithoutTag(std::string_view key) const {
    const auto family = catalogue_.FindKey(WithoutSlashes(key) + "/tag");
    return family && catalogue_[*family].name.ends_with("/${TagKey}");
  }

  void Unknown(const ParsedTest& test, std::string_view prefix) {
    if (prefix == "aws") {
      Add(kUnknownGlobalKey, test,
          "there is no global condition key " + QuotedKey(test))
          .Help(Nearest(test, [](const catalog::Key& key) {
            return key.name.starts_with("aws:");
          }));
      return;
    }
    const auto service = catalogue_.FindService(prefix);
    const std::string start = std::string(prefix) + ":";
    const auto of_prefix = [&](const catalog::Key& key) {
      return support::Lower(key.name).starts_with(start);
    };
    if (service || HasKeys(of_prefix)) {
      Add(kUnknownServiceKey, test,
          (service ? std::string(catalogue_.NameOf(*service))
                   : "`" + std::string(prefix) + "`") +
              " has no condition key " + QuotedKey(test))
          .Help(Nearest(test, of_prefix));
      return;
    }
    if (catalogue_.KnowsOtherService(prefix)) {
      return;
    }
    Add(kUnknownServiceInKey, test,
        "no service has the prefix `" + std::string(prefix) + "` of " +
            QuotedKey(test))
        .Help(NearestPrefix(prefix));
  }

  template <typename Wanted>
  bool HasKeys(const Wanted& wanted) const {
    const auto keys = catalogue_.Keys();
    return std::any_of(keys.begin(), keys.end(), [&](catalog::KeyId one) {
      return wanted(catalogue_[one]);
    });
  }

  // "did you mean", as long as somebody still reads it.
  template <typename Wanted>
  std::string Nearest(const ParsedTest& test, const Wanted& wanted) {
    if (!MayLook()) {
      return "";
    }
    std::vector<std::string_view> names;
    for (const catalog::KeyId one : catalogue_.Keys()) {
      const catalog::Key key = catalogue_[one];
      if (wanted(key)) {
        names.push_back(Stem(key.name));
      }
    }
    return support::DidYouMean(Stem(test.test->key.text), names);
  }

  std::string NearestPrefix(std::string_view prefix) {
    if (!MayLook()) {
      return "";
    }
    std::vector<std::string_view> prefixes = {"aws"};
    for (const catalog::ServiceId one : catalogue_.Services()) {
      prefixes.push_back(catalogue_.PrefixOf(one));
    }
    return support::DidYouMean(prefix, prefixes);
  }

  bool MayLook() {
    constexpr int kMost = 32;
    return ++looked_ <= kMost;
  }

  // What is known of a key wherever it stands.
  void Trusted(const ParsedStatement& statement, const ParsedTest& test) {
    if (policy::IsSpoofable(test.key)) {
      Add(kSpoofableKey, test,
          QuotedKey(test) + " is what the caller wants it to be")
          .Help(
              "test something that the caller cannot choose, such as "
              "`aws:SourceVpce` or `aws:PrincipalArn`");
    } else if (test.key == "aws:vpcsourceip") {
      if (statement.statement->condition_complete &&
          statement.TestsOf("aws:sourcevpc").empty() &&
          statement.TestsOf("aws:sourcevpcarn").empty() &&
          statement.TestsOf("aws:sourcevpce").empty()) {
        Add(kMissingPairedKey, test,
            QuotedKey(test) + " is tested and the VPC is not")
            .Help("test `aws:SourceVpc` or `aws:SourceVpce` beside it");
      }
    } else if (test.key == "s3:resourceaccount") {
      if (IsPolicyOfBucket(statement)) {
        Add(kKeyIrrelevantInResourcePolicy, test,
            QuotedKey(test) + " is always the same in the bucket's own policy")
            .Help("remove the test");
      }
    } else if (policy::IsEndpointOwnerKey(test.key)) {
      EndpointOwner(statement, test);
    }
  }

  bool IsPolicyOfBucket(const ParsedStatement& statement) const {
    const std::string& service = context_.document.service;
    return context_.Is({Kind::kResource}) &&
           (service == "s3" ||
            (service.empty() && !statement.actions.empty() &&
             std::all_of(statement.actions.begin(), statement.actions.end(),
                         [](const ParsedAction& one) {
                           return support::EqualIgnoringCase(one.prefix, "s3");
                         })));
  }

  void EndpointOwner(const ParsedStatement& statement, const ParsedTest& test) {
    if (!context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kResource,
                      Kind::kServiceControl, Kind::kResourceControl})) {
      return;
    }
    std::vector<std::string> others;
    for (const ParsedAction& action : statement.actions) {
      const bool fills =
          action.service &&
          policy::FillsEndpointOwnerKeys(catalogue_.PrefixOf(*action.service));
      if (action.anything || (action.service && !fills)) {
        others.push_back(action.value->text);
      }
    }
    const bool except = statement.statement->action.except;
    if (except || !others.empty()) {
      Add(kKeyNeedsSupportedServices, test,
          "only some services fill " + QuotedKey(test) +
              ", and others are reached by " +
              (except ? "NotAction" : support::QuotedList(others)))
          .Help("name the actions of services that fill it");
    }
  }

  void Companions(const ParsedStatement& statement, const ParsedTest& test) {
    if (statement.statement->action.except ||
        !statement.statement->action.complete() || IsNull(test) ||
        (test.op && test.op->if_exists) ||
        std::any_of(statement.actions.begin(), statement.actions.end(),
                    [](const ParsedAction& one) { return one.unknown; }) ||
        !context_.Is({Kind::kTrust, Kind::kResource, Kind::kIdentity})) {
      return;
    }
    for (const Companion& one : kCompanions) {
      const bool is = one.key.ends_with('/') ? test.key.starts_with(one.key)
                                             : test.key == one.key;
      if (!is || (one.in_trust_alone && !context_.Is({Kind::kTrust}))) {
        continue;
      }
      const auto action = catalogue_.FindAction(one.action);
      if (action && !statement.covered.Contains(*action)) {
        Add(kActionMissingForKey, test,
            QuotedKey(test) + " only has a value with `" +
                std::string(one.action) +
                "`, which the statement does not name")
            .Help("add `" + std::string(one.action) + "` to its actions");
      }
    }
  }

  void OfServices(const ParsedTest& test) {
    if (policy::IsOfPrincipalsAlone(test.key) && policy::NeedsKey(test)) {
      Add(kKeyUnsupportedForServicePrincipal, test,
          "calls of a service principal never carry " + QuotedKey(test))
          .Help(
              "test `aws:SourceOrgID`, `aws:SourceAccount` or "
              "`aws:SourceArn`");
    }
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
  // How often names were compared.
  int looked_ = 0;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  KeyChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    if (!statement.tests.empty()) {
      checks.Look(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 13> kRules = {
    &kMalformedConditionKey,
    &kUnknownGlobalKey,
    &kUnknownServiceKey,
    &kUnknownServiceInKey,
    &kUnsupportedGlobalKey,
    &kDeprecatedGlobalKey,
    &kMissingTagKey,
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

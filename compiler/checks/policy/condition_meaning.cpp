// What a condition comes to: whom it lets in by accident, whom it never lets
// in, and what its operators do with the values.
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checks/policy/condition_meaning_rules.h"
#include "checks/policy_check.h"
#include "policy/arn.h"
#include "policy/condition_keys.h"
#include "policy/pattern.h"
#include "policy/renaming.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using catalog::KeyType;
using policy::Comparison;
using policy::Kind;
using policy::OperatorFamily;
using policy::ParsedAction;
using policy::ParsedStatement;
using policy::ParsedTest;
using policy::SetPrefix;

constexpr std::string_view kMfa = "aws:multifactorauthpresent";
constexpr std::string_view kResourceTag = "aws:resourcetag/";

bool Holds(const ParsedTest& test, std::string_view value) {
  return test.values().size() == 1 &&
         support::EqualIgnoringCase(test.values().front().text, value);
}

bool IsNull(const ParsedTest& test) {
  return test.op && test.op->family == OperatorFamily::kNull;
}

// Whether a value has a wildcard that is meant as one.
bool HasPlainWildcard(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{') {
      const std::size_t close = text.find('}', at);
      if (close == std::string_view::npos) {
        return false;
      }
      at = close;
    } else if (text[at] == '*' || text[at] == '?') {
      return true;
    }
  }
  return false;
}

std::optional<double> NumberIn(const ParsedTest& test) {
  if (test.values().size() != 1) {
    return std::nullopt;
  }
  const std::string& text = test.values().front().text;
  double number = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size()
             ? std::optional(number)
             : std::nullopt;
}

class MeaningChecks {
 public:
  MeaningChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), catalogue_(context.catalogue), findings_(findings) {}

  void Look(const ParsedStatement& statement) {
    for (const ParsedTest& test : statement.tests) {
      if (!test.op) {
        continue;
      }
      Types(statement, test);
      IfExists(statement, test);
      Tags(statement, test);
      Mfa(statement, test);
      Source(test);
      Prefix(statement, test);
      Attributes(statement, test);
    }
    if (statement.statement->condition_complete) {
      Unsatisfiable(statement);
      NegatedOnly(statement);
    }
  }

 private:
  static std::string Quoted(const ParsedTest& test) {
    return "`" + test.test->key.text + "`";
  }

  diag::Report AtOperator(const diag::Rule& rule, const ParsedTest& test,
                          std::string message) {
    return findings_.Add(rule, test.op_value->span, std::move(message));
  }

  diag::Report AtKey(const diag::Rule& rule, const ParsedTest& test,
                     std::string message) {
    return findings_.Add(rule, test.test->key.span, std::move(message));
  }

  void Types(const ParsedStatement& statement, const ParsedTest& test) {
    const policy::Operator& op = *test.op;
    if (op.family == OperatorFamily::kString &&
        (op.comparison == Comparison::kEquals ||
         op.comparison == Comparison::kEqualsIgnoreCase)) {
      for (const policy::Value& value : test.values()) {
        if (HasPlainWildcard(value.text)) {
          findings_
              .Add(kWildcardWithoutLike, value.span,
                   "`" + std::string(op.name) + "` takes the wildcard in `" +
                       value.text + "` for a character")
              .Help(std::string("write `") +
                    (op.negated ? "StringNotLike" : "StringLike") + "`");
        }
      }
    }
    if (!test.id) {
      return;
    }
    const catalog::Key key = catalogue_[*test.id];
    if (policy::Fits(op.family, key.type) ||
        (key.also && policy::Fits(op.family, *key.also))) {
      return;
    }
    const bool arn_as_text =
        op.family == OperatorFamily::kString && key.type == KeyType::kArn;
    const bool text_as_arn =
        op.family == OperatorFamily::kArn && key.type == KeyType::kString;
    if (arn_as_text) {
      if (op.comparison == Comparison::kLike) {
        auto report = AtOperator(kStringLikeOnArnKey, test,
                                 Quoted(test) + " is an ARN, and `" +
                                     test.op_value->text +
                                     "` lets `*` run across its fields")
                          .Help("write `" + ArnLike(op) + "`");
        // An ArnLike matches less, never more.
        if (AreArns(test) &&
            (op.negated ? statement.denies() : statement.allows())) {
          Rename(statement, test, ArnLike(op), report);
        }
      }
      return;
    }
    if (!text_as_arn) {
      AtOperator(kOperatorTypeMismatch, test,
                 Quoted(test) + " is of type " +
                     std::string(catalog::NameOf(key.type)) + ", and `" +
                     test.op_value->text + "` compares others")
          .Help(Suitable(key.type));
    }
  }

  static bool AreArns(const ParsedTest& test) {
    return std::all_of(test.values().begin(), test.values().end(),
                       [](const policy::Value& value) {
                         return value.known() &&
                                value.text.starts_with("arn:") &&
                                policy::CountArnFields(value.text) >= 6;
                       });
  }

  static void Rename(const ParsedStatement& statement, const ParsedTest& test,
                     const std::string& to, diag::Report& report) {
    if (policy::CanRename(*statement.statement, *test.op_value, to)) {
      report.Replace(test.op_value->span, test.op_value->text, to)
          .Given(test.test->key.span, test.test->key.text);
      for (const policy::Value& value : test.values()) {
        report.Given(value.span, value.text);
      }
    }
  }

  static std::string ArnLike(policy::Operator op) {
    op.name = op.negated ? "ArnNotLike" : "ArnLike";
    return policy::Spelled(op);
  }

  static std::string Suitable(KeyType type) {
    switch (type) {
      case KeyType::kBool:
        return "write `Bool`";
      case KeyType::kNumeric:
        return "write an operator that begins with `Numeric`";
      case KeyType::kDate:
        return "write an operator that begins with `Date`";
      case KeyType::kIpAddress:
        return "write `IpAddress` or `NotIpAddress`";
      case KeyType::kArn:
        return "write `ArnLike` or `ArnNotLike`";
      case KeyType::kBinary:
        return "write `BinaryEquals`";
      case KeyType::kString:
        break;
    }
    return "write an operator that begins with `String`";
  }

  void IfExists(const ParsedStatement& statement, const ParsedTest& test) {
    const policy::Operator& op = *test.op;
    if (!op.if_exists || op.family == OperatorFamily::kNull ||
        test.values().empty()) {
      return;
    }
    if (policy::IsAlwaysPresent(test.key) || op.negated) {
      auto report =
          AtOperator(kIfExistsRedundant, test,
                     policy::IsAlwaysPresent(test.key)
                         ? "every request carries " + Quoted(test)
                         : "`" + std::string(op.name) + "` holds without " +
                               Quoted(test) + " anyway")
              .Help("leave IfExists away");
      if (op.set == policy::SetPrefix::kNone &&
          (op.negated || statement.allows())) {
        policy::Operator without = op;
        without.if_exists = false;
        Rename(statement, test, policy::Spelled(without), report);
      }
      return;
    }
    if (statement.allows() && policy::IsBoundaryKey(test.key) &&
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                     Kind::kTrust, Kind::kResource})) {
      AtOperator(kIfExistsOpensAllow, test,
                 "a request without " + Quoted(test) + " is allowed")
          .Help("leave IfExists away, or move the test into a Deny");
    }
    // Bool with IfExists and false is how a Deny is meant to test a flag.
    if (statement.denies() && op.family != OperatorFamily::kBool &&
        !context_.Is({Kind::kTrust})) {
      AtOperator(kIfExistsWidensDeny, test,
                 "a request without " + Quoted(test) + " is denied too")
          .Help("leave IfExists away if only requests with the key are meant");
    }
  }

  // Tags of resources, and actions without resources that have any.
  void Tags(const ParsedStatement& statement, const ParsedTest& test) {
    const bool identity =
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession});
    const bool deny = statement.denies();
    if (!test.key.starts_with(kResourceTag) || test.op->negated ||
        test.op->if_exists || IsNull(test) ||
        !(identity || (deny && context_.Is({Kind::kServiceControl})))) {
      return;
    }
    if (statement.statement->action.except) {
      findings_
          .Add(deny ? kDenyNotActionWithTagKey : kAllowNotActionWithTagKey,
               statement.statement->action.name,
               "NotAction reaches actions whose requests never carry " +
                   Quoted(test))
          .Help("name the actions whose resources have tags");
      return;
    }
    const auto key = catalogue_.FindKey(test.key);
    for (const ParsedAction& action : statement.actions) {
      if (key && action.action && !HasKey(*action.action, *key)) {
        findings_
            .Add(
                deny ? kDenyWithUnsupportedTagKey : kAllowWithUnsupportedTagKey,
                action.value->span,
                "requests of `" + action.value->text + "` never carry " +
                    Quoted(test) +
                    (deny ? ", so they are not denied"
                          : ", so they are never allowed"))
            .Help("put it into a statement of its own, without the test")
            .Also(test.test->key.span, "the test is here");
      }
    }
  }

  bool HasKey(catalog::ActionId action, catalog::KeyId key) const {
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

  void Mfa(const ParsedStatement& statement, const ParsedTest& test) {
    if (test.key != kMfa) {
      return;
    }
    const bool is_bool = test.op->family == OperatorFamily::kBool;
    std::string message;
    std::string help;
    if (statement.denies() && is_bool && !test.op->if_exists &&
        Holds(test, "false")) {
      message = "a request with long-lived keys does not carry " +
                Quoted(test) + ", so it is not denied";
      help = "write `BoolIfExists`";
    } else if (statement.allows() && is_bool && test.op->if_exists &&
               Holds(test, "true")) {
      message = "a request with long-lived keys does not carry " +
                Quoted(test) + ", so it is allowed";
      help = "write `Bool`";
    } else if (statement.allows() && is_bool && Holds(test, "false")) {
      message = "only requests without MFA are allowed";
      help = "write `true`";
    } else if (statement.allows() && IsNull(test) && Holds(test, "false") &&
               statement.TestsOf(kMfa).size() == 1) {
      message = Quoted(test) + " is there without MFA as well, with `false`";
      help = "write `\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}`";
    } else {
      return;
    }
    AtOperator(kIneffectiveMfaTest, test, message).Help(help);
  }

  void Source(const ParsedTest& test) {
    if (policy::IsSourceKey(test.key) && !test.op->negated &&
        !test.op->if_exists && !IsNull(test) &&
        context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession})) {
      AtKey(kKeyNeverPresentHere, test,
            "requests of a principal do not carry " + Quoted(test))
          .Help("test it in the policy of the resource");
    }
  }

  void Prefix(const ParsedStatement& statement, const ParsedTest& test) {
    if (test.key != "s3:prefix" || test.op->family != OperatorFamily::kString ||
        !context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                      Kind::kResource})) {
      return;
    }
    if ((statement.denies() && !test.op->negated) ||
        (statement.allows() && test.op->negated)) {
      AtKey(kS3PrefixInNegativeContext, test,
            "whoever asks for a shorter prefix sees the denied one as well")
          .Help("allow the prefixes that are meant");
    }
  }

  void Attributes(const ParsedStatement& statement, const ParsedTest& test) {
    if (test.key != "dynamodb:attributes" || IsNull(test) ||
        !statement.allows()) {
      return;
    }
    const auto selects = statement.TestsOf("dynamodb:select");
    const bool pinned =
        std::any_of(selects.begin(), selects.end(), [](const ParsedTest* one) {
          return one->op && one->op->family == OperatorFamily::kString &&
                 !one->op->negated && Holds(*one, "SPECIFIC_ATTRIBUTES");
        });
    if (!pinned && statement.statement->condition_complete) {
      AtKey(kDynamodbAttributesWithoutSelect, test,
            "a query for all attributes names none and is allowed")
          .Help(
              "add `\"StringEquals\": {\"dynamodb:Select\": "
              "\"SPECIFIC_ATTRIBUTES\"}`");
    }
  }

  // Two tests of one key that exclude each other.
  void Unsatisfiable(const ParsedStatement& statement) {
    std::map<std::string_view, std::vector<const ParsedTest*>> by_key;
    for (const ParsedTest& test : statement.tests) {
      if (test.op && test.test->of.complete) {
        by_key[test.key].push_back(&test);
      }
    }
    for (const auto& [key, tests] : by_key) {
      if (tests.size() > 1 && Exclude(tests)) {
        findings_
            .Add(kUnsatisfiableCondition, tests.front()->test->key.span,
                 "no value of " + Quoted(*tests.front()) +
                     " passes all its tests")
            .Also(tests.back()->test->key.span, "another test is here")
            .Help("remove or correct one of them");
      }
    }
  }

  static bool Exclude(const std::vector<const ParsedTest*>& tests) {
    bool absent = false;
    bool wanted = false;
    // Bounds of numbers.
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool open = false;
    std::map<std::string, bool> equal;
    std::map<std::string, bool> unequal;
    for (const ParsedTest* test : tests) {
      const policy::Operator& op = *test->op;
      if (op.family == OperatorFamily::kNull) {
        absent |= Holds(*test, "true");
        continue;
      }
      if (op.set != SetPrefix::kNone || test->values().empty()) {
        continue;
      }
      wanted |= !op.negated && !op.if_exists;
      const auto number = NumberIn(*test);
      if (op.family == OperatorFamily::kNumeric && number) {
        switch (op.comparison) {
          case Comparison::kLess:
            open |= *number <= most;
            most = std::min(most, *number);
            break;
          case Comparison::kLessOrEqual:
            most = std::min(most, *number);
            break;
          case Comparison::kGreater:
            open |= *number >= least;
            least = std::max(least, *number);
            break;
          case Comparison::kGreaterOrEqual:
            least = std::max(least, *number);
            break;
          default:
            break;
        }
      }
      if (op.family == OperatorFamily::kString &&
          op.comparison == Comparison::kEquals && test->values().size() == 1 &&
          test->values().front().known()) {
        (op.negated ? unequal : equal)[test->values().front().text] = true;
      }
    }
    const bool clash =
        std::any_of(equal.begin(), equal.end(), [&](const auto& one) {
          return unequal.find(one.first) != unequal.end();
        });
    return (absent && wanted) || clash || least > most ||
           (open && least == most);
  }

  // An Allow that only says who is not meant.
  void NegatedOnly(const ParsedStatement& statement) {
    if (!statement.allows() || !context_.Is({Kind::kIdentity, Kind::kSession,
                                             Kind::kTrust, Kind::kResource})) {
      return;
    }
    const ParsedTest* first = nullptr;
    for (const ParsedTest& test : statement.tests) {
      if (!test.op || !policy::IsCallerKey(test.key)) {
        continue;
      }
      // That it is not empty asks whether it is there.
      if (!test.op->negated || Holds(test, "")) {
        return;
      }
      first = first == nullptr ? &test : first;
    }
    if (first != nullptr) {
      AtOperator(kAllowOnNegatedTestOnly, *first,
                 "everybody but the named ones is allowed, and whoever does "
                 "not carry " +
                     Quoted(*first))
          .Help("name who is meant, or make it a Deny");
    }
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  PolicyFindings& findings_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  MeaningChecks checks(context, findings);
  for (const ParsedStatement& statement : context.statements) {
    if (!statement.tests.empty()) {
      checks.Look(statement);
    }
  }
}

constexpr std::array<const diag::Rule*, 16> kRules = {
    &kDenyWithUnsupportedTagKey,
    &kDenyNotActionWithTagKey,
    &kAllowWithUnsupportedTagKey,
    &kAllowNotActionWithTagKey,
    &kDynamodbAttributesWithoutSelect,
    &kS3PrefixInNegativeContext,
    &kStringLikeOnArnKey,
    &kOperatorTypeMismatch,
    &kWildcardWithoutLike,
    &kIfExistsOpensAllow,
    &kIfExistsWidensDeny,
    &kIneffectiveMfaTest,
    &kIfExistsRedundant,
    &kUnsatisfiableCondition,
    &kKeyNeverPresentHere,
    &kAllowOnNegatedTestOnly};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionMeaning() { return kFamily; }

}  // namespace iamgen::checks

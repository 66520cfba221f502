// What can go without changing one decision.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/policy/redundancy_rules.h"
#include "checks/policy_check.h"
#include "policy/cover_index.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Letters;
using policy::ParsedStatement;
using policy::PrincipalGroup;
using policy::Value;

std::string Sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  std::string all;
  for (const std::string& one : texts) {
    all += one;
    all += '\n';
  }
  return all;
}

std::vector<std::string> TextsOf(const std::vector<Value>& values,
                                 Letters letters) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const Value& one : values) {
    texts.push_back(letters == Letters::kAnyCase ? support::Lower(one.text)
                                                 : one.text);
  }
  return texts;
}

// The id of an account and the ARN of its root are one.
std::string CanonicalPrincipal(const std::string& type,
                               const std::string& text) {
  if (type == "AWS") {
    const auto parsed = policy::ParseAwsPrincipal(text);
    if (parsed.form == policy::PrincipalForm::kAccount &&
        !parsed.account.empty()) {
      return type + " " + parsed.account;
    }
  }
  return type + " " + text;
}

// A statement in one spelling, part by part.
struct Canonical {
  std::string frame;
  std::string action;
  std::string resource;
  std::string principal;
  std::string condition;
  // Nothing in it is unknown.
  bool known = true;

  [[nodiscard]] std::string All() const {
    return frame + action + '\f' + resource + '\f' + principal + '\f' +
           condition;
  }
};

Canonical CanonicalOf(const policy::Statement& one) {
  Canonical canonical;
  canonical.known = one.effect && one.action.complete() &&
                    one.resource.complete() && one.principal.complete &&
                    one.condition_complete;
  canonical.frame = (one.effect ? one.effect->text : "") +
                    (one.action.except ? " not-action" : "") +
                    (one.resource.present ? " resource" : "") +
                    (one.resource.except ? " not-resource" : "") +
                    (one.principal.except ? " not-principal" : "") + '\f';
  canonical.action = Sorted(TextsOf(one.action.values(), Letters::kAnyCase));
  canonical.resource = Sorted(TextsOf(one.resource.values(), Letters::kExact));
  std::vector<std::string> principals;
  if (one.principal.text) {
    principals.push_back(one.principal.text->text);
  }
  for (const PrincipalGroup& group : one.principal.groups) {
    for (const Value& value : group.of.values) {
      principals.push_back(CanonicalPrincipal(group.type.text, value.text));
    }
  }
  canonical.principal = Sorted(principals);
  std::vector<std::string> tests;
  for (const policy::ConditionBlock& block : one.condition) {
    for (const policy::ConditionTest& test : block.tests) {
      tests.push_back(support::Lower(block.op.text) + ' ' +
                      support::Lower(test.key.text) + ' ' +
                      Sorted(TextsOf(test.of.values, Letters::kExact)));
    }
  }
  canonical.condition = Sorted(tests);
  const std::string all = canonical.All();
  canonical.known &= all.find(policy::kUnknown) == std::string::npos;
  return canonical;
}

class RedundancyChecks {
 public:
  RedundancyChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Run() {
    for (const ParsedStatement& parsed : context_.statements) {
      List(kRedundantAction, parsed.statement->action.values(),
           Letters::kAnyCase);
      List(kRedundantResource, parsed.statement->resource.values(),
           Letters::kExact);
      Principals(parsed.statement->principal);
      if (context_.settings.Asks(kMissingSid) && !parsed.statement->sid) {
        findings_
            .Add(kMissingSid, parsed.statement->span,
                 "the statement has no Sid")
            .Help("name it");
      }
    }
    for (const ParsedStatement& parsed : context_.statements) {
      canonicals_.push_back(CanonicalOf(*parsed.statement));
    }
    Statements();
    if (context_.settings.Asks(kMergeableStatements)) {
      Mergeable();
    }
  }

 private:
  // One finding for each entry that covers others.
  void List(const diag::Rule& rule, const std::vector<Value>& values,
            Letters letters) {
    if (values.size() < 2) {
      return;
    }
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const Value& one : values) {
      texts.push_back(one.text);
    }
    const policy::CoverIndex index(std::move(texts), letters);
    std::map<std::size_t, std::vector<std::size_t>> covered;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto cover = values[i].known() && !values[i].text.empty()
                             ? index.CoverOf(i)
                             : std::nullopt;
      if (cover) {
        covered[*cover].push_back(i);
      }
    }
    for (const auto& [cover, members] : covered) {
      std::vector<std::string> names;
      for (const std::size_t one : members) {
        names.push_back(values[one].text);
      }
      const bool same =
          members.size() == 1 &&
          support::EqualIgnoringCase(names.front(), values[cover].text);
      auto report = findings_.Add(
          rule, values[members.front()].span,
          same ? "`" + names.front() + "` stands twice in the list"
               : "`" + values[cover].text + "` covers " +
                     support::QuotedList(names));
      report.Help("remove " + std::string(same                  ? "one of them"
                                          : members.size() == 1 ? "it"
                                                                : "them"));
      report.Also(values[cover].span,
                  same ? "the other is here" : "what covers it is here");
      constexpr std::size_t kShown = 20;
      for (std::size_t i = 1; i < std::min(members.size(), kShown); ++i) {
        report.Also(values[members[i]].span, "covered as well");
      }
    }
  }

  void Principals(const policy::PrincipalClause& clause) {
    std::unordered_map<std::string, const Value*> taken;
    for (const PrincipalGroup& group : clause.groups) {
      for (const Value& value : group.of.values) {
        if (!value.known()) {
          continue;
        }
        const auto [first, is_new] = taken.emplace(
            CanonicalPrincipal(group.type.text, value.text), &value);
        if (!is_new) {
          findings_
              .Add(kDuplicatePrincipal, value.span,
                   "`" + value.text + "` and `" + first->second->text +
                       "` are one principal")
              .Also(first->second->span, "the other is here")
              .Help("remove one of them");
        }
      }
    }
  }

  void Statements() {
    std::unordered_map<std::string, std::size_t> taken;
    // Without a condition, and with the same frame and principals: the first
    // few of each, since many are seldom and all would be too many.
    constexpr std::size_t kMost = 16;
    std::unordered_map<std::string, std::vector<std::size_t>> wide;
    for (std::size_t i = 0; i < canonicals_.size(); ++i) {
      auto& group = wide[canonicals_[i].frame + canonicals_[i].principal];
      if (canonicals_[i].known && group.size() < kMost &&
          canonicals_[i].action.find('*') != std::string::npos) {
        group.push_back(i);
      }
    }
    for (std::size_t i = 0; i < canonicals_.size(); ++i) {
      if (!canonicals_[i].known) {
        continue;
      }
      const auto [first, is_new] = taken.emplace(canonicals_[i].All(), i);
      if (!is_new) {
        Report(i, first->second, "says the same as another");
        continue;
      }
      const auto& group = wide[canonicals_[i].frame + canonicals_[i].principal];
      const auto cover =
          std::find_if(group.begin(), group.end(), [&](std::size_t other) {
            return other != i && Covers(other, i) &&
                   !(Covers(i, other) && i < other);
          });
      if (cover != group.end()) {
        Report(i, *cover, "is covered by another");
      }
    }
  }

  void Report(std::size_t at, std::size_t other, const char* what) {
    findings_
        .Add(kRedundantStatement, context_.statements[at].statement->span,
             std::string("the statement ") + what)
        .Also(context_.statements[other].statement->span, "the other is here")
        .Help("remove it");
  }

  // Whether one statement of the same frame and principals says all that
  // another does.
  bool Covers(std::size_t wide, std::size_t narrow) const {
    const policy::Statement& one = *context_.statements[wide].statement;
    const policy::Statement& other = *context_.statements[narrow].statement;
    const Canonical& left = canonicals_[wide];
    const Canonical& right = canonicals_[narrow];
    if (one.action.except || one.resource.except ||
        (!left.condition.empty() && left.condition != right.condition)) {
      return false;
    }
    return CoversAll(one.action.values(), other.action.values(),
                     Letters::kAnyCase) &&
           CoversAll(one.resource.values(), other.resource.values(),
                     Letters::kExact);
  }

  static bool CoversAll(const std::vector<Value>& wide,
                        const std::vector<Value>& narrow, Letters letters) {
    constexpr std::size_t kMostPairs = 4096;
    if (wide.size() * narrow.size() > kMostPairs) {
      return false;
    }
    return std::all_of(narrow.begin(), narrow.end(), [&](const Value& one) {
      return std::any_of(wide.begin(), wide.end(), [&](const Value& other) {
        return policy::Covers(other.text, one.text, letters);
      });
    });
  }

  // Statements that differ in one element alone.
  void Mergeable() {
    std::unordered_map<std::string, std::size_t> by_actions;
    std::unordered_map<std::string, std::size_t> by_resources;
    for (std::size_t i = 0; i < canonicals_.size(); ++i) {
      const Canonical& one = canonicals_[i];
      if (!one.known) {
        continue;
      }
      const std::string rest = one.frame + one.principal + '\f' + one.condition;
      const auto same_resources =
          by_resources.emplace(rest + '\f' + one.resource, i);
      const auto same_actions = by_actions.emplace(rest + '\f' + one.action, i);
      const std::size_t other =
          !same_resources.second ? same_resources.first->second
          : !same_actions.second ? same_actions.first->second
                                 : i;
      if (other != i && canonicals_[other].All() != one.All()) {
        findings_
            .Add(kMergeableStatements, context_.statements[i].statement->span,
                 std::string("the statement differs from another in its ") +
                     (same_resources.second ? "resources" : "actions") +
                     " alone")
            .Also(context_.statements[other].statement->span,
                  "the other is here")
            .Help("write one statement");
      }
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  std::vector<Canonical> canonicals_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  RedundancyChecks(context, findings).Run();
}

constexpr std::array<const diag::Rule*, 6> kRules = {
    &kRedundantAction,    &kRedundantResource,   &kRedundantStatement,
    &kDuplicatePrincipal, &kMergeableStatements, &kMissingSid};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& Redundancy() { return kFamily; }

}  // namespace iamgen::checks

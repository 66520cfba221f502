// What can go without changing one decision.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checks/policy/redundancy_rules.h"
#include "checks/policy_check.h"
#include "policy/canonical_statement.h"
#include "policy/cover_index.h"
#include "policy/statement_cover.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::CoverIndex;
using policy::Entries;
using policy::ParsedStatement;
using policy::PrincipalGroup;
using policy::Value;

class RedundancyChecks {
 public:
  RedundancyChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context), findings_(findings) {}

  void Run() {
    for (const ParsedStatement& parsed : context_.statements) {
      const policy::Statement& statement = *parsed.statement;
      const CoverIndex actions =
          List(kRedundantAction, statement.action.values(), Entries::kActions);
      const CoverIndex resources = List(
          kRedundantResource, statement.resource.values(), Entries::kResources);
      canonicals_.push_back(policy::CanonicalOf(statement, actions, resources));
      Principals(statement.principal);
      if (context_.settings.Asks(kMissingSid) && !statement.sid) {
        findings_.Add(kMissingSid, statement.span, "the statement has no Sid")
            .Help("name it");
      }
    }
    const auto covers = policy::CoveredStatements(canonicals_);
    for (std::size_t i = 0; i < covers.size(); ++i) {
      if (covers[i]) {
        Redundant(i, *covers[i]);
      }
    }
    if (context_.settings.Asks(kMergeableStatements)) {
      Mergeable(covers);
    }
  }

 private:
  // One finding for each entry that covers others.
  CoverIndex List(const diag::Rule& rule, const std::vector<Value>& values,
                  Entries kind) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const Value& one : values) {
      // What is not known is like nothing else.
      texts.push_back(one.known() ? one.text : "");
    }
    CoverIndex covers(texts, kind);
    std::map<std::size_t, std::vector<std::size_t>> covered;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (const auto cover = covers.CoverOf(i)) {
        covered[*cover].push_back(i);
      }
    }
    for (const auto& [cover, members] : covered) {
      Covering(rule, values, cover, members);
    }
    return covers;
  }

  void Covering(const diag::Rule& rule, const std::vector<Value>& values,
                std::size_t cover, const std::vector<std::size_t>& members) {
    const std::string& wide = values[cover].text;
    std::vector<std::string> others;
    for (const std::size_t one : members) {
      if (!support::EqualIgnoringCase(values[one].text, wide)) {
        others.push_back(values[one].text);
      }
    }
    std::string message = "`" + wide + "` ";
    if (others.size() < members.size()) {
      const std::size_t times = members.size() - others.size() + 1;
      message += times == 2
                     ? "stands twice in the list"
                     : "stands " + std::to_string(times) + " times in the list";
      message += others.empty() ? "" : " and ";
    }
    if (!others.empty()) {
      message += "covers " + support::QuotedList(others);
    }
    auto report =
        findings_.Add(rule, values[members.front()].span, std::move(message));
    report.Help(others.empty()        ? "write it once"
                : members.size() == 1 ? "remove `" + others.front() + "`"
                                      : "remove what is covered");
    report.Also(values[cover].span, others.empty() ? "the first is here"
                                                   : "what covers it is here");
    report.Given(values[cover].span, wide);
    for (const std::size_t one : members) {
      report.RemoveElement(values[one].span, values[one].text);
    }
    constexpr std::size_t kShown = 100;
    for (std::size_t i = 1; i < std::min(members.size(), kShown); ++i) {
      report.Also(values[members[i]].span, "covered as well");
    }
  }

  void Principals(const policy::PrincipalClause& clause) {
    std::unordered_map<std::string, const Value*> taken;
    for (const PrincipalGroup& group : clause.groups) {
      for (const Value& value : group.of.values) {
        if (!value.known() || value.text.empty()) {
          continue;
        }
        const auto [first, is_new] = taken.emplace(
            policy::CanonicalPrincipal(group.type.text, value.text), &value);
        if (!is_new) {
          const bool same = value.text == first->second->text;
          findings_
              .Add(kDuplicatePrincipal, value.span,
                   same ? "principal `" + value.text + "` is listed twice"
                        : "`" + value.text + "` and `" + first->second->text +
                              "` are one principal")
              .Also(first->second->span, "the other is here")
              .Help("remove one of them")
              .RemoveElement(value.span, value.text)
              .Given(first->second->span, first->second->text);
        }
      }
    }
  }

  void Redundant(std::size_t at, const policy::StatementCover& cover) {
    findings_
        .Add(kRedundantStatement, SpanOf(at),
             cover.same ? "the statement says the same as another"
                        : "the statement says nothing that another does not "
                          "say too")
        .Also(SpanOf(cover.by), "the other is here")
        .Help("remove it")
        .RemoveElement(SpanOf(at), "")
        .Given(SpanOf(cover.by), "");
  }

  [[nodiscard]] diag::Span SpanOf(std::size_t at) const {
    return context_.statements[at].statement->span;
  }

  // Statements that differ in one element alone; each is told of once.
  void Mergeable(
      const std::vector<std::optional<policy::StatementCover>>& covers) {
    struct Element {
      const char* name;
      policy::CanonicalStatement::Parts rest;
      // Of what is left out, two lists are no longer one.
      bool policy::CanonicalStatement::*except;
      std::unordered_map<std::string, std::size_t> first = {};
    };

    std::array<Element, 3> elements = {{
        {.name = "actions",
         .rest = {.actions = false},
         .except = &policy::CanonicalStatement::not_action},
        {.name = "resources",
         .rest = {.resources = false},
         .except = &policy::CanonicalStatement::not_resource},
        {.name = "principals",
         .rest = {.principals = false},
         .except = &policy::CanonicalStatement::not_principal},
    }};
    for (std::size_t i = 0; i < canonicals_.size(); ++i) {
      if (!canonicals_[i].known || covers[i]) {
        continue;
      }
      bool told = false;
      for (Element& element : elements) {
        if (canonicals_[i].*element.except) {
          continue;
        }
        const auto [first, is_new] =
            element.first.emplace(canonicals_[i].TextOf(element.rest), i);
        if (is_new || told) {
          continue;
        }
        told = true;
        findings_
            .Add(kMergeableStatements, SpanOf(i),
                 std::string("the statement differs from another in its ") +
                     element.name + " alone")
            .Also(SpanOf(first->second), "the other is here")
            .Help("write one statement");
      }
    }
  }

  const PolicyContext& context_;
  PolicyFindings& findings_;
  std::vector<policy::CanonicalStatement> canonicals_;
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

// Looks the texts of a statement up in the catalogue.
#include "policy/parsed_statement.h"

#include <algorithm>
#include <utility>

#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

ParsedAction ParseAction(const Value& value,
                         const catalog::Catalogue& catalogue) {
  ParsedAction parsed;
  parsed.value = &value;
  const std::string_view text = value.text;
  parsed.unknown = !value.known();
  parsed.anything = IsAnything(text) || text == "*:*";
  const std::size_t colon = text.find(':');
  if (IsAnything(text) || colon == std::string_view::npos) {
    return parsed;
  }
  parsed.prefix = text.substr(0, colon);
  parsed.name = text.substr(colon + 1);
  parsed.pattern = HasWildcard(parsed.name) || parsed.unknown;
  parsed.well_formed = !parsed.prefix.empty() && !parsed.name.empty() &&
                       parsed.name.find(':') == std::string_view::npos &&
                       text.find_first_of(kSpace) == std::string_view::npos;
  parsed.service = catalogue.FindService(parsed.prefix);
  if (parsed.service && parsed.well_formed && !parsed.pattern) {
    parsed.action = catalogue.FindAction(*parsed.service, parsed.name);
  }
  return parsed;
}

ParsedResource ParseResource(const Value& value,
                             const catalog::Catalogue& catalogue) {
  ParsedResource parsed;
  parsed.value = &value;
  parsed.anything = IsAnything(value.text);
  parsed.arn = SplitArn(value.text);
  if (parsed.arn && IsLiteralField(parsed.arn->service)) {
    parsed.service = catalogue.FindService(parsed.arn->service);
  }
  return parsed;
}

catalog::ActionSet Covered(ParsedStatement& parsed,
                           const catalog::Catalogue& catalogue) {
  catalog::ActionSet covered(catalogue);
  for (ParsedAction& one : parsed.actions) {
    if (one.action) {
      covered.Add(*one.action);
      one.covers_any = true;
    } else if (one.anything) {
      catalogue.Expand("*", covered);
      one.covers_any = true;
    } else if (!one.unknown && one.well_formed) {
      one.covers_any = catalogue.Expand(one.value->text, covered);
    }
  }
  if (!parsed.statement->action.except) {
    return covered;
  }
  // What is not known may name any of them.
  catalog::ActionSet rest(catalogue);
  const bool known =
      parsed.statement->action.complete() &&
      std::none_of(parsed.actions.begin(), parsed.actions.end(),
                   [](const ParsedAction& one) { return one.unknown; });
  if (known) {
    catalogue.Expand("*", rest);
    rest -= covered;
  }
  return rest;
}

}  // namespace

bool ParsedStatement::OnEverything() const {
  return !statement->resource.except &&
         std::any_of(resources.begin(), resources.end(),
                     [](const ParsedResource& one) { return one.anything; });
}

std::vector<const ParsedTest*> ParsedStatement::TestsOf(
    std::string_view key) const {
  std::vector<const ParsedTest*> found;
  const bool family = key.ends_with('/');
  for (const ParsedTest& test : tests) {
    if (family ? test.key.starts_with(key) : test.key == key) {
      found.push_back(&test);
    }
  }
  return found;
}

ParsedStatement Parse(const Statement& statement,
                      const catalog::Catalogue& catalogue) {
  ParsedStatement parsed{.statement = &statement,
                         .actions = {},
                         .resources = {},
                         .tests = {},
                         .covered = catalog::ActionSet(catalogue)};
  for (const Value& value : statement.action.values()) {
    parsed.actions.push_back(ParseAction(value, catalogue));
  }
  for (const Value& value : statement.resource.values()) {
    parsed.resources.push_back(ParseResource(value, catalogue));
  }
  for (const ConditionBlock& block : statement.condition) {
    const auto op = block.op.known() ? ParseOperator(block.op.text)
                                     : std::optional<Operator>();
    for (const ConditionTest& test : block.tests) {
      ParsedTest one;
      one.op_value = &block.op;
      one.test = &test;
      one.op = op;
      one.key = support::Lower(test.key.text);
      if (test.key.known()) {
        one.id = catalogue.FindKey(test.key.text);
      }
      parsed.tests.push_back(std::move(one));
    }
  }
  parsed.covered = Covered(parsed, catalogue);
  return parsed;
}

}  // namespace iamgen::policy

// Which elements a statement has, and which it must have by the type of its
// policy.
#include "importers/statement_reader.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "importers/condition_reader.h"
#include "importers/emptiness_rules.h"
#include "importers/principal_reader.h"
#include "importers/statement_rules.h"
#include "support/text.h"
#include "syntax/wording.h"

namespace iamgen::importers {
namespace {

using policy::Kind;

constexpr std::array<std::string_view, 9> kNames = {
    "Sid",       "Effect",   "Principal",   "NotPrincipal", "Action",
    "NotAction", "Resource", "NotResource", "Condition"};

bool IsName(std::string_view key) {
  return std::find(kNames.begin(), kNames.end(), key) != kNames.end();
}

bool IsKnown(std::string_view text) {
  return text.find(policy::kUnknown) == std::string_view::npos;
}

// A condition that is not known decides whether it is there.
bool MayBeAbsent(const Datum& value) {
  return value.Is(DatumKind::kUnknown) ||
         (value.Is(DatumKind::kEither) && !value.complete);
}

// An element and its opposite.
struct Pair {
  std::string_view name;
  std::string_view except;
};

constexpr Pair kAction{"Action", "NotAction"};
constexpr Pair kResource{"Resource", "NotResource"};
constexpr Pair kPrincipal{"Principal", "NotPrincipal"};

// One of a pair as it stands in the statement.
struct Written {
  const Datum* key = nullptr;
  const Datum* value = nullptr;
  bool except = false;
  // The other of the pair is there, too.
  bool twice = false;
};

class StatementReader {
 public:
  StatementReader(const Datum& datum, Elements& elements)
      : datum_(datum), elements_(elements), complete_(datum.complete) {
    // A key that is not known may be that of any element.
    ForEachMember(datum, [&](const Datum& key, const Datum&) {
      complete_ = complete_ && IsKnown(key.text);
    });
  }

  policy::Statement Read();

 private:
  [[nodiscard]] bool Is(std::initializer_list<Kind> kinds) const {
    return std::find(kinds.begin(), kinds.end(), elements_.purpose().kind) !=
           kinds.end();
  }

  Written FindEither(const Pair& pair);
  policy::Clause ReadClause(const Pair& pair, const diag::Rule& empty_list);
  void ReadEffect(policy::Statement& statement);
  void ReadPrincipal(policy::Statement& statement);
  void ReadCondition(policy::Statement& statement);
  void CheckNames();
  void CheckPresence(const policy::Statement& statement);
  // Unless a name that is not known is nearest to one of the pair.
  void Missing(const diag::Rule& rule, const Pair& pair, std::string help);
  [[nodiscard]] bool TakesNoResource(const policy::Statement& statement) const;

  const Datum& datum_;
  Elements& elements_;
  // Whether every element of the statement is there.
  bool complete_;
};

diag::Span SpanOf(const Datum& key, const Datum& value) {
  diag::Span span = key.span;
  span.end = std::max(span.end, value.span.end);
  return span;
}

policy::Statement StatementReader::Read() {
  policy::Statement statement;
  statement.span = datum_.span;
  if (const Datum* sid = datum_.Find("Sid")) {
    statement.sid = elements_.Text("Sid", *sid);
    if (statement.sid->text.empty()) {
      elements_.Say(kEmptySid, sid->span, "Sid is an empty text")
          .Help("remove it, or give the statement a name")
          .RemoveMember(sid->span, "");
    }
  }
  ReadEffect(statement);
  statement.action = ReadClause(kAction, kEmptyActionList);
  statement.resource = ReadClause(kResource, kEmptyResourceList);
  ReadPrincipal(statement);
  ReadCondition(statement);
  CheckNames();
  CheckPresence(statement);
  return statement;
}

void StatementReader::ReadEffect(policy::Statement& statement) {
  const Datum* effect = datum_.Find("Effect");
  if (effect == nullptr) {
    return;
  }
  policy::Value value = elements_.Text("Effect", *effect);
  if (!value.known()) {
    return;
  }
  if (value.text != "Allow" && value.text != "Deny") {
    constexpr std::array<std::string_view, 2> kEffects = {"Allow", "Deny"};
    std::string help = support::DidYouMean(value.text, kEffects);
    elements_
        .Say(kInvalidEffect, effect->span,
             "Effect is " + syntax::Code(value.text) +
                 ", and IAM knows Allow and Deny")
        .Help(help.empty() ? "write `Allow` or `Deny`" : std::move(help));
  }
  statement.effect = std::move(value);
}

Written StatementReader::FindEither(const Pair& pair) {
  const Datum* key = datum_.FindKey(pair.name);
  const Datum* except = datum_.FindKey(pair.except);
  Written found;
  found.twice = key != nullptr && except != nullptr;
  found.except = key == nullptr || (found.twice && except < key);
  found.key = found.except ? except : key;
  if (found.key == nullptr) {
    return found;
  }
  found.value = found.key + 1;
  if (found.twice && MayBeAbsent(key[1]) && MayBeAbsent(except[1])) {
    return found;
  }
  if (found.twice) {
    const Datum* other = found.except ? key : except;
    elements_
        .Say(kExclusiveElements, other->span,
             "`" + std::string(pair.name) + "` and `" +
                 std::string(pair.except) + "` stand in one statement")
        .Also(found.key->span, "the other is here")
        .Help("keep one of the two, or write two statements");
  }
  return found;
}

policy::Clause StatementReader::ReadClause(const Pair& pair,
                                           const diag::Rule& empty_list) {
  const Written found = FindEither(pair);
  policy::Clause clause;
  if (found.key == nullptr) {
    clause.of.complete = complete_;
    return clause;
  }
  clause.present = true;
  clause.except = found.except;
  clause.name = found.key->span;
  clause.span = SpanOf(*found.key, *found.value);
  clause.of =
      elements_.List(found.key->text, *found.value,
                     {.empty_list = &empty_list, .empty_list_refused = true});
  clause.of.complete = clause.of.complete && !found.twice;
  return clause;
}

void StatementReader::ReadPrincipal(policy::Statement& statement) {
  const Written found = FindEither(kPrincipal);
  if (found.key == nullptr) {
    statement.principal.complete = complete_;
    return;
  }
  policy::PrincipalClause& clause = statement.principal;
  clause = importers::ReadPrincipal(found.key->text, *found.value, elements_);
  clause.present = true;
  clause.except = found.except;
  clause.complete = clause.complete && !found.twice;
  clause.name = found.key->span;
  clause.span = SpanOf(*found.key, *found.value);
}

void StatementReader::ReadCondition(policy::Statement& statement) {
  const Datum* condition = datum_.Find("Condition");
  if (condition == nullptr) {
    statement.condition_complete = complete_;
    return;
  }
  statement.has_condition = true;
  statement.condition_span = SpanOf(*datum_.FindKey("Condition"), *condition);
  statement.condition_complete =
      importers::ReadCondition(*condition, elements_, statement.condition);
}

void StatementReader::CheckNames() {
  ForEachMember(datum_, [&](const Datum& key, const Datum&) {
    if (!IsName(key.text) && IsKnown(key.text)) {
      elements_.UnknownName("a statement", key, kNames);
    }
  });
}

void StatementReader::Missing(const diag::Rule& rule, const Pair& pair,
                              std::string help) {
  if (!complete_) {
    return;
  }
  bool misspelt = false;
  ForEachMember(datum_, [&](const Datum& key, const Datum&) {
    if (!IsName(key.text)) {
      const auto near = support::Nearest(key.text, kNames);
      misspelt |= !near.empty() &&
                  (near.front() == pair.name || near.front() == pair.except);
    }
  });
  if (!misspelt) {
    elements_
        .Say(rule, datum_.span,
             "the statement has no `" + std::string(pair.name) + "`")
        .Help(std::move(help));
  }
}

// Amazon ECR and EFS know the resource: the one that the policy is attached to.
bool StatementReader::TakesNoResource(
    const policy::Statement& statement) const {
  const std::string& service = elements_.purpose().service;
  if (!service.empty()) {
    return service == "ecr" || service == "elasticfilesystem";
  }
  const auto& actions = statement.action.values();
  return !actions.empty() &&
         std::all_of(actions.begin(), actions.end(), [](const auto& action) {
           return action.text.starts_with("ecr:") ||
                  action.text.starts_with("elasticfilesystem:");
         });
}

void StatementReader::CheckPresence(const policy::Statement& statement) {
  if (datum_.Find("Effect") == nullptr) {
    Missing(kMissingEffect, {"Effect", "Effect"},
            "write `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`");
  }
  if (!statement.action.present) {
    Missing(kMissingAction, kAction, "name the actions that it is about");
  }
  const bool resource_policy = Is({Kind::kResource});
  if (Is({Kind::kTrust})) {
    if (statement.resource.present) {
      elements_
          .Say(kResourceInTrustPolicy, statement.resource.name,
               "a trust policy has `" +
                   std::string(statement.resource.except ? kResource.except
                                                         : kResource.name) +
                   "`")
          .Help("remove it: the resource is the role itself");
    }
    if (datum_.Find(kPrincipal.except) != nullptr) {
      elements_
          .Say(kNotPrincipalInTrustPolicy,
               datum_.FindKey(kPrincipal.except)->span,
               "a trust policy has `NotPrincipal`")
          .Help("name those whom the role trusts with `Principal`");
    }
  } else if (!statement.resource.present &&
             !(resource_policy && TakesNoResource(statement))) {
    Missing(kMissingResource, kResource,
            "name the resources on which it holds, or write "
            "`\"Resource\": \"*\"`");
  }
  if (Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession})) {
    if (statement.principal.present) {
      elements_
          .Say(kPrincipalInIdentityPolicy, statement.principal.name,
               "a policy of an identity has `" +
                   std::string(statement.principal.except ? kPrincipal.except
                                                          : kPrincipal.name) +
                   "`")
          .Help("remove it, or attach the policy to a resource");
    }
  } else if (!Is({Kind::kServiceControl}) && !statement.principal.present) {
    Missing(diag::kMissingPrincipal, kPrincipal,
            Is({Kind::kResourceControl}) ? "write `\"Principal\": \"*\"`"
                                         : "name those for whom it holds");
  }
}

}  // namespace

policy::Statement ReadStatement(const Datum& datum, Elements& elements) {
  return StatementReader(datum, elements).Read();
}

}  // namespace iamgen::importers

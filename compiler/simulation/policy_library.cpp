// Compiles what was not asked for before.
#include "simulation/policy_library.h"

#include <algorithm>

#include "analysis/catalogue_document.h"
#include "analysis/written_documents.h"
#include "policy/pattern.h"

namespace iamgen::simulation {
namespace {

using evaluation::CompiledPolicy;
using policy::Letters;

template <typename Visit>
void ForEachText(const model::Statement& statement, Visit visit) {
  const auto all = [&](const model::Texts& texts) {
    for (const model::LocatedText& one : texts) {
      visit(one.value);
    }
  };
  visit(statement.sid);
  all(statement.actions.values);
  if (statement.resources) {
    all(statement.resources->values);
  }
  if (statement.principal) {
    for (const model::Principals& one : statement.principal->principals) {
      all(one.values);
    }
  }
  for (const model::ConditionTest& test : statement.conditions) {
    visit(test.op);
    visit(test.key);
    all(test.values);
  }
}

}  // namespace

PolicyLibrary::PolicyLibrary(const model::Topology& topology,
                             const catalog::Catalogue& catalogue)
    : topology_(topology), catalogue_(catalogue) {}

void PolicyLibrary::Focus(std::vector<std::string> actions) {
  focus_ = std::move(actions);
  matters_.clear();
  compiled_.clear();
  keep_ = [this](const model::Statement& one) { return Matters(one); };
}

bool PolicyLibrary::Matters(const model::Statement& statement) {
  const auto [at, is_new] = matters_.try_emplace(&statement, true);
  if (is_new) {
    at->second = MattersTo(statement);
  }
  return at->second;
}

bool PolicyLibrary::MattersTo(const model::Statement& statement) const {
  const model::Texts& actions = statement.actions.values;
  const bool literal = std::all_of(
      actions.begin(), actions.end(),
      [](const model::LocatedText& one) { return one.value.IsLiteral(); });
  return !literal ||
         std::any_of(
             focus_.begin(), focus_.end(), [&](const std::string& asked) {
               if (statement.actions.except) {
                 return std::none_of(actions.begin(), actions.end(),
                                     [&](const model::LocatedText& one) {
                                       return policy::Covers(
                                           one.value.literal(), asked,
                                           Letters::kAnyCase);
                                     });
               }
               return std::any_of(actions.begin(), actions.end(),
                                  [&](const model::LocatedText& one) {
                                    return policy::Meet(one.value.literal(),
                                                        asked,
                                                        Letters::kAnyCase);
                                  });
             });
}

const PolicyLibrary::Openness& PolicyLibrary::OpennessOf(
    const model::Document& document) {
  const auto [at, is_new] = openness_.try_emplace(&document);
  Openness& openness = at->second;
  if (!is_new) {
    return openness;
  }
  for (const model::Statement& statement : document.statements) {
    openness.everywhere_else |= statement.only_in.valid();
    ForEachText(statement, [&](const model::Text& text) {
      for (const auto& part : text.parts) {
        const auto* hole = std::get_if<model::Hole>(&part);
        if (hole == nullptr) {
          continue;
        }
        switch (hole->kind) {
          case model::HoleKind::kVariable:
            openness.variables.push_back(hole->variable);
            // A bucket's ARN has the partition; that is in the key anyway.
            break;
          case model::HoleKind::kAccountIds:
          case model::HoleKind::kEntityArn:
            openness.everywhere_else |=
                !hole->accounts.valid() || hole->others_only;
            break;
          case model::HoleKind::kAccountId:
          case model::HoleKind::kAccountName:
            openness.everywhere_else = true;
            break;
          case model::HoleKind::kPartition:
          case model::HoleKind::kDnsSuffix:
          case model::HoleKind::kRegion:
            break;
        }
      }
    });
  }
  std::sort(openness.variables.begin(), openness.variables.end());
  openness.variables.erase(
      std::unique(openness.variables.begin(), openness.variables.end()),
      openness.variables.end());
  return openness;
}

std::string PolicyLibrary::KeyIn(const Openness& openness,
                                 model::AccountId id) const {
  if (openness.everywhere_else) {
    return std::to_string(id.index);
  }
  const model::Account& account = topology_.accounts[id];
  std::string key = account.partition + ' ' + account.region;
  for (const model::VariableId variable : openness.variables) {
    const auto& value = account.variables[variable.index];
    key += '\n';
    if (value) {
      for (const std::string& text : value->texts) {
        key += text + '\t';
      }
    }
  }
  return key;
}

CompiledPolicy PolicyLibrary::Compile(const model::Document& document,
                                      policy::Kind kind,
                                      model::AccountId account) const {
  analysis::FoundDocument found;
  found.document = &document;
  found.kind = kind;
  return evaluation::Compile(
      analysis::Written(
          topology_, found, account,
          {.generated_names = true, .keep = keep_ ? &keep_ : nullptr}),
      catalogue_, keep_ ? evaluation::Use::kOnce : evaluation::Use::kOften);
}

const CompiledPolicy* PolicyLibrary::In(const model::Document& document,
                                        policy::Kind kind,
                                        model::AccountId account,
                                        std::deque<CompiledPolicy>* own) {
  const Openness& openness = OpennessOf(document);
  if (openness.everywhere_else && own != nullptr) {
    own->push_back(Compile(document, kind, account));
    return &own->back();
  }
  const auto [at, is_new] =
      compiled_.try_emplace({&document, KeyIn(openness, account)});
  if (is_new) {
    at->second = Compile(document, kind, account);
  }
  return &at->second;
}

const CompiledPolicy* PolicyLibrary::OfAws(const std::string& arn) {
  const auto known = of_aws_.find(arn);
  if (known != of_aws_.end()) {
    return &known->second;
  }
  const auto policy = catalogue_.FindPolicy(arn);
  auto document =
      policy ? analysis::ReadCatalogueDocument(catalogue_.DocumentOf(*policy))
             : std::nullopt;
  if (!document) {
    return nullptr;
  }
  return &of_aws_.emplace(arn, evaluation::Compile(*document, catalogue_))
              .first->second;
}

const CompiledPolicy* PolicyLibrary::NotKnown(policy::Kind kind) {
  CompiledPolicy& made = not_known_[kind];
  made.kind = kind;
  made.uncertain = true;
  return &made;
}

const CompiledPolicy* PolicyLibrary::FullAccess(policy::Kind kind) {
  CompiledPolicy& made = full_access_[kind];
  if (made.statements.empty()) {
    policy::Statement statement;
    statement.effect = policy::Value{.text = "Allow", .span = {}};
    statement.action.present = true;
    statement.action.of.values.push_back({.text = "*", .span = {}});
    statement.resource = statement.action;
    if (kind == policy::Kind::kResourceControl) {
      statement.principal.present = true;
      statement.principal.text = policy::Value{.text = "*", .span = {}};
    }
    policy::Document document;
    document.kind = kind;
    document.version = policy::Value{.text = "2012-10-17", .span = {}};
    document.statements.push_back(std::move(statement));
    made = evaluation::Compile(document, catalogue_);
  }
  return &made;
}

}  // namespace iamgen::simulation

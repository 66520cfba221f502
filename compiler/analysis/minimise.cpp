// Works on statements with their parts spelled in one way, so that equal parts
// are equal texts.
#include "analysis/minimise.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analysis/action_patterns.h"
#include "analysis/text_cover.h"

namespace iamgen::analysis {
namespace {

constexpr char kBetween = '\x1f';
constexpr char kBetweenParts = '\x1e';

std::string Spelled(const model::Texts& texts, Compared as) {
  std::vector<std::string> keys;
  keys.reserve(texts.size());
  for (const model::LocatedText& text : texts) {
    keys.push_back(CoverText(text.value, as).key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::string all;
  for (const std::string& key : keys) {
    all += key + kBetween;
  }
  return all;
}

// Operators and keys are compared regardless of case.
std::string Spelled(const std::vector<model::ConditionTest>& tests) {
  std::vector<std::string> spelled;
  for (const model::ConditionTest& test : tests) {
    spelled.push_back(CoverText(test.op, Compared::kAsActions).key + kBetween +
                      CoverText(test.key, Compared::kAsActions).key + kBetween +
                      Spelled(test.values, Compared::kAsResources));
  }
  std::sort(spelled.begin(), spelled.end());
  std::string all;
  for (const std::string& one : spelled) {
    all += one + kBetweenParts;
  }
  return all;
}

std::string Spelled(const std::optional<model::PrincipalClause>& clause) {
  if (!clause) {
    return "none";
  }
  std::string all = clause->except ? "not " : "";
  all += clause->anyone ? "anyone" : "";
  std::vector<std::string> groups;
  for (const model::Principals& one : clause->principals) {
    groups.push_back(std::string(model::NameOf(one.type)) + kBetween +
                     Spelled(one.values, Compared::kAsResources));
  }
  std::sort(groups.begin(), groups.end());
  for (const std::string& one : groups) {
    all += one + kBetweenParts;
  }
  return all;
}

// The parts of a statement, each spelled in one way.
struct Parts {
  explicit Parts(const model::Statement& one)
      : frame(std::to_string(static_cast<int>(one.effect)) + ' ' +
              std::to_string(one.only_in.index) +
              (one.actions.except ? " not-action" : "") +
              (one.resources ? " resource" : "") +
              (one.resources && one.resources->except ? " not-resource" : "")),
        actions(Spelled(one.actions.values, Compared::kAsActions)),
        resources(one.resources
                      ? Spelled(one.resources->values, Compared::kAsResources)
                      : ""),
        principal(Spelled(one.principal)),
        conditions(Spelled(one.conditions)) {}

  std::string frame;
  std::string actions;
  std::string resources;
  std::string principal;
  std::string conditions;
};

class Minimiser {
 public:
  Minimiser(model::Document document, const Minimising& how)
      : document_(std::move(document)), how_(how) {}

  model::Document Run() {
    for (model::Statement& one : document_.statements) {
      DropInLists(one);
    }
    Spell();
    DropCoveredStatements();
    // Each round makes statements fewer; what people write takes two.
    constexpr int kMostRounds = 16;
    for (int round = 0; round < kMostRounds; ++round) {
      const std::size_t before = document_.statements.size();
      MergeActions();
      MergeResources();
      MergePrincipals();
      if (document_.statements.size() == before) {
        break;
      }
    }
    DropCoveredStatements();
    if (how_.patterns != nullptr) {
      for (model::Statement& one : document_.statements) {
        if (!one.actions.except) {
          WriteAsPatterns(one.actions.values, *how_.patterns);
        }
      }
    }
    return std::move(document_);
  }

 private:
  static void DropInLists(model::Statement& one) {
    DropCovered(one.actions.values, Compared::kAsActions);
    if (one.resources) {
      DropCovered(one.resources->values, Compared::kAsResources);
    }
  }

  void Spell() {
    parts_.clear();
    for (const model::Statement& one : document_.statements) {
      parts_.emplace_back(one);
    }
  }

  void Remove(const std::vector<bool>& gone) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < gone.size(); ++i) {
      if (gone[i]) {
        continue;
      }
      if (kept != i) {
        document_.statements[kept] = std::move(document_.statements[i]);
        parts_[kept] = std::move(parts_[i]);
      }
      ++kept;
    }
    document_.statements.resize(kept);
    parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(kept),
                 parts_.end());
  }

  // Joins each statement to the first with the same key, where there is one.
  // Statements with an empty key stay.
  void Merge(
      const std::function<std::string(std::size_t)>& key,
      const std::function<void(model::Statement&, model::Statement&)>& join) {
    std::unordered_map<std::string, std::size_t> first;
    std::vector<bool> gone(parts_.size(), false);
    std::vector<bool> joined(parts_.size(), false);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      std::string text = key(i);
      if (text.empty()) {
        continue;
      }
      const auto [place, is_new] = first.emplace(std::move(text), i);
      if (is_new) {
        continue;
      }
      model::Statement& into = document_.statements[place->second];
      model::Statement& from = document_.statements[i];
      join(into, from);
      if (into.sid.empty()) {
        into.sid = std::move(from.sid);
        into.sid_span = from.sid_span;
      }
      gone[i] = true;
      joined[place->second] = true;
    }
    for (std::size_t i = 0; i < joined.size(); ++i) {
      if (joined[i]) {
        DropInLists(document_.statements[i]);
        parts_[i] = Parts(document_.statements[i]);
      }
    }
    Remove(gone);
  }

  static void Append(model::Texts& into, model::Texts& from) {
    into.insert(into.end(), std::make_move_iterator(from.begin()),
                std::make_move_iterator(from.end()));
  }

  // "All but these" twice is not "all but those of both": such elements only
  // stand where both say the same.
  void MergeActions() {
    Merge(
        [&](std::size_t i) {
          const Parts& one = parts_[i];
          return document_.statements[i].actions.except
                     ? std::string()
                     : one.frame + kBetweenParts + one.resources +
                           kBetweenParts + one.principal + kBetweenParts +
                           one.conditions;
        },
        [](model::Statement& into, model::Statement& from) {
          Append(into.actions.values, from.actions.values);
        });
  }

  void MergeResources() {
    Merge(
        [&](std::size_t i) {
          const Parts& one = parts_[i];
          const auto& resources = document_.statements[i].resources;
          return !resources || resources->except
                     ? std::string()
                     : one.frame + kBetweenParts + one.actions + kBetweenParts +
                           one.principal + kBetweenParts + one.conditions;
        },
        [](model::Statement& into, model::Statement& from) {
          Append(into.resources->values, from.resources->values);
        });
  }

  // Of principals of one type, so that none is taken for another.
  void MergePrincipals() {
    Merge(
        [&](std::size_t i) {
          const Parts& one = parts_[i];
          const auto& clause = document_.statements[i].principal;
          return !clause || clause->except || clause->anyone ||
                         clause->principals.size() != 1
                     ? std::string()
                     : std::string(
                           model::NameOf(clause->principals.front().type)) +
                           kBetweenParts + one.frame + kBetweenParts +
                           one.actions + kBetweenParts + one.resources +
                           kBetweenParts + one.conditions;
        },
        [](model::Statement& into, model::Statement& from) {
          model::Texts& values = into.principal->principals.front().values;
          Append(values, from.principal->principals.front().values);
          std::unordered_set<std::string> taken;
          std::erase_if(values, [&](const model::LocatedText& one) {
            return !taken
                        .insert(
                            CoverText(one.value, Compared::kAsResources).key)
                        .second;
          });
        });
  }

  void DropCoveredStatements() {
    // The first few of each kind that may cover others: more are seldom, and
    // looking at all of them would take too long.
    constexpr std::size_t kMostAlike = 32;
    std::unordered_map<std::string, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      auto& list = alike[Kind(i)];
      if (list.size() < kMostAlike && MayCoverMore(i)) {
        list.push_back(i);
      }
    }
    std::unordered_map<std::string, std::size_t> first;
    std::vector<bool> gone(parts_.size(), false);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Parts& one = parts_[i];
      const bool is_new =
          first
              .emplace(one.frame + kBetweenParts + one.actions + kBetweenParts +
                           one.resources + kBetweenParts + one.principal +
                           kBetweenParts + one.conditions,
                       i)
              .second;
      const auto& list = alike[Kind(i)];
      gone[i] = !is_new ||
                std::any_of(list.begin(), list.end(), [&](std::size_t other) {
                  return other != i && !gone[other] &&
                         CoversStatement(other, i) &&
                         (other < i || !CoversStatement(i, other));
                });
    }
    Remove(gone);
  }

  // What covering and covered statements have in common.
  [[nodiscard]] std::string Kind(std::size_t at) const {
    return parts_[at].frame + kBetweenParts + parts_[at].principal;
  }

  [[nodiscard]] bool MayCoverMore(std::size_t at) const {
    const model::Statement& one = document_.statements[at];
    constexpr char kStar = '*';
    return one.conditions.empty() ||
           parts_[at].actions.find(kStar) != std::string::npos ||
           parts_[at].resources.find(kStar) != std::string::npos;
  }

  [[nodiscard]] bool CoversStatement(std::size_t wide,
                                     std::size_t narrow) const {
    const model::Statement& one = document_.statements[wide];
    const model::Statement& other = document_.statements[narrow];
    const Parts& left = parts_[wide];
    const Parts& right = parts_[narrow];
    if (!one.conditions.empty() && left.conditions != right.conditions) {
      return false;
    }
    const bool actions = left.actions == right.actions ||
                         (!one.actions.except &&
                          CoversAll(one.actions.values, other.actions.values,
                                    Compared::kAsActions));
    const bool resources =
        left.resources == right.resources ||
        (!one.resources->except &&
         CoversAll(one.resources->values, other.resources->values,
                   Compared::kAsResources));
    return actions && resources;
  }

  static bool CoversAll(const model::Texts& wide, const model::Texts& narrow,
                        Compared as) {
    constexpr std::size_t kMostPairs = 4096;
    if (wide.size() * narrow.size() > kMostPairs) {
      return false;
    }
    std::vector<CoverText> covers;
    for (const model::LocatedText& one : wide) {
      covers.emplace_back(one.value, as);
    }
    return std::all_of(
        narrow.begin(), narrow.end(), [&](const model::LocatedText& one) {
          const CoverText text(one.value, as);
          return std::any_of(
              covers.begin(), covers.end(),
              [&](const CoverText& other) { return Covers(other, text, as); });
        });
  }

  model::Document document_;
  const Minimising& how_;
  std::vector<Parts> parts_;
};

}  // namespace

model::Document Minimise(model::Document document, const Minimising& how) {
  return Minimiser(std::move(document), how).Run();
}

}  // namespace iamgen::analysis

// Statements of one frame are found by one of their entries, whichever fewest
// others can cover.
#include "policy/statement_cover.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "policy/pattern.h"
#include "policy/pattern_index.h"

namespace iamgen::policy {
namespace {

using Texts = std::vector<std::string>;
using Place = PatternIndex::Id;

// Entries as patterns, and which of them cover a text.
class EntrySet {
 public:
  explicit EntrySet(const Texts& texts) : texts_(texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      index_.Add(texts[i], static_cast<Place>(i));
    }
  }

  // Takes what it costs from `work`.
  bool Cover(const std::string& text, std::size_t& work) const {
    for (const PatternIndex::Group* group : index_.MayCover(text)) {
      for (const Place one : *group) {
        if (work == 0) {
          return false;
        }
        work -= std::min(work, texts_[one].size() + text.size());
        if (Covers(texts_[one], text)) {
          return true;
        }
      }
    }
    work -= std::min(work, text.size());
    return false;
  }

  bool CoverAll(const Texts& texts, std::size_t& work) const {
    return std::all_of(texts.begin(), texts.end(), [&](const std::string& one) {
      return Cover(one, work);
    });
  }

 private:
  const Texts& texts_;
  PatternIndex index_;
};

// What is compared of a statement.
struct Spelled {
  Texts actions;
  Texts resources;
  // Every entry can be compared.
  bool comparable = true;
};

// Statements of one frame.
struct Frame {
  std::vector<Place> places;
  PatternIndex by_action;
  PatternIndex by_resource;
};

class StatementComparison {
 public:
  explicit StatementComparison(
      const std::vector<CanonicalStatement>& statements)
      : statements_(statements), covers_(statements.size()) {
    constexpr std::size_t kWork = 4'000'000;
    constexpr std::size_t kWorkOfACharacter = 64;
    work_left_ = kWork;
    EntrySpelling spell(Entries::kResources);
    for (const CanonicalStatement& one : statements) {
      Spelled spelled{.actions = one.actions, .resources = {}};
      spelled.comparable = !one.actions.empty();
      for (const std::string& resource : one.resources) {
        spelled.resources.push_back(spell(resource));
        spelled.comparable &= !spelled.resources.back().empty();
        work_left_ += kWorkOfACharacter * resource.size();
      }
      for (const std::string& action : one.actions) {
        spelled.comparable &= !action.empty();
        work_left_ += kWorkOfACharacter * action.size();
      }
      spelled_.push_back(std::move(spelled));
    }
    action_sets_.resize(statements.size());
    resource_sets_.resize(statements.size());
  }

  std::vector<std::optional<StatementCover>> Find() && {
    std::vector<Place> different = Equal();
    for (const Place place : different) {
      Frame& frame = frames_[statements_[place].frame];
      frame.places.push_back(place);
      for (const std::string& action : spelled_[place].actions) {
        frame.by_action.Add(action, place);
      }
      for (const std::string& resource : spelled_[place].resources) {
        frame.by_resource.Add(resource, place);
      }
    }
    for (const Place place : different) {
      if (spelled_[place].comparable) {
        covers_[place] = Wider(place);
      }
    }
    return std::move(covers_);
  }

 private:
  // Marks those equal to one before them; the others.
  std::vector<Place> Equal() {
    std::unordered_map<std::string, std::size_t> first;
    std::vector<Place> different;
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      if (!statements_[i].known) {
        continue;
      }
      const auto [found, is_new] = first.emplace(statements_[i].Text(), i);
      if (is_new) {
        different.push_back(static_cast<Place>(i));
      } else {
        covers_[i] = StatementCover{.by = found->second, .same = true};
      }
    }
    return different;
  }

  std::optional<StatementCover> Wider(Place narrow) {
    const CanonicalStatement& statement = statements_[narrow];
    const Frame& frame = frames_.at(statement.frame);
    std::vector<const PatternIndex::Group*> groups = {&frame.places};
    std::size_t fewest = frame.places.size();
    const auto try_groups = [&](const PatternIndex& index, const Texts& texts) {
      constexpr std::size_t kProbes = 4;
      for (std::size_t i = 0; i < std::min(kProbes, texts.size()); ++i) {
        auto found = index.MayCover(texts[i]);
        std::size_t count = 0;
        for (const PatternIndex::Group* group : found) {
          count += group->size();
        }
        if (count < fewest) {
          fewest = count;
          groups = std::move(found);
        }
      }
    };
    if (!statement.not_action) {
      try_groups(frame.by_action, spelled_[narrow].actions);
    }
    if (!statement.not_resource) {
      try_groups(frame.by_resource, spelled_[narrow].resources);
    }
    for (const PatternIndex::Group* group : groups) {
      for (const Place wide : *group) {
        if (work_left_ == 0) {
          return std::nullopt;
        }
        --work_left_;
        if (wide != narrow && OneCovers(wide, narrow) &&
            (wide < narrow || !OneCovers(narrow, wide))) {
          return StatementCover{.by = wide, .same = false};
        }
      }
    }
    return std::nullopt;
  }

  bool OneCovers(Place wide, Place narrow) {
    const CanonicalStatement& one = statements_[wide];
    const CanonicalStatement& other = statements_[narrow];
    if (!spelled_[wide].comparable || !spelled_[narrow].comparable ||
        (!one.tests.empty() && one.tests != other.tests)) {
      return false;
    }
    const Texts& more = one.not_principal ? other.principals : one.principals;
    const Texts& fewer = one.not_principal ? one.principals : other.principals;
    if (!std::includes(more.begin(), more.end(), fewer.begin(), fewer.end())) {
      return false;
    }
    // What is left out of the wider one must be left out of the other too.
    return (one.not_action
                ? ActionsOf(narrow).CoverAll(spelled_[wide].actions, work_left_)
                : ActionsOf(wide).CoverAll(spelled_[narrow].actions,
                                           work_left_)) &&
           (one.not_resource ? ResourcesOf(narrow).CoverAll(
                                   spelled_[wide].resources, work_left_)
                             : ResourcesOf(wide).CoverAll(
                                   spelled_[narrow].resources, work_left_));
  }

  const EntrySet& ActionsOf(Place place) {
    return SetOf(action_sets_[place], spelled_[place].actions);
  }

  const EntrySet& ResourcesOf(Place place) {
    return SetOf(resource_sets_[place], spelled_[place].resources);
  }

  static const EntrySet& SetOf(std::unique_ptr<EntrySet>& set,
                               const Texts& texts) {
    if (!set) {
      set = std::make_unique<EntrySet>(texts);
    }
    return *set;
  }

  const std::vector<CanonicalStatement>& statements_;
  std::vector<std::optional<StatementCover>> covers_;
  std::vector<Spelled> spelled_;
  std::unordered_map<std::string, Frame> frames_;
  // Made when a statement is first compared.
  std::vector<std::unique_ptr<EntrySet>> action_sets_;
  std::vector<std::unique_ptr<EntrySet>> resource_sets_;
  // How many characters may still be compared.
  std::size_t work_left_ = 0;
};

}  // namespace

std::vector<std::optional<StatementCover>> CoveredStatements(
    const std::vector<CanonicalStatement>& statements) {
  return StatementComparison(statements).Find();
}

}  // namespace iamgen::policy

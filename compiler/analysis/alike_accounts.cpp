// Looks at the holes of documents, not at what they become: what differs
// between accounts differs by way of a hole.
#include "analysis/alike_accounts.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::analysis {
namespace {

using model::AccountId;
using model::HoleKind;

constexpr std::size_t kDigitsOfId = 12;
constexpr std::size_t kMostOfWord = 64;
// Colons before the last field of an ARN.
constexpr std::size_t kColonsOfArn = 5;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsOfWord(char c) {
  return IsLetter(c) || IsDigit(c) || c == '-' || c == '_';
}

bool IsAccountId(std::string_view text) {
  return text.size() == kDigitsOfId &&
         std::all_of(text.begin(), text.end(), IsDigit);
}

// Runs of what words are made of as one letter, everything else as it is.
std::string Separators(std::string_view text) {
  if (text.find_first_of("$*?") != std::string_view::npos ||
      text.size() > 4 * kMostOfWord) {
    return std::string(text);
  }
  std::string shape;
  for (const char c : text) {
    if (!IsOfWord(c)) {
      shape += c;
    } else if (shape.empty() || shape.back() != 'a') {
      shape += 'a';
    }
  }
  return shape;
}

// "eu-west-1".
bool MayBeRegion(std::string_view word) {
  return word.size() > 4 && word[2] == '-' && IsDigit(word.back()) &&
         word[word.size() - 2] == '-';
}

// What stands before the first hyphen of the ids that services make, whose form
// checks look at: "vpc-0a1b2c3d".
std::string_view KindOfId(std::string_view word) {
  constexpr std::array<std::string_view, 8> kKinds = {
      "vpc", "vpce", "subnet", "sg", "i", "o", "ou", "r"};
  const std::string_view kind = word.substr(0, word.find('-'));
  return kind.size() < word.size() &&
                 std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end()
             ? kind
             : std::string_view();
}

}  // namespace

template <typename Describe>
AccountClasses::Classes AccountClasses::Number(Describe describe) {
  Classes classes;
  std::unordered_map<std::string, std::uint32_t> numbers;
  classes.of.reserve(topology_.accounts.size());
  for (const model::Account& account : topology_.accounts) {
    classes.of.push_back(
        numbers
            .emplace(describe(account),
                     static_cast<std::uint32_t>(numbers.size()))
            .first->second);
  }
  classes.all_equal = numbers.size() < 2;
  return classes;
}

AccountClasses::AccountClasses(const model::Topology& topology)
    : topology_(topology) {
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const AccountId id = topology.accounts.IdAt(i);
    by_id_.emplace(topology.accounts[id].id, id);
  }
  partitions_ =
      Number([](const model::Account& account) { return account.partition; });
}

// Whether it is the account itself, another one of the topology, or which
// stranger.
std::string AccountClasses::SeenAccount(std::string_view digits,
                                        const model::Account& account) const {
  if (digits == account.id) {
    return "own";
  }
  std::string id(digits);
  return by_id_.contains(id) ? "another" : id;
}

std::string AccountClasses::SeenValue(std::string_view text,
                                      const model::Account& account) const {
  if (IsAccountId(text)) {
    return SeenAccount(text, account);
  }
  if (text.starts_with("arn:")) {
    std::string seen;
    std::size_t at = 0;
    for (std::size_t colon = 0; colon < kColonsOfArn; ++colon) {
      const std::size_t end = text.find(':', at);
      if (end == std::string_view::npos) {
        return std::string(text);
      }
      const std::string_view field = text.substr(at, end - at);
      seen +=
          IsAccountId(field) ? SeenAccount(field, account) : std::string(field);
      seen += ':';
      at = end + 1;
    }
    return seen + Separators(text.substr(at));
  }
  const bool lettered = std::any_of(text.begin(), text.end(), IsLetter);
  if (!lettered || text.size() < 2 || text.size() > kMostOfWord ||
      MayBeRegion(text) || text == "true" || text == "false" ||
      text.find_first_of(":$*?%") != std::string_view::npos ||
      text.find("amazon") != std::string_view::npos) {
    return std::string(text);
  }
  return "=" + std::string(KindOfId(text)) + " " + Separators(text);
}

std::string AccountClasses::SeenText(std::string_view text, Look look,
                                     const model::Account& account) const {
  switch (look) {
    case Look::kExact:
      break;
    case Look::kField:
      if (IsAccountId(text)) {
        return SeenAccount(text, account);
      }
      break;
    case Look::kValue:
      return SeenValue(text, account);
    case Look::kResource:
      return Separators(text);
  }
  return std::string(text);
}

std::string AccountClasses::Seen(const model::VariableValue& value, Look look,
                                 const model::Account& account) const {
  if (value.texts.size() == 1) {
    return SeenText(value.texts.front(), look, account);
  }
  // Of a list, what there is among its elements.
  std::set<std::string> elements;
  for (const std::string& text : value.texts) {
    elements.insert(SeenText(text, look, account));
  }
  std::string seen = "[";
  for (const std::string& element : elements) {
    seen += element + ",";
  }
  return seen + "]";
}

const AccountClasses::Classes& AccountClasses::OfVariable(
    model::VariableId variable, Look look) {
  const auto key = std::pair(variable.index, look);
  auto found = variables_.find(key);
  if (found == variables_.end()) {
    found = variables_
                .emplace(key, Number([&](const model::Account& account) {
                           const auto& value =
                               account.variables[variable.index];
                           return value ? Seen(*value, look, account)
                                        : std::string();
                         }))
                .first;
  }
  return found->second;
}

const AccountClasses::Classes& AccountClasses::OfAlias(Look look) {
  const auto key = std::pair(std::uint32_t{0}, look);
  auto found = others_.find(key);
  if (found == others_.end()) {
    found = others_
                .emplace(key, Number([&](const model::Account& account) {
                           return SeenText(account.alias, look, account);
                         }))
                .first;
  }
  return found->second;
}

const AccountClasses::Classes& AccountClasses::OfRegion() {
  const auto key = std::pair(std::uint32_t{1}, Look::kExact);
  auto found = others_.find(key);
  if (found == others_.end()) {
    found = others_
                .emplace(key, Number([](const model::Account& account) {
                           return account.region;
                         }))
                .first;
  }
  return found->second;
}

const std::vector<std::uint32_t>& AccountClasses::ValuesOf(
    model::VariableId variable) {
  auto found = values_of_.find(variable.index);
  if (found == values_of_.end()) {
    std::vector<std::uint32_t> numbers;
    for (const model::Account& account : topology_.accounts) {
      std::string all;
      if (const auto& value = account.variables[variable.index]) {
        for (const std::string& text : value->texts) {
          all += text + '\n';
        }
      }
      numbers.push_back(values_
                            .emplace(std::move(all),
                                     static_cast<std::uint32_t>(values_.size()))
                            .first->second);
    }
    found = values_of_.emplace(variable.index, std::move(numbers)).first;
  }
  return found->second;
}

// Accounts on their way apart, and what the documents have in them that parts
// them.
class AccountClasses::Division {
 public:
  Division(AccountClasses& classes, model::AccountSetId accounts)
      : classes_(classes),
        topology_(classes.topology_),
        accounts_(accounts),
        members_(topology_.account_sets[accounts].members),
        part_of_(members_.size(), 0) {}

  void Look(const model::Document& document) {
    for (const model::Statement& statement : document.statements) {
      SeeSet(statement.only_in);
      SeeText(statement.sid, Look::kExact);
      SeeTexts(statement.actions.values, Look::kExact);
      if (statement.resources) {
        SeeTexts(statement.resources->values, Look::kValue);
      }
      if (statement.principal) {
        for (const auto& one : statement.principal->principals) {
          SeeTexts(one.values, Look::kValue);
        }
      }
      for (const model::ConditionTest& test : statement.conditions) {
        SeeText(test.op, Look::kExact);
        SeeText(test.key, Look::kExact);
        SeeTexts(test.values, Look::kValue);
      }
    }
  }

  std::vector<AlikeAccounts> Divide(const Besides& besides) {
    Part(classes_.partitions_);
    for (const auto& [variable, look] : variables_) {
      Part(classes_.OfVariable(model::VariableId{variable}, look));
    }
    for (const auto look : aliases_) {
      Part(classes_.OfAlias(look));
    }
    if (region_) {
      Part(classes_.OfRegion());
    }
    for (const model::AccountSetId set : sets_) {
      const model::AccountSet& of = topology_.account_sets[set];
      Refine([&](AccountId id) { return of.Contains(id) ? 1U : 0U; });
    }
    // A list of all accounts tells them apart no more than a set does.
    constexpr std::size_t kMostNamed = 8;
    if (!named_.empty()) {
      const bool one_by_one = named_.size() <= kMostNamed;
      Refine([&](AccountId id) {
        return !named_.contains(id) ? 0U : one_by_one ? id.index + 1U : 1U;
      });
    }
    PartByEquality();
    if (besides) {
      Refine(besides);
    }
    std::vector<AlikeAccounts> parts(parts_);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      AlikeAccounts& part = parts[part_of_[i]];
      if (part.count++ == 0) {
        part.first = members_[i];
      }
      if (parts_ > 1) {
        part.members.push_back(members_[i]);
      }
    }
    return parts;
  }

 private:
  using Looks = analysis::Look;

  void SeeSet(model::AccountSetId set) {
    if (set.valid() && set != accounts_) {
      sets_.insert(set);
    }
  }

  void SeeTexts(const model::Texts& texts, Looks look) {
    for (const model::LocatedText& text : texts) {
      SeeText(text.value, look);
    }
  }

  void SeeText(const model::Text& text, Looks look) {
    const auto* start = text.parts.empty()
                            ? nullptr
                            : std::get_if<std::string>(&text.parts.front());
    const bool arn = start != nullptr && start->starts_with("arn:");
    std::size_t colons = 0;
    for (const auto& part : text.parts) {
      if (const auto* literal = std::get_if<std::string>(&part)) {
        colons += static_cast<std::size_t>(
            std::count(literal->begin(), literal->end(), ':'));
        SeeAccounts(*literal);
        continue;
      }
      Looks here = look;
      if (look == Looks::kValue && arn) {
        here = colons < kColonsOfArn ? Looks::kField : Looks::kResource;
      }
      SeeHole(std::get<model::Hole>(part), here);
    }
  }

  // Accounts that a text names by their ids.
  void SeeAccounts(std::string_view literal) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i <= literal.size(); ++i) {
      if (i < literal.size() && IsDigit(literal[i])) {
        ++digits;
        continue;
      }
      if (digits == kDigitsOfId) {
        const auto found = classes_.by_id_.find(
            std::string(literal.substr(i - kDigitsOfId, kDigitsOfId)));
        if (found != classes_.by_id_.end()) {
          named_.insert(found->second);
        }
      }
      digits = 0;
    }
  }

  void SeeHole(const model::Hole& hole, Looks look) {
    switch (hole.kind) {
      case HoleKind::kAccountId:
      case HoleKind::kPartition:
      case HoleKind::kDnsSuffix:
        return;
      case HoleKind::kAccountName:
        aliases_.insert(look);
        return;
      case HoleKind::kRegion:
        region_ = true;
        return;
      case HoleKind::kVariable:
        variables_.emplace(hole.variable.index,
                           hole.part == model::BucketPart::kNone ||
                                   hole.part == model::BucketPart::kPrefix
                               ? look
                               : Looks::kResource);
        return;
      case HoleKind::kAccountIds:
        SeeSet(hole.accounts);
        return;
      case HoleKind::kEntityArn:
        break;
    }
    if (hole.accounts.valid()) {
      SeeSet(hole.accounts);
      return;
    }
    SeeText(model::NameInArn(topology_, hole.entity), Looks::kResource);
    if (const model::Text* path = model::PathOf(topology_, hole.entity)) {
      SeeText(*path, Looks::kResource);
    }
  }

  template <typename ClassOf>
  void Refine(ClassOf class_of) {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    constexpr unsigned kHalf = 32;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const std::uint64_t key =
          std::uint64_t{part_of_[i]} << kHalf | class_of(members_[i]);
      part_of_[i] =
          numbers.emplace(key, static_cast<std::uint32_t>(numbers.size()))
              .first->second;
    }
    parts_ = std::max<std::size_t>(numbers.size(), 1);
  }

  void Part(const Classes& classes) {
    if (!classes.all_equal) {
      Refine([&](AccountId id) { return classes.of[id.index]; });
    }
  }

  // Two variables that hold the same in some account make equal there what is
  // different elsewhere.
  void PartByEquality() {
    std::vector<const std::vector<std::uint32_t>*> values;
    std::set<std::uint32_t> seen;
    for (const auto& [variable, look] : variables_) {
      if (seen.insert(variable).second) {
        values.push_back(&classes_.ValuesOf(model::VariableId{variable}));
      }
    }
    // The pairs of more than this are not worth their time.
    constexpr std::size_t kMostCompared = 16;
    if (values.size() < 2 || values.size() > kMostCompared) {
      return;
    }
    for (std::size_t i = 1; i < values.size(); ++i) {
      const auto first_equal = [&](AccountId id) {
        std::uint32_t j = 0;
        while (j < i && (*values[j])[id.index] != (*values[i])[id.index]) {
          ++j;
        }
        return j;
      };
      const std::uint32_t usual = first_equal(members_.front());
      if (std::any_of(members_.begin(), members_.end(),
                      [&](AccountId id) { return first_equal(id) != usual; })) {
        Refine(first_equal);
      }
    }
  }

  AccountClasses& classes_;
  const model::Topology& topology_;
  model::AccountSetId accounts_;
  const std::vector<AccountId>& members_;
  std::vector<std::uint32_t> part_of_;
  std::size_t parts_ = 1;
  std::set<std::pair<std::uint32_t, Looks>> variables_;
  std::set<Looks> aliases_;
  bool region_ = false;
  std::set<model::AccountSetId> sets_;
  std::set<AccountId> named_;
};

std::vector<AlikeAccounts> AccountClasses::PartsOf(
    const std::vector<const model::Document*>& documents,
    model::AccountSetId accounts, const Besides& besides) {
  if (!accounts.valid() || topology_.account_sets[accounts].members.empty()) {
    return {};
  }
  Division division(*this, accounts);
  for (const model::Document* document : documents) {
    division.Look(*document);
  }
  return division.Divide(besides);
}

}  // namespace iamgen::analysis

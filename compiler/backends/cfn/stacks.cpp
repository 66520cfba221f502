// Deals entities out to stacks.
#include "backends/cfn/stacks.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "backends/name_hash.h"
#include "support/text.h"

namespace iamgen::backends::cfn {
namespace {

// What a stack is full of.
struct Weight {
  std::size_t resources = 0;
  std::size_t bytes = 0;
  std::size_t parameters = 0;

  Weight& operator+=(const Weight& other) {
    resources += other.resources;
    bytes += other.bytes;
    parameters += other.parameters;
    return *this;
  }

  // Templates grow when they are divided: the ARN that stands for a `Ref` is
  // longer. So a stack is full when a fourth of its bytes is left.
  [[nodiscard]] bool FitsInto(std::size_t halves) const {
    return resources <= halves * kMostResources / 2 &&
           bytes <= halves * (kMostBytes / 4 * 3) / 2 &&
           parameters <= halves * kMostParameters / 2;
  }
};

// Which stacks a unit is dealt out to: those of policies or those of roles, of
// which the first is the same; or that one alone.
enum class Deal : std::uint8_t { kPolicies, kRoles, kFirst };

Deal DealOf(Kind kind) {
  switch (kind) {
    case Kind::kPolicy:
    case Kind::kOidc:
    case Kind::kSaml:
      return Deal::kPolicies;
    case Kind::kGroup:
      return Deal::kFirst;
    case Kind::kRole:
    case Kind::kProfile:
    case Kind::kUser:
    case Kind::kResource:
    case Kind::kJob:
      break;
  }
  return Deal::kRoles;
}

// What is hashed: a role for all that belongs to it.
std::string KeyOf(const model::Topology& topology, Unit unit) {
  if (unit.kind == Kind::kProfile) {
    const support::Id<model::InstanceProfile> id{unit.index};
    return Described(topology, {Kind::kRole, topology.profiles[id].role.index});
  }
  if (unit.kind == Kind::kJob) {
    const support::Id<model::LambdaJob> id{unit.index};
    return Described(topology, {Kind::kRole, topology.jobs[id].role.index});
  }
  return Described(topology, unit);
}

// Linear hashing (Litwin): with one bucket more, half of one of the others goes
// there.
std::size_t BucketOf(std::uint64_t hash, std::size_t buckets) {
  const std::size_t whole = std::bit_ceil(buckets);
  const std::size_t bucket = hash & (whole - 1);
  return bucket < buckets ? bucket : bucket - whole / 2;
}

// A unit that is dealt out.
struct Dealt {
  Unit unit;
  Deal deal = Deal::kFirst;
  std::uint64_t hash = 0;
  Weight weight;
  // Places of those that must not stand in a stack before this one.
  std::vector<std::size_t> followers;
};

// More would be of no use: what does not fit then never does.
constexpr std::size_t kMostStacks = 64;

// How many stacks a sequence needs: the first may be half full of it, the
// others full.
std::optional<std::size_t> StacksFor(const std::vector<Dealt>& units,
                                     Deal deal) {
  for (std::size_t count = 1; count <= kMostStacks; ++count) {
    std::vector<Weight> weights(count);
    for (const Dealt& one : units) {
      if (one.deal == deal) {
        weights[BucketOf(one.hash, count)] += one.weight;
      } else if (one.deal == Deal::kFirst && deal == Deal::kPolicies) {
        weights.front() += one.weight;
      }
    }
    if (weights.front().FitsInto(1) &&
        std::all_of(weights.begin() + 1, weights.end(),
                    [](const Weight& one) { return one.FitsInto(2); })) {
      return count;
    }
  }
  return std::nullopt;
}

// The place of each unit's stack in the order of deployment: the further stacks
// of policies, the first stack, the further ones of roles.
std::vector<std::size_t> Place(const std::vector<Dealt>& units,
                               std::size_t of_policies, std::size_t of_roles) {
  const std::size_t first = of_policies - 1;
  std::vector<std::size_t> places;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < units.size(); ++i) {
    std::size_t place = first;
    if (units[i].deal == Deal::kPolicies) {
      const std::size_t bucket = BucketOf(units[i].hash, of_policies);
      place = bucket == 0 ? first : bucket - 1;
    } else if (units[i].deal == Deal::kRoles) {
      place = first + BucketOf(units[i].hash, of_roles);
    }
    places.push_back(place);
    open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t one = open.back();
    open.pop_back();
    for (const std::size_t follower : units[one].followers) {
      if (places[follower] < places[one]) {
        places[follower] = places[one];
        open.push_back(follower);
      }
    }
  }
  return places;
}

bool AllFit(const std::vector<Dealt>& units,
            const std::vector<std::size_t>& places, std::size_t count) {
  std::vector<Weight> weights(count);
  for (std::size_t i = 0; i < units.size(); ++i) {
    weights[places[i]] += units[i].weight;
  }
  return std::all_of(weights.begin(), weights.end(),
                     [](const Weight& one) { return one.FitsInto(2); });
}

std::string NameIn(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

// The account that is called as a part is, if there is one: aliases may have
// dots. There are disks to which capitals are the same.
std::optional<std::string> TakenBy(const model::Topology& topology,
                                   const std::string& path) {
  for (const model::Account& account : topology.accounts) {
    if (support::Lower(account.alias) == support::Lower(NameIn(path))) {
      return account.alias;
    }
  }
  return std::nullopt;
}

}  // namespace

const std::vector<Tie>& Stacks::Ties(Unit unit) {
  const auto [ties, is_new] = ties_.try_emplace(unit);
  if (is_new) {
    ties->second = TiesOf(topology_, unit);
  }
  return ties->second;
}

std::vector<Part> Stacks::Divide(const Residents& entities,
                                 std::span<const Piece> pieces) {
  std::vector<Dealt> units;
  std::map<Unit, std::size_t> place_of;
  for (const Unit unit : UnitsOf(entities)) {
    place_of.emplace(unit, units.size());
    Dealt& one = units.emplace_back();
    one.unit = unit;
    one.deal = DealOf(unit.kind);
    one.hash = StableHash(KeyOf(topology_, unit));
    if (unit.kind == Kind::kUser &&
        topology_.users[model::UserId{unit.index}].console) {
      one.weight.parameters = 1;
    }
  }
  for (const Piece& piece : pieces) {
    units[place_of.at(piece.unit)].weight += {1, piece.bytes, 0};
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (const Tie& tie : Ties(units[i].unit)) {
      const auto to = place_of.find(tie.to);
      if (to == place_of.end()) {
        continue;
      }
      if (tie.needed || tie.inseparable) {
        units[to->second].followers.push_back(i);
      }
      if (tie.inseparable) {
        units[i].followers.push_back(to->second);
      }
    }
  }
  const auto of_policies = StacksFor(units, Deal::kPolicies);
  const auto of_roles = StacksFor(units, Deal::kRoles);
  for (std::size_t roles = of_roles.value_or(kMostStacks + 1);
       of_policies && roles <= kMostStacks; ++roles) {
    const auto places = Place(units, *of_policies, roles);
    const std::size_t count = *of_policies - 1 + roles;
    if (!AllFit(units, places, count)) {
      continue;
    }
    std::vector<Part> parts(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t first = *of_policies - 1;
      parts[i].name = i < first    ? "policies-" + std::to_string(i + 2)
                      : i == first ? ""
                                   : std::to_string(i - first + 1);
      parts[i].entities = Filter(
          entities, [&](Unit unit) { return places[place_of.at(unit)] == i; });
    }
    std::erase_if(parts,
                  [](const Part& part) { return part.entities.empty(); });
    return parts;
  }
  return {{"", entities}};
}

support::Status StackWriter::Write(const std::string& path,
                                   const Content& content,
                                   model::AccountId owner,
                                   const Writer& write) {
  const Template made = templates_.Build(content);
  if (made.resources == 0) {
    return support::Done{};
  }
  const bool fits = made.resources <= kMostResources &&
                    made.bytes.size() <= kMostBytes &&
                    made.parameters <= kMostParameters;
  if (fits || !request_.style.split) {
    return WriteOne(path, made, owner, {}, write);
  }
  const std::vector<Part> parts = stacks_.Divide(content.entities, made.pieces);
  if (parts.size() == 1) {
    return WriteOne(path, made, owner, {}, write);
  }
  for (const Part& part : parts) {
    Content one{.account = content.account,
                .entities = part.entities,
                .whole = false,
                .whose = content.whose,
                .about = content.about,
                .parameters = content.parameters};
    std::string own = path;
    std::string whose(content.whose);
    if (!part.name.empty()) {
      own += "." + part.name;
      whose += ", part " + part.name;
      one.whose = whose;
      one.about.push_back({.key = "Part", .value = {writers::Text(part.name)}});
      if (const auto taken = TakenBy(request_.topology, own)) {
        return support::Failure{
            "a part of `" + NameIn(path) + "` and the account `" + *taken +
            "` would have one file: " + own + templates_.suffix()};
      }
    }
    std::string names;
    for (const Unit unit : UnitsOf(part.entities)) {
      names += (names.empty() ? "" : "\n") + Described(request_.topology, unit);
    }
    auto done = WriteOne(own, templates_.Build(one), owner, names, write);
    if (!done) {
      return done;
    }
  }
  return support::Done{};
}

support::Status StackWriter::WriteOne(const std::string& path,
                                      const Template& made,
                                      model::AccountId owner,
                                      std::string_view entities,
                                      const Writer& write) {
  if (made.resources == 0) {
    return support::Done{};
  }
  const std::string file = path + templates_.suffix();
  return write({.path = file,
                .bytes = made.bytes,
                .account = owner,
                .entities = entities,
                .resources = made.resources,
                .capability = made.capability});
}

}  // namespace iamgen::backends::cfn

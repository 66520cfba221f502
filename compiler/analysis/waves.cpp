// Accounts and what they wait for as a graph. Between two sets of accounts
// stands a node of its own, so that a thousand accounts that trust a thousand
// are two thousand edges.
#include "analysis/waves.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analysis/entity_arns.h"
#include "model/evaluate.h"
#include "support/circles.h"

namespace iamgen::analysis {
namespace {

using Nodes = std::vector<std::uint32_t>;

// What two sets of accounts wait for each other for.
struct Reason {
  std::string holder;
  diag::Span span;
  model::EntityRef principal;
};

class Graph {
 public:
  explicit Graph(const model::Topology& topology)
      : topology_(topology), edges_(topology.accounts.size()), arns_(topology) {
    for (std::size_t i = 0; i < topology.roles.size(); ++i) {
      const model::Role& role = topology.roles[topology.roles.IdAt(i)];
      See(role.trust, role.accounts, "role/" + role.key);
    }
    for (std::size_t i = 0; i < topology.resources.size(); ++i) {
      const model::ResourcePolicy& resource =
          topology.resources[topology.resources.IdAt(i)];
      if (resource.emit) {
        See(resource.document, resource.accounts, "resource/" + resource.key);
      }
    }
  }

  Waves Run() {
    Waves result;
    const Nodes left = Sort(result.waves);
    if (!left.empty()) {
      FindCircles(result.circles);
    }
    return result;
  }

 private:
  [[nodiscard]] bool IsAccount(std::uint32_t node) const {
    return node < topology_.accounts.size();
  }

  void See(const model::Document& document, model::AccountSetId accounts,
           const std::string& holder) {
    for (const model::Statement& statement : document.statements) {
      if (!statement.principal) {
        continue;
      }
      for (const model::Principals& one : statement.principal->principals) {
        for (const model::LocatedText& value : one.values) {
          if (one.type == model::PrincipalType::kAws) {
            See(value, Standing(accounts, statement.only_in),
                {accounts, statement.only_in}, holder);
          }
        }
      }
    }
  }

  // The accounts that a statement stands in.
  Nodes Standing(model::AccountSetId accounts, model::AccountSetId only_in) {
    Nodes standing;
    for (const model::AccountId id : topology_.account_sets[accounts].sorted) {
      if (!only_in.valid() || topology_.account_sets[only_in].Contains(id)) {
        standing.push_back(id.index);
      }
    }
    return standing;
  }

  using SetPair = std::pair<model::AccountSetId, model::AccountSetId>;

  void See(const model::LocatedText& value, const Nodes& after, SetPair sets,
           const std::string& holder) {
    if (value.value.parts.size() == 1) {
      if (const auto* hole =
              std::get_if<model::Hole>(&value.value.parts.front())) {
        // A set that waits for a set is one reason, however often it is given.
        if (hole->kind == model::HoleKind::kEntityArn &&
            hole->accounts.valid() &&
            seen_.emplace(hole->accounts, sets.first, sets.second).second) {
          Nodes first;
          for (const model::AccountId id :
               topology_.account_sets[hole->accounts].sorted) {
            first.push_back(id.index);
          }
          Join(first, after, {holder, value.span, hole->entity});
        }
        return;
      }
    }
    SeeWritten(value, after, holder);
  }

  // An ARN that somebody wrote out, of an entity that the topology makes.
  void SeeWritten(const model::LocatedText& value, const Nodes& after,
                  const std::string& holder) {
    // Of the account itself, which does not wait for itself.
    if (std::any_of(value.value.parts.begin(), value.value.parts.end(),
                    [](const auto& part) {
                      const auto* hole = std::get_if<model::Hole>(&part);
                      return hole != nullptr &&
                             hole->kind == model::HoleKind::kAccountId;
                    })) {
      return;
    }
    // The same everywhere, or looked at in each account.
    std::map<std::string, Nodes> by_arn;
    if (value.value.IsLiteral()) {
      by_arn[value.value.literal()] = after;
    } else {
      for (const std::uint32_t node : after) {
        std::vector<std::string> arns;
        model::AppendEvaluated(topology_, value.value, model::AccountId{node},
                               arns);
        for (std::string& arn : arns) {
          by_arn[std::move(arn)].push_back(node);
        }
      }
    }
    for (const auto& [arn, nodes] : by_arn) {
      const auto found = arns_.Find(arn);
      if (found && found->exact &&
          (found->kind == model::EntityKind::kRole ||
           found->kind == model::EntityKind::kUser)) {
        Join({found->account.index}, nodes,
             {holder, value.span, *found->entity});
      }
    }
  }

  // Every one of `after` waits for every one of `first`, but not for itself.
  void Join(const Nodes& first, const Nodes& after, Reason reason) {
    Nodes both;
    std::set_intersection(first.begin(), first.end(), after.begin(),
                          after.end(), std::back_inserter(both));
    const auto number = static_cast<std::uint32_t>(reasons_.size());
    reasons_.push_back(std::move(reason));
    if (both.size() != 1) {
      Connect(first, after, number);
      return;
    }
    const auto without = [&](Nodes nodes) {
      std::erase(nodes, both.front());
      return nodes;
    };
    Connect(first, without(after), number);
    Connect(without(first), both, number);
  }

  void Connect(const Nodes& first, const Nodes& after, std::uint32_t reason) {
    if (first.empty() || after.empty()) {
      return;
    }
    const auto node = static_cast<std::uint32_t>(edges_.size());
    for (const std::uint32_t account : first) {
      if (topology_.accounts[model::AccountId{account}].built()) {
        edges_[account].push_back(node);
      }
    }
    edges_.push_back(after);
    reason_of_.push_back(reason);
  }

  [[nodiscard]] std::uint32_t ReasonOf(std::uint32_t node) const {
    return reason_of_[node - topology_.accounts.size()];
  }

  // Fills the waves, and gives what is in a circle or behind one.
  Nodes Sort(std::vector<std::vector<model::AccountId>>& waves) {
    std::vector<std::uint32_t> open(edges_.size(), 0);
    for (const Nodes& to : edges_) {
      for (const std::uint32_t node : to) {
        ++open[node];
      }
    }
    std::vector<std::uint32_t> wave(edges_.size(), 0);
    Nodes ready;
    for (std::uint32_t node = 0; node < edges_.size(); ++node) {
      if (open[node] == 0) {
        ready.push_back(node);
      }
    }
    for (std::size_t next = 0; next < ready.size(); ++next) {
      const std::uint32_t node = ready[next];
      for (const std::uint32_t to : edges_[node]) {
        wave[to] = std::max(wave[to], wave[node] + (IsAccount(to) ? 1 : 0));
        if (--open[to] == 0) {
          ready.push_back(to);
        }
      }
    }
    Nodes left;
    for (std::uint32_t node = 0; node < edges_.size(); ++node) {
      if (open[node] != 0) {
        left.push_back(node);
      } else if (IsAccount(node) &&
                 topology_.accounts[model::AccountId{node}].built()) {
        if (waves.size() <= wave[node]) {
          waves.resize(wave[node] + 1);
        }
        waves[wave[node]].push_back(model::AccountId{node});
      }
    }
    return left;
  }

  void FindCircles(std::vector<Circle>& circles) {
    const Nodes circle_of = support::CirclesOf(edges_);
    std::map<std::uint32_t, Nodes> members;
    for (std::uint32_t node = 0; node < edges_.size(); ++node) {
      members[circle_of[node]].push_back(node);
    }
    std::vector<Nodes> found;
    for (auto& [number, nodes] : members) {
      if (nodes.size() > 1) {
        found.push_back(std::move(nodes));
      }
    }
    // By their first account.
    std::sort(found.begin(), found.end());
    for (const Nodes& nodes : found) {
      circles.push_back(ShortestIn(nodes));
    }
  }

  // The shortest circle through the first account of those that wait for each
  // other; breadth first, from account to account.
  Circle ShortestIn(const Nodes& nodes) {
    const std::set<std::uint32_t> within(nodes.begin(), nodes.end());
    const std::uint32_t start = nodes.front();

    struct Step {
      std::uint32_t from;
      std::uint32_t through;
    };

    std::map<std::uint32_t, Step> steps;
    std::set<std::uint32_t> used;
    Nodes queue = {start};
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const std::uint32_t account = queue[next];
      for (const std::uint32_t through : edges_[account]) {
        if (!within.contains(through)) {
          continue;
        }
        if (account != start &&
            std::binary_search(edges_[through].begin(), edges_[through].end(),
                               start)) {
          steps[start] = {account, through};
          return CircleOf(start, steps, nodes);
        }
        if (!used.insert(through).second) {
          continue;
        }
        for (const std::uint32_t to : edges_[through]) {
          if (within.contains(to) && to != start && !steps.contains(to)) {
            steps[to] = {account, through};
            queue.push_back(to);
          }
        }
      }
    }
    return {};
  }

  template <typename Steps>
  Circle CircleOf(std::uint32_t start, const Steps& steps, const Nodes& nodes) {
    Circle circle;
    std::vector<std::uint32_t> reasons;
    std::uint32_t account = start;
    do {
      const auto& step = steps.at(account);
      const std::uint32_t number = ReasonOf(step.through);
      const Reason& reason = reasons_[number];
      circle.waits.push_back({model::AccountId{account},
                              model::AccountId{step.from}, reason.holder,
                              reason.span, reason.principal});
      reasons.push_back(number);
      account = step.from;
    } while (account != start);
    for (std::size_t i = 0; i < reasons.size(); ++i) {
      if (OpensWithout(reasons[i], nodes)) {
        circle.repair = i;
        return circle;
      }
    }
    circle.enough = false;
    return circle;
  }

  // Whether the nodes are in no circle when one reason is gone.
  bool OpensWithout(std::uint32_t reason, const Nodes& nodes) {
    std::vector<Nodes> edges(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (!IsAccount(nodes[i]) && ReasonOf(nodes[i]) == reason) {
        continue;
      }
      for (const std::uint32_t to : edges_[nodes[i]]) {
        const auto at = std::lower_bound(nodes.begin(), nodes.end(), to);
        if (at != nodes.end() && *at == to) {
          edges[i].push_back(static_cast<std::uint32_t>(at - nodes.begin()));
        }
      }
    }
    Nodes circles = support::CirclesOf(edges);
    std::sort(circles.begin(), circles.end());
    return std::adjacent_find(circles.begin(), circles.end()) == circles.end();
  }

  const model::Topology& topology_;
  // By node: accounts, then one for each two sets. Lists are sorted.
  std::vector<Nodes> edges_;
  std::vector<std::uint32_t> reason_of_;
  std::vector<Reason> reasons_;
  std::set<
      std::tuple<model::AccountSetId, model::AccountSetId, model::AccountSetId>>
      seen_;
  EntityArns arns_;
};

}  // namespace

Waves WavesOf(const model::Topology& topology) { return Graph(topology).Run(); }

}  // namespace iamgen::analysis

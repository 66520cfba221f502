// Writes down what each account's part of the graph says, and compares that.
#include "driver/graph_fold.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "driver/graph_words.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using analysis::TrustGraph;
using analysis::TrustLink;
using analysis::TrustNode;
using model::AccountId;

// Between words, which have no control characters of their own that matter.
constexpr char kEnd = '\x1F';

class Folder {
 public:
  Folder(const TrustGraph& graph, const model::Topology& topology)
      : graph_(graph), topology_(topology) {}

  FoldedTrust Run() && {
    folded_.topology.name = topology_.name;
    folded_.topology.accounts = topology_.accounts;
    FindAlike();
    std::vector<std::size_t> places(graph_.nodes.size(), 0);
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (IsDrawn(graph_.nodes[i])) {
        places[i] = folded_.graph.nodes.size();
        folded_.graph.nodes.push_back(graph_.nodes[i]);
      }
    }
    for (const TrustLink& link : graph_.links) {
      if (!IsDrawn(graph_.nodes[link.from]) ||
          !IsDrawn(graph_.nodes[link.to])) {
        continue;
      }
      TrustLink drawn = link;
      drawn.from = places[link.from];
      drawn.to = places[link.to];
      for (const std::size_t end : {link.from, link.to}) {
        const auto& account = graph_.nodes[end].account;
        if (account && folded_accounts_.contains(*account)) {
          for (std::string& condition : drawn.conditions) {
            condition = WithoutId(condition, *account);
          }
        }
      }
      folded_.graph.links.push_back(std::move(drawn));
    }
    return std::move(folded_);
  }

 private:
  [[nodiscard]] bool IsDrawn(const TrustNode& node) const {
    const auto found = node.account ? folded_accounts_.find(*node.account)
                                    : folded_accounts_.end();
    return found == folded_accounts_.end() || found->second;
  }

  [[nodiscard]] std::string WithoutId(std::string text,
                                      AccountId account) const {
    const std::string& id = topology_.accounts[account].id;
    for (std::size_t at = text.find(id); at != std::string::npos;
         at = text.find(id, at)) {
      text.replace(at, id.size(), "(own id)");
    }
    return text;
  }

  static std::string Described(const TrustNode& node) {
    return node.type + kEnd + node.name;
  }

  // One end of a link, as its account sees it.
  [[nodiscard]] std::string Line(const TrustLink& link, bool is_source,
                                 AccountId account) const {
    const TrustNode& own = graph_.nodes[is_source ? link.from : link.to];
    const std::size_t place = is_source ? link.to : link.from;
    const TrustNode& other = graph_.nodes[place];
    std::string line = is_source ? ">" : "<";
    line += Described(own) + kEnd;
    line += other.account == account ? Described(other)
                                     : "#" + std::to_string(place);
    line += kEnd + std::to_string(static_cast<int>(link.halves));
    for (const std::string& condition : link.conditions) {
      line += kEnd + WithoutId(condition, account);
    }
    return line;
  }

  void FindAlike() {
    std::map<AccountId, std::vector<std::string>> lines;
    for (const TrustLink& link : graph_.links) {
      for (const bool is_source : {true, false}) {
        const auto& account =
            graph_.nodes[is_source ? link.from : link.to].account;
        if (account) {
          lines[*account].push_back(Line(link, is_source, *account));
        }
      }
    }
    std::map<std::pair<bool, std::vector<std::string>>, std::vector<AccountId>>
        alike;
    for (auto& [account, said] : lines) {
      std::sort(said.begin(), said.end());
      alike[{topology_.accounts[account].built(), std::move(said)}].push_back(
          account);
    }
    std::map<AccountId, std::vector<AccountId>> by_first;
    for (auto& entry : alike) {
      if (entry.second.size() > 1) {
        by_first.emplace(entry.second.front(), entry.second);
      }
    }
    for (const auto& [first, members] : by_first) {
      AlikeBox box;
      for (const AccountId member : members) {
        folded_accounts_.emplace(member, member == first);
        box.aliases.push_back(topology_.accounts[member].alias);
      }
      box.name = box.aliases.front() + " and " +
                 std::to_string(members.size() - 1) + " alike";
      model::Account& shown = folded_.topology.accounts[first];
      shown.alias = box.name;
      shown.id = Shortened(support::Join(box.aliases, ", "), 44);
      folded_.boxes.push_back(std::move(box));
    }
  }

  const TrustGraph& graph_;
  const model::Topology& topology_;
  // Those that are one of several, and whether it is the one that is drawn.
  std::map<AccountId, bool> folded_accounts_;
  FoldedTrust folded_;
};

}  // namespace

FoldedTrust FoldAlike(const TrustGraph& graph,
                      const model::Topology& topology) {
  return Folder(graph, topology).Run();
}

}  // namespace iamgen::driver

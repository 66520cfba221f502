// Fills policies one after the other with the statements of one that is too
// large.
#include "passes/split_policies.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/document_size.h"
#include "catalog/limits.h"
#include "model/evaluate.h"
#include "model/sids.h"
#include "support/text.h"

namespace iamgen::passes {
namespace {

constexpr std::size_t kMost = catalog::kMostManagedPolicySize;
// `{"Version":"2012-10-17","Statement":[]}`.
constexpr std::size_t kFrame = 39;

// The policies that have to stay one.
class Unsplittable {
 public:
  explicit Unsplittable(const model::Topology& topology) {
    for (const model::ManagedPolicy& one : topology.policies) {
      See(one.document);
    }
    for (const model::Role& one : topology.roles) {
      See(one.trust);
      See(one.boundary);
      See(one.inlines);
    }
    for (const model::Group& one : topology.groups) {
      See(one.inlines);
    }
    for (const model::User& one : topology.users) {
      See(one.boundary);
      See(one.inlines);
    }
    for (const model::ResourcePolicy& one : topology.resources) {
      See(one.document);
    }
    for (const model::ControlPolicy& one : topology.control_policies) {
      See(one.document);
    }
    for (const model::LambdaJob& one : topology.jobs) {
      for (const model::EnvironmentEntry& entry : one.environment) {
        See(entry.values);
      }
    }
  }

  [[nodiscard]] bool Holds(model::PolicyId policy) const {
    return policies_.contains(policy.index);
  }

 private:
  void See(const std::optional<model::Attachment>& boundary) {
    if (boundary && boundary->policy.valid()) {
      policies_.insert(boundary->policy.index);
    }
  }

  void See(const std::vector<model::InlinePolicy>& inlines) {
    for (const model::InlinePolicy& one : inlines) {
      See(one.document);
    }
  }

  void See(const model::Document& document) {
    for (const model::Statement& one : document.statements) {
      See(one.actions.values);
      if (one.resources) {
        See(one.resources->values);
      }
      for (const model::ConditionTest& test : one.conditions) {
        See(test.values);
      }
    }
  }

  void See(const model::Texts& texts) {
    for (const model::LocatedText& text : texts) {
      for (const auto& part : text.value.parts) {
        const auto* hole = std::get_if<model::Hole>(&part);
        if (hole != nullptr && hole->kind == model::HoleKind::kEntityArn &&
            hole->entity.kind == model::EntityKind::kPolicy) {
          policies_.insert(hole->entity.index);
        }
      }
    }
  }

  std::set<std::uint32_t> policies_;
};

// Half of a list, from the middle on.
model::Texts TakeHalf(model::Texts& texts) {
  const auto middle =
      texts.begin() + static_cast<std::ptrdiff_t>((texts.size() + 1) / 2);
  model::Texts half(std::make_move_iterator(middle),
                    std::make_move_iterator(texts.end()));
  texts.erase(middle, texts.end());
  return half;
}

class Splitter {
 public:
  explicit Splitter(model::Topology topology)
      : topology_(std::move(topology)), parts_(topology_.policies.size()) {}

  model::Topology Run() {
    const Unsplittable unsplittable(topology_);
    const std::size_t count = topology_.policies.size();
    for (std::size_t i = 0; i < count; ++i) {
      const model::PolicyId id = topology_.policies.IdAt(i);
      if (!unsplittable.Holds(id)) {
        Split(id);
      }
    }
    for (model::Role& one : topology_.roles) {
      Follow(one.attachments);
    }
    for (model::Group& one : topology_.groups) {
      Follow(one.attachments);
    }
    for (model::User& one : topology_.users) {
      Follow(one.attachments);
    }
    return std::move(topology_);
  }

 private:
  // The most that the document takes in any account.
  [[nodiscard]] std::size_t SizeOf(const model::Document& document,
                                   model::AccountSetId accounts) const {
    return sizes_.LargestOf({&document}, accounts, kMost).size;
  }

  void Split(model::PolicyId id) {
    const model::ManagedPolicy& policy = topology_.policies[id];
    if (!policy.accounts.valid() ||
        SizeOf(policy.document, policy.accounts) <= kMost) {
      return;
    }
    auto documents = DocumentsOf(policy.document, policy.accounts);
    if (documents.size() < 2) {
      return;
    }
    std::vector<model::ManagedPolicy> parts;
    for (std::size_t i = 1; i < documents.size(); ++i) {
      auto part = PartOf(policy, i + 1);
      if (!part) {
        return;
      }
      part->document = std::move(documents[i]);
      parts.push_back(*std::move(part));
    }
    topology_.policies[id].document = std::move(documents.front());
    for (model::ManagedPolicy& part : parts) {
      parts_[id.index].push_back(topology_.policies.Add(std::move(part)));
    }
  }

  // Each statement goes into the first document that has room for it. Empty,
  // where one statement alone is too much.
  std::vector<model::Document> DocumentsOf(const model::Document& whole,
                                           model::AccountSetId accounts) const {
    std::vector<model::Document> documents;
    std::vector<std::size_t> sizes;
    std::vector<model::SidNumbers> numbers;
    std::vector<model::Statement> pending(whole.statements.rbegin(),
                                          whole.statements.rend());
    while (!pending.empty()) {
      model::Document alone;
      alone.version = whole.version;
      alone.version_span = whole.version_span;
      alone.statements.push_back(std::move(pending.back()));
      pending.pop_back();
      const std::size_t size = sizes_.LargestOf({&alone}, accounts, 0).size;
      if (size > kMost) {
        auto rest = Halve(alone.statements.front());
        if (!rest) {
          return {};
        }
        pending.push_back(*std::move(rest));
        pending.push_back(std::move(alone.statements.front()));
        continue;
      }
      // Without the frame, with a comma and room for a number in its Sid.
      const std::size_t more = size > kFrame ? size - kFrame + 5 : 0;
      std::size_t into = 0;
      while (into < sizes.size() && sizes[into] + more > kMost) {
        ++into;
      }
      if (into == sizes.size()) {
        documents.emplace_back();
        documents.back().version = whole.version;
        documents.back().version_span = whole.version_span;
        sizes.push_back(kFrame);
        numbers.emplace_back();
      }
      auto& statements = documents[into].statements;
      statements.push_back(std::move(alone.statements.front()));
      sizes[into] += more;
      numbers[into].Number(documents[into], statements.size() - 1);
    }
    return documents;
  }

  // Takes half of the statement's resources, or of its actions, away into
  // another; the two together say the same.
  static std::optional<model::Statement> Halve(model::Statement& one) {
    const bool resources = one.resources && !one.resources->except &&
                           one.resources->values.size() > 1;
    const bool actions = !one.actions.except && one.actions.values.size() > 1;
    if (!resources && !actions) {
      return std::nullopt;
    }
    const bool by_resources =
        resources &&
        (!actions || one.resources->values.size() >= one.actions.values.size());
    model::Statement rest = one;
    if (by_resources) {
      rest.resources->values = TakeHalf(one.resources->values);
    } else {
      rest.actions.values = TakeHalf(one.actions.values);
    }
    return rest;
  }

  // The policy with another name and without statements; nullopt: the name
  // would be too long.
  std::optional<model::ManagedPolicy> PartOf(const model::ManagedPolicy& whole,
                                             std::size_t number) {
    model::ManagedPolicy part = whole;
    part.document = {};
    for (;; ++number) {
      const std::string suffix = '-' + std::to_string(number);
      part.key = whole.key + suffix;
      part.name = whole.name;
      if (!whole.name.value.empty()) {
        part.name.value.Add(suffix);
      }
      if (TakeNames(part)) {
        break;
      }
    }
    const auto& accounts = topology_.account_sets[part.accounts].members;
    const bool fits = std::all_of(
        accounts.begin(), accounts.end(), [&](model::AccountId account) {
          return model::Evaluate(topology_, part.name.value, account).size() <=
                 catalog::kMostManagedPolicyName;
        });
    return fits ? std::optional(std::move(part)) : std::nullopt;
  }

  // Whether no other policy has the key or the name, which nobody else takes
  // from then on. Names are compared regardless of case.
  bool TakeNames(const model::ManagedPolicy& part) {
    if (taken_.empty()) {
      for (const model::ManagedPolicy& one : topology_.policies) {
        Take(one);
      }
    }
    const std::size_t before = taken_.size();
    const std::size_t wanted = part.name.value.IsLiteral() ? 2 : 1;
    if (taken_.contains("key " + part.key) ||
        (wanted == 2 && taken_.contains(NameOf(part)))) {
      return false;
    }
    Take(part);
    return taken_.size() > before;
  }

  static std::string NameOf(const model::ManagedPolicy& one) {
    return "name " + support::Lower(one.name.value.literal());
  }

  void Take(const model::ManagedPolicy& one) {
    taken_.insert("key " + one.key);
    if (one.name.value.IsLiteral()) {
      taken_.insert(NameOf(one));
    }
  }

  void Follow(std::vector<model::Attachment>& attachments) const {
    std::vector<model::Attachment> all;
    for (model::Attachment& one : attachments) {
      const model::PolicyId policy = one.policy;
      const model::Attachment whole = one;
      all.push_back(std::move(one));
      if (!policy.valid()) {
        continue;
      }
      for (const model::PolicyId part : parts_[policy.index]) {
        all.push_back(whole);
        all.back().policy = part;
      }
    }
    attachments = std::move(all);
  }

  model::Topology topology_;
  // Looks at accounts alone, which nobody changes here.
  const analysis::DocumentSizes sizes_{topology_};
  // Of each policy that became several, the others.
  std::vector<std::vector<model::PolicyId>> parts_;
  std::set<std::string> taken_;
};

}  // namespace

model::Topology SplitPolicies(model::Topology topology) {
  return Splitter(std::move(topology)).Run();
}

}  // namespace iamgen::passes

// Whether claims of `expect:` hold.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "checks/check.h"
#include "checks/claim_rules.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "simulation/proving.h"
#include "simulation/story.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using simulation::Outcome;
using simulation::Proof;

class Prover {
 public:
  Prover(const Subject& subject, diag::Sink& sink)
      : topology_(subject.topology),
        sink_(sink),
        world_(subject.topology, subject.catalogue),
        prover_(world_) {}

  void Prove(const model::Claim& claim) {
    claim_ = &claim;
    decisive_.reset();
    others_ = 0;
    left_out_.clear();
    for (const model::Party& by : claim.by) {
      for (const auto& [entity, account] : ActorsOf(by)) {
        Prove(simulation::ActorOf(topology_, entity, account));
      }
    }
    Report();
  }

 private:
  struct Decisive {
    simulation::Actor actor;
    Outcome outcome;
  };

  // A group stands for its members, if it has any here.
  [[nodiscard]] std::vector<model::PlacedEntity> ActorsOf(
      const model::Party& by) const {
    std::vector<model::PlacedEntity> actors;
    for (const auto& [entity, account] : Placed(by)) {
      const std::size_t before = actors.size();
      if (entity.kind == model::EntityKind::kGroup) {
        for (std::uint32_t i = 0; i < topology_.users.size(); ++i) {
          for (const model::Membership& one :
               topology_.users[model::UserId{i}].groups) {
            if (one.group.index == entity.index &&
                topology_.account_sets[one.accounts].Contains(account)) {
              actors.push_back({{model::EntityKind::kUser, i}, account});
            }
          }
        }
      }
      if (actors.size() == before) {
        actors.emplace_back(entity, account);
      }
    }
    return actors;
  }

  [[nodiscard]] std::vector<model::PlacedEntity> Placed(
      const model::Party& party) const {
    std::vector<model::PlacedEntity> placed;
    for (const model::EntityRef entity : party.entities) {
      const auto home = model::AccountsOf(topology_, entity);
      if (!home.valid()) {
        continue;
      }
      for (const model::AccountId account :
           topology_.account_sets[home].members) {
        if (!party.accounts.valid() ||
            topology_.account_sets[party.accounts].Contains(account)) {
          placed.emplace_back(entity, account);
        }
      }
    }
    return placed;
  }

  void Prove(const simulation::Actor& actor) {
    simulation::Claimed claimed;
    claimed.allowed = claim_->effect == model::Effect::kAllow;
    claimed.actions =
        model::EvaluateList(topology_, claim_->actions, *actor.account);
    for (const auto& on : claim_->on) {
      if (const auto* party = std::get_if<model::Party>(&on)) {
        auto placed = Placed(*party);
        claimed.targets.insert(claimed.targets.end(), placed.begin(),
                               placed.end());
        continue;
      }
      model::AppendEvaluated(topology_, std::get<model::LocatedText>(on).value,
                             *actor.account, claimed.resources);
    }
    if (claim_->on.empty()) {
      claimed.resources.emplace_back("*");
    }
    for (const auto& [key, values] : claim_->context) {
      auto texts = model::EvaluateList(topology_, values, *actor.account);
      const bool is_list = texts.size() > 1;
      claimed.context.push_back({.name = key.value,
                                 .values = std::move(texts),
                                 .is_list = is_list,
                                 .unknown = false});
    }
    Outcome outcome = prover_.Prove(actor, claimed);
    if (outcome.proof == Proof::kHolds) {
      for (const simulation::Caveat& one : outcome.caveats) {
        left_out_.insert(one.what);
      }
      return;
    }
    const bool graver = decisive_ && outcome.proof == Proof::kFails &&
                        decisive_->outcome.proof == Proof::kOpen;
    if (!decisive_ || graver) {
      decisive_ = Decisive{actor, std::move(outcome)};
      others_ = 0;
    } else if (outcome.proof == decisive_->outcome.proof) {
      ++others_;
    }
  }

  void Report() {
    if (!decisive_) {
      if (!left_out_.empty()) {
        ReportLeftOut();
      }
      return;
    }
    const simulation::Actor& actor = decisive_->actor;
    const Outcome& outcome = decisive_->outcome;
    const bool fails = outcome.proof == Proof::kFails;
    const bool allow = claim_->effect == model::Effect::kAllow;
    std::string message = simulation::Describe(topology_, actor) +
                          (fails   ? allow ? " may not `" : " may `"
                           : allow ? " is not proved to be allowed `"
                                   : " is not proved to be kept from `") +
                          outcome.question.action + "` on `" +
                          outcome.question.resource + "`" +
                          Context(outcome.question);
    if (others_ > 0) {
      message += ", and " + support::Count(others_, "other principal") +
                 (fails ? " likewise" : " neither");
    }
    auto report = sink_.Add(fails ? kFailedClaim : kUnprovedClaim, claim_->span,
                            std::move(message));
    Explain(report, outcome, actor);
    if (actor.account) {
      report.In(topology_.accounts[*actor.account].alias);
    }
    report.About(std::string(model::NameOf(actor.entity->kind)) + "/" +
                 model::KeyOf(topology_, *actor.entity));
  }

  // What the request says besides, where the claim does not say it.
  [[nodiscard]] std::string Context(
      const simulation::Question& question) const {
    std::string text;
    for (std::size_t i = claim_->context.size(); i < question.context.size();
         ++i) {
      const evaluation::ContextKey& key = question.context[i];
      const std::string name =
          simulation::SpelledKey(world_.catalogue(), key.name);
      text += (text.empty() ? ", with " : " and ") +
              (key.values.empty() ? "no `" + name + "`"
                                  : "`" + name + "` being `" +
                                        support::Join(key.values, ", ") + "`");
    }
    return text;
  }

  // The statements that decide, and what to do.
  void Explain(diag::Report& report, const Outcome& outcome,
               const simulation::Actor& actor) const {
    std::set<std::pair<std::uint32_t, std::uint32_t>> told;
    for (const simulation::Why& why : outcome.verdict.why) {
      const evaluation::CompiledStatement& statement = *why.reason.statement;
      const std::string policy = simulation::Describe(topology_, why.held);
      if (statement.span.valid() &&
          told.emplace(statement.span.begin, statement.allows ? 1 : 0).second) {
        report.Also(statement.span,
                    policy + (statement.allows ? " allows it" : " denies it") +
                        (why.reason.certain ? " here" : " here, perhaps"));
      }
    }
    std::vector<std::string> sentences;
    for (const simulation::Sentence& one : simulation::Obstacles(
             world_, actor, outcome.question, outcome.verdict)) {
      sentences.push_back(one.text);
    }
    if (outcome.proof == Proof::kFails) {
      report.Help(sentences.empty() ? AllowedBy(outcome)
                                    : support::Join(sentences, "; "));
      return;
    }
    const std::string caveat = simulation::CaveatOf(outcome.verdict);
    if (!caveat.empty()) {
      sentences.push_back(caveat);
    }
    report.Help(
        (sentences.empty() ? "" : support::Join(sentences, "; ") + "; ") +
        (outcome.verdict.decision.keys.empty()
             ? "narrow the claim, or write the policies that are "
               "missing under `resources`"
             : "say in its `context` what these requests have"));
  }

  // Policies of AWS have no place to point at.
  [[nodiscard]] std::string AllowedBy(const Outcome& outcome) const {
    std::set<std::string> policies;
    for (const simulation::Why& why : outcome.verdict.why) {
      if (why.reason.statement->allows && why.held.name.starts_with("arn:")) {
        policies.insert(simulation::Describe(topology_, why.held));
      }
    }
    return policies.empty()
               ? "deny it there, or let the claim be about something else"
               : support::Join(
                     std::vector<std::string>(policies.begin(), policies.end()),
                     ", ") +
                     (policies.size() > 1 ? " allow" : " allows") +
                     " it: attach what allows less, deny it, or let the claim "
                     "be about something else";
  }

  void ReportLeftOut() {
    const std::vector<std::string> what(left_out_.begin(), left_out_.end());
    constexpr std::size_t kShown = 3;
    std::string names;
    for (std::size_t i = 0; i < what.size() && i < kShown; ++i) {
      names += (i > 0 ? ", " : "") + what[i];
    }
    if (what.size() > kShown) {
      names += " and " + std::to_string(what.size() - kShown) + " more";
    }
    sink_
        .Add(kPartlyKnownClaim, claim_->span,
             "the claim holds as far as identity policies go: " + names +
                 (what.size() > 1 ? " are" : " is") + " not in the topology")
        .Help("write what is known of it under `resources`");
  }

  const model::Topology& topology_;
  diag::Sink& sink_;
  simulation::World world_;
  simulation::Prover prover_;
  const model::Claim* claim_ = nullptr;
  std::optional<Decisive> decisive_;
  std::size_t others_ = 0;
  std::set<std::string> left_out_;
};

// Reports for the other rules, too: a claim is proved once.
void Claims(const Subject& subject, const Reporter& report) {
  if (subject.topology.claims.empty()) {
    return;
  }
  Prover prover(subject, report.sink());
  for (const model::Claim& claim : subject.topology.claims) {
    prover.Prove(claim);
  }
}

constexpr Check kChecks[] = {
    {.rule = kFailedClaim, .judge = Claims},
    {.rule = kUnprovedClaim},
    {.rule = kPartlyKnownClaim},
};

}  // namespace

std::span<const Check> ClaimChecks() { return kChecks; }

}  // namespace iamgen::checks

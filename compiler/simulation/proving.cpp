// Divides what a claim covers until every part is certain.
#include "simulation/proving.h"

#include <algorithm>
#include <map>
#include <utility>

#include "evaluation/glob.h"
#include "policy/pattern.h"
#include "simulation/asking.h"
#include "simulation/witness.h"
#include "support/text.h"

namespace iamgen::simulation {
namespace {

using catalog::ActionSet;
using evaluation::Answer;
using evaluation::CompiledStatement;
using evaluation::Side;
using evaluation::Truth;

// Splits every part into what the other set has and has not.
void Split(std::vector<ActionSet>& parts, const ActionSet& by) {
  const std::size_t count = parts.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (!parts[i].Meets(by) || by.ContainsAll(parts[i])) {
      continue;
    }
    ActionSet rest = parts[i];
    rest -= by;
    parts[i] &= by;
    parts.push_back(std::move(rest));
  }
}

// That a policy of the resource is not known stands in nobody's way where the
// caller's own policies keep it out: what is left is told of.
bool IsDeniedAsFarAsKnown(const Verdict& verdict) {
  const evaluation::Sides& sides = verdict.decision.sides;
  const bool resource_unknown = std::any_of(
      verdict.caveats.begin(), verdict.caveats.end(), [](const Caveat& one) {
        return one.kind == CaveatKind::kResourcePolicy;
      });
  return resource_unknown && sides.identity == Truth::kNo;
}

}  // namespace

Outcome Prover::Prove(const Actor& actor, const Claimed& claimed) {
  Outcome outcome;
  for (const std::string& pattern : claimed.actions) {
    ProveAction(actor, claimed, pattern, outcome);
    if (outcome.proof == Proof::kFails) {
      break;
    }
  }
  return outcome;
}

// The actions that a pattern covers and that act on the resource, divided by
// what else decides besides policies: whose resources have policies of their
// own, what takes no resource, and, one by one, what trust policies decide on.
const std::vector<ActionSet>& Prover::PartsOf(const std::string& pattern,
                                              const std::string& resource) {
  const auto made = parts_.try_emplace({pattern, resource});
  std::vector<ActionSet>& parts = made.first->second;
  if (!made.second) {
    return parts;
  }
  const catalog::Catalogue& catalogue = world_.catalogue();
  ActionSet covered(catalogue);
  catalogue.Expand(pattern, covered);
  ActionSet all(catalogue);
  ActionSet with_rcps(catalogue);
  ActionSet takes_none(catalogue);
  ActionSet keys(catalogue);
  std::vector<ActionSet> alone;
  covered.ForEach([&](catalog::ActionId action) {
    if (resource != "*" && !ActsOn(catalogue, action, resource)) {
      return;
    }
    all.Add(action);
    const catalog::ServiceId service = catalogue.ServiceOf(action);
    const std::string_view prefix = catalogue.PrefixOf(service);
    if (catalogue.SupportsRcps(service)) {
      with_rcps.Add(action);
    }
    if (resource == "*" && catalogue.ResourcesOf(action).size() == 0) {
      takes_none.Add(action);
    }
    if (prefix == "kms") {
      keys.Add(action);
    } else if (prefix == "sts" && evaluation::IsAssumption(support::Lower(
                                      catalogue.FullNameOf(action)))) {
      alone.emplace_back(catalogue).Add(action);
    }
  });
  if (all.empty()) {
    return parts;
  }
  parts.push_back(std::move(all));
  Split(parts, with_rcps);
  Split(parts, takes_none);
  Split(parts, keys);
  for (const ActionSet& one : alone) {
    Split(parts, one);
  }
  return parts;
}

std::vector<std::string> Prover::Representatives(const Actor& actor,
                                                 const std::string& pattern,
                                                 const std::string& resource) {
  const catalog::Catalogue& catalogue = world_.catalogue();
  std::vector<std::string> actions;
  represented_.clear();
  if (!policy::HasWildcard(pattern)) {
    actions.push_back(pattern);
    return actions;
  }
  std::vector<ActionSet> parts = PartsOf(pattern, resource);
  std::set<std::string> others;
  const std::string encoded = evaluation::Encoded(support::Lower(pattern));
  world_.ForEachStatement(actor, [&](const CompiledStatement& statement) {
    if (statement.action.covered) {
      Split(parts, *statement.action.covered);
    }
    // Actions that only a policy knows of.
    for (const evaluation::ActionPattern& entry : statement.action.entries) {
      const bool literal =
          !entry.unknown &&
          entry.pattern.find(evaluation::kAnyRun) == std::string::npos &&
          entry.pattern.find(evaluation::kAnyOne) == std::string::npos;
      if (literal && evaluation::Matches(encoded, entry.pattern) &&
          !catalogue.FindAction(entry.pattern)) {
        others.insert(entry.pattern);
      }
    }
  });
  for (ActionSet& part : parts) {
    const auto first = part.First();
    if (first) {
      actions.push_back(catalogue.FullNameOf(*first));
      represented_.emplace(actions.back(), std::move(part));
    }
  }
  actions.insert(actions.end(), others.begin(), others.end());
  return actions;
}

void Prover::ProveAction(const Actor& actor, const Claimed& claimed,
                         const std::string& pattern, Outcome& outcome) {
  for (const auto& [entity, account] : claimed.targets) {
    Question question = world_.About("", entity, account);
    for (std::string& action :
         Representatives(actor, pattern, question.resource)) {
      Question one = question;
      one.action = std::move(action);
      one.context = claimed.context;
      ProveQuestion(actor, claimed.allowed, std::move(one), outcome);
      if (outcome.proof == Proof::kFails) {
        return;
      }
    }
  }
  for (const std::string& resource : claimed.resources) {
    for (const std::string& action :
         Representatives(actor, pattern, resource)) {
      Claimed one{.allowed = claimed.allowed,
                  .actions = {},
                  .targets = {},
                  .resources = {resource},
                  .context = claimed.context};
      ProveOn(actor, one, action, outcome);
      if (outcome.proof == Proof::kFails) {
        return;
      }
    }
  }
}

// One action, on one pattern of resources: on what the topology knows of them,
// and on all the rest.
void Prover::ProveOn(const Actor& actor, const Claimed& claimed,
                     const std::string& action, Outcome& outcome) {
  const std::string& pattern = claimed.resources.front();
  Question question;
  question.action = action;
  question.resource = pattern;
  question.of_many = pattern == "*" || policy::HasWildcard(pattern);
  question.context = claimed.context;
  if (!question.of_many || pattern == "*") {
    // Of an allowed ARN that the action does not act on nothing is said.
    if (pattern == "*") {
      FitToAction(world_.catalogue(), question);
    }
    world_.Recognise(question);
  }
  if (!question.of_many) {
    ProveQuestion(actor, claimed.allowed, std::move(question), outcome);
    return;
  }
  const std::string encoded = evaluation::Encoded(
      pattern == "*" ? std::string_view("arn:*:*:*:*:*") : pattern);
  const auto also = [&](Question one) {
    one.action = action;
    one.context = claimed.context;
    ProveQuestion(actor, claimed.allowed, std::move(one), outcome);
    return outcome.proof != Proof::kFails;
  };
  for (const std::string& known : world_.ResourcePatterns()) {
    const auto meets =
        evaluation::MatchesAll(encoded, evaluation::Encoded(known));
    Question one;
    one.resource = meets == Truth::kYes ? known : pattern;
    one.of_many = policy::HasWildcard(one.resource);
    if (meets != Truth::kNo && one.resource != pattern && !also(one)) {
      return;
    }
  }
  if (evaluation::IsAssumption(support::Lower(action))) {
    ProveRoles(actor, claimed, question, outcome);
    return;
  }
  ProveQuestion(actor, claimed.allowed, std::move(question), outcome);
}

// Of the roles of the topology their trust policies are known. Of others only
// those matter that the actor's own policies speak of.
void Prover::ProveRoles(const Actor& actor, const Claimed& claimed,
                        const Question& question, Outcome& outcome) {
  const model::Topology& topology = world_.topology();
  const std::string encoded = evaluation::Encoded(
      question.resource == "*" ? std::string_view("arn:*:*:*:*:*")
                               : question.resource);
  const auto also = [&](Question one) {
    one.action = question.action;
    one.context = claimed.context;
    ProveQuestion(actor, claimed.allowed, std::move(one), outcome);
    return outcome.proof != Proof::kFails;
  };
  for (std::uint32_t i = 0; i < topology.roles.size(); ++i) {
    const model::Role& role = topology.roles[model::RoleId{i}];
    if (!role.accounts.valid()) {
      continue;
    }
    for (const model::AccountId account :
         topology.account_sets[role.accounts].members) {
      Question one =
          world_.About(question.action, {model::EntityKind::kRole, i}, account);
      if (evaluation::Matches(encoded, one.resource) && !also(one)) {
        return;
      }
    }
  }
  const Verdict verdict = world_.Ask(actor, question);
  for (const Why& why : verdict.why) {
    const CompiledStatement& statement = *why.reason.statement;
    if (why.reason.side != Side::kIdentity || !statement.allows) {
      continue;
    }
    for (const auto& pattern : statement.resource.entries) {
      Question one;
      one.resource =
          pattern.anything || statement.resource.except
              ? "arn:aws:iam::" + actor.caller.account + ":role/example"
              : ResourceOfBoth(question.resource, pattern).value_or("");
      world_.Recognise(one);
      if (!one.resource.empty() && !one.target &&
          evaluation::Matches(encoded, one.resource) && !also(one)) {
        return;
      }
    }
  }
}

void Prover::ProveQuestion(const Actor& actor, bool allowed, Question question,
                           Outcome& outcome) {
  Verdict verdict = world_.Ask(actor, question);
  const Answer answer = verdict.decision.answer;
  const auto take = [&](Proof proof, Question asked, Verdict found) {
    // What is open gives way to what fails; the first of a kind stays.
    if (outcome.proof == Proof::kHolds || proof == Proof::kFails) {
      outcome.proof = proof;
      outcome.question = std::move(asked);
      outcome.verdict = std::move(found);
    }
  };
  if (allowed ? answer == Answer::kAllowed : evaluation::IsDenial(answer)) {
    for (Caveat& caveat : verdict.caveats) {
      outcome.caveats.push_back(std::move(caveat));
    }
    return;
  }
  if (answer != Answer::kDepends) {
    take(Proof::kFails, std::move(question), std::move(verdict));
    return;
  }
  if (!allowed && IsDeniedAsFarAsKnown(verdict)) {
    for (Caveat& caveat : verdict.caveats) {
      outcome.caveats.push_back(std::move(caveat));
    }
    return;
  }
  if (auto found = FindOne(actor, question, verdict, !allowed)) {
    take(Proof::kFails, std::move(found->first), std::move(found->second));
    return;
  }
  take(Proof::kOpen, std::move(question), std::move(verdict));
}

std::optional<std::string> Prover::ActingOn(const std::string& representative,
                                            const std::string& resource) const {
  const catalog::Catalogue& catalogue = world_.catalogue();
  const auto known = catalogue.FindAction(representative);
  if (!known || ActsOn(catalogue, *known, resource)) {
    return representative;
  }
  std::optional<std::string> acting;
  if (const auto of = represented_.find(representative);
      of != represented_.end()) {
    of->second.ForEach([&](catalog::ActionId action) {
      if (!acting && ActsOn(catalogue, action, resource)) {
        acting = catalogue.FullNameOf(action);
      }
    });
  }
  return acting;
}

std::optional<std::pair<Question, Verdict>> Prover::FindOne(
    const Actor& actor, const Question& question, const Verdict& verdict,
    bool allowed) {
  // What a claim that something is allowed leaves open about a request is for
  // its `context` to say; that it is not allowed on some resource is not.
  if (!allowed && !question.of_many) {
    return std::nullopt;
  }
  std::vector<std::string> resources;
  if (!question.of_many) {
    resources.push_back(question.resource);
  } else {
    resources.push_back(ResourceOf(question.resource));
    constexpr std::size_t kMost = 64;
    for (const Why& why : verdict.why) {
      for (const auto& pattern : why.reason.statement->resource.entries) {
        if (resources.size() < kMost) {
          if (auto one = ResourceOfBoth(question.resource, pattern)) {
            resources.push_back(*std::move(one));
          }
        }
      }
    }
  }
  for (std::string& resource : resources) {
    Question one = question;
    if (question.of_many) {
      one.resource = std::move(resource);
      one.of_many = false;
      auto action = ActingOn(question.action, one.resource);
      if (!action) {
        continue;
      }
      one.action = *std::move(action);
      world_.Recognise(one);
    }
    Verdict found = world_.Ask(actor, one);
    const auto suits = [&](const Verdict& of) {
      return allowed ? of.decision.answer == Answer::kAllowed
                     : evaluation::IsDenial(of.decision.answer);
    };
    if (suits(found) || (allowed && found.decision.answer == Answer::kDepends &&
                         SearchContext(actor, one, allowed, found))) {
      return std::pair(std::move(one), std::move(found));
    }
  }
  return std::nullopt;
}

// Tries what the statements that depend on something ask for.
bool Prover::SearchContext(const Actor& actor, Question& question, bool allowed,
                           Verdict& verdict) {
  std::map<std::string, std::vector<evaluation::ContextKey>> tries;
  for (const bool allows : {allowed, !allowed}) {
    for (const Why& why : verdict.why) {
      if (why.reason.certain || why.reason.statement->allows != allows) {
        continue;
      }
      for (const evaluation::Test& test : why.reason.statement->tests) {
        if (verdict.decision.keys.contains(test.key)) {
          auto values = ValuesToTry(test);
          auto& known = tries[test.key];
          known.insert(known.end(), values.begin(), values.end());
        }
      }
    }
  }
  for (const std::string& key : verdict.decision.keys) {
    auto& known = tries[key];
    // Of variables.
    known.push_back({.name = key,
                     .values = {"example"},
                     .is_list = false,
                     .unknown = false});
  }
  const std::size_t at = question.context.size();
  for (const auto& [key, values] : tries) {
    question.context.push_back(values.front());
  }
  // Key by key, twice over: what suits one may only do so after another.
  constexpr int kRounds = 2;
  for (int round = 0; round < kRounds; ++round) {
    std::size_t place = at;
    for (const auto& [key, values] : tries) {
      Question best = question;
      bool closer = false;
      for (const evaluation::ContextKey& value : values) {
        question.context[place] = value;
        Verdict found = world_.Ask(actor, question);
        if (!found.decision.error &&
            found.decision.answer == Answer::kAllowed) {
          verdict = std::move(found);
          return true;
        }
        if (!closer && !found.decision.error &&
            found.decision.sides.denied == Truth::kNo) {
          best = question;
          closer = true;
        }
      }
      question = best;
      ++place;
    }
  }
  question.context.resize(at);
  return false;
}

}  // namespace iamgen::simulation

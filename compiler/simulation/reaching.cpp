// Goes from principal to principal, breadth first.
#include "simulation/reaching.h"

#include <algorithm>

#include "analysis/escalation_data.h"
#include "analysis/generated_names.h"
#include "evaluation/glob.h"
#include "simulation/asking.h"
#include "support/text.h"

namespace iamgen::simulation {
namespace {

using evaluation::Answer;
using model::EntityKind;

constexpr std::string_view kAssumeRole = "sts:AssumeRole";
constexpr std::string_view kPassRole = "iam:PassRole";

// Words with one character between.
std::vector<std::string> WordsOf(std::string_view text, char between) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool TrustsPeople(const model::Document& trust) {
  return std::any_of(
      trust.statements.begin(), trust.statements.end(),
      [](const model::Statement& one) {
        return one.effect == model::Effect::kAllow && one.principal &&
               (one.principal->anyone || one.principal->except ||
                std::any_of(one.principal->principals.begin(),
                            one.principal->principals.end(),
                            [](const model::Principals& some) {
                              return some.type == model::PrincipalType::kAws;
                            }));
      });
}

}  // namespace

Reaching::Reaching(World& world) : world_(world), topology_(world.topology()) {
  for (std::uint32_t i = 0; i < topology_.roles.size(); ++i) {
    const model::Role& role = topology_.roles[model::RoleId{i}];
    trusts_people_.push_back(TrustsPeople(role.trust));
    if (!role.accounts.valid()) {
      continue;
    }
    for (const model::AccountId account :
         topology_.account_sets[role.accounts].members) {
      roles_in_[account].push_back({EntityKind::kRole, i});
    }
  }
}

std::vector<std::pair<model::PlacedEntity, Verdict>> Reaching::AssumableBy(
    const Actor& actor) {
  std::vector<std::pair<model::PlacedEntity, Verdict>> found;
  std::set<model::PlacedEntity> seen;
  const auto look = [&](model::EntityRef role, model::AccountId account) {
    if (!trusts_people_[role.index] || !seen.insert({role, account}).second ||
        (role == actor.entity && account == actor.account)) {
      return;
    }
    Verdict verdict = world_.Ask(
        actor, world_.About(std::string(kAssumeRole), role, account));
    if (!evaluation::IsDenial(verdict.decision.answer)) {
      found.emplace_back(model::PlacedEntity{role, account},
                         std::move(verdict));
    }
  };
  // Within the account a trust policy alone may do.
  if (actor.account) {
    for (const model::EntityRef role : roles_in_[*actor.account]) {
      look(role, *actor.account);
    }
  }
  for (const std::string& pattern : AllowedPatterns(actor, kAssumeRole)) {
    for (const auto& [role, account] : RolesLike(pattern)) {
      look(role, account);
    }
  }
  return found;
}

std::vector<Hop> Reaching::From(const Actor& start) {
  std::vector<Hop> hops;
  std::set<model::PlacedEntity> reached;
  if (start.entity && start.account) {
    reached.insert({*start.entity, *start.account});
  }
  const auto expand = [&](const Actor& actor, std::optional<std::size_t> from) {
    for (Hop& hop : HopsOf(actor)) {
      if (reached.insert(hop.to).second) {
        hop.from = from.value_or(hops.size());
        hop.depth = from ? hops[*from].depth + 1 : 1;
        hops.push_back(std::move(hop));
      }
    }
  };
  expand(start, std::nullopt);
  for (std::size_t at = 0; at < hops.size(); ++at) {
    const auto [entity, account] = hops[at].to;
    expand(ActorOf(topology_, entity, account), at);
  }
  return hops;
}

// Encoded patterns of what its identity policies allow the action on.
std::vector<std::string> Reaching::AllowedPatterns(const Actor& actor,
                                                   std::string_view action) {
  Question question;
  question.action = action;
  question.of_many = true;
  const Verdict verdict = world_.Ask(actor, question);
  std::vector<std::string> patterns;
  for (const Why& why : verdict.why) {
    const evaluation::CompiledStatement& statement = *why.reason.statement;
    if (why.reason.side != evaluation::Side::kIdentity || !statement.allows) {
      continue;
    }
    if (statement.resource.except) {
      patterns.emplace_back(1, evaluation::kAnyRun);
      continue;
    }
    for (const evaluation::ResourcePattern& entry :
         statement.resource.entries) {
      std::string pattern;
      if (entry.anything) {
        pattern = evaluation::kAnyRun;
      } else {
        for (const std::string& field : entry.fields) {
          pattern += field + ":";
        }
        for (const evaluation::Piece& piece : entry.rest.pieces) {
          pattern += piece.key.empty() ? piece.text
                                       : std::string(1, evaluation::kAnyRun);
        }
      }
      patterns.push_back(std::move(pattern));
    }
  }
  return patterns;
}

std::vector<model::PlacedEntity> Reaching::RolesLike(
    const std::string& pattern) {
  if (pattern.find(evaluation::kAnyRun) == std::string::npos &&
      pattern.find(evaluation::kAnyOne) == std::string::npos) {
    Question question;
    question.resource = pattern;
    world_.Recognise(question);
    if (question.target && question.target->kind == EntityKind::kRole) {
      return {{*question.target, *question.target_account}};
    }
  }
  std::vector<model::PlacedEntity> found;
  for (const auto& [account, roles] : roles_in_) {
    for (const model::EntityRef role : roles) {
      if (evaluation::Matches(pattern,
                              analysis::KnownArnOf(topology_, role, account))) {
        found.emplace_back(role, account);
      }
    }
  }
  return found;
}

std::vector<Hop> Reaching::HopsOf(const Actor& actor) {
  std::vector<Hop> hops;
  for (auto& [to, verdict] : AssumableBy(actor)) {
    hops.push_back({.means = HopMeans::kAssume,
                    .to = to,
                    .why = std::move(verdict.why),
                    .keys = std::move(verdict.decision.keys)});
  }
  Pass(actor, hops);
  return hops;
}

// Whether it may do one of the actions on something.
bool Reaching::MayOne(const Actor& actor, std::string_view alternatives) {
  const auto actions = WordsOf(alternatives, '|');
  return std::any_of(actions.begin(), actions.end(),
                     [&](const std::string& action) {
                       Question question;
                       question.action = action;
                       FitToAction(world_.catalogue(), question);
                       return !evaluation::IsDenial(
                           world_.Ask(actor, question).decision.answer);
                     });
}

// "Granting a user permissions to pass a role to an AWS service".
void Reaching::Pass(const Actor& actor, std::vector<Hop>& hops) {
  if (!actor.account || !MayOne(actor, kPassRole)) {
    return;
  }
  std::vector<const analysis::EscalationMethod*> methods;
  for (const analysis::EscalationMethod& method :
       analysis::EscalationMethods()) {
    const auto groups = WordsOf(method.actions, ' ');
    if (!method.ended && !method.services.empty() &&
        std::find(groups.begin(), groups.end(), kPassRole) != groups.end() &&
        std::all_of(
            groups.begin(), groups.end(),
            [&](const std::string& group) { return MayOne(actor, group); })) {
      methods.push_back(&method);
    }
  }
  if (methods.empty()) {
    return;
  }
  for (const model::EntityRef role : roles_in_[*actor.account]) {
    if (role == actor.entity) {
      continue;
    }
    Verdict verdict = world_.Ask(
        actor, world_.About(std::string(kPassRole), role, *actor.account));
    if (evaluation::IsDenial(verdict.decision.answer)) {
      continue;
    }
    if (auto service = ServiceOf(methods, role, *actor.account)) {
      hops.push_back({.means = HopMeans::kPass,
                      .to = {role, *actor.account},
                      .service = *std::move(service),
                      .why = std::move(verdict.why),
                      .keys = std::move(verdict.decision.keys)});
    }
  }
}

// The first service of the methods that the role trusts.
std::optional<std::string> Reaching::ServiceOf(
    const std::vector<const analysis::EscalationMethod*>& methods,
    model::EntityRef role, model::AccountId account) {
  for (const analysis::EscalationMethod* method : methods) {
    for (const std::string& name : WordsOf(method->services, ' ')) {
      const auto service = world_.FindActor(name);
      if (!service) {
        continue;
      }
      Question question = world_.About(std::string(kAssumeRole), role, account);
      if (!evaluation::IsDenial(
              world_.Ask(*service, question).decision.answer)) {
        return name;
      }
    }
  }
  return std::nullopt;
}

}  // namespace iamgen::simulation

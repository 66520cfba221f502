// Puts the policies of both sides and the context of a request together.
#include "simulation/world.h"

#include <algorithm>
#include <array>

#include "analysis/generated_names.h"
#include "evaluation/glob.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "policy/arn.h"
#include "simulation/request_context.h"
#include "support/text.h"

namespace iamgen::simulation {
namespace {

using evaluation::CallerKind;
using model::EntityKind;

// What lies in a resource has its policy, too: objects in a bucket, versions
// of a function.
bool HoldsMore(model::ResourceType type) {
  return type == model::ResourceType::kS3Bucket ||
         type == model::ResourceType::kLambdaFunction;
}

std::string InsideOf(model::ResourceType type, const std::string& arn) {
  return arn + (type == model::ResourceType::kS3Bucket ? "/*" : ":*");
}

// "AWS services that work with IAM", resource-based policies: those whose
// resources people give policies of their own.
bool HasResourcePolicies(std::string_view service) {
  constexpr std::array<std::string_view, 13> kServices = {
      "backup",        "dynamodb", "ecr",     "elasticfilesystem",
      "events",        "glue",     "kinesis", "kms",
      "lambda",        "s3",       "sns",     "sqs",
      "secretsmanager"};
  return std::find(kServices.begin(), kServices.end(), service) !=
         kServices.end();
}

std::string Title(const model::ResourcePolicy& resource) {
  switch (resource.type) {
    case model::ResourceType::kS3Bucket:
      return "the policy of bucket `" + resource.key + "`";
    case model::ResourceType::kKmsKey:
      return "the key policy of `" + resource.key + "`";
    case model::ResourceType::kSqsQueue:
    case model::ResourceType::kSnsTopic:
    case model::ResourceType::kLambdaFunction:
    case model::ResourceType::kSecret:
      break;
  }
  return "the policy of `" + resource.key + "`";
}

}  // namespace

evaluation::Truth CallersSide(const Verdict& verdict) {
  const evaluation::Sides& sides = verdict.decision.sides;
  const bool denied =
      std::any_of(verdict.why.begin(), verdict.why.end(), [](const Why& why) {
        return !why.reason.statement->allows && why.reason.certain &&
               why.reason.side != evaluation::Side::kResource &&
               why.reason.side != evaluation::Side::kResourceControl;
      });
  return denied
             ? evaluation::Truth::kNo
             : evaluation::And(evaluation::And(sides.identity, sides.boundary),
                               sides.service_control);
}

evaluation::Truth ResourcesSide(const Verdict& verdict) {
  const bool denied =
      std::any_of(verdict.why.begin(), verdict.why.end(), [](const Why& why) {
        return !why.reason.statement->allows && why.reason.certain &&
               why.reason.side == evaluation::Side::kResource;
      });
  return denied ? evaluation::Truth::kNo : verdict.decision.sides.resource;
}

World::World(const model::Topology& topology,
             const catalog::Catalogue& catalogue)
    : topology_(topology),
      catalogue_(catalogue),
      library_(topology, catalogue),
      arns_(topology) {
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    accounts_.emplace(topology.accounts[id].id, id);
  }
  for (const model::ResourcePolicy& resource : topology.resources) {
    if (!resource.accounts.valid()) {
      continue;
    }
    for (const model::AccountId account :
         topology.account_sets[resource.accounts].members) {
      resources_.push_back(
          {&resource, account,
           model::Evaluate(topology, resource.arn.value, account)});
    }
  }
}

void World::Focus(std::vector<std::string> actions) {
  library_.Focus(std::move(actions));
  last_.reset();
}

std::vector<std::string> World::ResourcePatterns() const {
  std::vector<std::string> patterns;
  for (const KnownResource& one : resources_) {
    patterns.push_back(one.arn);
    if (HoldsMore(one.resource->type)) {
      patterns.push_back(InsideOf(one.resource->type, one.arn));
    }
  }
  return patterns;
}

const World::KnownResource* World::FindResource(std::string_view arn,
                                                bool of_many) const {
  const auto covers = [&](const std::string& pattern) {
    const std::string encoded = evaluation::Encoded(pattern);
    return of_many
               ? evaluation::MatchesAll(encoded, evaluation::Encoded(arn)) ==
                     evaluation::Truth::kYes
               : evaluation::Matches(encoded, arn);
  };
  for (const KnownResource& one : resources_) {
    if (covers(one.arn) || (HoldsMore(one.resource->type) &&
                            covers(InsideOf(one.resource->type, one.arn)))) {
      return &one;
    }
  }
  return nullptr;
}

Question World::About(std::string action, model::EntityRef entity,
                      model::AccountId account) const {
  Question question;
  question.action = std::move(action);
  question.resource = analysis::KnownArnOf(topology_, entity, account);
  question.target = entity;
  question.target_account = account;
  return question;
}

void World::Recognise(Question& question) {
  if (question.target || question.of_many) {
    return;
  }
  const auto found = arns_.Find(question.resource);
  if (found && found->exact) {
    question.target = found->entity;
    question.target_account = found->account;
  }
}

std::optional<Actor> World::FindActor(std::string_view written) {
  const auto caller = evaluation::ParseCaller(written);
  if (!caller) {
    return std::nullopt;
  }
  Actor actor;
  actor.caller = *caller;
  const auto account = accounts_.find(caller->account);
  if (account == accounts_.end()) {
    return actor;
  }
  // The account of a root user, or of a session, is known all the same.
  actor.account = account->second;
  const auto named = arns_.Find(written);
  if (named && named->exact &&
      (named->kind == EntityKind::kRole || named->kind == EntityKind::kUser)) {
    actor.entity = named->entity;
    return actor;
  }
  if (caller->kind != CallerKind::kSession) {
    return actor;
  }
  for (std::uint32_t i = 0; i < topology_.roles.size(); ++i) {
    const model::EntityRef role{EntityKind::kRole, i};
    const auto home = model::AccountsOf(topology_, role);
    if (home.valid() &&
        topology_.account_sets[home].Contains(account->second)) {
      const std::string arn =
          analysis::KnownArnOf(topology_, role, account->second);
      if (arn.substr(arn.rfind('/') + 1) == caller->role) {
        actor.entity = role;
        break;
      }
    }
  }
  return actor;
}

std::shared_ptr<const Belongings> World::Of(const Actor& actor) {
  std::optional<std::pair<model::EntityRef, model::AccountId>> key;
  if (actor.entity && actor.account) {
    key = {*actor.entity, *actor.account};
  }
  if (!key || key != last_) {
    belongings_ = std::make_shared<const Belongings>(
        BelongingsOf(topology_, actor, library_));
    last_ = key;
  }
  return belongings_;
}

std::vector<std::string> World::OthersNamed(const Question& question) {
  const ResourceSide side = SideOf(Actor(), question);
  std::vector<std::string> names;
  if (side.policy == nullptr) {
    return names;
  }
  const auto add = [&](std::string name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  };
  for (const evaluation::CompiledStatement& one : side.policy->statements) {
    if (!one.allows || one.principal.except) {
      continue;
    }
    for (const evaluation::PrincipalEntry& entry : one.principal.entries) {
      const auto account = accounts_.find(entry.account);
      const bool own = account != accounts_.end() &&
                       topology_.accounts[account->second].built();
      switch (entry.kind) {
        case evaluation::PrincipalEntryKind::kEveryone:
          add("anonymous");
          break;
        case evaluation::PrincipalEntryKind::kService:
          add(entry.name);
          break;
        case evaluation::PrincipalEntryKind::kFederated:
          add("federated:" + entry.name);
          break;
        case evaluation::PrincipalEntryKind::kAccount:
          if (!own) {
            add("arn:" + (entry.partition.empty() ? "aws" : entry.partition) +
                ":iam::" + entry.account + ":root");
          }
          break;
        case evaluation::PrincipalEntryKind::kUser:
        case evaluation::PrincipalEntryKind::kRole:
        case evaluation::PrincipalEntryKind::kSession:
        case evaluation::PrincipalEntryKind::kFederatedUser:
          if (const auto named = arns_.Find(entry.name);
              !named || !named->exact) {
            add(entry.name);
          }
          break;
        case evaluation::PrincipalEntryKind::kNobody:
        case evaluation::PrincipalEntryKind::kUnknown:
          break;
      }
    }
  }
  return names;
}

void World::ForEachStatement(
    const Actor& actor,
    const std::function<void(const evaluation::CompiledStatement&)>& look) {
  const auto all = [&](const evaluation::CompiledPolicy& policy) {
    for (const evaluation::CompiledStatement& one : policy.statements) {
      look(one);
    }
  };
  const auto levels = [&](const std::vector<std::vector<Held>>& of) {
    for (const auto& level : of) {
      for (const Held& held : level) {
        all(*held.policy);
      }
    }
  };
  const auto belongings = Of(actor);
  const Belongings& mine = *belongings;
  for (const Held& held : mine.identity) {
    all(*held.policy);
  }
  if (mine.boundary) {
    all(*mine.boundary->policy);
  }
  levels(mine.service_control);
  for (const KnownResource& one : resources_) {
    all(*library_.In(one.resource->document, policy::Kind::kResource,
                     one.account));
  }
  for (const model::ControlPolicy& one : topology_.control_policies) {
    if (one.kind == model::ControlKind::kResource && one.accounts.valid()) {
      all(*library_.In(one.document, policy::Kind::kResourceControl,
                       topology_.account_sets[one.accounts].members.front()));
    }
  }
}

World::ResourceSide World::SideOf(const Actor& actor,
                                  const Question& question) {
  ResourceSide side;
  const auto set = [&](const evaluation::CompiledPolicy* policy,
                       std::string title, diag::Span span, bool known) {
    side.policy = policy;
    side.title = title;
    side.span = span;
    side.held = {.policy = policy,
                 .managed = {},
                 .inlined = nullptr,
                 .name = std::move(title),
                 .group = {},
                 .known = known};
  };
  const std::string action = support::Lower(question.action);
  const bool assumption = evaluation::IsAssumption(action);
  if (question.target && question.target_account) {
    side.account = question.target_account;
    side.owner = topology_.accounts[*side.account].id;
    if (assumption && question.target->kind == EntityKind::kRole) {
      const model::RoleId role{question.target->index};
      set(library_.In(topology_.roles[role].trust, policy::Kind::kTrust,
                      *side.account),
          "the trust policy of role `" + topology_.roles[role].key + "` of `" +
              topology_.accounts[*side.account].alias + "`",
          topology_.roles[role].key_span, true);
    }
    return side;
  }
  const auto arn = policy::SplitArn(question.resource);
  if (const KnownResource* known =
          FindResource(question.resource, question.of_many)) {
    side.account = known->account;
    side.owner = topology_.accounts[known->account].id;
    set(library_.In(known->resource->document, policy::Kind::kResource,
                    known->account),
        Title(*known->resource), known->resource->key_span, true);
    return side;
  }
  const bool literal_owner =
      arn && !arn->account.empty() &&
      arn->account.find_first_of("*?") == std::string_view::npos;
  side.owner = literal_owner ? std::string(arn->account) : actor.caller.account;
  if (const auto found = accounts_.find(side.owner); found != accounts_.end()) {
    side.account = found->second;
  }
  if (!arn) {
    return side;
  }
  // Roles and keys let nobody in that their own policy does not, and neither
  // does anything of another account.
  const bool closed =
      (assumption && arn->service == "iam") ||
      (action.starts_with("kms:") && arn->service == "kms") ||
      (side.owner != actor.caller.account && HasAccount(actor.caller.kind));
  const std::string title = "the policy of `" + question.resource + "`";
  if (closed || !HasAccount(actor.caller.kind)) {
    set(library_.NotKnown(policy::Kind::kResource), title, {}, false);
    side.caveats.push_back({CaveatKind::kResourcePolicy, title});
  } else if (HasResourcePolicies(arn->service)) {
    side.caveats.push_back({CaveatKind::kResourcePolicy, title});
  }
  return side;
}

Verdict World::Ask(const Actor& actor, const Question& question) {
  const ResourceSide side = SideOf(actor, question);
  const auto belongings = Of(actor);
  const Belongings& mine = *belongings;

  evaluation::Request request;
  request.caller = actor.caller;
  request.SetAction(question.action, catalogue_);
  if (question.of_many) {
    request.SetResources(question.resource);
  } else {
    request.SetResource(question.resource);
  }
  request.resource_account = side.owner;
  FillContext(topology_, actor, question, {side.owner, side.account},
              request.context);

  evaluation::Policies policies;
  const auto all = [](const std::vector<Held>& from) {
    std::vector<const evaluation::CompiledPolicy*> to;
    to.reserve(from.size());
    for (const Held& held : from) {
      to.push_back(held.policy);
    }
    return to;
  };
  policies.identity = all(mine.identity);
  policies.boundary = mine.boundary ? mine.boundary->policy : nullptr;
  for (const auto& level : mine.service_control) {
    policies.service_control.push_back(all(level));
  }
  policies.caller_in_management_account = mine.in_management_account;
  policies.resource = side.policy;
  const std::vector<std::vector<Held>>* controls = nullptr;
  if (side.account && topology_.accounts[*side.account].built()) {
    const auto [at, is_new] = resource_controls_.try_emplace(*side.account);
    if (is_new) {
      at->second = ControlsAbove(topology_, model::ControlKind::kResource,
                                 *side.account, library_);
    }
    controls = &at->second;
    for (const auto& level : *controls) {
      policies.resource_control.push_back(all(level));
    }
    policies.resource_in_management_account =
        topology_.accounts[*side.account].role == model::AccountRole::kMaster;
  }

  Verdict verdict;
  verdict.decision = evaluation::Decide(request, policies, catalogue_);
  verdict.caveats = side.caveats;
  verdict.resource_policy = side.title;
  verdict.resource_span = side.span;
  for (const Held& held : mine.identity) {
    if (!held.known) {
      verdict.caveats.push_back(
          {CaveatKind::kPrincipalPolicy, Describe(topology_, held)});
    }
  }
  if (mine.boundary && !mine.boundary->known) {
    verdict.caveats.push_back(
        {CaveatKind::kPrincipalPolicy,
         "the boundary " + Describe(topology_, *mine.boundary)});
  }
  for (const evaluation::Reason& reason : verdict.decision.reasons) {
    Why why{.reason = reason, .held = {}, .belongings = belongings};
    switch (reason.side) {
      case evaluation::Side::kIdentity:
        why.held = mine.identity[reason.document];
        break;
      case evaluation::Side::kResource:
        why.held = side.held;
        break;
      case evaluation::Side::kBoundary:
        why.held = *mine.boundary;
        break;
      case evaluation::Side::kServiceControl:
        why.held = mine.service_control[reason.level][reason.document];
        break;
      case evaluation::Side::kResourceControl:
        why.held = (*controls)[reason.level][reason.document];
        break;
      case evaluation::Side::kSession:
      case evaluation::Side::kEndpoint:
        break;
    }
    verdict.why.push_back(std::move(why));
  }
  return verdict;
}

}  // namespace iamgen::simulation

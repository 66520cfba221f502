// Principal, organization, resource: key by key.
#include "simulation/request_context.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "analysis/generated_names.h"
#include "evaluation/glob.h"
#include "model/evaluate.h"
#include "policy/arn.h"
#include "support/text.h"

namespace iamgen::simulation {
namespace {

using evaluation::CallerKind;
using model::EntityKind;

evaluation::ContextKey Known(std::string name, std::string value) {
  return {.name = std::move(name),
          .values = {std::move(value)},
          .is_list = false,
          .unknown = false};
}

evaluation::ContextKey Missing(std::string name) {
  return {.name = std::move(name),
          .values = {},
          .is_list = false,
          .unknown = false};
}

const std::vector<model::Tag>* TagsOf(const model::Topology& topology,
                                      model::EntityRef entity) {
  switch (entity.kind) {
    case EntityKind::kRole:
      return &topology.roles[model::RoleId{entity.index}].tags;
    case EntityKind::kUser:
      return &topology.users[model::UserId{entity.index}].tags;
    case EntityKind::kPolicy:
      return &topology.policies[model::PolicyId{entity.index}].tags;
    case EntityKind::kInstanceProfile:
    case EntityKind::kGroup:
    case EntityKind::kOidcProvider:
    case EntityKind::kSamlProvider:
      break;
  }
  return nullptr;
}

void AddTags(const model::Topology& topology,
             const std::vector<model::Tag>& tags, model::AccountId account,
             const std::string& prefix, evaluation::Context& context) {
  for (const model::Tag& tag : tags) {
    context.Add(Known(prefix + model::Evaluate(topology, tag.key, account),
                      model::Evaluate(topology, tag.value.value, account)));
  }
}

bool MayTagSessions(const model::Topology& topology, const Actor& actor) {
  if (!actor.entity || actor.entity->kind != EntityKind::kRole) {
    return false;
  }
  const model::Role& role = topology.roles[model::RoleId{actor.entity->index}];
  return std::any_of(
      role.trust.statements.begin(), role.trust.statements.end(),
      [](const model::Statement& one) {
        return one.effect == model::Effect::kAllow &&
               (one.actions.except ||
                std::any_of(
                    one.actions.values.begin(), one.actions.values.end(),
                    [](const model::LocatedText& action) {
                      return !action.value.IsLiteral() ||
                             evaluation::Matches(
                                 evaluation::Encoded(
                                     support::Lower(action.value.literal())),
                                 "sts:tagsession");
                    }));
      });
}

// "AWS global condition context keys", which of them a request has.
void FillPrincipal(const model::Topology& topology, const Actor& actor,
                   evaluation::Context& context) {
  const evaluation::Caller& caller = actor.caller;
  const bool service = caller.kind == CallerKind::kService;
  const bool person = HasAccount(caller.kind);
  context.Add(Known("aws:principalisawsservice", service ? "true" : "false"));
  context.Add(Known("aws:securetransport", "true"));
  if (!service) {
    for (const char* key :
         {"aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid",
          "aws:sourceorgpaths", "aws:principalservicename",
          "aws:principalservicenameslist"}) {
      context.Add(Missing(key));
    }
    context.Add(Known("aws:viaawsservice", "false"));
    context.Close("aws:calledvia");
  } else {
    context.Add(Known("aws:principalservicename", caller.name));
  }
  if (!person) {
    context.Close("aws:principal");
    context.Close("aws:multifactorauth");
    context.Add(Missing("aws:username"));
    context.Add(Missing("aws:userid"));
    return;
  }
  context.Add(Known("aws:principalaccount", caller.account));
  switch (caller.kind) {
    case CallerKind::kUser:
      context.Add(Known("aws:principaltype", "User"));
      context.Add(Known("aws:principalarn", caller.name));
      context.Add(Known("aws:username",
                        caller.name.substr(caller.name.rfind('/') + 1)));
      context.Add(Missing("aws:federatedprovider"));
      break;
    case CallerKind::kRoot:
      context.Add(Known("aws:principaltype", "Account"));
      context.Add(Known("aws:principalarn", caller.name));
      context.Add(Missing("aws:username"));
      break;
    case CallerKind::kFederatedUser:
      context.Add(Known("aws:principaltype", "FederatedUser"));
      context.Add(Known("aws:principalarn", caller.name));
      context.Add(Missing("aws:username"));
      break;
    case CallerKind::kSession:
      context.Add(Known("aws:principaltype", "AssumedRole"));
      context.Add(Missing("aws:username"));
      // The ARN of a session does not tell the path of its role.
      if (actor.entity && actor.account) {
        context.Add(Known(
            "aws:principalarn",
            analysis::KnownArnOf(topology, *actor.entity, *actor.account)));
      } else if (caller.session.empty()) {
        context.Add(Known("aws:principalarn", caller.name));
      }
      break;
    case CallerKind::kService:
    case CallerKind::kFederated:
    case CallerKind::kAnonymous:
      break;
  }
  if (!actor.account) {
    return;
  }
  if (!topology.organization_id.empty() &&
      topology.accounts[*actor.account].built()) {
    context.Add(Known("aws:principalorgid", topology.organization_id));
  }
  if (!actor.entity) {
    return;
  }
  if (const auto* tags = TagsOf(topology, *actor.entity)) {
    if (!MayTagSessions(topology, actor)) {
      AddTags(topology, *tags, *actor.account, "aws:principaltag/", context);
      context.Close("aws:principaltag/");
    }
  }
}

}  // namespace

bool HasAccount(CallerKind kind) {
  return kind == CallerKind::kUser || kind == CallerKind::kSession ||
         kind == CallerKind::kFederatedUser || kind == CallerKind::kRoot;
}

void FillContext(const model::Topology& topology, const Actor& actor,
                 const Question& question, const Owner& owner,
                 evaluation::Context& context) {
  context.Open();
  FillPrincipal(topology, actor, context);
  if (!owner.id.empty() && !question.of_many) {
    context.Add(Known("aws:resourceaccount", owner.id));
  }
  if (owner.account && !topology.organization_id.empty() &&
      topology.accounts[*owner.account].built()) {
    context.Add(Known("aws:resourceorgid", topology.organization_id));
  }
  if (question.target && question.target_account) {
    if (const auto* tags = TagsOf(topology, *question.target)) {
      for (const char* prefix : {"aws:resourcetag/", "iam:resourcetag/"}) {
        AddTags(topology, *tags, *question.target_account, prefix, context);
        context.Close(prefix);
      }
    }
  }
  const auto arn = policy::SplitArn(question.resource);
  if (arn && !arn->region.empty() &&
      arn->region.find_first_of("*?") == std::string_view::npos) {
    context.Add(Known("aws:requestedregion", std::string(arn->region)));
  }
  for (const evaluation::ContextKey& key : question.context) {
    context.Add(key);
  }
}

}  // namespace iamgen::simulation

// Names, paths, descriptions, tags: what IAM takes, in every account.
#include "catalog/names.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

#include "catalog/limits.h"
#include "checks/check.h"
#include "checks/name_rules.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "model/references.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using FaultFinder = std::function<catalog::Fault(std::string_view)>;

// Looks at a text once if it is the same everywhere, in each account
// otherwise; the first account with a fault is named.
void CheckText(const model::Topology& topology, const model::LocatedText& text,
               model::AccountSetId accounts, const FaultFinder& fault_in,
               const std::string& what, const Reporter& report,
               const std::string& entity) {
  if (text.value.IsLiteral()) {
    const std::string literal = text.value.literal();
    if (const auto fault = fault_in(literal)) {
      report(text.span, what + " `" + literal + "` " + *fault).About(entity);
    }
    return;
  }
  if (!accounts.valid()) {
    return;
  }
  std::size_t faults = 0;
  std::string message;
  std::string first;
  for (const model::AccountId id : topology.account_sets[accounts].members) {
    const std::string value = model::Evaluate(topology, text.value, id);
    if (const auto fault = fault_in(value)) {
      if (faults++ == 0) {
        first = topology.accounts[id].alias;
        message = what + " `" + value + "` " + *fault + ", in `" + first + "`";
      }
    }
  }
  if (faults > 0) {
    if (faults > 1) {
      message += " and " + support::Count(faults - 1, "other account");
    }
    report(text.span, std::move(message)).In(first).About(entity);
  }
}

void InvalidName(const model::Topology& topology, const Reporter& report) {
  const auto check = [&](const auto& entity, catalog::NameKind kind,
                         std::string_view word) {
    // CloudFormation makes names up that fit.
    if constexpr (requires { entity.generated_name; }) {
      if (entity.generated_name) {
        return;
      }
    }
    CheckText(
        topology, entity.name, entity.accounts,
        [&](std::string_view name) {
          return kind == catalog::NameKind::kRole &&
                         catalog::IsReservedRoleName(name)
                     ? catalog::Fault()
                     : catalog::FaultInName(kind, name);
        },
        std::string(catalog::NameOf(kind)).substr(2), report,
        std::string(word) + "/" + entity.key);
  };
  for (const model::Role& role : topology.roles) {
    check(role, catalog::NameKind::kRole, "role");
  }
  for (const model::ManagedPolicy& policy : topology.policies) {
    if (!topology.account_sets[policy.accounts].members.empty()) {
      check(policy, catalog::NameKind::kManagedPolicy, "policy");
    }
  }
  for (const model::Group& group : topology.groups) {
    check(group, catalog::NameKind::kGroup, "group");
  }
  for (const model::User& user : topology.users) {
    check(user, catalog::NameKind::kUser, "user");
  }
  for (const model::SamlProvider& provider : topology.saml_providers) {
    check(provider, catalog::NameKind::kSamlProvider, "saml_provider");
  }
  for (const model::InstanceProfile& profile : topology.profiles) {
    // A profile that shares its role's name shares its faults.
    if (profile.name.value != topology.roles[profile.role].name.value) {
      check(profile, catalog::NameKind::kInstanceProfile, "instance_profile");
    }
  }
  constexpr std::size_t kMostFunctionName = 64;
  for (const model::LambdaJob& job : topology.jobs) {
    CheckText(
        topology, job.name, job.accounts,
        [&](std::string_view name) -> catalog::Fault {
          if (name.empty() || name.size() > kMostFunctionName ||
              name.find_first_not_of(
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                  "0123456789-_") != std::string_view::npos) {
            return "is none that Lambda takes: 1 to 64 letters, digits, `-` "
                   "and `_`";
          }
          return std::nullopt;
        },
        "function name", report, "lambda_job/" + job.key);
  }
}

// Whether two inline policies of the identity have one name in the account.
bool SameInlineName(const model::Topology& topology,
                    const model::IdentityView& identity,
                    model::AccountId account, const Reporter& report) {
  bool found = false;
  std::map<std::string, diag::Span> taken;
  for (const model::InlinePolicy& policy : identity.inlines) {
    const std::string name =
        model::Evaluate(topology, policy.name.value, account);
    const auto [first, is_new] = taken.emplace(name, policy.name.span);
    if (!is_new) {
      found = true;
      auto finding =
          report(policy.name.span, "inline policy `" + name + "` of `" +
                                       identity.key + "` is there already");
      finding.Also(first->second, "the other is made here")
          .Help("give one of them another name")
          .About(identity.Described());
      if (!policy.name.value.IsLiteral()) {
        finding.In(topology.accounts[account].alias);
      }
    }
  }
  return found;
}

void InvalidInlineName(const model::Topology& topology,
                       const Reporter& report) {
  for (const model::IdentityView& one : model::Identities(topology)) {
    bool open = false;
    for (const model::InlinePolicy& policy : one.inlines) {
      CheckText(
          topology, policy.name, one.accounts,
          [](std::string_view name) {
            return catalog::FaultInName(catalog::NameKind::kInlinePolicy, name);
          },
          "inline policy name", report, one.Described());
      open |= !policy.name.value.IsLiteral();
    }
    if (!one.accounts.valid()) {
      continue;
    }
    // Once if the names are the same everywhere, in each account otherwise.
    for (const model::AccountId id :
         topology.account_sets[one.accounts].members) {
      if (SameInlineName(topology, one, id, report) || !open) {
        break;
      }
    }
  }
}

void InvalidPath(const model::Topology& topology, const Reporter& report) {
  const auto check = [&](const auto& entity, catalog::PathKind kind,
                         const std::string& name) {
    CheckText(
        topology, entity.path, entity.accounts,
        [&](std::string_view path) {
          return catalog::IsReservedPath(path)
                     ? catalog::Fault()
                     : catalog::FaultInPath(kind, path);
        },
        "path", report, name);
  };
  for (const model::IdentityView& one : model::Identities(topology)) {
    check(one, catalog::PathKind::kGeneral, one.Described());
  }
  for (const model::ManagedPolicy& policy : topology.policies) {
    check(policy, catalog::PathKind::kManagedPolicy, "policy/" + policy.key);
  }
}

void InvalidDescription(const model::Topology& topology,
                        const Reporter& report) {
  const auto check = [&](const auto& entity, catalog::DescriptionKind kind,
                         const std::string& name) {
    CheckText(
        topology, entity.description, entity.accounts,
        [&](std::string_view text) {
          return catalog::FaultInDescription(kind, text);
        },
        "description", report, name);
  };
  for (const model::Role& role : topology.roles) {
    check(role, catalog::DescriptionKind::kRole, "role/" + role.key);
  }
  for (const model::ManagedPolicy& policy : topology.policies) {
    check(policy, catalog::DescriptionKind::kManagedPolicy,
          "policy/" + policy.key);
  }
}

// Whether two tags have one key in the account.
bool SameTagKey(const model::Topology& topology,
                const std::vector<model::Tag>& tags, const std::string& entity,
                model::AccountId account, const Reporter& report) {
  bool found = false;
  std::map<std::string, const model::Tag*> taken;
  for (const model::Tag& tag : tags) {
    const std::string key = model::Evaluate(topology, tag.key, account);
    const auto [first, is_new] = taken.emplace(support::Lower(key), &tag);
    if (!is_new) {
      found = true;
      const std::string other =
          model::Evaluate(topology, first->second->key, account);
      report(tag.value.span,
             "tag `" + key + "` is there " +
                 (key == other ? "already" : "in another spelling"))
          .Also(first->second->value.span, "the other is here")
          .About(entity);
    }
  }
  return found;
}

void CheckTags(const model::Topology& topology, const Reporter& report,
               const std::vector<model::Tag>& tags,
               model::AccountSetId accounts, const std::string& entity) {
  bool open = false;
  for (const model::Tag& tag : tags) {
    CheckText(topology, {tag.key, tag.value.span}, accounts,
              catalog::FaultInTagKey, "tag key", report, entity);
    CheckText(topology, tag.value, accounts, catalog::FaultInTagValue,
              "tag value", report, entity);
    open |= !tag.key.IsLiteral();
  }
  // Once if the keys are the same everywhere, in each account otherwise.
  if (accounts.valid()) {
    for (const model::AccountId id : topology.account_sets[accounts].members) {
      if (SameTagKey(topology, tags, entity, id, report) || !open) {
        break;
      }
    }
  }
}

// Calls `look` with the tags of everything that has some.
template <typename Look>
void ForEachTags(const model::Topology& topology, Look look) {
  for (const model::IdentityView& one : model::Identities(topology)) {
    if (one.tags != nullptr) {
      look(*one.tags, one.accounts, one.Described(), one.key_span);
    }
  }
  for (const model::OidcProvider& one : topology.oidc_providers) {
    look(one.tags, one.accounts, "oidc_provider/" + one.key, one.key_span);
  }
  for (const model::SamlProvider& one : topology.saml_providers) {
    look(one.tags, one.accounts, "saml_provider/" + one.key, one.key_span);
  }
}

void TooManyTags(const model::Topology& topology, const Reporter& report) {
  ForEachTags(topology, [&](const std::vector<model::Tag>& tags,
                            model::AccountSetId, const std::string& entity,
                            diag::Span key_span) {
    if (tags.size() > catalog::kMostTags) {
      report(key_span, "`" + entity + "` has " + std::to_string(tags.size()) +
                           " tags, the most is 50")
          .Help("leave out what nobody looks for")
          .About(entity);
    }
  });
}

void ReservedName(const model::Topology& topology, const Reporter& report) {
  for (const model::Role& role : topology.roles) {
    CheckText(
        topology, role.name, role.accounts,
        [](std::string_view name) -> catalog::Fault {
          return catalog::IsReservedRoleName(name)
                     ? catalog::FaultInName(catalog::NameKind::kRole, name)
                     : std::nullopt;
        },
        "role name", report, "role/" + role.key);
  }
  const auto check = [&](const auto& entity, const std::string& described) {
    CheckText(
        topology, entity.path, entity.accounts,
        [](std::string_view path) -> catalog::Fault {
          return catalog::IsReservedPath(path)
                     ? catalog::FaultInPath(catalog::PathKind::kGeneral, path)
                     : std::nullopt;
        },
        "path", report, described);
  };
  for (const model::IdentityView& one : model::Identities(topology)) {
    check(one, one.Described());
  }
  for (const model::ManagedPolicy& policy : topology.policies) {
    check(policy, "policy/" + policy.key);
  }
}

void InvalidTag(const model::Topology& topology, const Reporter& report) {
  ForEachTags(topology, [&](const std::vector<model::Tag>& tags,
                            model::AccountSetId accounts,
                            const std::string& entity, diag::Span) {
    CheckTags(topology, report, tags, accounts, entity);
  });
}

void SessionDuration(const model::Topology& topology, const Reporter& report) {
  constexpr std::int64_t kLeast = 3600;
  constexpr std::int64_t kMost = 43200;
  for (const model::Role& role : topology.roles) {
    if (role.max_session_seconds && (role.max_session_seconds->value < kLeast ||
                                     role.max_session_seconds->value > kMost)) {
      report(role.max_session_seconds->span,
             "a maximum session of " +
                 std::to_string(role.max_session_seconds->value) +
                 " s is not between 3600 s and 43200 s")
          .Help("write a duration from 1h to 12h")
          .About("role/" + role.key);
    }
  }
}

// Names of one kind in one account, regardless of case. Names without holes
// have been compared by their keys unless `name:` says otherwise.
template <typename T>
void Collisions(const model::Topology& topology,
                const support::Store<T>& entities, const char* word,
                const Reporter& report) {
  // By name, entities of that name; few share one.
  std::unordered_map<std::string, std::vector<const T*>> literal;
  std::vector<const T*> open;
  for (const T& entity : entities) {
    if (!entity.accounts.valid()) {
      continue;
    }
    if constexpr (requires { entity.generated_name; }) {
      if (entity.generated_name) {
        continue;
      }
    }
    if (entity.name.value.IsLiteral()) {
      literal[support::Lower(entity.name.value.literal())].push_back(&entity);
    } else {
      open.push_back(&entity);
    }
  }
  const auto collide = [&](const T& later, const T& earlier,
                           const std::string& account,
                           const std::string& name) {
    report(later.name.span, std::string(word) + " `" + name +
                                "` is there twice in `" + account + "`")
        .Also(earlier.name.span, "the other is here")
        .Help("names that differ in case alone, or in path, are one to IAM")
        .In(account);
  };
  for (const auto& [name, same] : literal) {
    if (same.size() < 2) {
      continue;
    }
    // The first of the name in each account; one finding for each later one.
    std::map<model::AccountId, const T*> first;
    for (const T* entity : same) {
      bool reported = false;
      for (const model::AccountId id :
           topology.account_sets[entity->accounts].members) {
        const auto [earlier, is_new] = first.emplace(id, entity);
        if (!is_new && !reported) {
          reported = true;
          collide(*entity, *earlier->second, topology.accounts[id].alias,
                  entity->name.value.literal());
        }
      }
    }
  }
  std::map<std::pair<model::AccountId, std::string>, const T*> taken;
  for (const T* entity : open) {
    for (const model::AccountId id :
         topology.account_sets[entity->accounts].members) {
      const std::string name =
          model::Evaluate(topology, entity->name.value, id);
      const auto [first, is_new] =
          taken.emplace(std::pair(id, support::Lower(name)), entity);
      const T* other = is_new ? nullptr : first->second;
      if (other == nullptr) {
        const auto same = literal.find(support::Lower(name));
        if (same != literal.end()) {
          for (const T* candidate : same->second) {
            if (topology.account_sets[candidate->accounts].Contains(id)) {
              other = candidate;
            }
          }
        }
      }
      if (other != nullptr) {
        collide(*entity, *other, topology.accounts[id].alias, name);
        break;
      }
    }
  }
}

void NameCollision(const model::Topology& topology, const Reporter& report) {
  Collisions(topology, topology.roles, "role", report);
  Collisions(topology, topology.policies, "policy", report);
  Collisions(topology, topology.groups, "group", report);
  Collisions(topology, topology.users, "user", report);
  Collisions(topology, topology.saml_providers, "SAML provider", report);
  Collisions(topology, topology.profiles, "instance profile", report);
}

// What is created first has no ARN to give to what is to be created before it.
void GeneratedNameInCircle(const model::Topology& topology,
                           const Reporter& report) {
  const auto identities = model::Identities(topology);
  if (std::none_of(identities.begin(), identities.end(),
                   [](const auto& one) { return one.generated_name; })) {
    return;
  }
  const model::References references(topology);
  for (const model::IdentityView& one : identities) {
    if (one.generated_name && references.InCircle(one.entity)) {
      report(one.key_span, "the name of `" + one.key +
                               "` is generated, and what has to be there "
                               "before it refers to its ARN")
          .Help("give it `names: fixed`, so that the ARN is known before")
          .About(one.Described());
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = kGeneratedNameInCircle, .run = GeneratedNameInCircle},
    {.rule = kInvalidName, .run = InvalidName},
    {.rule = kInvalidPath, .run = InvalidPath},
    {.rule = kNameCollision, .run = NameCollision},
    {.rule = kSessionDurationRange, .run = SessionDuration},
    {.rule = kInvalidDescription, .run = InvalidDescription},
    {.rule = kInvalidTag, .run = InvalidTag},
    {.rule = kTooManyTags, .run = TooManyTags},
    {.rule = kReservedName, .run = ReservedName},
    {.rule = kInvalidPolicyName, .run = InvalidInlineName},
};

}  // namespace

std::span<const Check> NameChecks() { return kChecks; }

}  // namespace iamgen::checks

// First round: keys, accounts and ids of all entities.
#include <algorithm>

#include "resolve/diagnostics.h"
#include "resolve/entities.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

bool NamesEc2(const syntax::Text& name) {
  return name.value == "ec2" || name.value.starts_with("ec2.amazonaws.");
}

}  // namespace

Entities::Entities(const syntax::Topology& ast,
                   const catalog::Catalogue& catalogue, Registry& registry,
                   Names& names, Documents& documents, Accounts& accounts,
                   Edges& edges, model::Topology& topology, diag::Sink& sink)
    : ast_(ast),
      catalogue_(catalogue),
      registry_(registry),
      names_(names),
      documents_(documents),
      accounts_(accounts),
      edges_(edges),
      topology_(topology),
      sink_(sink) {}

const syntax::LibraryPolicy* Entities::Library(std::string_view key) const {
  const auto found = library_.find(key);
  return found == library_.end() ? nullptr : found->second;
}

bool Entities::IsMerged(const syntax::Entity& ast) const {
  return ast.delivery.value_or(ast_.defaults.delivery.value_or(
             syntax::Delivery::kAttached)) == syntax::Delivery::kInlineMerged;
}

bool Entities::IsGenerated(const std::optional<syntax::Names>& own) const {
  return own.value_or(ast_.defaults.names.value_or(syntax::Names::kFixed)) ==
         syntax::Names::kGenerated;
}

bool Entities::TrustsEc2(const syntax::Entity& ast) {
  const bool by_edge = std::any_of(
      ast.trusted_by.begin(), ast.trusted_by.end(),
      [](const syntax::Edge& edge) {
        return edge.end == syntax::EdgeEnd::kService &&
               std::any_of(edge.names.begin(), edge.names.end(), NamesEc2);
      });
  if (by_edge || !ast.trust_policy) {
    return by_edge;
  }
  const syntax::Document* document =
      ast.trust_policy->source     ? documents_.Load(*ast.trust_policy->source)
      : ast.trust_policy->document ? &*ast.trust_policy->document
                                   : nullptr;
  if (document == nullptr) {
    return false;
  }
  return std::any_of(
      document->items.begin(), document->items.end(), [](const auto& item) {
        const auto* statement = std::get_if<syntax::Statement>(&item);
        return statement != nullptr && statement->principal &&
               std::any_of(statement->principal->principals.begin(),
                           statement->principal->principals.end(),
                           [](const syntax::Principals& one) {
                             return one.type.value == "Service" &&
                                    std::any_of(one.values.begin(),
                                                one.values.end(), NamesEc2);
                           });
      });
}

std::vector<syntax::LibraryUse> Entities::LibraryUses(
    const syntax::Entity& ast) const {
  std::vector<syntax::LibraryUse> uses;
  const auto add = [&](syntax::LibraryUse use) {
    // Said twice, by the defaults and by hand, it is still one attachment;
    // with arguments, each use is another policy.
    const bool again =
        use.with.empty() &&
        std::any_of(uses.begin(), uses.end(), [&](const auto& other) {
          return other.with.empty() && other.policy == use.policy;
        });
    if (!again) {
      uses.push_back(std::move(use));
    }
  };
  if (ast.kind == syntax::EntityKind::kInstanceProfile && ast.common) {
    for (const syntax::Text& name : ast_.defaults.instance_profile_policies) {
      add({name, {}, name.span});
    }
  }
  for (const auto& use : ast.policies) {
    if (const auto* name = std::get_if<syntax::Text>(&use)) {
      add({*name, {}, name->span});
    } else {
      add(std::get<syntax::LibraryUse>(use));
    }
  }
  return uses;
}

void Entities::DeclarePolicies() {
  for (const syntax::LibraryPolicy& ast : ast_.policies) {
    if (!registry_.Claim("policy", ast.key.value, ast.key.span)) {
      continue;
    }
    model::ManagedPolicy policy;
    policy.key = ast.key.value;
    policy.span = ast.key.span;
    policy.accounts = accounts_.Intern({});
    policy.generated_name = IsGenerated(ast.names);
    const auto id = topology_.policies.Add(std::move(policy));
    registry_.Put({model::EntityKind::kPolicy, id.index}, ast.key.value);
    library_.emplace(ast.key.value, &ast);
  }
}

void Entities::CountPolicyUse(const syntax::Entity& ast,
                              model::AccountSetId accounts) {
  const auto count = [&](const std::string& name, bool attached) {
    const auto policy = registry_.Find(model::EntityKind::kPolicy, name);
    if (!policy) {
      return;
    }
    used_[name] = true;
    if (attached) {
      model::ManagedPolicy& counted =
          topology_.policies[model::PolicyId{policy->index}];
      counted.accounts = accounts_.Unite(counted.accounts, accounts);
    }
  };
  for (const syntax::LibraryUse& use : LibraryUses(ast)) {
    count(use.policy.value, !IsMerged(ast));
  }
  // IAM has no boundaries for groups.
  if (ast.kind == syntax::EntityKind::kGroup) {
    return;
  }
  if (ast.permissions_boundary) {
    count(ast.permissions_boundary->value, true);
  } else if (!ast.no_permissions_boundary &&
             ast_.defaults.permissions_boundary) {
    count(ast_.defaults.permissions_boundary->value, true);
  }
}

void Entities::DeclareRole(const syntax::Entity& ast) {
  const bool is_job = ast.kind == syntax::EntityKind::kLambdaJob;
  if (is_job && !registry_.Claim("Lambda job", ast.key.value, ast.key.span)) {
    return;
  }
  std::optional<model::AccountSetId> accounts;
  if (ast.in) {
    accounts = accounts_.Select(*ast.in);
  }
  std::string key = ast.key.value;
  diag::Span key_span = ast.key.span;
  if (is_job) {
    key = ast.role ? ast.role->value : "role" + ast.key.value;
  } else if (ast.role) {
    key = ast.role->value;
  }
  if (ast.role) {
    key_span = ast.role->span;
  }
  if (is_job && ShareRole(ast, key, accounts)) {
    return;
  }
  if (!registry_.Claim("role", key, key_span)) {
    return;
  }
  model::Role role;
  role.origin = is_job ? model::Origin::kLambdaJob
                : ast.kind == syntax::EntityKind::kInstanceProfile
                    ? model::Origin::kInstanceProfile
                    : model::Origin::kRole;
  role.key = key;
  role.entity_key = ast.key.value;
  role.key_span = key_span;
  role.span = ast.key.span;
  role.generated_name = IsGenerated(ast.names);
  if (accounts) {
    role.accounts = *accounts;
    CountPolicyUse(ast, *accounts);
  }
  const model::RoleId id = topology_.roles.Add(std::move(role));
  const model::EntityRef entity{model::EntityKind::kRole, id.index};
  registry_.Put(entity, key);
  declared_.push_back({&ast, entity, false});
  DeclareProfile(ast, id);
}

bool Entities::ShareRole(const syntax::Entity& ast, const std::string& key,
                         std::optional<model::AccountSetId> accounts) {
  const auto found = registry_.Find(model::EntityKind::kRole, key);
  if (!found) {
    return false;
  }
  const model::RoleId id{found->index};
  const model::Role& role = topology_.roles[id];
  if (role.origin == model::Origin::kInstanceProfile) {
    return false;
  }
  if (accounts && role.accounts.valid() &&
      topology_.account_sets[*accounts].sorted !=
          topology_.account_sets[role.accounts].sorted) {
    sink_
        .Add(kDuplicateName, ast.key.span,
             "Lambda job `" + ast.key.value + "` is in other accounts than " +
                 "its role `" + key + "`")
        .Also(role.key_span, "the role is defined here")
        .Help("give both the same `in`");
    return true;
  }
  if (accounts) {
    CountPolicyUse(ast, *accounts);
  }
  declared_.push_back({&ast, *found, true});
  return true;
}

void Entities::DeclareProfile(const syntax::Entity& ast, model::RoleId role) {
  const bool own = ast.kind == syntax::EntityKind::kInstanceProfile;
  const bool asked = ast.instance_profile && ast.instance_profile->wanted;
  const bool refused = ast.instance_profile && !ast.instance_profile->wanted;
  if (!own && !asked && (refused || !TrustsEc2(ast))) {
    return;
  }
  if (!own && asked && !TrustsEc2(ast)) {
    sink_
        .Add(kProfileWithoutEc2, ast.instance_profile->span,
             "role `" + ast.key.value +
                 "` gets an instance profile and does not trust `ec2`")
        .Help("add `{ service: ec2 }` to `trusted_by`, or drop the profile");
  }
  model::InstanceProfile profile;
  profile.key = asked && ast.instance_profile->name
                    ? ast.instance_profile->name->value
                    : ast.key.value;
  profile.span = ast.key.span;
  if (!registry_.Claim("instance profile", profile.key, profile.span)) {
    return;
  }
  profile.role = role;
  profile.accounts = topology_.roles[role].accounts;
  const auto id = topology_.profiles.Add(std::move(profile));
  registry_.Put({model::EntityKind::kInstanceProfile, id.index},
                topology_.profiles[id].key);
}

// Users and groups: what is not a role.
template <typename T>
void Entities::DeclareMember(const syntax::Entity& ast, model::EntityKind kind,
                             support::Store<T>& store) {
  if (!registry_.Claim(model::NameOf(kind), ast.key.value, ast.key.span)) {
    return;
  }
  T one;
  one.key = ast.key.value;
  one.key_span = ast.key.span;
  one.span = ast.key.span;
  one.generated_name = IsGenerated(ast.names);
  one.retain = ast.retain;
  if (const auto accounts = ast.in ? accounts_.Select(*ast.in) : std::nullopt) {
    one.accounts = *accounts;
    CountPolicyUse(ast, *accounts);
  }
  const model::EntityRef entity{kind, store.Add(std::move(one)).index};
  registry_.Put(entity, ast.key.value);
  declared_.push_back({&ast, entity, false});
}

void Entities::Declare() {
  DeclarePolicies();
  for (const syntax::Entity& ast : ast_.entities) {
    switch (ast.kind) {
      case syntax::EntityKind::kRole:
      case syntax::EntityKind::kLambdaJob:
      case syntax::EntityKind::kInstanceProfile:
        DeclareRole(ast);
        break;
      case syntax::EntityKind::kGroup:
        DeclareMember(ast, model::EntityKind::kGroup, topology_.groups);
        break;
      case syntax::EntityKind::kUser:
        DeclareMember(ast, model::EntityKind::kUser, topology_.users);
        break;
    }
  }
}

}  // namespace iamgen::resolve

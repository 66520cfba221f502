// First round: keys, accounts and ids of all entities.
#include <algorithm>

#include "resolve/diagnostics.h"
#include "resolve/entities.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

bool TrustsEc2(const syntax::Entity& ast) {
  return std::any_of(
      ast.trusted_by.begin(), ast.trusted_by.end(),
      [](const syntax::Edge& edge) {
        return edge.end == syntax::EdgeEnd::kService &&
               std::any_of(edge.names.begin(), edge.names.end(),
                           [](const syntax::Text& name) {
                             return name.value == "ec2" ||
                                    name.value.starts_with("ec2.amazonaws.");
                           });
      });
}

}  // namespace

Entities::Entities(const syntax::Topology& ast, Names& names,
                   Documents& documents, Accounts& accounts, Edges& edges,
                   model::Topology& topology, diag::Sink& sink)
    : ast_(ast),
      names_(names),
      documents_(documents),
      accounts_(accounts),
      edges_(edges),
      topology_(topology),
      sink_(sink) {}

bool Entities::Claim(std::map<std::string, diag::Span>& taken,
                     const std::string& key, diag::Span span,
                     std::string_view what) {
  const auto [place, is_new] = taken.emplace(support::Lower(key), span);
  if (!is_new) {
    sink_
        .Add(kDuplicateName, span,
             std::string(what) + " `" + key +
                 "` has the name of another one, or differs from it in case "
                 "alone")
        .Also(place->second, "the other is here")
        .Help("IAM compares names without regard to case; rename one");
  }
  return is_new;
}

const syntax::LibraryPolicy* Entities::Library(std::string_view key) const {
  const auto found = library_.find(key);
  return found == library_.end() ? nullptr : found->second;
}

std::vector<syntax::Text> Entities::AttachedNames(
    const syntax::Entity& ast) const {
  std::vector<syntax::Text> names;
  if (ast.kind == syntax::EntityKind::kInstanceProfile && ast.common) {
    names = ast_.defaults.instance_profile_policies;
  }
  for (const auto& use : ast.policies) {
    const syntax::Text& name = std::holds_alternative<syntax::Text>(use)
                                   ? std::get<syntax::Text>(use)
                                   : std::get<syntax::LibraryUse>(use).policy;
    // Said twice, by the defaults and by hand, it is still one attachment.
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  }
  return names;
}

void Entities::DeclarePolicies() {
  for (const syntax::LibraryPolicy& ast : ast_.policies) {
    if (!Claim(policy_keys_, ast.key.value, ast.key.span, "policy")) {
      continue;
    }
    model::ManagedPolicy policy;
    policy.key = ast.key.value;
    policy.span = ast.key.span;
    policy.accounts = accounts_.Intern({});
    const auto id = topology_.policies.Add(std::move(policy));
    policy_index_.emplace(ast.key.value, id.index);
    library_.emplace(ast.key.value, &ast);
  }
}

void Entities::CountPolicyUse(const syntax::Entity& ast,
                              model::AccountSetId accounts) {
  const auto count = [&](const std::string& name) {
    const auto policy = policy_index_.find(name);
    if (policy == policy_index_.end()) {
      return;
    }
    used_[name] = true;
    model::ManagedPolicy& counted =
        topology_.policies[model::PolicyId{policy->second}];
    counted.accounts = accounts_.Unite(counted.accounts, accounts);
  };
  for (const syntax::Text& name : AttachedNames(ast)) {
    count(name.value);
  }
  if (ast.permissions_boundary) {
    count(ast.permissions_boundary->value);
  } else if (!ast.no_permissions_boundary &&
             ast_.defaults.permissions_boundary) {
    count(ast_.defaults.permissions_boundary->value);
  }
}

void Entities::DeclareRole(const syntax::Entity& ast) {
  const bool is_job = ast.kind == syntax::EntityKind::kLambdaJob;
  if (is_job && !Claim(job_keys_, ast.key.value, ast.key.span, "Lambda job")) {
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
  if (is_job && ShareRole(ast, key, key_span, accounts)) {
    return;
  }
  if (!Claim(role_keys_, key, key_span, "role")) {
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
  if (accounts) {
    role.accounts = *accounts;
    CountPolicyUse(ast, *accounts);
  }
  const model::RoleId id = topology_.roles.Add(std::move(role));
  role_index_.emplace(key, id.index);
  declared_.push_back({&ast, id, false});
  DeclareProfile(ast, id);
}

bool Entities::ShareRole(const syntax::Entity& ast, const std::string& key,
                         diag::Span span,
                         std::optional<model::AccountSetId> accounts) {
  const auto found = role_index_.find(key);
  if (found == role_index_.end()) {
    return false;
  }
  const model::RoleId id{found->second};
  const model::Role& role = topology_.roles[id];
  if (role.origin == model::Origin::kInstanceProfile) {
    return false;
  }
  if (role.origin == model::Origin::kLambdaJob) {
    sink_
        .Add(kSharedRole, span,
             "Lambda jobs `" + role.entity_key + "` and `" + ast.key.value +
                 "` share role `" + key + "`")
        .Also(role.key_span, "the other job is here")
        .Help(
            "give each job a role of its own: it can then do no more than "
            "it needs");
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
  declared_.push_back({&ast, id, true});
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
  if (!Claim(profile_keys_, profile.key, profile.span, "instance profile")) {
    return;
  }
  profile.role = role;
  profile.accounts = topology_.roles[role].accounts;
  const auto id = topology_.profiles.Add(std::move(profile));
  profile_index_.emplace(topology_.profiles[id].key, id.index);
}

void Entities::Declare() {
  DeclarePolicies();
  for (const syntax::Entity& ast : ast_.entities) {
    DeclareRole(ast);
  }
}

std::optional<model::EntityRef> Entities::Find(model::EntityKind kind,
                                               std::string_view key) const {
  const Index& index = kind == model::EntityKind::kRole     ? role_index_
                       : kind == model::EntityKind::kPolicy ? policy_index_
                                                            : profile_index_;
  const auto found = index.find(key);
  if (found == index.end()) {
    return std::nullopt;
  }
  return model::EntityRef{kind, found->second};
}

}  // namespace iamgen::resolve

// Second round: names, documents, permissions and edges of all entities.
#include <algorithm>

#include "resolve/diagnostics.h"
#include "resolve/entities.h"

namespace iamgen::resolve {
namespace {

// A place for the texts of an entity, before its own variables are known.
TextPlace PlaceIn(model::AccountSetId accounts) {
  return {.accounts = accounts, .used_at = {}};
}

}  // namespace

void Entities::FillPolicy(const syntax::LibraryPolicy& ast,
                          model::PolicyId id) {
  model::ManagedPolicy& policy = topology_.policies[id];
  if (!used_.contains(ast.key.value)) {
    sink_
        .Add(kUnusedPolicy, ast.key.span,
             "nothing uses policy `" + ast.key.value + "`")
        .Help("attach it under `policies:` of a role, or remove it")
        .About("policy/" + ast.key.value);
  }
  TextPlace place{.accounts = policy.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  Bindings defaults;
  for (const syntax::Parameter& parameter : ast.params) {
    // Without a value it cannot be attached; who does has been told.
    const syntax::Value none{{{{}, parameter.name.span}}, false, {}};
    defaults.emplace(parameter.name.value,
                     names_.Bind(parameter.fallback.value_or(none), place));
  }
  const Scope outer{&own, nullptr};
  const Scope scope{&defaults, &outer};
  place.scope = &scope;
  NamePolicy(ast, place, policy);
  if (ast.description) {
    policy.description = names_.One(*ast.description, place);
  }
  policy.tags = names_.Tags(ast.tags, place);
  policy.retain = ast.retain;
  // A template's texts have no meaning without arguments; where it is used,
  // they are read.
  const bool attached =
      !topology_.account_sets[policy.accounts].members.empty();
  if (attached) {
    // A template is elsewhere; statements written here need no pointer here.
    AppendBody(ast, place, ast.source ? ast.source->name.span : diag::Span{},
               policy.document);
    names_.ReportUnused(own, "variable");
    for (const auto& [name, binding] : defaults) {
      parameter_used_[ast.key.value][name] |= binding.used;
    }
  }
}

void Entities::FillTrustPolicy(const syntax::Entity& ast,
                               const TextPlace& place, model::Role& role) {
  if (!ast.trust_policy) {
    return;
  }
  TextPlace inside = place;
  const syntax::Document* document = nullptr;
  if (ast.trust_policy->source) {
    document = documents_.Load(*ast.trust_policy->source);
    inside.used_at = ast.trust_policy->source->name.span;
    inside.brackets = ast.trust_policy->source->brackets;
  } else if (ast.trust_policy->document) {
    document = &*ast.trust_policy->document;
  }
  if (document == nullptr) {
    return;
  }
  documents_.Append(*document, DocumentKind::kTrust, inside, role.trust);
  for (const model::Statement& statement : role.trust.statements) {
    edges_.CheckPasted(statement, role);
  }
}

void Entities::FillRole(const Declared& declared) {
  const syntax::Entity& ast = *declared.ast;
  const model::RoleId id{declared.entity.index};
  if (!topology_.roles[id].accounts.valid()) {
    return;
  }
  // Filled aside: reading a text may look at other roles.
  model::Role role = topology_.roles[id];
  TextPlace place = PlaceIn(role.accounts);
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  if (!declared.shared) {
    // Once more, for what the entity's own variables are used for.
    NameEntity(ast, place, role.key, role.name, role.path);
  }
  place.role_name = &role.name.value;
  if (!declared.shared) {
    role.max_session_seconds = ast.max_session_seconds;
    if (ast.description) {
      role.description = names_.One(*ast.description, place);
    }
    role.tags = names_.Tags(ast.tags, place);
    role.retain = ast.retain;
  }
  FillTrustPolicy(ast, place, role);
  FillPermissions(ast, place, GrantsOf(role));
  FillBoundary(ast, place, role.boundary);
  topology_.roles[id] = role;
  edges_.AddTrusted(ast, id, place);
  if (ast.kind == syntax::EntityKind::kLambdaJob) {
    edges_.AddService(id, "lambda", ast.key.span);
    FillJob(declared, place);
  } else if (ast.kind == syntax::EntityKind::kInstanceProfile) {
    edges_.AddService(id, "ec2", ast.key.span);
  }
  edges_.AddAssumed(ast, declared.entity, place);
  names_.ReportUnused(own, "variable");
}

// Uses of library policies inside documents count as uses, too.
void Entities::CountLibraryUses() {
  for (const Declared& declared : declared_) {
    for (const syntax::InlinePolicy& inline_policy : declared.ast->inlines) {
      for (const auto& item : inline_policy.document.items) {
        if (const auto* use = std::get_if<syntax::LibraryUse>(&item)) {
          used_[use->policy.value] = true;
        }
      }
    }
  }
}

void Entities::Fill() {
  CountLibraryUses();
  for (const syntax::LibraryPolicy& ast : ast_.policies) {
    const auto id = registry_.Find(model::EntityKind::kPolicy, ast.key.value);
    if (id && Library(ast.key.value) == &ast) {
      FillPolicy(ast, model::PolicyId{id->index});
    }
  }
  for (const Declared& declared : declared_) {
    switch (declared.ast->kind) {
      case syntax::EntityKind::kRole:
      case syntax::EntityKind::kLambdaJob:
      case syntax::EntityKind::kInstanceProfile:
        FillRole(declared);
        break;
      case syntax::EntityKind::kGroup:
        FillGroup(declared);
        break;
      case syntax::EntityKind::kUser:
        FillUser(declared);
        break;
    }
  }
  FillMemberships();
  for (const syntax::LibraryPolicy& ast : ast_.policies) {
    const auto uses = parameter_used_.find(ast.key.value);
    if (uses == parameter_used_.end()) {
      continue;
    }
    for (const syntax::Parameter& parameter : ast.params) {
      const auto use = uses->second.find(parameter.name.value);
      if (use != uses->second.end() && !use->second) {
        sink_
            .Add(kUnusedVariable, parameter.name.span,
                 "parameter `" + parameter.name.value + "` is used nowhere")
            .About("policy/" + ast.key.value);
      }
    }
  }
  edges_.Finish();
}

}  // namespace iamgen::resolve

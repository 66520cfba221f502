// Names and paths, of which ARNs are made: before every other text.
#include <algorithm>

#include "resolve/diagnostics.h"
#include "resolve/entities.h"

namespace iamgen::resolve {
namespace {

model::LocatedText Literal(std::string text, diag::Span span) {
  return {model::Text(std::move(text)), span};
}

}  // namespace

model::LocatedText Entities::NameText(const syntax::Text& text,
                                      const TextPlace& place) {
  model::LocatedText made = names_.One(text, place);
  const bool holds_arn = std::any_of(
      made.value.parts.begin(), made.value.parts.end(), [](const auto& part) {
        const auto* hole = std::get_if<model::Hole>(&part);
        return hole != nullptr && hole->kind == model::HoleKind::kEntityArn;
      });
  if (holds_arn) {
    sink_.Add(kMalformedReference, text.span, "an ARN in a name or a path")
        .Help("an ARN is made of names and paths, which come first");
    made.value = model::Text();
  }
  return made;
}

Bindings Entities::NamingVariables(
    const syntax::ValueMap& variables,
    std::initializer_list<const std::optional<syntax::Text>*> texts,
    const TextPlace& place) {
  syntax::ValueMap asked;
  for (const auto& variable : variables) {
    const bool named = std::any_of(
        texts.begin(), texts.end(), [&](const std::optional<syntax::Text>* in) {
          return *in &&
                 (*in)->value.find(variable.first.value) != std::string::npos;
        });
    if (named) {
      asked.push_back(variable);
    }
  }
  return names_.Bind(asked, place);
}

model::LocatedText Entities::PathOf(const std::optional<syntax::Text>& own,
                                    const syntax::Text& key,
                                    const TextPlace& place) {
  if (own) {
    return NameText(*own, place);
  }
  return ast_.defaults.path ? NameText(*ast_.defaults.path, place)
                            : Literal("/", key.span);
}

void Entities::NamePolicy(const syntax::LibraryPolicy& ast,
                          const TextPlace& place,
                          model::ManagedPolicy& policy) {
  policy.name = NameText(ast.name ? *ast.name : ast.key, place);
  policy.path = PathOf(ast.path, ast.key, place);
}

void Entities::NameEntity(const syntax::Entity& ast, const TextPlace& place,
                          const std::string& key, model::LocatedText& name,
                          model::LocatedText& path) {
  if (ast.kind == syntax::EntityKind::kLambdaJob || ast.role) {
    // A job's `name:` is its function's.
    name =
        NameText(ast.role ? *ast.role : syntax::Text{key, ast.key.span}, place);
  } else {
    name = NameText(ast.name ? *ast.name : ast.key, place);
  }
  path = PathOf(ast.path, ast.key, place);
}

void Entities::NameProfile(const syntax::Entity& ast, const TextPlace& place,
                           model::RoleId role) {
  const bool own = ast.kind == syntax::EntityKind::kInstanceProfile;
  const bool named = ast.instance_profile && ast.instance_profile->name;
  const auto found =
      registry_.Find(model::EntityKind::kInstanceProfile,
                     named ? ast.instance_profile->name->value : ast.key.value);
  if (!found) {
    return;
  }
  model::InstanceProfile& profile =
      topology_.profiles[support::Id<model::InstanceProfile>{found->index}];
  if (profile.role != role) {
    return;
  }
  profile.path = topology_.roles[role].path;
  if (named) {
    profile.name = NameText(*ast.instance_profile->name, place);
  } else if (own && ast.role) {
    profile.name = NameText(ast.name ? *ast.name : ast.key, place);
  } else {
    profile.name = topology_.roles[role].name;
  }
}

void Entities::Name() {
  const auto& default_path = ast_.defaults.path;
  for (const syntax::LibraryPolicy& ast : ast_.policies) {
    const auto id = registry_.Find(model::EntityKind::kPolicy, ast.key.value);
    if (!id || Library(ast.key.value) != &ast) {
      continue;
    }
    model::ManagedPolicy& policy =
        topology_.policies[model::PolicyId{id->index}];
    TextPlace place{.accounts = policy.accounts, .used_at = {}};
    syntax::ValueMap variables = ast.variables;
    for (const syntax::Parameter& parameter : ast.params) {
      std::erase_if(variables, [&](const auto& variable) {
        return variable.first == parameter.name;
      });
      const syntax::Value none{{{{}, parameter.name.span}}, false, {}};
      variables.emplace_back(parameter.name, parameter.fallback.value_or(none));
    }
    const Bindings own = NamingVariables(
        variables, {&ast.name, &ast.path, &default_path}, place);
    const Scope scope{&own, nullptr};
    place.scope = &scope;
    NamePolicy(ast, place, policy);
  }
  for (const Declared& declared : declared_) {
    if (declared.shared) {
      continue;
    }
    const syntax::Entity& ast = *declared.ast;
    const auto name = [&](auto& entity) {
      TextPlace place{.accounts = entity.accounts, .used_at = {}};
      const std::optional<syntax::Text> key = ast.key;
      const Bindings own = NamingVariables(
          ast.variables, {&key, &ast.name, &ast.role, &ast.path, &default_path},
          place);
      const Scope scope{&own, nullptr};
      place.scope = &scope;
      NameEntity(ast, place, entity.key, entity.name, entity.path);
      if (declared.entity.kind == model::EntityKind::kRole) {
        NameProfile(ast, place, model::RoleId{declared.entity.index});
      }
    };
    switch (declared.entity.kind) {
      case model::EntityKind::kRole:
        name(topology_.roles[model::RoleId{declared.entity.index}]);
        break;
      case model::EntityKind::kUser:
        name(topology_.users[model::UserId{declared.entity.index}]);
        break;
      case model::EntityKind::kGroup:
        name(topology_.groups[model::GroupId{declared.entity.index}]);
        break;
      case model::EntityKind::kPolicy:
      case model::EntityKind::kInstanceProfile:
      case model::EntityKind::kOidcProvider:
      case model::EntityKind::kSamlProvider:
        break;
    }
  }
}

}  // namespace iamgen::resolve

// Second round: names, documents, attachments and edges of all entities.
#include <algorithm>
#include <map>
#include <set>

#include "catalog/managed_policy.h"
#include "resolve/diagnostics.h"
#include "resolve/entities.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

model::LocatedText Literal(std::string text, diag::Span span) {
  return {model::Text(std::move(text)), span};
}

// A policy used twice brings its Sids twice, and IAM wants them unique: the
// later ones get a number.
class SidNumbers {
 public:
  // Numbers the Sids of the statements from `from` on.
  void Number(model::Document& document, std::size_t from) {
    for (; seen_ < from; ++seen_) {
      taken_.insert(document.statements[seen_].sid.parts);
    }
    std::set<Parts> before;
    for (; seen_ < document.statements.size(); ++seen_) {
      model::Text& sid = document.statements[seen_].sid;
      if (!sid.empty() && taken_.contains(sid.parts)) {
        std::size_t& number = last_[sid.parts];
        number = std::max<std::size_t>(number, 1);
        model::Text numbered;
        do {
          numbered = sid;
          numbered.Add(std::to_string(++number));
        } while (taken_.contains(numbered.parts) ||
                 before.contains(numbered.parts));
        sid = std::move(numbered);
      }
      before.insert(sid.parts);
    }
    taken_.merge(before);
  }

 private:
  using Parts = decltype(model::Text::parts);

  std::size_t seen_ = 0;
  std::set<Parts> taken_;
  // The number given last, so that the thousandth use is as quick as the first.
  std::map<Parts, std::size_t> last_;
};

}  // namespace

std::vector<model::Tag> Entities::Tags(const syntax::TextMap& own,
                                       const TextPlace& place) {
  std::vector<model::Tag> tags;
  const auto add = [&](const syntax::TextMap& from) {
    for (const auto& [key, value] : from) {
      model::Tag tag{names_.One(key, place).value, names_.One(value, place)};
      const auto same = std::find_if(
          tags.begin(), tags.end(),
          [&](const model::Tag& other) { return other.key == tag.key; });
      if (same != tags.end()) {
        *same = std::move(tag);
      } else {
        tags.push_back(std::move(tag));
      }
    }
  };
  add(ast_.defaults.tags);
  add(own);
  return tags;
}

void Entities::ReportUnknownPolicy(const syntax::Text& name) {
  std::vector<std::string_view> known;
  for (const auto& policy : topology_.policies) {
    known.push_back(policy.key);
  }
  std::string help = support::DidYouMean(name.value, known);
  if (help.empty() && catalog::FindManagedPolicy(name.value) != nullptr) {
    help = "`" + name.value +
           "` is an AWS managed policy: name it under `managed_policies`";
  }
  sink_
      .Add(kUnknownName, name.span,
           "there is no policy `" + name.value + "` under `policies`")
      .Help(std::move(help));
}

std::optional<model::Attachment> Entities::ManagedByArn(
    const syntax::Text& name, model::LocatedText arn) {
  std::string text;
  for (const auto& part : arn.value.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    if (literal != nullptr) {
      text += *literal;
    } else {
      text += std::get<model::Hole>(part).kind == model::HoleKind::kPartition
                  ? "aws"
                  : "000000000000";
    }
  }
  if (const auto parsed = catalog::ParseManagedPolicyArn(text)) {
    const catalog::ManagedPolicy* policy =
        catalog::FindManagedPolicy(parsed->name);
    if (policy == nullptr) {
      std::string help;
      for (const std::string& near : catalog::NearestManagedPolicies(text)) {
        help += (help.empty() ? "did you mean `" : "` or `") + near;
      }
      sink_
          .Add(kUnknownManagedPolicy, name.span,
               "AWS has no managed policy `" + std::string(parsed->name) + "`")
          .Help(help.empty() ? help : help + "`?");
      return std::nullopt;
    }
    if (policy->path != parsed->path && !policy->path.empty()) {
      sink_
          .Add(kUnknownManagedPolicy, name.span,
               "`" + std::string(policy->name) + "` lies under the path `" +
                   std::string(policy->path) + "`")
          .Help("write `" + catalog::ArnIn(*policy, parsed->partition) +
                "`, or its name alone");
      return std::nullopt;
    }
  } else if (text.find(":iam::") == std::string::npos ||
             text.find(":policy/") == std::string::npos) {
    sink_
        .Add(kUnknownManagedPolicy, name.span,
             "`" + name.value + "` is no ARN of a managed policy")
        .Help("it looks like arn:aws:iam::111111111111:policy/Name");
    return std::nullopt;
  }
  return model::Attachment{{}, std::move(arn), name.span};
}

std::optional<model::Attachment> Entities::Attach(const syntax::Text& name,
                                                  const TextPlace& place,
                                                  bool library_too) {
  if (library_too) {
    const auto policy = policy_index_.find(name.value);
    if (policy != policy_index_.end()) {
      return model::Attachment{model::PolicyId{policy->second}, {}, name.span};
    }
  }
  model::LocatedText text = names_.One(name, place);
  const bool is_arn =
      !text.value.parts.empty() &&
      std::holds_alternative<std::string>(text.value.parts.front()) &&
      std::get<std::string>(text.value.parts.front()).starts_with("arn:");
  if (is_arn || !text.value.IsLiteral()) {
    return ManagedByArn(name, std::move(text));
  }
  const std::string literal = text.value.literal();
  const catalog::ManagedPolicy* policy = catalog::FindManagedPolicy(literal);
  if (policy == nullptr || policy->path.empty()) {
    std::string help;
    for (const std::string& near : catalog::NearestManagedPolicies(literal)) {
      help += (help.empty() ? "did you mean `" : "` or `") + near;
    }
    if (!help.empty()) {
      help += "`?";
    } else if (!library_too && Library(literal) != nullptr) {
      help = "`" + literal +
             "` is a policy of the topology: name it under "
             "`policies`";
    }
    sink_
        .Add(kUnknownManagedPolicy, name.span,
             "AWS has no managed policy `" + literal + "`")
        .Help(std::move(help));
    return std::nullopt;
  }
  model::LocatedText arn{model::Text(), name.span};
  arn.value.Add(std::string("arn:"));
  arn.value.Add(model::Hole{.kind = model::HoleKind::kPartition});
  arn.value.Add(":iam::aws:policy" + std::string(policy->path) +
                std::string(policy->name));
  return model::Attachment{{}, std::move(arn), name.span};
}

void Entities::FillAttachments(const syntax::Entity& ast,
                               const TextPlace& place, model::Role& role) {
  for (const auto& use : ast.policies) {
    if (const auto* with = std::get_if<syntax::LibraryUse>(&use);
        with != nullptr && !with->with.empty()) {
      sink_
          .Add(
              kArguments, with->span,
              "policy `" + with->policy.value +
                  "` is attached as a managed policy, which takes no arguments")
          .Help("use it under `inline`, where each use has its own values");
    }
  }
  for (const syntax::Text& name : AttachedNames(ast)) {
    const syntax::LibraryPolicy* library = Library(name.value);
    if (library == nullptr) {
      ReportUnknownPolicy(name);
      continue;
    }
    const bool needs_arguments =
        std::any_of(library->params.begin(), library->params.end(),
                    [](const syntax::Parameter& one) { return !one.fallback; });
    if (needs_arguments) {
      sink_
          .Add(kArguments, name.span,
               "policy `" + name.value +
                   "` takes arguments and cannot be attached as it is")
          .Also(library->key.span, "its parameters are declared here")
          .Help("use it under `inline`, with `with:`");
      continue;
    }
    const auto attachment = Attach(name, place, true);
    if (attachment &&
        std::find(role.attachments.begin(), role.attachments.end(),
                  *attachment) == role.attachments.end()) {
      role.attachments.push_back(*attachment);
    }
  }
  for (const syntax::Text& name : ast.managed_policies) {
    if (auto attachment = Attach(name, place, false)) {
      const bool again = std::any_of(
          role.attachments.begin(), role.attachments.end(),
          [&](const model::Attachment& other) {
            return !other.policy.valid() && other.arn == attachment->arn;
          });
      if (!again) {
        role.attachments.push_back(*std::move(attachment));
      }
    }
  }
  const std::optional<syntax::Text>& boundary =
      ast.permissions_boundary ? ast.permissions_boundary
                               : ast_.defaults.permissions_boundary;
  if (boundary && !ast.no_permissions_boundary && !role.boundary) {
    role.boundary = Attach(*boundary, place, true);
  }
}

void Entities::AppendBody(const syntax::LibraryPolicy& ast,
                          const TextPlace& place, diag::Span used_at,
                          model::Document& into) {
  TextPlace inside = place;
  inside.used_at = used_at;
  const syntax::Document* document = ast.document ? &*ast.document : nullptr;
  if (ast.source) {
    document = documents_.Load(*ast.source);
    inside.brackets = ast.source->brackets;
  }
  if (document != nullptr) {
    AppendItems(*document, inside, into);
  }
}

void Entities::AppendItems(const syntax::Document& document,
                           const TextPlace& place, model::Document& into) {
  documents_.SetVersion(document, into);
  SidNumbers numbers;
  for (const auto& item : document.items) {
    if (const auto* statement = std::get_if<syntax::Statement>(&item)) {
      documents_.AppendStatement(*statement, place, into);
    } else {
      const std::size_t before = into.statements.size();
      AppendLibraryUse(std::get<syntax::LibraryUse>(item), place, into);
      numbers.Number(into, before);
    }
  }
}

void Entities::AppendLibraryUse(const syntax::LibraryUse& use,
                                const TextPlace& place, model::Document& into) {
  const syntax::LibraryPolicy* library = Library(use.policy.value);
  if (library == nullptr) {
    ReportUnknownPolicy(use.policy);
    return;
  }
  used_[use.policy.value] = true;
  // Arguments are read where they are written, defaults where the policy is.
  Bindings arguments = names_.Bind(use.with, place);
  std::vector<std::string_view> known;
  auto& parameter_used = parameter_used_[use.policy.value];
  for (const syntax::Parameter& parameter : library->params) {
    known.push_back(parameter.name.value);
    if (arguments.contains(parameter.name.value)) {
      continue;
    }
    if (parameter.fallback) {
      Binding fallback = names_.Bind(*parameter.fallback, place);
      fallback.span = parameter.name.span;
      arguments.emplace(parameter.name.value, std::move(fallback));
    } else {
      sink_
          .Add(kArguments, use.span,
               "policy `" + use.policy.value + "` needs a value for `" +
                   parameter.name.value + "`")
          .Also(parameter.name.span, "the parameter is declared here")
          .Help("add `with: { " + parameter.name.value + ": ... }`");
      // One finding is enough: the texts that use it stay silent.
      Binding absent;
      absent.texts.push_back({model::Text(), use.span});
      arguments.emplace(parameter.name.value, std::move(absent));
    }
  }
  for (const auto& [name, value] : use.with) {
    if (std::find(known.begin(), known.end(), name.value) == known.end()) {
      sink_
          .Add(kArguments, name.span,
               "policy `" + use.policy.value + "` has no parameter `" +
                   name.value + "`")
          .Help(support::DidYouMean(name.value, known));
    }
  }
  const Bindings own = names_.Bind(library->variables, place);
  const Scope outer{&own, place.scope};
  const Scope inner{&arguments, &outer};
  TextPlace inside = place;
  inside.scope = &inner;
  AppendBody(*library, inside, use.span, into);
  for (const auto& [name, binding] : arguments) {
    parameter_used[name] |= binding.used;
  }
}

void Entities::FillInlines(const syntax::Entity& ast, const TextPlace& place,
                           model::Role& role) {
  for (const syntax::InlinePolicy& inline_policy : ast.inlines) {
    model::InlinePolicy made;
    made.name = names_.One(inline_policy.name, place);
    if (inline_policy.source) {
      syntax::LibraryPolicy body;
      body.source = inline_policy.source;
      AppendBody(body, place, inline_policy.name.span, made.document);
    } else {
      AppendItems(inline_policy.document, place, made.document);
    }
    role.inlines.push_back(std::move(made));
  }
}

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

void Entities::FillPolicy(const syntax::LibraryPolicy& ast,
                          model::PolicyId id) {
  model::ManagedPolicy& policy = topology_.policies[id];
  if (!used_.contains(ast.key.value)) {
    sink_
        .Add(kUnusedPolicy, ast.key.span,
             "nothing uses policy `" + ast.key.value + "`")
        .Help("attach it under `policies:` of a role, or remove it");
  }
  TextPlace place{.accounts = policy.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  Bindings defaults;
  for (const syntax::Parameter& parameter : ast.params) {
    if (parameter.fallback) {
      defaults.emplace(parameter.name.value,
                       names_.Bind(*parameter.fallback, place));
    }
  }
  const Scope outer{&own, nullptr};
  const Scope scope{&defaults, &outer};
  place.scope = &scope;
  NamePolicy(ast, place, policy);
  if (ast.description) {
    policy.description = names_.One(*ast.description, place);
  }
  policy.tags = Tags(ast.tags, place);
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
  }
}

void Entities::NameRole(const syntax::Entity& ast, const TextPlace& place,
                        model::Role& role) {
  const bool is_job = ast.kind == syntax::EntityKind::kLambdaJob;
  if (is_job || ast.role) {
    role.name = NameText(
        ast.role ? *ast.role : syntax::Text{role.key, ast.key.span}, place);
  } else {
    role.name = NameText(ast.name ? *ast.name : ast.key, place);
  }
  role.path = PathOf(ast.path, ast.key, place);
}

void Entities::FillRole(const Declared& declared) {
  const syntax::Entity& ast = *declared.ast;
  if (!topology_.roles[declared.role].accounts.valid()) {
    return;
  }
  // Filled aside: reading a text may look at other roles.
  model::Role role = topology_.roles[declared.role];
  TextPlace place{.accounts = role.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  if (!declared.shared) {
    // Once more, for what the entity's own variables are used for.
    NameRole(ast, place, role);
  }
  place.role_name = &role.name.value;
  if (!declared.shared) {
    role.max_session_seconds = ast.max_session_seconds;
    if (ast.description) {
      role.description = names_.One(*ast.description, place);
    }
    role.tags = Tags(ast.tags, place);
    role.retain = ast.retain;
  }
  FillAttachments(ast, place, role);
  FillInlines(ast, place, role);
  topology_.roles[declared.role] = role;
  edges_.AddTrusted(ast, declared.role, place);
  if (ast.kind == syntax::EntityKind::kLambdaJob) {
    edges_.AddService(declared.role, "lambda", ast.key.span);
    FillJob(declared, place);
  } else if (ast.kind == syntax::EntityKind::kInstanceProfile) {
    edges_.AddService(declared.role, "ec2", ast.key.span);
  }
  edges_.AddAssumed(ast, declared.role, place);
  names_.ReportUnused(own, "variable");
}

void Entities::NameProfile(const syntax::Entity& ast, const TextPlace& place,
                           model::RoleId role) {
  const bool own = ast.kind == syntax::EntityKind::kInstanceProfile;
  const bool named = ast.instance_profile && ast.instance_profile->name;
  const auto found = profile_index_.find(
      named ? ast.instance_profile->name->value : ast.key.value);
  if (found == profile_index_.end()) {
    return;
  }
  model::InstanceProfile& profile =
      topology_.profiles[support::Id<model::InstanceProfile>{found->second}];
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
    const auto id = policy_index_.find(ast.key.value);
    if (id == policy_index_.end() || Library(ast.key.value) != &ast) {
      continue;
    }
    model::ManagedPolicy& policy =
        topology_.policies[model::PolicyId{id->second}];
    TextPlace place{.accounts = policy.accounts, .used_at = {}};
    syntax::ValueMap variables = ast.variables;
    for (const syntax::Parameter& parameter : ast.params) {
      if (parameter.fallback) {
        std::erase_if(variables, [&](const auto& variable) {
          return variable.first == parameter.name;
        });
        variables.emplace_back(parameter.name, *parameter.fallback);
      }
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
    model::Role& role = topology_.roles[declared.role];
    TextPlace place{.accounts = role.accounts, .used_at = {}};
    const std::optional<syntax::Text> key = ast.key;
    const Bindings own = NamingVariables(
        ast.variables, {&key, &ast.name, &ast.role, &ast.path, &default_path},
        place);
    const Scope scope{&own, nullptr};
    place.scope = &scope;
    NameRole(ast, place, role);
    NameProfile(ast, place, declared.role);
  }
}

void Entities::Fill() {
  // Uses of library policies inside documents count as uses, too.
  for (const Declared& declared : declared_) {
    for (const syntax::InlinePolicy& inline_policy : declared.ast->inlines) {
      for (const auto& item : inline_policy.document.items) {
        if (const auto* use = std::get_if<syntax::LibraryUse>(&item)) {
          used_[use->policy.value] = true;
        }
      }
    }
  }
  for (const syntax::LibraryPolicy& ast : ast_.policies) {
    const auto id = policy_index_.find(ast.key.value);
    if (id != policy_index_.end() && Library(ast.key.value) == &ast) {
      FillPolicy(ast, model::PolicyId{id->second});
    }
  }
  for (const Declared& declared : declared_) {
    FillRole(declared);
  }
  for (const syntax::LibraryPolicy& ast : ast_.policies) {
    const auto uses = parameter_used_.find(ast.key.value);
    if (uses == parameter_used_.end()) {
      continue;
    }
    for (const syntax::Parameter& parameter : ast.params) {
      const auto use = uses->second.find(parameter.name.value);
      if (use != uses->second.end() && !use->second) {
        sink_.Add(kUnusedVariable, parameter.name.span,
                  "parameter `" + parameter.name.value + "` is used nowhere");
      }
    }
  }
  edges_.Finish();
}

}  // namespace iamgen::resolve

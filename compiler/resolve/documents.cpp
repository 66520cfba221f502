// Finds templates and turns statements of the AST into statements of the model.
#include "resolve/documents.h"

#include <algorithm>
#include <array>

#include "catalog/embedded_template.h"
#include "resolve/diagnostics.h"
#include "resolve/includes.h"
#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse.h"
#include "syntax/reader.h"

namespace iamgen::resolve {
namespace {

constexpr std::array<std::string_view, 3> kExtensions = {".yaml", ".yml",
                                                         ".json"};

struct ShapeOf {
  const char* what;
  bool principals;
  // What to do where principals are there and do not belong, or the reverse.
  const char* other_principals;
};

ShapeOf ShapeOfA(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::kPermissions:
      return {"permissions policy", false,
              "who may use the policy follows from what it is attached to; for "
              "a role's trust write `trusted_by`"};
    case DocumentKind::kTrust:
      return {"trust policy", true,
              "this says what may be done, not by whom: attach it under "
              "`policies` or `inline`"};
    case DocumentKind::kResource:
      return {"resource's policy", true,
              "say for whom: `principal: { AWS: ... }`"};
    case DocumentKind::kServiceControl:
      return {"service control policy", false,
              "it holds for all of an account: test `aws:PrincipalArn` under "
              "`when` to leave somebody out"};
    case DocumentKind::kResourceControl:
      break;
  }
  return {"resource control policy", true,
          "write `principal: \"*\"`, the only one that it takes"};
}

}  // namespace

std::optional<diag::FileId> Documents::Open(const std::string& path,
                                            const syntax::Text& name) {
  auto bytes = inputs_.files.Read(path, syntax::kMaxPolicyBytes);
  if (!bytes) {
    sink_.Add(kUnknownName, name.span, "cannot read " + bytes.message());
    return std::nullopt;
  }
  return inputs_.sources.Add(path, std::move(*bytes));
}

std::optional<diag::FileId> Documents::Find(const syntax::TemplateUse& use) {
  const std::string& name = use.name.value;
  if (use.is_file) {
    const auto path = PathFrom(use.name, inputs_, sink_);
    return path ? Open(*path, use.name) : std::nullopt;
  }
  if (name.starts_with('/') || name.find("..") != std::string::npos) {
    sink_
        .Add(kUnknownName, use.name.span,
             "template `" + name + "` leads out of the templates' folders")
        .Help("use `file:` for a path");
    return std::nullopt;
  }
  const bool has_extension = std::any_of(
      kExtensions.begin(), kExtensions.end(),
      [&](std::string_view extension) { return name.ends_with(extension); });
  for (const std::string& folder : inputs_.template_folders) {
    for (const std::string_view extension : kExtensions) {
      const std::string path = support::JoinPath(
          folder, has_extension ? name : name + std::string(extension));
      if (inputs_.files.Exists(path)) {
        return Open(path, use.name);
      }
    }
  }
  std::string_view stem = name;
  if (has_extension) {
    stem = stem.substr(0, stem.rfind('.'));
  }
  if (const auto* embedded = catalog::FindTemplate(stem)) {
    return inputs_.sources.Add("templates/" + std::string(embedded->name) +
                                   "." + std::string(embedded->extension),
                               std::string(embedded->bytes));
  }
  std::vector<std::string_view> known;
  for (const auto& embedded : catalog::Templates()) {
    known.push_back(embedded.name);
  }
  std::string help = support::DidYouMean(name, known);
  if (help.empty()) {
    help = "searched " + support::QuotedList(inputs_.template_folders) +
           " and the templates that ship with iamgen";
  }
  sink_.Add(kUnknownName, use.name.span, "there is no template `" + name + "`")
      .Help(std::move(help));
  return std::nullopt;
}

const syntax::Document* Documents::Load(const syntax::TemplateUse& use) {
  // A file is looked for beside the file that names it.
  const std::string key =
      use.is_file ? "file:" +
                        std::string(support::FolderOf(
                            inputs_.sources[use.name.span.file].path())) +
                        "/" + use.name.value
                  : "template:" + use.name.value;
  const auto known = loaded_.find(key);
  if (known != loaded_.end()) {
    return known->second ? &*known->second : nullptr;
  }
  std::optional<syntax::Document> document;
  if (const auto file = Find(use)) {
    document = syntax::ParseDocument(
        syntax::Read(inputs_.sources, *file, sink_, inputs_.yaml), sink_);
  }
  const auto& stored = loaded_.emplace(key, std::move(document)).first->second;
  return stored ? &*stored : nullptr;
}

std::vector<model::ConditionTest> Documents::Conditions(
    const std::vector<syntax::ConditionTest>& tests, const TextPlace& place) {
  std::vector<model::ConditionTest> conditions;
  for (const syntax::ConditionTest& test : tests) {
    model::ConditionTest made{
        names_.One(test.op, place).value, names_.One(test.key, place).value,
        names_.Many(test.values, place), test.op.span, test.key.span};
    const auto same_op = std::find_if(
        conditions.rbegin(), conditions.rend(),
        [&](const model::ConditionTest& other) { return other.op == made.op; });
    conditions.insert(
        same_op == conditions.rend() ? conditions.end() : same_op.base(),
        std::move(made));
  }
  return conditions;
}

std::optional<model::Clause> Documents::ReadClause(const syntax::Clause& clause,
                                                   const TextPlace& place,
                                                   const char* what) {
  model::Clause made{clause.except, names_.Many(clause.values, place),
                     clause.span};
  // Sets whose members are none at all.
  const auto stands_for_nothing = [&](const model::LocatedText& text) {
    return std::any_of(
        text.value.parts.begin(), text.value.parts.end(),
        [&](const auto& part) {
          const auto* hole = std::get_if<model::Hole>(&part);
          return hole != nullptr && hole->accounts.valid() &&
                 topology_.account_sets[hole->accounts].members.empty();
        });
  };
  if (std::all_of(made.values.begin(), made.values.end(), stands_for_nothing)) {
    sink_
        .Add(kEmptyList, clause.span,
             std::string("the list of ") + what + " is empty")
        .Help("IAM refuses a statement without " + std::string(what));
    return std::nullopt;
  }
  return made;
}

bool Documents::HasTheShapeOf(DocumentKind kind,
                              const syntax::Statement& statement) {
  const ShapeOf shape = ShapeOfA(kind);
  if (!shape.principals && statement.principal) {
    sink_
        .Add(kStatementShape, statement.principal->span,
             std::string("a principal in a ") + shape.what)
        .Help(shape.other_principals);
    return false;
  }
  if (shape.principals && !statement.principal) {
    sink_
        .Add(kind == DocumentKind::kTrust ? syntax::kNotATrustPolicy
                                          : kStatementShape,
             statement.span,
             std::string("a statement without a principal in a ") + shape.what)
        .Help(shape.other_principals);
    return false;
  }
  if (statement.grant && kind != DocumentKind::kPermissions) {
    sink_
        .Add(kStatementShape, statement.grant->span,
             std::string("`grant` in a ") + shape.what)
        .Help("name the actions: `allow: ...`");
    return false;
  }
  if (statement.grant && statement.resources && statement.resources->except) {
    sink_
        .Add(kStatementShape, statement.resources->span,
             "`grant` for all resources but some")
        .Help("name the resources, whose types say which actions there are");
    return false;
  }
  if (kind == DocumentKind::kTrust && statement.resources) {
    sink_
        .Add(kStatementShape, statement.resources->span,
             "resources in a trust policy")
        .Help("the resource is the role itself: leave it out");
    return false;
  }
  const bool needs_resources =
      kind != DocumentKind::kTrust && kind != DocumentKind::kResource;
  if (needs_resources && !statement.resources) {
    sink_
        .Add(kStatementShape, statement.span,
             std::string("a statement without resources in a ") + shape.what)
        .Help("say on what: `on: \"*\"` or the ARNs");
    return false;
  }
  return true;
}

void Documents::AppendStatement(const syntax::Statement& statement,
                                DocumentKind kind, const TextPlace& place,
                                model::Document& into) {
  if (!HasTheShapeOf(kind, statement)) {
    return;
  }
  model::Statement made;
  made.span = statement.span;
  made.used_at = place.used_at;
  made.effect = statement.effect.value == syntax::Effect::kDeny
                    ? model::Effect::kDeny
                    : model::Effect::kAllow;
  if (statement.sid) {
    model::LocatedText sid = names_.One(*statement.sid, place);
    made.sid = std::move(sid.value);
    made.sid_span = sid.span;
  }
  std::optional<model::Clause> actions = model::Clause();
  if (statement.grant) {
    made.grant = ReadGrant(*statement.grant, place);
  } else {
    actions = ReadClause(*statement.actions, place, "actions");
  }
  std::optional<model::Clause> resources;
  if (statement.resources) {
    resources = ReadClause(*statement.resources, place, "resources");
  }
  if (statement.principal) {
    made.principal = ReadPrincipal(*statement.principal, place);
  }
  made.conditions = Conditions(statement.when, place);
  if (!actions || (statement.resources && !resources)) {
    return;
  }
  made.actions = *std::move(actions);
  made.resources = std::move(resources);
  into.statements.push_back(std::move(made));
}

model::Grant Documents::ReadGrant(const syntax::Grant& grant,
                                  const TextPlace& place) {
  model::Grant made;
  made.span = grant.span;
  for (const diag::Located<syntax::AccessLevel>& one : grant.levels) {
    const auto level = static_cast<model::AccessLevel>(one.value);
    if (std::none_of(made.levels.begin(), made.levels.end(),
                     [&](const diag::Located<model::AccessLevel>& other) {
                       return other.value == level;
                     })) {
      made.levels.push_back({level, one.span});
    }
  }
  if (grant.service) {
    made.service = names_.One(*grant.service, place);
  }
  return made;
}

model::PrincipalClause Documents::ReadPrincipal(
    const syntax::PrincipalClause& clause, const TextPlace& place) {
  model::PrincipalClause made;
  made.except = clause.except;
  made.anyone = clause.anyone;
  made.span = clause.span;
  for (const syntax::Principals& principals : clause.principals) {
    const std::string& type = principals.type.value;
    made.principals.push_back(
        {type == "Service"         ? model::PrincipalType::kService
         : type == "Federated"     ? model::PrincipalType::kFederated
         : type == "CanonicalUser" ? model::PrincipalType::kCanonicalUser
                                   : model::PrincipalType::kAws,
         names_.Many(principals.values, place)});
  }
  return made;
}

void Documents::Append(const syntax::Document& document, DocumentKind kind,
                       const TextPlace& place, model::Document& into) {
  SetVersion(document, into);
  for (const auto& item : document.items) {
    if (const auto* statement = std::get_if<syntax::Statement>(&item)) {
      AppendStatement(*statement, kind, place, into);
    }
  }
}

void Documents::SetVersion(const syntax::Document& from,
                           model::Document& into) {
  if (from.version && from.version->value == "2008-10-17") {
    into.version = from.version->value;
    into.version_span = from.version->span;
  }
}

}  // namespace iamgen::resolve

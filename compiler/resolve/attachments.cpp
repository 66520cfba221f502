// What an entity may do: managed policies attached, inline policies written.
#include <algorithm>

#include "catalog/catalogue.h"
#include "catalog/managed_policy.h"
#include "model/sids.h"
#include "resolve/diagnostics.h"
#include "resolve/entities.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

std::optional<catalog::ManagedPolicy> FindManaged(
    const catalog::Catalogue& catalogue, std::string_view name) {
  const auto policy = catalogue.FindPolicy(name);
  return policy ? std::optional(catalogue[*policy]) : std::nullopt;
}

}  // namespace

void Entities::ReportUnknownPolicy(const syntax::Text& name) {
  std::vector<std::string_view> known;
  for (const auto& policy : topology_.policies) {
    known.push_back(policy.key);
  }
  std::string help = support::DidYouMean(name.value, known);
  if (help.empty() && catalogue_.FindPolicy(name.value)) {
    help = "`" + name.value +
           "` is an AWS managed policy: name it under `managed_policies`";
  }
  sink_
      .Add(kUnknownName, name.span,
           "there is no policy `" + name.value + "` under `policies`")
      .Help(std::move(help));
}

std::optional<model::Attachment> Entities::AttachByArn(
    const syntax::Text& name, model::LocatedText arn,
    const diag::Rule& no_policy) {
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
    const auto policy = FindManaged(catalogue_, parsed->name);
    if (!policy) {
      std::string help;
      for (const std::string& near :
           catalog::NearestManagedPolicies(catalogue_, text)) {
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
        .Add(no_policy, name.span,
             "`" + name.value + "` is no ARN of a managed policy")
        .Help("it looks like arn:aws:iam::111111111111:policy/Name");
    return std::nullopt;
  }
  return model::Attachment{{}, std::move(arn), name.span};
}

std::optional<model::Attachment> Entities::Attach(const syntax::Text& name,
                                                  const TextPlace& place,
                                                  bool library_too,
                                                  const diag::Rule& no_policy) {
  if (library_too) {
    if (const auto policy =
            registry_.Find(model::EntityKind::kPolicy, name.value)) {
      return model::Attachment{model::PolicyId{policy->index}, {}, name.span};
    }
  }
  model::LocatedText text = names_.One(name, place);
  const bool is_arn =
      !text.value.parts.empty() &&
      std::holds_alternative<std::string>(text.value.parts.front()) &&
      std::get<std::string>(text.value.parts.front()).starts_with("arn:");
  if (is_arn || !text.value.IsLiteral()) {
    return AttachByArn(name, std::move(text), no_policy);
  }
  return AttachByName(name, text.value.literal(), library_too);
}

std::optional<model::Attachment> Entities::AttachByName(
    const syntax::Text& name, const std::string& literal, bool library_too) {
  const auto policy = FindManaged(catalogue_, literal);
  if (!policy || policy->path.empty()) {
    std::string help;
    for (const std::string& near :
         catalog::NearestManagedPolicies(catalogue_, literal)) {
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
                               const TextPlace& place, Grants grants) {
  for (const syntax::LibraryUse& use : LibraryUses(ast)) {
    const syntax::LibraryPolicy* library = Library(use.policy.value);
    if (library == nullptr) {
      ReportUnknownPolicy(use.policy);
      continue;
    }
    const bool needs_arguments =
        std::any_of(library->params.begin(), library->params.end(),
                    [](const syntax::Parameter& one) { return !one.fallback; });
    if (!use.with.empty() || needs_arguments) {
      sink_
          .Add(kArguments, use.span,
               use.with.empty()
                   ? "policy `" + use.policy.value +
                         "` takes arguments and cannot be attached as it is"
                   : "policy `" + use.policy.value +
                         "` is attached as a managed policy, which takes no "
                         "arguments")
          .Also(library->key.span, "the policy is declared here")
          .Help(
              "use it under `inline`, where each use has its own values, or "
              "choose `delivery: inline-merged`");
      continue;
    }
    const auto attachment =
        Attach(use.policy, place, true, kUnknownManagedPolicy);
    if (attachment &&
        std::find(grants.attachments.begin(), grants.attachments.end(),
                  *attachment) == grants.attachments.end()) {
      grants.attachments.push_back(*attachment);
    }
  }
}

void Entities::FillBoundary(const syntax::Entity& ast, const TextPlace& place,
                            std::optional<model::Attachment>& boundary) {
  const std::optional<syntax::Text>& written =
      ast.permissions_boundary ? ast.permissions_boundary
                               : ast_.defaults.permissions_boundary;
  if (written && !ast.no_permissions_boundary && !boundary) {
    boundary = Attach(*written, place, true, kBoundaryNotPolicy);
  }
}

void Entities::FillMerged(const syntax::Entity& ast, const TextPlace& place,
                          Grants grants) {
  const auto text = [&](const std::optional<syntax::Text>& written,
                        const char* otherwise) {
    return written ? names_.One(*written, place).value : model::Text(otherwise);
  };
  model::LocatedText name{text(ast_.defaults.merged_prefix, ""), ast.key.span};
  name.value.Add(grants.name.value);
  name.value.Add(text(ast_.defaults.merged_suffix, "-generated"));
  model::InlinePolicy merged;
  merged.name = name;
  model::SidNumbers numbers;
  for (const syntax::LibraryUse& use : LibraryUses(ast)) {
    const std::size_t before = merged.document.statements.size();
    AppendLibraryUse(use, place, merged.document);
    numbers.Number(merged.document, before);
  }
  grants.merged_name = std::move(name);
  if (!merged.document.statements.empty()) {
    grants.inlines.push_back(std::move(merged));
  }
}

void Entities::FillPermissions(const syntax::Entity& ast,
                               const TextPlace& place, Grants grants) {
  if (IsMerged(ast)) {
    FillMerged(ast, place, grants);
  } else {
    FillAttachments(ast, place, grants);
  }
  for (const syntax::Text& name : ast.managed_policies) {
    auto attachment = Attach(name, place, false, kUnknownManagedPolicy);
    if (!attachment) {
      continue;
    }
    const bool again = std::any_of(
        grants.attachments.begin(), grants.attachments.end(),
        [&](const model::Attachment& other) {
          return !other.policy.valid() && other.arn == attachment->arn;
        });
    if (!again) {
      grants.attachments.push_back(*std::move(attachment));
    }
  }
  FillInlines(ast, place, grants.inlines);
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
  model::SidNumbers numbers;
  for (const auto& item : document.items) {
    if (const auto* statement = std::get_if<syntax::Statement>(&item)) {
      documents_.AppendStatement(*statement, DocumentKind::kPermissions, place,
                                 into);
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
                           std::vector<model::InlinePolicy>& inlines) {
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
    inlines.push_back(std::move(made));
  }
}

}  // namespace iamgen::resolve

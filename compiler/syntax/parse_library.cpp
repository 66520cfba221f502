// Library policies, and where the body of a policy comes from.
#include <array>

#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

// `params:`: a mapping of names to what is known of them, or a list of names.
void ReadParameters(const Context& context, NodeIndex node,
                    LibraryPolicy& policy) {
  policy.has_params = true;
  for (const NodeIndex element : Elements(context, node)) {
    if (context.At(element).kind != NodeKind::kMapping) {
      if (auto name = ReadText(context, element)) {
        policy.params.push_back({*std::move(name), {}, {}});
      }
      continue;
    }
    const auto read = [&](Text name, NodeIndex value) {
      Parameter parameter{std::move(name), {}, {}};
      if (context.At(value).kind != NodeKind::kNull &&
          context.At(value).kind != NodeKind::kBroken) {
        Mapping keys(context, value, "a parameter");
        parameter.description = keys.FindText("description");
        if (const auto fallback = keys.Find("default")) {
          parameter.fallback = ReadValue(context, *fallback);
        }
      }
      policy.params.push_back(std::move(parameter));
    };
    ForEachEntry(context, element, "parameters", read);
  }
}

}  // namespace

std::optional<TemplateUse> ReadTemplateUse(const Context& context,
                                           Mapping& mapping) {
  const auto from_template = mapping.FindText("template");
  const auto from_file = mapping.FindText("file");
  constexpr std::array<std::string_view, 1> kPlaceholders = {"brackets"};
  const bool brackets =
      mapping.FindWord("placeholders", kPlaceholders).has_value();
  if (mapping.Has("placeholders") && !from_template && !from_file) {
    context.sink.Add(kConflict, mapping.KeySpan("placeholders"),
                     "`placeholders` without a `template` or a `file`");
  }
  if (from_template && from_file) {
    context.sink.Add(kConflict, mapping.KeySpan("file"),
                     "a policy with both `template` and `file`");
  }
  if (from_template) {
    return TemplateUse{*from_template, false, brackets};
  }
  if (from_file) {
    return TemplateUse{*from_file, true, brackets};
  }
  return std::nullopt;
}

void ReadBody(const Context& context, Mapping& mapping, std::string_view what,
              std::optional<TemplateUse>& source,
              std::optional<Document>& document) {
  source = ReadTemplateUse(context, mapping);
  const auto statements = mapping.Find("statements");
  const auto aws = mapping.Find("Statement");
  const auto version = mapping.FindText("Version");
  // AWS's own samples carry one; IAM gives it no meaning.
  mapping.Find("Id");
  if (source && (statements || aws)) {
    context.sink.Add(
        kConflict, mapping.KeySpan(statements ? "statements" : "Statement"),
        std::string(what) + " with both statements and a template");
  }
  if (statements && aws) {
    context.sink.Add(
        kConflict, mapping.KeySpan("Statement"),
        std::string(what) + " with both `statements` and `Statement`");
  }
  if (const auto body = statements ? statements : aws) {
    document = ReadDocument(context, *body, false);
    if (document && version) {
      document->version = version;
    }
  } else if (!source && !mapping.Has("statements") &&
             !mapping.Has("Statement") && !mapping.Has("template") &&
             !mapping.Has("file")) {
    context.sink
        .Add(kMissingKey, mapping.span(),
             std::string(what) + " without statements")
        .Help("give it `statements`, a `template` or a `file`");
  }
}

LibraryPolicy ReadLibraryPolicy(const Context& context, const Text& key,
                                NodeIndex node) {
  LibraryPolicy policy;
  policy.key = key;
  policy.span = context.tree.SpanOf(node);
  if (context.At(node).kind == NodeKind::kSequence) {
    policy.document = ReadDocument(context, node, false);
    return policy;
  }
  Mapping mapping(context, node, "a policy");
  if (!mapping.ok()) {
    return policy;
  }
  mapping.Find("each");
  policy.name = mapping.FindText("name");
  policy.path = mapping.FindText("path");
  policy.description = mapping.FindText("description");
  policy.variables = mapping.FindValueMap("variables");
  policy.tags = mapping.FindTextMap("tags");
  policy.names = ReadNames(mapping);
  policy.retain =
      mapping.FindBool("retain").value_or(diag::Located<bool>{}).value;
  if (const auto params = mapping.Find("params")) {
    ReadParameters(context, *params, policy);
  }
  ReadBody(context, mapping, "a policy", policy.source, policy.document);
  return policy;
}

}  // namespace iamgen::syntax

// Roles, Lambda jobs and instance profiles: three ways to write a role.
#include <array>
#include <charconv>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

constexpr std::array<std::string_view, 7> kTriggers = {
    "dynamodb_stream", "sqs", "kinesis", "schedule", "sns", "s3", "events"};

std::string_view What(EntityKind kind) {
  switch (kind) {
    case EntityKind::kRole:
      return "a role";
    case EntityKind::kLambdaJob:
      return "a Lambda job";
    case EntityKind::kInstanceProfile:
      return "an instance profile";
  }
  return "an entity";
}

void ReadPolicies(const Context& context, NodeIndex node, Entity& entity) {
  for (const NodeIndex element : Elements(context, node)) {
    if (context.At(element).kind == NodeKind::kMapping) {
      Mapping mapping(context, element, "a use of a library policy");
      const auto name = mapping.Require("policy");
      ValueMap with = mapping.FindValueMap("with");
      if (const auto text = name ? ReadText(context, *name) : std::nullopt) {
        entity.policies.emplace_back(
            LibraryUse{*text, std::move(with), mapping.span()});
      }
    } else if (auto text = ReadText(context, element)) {
      entity.policies.emplace_back(*std::move(text));
    }
  }
}

void ReadInlines(const Context& context, NodeIndex node, Entity& entity) {
  if (context.At(node).kind != NodeKind::kMapping) {
    Mapping report(context, node, "a mapping of policy names to statements");
    return;
  }
  for (NodeIndex key = context.At(node).first_child; key != kNoNode;) {
    const NodeIndex value = context.At(key).next_sibling;
    InlinePolicy policy{
        {std::string(context.tree.TextOf(key)), context.tree.SpanOf(key)},
        std::nullopt,
        {}};
    bool from_template = false;
    if (context.At(value).kind == NodeKind::kMapping) {
      for (NodeIndex at = context.At(value).first_child; at != kNoNode;) {
        const std::string_view text = context.tree.TextOf(at);
        from_template |= text == "template" || text == "file";
        at = context.At(context.At(at).next_sibling).next_sibling;
      }
    }
    if (from_template) {
      Mapping mapping(context, value, "an inline policy");
      policy.source = ReadTemplateUse(context, mapping);
      policy.document.span = mapping.span();
      entity.inlines.push_back(std::move(policy));
    } else if (auto document = ReadDocument(context, value, true)) {
      policy.document = *std::move(document);
      entity.inlines.push_back(std::move(policy));
    }
    key = context.At(value).next_sibling;
  }
}

void ReadTriggers(const Context& context, NodeIndex node, Entity& entity) {
  for (const NodeIndex element : Elements(context, node)) {
    if (context.At(element).kind == NodeKind::kBroken) {
      continue;
    }
    Mapping mapping(context, element, "a trigger");
    std::size_t kinds = 0;
    for (const std::string_view kind : kTriggers) {
      if (const auto value = mapping.Find(kind)) {
        ++kinds;
        entity.triggers.push_back({{std::string(kind), mapping.KeySpan(kind)},
                                   ReadTexts(context, *value)});
      }
    }
    if (mapping.ok() && kinds == 0 && context.At(element).count == 0) {
      std::vector<std::string> names(kTriggers.begin(), kTriggers.end());
      context.sink.Add(kMissingKey, mapping.span(), "a trigger without a kind")
          .Help("name one of " + support::QuotedList(names, names.size()));
    }
  }
}

void ReadProfileChoice(const Context& context, NodeIndex node, Entity& entity) {
  const std::string_view text = context.tree.TextOf(node);
  const NodeKind kind = context.At(node).kind;
  if ((kind == NodeKind::kPlain || kind == NodeKind::kBoolean) &&
      (text == "true" || text == "false")) {
    entity.instance_profile = {text == "true", std::nullopt,
                               context.tree.SpanOf(node)};
  } else if (auto name = ReadText(context, node)) {
    entity.instance_profile = {true, *name, name->span};
  }
}

void ReadJobKeys(const Context& context, Mapping& mapping, Entity& entity) {
  entity.role = mapping.FindText("role");
  if (const auto logs = mapping.Find("logs")) {
    constexpr std::array<std::string_view, 2> kLogs = {"own", "none"};
    if (const auto word = ReadWord(context, *logs, kLogs)) {
      entity.logs = *word == 0 ? Logs::kOwn : Logs::kNone;
    }
  }
  if (const auto function = mapping.Find("function")) {
    constexpr std::array<std::string_view, 1> kFunctions = {"existing"};
    entity.existing_function =
        ReadWord(context, *function, kFunctions).has_value();
  }
  entity.vpc = mapping.FindBool("vpc").value_or(diag::Located<bool>{}).value;
  entity.tracing =
      mapping.FindBool("tracing").value_or(diag::Located<bool>{}).value;
  if (const auto triggers = mapping.Find("triggers")) {
    ReadTriggers(context, *triggers, entity);
  }
  entity.environment = mapping.FindValueMap("environment");
}

}  // namespace

std::optional<diag::Located<std::int64_t>> ReadDuration(const Context& context,
                                                        NodeIndex node) {
  const std::string_view text = context.tree.TextOf(node);
  const NodeKind kind = context.At(node).kind;
  std::int64_t total = 0;
  bool good = (kind == NodeKind::kPlain || kind == NodeKind::kQuoted ||
               kind == NodeKind::kNumber) &&
              !text.empty();
  const char* at = text.data();
  const char* const end = at + text.size();
  while (good && at != end) {
    std::int64_t number = 0;
    constexpr std::int64_t kMost = 1'000'000'000;
    const auto [next, error] = std::from_chars(at, end, number);
    good =
        error == std::errc() && *at != '-' && number < kMost && total < kMost;
    if (!good) {
      break;
    }
    const char unit = next == end ? 's' : *next;
    const std::int64_t factor = unit == 'h'   ? 3600
                                : unit == 'm' ? 60
                                : unit == 's' ? 1
                                              : 0;
    good = factor != 0;
    total += number * factor;
    at = next == end ? end : next + 1;
  }
  if (!good) {
    if (kind != NodeKind::kBroken) {
      context.sink
          .Add(kBadValue, context.tree.SpanOf(node),
               "`" + std::string(text) + "` is no duration")
          .Help("write seconds (5400) or hours and minutes (1h30m)");
    }
    return std::nullopt;
  }
  return diag::Located<std::int64_t>{total, context.tree.SpanOf(node)};
}

std::optional<TemplateUse> ReadTemplateUse(const Context& context,
                                           Mapping& mapping) {
  const auto from_template = mapping.FindText("template");
  const auto from_file = mapping.FindText("file");
  bool brackets = false;
  if (const auto placeholders = mapping.Find("placeholders")) {
    constexpr std::array<std::string_view, 1> kPlaceholders = {"brackets"};
    brackets = ReadWord(context, *placeholders, kPlaceholders).has_value();
    if (!from_template && !from_file) {
      context.sink.Add(kConflict, mapping.KeySpan("placeholders"),
                       "`placeholders` without a `template` or a `file`");
    }
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

Entity ReadEntity(const Context& context, const Text& key, NodeIndex node,
                  EntityKind kind) {
  Entity entity;
  entity.kind = kind;
  entity.key = key;
  entity.span = context.tree.SpanOf(node);
  Mapping mapping(context, node, What(kind));
  if (!mapping.ok()) {
    return entity;
  }
  if (const auto in = mapping.Require("in")) {
    entity.in = ReadSelector(context, *in);
  }
  entity.name = mapping.FindText("name");
  entity.path = mapping.FindText("path");
  entity.description = mapping.FindText("description");
  entity.tags = mapping.FindTextMap("tags");
  entity.variables = mapping.FindValueMap("variables");
  entity.managed_policies = mapping.FindTexts("managed_policies");
  entity.retain =
      mapping.FindBool("retain").value_or(diag::Located<bool>{}).value;
  if (const auto duration = mapping.Find("max_session_duration")) {
    entity.max_session_seconds = ReadDuration(context, *duration);
  }
  if (const auto boundary = mapping.Find("permissions_boundary")) {
    if (context.At(*boundary).kind == NodeKind::kNull) {
      entity.no_permissions_boundary = true;
    } else {
      entity.permissions_boundary = ReadText(context, *boundary);
    }
  }
  if (const auto trusted = mapping.Find("trusted_by")) {
    entity.trusted_by = ReadEdges(context, *trusted, true);
  }
  if (const auto assumes = mapping.Find("assumes")) {
    entity.assumes = ReadEdges(context, *assumes, false);
  }
  if (const auto policies = mapping.Find("policies")) {
    ReadPolicies(context, *policies, entity);
  }
  if (const auto inlines = mapping.Find("inline")) {
    ReadInlines(context, *inlines, entity);
  }
  switch (kind) {
    case EntityKind::kRole:
      if (const auto profile = mapping.Find("instance_profile")) {
        ReadProfileChoice(context, *profile, entity);
      }
      break;
    case EntityKind::kLambdaJob:
      ReadJobKeys(context, mapping, entity);
      break;
    case EntityKind::kInstanceProfile:
      entity.role = mapping.FindText("role");
      entity.common = mapping.FindBool("common")
                          .value_or(diag::Located<bool>{true, {}})
                          .value;
      break;
  }
  for (const std::string_view later : {"each", "delivery", "names"}) {
    mapping.Refuse(later);
  }
  return entity;
}

}  // namespace iamgen::syntax

// What Lambda jobs alone have: triggers, logs, environment.
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

constexpr std::array<std::string_view, 7> kTriggers = {
    "dynamodb_stream", "sqs", "kinesis", "schedule", "sns", "s3", "events"};

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

}  // namespace

std::optional<Logs> ReadLogs(Mapping& mapping) {
  constexpr std::array<std::string_view, 2> kWords = {"own", "none"};
  const auto word = mapping.FindWord("logs", kWords);
  if (!word) {
    return std::nullopt;
  }
  return word->value == 0 ? Logs::kOwn : Logs::kNone;
}

void ReadJobKeys(const Context& context, Mapping& mapping, Entity& entity) {
  entity.role = mapping.FindText("role");
  entity.logs = ReadLogs(mapping);
  constexpr std::array<std::string_view, 1> kFunctions = {"existing"};
  entity.existing_function =
      mapping.FindWord("function", kFunctions).has_value();
  entity.vpc = mapping.FindBool("vpc").value_or(diag::Located<bool>{}).value;
  entity.tracing =
      mapping.FindBool("tracing").value_or(diag::Located<bool>{}).value;
  if (const auto triggers = mapping.Find("triggers")) {
    ReadTriggers(context, *triggers, entity);
  }
  entity.environment = mapping.FindValueMap("environment");
}

}  // namespace iamgen::syntax

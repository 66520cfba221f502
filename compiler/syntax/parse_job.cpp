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

}  // namespace iamgen::syntax

// Endings of names, keys, and what statements have.
#include "importers/recognise.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "importers/outermost_keys.h"
#include "policy/arn.h"
#include "policy/document.h"
#include "support/text.h"
#include "syntax/reader.h"

namespace iamgen::importers {
namespace {

bool EndsIn(std::string_view path, std::string_view ending) {
  return path.size() > ending.size() &&
         support::EqualIgnoringCase(path.substr(path.size() - ending.size()),
                                    ending);
}

// A template has resources, and says somewhere what they are.
bool IsTemplate(const OutermostKeys& keys, std::string_view text) {
  return keys.Has("AWSTemplateFormatVersion") ||
         (keys.Has("Resources") &&
          (text.find("AWS::") != std::string_view::npos ||
           text.find("Custom::") != std::string_view::npos));
}

// Version alone is that of many formats: a policy's has one of two dates.
bool IsPolicy(const OutermostKeys& keys, std::string_view text) {
  return keys.Has("Statement") ||
         (keys.Has("Version") &&
          (text.find("2012-10-17") != std::string_view::npos ||
           text.find("2008-10-17") != std::string_view::npos)) ||
         (keys.in_list && keys.Has("Effect") &&
          (keys.Has("Action") || keys.Has("NotAction")));
}

FileKind RecogniseJson(std::string_view text) {
  const OutermostKeys keys = KeysOfJson(text);
  if (IsTemplate(keys, text)) {
    return FileKind::kCloudFormation;
  }
  if (keys.Has("format_version") &&
      (keys.Has("planned_values") || keys.Has("resource_changes") ||
       keys.Has("values"))) {
    return FileKind::kTerraformPlan;
  }
  return IsPolicy(keys, text) ? FileKind::kPolicyJson : FileKind::kNeither;
}

// What the statements of a document are seen to have.
struct Seen {
  bool principal = false;
  bool resource = false;
  bool only_sts = true;
  // The services that actions and resources name; empty: several, or none yet.
  std::optional<std::string> action_service;
  std::optional<std::string> resource_service;
};

void Note(std::optional<std::string>& service, std::string_view another) {
  std::string lower = support::Lower(another);
  if (!service) {
    service = std::move(lower);
  } else if (*service != lower) {
    service = "";
  }
}

// Calls `look` on every text of an element.
template <typename Look>
void ForEachText(const Datum* datum, Look look) {
  if (datum == nullptr) {
    return;
  }
  if (datum->Is(DatumKind::kText)) {
    look(std::string_view(datum->text));
  }
  for (const Datum& one : datum->children) {
    ForEachText(&one, look);
  }
}

void Look(const Datum& statement, Seen& seen) {
  seen.principal |= statement.Find("Principal") != nullptr ||
                    statement.Find("NotPrincipal") != nullptr;
  seen.resource |= statement.Find("Resource") != nullptr ||
                   statement.Find("NotResource") != nullptr;
  for (const char* name : {"Action", "NotAction"}) {
    ForEachText(statement.Find(name), [&](std::string_view action) {
      const std::size_t colon = action.find(':');
      if (colon == std::string_view::npos) {
        seen.only_sts = false;
        return;
      }
      const std::string_view prefix = action.substr(0, colon);
      seen.only_sts =
          seen.only_sts && support::EqualIgnoringCase(prefix, "sts");
      Note(seen.action_service, prefix);
    });
  }
  for (const char* name : {"Resource", "NotResource"}) {
    ForEachText(statement.Find(name), [&](std::string_view resource) {
      const auto arn = policy::SplitArn(resource);
      if (arn && policy::IsLiteralField(arn->service)) {
        Note(seen.resource_service, arn->service);
      }
    });
  }
}

}  // namespace

FileKind Recognise(const diag::Source& source) {
  const std::string_view path = source.path();
  if (EndsIn(path, ".tf.json")) {
    return FileKind::kTerraformJson;
  }
  if (EndsIn(path, ".tf") || EndsIn(path, ".tofu")) {
    return FileKind::kTerraform;
  }
  const std::string_view text = source.text();
  // A list is JSON whatever the file's name is.
  if (syntax::IsJson(source) || KeysOfJson(text).in_list) {
    return RecogniseJson(text);
  }
  // YAML may be written as JSON is.
  const bool flow =
      text.substr(0, text.find_first_not_of(" \t\r\n") + 1).ends_with('{');
  const OutermostKeys keys = flow ? KeysOfJson(text) : KeysOfYaml(text);
  if (IsTemplate(keys, text)) {
    return FileKind::kCloudFormation;
  }
  return keys.Has("Statement") ? FileKind::kPolicyYaml : FileKind::kNeither;
}

Purpose GuessPurpose(const Datum& document) {
  Seen seen;
  if (const Datum* statements = document.Find("Statement")) {
    if (statements->Is(DatumKind::kObject)) {
      Look(*statements, seen);
    }
    for (const Datum& one : statements->children) {
      Look(one, seen);
    }
  }
  Purpose purpose;
  if (!seen.principal) {
    return purpose;
  }
  if (!seen.resource && seen.only_sts) {
    purpose.kind = policy::Kind::kTrust;
    return purpose;
  }
  purpose.kind = policy::Kind::kResource;
  purpose.service = seen.resource_service.value_or("");
  if (purpose.service.empty()) {
    purpose.service = seen.action_service.value_or("");
  }
  return purpose;
}

}  // namespace iamgen::importers

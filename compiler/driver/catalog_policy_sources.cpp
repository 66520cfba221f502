// Knows the shapes in which the AWS CLI and others write managed policies down.
#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "driver/catalog_sources.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using importers::Datum;
using importers::DatumKind;

void AppendCompact(std::string& out, const Datum& value) {
  const auto text = [&out](const std::string& of) {
    out += '"';
    support::AppendJsonEscaped(out, of);
    out += '"';
  };
  switch (value.kind) {
    case DatumKind::kText:
      text(value.text);
      return;
    case DatumKind::kNumber:
    case DatumKind::kBoolean:
      out += value.text;
      return;
    case DatumKind::kList:
      for (const Datum& one : value.children) {
        out += &one == value.children.data() ? '[' : ',';
        AppendCompact(out, one);
      }
      out += value.children.empty() ? "[]" : "]";
      return;
    case DatumKind::kObject:
      for (std::size_t i = 0; i + 1 < value.children.size(); i += 2) {
        out += i == 0 ? '{' : ',';
        text(value.children[i].text);
        out += ':';
        AppendCompact(out, value.children[i + 1]);
      }
      out += value.children.empty() ? "{}" : "}";
      return;
    case DatumKind::kNull:
    case DatumKind::kUnknown:
    case DatumKind::kEither:
      out += "null";
      return;
  }
}

bool IsDocument(const Datum* value) {
  return value != nullptr && value->Is(DatumKind::kObject) &&
         value->Find("Statement") != nullptr;
}

// The first member of these that is a text.
std::string FirstText(const Datum& object,
                      std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    std::string text = TextOf(object, key);
    if (!text.empty()) {
      return text;
    }
  }
  return {};
}

// "2026-01-02" of "2026-01-02T03:04:05Z".
std::string DayOf(const std::string& time) {
  constexpr std::size_t kDay = 10;
  return time.size() >= kDay && time[4] == '-' && time[7] == '-'
             ? time.substr(0, kDay)
             : std::string();
}

// A version as `get-policy-version` has it, alone or in a list.
void TakeVersion(const Datum& version, catalog::PolicyRecord& policy) {
  const Datum* document = version.Find("Document");
  if (IsDocument(document)) {
    policy.document.clear();
    AppendCompact(policy.document, *document);
    policy.version = TextOf(version, "VersionId");
    policy.updated = DayOf(TextOf(version, "CreateDate"));
  }
}

// An object that says of itself which policy it is. nullopt for one of a
// customer, and for what is none.
std::optional<catalog::PolicyRecord> PolicyOf(const Datum& object) {
  if (!object.Is(DatumKind::kObject)) {
    return std::nullopt;
  }
  catalog::PolicyRecord policy{
      .name = FirstText(object, {"PolicyName", "name"}),
      .path = FirstText(object, {"Path", "path"}),
      .version =
          FirstText(object, {"DefaultVersionId", "VersionId", "version"}),
      .updated =
          DayOf(FirstText(object, {"UpdateDate", "updated", "CreateDate"}))};
  const std::string arn = FirstText(object, {"Arn", "arn"});
  if (!arn.empty()) {
    const auto parsed = catalog::ParseManagedPolicyArn(arn);
    if (!parsed) {
      return std::nullopt;
    }
    policy.name = parsed->name;
    policy.path = parsed->path;
  }
  for (const std::string_view key : {"Document", "document"}) {
    const Datum* document = object.Find(key);
    if (IsDocument(document)) {
      AppendCompact(policy.document, *document);
      break;
    }
  }
  const Datum* version = object.Find("PolicyVersion");
  if (version != nullptr) {
    TakeVersion(*version, policy);
  }
  const Datum* versions = object.Find("PolicyVersionList");
  for (const Datum& one :
       versions != nullptr ? versions->children : std::vector<Datum>()) {
    const Datum* in_force = one.Find("IsDefaultVersion");
    if (in_force != nullptr && in_force->text == "true") {
      TakeVersion(one, policy);
    }
  }
  return policy.name.empty() || policy.document.empty()
             ? std::nullopt
             : std::optional(std::move(policy));
}

bool AddList(const Datum& list, CatalogSources& into) {
  bool any = false;
  for (const Datum& one : list.children) {
    if (auto policy = PolicyOf(one)) {
      into.policies.push_back(*std::move(policy));
      any = true;
    }
  }
  return any;
}

bool AddMap(const Datum& map, CatalogSources& into) {
  bool any = false;
  importers::ForEachMember(map, [&](const Datum& name, const Datum& value) {
    if (IsDocument(&value)) {
      catalog::PolicyRecord policy{.name = name.text};
      AppendCompact(policy.document, value);
      into.policies.push_back(std::move(policy));
      any = true;
    }
  });
  return any;
}

}  // namespace

support::Result<bool> AddPolicies(const Datum& file, std::string_view stem,
                                  CatalogSources& into) {
  if (file.Is(DatumKind::kList)) {
    return AddList(file, into);
  }
  if (!file.Is(DatumKind::kObject)) {
    return false;
  }
  if (IsDocument(&file)) {
    catalog::PolicyRecord policy{.name = std::string(stem)};
    AppendCompact(policy.document, file);
    into.policies.push_back(std::move(policy));
    return true;
  }
  if (auto policy = PolicyOf(file)) {
    into.policies.push_back(*std::move(policy));
    return true;
  }
  if (const Datum* version = file.Find("PolicyVersion")) {
    catalog::PolicyRecord policy{.name = std::string(stem)};
    TakeVersion(*version, policy);
    if (policy.document.empty()) {
      return support::Failure{"has a policy version without a document"};
    }
    into.policies.push_back(std::move(policy));
    return true;
  }
  if (const Datum* policies = file.Find("Policies")) {
    if (!AddList(*policies, into)) {
      return support::Failure{"has no document of a policy that AWS manages"};
    }
    return true;
  }
  return AddMap(file, into);
}

}  // namespace iamgen::driver

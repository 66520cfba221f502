// `iamgen catalog managed-policy` and `iamgen catalog principal`.
#include <string>
#include <variant>

#include "catalog/service_principal.h"
#include "driver/catalog_page.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using catalog::Catalogue;
using catalog::ManagedPolicy;
using catalog::PolicyId;
using catalog::ServicePrincipal;

struct StateWords {
  const char* word;
  const char* text;
};

StateWords WordsOf(catalog::PolicyState state) {
  switch (state) {
    case catalog::PolicyState::kCurrent:
      return {"current", "current"};
    case catalog::PolicyState::kUnlisted:
      return {"unlisted", "not documented by AWS any more"};
    case catalog::PolicyState::kRetired:
      return {"retired", "gone"};
    case catalog::PolicyState::kOtherPartition:
      return {"other-partition", "not in partition aws"};
  }
  return {"", ""};
}

support::Failure NoPolicy(const Catalogue& catalogue, std::string_view name) {
  const std::string_view last = name.substr(name.rfind('/') + 1);
  if (const auto other = catalogue.FindPolicy(last)) {
    return {"there is no managed policy `" + std::string(name) + "`; `" +
            std::string(last) + "` is `" +
            std::string(catalogue.ArnOf(*other)) + "`"};
  }
  std::vector<std::string_view> known;
  for (const PolicyId policy : catalogue.Policies()) {
    known.push_back(catalogue.NameOf(policy));
  }
  return NotFound("managed policy", last, known);
}

const char* YesNo(bool yes) { return yes ? "yes" : "no"; }

// `fault` is the rest of a sentence that begins with the name.
support::Failure NoPrincipal(std::string_view name, const std::string& fault,
                             const std::vector<std::string>& nearest) {
  std::string message = "`" + std::string(name) + "` " + fault;
  for (const std::string& near : nearest) {
    message += (&near == nearest.data() ? "; did you mean `" : "` or `") + near;
  }
  return {nearest.empty() ? message : message + "`?"};
}

CatalogPage PageOf(const ServicePrincipal& row) {
  CatalogPage page;
  PageText text;
  text.Line(row.name);
  text.Line("");
  text.Rows({{"assumes roles", YesNo(row.assumes_roles)},
             {"service-linked role", YesNo(row.has_linked_role)},
             {"form with a region", YesNo(row.regional)}});
  std::vector<std::vector<std::string>> forms;
  writers::Map records;
  for (const catalog::PartitionForm& form : catalog::PartitionForms()) {
    if (form.service == row.service) {
      forms.push_back({std::string(form.partition), std::string(form.name)});
      AddMember(records, form.partition, TextValue(form.name));
    }
  }
  if (!forms.empty()) {
    text.Heading("in other partitions");
    text.Rows(forms);
  }
  page.text = text.Take();
  AddMember(page.record, "principal", TextValue(row.name));
  AddMember(page.record, "assumes_roles", {row.assumes_roles});
  AddMember(page.record, "service_linked_role", {row.has_linked_role});
  AddMember(page.record, "regional", {row.regional});
  AddMember(page.record, "partitions", {std::move(records)});
  return page;
}

}  // namespace

PageResult ManagedPolicyPage(const Catalogue& catalogue,
                             std::string_view name) {
  const auto id = catalogue.FindPolicy(name);
  if (!id) {
    return NoPolicy(catalogue, name);
  }
  const ManagedPolicy policy = catalogue[*id];
  const std::string document = catalogue.DocumentOf(*id);
  const StateWords state = WordsOf(policy.state);
  CatalogPage page;
  PageText text;
  text.Line(policy.name);
  text.Line(policy.arn.empty() ? "nobody recorded its ARN" : policy.arn);
  text.Line("");
  std::vector<std::vector<std::string>> rows = {{"state", state.text}};
  writers::Map& record = page.record;
  AddMember(record, "policy", TextValue(policy.name));
  AddMember(record, "arn", TextValue(policy.arn));
  AddMember(record, "state", TextValue(state.word));
  const auto add = [&](const char* key, std::string_view value) {
    if (!value.empty()) {
      rows.push_back({key, std::string(value)});
    }
    AddMember(record, key, TextValue(value));
  };
  add("version", policy.version);
  add("updated", policy.updated);
  add("partitions", policy.partitions);
  rows.push_back({"document", document.empty()
                                  ? "nobody has it"
                                  : support::Count(document.size(), "byte") +
                                        ", which `--document` prints"});
  AddMember(record, "document_size",
            {static_cast<std::int64_t>(document.size())});
  text.Rows(rows);
  page.text = text.Take();
  return page;
}

PageResult PrincipalPage(std::string_view name) {
  const auto found = catalog::ResolveServicePrincipal(name, "aws");
  if (const auto* known = std::get_if<catalog::KnownPrincipal>(&found)) {
    return PageOf(*known->row);
  }
  if (const auto* unlisted = std::get_if<catalog::UnlistedPrincipal>(&found)) {
    return NoPrincipal(name,
                       "is in no list of principals, and none is complete",
                       unlisted->nearest);
  }
  const auto& unknown = std::get<catalog::UnknownPrincipal>(found);
  return NoPrincipal(name, unknown.fault, unknown.nearest);
}

}  // namespace iamgen::driver

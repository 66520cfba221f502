// From resources to their documents; from data to the resources that use them.
#include "importers/terraform/policy_finder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importers/policy_document.h"
#include "importers/recognise.h"
#include "importers/terraform/identities.h"
#include "importers/terraform/policy_arguments.h"
#include "importers/terraform/policy_document_data.h"
#include "importers/terraform/policy_value.h"
#include "importers/terraform/values.h"

namespace iamgen::importers::terraform {
namespace {

using hcl::Expression;
using hcl::ExpressionKind;

// What the policy of an argument is.
struct Use {
  Purpose purpose;
  std::string name = {};
};

// `data.aws_iam_policy_document.trust.json`: "trust".
std::optional<std::string> DataOf(const Expression& expression) {
  const std::string start = std::string("data.") + kPolicyDocumentData + ".";
  std::string_view name = expression.name;
  if (!expression.Is(ExpressionKind::kTraversal) || !name.starts_with(start)) {
    return std::nullopt;
  }
  name.remove_prefix(start.size());
  return std::string(name.substr(0, name.find('.')));
}

std::optional<std::string> LiteralOf(const hcl::Attribute* attribute) {
  if (attribute == nullptr) {
    return std::nullopt;
  }
  const Datum datum = DatumOf(attribute->value);
  return datum.Is(DatumKind::kText) && !datum.unknown()
             ? std::optional(datum.text)
             : std::nullopt;
}

class PolicyFinder {
 public:
  PolicyFinder(const Configuration& configuration,
               const diag::SourceMap& sources, diag::Sink& sink)
      : configuration_(configuration),
        sources_(sources),
        sink_(sink),
        boundaries_(FindBoundaries(configuration)) {}

  Imported Find() {
    for (const Thing& thing : configuration_.things) {
      if (!thing.is_data) {
        AddResource(thing);
      }
    }
    for (const Thing& thing : configuration_.things) {
      if (thing.is_data && thing.type == kPolicyDocumentData) {
        AddData(thing);
      }
    }
    imported_.identities = FindIdentities(configuration_);
    return std::move(imported_);
  }

 private:
  void AddResource(const Thing& thing);
  void AddArgument(const Thing& thing, const PolicyArgument& argument,
                   const hcl::Block& block, std::string_view path);
  void AddValue(const Use& use, std::string_view argument,
                const Expression& value);
  void AddData(const Thing& thing);
  void Add(const Use& use, const PolicyValue& value);
  [[nodiscard]] std::optional<policy::Kind> KindOf(
      const Thing& thing, const PolicyArgument& argument) const;

  const Configuration& configuration_;
  const diag::SourceMap& sources_;
  diag::Sink& sink_;
  // Names of managed policies that are nothing but boundaries.
  std::set<std::string> boundaries_;
  // By the name of the data: what its document is used for.
  std::map<std::string, std::vector<Use>> uses_;
  Imported imported_;
};

std::optional<policy::Kind> PolicyFinder::KindOf(
    const Thing& thing, const PolicyArgument& argument) const {
  if (thing.type == "aws_organizations_policy") {
    const hcl::Attribute* type = thing.body.Find("type");
    const auto literal = LiteralOf(type);
    if (type == nullptr || literal == "SERVICE_CONTROL_POLICY") {
      return policy::Kind::kServiceControl;
    }
    return literal == "RESOURCE_CONTROL_POLICY"
               ? std::optional(policy::Kind::kResourceControl)
               : std::nullopt;
  }
  return argument.attachment == policy::Attachment::kManaged &&
                 boundaries_.contains(thing.name)
             ? policy::Kind::kBoundary
             : argument.kind;
}

void PolicyFinder::AddResource(const Thing& thing) {
  for (const PolicyArgument& argument : PolicyArgumentsOf(thing.type)) {
    AddArgument(thing, argument, thing.body, argument.path);
  }
}

void PolicyFinder::AddArgument(const Thing& thing,
                               const PolicyArgument& argument,
                               const hcl::Block& block, std::string_view path) {
  const std::size_t point = path.find('.');
  if (point != std::string_view::npos) {
    for (const hcl::Block& inner : block.blocks) {
      if (inner.type == path.substr(0, point)) {
        AddArgument(thing, argument, inner, path.substr(point + 1));
      }
    }
    return;
  }
  const hcl::Attribute* attribute = block.Find(path);
  const auto kind = KindOf(thing, argument);
  if (attribute == nullptr || !kind) {
    return;
  }
  const Use use{.purpose = {.kind = *kind,
                            .service = std::string(argument.service),
                            .entity = thing.address,
                            .attachment = argument.attachment,
                            .deployed = true},
                .name = LiteralOf(block.Find("name")).value_or("")};
  AddValue(use, path, attribute->value);
}

void PolicyFinder::AddValue(const Use& use, std::string_view argument,
                            const Expression& value) {
  if (value.Is(ExpressionKind::kConditional)) {
    for (const Expression& branch : value.children) {
      AddValue(use, argument, branch);
    }
  } else if (auto data = DataOf(value)) {
    uses_[*std::move(data)].push_back(use);
  } else if (const auto read =
                 ReadPolicyValue(argument, value, use.purpose.entity,
                                 !configuration_.planned, sink_)) {
    Add(use, *read);
  }
}

void PolicyFinder::Add(const Use& use, const PolicyValue& value) {
  FoundPolicy found;
  found.document = ReadPolicy(value.datum, sources_, use.purpose, sink_);
  if (found.document.size != 0 && value.written_size != 0) {
    found.document.written_size = value.written_size;
  }
  found.attachment = use.purpose.attachment;
  found.entity = use.purpose.entity;
  found.name = use.name;
  imported_.policies.push_back(std::move(found));
}

// Once for each kind of use; a document that nothing here uses is taken for
// what it looks like.
void PolicyFinder::AddData(const Thing& thing) {
  const PolicyValue value{.datum = DocumentOf(thing.body)};
  const auto found = uses_.find(thing.name);
  if (found == uses_.end()) {
    Use use{.purpose = GuessPurpose(value.datum)};
    use.purpose.entity = thing.address;
    Add(use, value);
    return;
  }
  std::set<std::pair<policy::Kind, std::string>> done;
  for (const Use& use : found->second) {
    if (done.emplace(use.purpose.kind, use.purpose.service).second) {
      Add(use, value);
    }
  }
}

}  // namespace

Imported FindPolicies(const Configuration& configuration,
                      const diag::SourceMap& sources, diag::Sink& sink) {
  return PolicyFinder(configuration, sources, sink).Find();
}

}  // namespace iamgen::importers::terraform

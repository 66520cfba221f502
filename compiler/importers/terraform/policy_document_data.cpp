// Which argument is which element. "Data Source: aws_iam_policy_document".
#include "importers/terraform/policy_document_data.h"

#include <string>
#include <string_view>
#include <utility>

#include "importers/terraform/values.h"

namespace iamgen::importers::terraform {
namespace {

using hcl::Attribute;
using hcl::Block;

Datum ObjectAt(diag::Span span) {
  Datum object;
  object.kind = DatumKind::kObject;
  object.span = span;
  return object;
}

void AddMember(Datum& object, std::string_view key, diag::Span key_span,
               Datum value) {
  object.children.push_back(TextAt(std::string(key), key_span));
  object.children.push_back(std::move(value));
}

// `&{aws:username}` is how the data source writes a policy variable.
void ReplaceVariables(Datum& datum) {
  for (std::size_t at = datum.text.find("&{"); at != std::string::npos;
       at = datum.text.find("&{", at)) {
    datum.text[at] = '$';
  }
  for (Datum& child : datum.children) {
    ReplaceVariables(child);
  }
}

// Everything is a text in the end.
void MakeTexts(Datum& datum) {
  if (datum.scalar()) {
    datum.kind = DatumKind::kText;
  }
  for (Datum& child : datum.children) {
    MakeTexts(child);
  }
}

Datum ValueOf(const Attribute& attribute, bool variables) {
  Datum value = DatumOf(attribute.value);
  MakeTexts(value);
  if (variables) {
    ReplaceVariables(value);
  }
  return value;
}

bool HasDynamic(const Block& block, std::string_view name) {
  for (const Block& one : block.blocks) {
    if (one.type == "dynamic" && !one.labels.empty() &&
        one.labels[0].text == name) {
      return true;
    }
  }
  return false;
}

class StatementMaker {
 public:
  explicit StatementMaker(const Block& block) : block_(block) {}

  Datum Make() {
    statement_ = ObjectAt(block_.type_span);
    Add("sid", "Sid", false);
    if (block_.Find("effect") != nullptr) {
      Add("effect", "Effect", false);
    } else {
      AddMember(statement_, "Effect", block_.type_span,
                TextAt("Allow", block_.type_span));
    }
    Add("actions", "Action", false);
    Add("not_actions", "NotAction", false);
    Add("resources", "Resource", true);
    Add("not_resources", "NotResource", true);
    AddPrincipals("principals", "Principal");
    AddPrincipals("not_principals", "NotPrincipal");
    AddConditions();
    return std::move(statement_);
  }

 private:
  // Empty lists and texts are left out of the document.
  void Add(std::string_view argument, std::string_view element,
           bool variables) {
    const Attribute* attribute = block_.Find(argument);
    if (attribute == nullptr) {
      return;
    }
    Datum value = ValueOf(*attribute, variables);
    const bool empty = value.Is(DatumKind::kNull) ||
                       (value.Is(DatumKind::kList) && value.children.empty()) ||
                       (value.Is(DatumKind::kText) && value.text.empty());
    if (!empty) {
      AddMember(statement_, element, attribute->name_span, std::move(value));
    }
  }

  static bool IsStar(const Datum& identifiers) {
    return identifiers.Is(DatumKind::kList) &&
           identifiers.children.size() == 1 &&
           identifiers.children[0].text == "*";
  }

  void AddPrincipals(std::string_view block, std::string_view element) {
    const bool dynamic = HasDynamic(block_, block);
    Datum groups = ObjectAt(block_.type_span);
    groups.complete = !dynamic;
    diag::Span place = block_.type_span;
    for (const Block& one : block_.blocks) {
      const Attribute* type = one.Find("type");
      const Attribute* identifiers = one.Find("identifiers");
      if (one.type != block || type == nullptr || identifiers == nullptr) {
        continue;
      }
      place = one.type_span;
      Datum type_name = ValueOf(*type, false);
      Datum values = ValueOf(*identifiers, true);
      if (type_name.text == "*" && IsStar(values)) {
        AddMember(statement_, element, place,
                  TextAt("*", identifiers->value.span));
        return;
      }
      type_name.kind = DatumKind::kText;
      groups.children.push_back(std::move(type_name));
      groups.children.push_back(std::move(values));
    }
    groups.span = place;
    if (!groups.children.empty() || dynamic) {
      AddMember(statement_, element, place, std::move(groups));
    }
  }

  // One object for each operator, whatever the order of the blocks.
  void AddConditions() {
    const bool dynamic = HasDynamic(block_, "condition");
    Datum condition = ObjectAt(block_.type_span);
    condition.complete = !dynamic;
    diag::Span place = block_.type_span;
    for (const Block& one : block_.blocks) {
      const Attribute* test = one.Find("test");
      const Attribute* variable = one.Find("variable");
      const Attribute* values = one.Find("values");
      if (one.type != "condition" || test == nullptr || variable == nullptr ||
          values == nullptr) {
        continue;
      }
      place = one.type_span;
      AddTest(condition, ValueOf(*test, false), ValueOf(*variable, false),
              ValueOf(*values, true));
    }
    condition.span = place;
    if (!condition.children.empty() || dynamic) {
      AddMember(statement_, "Condition", place, std::move(condition));
    }
  }

  static void AddTest(Datum& condition, Datum op, Datum key, Datum values) {
    if (!op.Is(DatumKind::kText) || !key.Is(DatumKind::kText)) {
      condition.complete = false;
      return;
    }
    for (std::size_t i = 0; i + 1 < condition.children.size(); i += 2) {
      if (condition.children[i].text == op.text) {
        condition.children[i + 1].children.push_back(std::move(key));
        condition.children[i + 1].children.push_back(std::move(values));
        return;
      }
    }
    Datum tests = ObjectAt(op.span);
    tests.children.push_back(std::move(key));
    tests.children.push_back(std::move(values));
    condition.children.push_back(std::move(op));
    condition.children.push_back(std::move(tests));
  }

  const Block& block_;
  Datum statement_;
};

}  // namespace

Datum DocumentOf(const Block& data) {
  Datum document = ObjectAt(data.type_span);
  document.complete = true;
  const Attribute* version = data.Find("version");
  AddMember(document, "Version",
            version == nullptr ? data.type_span : version->name_span,
            version == nullptr ? TextAt("2012-10-17", data.type_span)
                               : ValueOf(*version, false));
  if (const Attribute* id = data.Find("policy_id")) {
    AddMember(document, "Id", id->name_span, ValueOf(*id, false));
  }
  Datum statements;
  statements.kind = DatumKind::kList;
  statements.span = data.type_span;
  statements.complete = !HasDynamic(data, "statement");
  for (const std::string_view other :
       {"source_policy_documents", "override_policy_documents", "source_json",
        "override_json"}) {
    statements.complete = statements.complete && data.Find(other) == nullptr;
  }
  for (const Block& block : data.blocks) {
    if (block.type == "statement") {
      statements.children.push_back(StatementMaker(block).Make());
    }
  }
  AddMember(document, "Statement", data.type_span, std::move(statements));
  return document;
}

}  // namespace iamgen::importers::terraform

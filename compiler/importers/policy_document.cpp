// What stands around the statements.
#include "importers/policy_document.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "importers/document_rules.h"
#include "importers/document_text.h"
#include "importers/elements.h"
#include "importers/statement_reader.h"
#include "importers/statement_rules.h"
#include "support/text.h"

namespace iamgen::importers {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"Version", "Id",
                                                    "Statement"};

constexpr std::string_view kShape =
    "a policy is `{ \"Version\": \"2012-10-17\", \"Statement\": [...] }`";

void AddStatement(const Datum& datum, Elements& elements,
                  policy::Document& document) {
  if (datum.unknown()) {
    document.complete = false;
    return;
  }
  switch (datum.kind) {
    case DatumKind::kObject:
      if (datum.children.empty() && datum.complete) {
        elements
            .Say(kEmptyStatement, datum.span, "a statement is an empty object")
            .Help("write the statement, or remove it");
      } else {
        document.statements.push_back(ReadStatement(datum, elements));
      }
      return;
    case DatumKind::kEither:
      document.complete = false;
      for (const Datum& one : datum.children) {
        AddStatement(one, elements, document);
      }
      return;
    case DatumKind::kUnknown:
    case DatumKind::kNull:
    case DatumKind::kText:
    case DatumKind::kNumber:
    case DatumKind::kBoolean:
    case DatumKind::kList:
      document.complete = false;
      elements
          .Say(kWrongJsonType, datum.span,
               std::string(Describe(datum.kind)) + " stands in `Statement`")
          .Help("a statement is an object");
      return;
  }
}

void ReadStatements(const Datum& datum, Elements& elements,
                    policy::Document& document) {
  if (datum.Is(DatumKind::kEither)) {
    document.complete = false;
    for (const Datum& one : datum.children) {
      ReadStatements(one, elements, document);
    }
    return;
  }
  if (datum.Is(DatumKind::kObject) || datum.unknown()) {
    AddStatement(datum, elements, document);
    return;
  }
  if (!datum.Is(DatumKind::kList)) {
    document.complete = false;
    elements.WrongType("Statement", datum, "an object or a list of objects");
    return;
  }
  document.complete = document.complete && datum.complete;
  if (datum.children.empty() && datum.complete) {
    elements.Say(kEmptyStatement, datum.span, "`Statement` is an empty list")
        .Help("write the statements, or remove the policy");
  }
  document.statements.reserve(datum.children.size());
  for (const Datum& one : datum.children) {
    AddStatement(one, elements, document);
  }
}

bool IsMisspeltStatement(const Datum& key) {
  const auto near = support::Nearest(key.text, kNames);
  return !near.empty() && near.front() == "Statement";
}

void ReadFrame(const Datum& datum, Elements& elements,
               policy::Document& document) {
  bool misspelt = false;
  ForEachMember(datum, [&](const Datum& key, const Datum& value) {
    if (key.text == "Version") {
      document.version = elements.Text(key.text, value);
    } else if (key.text == "Id") {
      document.id = elements.Text(key.text, value);
    } else if (key.text == "Statement") {
      document.has_statement = true;
      ReadStatements(value, elements, document);
    } else if (key.text.find(policy::kUnknown) != std::string::npos) {
      document.complete = false;
    } else {
      misspelt |= IsMisspeltStatement(key);
      elements.UnknownName("a policy", key, kNames);
    }
  });
  if (!document.has_statement && document.complete && !misspelt) {
    elements
        .Say(kMissingStatement, datum.span, "the document has no `Statement`")
        .Help(std::string(kShape));
  }
  if (!document.has_statement && misspelt) {
    document.complete = false;
  }
}

}  // namespace

policy::Document UnknownPolicy(policy::Kind kind, std::string service,
                               diag::Span span) {
  policy::Document document;
  document.kind = kind;
  document.service = std::move(service);
  document.version = policy::Value{std::string(1, policy::kUnknown), span,
                                   policy::Form::kText};
  document.complete = false;
  document.span = span;
  return document;
}

policy::Document ReadPolicy(const Datum& datum, const diag::SourceMap& sources,
                            const Purpose& purpose, diag::Sink& sink) {
  policy::Document document =
      UnknownPolicy(purpose.kind, purpose.service, datum.span);
  Elements elements(sources, purpose, sink);
  if (!datum.Is(DatumKind::kObject)) {
    if (!datum.unknown() && !datum.Is(DatumKind::kEither)) {
      elements
          .Say(kDocumentNotObject, datum.span,
               "the document is " + std::string(Describe(datum.kind)))
          .Help(std::string(kShape));
    }
    return document;
  }
  document.version.reset();
  document.complete = datum.complete;
  elements.CheckCharacters(datum);
  ReadFrame(datum, elements, document);
  if (!datum.complete && !document.version) {
    document.version = policy::Value{std::string(1, policy::kUnknown),
                                     datum.span, policy::Form::kText};
  }
  document.size = MeasureCompact(datum);
  document.written_size = document.size;
  return document;
}

}  // namespace iamgen::importers

// Takes values apart by their kinds.
#include "importers/elements.h"

#include <utility>
#include <vector>

#include "importers/document_rules.h"
#include "importers/document_text.h"
#include "importers/emptiness_rules.h"
#include "importers/statement_rules.h"
#include "support/text.h"
#include "syntax/wording.h"

namespace iamgen::importers {
namespace {

policy::Form FormOf(DatumKind kind) {
  return kind == DatumKind::kNumber    ? policy::Form::kNumber
         : kind == DatumKind::kBoolean ? policy::Form::kBoolean
                                       : policy::Form::kText;
}

policy::Value ValueOf(const Datum& datum) {
  return {datum.text, datum.span, FormOf(datum.kind)};
}

}  // namespace

diag::Report Elements::Say(const diag::Rule& rule, diag::Span span,
                           std::string message) {
  diag::Report report = sink_.Add(rule, span, std::move(message));
  report.About(purpose_.entity);
  return report;
}

void Elements::WrongType(std::string_view name, const Datum& datum,
                         std::string_view wanted) {
  if (datum.unknown() || datum.Is(DatumKind::kEither)) {
    return;
  }
  const std::string shown = "`" + std::string(name) + "`";
  if (datum.Is(DatumKind::kNull)) {
    Say(kNullElement, datum.span, shown + " is null")
        .Help("leave it out, or give it " + std::string(wanted));
    return;
  }
  Say(kWrongJsonType, datum.span,
      shown + " is " + std::string(Describe(datum.kind)))
      .Help("it takes " + std::string(wanted));
}

policy::Value Elements::Text(std::string_view name, const Datum& datum) {
  const bool takes = datum.Is(DatumKind::kText) ||
                     (purpose_.texts_of_numbers && datum.scalar());
  if (takes) {
    return ValueOf(datum);
  }
  WrongType(name, datum, "a text");
  return {std::string(1, policy::kUnknown), datum.span, policy::Form::kText};
}

void Elements::Append(std::string_view name, const Datum& datum,
                      const ListShape& shape, policy::Values& values) {
  const bool takes =
      datum.Is(DatumKind::kText) ||
      (datum.scalar() && (shape.numbers || purpose_.texts_of_numbers));
  if (takes) {
    if (datum.text.empty() && !shape.empty_texts) {
      Say(kEmptyStringElement, datum.span,
          "an empty text stands in `" + std::string(name) + "`")
          .Help("remove it, or write what was meant");
    }
    values.values.push_back(ValueOf(datum));
    return;
  }
  values.complete = false;
  if (datum.Is(DatumKind::kEither)) {
    for (const Datum& one : datum.children) {
      Append(name, one, shape, values);
    }
  } else if (!datum.Is(DatumKind::kUnknown)) {
    Say(kWrongJsonType, datum.span,
        std::string(Describe(datum.kind)) + " stands in `" + std::string(name) +
            "`")
        .Help(shape.numbers ? "it takes texts, numbers and booleans"
                            : "it takes texts");
  }
}

policy::Values Elements::List(std::string_view name, const Datum& datum,
                              const ListShape& shape) {
  policy::Values values;
  if (datum.Is(DatumKind::kEither)) {
    values.is_list = true;
    values.complete = false;
    for (const Datum& one : datum.children) {
      policy::Values some = List(name, one, shape);
      values.values.insert(values.values.end(),
                           std::make_move_iterator(some.values.begin()),
                           std::make_move_iterator(some.values.end()));
    }
    return values;
  }
  if (!datum.Is(DatumKind::kList)) {
    const bool takes =
        datum.Is(DatumKind::kText) || datum.Is(DatumKind::kUnknown) ||
        (datum.scalar() && (shape.numbers || purpose_.texts_of_numbers));
    if (takes) {
      Append(name, datum, shape, values);
    } else {
      values.complete = false;
      WrongType(name, datum,
                shape.numbers ? "texts, numbers and booleans, one or a list"
                              : "a text or a list of texts");
    }
    return values;
  }
  values.is_list = true;
  values.complete = datum.complete;
  values.values.reserve(datum.children.size());
  for (const Datum& one : datum.children) {
    Append(name, one, shape, values);
  }
  if (datum.children.empty() && datum.complete && shape.empty_list != nullptr) {
    auto report = Say(*shape.empty_list, datum.span,
                      "`" + std::string(name) + "` is an empty list");
    report.Help("name what is meant, or remove the statement");
    if (shape.empty_list_refused && purpose_.deployed) {
      report.As(diag::Severity::kError);
    }
  }
  return values;
}

void Elements::UnknownName(std::string_view where, const Datum& key,
                           std::span<const std::string_view> known) {
  std::string help = support::DidYouMean(key.text, known);
  if (help.empty()) {
    const std::vector<std::string> names(known.begin(), known.end());
    help = "it has " + support::QuotedList(names, names.size());
  }
  Say(kUnknownElement, key.span,
      std::string(where) + " has no element " + syntax::Code(key.text))
      .Help(std::move(help));
}

void Elements::CheckCharacters(const Datum& datum) {
  if (datum.Is(DatumKind::kText)) {
    CheckCharactersOf(datum);
  }
  for (const Datum& child : datum.children) {
    CheckCharacters(child);
  }
}

void Elements::CheckCharactersOf(const Datum& scalar) {
  auto wrong = FindWrongCharacter(scalar.text);
  if (!wrong) {
    return;
  }
  diag::Span span = scalar.span;
  // As it was written, the place can be told.
  const std::string_view written = sources_.TextOf(scalar.span);
  if (const auto found = FindWrongCharacterWritten(written)) {
    wrong = found;
    span.begin = scalar.span.begin + found->begin;
    span.end = scalar.span.begin + found->end;
  }
  Say(kCharacterOutOfRange, span,
      "the character " + syntax::NameOfCharacter(wrong->character) +
          " stands in a policy")
      .Help("IAM takes tabs, line ends and the characters U+0020 to U+00FF");
}

}  // namespace iamgen::importers

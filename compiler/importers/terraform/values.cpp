// Literals, and what may be known of anything else.
#include "importers/terraform/values.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "policy/document.h"

namespace iamgen::importers::terraform {
namespace {

using hcl::Expression;
using hcl::ExpressionKind;

// A reference whose value is one text, by its last step.
bool NamesText(std::string_view reference) {
  constexpr std::string_view kTexts[] = {"arn",        "id",     "name",
                                         "account_id", "region", "partition",
                                         "dns_suffix", "json",   "url"};
  const std::size_t point = reference.rfind('.');
  if (point == std::string_view::npos || reference.starts_with("var.") ||
      reference.starts_with("local.") || reference.starts_with("each.") ||
      reference.starts_with("module.")) {
    return false;
  }
  const std::string_view step = reference.substr(point + 1);
  return std::find(std::begin(kTexts), std::end(kTexts), step) !=
         std::end(kTexts);
}

Datum Choice(const Expression& expression) {
  Datum either;
  either.kind = DatumKind::kEither;
  either.span = expression.span;
  for (const Expression& branch : expression.children) {
    Datum value = DatumOf(branch);
    if (value.Is(DatumKind::kNull)) {
      either.complete = false;
    } else if (value.Is(DatumKind::kEither)) {
      either.complete = either.complete && value.complete;
      std::move(value.children.begin(), value.children.end(),
                std::back_inserter(either.children));
    } else {
      either.children.push_back(std::move(value));
    }
  }
  return either;
}

}  // namespace

Datum DatumOf(const Expression& expression) {
  Datum datum = UnknownAt(expression.span);
  const auto scalar = [&](DatumKind kind) {
    datum.kind = kind;
    datum.text = expression.name;
  };
  switch (expression.kind) {
    case ExpressionKind::kText:
      if (!expression.has_directives) {
        datum = TextAt(expression.text.text(), expression.span);
      }
      return datum;
    case ExpressionKind::kNumber:
      scalar(DatumKind::kNumber);
      return datum;
    case ExpressionKind::kBoolean:
      scalar(DatumKind::kBoolean);
      return datum;
    case ExpressionKind::kNull:
      datum.kind = DatumKind::kNull;
      return datum;
    case ExpressionKind::kTuple:
      datum.kind = DatumKind::kList;
      for (const Expression& child : expression.children) {
        datum.children.push_back(DatumOf(child));
      }
      return datum;
    case ExpressionKind::kObject:
      datum.kind = DatumKind::kObject;
      for (std::size_t i = 0; i + 1 < expression.children.size(); i += 2) {
        Datum key = DatumOf(expression.children[i]);
        if (!key.scalar()) {
          key = TextAt(std::string(1, policy::kUnknown), key.span);
        }
        key.kind = DatumKind::kText;
        datum.children.push_back(std::move(key));
        datum.children.push_back(DatumOf(expression.children[i + 1]));
      }
      return datum;
    case ExpressionKind::kConditional:
      return Choice(expression);
    case ExpressionKind::kTraversal:
      if (NamesText(expression.name)) {
        datum = TextAt(std::string(1, policy::kUnknown), expression.span);
      }
      return datum;
    case ExpressionKind::kCall:
    case ExpressionKind::kOther:
      return datum;
  }
  return datum;
}

}  // namespace iamgen::importers::terraform

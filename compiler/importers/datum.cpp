// Makes values of trees.
#include "importers/datum.h"

#include <algorithm>
#include <array>
#include <optional>

#include "policy/document.h"
#include "support/text.h"
#include "syntax/mapping.h"

namespace iamgen::importers {
namespace {

// "Symbol for start of heading", U+2401.
constexpr std::string_view kInsteadOfUnknown = "\xE2\x90\x81";

// The booleans of YAML 1.1, as "true" or "false".
std::optional<std::string> BooleanOf(std::string_view plain) {
  constexpr std::array<std::string_view, 3> kTrue = {"true", "yes", "on"};
  constexpr std::array<std::string_view, 3> kFalse = {"false", "no", "off"};
  const auto is = [&](std::string_view word) {
    return support::EqualIgnoringCase(word, plain);
  };
  if (std::any_of(kTrue.begin(), kTrue.end(), is)) {
    return "true";
  }
  if (std::any_of(kFalse.begin(), kFalse.end(), is)) {
    return "false";
  }
  return std::nullopt;
}

std::size_t IndexOf(const Datum& object, std::string_view key) {
  std::size_t i = 0;
  while (i + 1 < object.children.size() && object.children[i].text != key) {
    i += 2;
  }
  return i;
}

}  // namespace

bool Datum::unknown() const {
  return kind == DatumKind::kUnknown ||
         (kind == DatumKind::kText &&
          text.find(policy::kUnknown) != std::string::npos);
}

const Datum* Datum::Find(std::string_view key) const {
  if (kind != DatumKind::kObject) {
    return nullptr;
  }
  const std::size_t i = IndexOf(*this, key);
  return i + 1 < children.size() ? &children[i + 1] : nullptr;
}

const Datum* Datum::FindKey(std::string_view key) const {
  if (kind != DatumKind::kObject) {
    return nullptr;
  }
  const std::size_t i = IndexOf(*this, key);
  return i + 1 < children.size() ? &children[i] : nullptr;
}

Datum UnknownAt(diag::Span span) {
  Datum datum;
  datum.span = span;
  return datum;
}

Datum TextAt(std::string text, diag::Span span) {
  Datum datum;
  datum.kind = DatumKind::kText;
  datum.text = std::move(text);
  datum.span = span;
  return datum;
}

std::string_view Describe(DatumKind kind) {
  switch (kind) {
    case DatumKind::kUnknown:
    case DatumKind::kEither:
      return "something else";
    case DatumKind::kNull:
      return "null";
    case DatumKind::kText:
      return "a text";
    case DatumKind::kNumber:
      return "a number";
    case DatumKind::kBoolean:
      return "a boolean";
    case DatumKind::kList:
      return "a list";
    case DatumKind::kObject:
      return "an object";
  }
  return "";
}

std::string WithoutUnknown(std::string_view text) {
  std::string known;
  known.reserve(text.size());
  for (const char c : text) {
    if (c == policy::kUnknown) {
      known += kInsteadOfUnknown;
    } else {
      known += c;
    }
  }
  return known;
}

Datum ScalarFrom(const syntax::Tree& tree, syntax::NodeIndex node) {
  const std::string_view text = tree.TextOf(node);
  Datum datum = TextAt({}, tree.SpanOf(node));
  switch (tree[node].kind) {
    case syntax::NodeKind::kNull:
      datum.kind = DatumKind::kNull;
      return datum;
    case syntax::NodeKind::kNumber:
      datum.kind = DatumKind::kNumber;
      break;
    case syntax::NodeKind::kBoolean:
      datum.kind = DatumKind::kBoolean;
      break;
    case syntax::NodeKind::kPlain:
      if (auto boolean = BooleanOf(text)) {
        datum.kind = DatumKind::kBoolean;
        datum.text = *std::move(boolean);
        return datum;
      }
      if (syntax::LooksLikeNumber(text)) {
        datum.kind = DatumKind::kNumber;
      }
      break;
    case syntax::NodeKind::kQuoted:
      break;
    case syntax::NodeKind::kSequence:
    case syntax::NodeKind::kMapping:
    case syntax::NodeKind::kBroken:
      datum.kind = DatumKind::kUnknown;
      return datum;
  }
  datum.text = WithoutUnknown(text);
  return datum;
}

Datum DatumFrom(const syntax::Tree& tree, syntax::NodeIndex node) {
  const syntax::Node& from = tree[node];
  const bool list = from.kind == syntax::NodeKind::kSequence;
  if (!list && from.kind != syntax::NodeKind::kMapping) {
    return ScalarFrom(tree, node);
  }
  Datum datum;
  datum.kind = list ? DatumKind::kList : DatumKind::kObject;
  datum.span = tree.SpanOf(node);
  datum.children.reserve(list ? from.count : 2UL * from.count);
  bool key = !list;
  for (syntax::NodeIndex child = from.first_child; child != syntax::kNoNode;
       child = tree[child].next_sibling) {
    datum.children.push_back(
        key ? TextAt(WithoutUnknown(tree.TextOf(child)), tree.SpanOf(child))
            : DatumFrom(tree, child));
    key = !list && !key;
  }
  return datum;
}

}  // namespace iamgen::importers

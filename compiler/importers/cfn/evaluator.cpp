// Scalars, lists, mappings, and the functions that stand for them.
#include "importers/cfn/evaluator.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "importers/cfn/sub_text.h"
#include "policy/document.h"

namespace iamgen::importers::cfn {

using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

namespace {

constexpr std::string_view kMergeKey = "<<";

Datum UnknownTextAt(diag::Span span) {
  return TextAt(std::string(1, policy::kUnknown), span);
}

// A parameter of one of the types that are lists.
bool IsListType(std::string_view type) {
  return type.find("List<") != std::string_view::npos ||
         type.find("CommaDelimitedList") != std::string_view::npos;
}

// The functions whose value is one text, whatever it is.
bool GivesText(std::string_view name) {
  constexpr std::string_view kNames[] = {"Fn::GetAtt", "Fn::ImportValue",
                                         "Fn::Base64", "Fn::GetStackOutput",
                                         "Fn::Length"};
  return std::find(std::begin(kNames), std::end(kNames), name) !=
         std::end(kNames);
}

}  // namespace

std::string WithoutDynamicReferences(std::string_view text) {
  constexpr std::string_view kOpen = "{{resolve:";
  std::string out;
  while (true) {
    const std::size_t open = text.find(kOpen);
    const std::size_t close = text.find("}}", std::min(open, text.size()));
    if (close == std::string_view::npos) {
      out += text;
      return out;
    }
    out += text.substr(0, open);
    out += policy::kUnknown;
    text.remove_prefix(close + 2);
  }
}

std::optional<Datum> Evaluator::Evaluate(NodeIndex node) const {
  const syntax::Tree& tree = from_.tree();
  if (const auto function = FunctionAt(from_, node)) {
    return Call(*function, tree.SpanOf(node));
  }
  switch (tree[node].kind) {
    case NodeKind::kSequence:
      return List(node);
    case NodeKind::kMapping:
      return Object(node);
    case NodeKind::kNull:
    case NodeKind::kPlain:
    case NodeKind::kQuoted:
    case NodeKind::kNumber:
    case NodeKind::kBoolean:
    case NodeKind::kBroken:
      return Scalar(node);
  }
  return UnknownAt(tree.SpanOf(node));
}

Datum Evaluator::Scalar(NodeIndex node) const {
  Datum datum = ScalarFrom(from_.tree(), node);
  if (datum.Is(DatumKind::kText)) {
    datum.text = WithoutDynamicReferences(datum.text);
  }
  return datum;
}

Datum Evaluator::List(NodeIndex node) const {
  Datum list;
  list.kind = DatumKind::kList;
  list.span = from_.tree().SpanOf(node);
  for (const NodeIndex element : ElementsOf(from_.tree(), node)) {
    if (auto value = Evaluate(element)) {
      list.children.push_back(*std::move(value));
    }
  }
  return list;
}

Datum Evaluator::Object(NodeIndex node) const {
  const syntax::Tree& tree = from_.tree();
  Datum object;
  object.kind = DatumKind::kObject;
  object.span = tree.SpanOf(node);
  object.children.reserve(2UL * tree[node].count);
  std::vector<Datum> merged;
  for (const Entry& member : from_.MembersOf(node)) {
    if (member.name == kMergeKey) {
      merged.push_back(Evaluate(member.value).value_or(UnknownAt(object.span)));
    } else if (member.name.starts_with("Fn::")) {
      object.complete = false;
    } else if (auto value = Evaluate(member.value)) {
      object.children.push_back(
          TextAt(WithoutUnknown(member.name), tree.SpanOf(member.key)));
      object.children.push_back(*std::move(value));
    }
  }
  if (!merged.empty()) {
    Keys keys;
    ForEachMember(
        object, [&](const Datum& key, const Datum&) { keys.insert(key.text); });
    for (const Datum& one : merged) {
      Merge(one, object, keys);
    }
  }
  return object;
}

// Adds the members of a merge key's value that are not written.
void Evaluator::Merge(const Datum& from, Datum& into, Keys& keys) const {
  if (from.Is(DatumKind::kList)) {
    for (const Datum& one : from.children) {
      Merge(one, into, keys);
    }
    return;
  }
  into.complete = into.complete && from.Is(DatumKind::kObject) && from.complete;
  ForEachMember(from, [&](const Datum& key, const Datum& value) {
    if (keys.insert(key.text).second) {
      into.children.push_back(key);
      into.children.push_back(value);
    }
  });
}

std::optional<Datum> Evaluator::Call(const Function& function,
                                     diag::Span span) const {
  const std::string_view name = function.name;
  if (name == "Ref") {
    return Ref(function.argument, span);
  }
  if (name == "Fn::Sub") {
    return Sub(function.argument, span);
  }
  if (name == "Fn::Join") {
    return Join(function.argument, span);
  }
  if (name == "Fn::If") {
    return If(function.argument, span);
  }
  if (name == "Fn::Select") {
    return Select(function.argument, span);
  }
  if (name == "Fn::Split") {
    return Split(function.argument, span);
  }
  if (name == "Fn::FindInMap") {
    return FindInMap(function.argument, span);
  }
  return GivesText(name) ? UnknownTextAt(span) : UnknownAt(span);
}

std::optional<Datum> Evaluator::Ref(NodeIndex argument, diag::Span span) const {
  const std::string_view name = from_.TextOf(argument).value_or("");
  if (name == "AWS::NoValue") {
    return std::nullopt;
  }
  if (name == "AWS::NotificationARNs") {
    return UnknownAt(span);
  }
  if (const Entry* parameter = from_.FindParameter(name)) {
    const auto type = from_.TextOf(from_.Find(parameter->value, "Type"));
    if (IsListType(type.value_or(""))) {
      return UnknownAt(span);
    }
  }
  return UnknownTextAt(span);
}

std::string Evaluator::PieceOf(NodeIndex node) const {
  const auto value = Evaluate(node);
  return value && value->scalar() ? value->text
                                  : std::string(1, policy::kUnknown);
}

// `values` are those that the call itself gives names to.
std::string Evaluator::ValueOfSubVariable(std::string_view name,
                                          NodeIndex values) const {
  const NodeIndex value = from_.Find(values, name);
  return value == kNoNode ? std::string(1, policy::kUnknown) : PieceOf(value);
}

Datum Evaluator::Sub(NodeIndex argument, diag::Span span) const {
  const auto parts = ElementsOf(from_.tree(), argument);
  const auto text = from_.TextOf(parts.empty() ? argument : parts[0]);
  if (!text) {
    return UnknownTextAt(span);
  }
  const NodeIndex values = parts.size() > 1 ? parts[1] : kNoNode;
  std::string out;
  std::size_t done = 0;
  for (const SubVariable& one : FindSubVariables(*text)) {
    out += WithoutUnknown(text->substr(done, one.begin - done));
    out += one.literal ? "${" + WithoutUnknown(one.name) + "}"
                       : ValueOfSubVariable(one.name, values);
    done = one.end;
  }
  out += WithoutUnknown(text->substr(done));
  return TextAt(WithoutDynamicReferences(out), span);
}

Datum Evaluator::Join(NodeIndex argument, diag::Span span) const {
  const auto parts = ElementsOf(from_.tree(), argument);
  if (parts.size() != 2) {
    return UnknownTextAt(span);
  }
  const std::string between = PieceOf(parts[0]);
  const auto list = Evaluate(parts[1]);
  if (!list || !list->Is(DatumKind::kList) || !list->complete) {
    return UnknownTextAt(span);
  }
  std::string out;
  for (std::size_t i = 0; i < list->children.size(); ++i) {
    const Datum& one = list->children[i];
    out += i == 0 ? "" : between;
    out += one.scalar() ? one.text : std::string(1, policy::kUnknown);
  }
  return TextAt(std::move(out), span);
}

// An alternative that is a choice itself is taken apart.
std::optional<Datum> Evaluator::If(NodeIndex argument, diag::Span span) const {
  const auto parts = ElementsOf(from_.tree(), argument);
  if (parts.size() != 3) {
    return UnknownAt(span);
  }
  Datum either;
  either.kind = DatumKind::kEither;
  either.span = span;
  for (const std::size_t branch : {1U, 2U}) {
    auto value = Evaluate(parts[branch]);
    if (!value) {
      either.complete = false;
    } else if (value->Is(DatumKind::kEither)) {
      either.complete = either.complete && value->complete;
      std::move(value->children.begin(), value->children.end(),
                std::back_inserter(either.children));
    } else {
      either.children.push_back(*std::move(value));
    }
  }
  return either.children.empty() ? std::nullopt
                                 : std::optional(std::move(either));
}

Datum Evaluator::Select(NodeIndex argument, diag::Span span) const {
  const auto parts = ElementsOf(from_.tree(), argument);
  if (parts.size() != 2) {
    return UnknownTextAt(span);
  }
  const std::string index_text = PieceOf(parts[0]);
  std::size_t index = 0;
  const auto parsed = std::from_chars(
      index_text.data(), index_text.data() + index_text.size(), index);
  const bool number = parsed.ec == std::errc() &&
                      parsed.ptr == index_text.data() + index_text.size();
  const auto list = Evaluate(parts[1]);
  const bool known =
      number && list && list->Is(DatumKind::kList) && list->complete &&
      index < list->children.size() &&
      std::none_of(
          list->children.begin(), list->children.end(), [](const Datum& one) {
            return one.Is(DatumKind::kEither) || one.Is(DatumKind::kUnknown);
          });
  return known ? list->children[index] : UnknownTextAt(span);
}

Datum Evaluator::Split(NodeIndex argument, diag::Span span) const {
  const auto parts = ElementsOf(from_.tree(), argument);
  if (parts.size() != 2) {
    return UnknownAt(span);
  }
  const std::string between = PieceOf(parts[0]);
  const std::string text = PieceOf(parts[1]);
  const bool known = between.find(policy::kUnknown) == std::string::npos &&
                     text.find(policy::kUnknown) == std::string::npos &&
                     !between.empty();
  if (!known) {
    return UnknownAt(span);
  }
  Datum list;
  list.kind = DatumKind::kList;
  list.span = span;
  std::size_t from = 0;
  for (std::size_t at = text.find(between); at != std::string::npos;
       at = text.find(between, from)) {
    list.children.push_back(TextAt(text.substr(from, at - from), span));
    from = at + between.size();
  }
  list.children.push_back(TextAt(text.substr(from), span));
  return list;
}

// Known only if the whole way to the value is written out.
Datum Evaluator::FindInMap(NodeIndex argument, diag::Span span) const {
  const auto parts = ElementsOf(from_.tree(), argument);
  NodeIndex at = from_.Section("Mappings");
  for (std::size_t i = 0; i < 3 && i < parts.size(); ++i) {
    const auto name = from_.TextOf(parts[i]);
    at = name ? from_.Find(at, *name) : kNoNode;
  }
  if (parts.size() != 3 || at == kNoNode) {
    return UnknownAt(span);
  }
  return Evaluate(at).value_or(UnknownAt(span));
}

}  // namespace iamgen::importers::cfn

// Types of scalars, and mappings whose keys are all accounted for.
#include "syntax/mapping.h"

#include <algorithm>
#include <cctype>

#include "support/text.h"
#include "syntax/diagnostics.h"

namespace iamgen::syntax {
namespace {

bool IsText(const Node& node) {
  return node.kind == NodeKind::kPlain || node.kind == NodeKind::kQuoted;
}

void WrongType(const Context& context, NodeIndex node,
               std::string_view wanted) {
  if (context.At(node).kind == NodeKind::kBroken) {
    return;
  }
  context.sink.Add(kWrongType, context.tree.SpanOf(node),
                   std::string(Describe(context, node)) + " where " +
                       std::string(wanted) + " belongs");
}

void NeedsQuotes(const Context& context, NodeIndex node,
                 std::string_view kind) {
  const std::string text(context.tree.TextOf(node));
  context.sink
      .Add(kWrongType, context.tree.SpanOf(node),
           "`" + text + "` is " + std::string(kind) + " where text belongs")
      .Help("quote it: \"" + text + "\"");
}

bool IsSmallInteger(std::string_view text) {
  constexpr std::size_t kMostDigits = 9;
  if (text == "0") {
    return true;
  }
  return !text.empty() && text.size() <= kMostDigits && text[0] != '0' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

// Each element that `read` can read.
template <typename Read>
Texts ReadEach(const Context& context, NodeIndex node, Read read) {
  Texts texts;
  for (const NodeIndex element : Elements(context, node)) {
    if (auto text = read(context, element)) {
      texts.push_back(*std::move(text));
    }
  }
  return texts;
}

}  // namespace

std::string_view Describe(const Context& context, NodeIndex node) {
  switch (context.At(node).kind) {
    case NodeKind::kNull:
      return "nothing";
    case NodeKind::kPlain:
      if (LooksLikeNumber(context.tree.TextOf(node))) {
        return "a number";
      }
      return LooksLikeBoolean(context.tree.TextOf(node)) ? "true or false"
                                                         : "text";
    case NodeKind::kQuoted:
      return "text";
    case NodeKind::kNumber:
      return "a number";
    case NodeKind::kBoolean:
      return "true or false";
    case NodeKind::kSequence:
      return "a list";
    case NodeKind::kMapping:
      return "a mapping";
    case NodeKind::kBroken:
      return "something broken";
  }
  return "nothing";
}

std::vector<NodeIndex> Elements(const Context& context, NodeIndex node) {
  if (context.At(node).kind != NodeKind::kSequence) {
    return {node};
  }
  std::vector<NodeIndex> elements;
  for (NodeIndex child = context.At(node).first_child; child != kNoNode;
       child = context.At(child).next_sibling) {
    elements.push_back(child);
  }
  return elements;
}

bool LooksLikeBoolean(std::string_view plain) {
  return plain == "true" || plain == "false" || plain == "True" ||
         plain == "False" || plain == "TRUE" || plain == "FALSE";
}

bool LooksLikeNumber(std::string_view plain) {
  if (plain.starts_with('+') || plain.starts_with('-')) {
    plain.remove_prefix(1);
  }
  if (plain == ".inf" || plain == ".Inf" || plain == ".INF" ||
      plain == ".nan" || plain == ".NaN" || plain == ".NAN") {
    return true;
  }
  if (plain.starts_with("0x") || plain.starts_with("0o") ||
      plain.starts_with("0b")) {
    return plain.size() > 2 &&
           std::all_of(plain.begin() + 2, plain.end(), [](char c) {
             return std::isxdigit(static_cast<unsigned char>(c)) != 0 ||
                    c == '_';
           });
  }
  bool digits = false;
  std::size_t dots = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if (c >= '0' && c <= '9') {
      digits = true;
    } else if (c == '.') {
      ++dots;
    } else if ((c == 'e' || c == 'E') && digits && i + 1 < plain.size()) {
      std::string_view exponent = plain.substr(i + 1);
      if (exponent.starts_with('+') || exponent.starts_with('-')) {
        exponent.remove_prefix(1);
      }
      return dots <= 1 && !exponent.empty() &&
             std::all_of(exponent.begin(), exponent.end(),
                         [](char d) { return d >= '0' && d <= '9'; });
    } else if (c != '_' || !digits) {
      return false;
    }
  }
  return digits && dots <= 1;
}

std::optional<Text> ReadText(const Context& context, NodeIndex node) {
  if (!IsText(context.At(node))) {
    if (context.At(node).kind == NodeKind::kNumber ||
        context.At(node).kind == NodeKind::kBoolean) {
      NeedsQuotes(context, node, Describe(context, node));
    } else {
      WrongType(context, node, "text");
    }
    return std::nullopt;
  }
  const std::string_view text = context.tree.TextOf(node);
  if (context.At(node).kind == NodeKind::kPlain &&
      (LooksLikeNumber(text) || LooksLikeBoolean(text))) {
    NeedsQuotes(context, node, Describe(context, node));
    return std::nullopt;
  }
  return context.LocatedTextAt(node);
}

std::optional<Text> ReadLooseText(const Context& context, NodeIndex node) {
  const std::string_view text = context.tree.TextOf(node);
  const NodeKind kind = context.At(node).kind;
  const bool scalar = kind == NodeKind::kPlain || kind == NodeKind::kNumber ||
                      kind == NodeKind::kBoolean;
  if (scalar && (text == "true" || text == "false" || IsSmallInteger(text))) {
    return Text{std::string(text), context.tree.SpanOf(node)};
  }
  return ReadText(context, node);
}

Texts ReadTexts(const Context& context, NodeIndex node) {
  return ReadEach(context, node, ReadText);
}

Texts ReadLooseTexts(const Context& context, NodeIndex node) {
  return ReadEach(context, node, ReadLooseText);
}

std::optional<diag::Located<bool>> ReadBool(const Context& context,
                                            NodeIndex node) {
  const std::string_view text = context.tree.TextOf(node);
  const NodeKind kind = context.At(node).kind;
  if ((kind == NodeKind::kPlain || kind == NodeKind::kBoolean) &&
      (text == "true" || text == "false")) {
    return diag::Located<bool>{text == "true", context.tree.SpanOf(node)};
  }
  WrongType(context, node, "`true` or `false`");
  return std::nullopt;
}

std::optional<Value> ReadValue(const Context& context, NodeIndex node) {
  const NodeKind kind = context.At(node).kind;
  if (kind == NodeKind::kMapping || kind == NodeKind::kNull) {
    WrongType(context, node, "text or a list of texts");
    return std::nullopt;
  }
  if (kind == NodeKind::kBroken) {
    return std::nullopt;
  }
  return Value{ReadLooseTexts(context, node), kind == NodeKind::kSequence,
               context.tree.SpanOf(node)};
}

std::string FillEach(std::string_view text, std::string_view element) {
  std::string filled;
  std::size_t done = 0;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos;
       open = text.find("{{", open + 2)) {
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) {
      break;
    }
    std::string_view name = text.substr(open + 2, close - open - 2);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    name = name.substr(0, name.find_last_not_of(' ') + 1);
    if (name == "each") {
      filled += text.substr(done, open - done);
      filled += element;
      done = close + 2;
    }
  }
  filled += text.substr(done);
  return filled;
}

std::string Context::TextAt(NodeIndex node) const {
  const std::string_view text = tree.TextOf(node);
  return each ? FillEach(text, *each) : std::string(text);
}

void ForEachEntry(const Context& context, NodeIndex node, std::string_view what,
                  const std::function<void(Text key, NodeIndex value)>& read) {
  if (context.At(node).kind == NodeKind::kNull) {
    return;
  }
  if (context.At(node).kind != NodeKind::kMapping) {
    WrongType(context, node, what);
    return;
  }
  for (NodeIndex key = context.At(node).first_child; key != kNoNode;) {
    const NodeIndex value = context.At(key).next_sibling;
    read(context.LocatedTextAt(key), value);
    key = context.At(value).next_sibling;
  }
}

ValueMap ReadValueMap(const Context& context, NodeIndex node) {
  ValueMap values;
  ForEachEntry(context, node, "a mapping", [&](Text key, NodeIndex value) {
    if (auto read = ReadValue(context, value)) {
      values.emplace_back(std::move(key), *std::move(read));
    }
  });
  return values;
}

TextMap ReadTextMap(const Context& context, NodeIndex node) {
  TextMap texts;
  ForEachEntry(context, node, "a mapping", [&](Text key, NodeIndex value) {
    if (auto read = ReadLooseText(context, value)) {
      texts.emplace_back(std::move(key), *std::move(read));
    }
  });
  return texts;
}

Mapping::Mapping(const Context& context, NodeIndex node, std::string_view what)
    : context_(context), what_(what), span_(context.tree.SpanOf(node)) {
  if (context.At(node).kind != NodeKind::kMapping) {
    WrongType(context, node, what_);
    return;
  }
  ok_ = true;
  for (NodeIndex key = context.At(node).first_child; key != kNoNode;) {
    const NodeIndex value = context.At(key).next_sibling;
    entries_.push_back({context.tree.TextOf(key), key, value});
    key = context.At(value).next_sibling;
  }
}

std::optional<NodeIndex> Mapping::Find(std::string_view key) {
  known_.push_back(key);
  for (Entry& entry : entries_) {
    if (entry.key == key) {
      entry.asked = true;
      if (context_.At(entry.value_node).kind == NodeKind::kBroken) {
        return std::nullopt;
      }
      return entry.value_node;
    }
  }
  return std::nullopt;
}

bool Mapping::Has(std::string_view key) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return entry.key == key; });
}

std::optional<NodeIndex> Mapping::Require(std::string_view key) {
  const auto found = Find(key);
  if (!Has(key) && ok_) {
    missing_.push_back(key);
  }
  return found;
}

diag::Span Mapping::KeySpan(std::string_view key) const {
  for (const Entry& entry : entries_) {
    if (entry.key == key) {
      return context_.tree.SpanOf(entry.key_node);
    }
  }
  return span_;
}

std::optional<Text> Mapping::FindText(std::string_view key) {
  const auto node = Find(key);
  return node ? ReadText(context_, *node) : std::nullopt;
}

Texts Mapping::FindTexts(std::string_view key) {
  const auto node = Find(key);
  return node ? ReadTexts(context_, *node) : Texts{};
}

std::optional<diag::Located<bool>> Mapping::FindBool(std::string_view key) {
  const auto node = Find(key);
  return node ? ReadBool(context_, *node) : std::nullopt;
}

ValueMap Mapping::FindValueMap(std::string_view key) {
  const auto node = Find(key);
  return node ? ReadValueMap(context_, *node) : ValueMap{};
}

TextMap Mapping::FindTextMap(std::string_view key) {
  const auto node = Find(key);
  return node ? ReadTextMap(context_, *node) : TextMap{};
}

std::optional<diag::Located<std::size_t>> Mapping::FindWord(
    std::string_view key, std::span<const std::string_view> words) {
  if (context_.log != nullptr) {
    context_.log->words[{what_, std::string(key)}].assign(words.begin(),
                                                          words.end());
  }
  const auto node = Find(key);
  const auto text = node ? ReadText(context_, *node) : std::nullopt;
  if (!text) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (text->value == words[i]) {
      return diag::Located<std::size_t>{i, text->span};
    }
  }
  const std::vector<std::string> names(words.begin(), words.end());
  context_.sink.Add(kBadValue, text->span,
                    "`" + text->value + "` is none of " +
                        support::QuotedList(names, names.size()));
  return std::nullopt;
}

void Mapping::RefuseBecause(std::string_view key, std::string reason,
                            std::string help) {
  if (Has(key)) {
    Find(key);
    known_.pop_back();
    context_.sink.Add(kUnknownKey, KeySpan(key), std::move(reason))
        .Help(std::move(help));
  }
}

void Mapping::ReportUnknown() {
  if (context_.log != nullptr && ok_) {
    context_.log->keys[what_].insert(known_.begin(), known_.end());
  }
  for (const Entry& entry : entries_) {
    if (entry.asked) {
      continue;
    }
    auto report = context_.sink.Add(
        kUnknownKey, context_.tree.SpanOf(entry.key_node),
        what_ + " has no key `" + std::string(entry.key) + "`");
    std::string help = support::DidYouMean(entry.key, known_);
    // A required key that is misspelt is one mistake, not two.
    std::erase_if(missing_, [&](std::string_view key) {
      return !help.empty() &&
             help == support::DidYouMean(entry.key, std::span(&key, 1));
    });
    if (help.empty()) {
      std::vector<std::string> names(known_.begin(), known_.end());
      help = "it has " + support::QuotedList(names, names.size());
    }
    report.Help(std::move(help));
  }
  for (const std::string_view key : missing_) {
    context_.sink.Add(kMissingKey, span_,
                      what_ + " without `" + std::string(key) + "`");
  }
}

}  // namespace iamgen::syntax

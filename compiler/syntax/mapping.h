// Reads typed values out of the node tree and reports what does not fit.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "syntax/ast.h"
#include "syntax/node.h"
#include "syntax/parse.h"

namespace iamgen::syntax {

// `text` with `element` in place of every `{{each}}`.
std::string FillEach(std::string_view text, std::string_view element);

// A tree and the sink for what is wrong with it.
struct Context {
  const Tree& tree;
  diag::Sink& sink;
  // The element of `each:` that `{{each}}` stands for, inside such an entity.
  std::optional<std::string> each = std::nullopt;
  // Takes note of keys and words, for the schema's test.
  KeyLog* log = nullptr;

  [[nodiscard]] const Node& At(NodeIndex node) const { return tree[node]; }

  // The text of a scalar, with `{{each}}` filled in.
  [[nodiscard]] std::string TextAt(NodeIndex node) const;

  // The same with its place.
  [[nodiscard]] Text LocatedTextAt(NodeIndex node) const {
    return {TextAt(node), tree.SpanOf(node)};
  }
};

// Calls `read` on every key and value of a mapping; nothing at all is an empty
// one. Anything else is reported as standing where `what` belongs.
void ForEachEntry(const Context& context, NodeIndex node, std::string_view what,
                  const std::function<void(Text key, NodeIndex value)>& read);

// "text", "a list", "a mapping", "a number", "nothing": a node in the words of
// a message.
std::string_view Describe(const Context& context, NodeIndex node);

// The elements of a sequence, or the single node itself.
std::vector<NodeIndex> Elements(const Context& context, NodeIndex node);

// Whether an unquoted scalar is read as something else than text by YAML 1.1 or
// 1.2: a number, a boolean, null.
bool LooksLikeNumber(std::string_view plain);
bool LooksLikeBoolean(std::string_view plain);

// Text. Unquoted numbers and booleans are refused with the quoted form.
std::optional<Text> ReadText(const Context& context, NodeIndex node);

// Text, or a short number or boolean as it is typed: the values of variables
// and conditions.
std::optional<Text> ReadLooseText(const Context& context, NodeIndex node);

// A text or a list of texts.
Texts ReadTexts(const Context& context, NodeIndex node);
Texts ReadLooseTexts(const Context& context, NodeIndex node);

std::optional<diag::Located<bool>> ReadBool(const Context& context,
                                            NodeIndex node);
std::optional<Value> ReadValue(const Context& context, NodeIndex node);
ValueMap ReadValueMap(const Context& context, NodeIndex node);
TextMap ReadTextMap(const Context& context, NodeIndex node);

// The entries of a mapping by name. Keys that are asked for are known; at the
// end the others are reported, with the nearest known one. Ask for every key
// there is before the end.
class Mapping {
 public:
  // `what` names the thing in messages: "a role", "an account". Reports a node
  // that is no mapping; then `ok` is false and nothing is found in it.
  Mapping(const Context& context, NodeIndex node, std::string_view what);

  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  ~Mapping() { ReportUnknown(); }

  [[nodiscard]] bool ok() const { return ok_; }

  [[nodiscard]] diag::Span span() const { return span_; }

  // The value of `key`, or nothing. A value that is broken counts as absent
  // and silent.
  std::optional<NodeIndex> Find(std::string_view key);

  // Whether the key is there, even with a broken value.
  [[nodiscard]] bool Has(std::string_view key) const;

  // As `Find`, and an absent key is reported.
  std::optional<NodeIndex> Require(std::string_view key);

  // The place of a key that is there.
  [[nodiscard]] diag::Span KeySpan(std::string_view key) const;

  std::optional<Text> FindText(std::string_view key);
  Texts FindTexts(std::string_view key);
  std::optional<diag::Located<bool>> FindBool(std::string_view key);
  ValueMap FindValueMap(std::string_view key);
  TextMap FindTextMap(std::string_view key);

  // One of `words`, by its index.
  std::optional<diag::Located<std::size_t>> FindWord(
      std::string_view key, std::span<const std::string_view> words);

  // A key that is asked for elsewhere or by mistake, and why it is not here.
  void RefuseBecause(std::string_view key, std::string reason,
                     std::string help);

 private:
  struct Entry {
    std::string_view key;
    NodeIndex key_node;
    NodeIndex value_node;
    bool asked = false;
  };

  void ReportUnknown();

  const Context& context_;
  std::string what_;
  diag::Span span_;
  bool ok_ = false;
  std::vector<Entry> entries_;
  std::vector<std::string_view> known_;
  // Required keys that are not there.
  std::vector<std::string_view> missing_;
};

}  // namespace iamgen::syntax

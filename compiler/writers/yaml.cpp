// YAML's lines: where a node starts, and what shares a line with what.
#include "writers/yaml.h"

#include <string>
#include <string_view>
#include <variant>

#include "writers/yaml_scalar.h"

namespace iamgen::writers {

namespace {

// YAML lets a key stand before its colon only up to 1024 characters, quotes
// included; a longer one takes the `? key` form.
constexpr std::size_t kLongestKey = 1000;

// An escape is six bytes at most.
constexpr std::size_t kCertainlyShortKey = kLongestKey / 6;

// A list or map that has lines of its own.
bool IsCollection(const Value& value) {
  if (const auto* list = std::get_if<List>(&value.data)) {
    return !list->empty();
  }
  const auto* map = std::get_if<Map>(&value.data);
  return map != nullptr && !map->empty();
}

// `!Sub x` rather than `Fn::Sub: x`. Behind a tag any scalar is text to a
// reader, and a node has one tag.
bool IsTagged(const Call& call) {
  const auto& argument = call.yaml_argument().data;
  return std::holds_alternative<Text>(argument) ||
         std::holds_alternative<List>(argument) ||
         std::holds_alternative<Map>(argument);
}

// Printed as entries, each of which has its own line.
bool IsBlock(const Value& value) {
  const auto* call = std::get_if<Call>(&value.data);
  return IsCollection(value) || (call != nullptr && !IsTagged(*call));
}

// The comment above the first key if the value starts with one.
std::string_view LeadingComment(const Value& value) {
  if (!IsCollection(value)) {
    return {};
  }
  if (const auto* list = std::get_if<List>(&value.data)) {
    return LeadingComment(list->front());
  }
  return std::get<Map>(value.data).front().comment;
}

class YamlWriter {
 public:
  explicit YamlWriter(Rope& rope) : rope_(rope), out_(rope.tail()) {}

  // A whole value at the start of a line.
  void Document(const Value& value, int level) {
    if (IsBlock(value)) {
      Block(value, level, Start::kLine);
    } else {
      Indent(level);
      Line(value, level);
    }
  }

 private:
  // Where a block's first entry goes: on a line that is still empty, or behind
  // the dash of the list item that it is, with its comment printed above.
  enum class Start { kLine, kDash };

  // The entries of a block, all in the column of `level`.
  void Block(const Value& value, int level, Start start) {
    if (const auto* list = std::get_if<List>(&value.data)) {
      for (const Value& item : *list) {
        Begin(LeadingComment(item), level, start);
        out_ += "- ";
        if (IsBlock(item)) {
          Block(item, level + 1, Start::kDash);
        } else {
          Line(item, level + 1);
        }
      }
    } else if (const auto* map = std::get_if<Map>(&value.data)) {
      for (const Member& member : *map) {
        Begin(member.comment, level, start);
        Entry(member.key, member.value, level);
      }
    } else {
      const Call& call = std::get<Call>(value.data);
      Begin({}, level, start);
      Entry(Text(call.json_key), call.json_argument(), level);
    }
  }

  void Begin(std::string_view comment, int level, Start& start) {
    if (start == Start::kLine) {
      if (!comment.empty()) {
        Indent(level);
        out_ += "# ";
        AppendYamlComment(out_, comment);
        out_ += '\n';
      }
      Indent(level);
    }
    start = Start::kLine;
  }

  void Entry(const Text& key, const Value& value, int level) {
    if (IsLongKey(key)) {
      out_ += "? ";
      Write(key);
      out_ += '\n';
      Indent(level);
    } else {
      Write(key);
    }
    out_ += ':';
    if (IsBlock(value)) {
      out_ += '\n';
      Block(value, level + 1, Start::kLine);
    } else {
      out_ += ' ';
      Line(value, level + 1);
    }
  }

  // The rest of a line; behind a tag, also the lines of a block at `level`.
  void Line(const Value& value, int level) {
    std::visit([this](const auto& scalar) { Write(scalar); }, value.data);
    out_ += '\n';
    const auto* call = std::get_if<Call>(&value.data);
    if (call != nullptr && IsCollection(call->yaml_argument())) {
      Block(call->yaml_argument(), level, Start::kLine);
    }
  }

  void Write(std::nullptr_t) { out_ += "null"; }

  void Write(bool value) { out_ += value ? "true" : "false"; }

  void Write(std::int64_t value) { out_ += std::to_string(value); }

  void Write(const Text& text) {
    if (text.IsLiteral() && IsPlainInYaml(text.literal())) {
      out_ += text.literal();
      return;
    }
    out_ += '"';
    for (const auto& piece : text.pieces) {
      if (const auto* literal = std::get_if<std::string>(&piece)) {
        AppendYamlEscaped(out_, *literal);
      } else if (const auto* slot = std::get_if<Slot>(&piece)) {
        rope_.AppendHole(*slot);
      } else {
        AppendYamlEscaped(out_,
                          "${" + std::get<Expression>(piece).source + "}");
      }
    }
    out_ += '"';
  }

  // Collections that are not blocks are empty.
  void Write(const List&) { out_ += "[]"; }

  void Write(const Map&) { out_ += "{}"; }

  void Write(const Call& call) {
    out_ += call.yaml_tag;
    if (!IsCollection(call.yaml_argument())) {
      out_ += ' ';
      std::visit([this](const auto& scalar) { Write(scalar); },
                 call.yaml_argument().data);
    }
  }

  static bool IsLongKey(const Text& key) {
    std::size_t size = 0;
    for (const auto& piece : key.pieces) {
      if (const auto* literal = std::get_if<std::string>(&piece)) {
        size += literal->size();
      }
    }
    if (size <= kCertainlyShortKey) {
      return false;
    }
    Rope printed;
    YamlWriter(printed).Write(key);
    return printed.size() > kLongestKey;
  }

  void Indent(int level) {
    out_.append(2 * static_cast<std::size_t>(level), ' ');
  }

  Rope& rope_;
  std::string& out_;
};

}  // namespace

Rope WriteYaml(const Value& value, int level) {
  Rope rope;
  YamlWriter(rope).Document(value, level);
  return rope;
}

}  // namespace iamgen::writers

// HCL's templates, and the columns of `terraform fmt`.
#include "writers/hcl.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <variant>

#include "support/invariant.h"
#include "support/text.h"
#include "writers/yaml_scalar.h"

namespace iamgen::writers {

namespace {

// What begins a template in a string when a brace follows.
bool IsSigil(char byte) { return byte == '$' || byte == '%'; }

// `${` and `%{` are written with their sign twice, also after other signs
// ("String Literals" in the HCL native syntax specification).
std::string Doubled(std::string_view text) {
  std::string doubled;
  doubled.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsSigil(text[i]) && i + 1 < text.size() && text[i + 1] == '{') {
      doubled += text[i];
    }
    doubled += text[i];
  }
  return doubled;
}

// The part of `text` before the signs at its end, which what follows could turn
// into a template.
std::string_view WithoutLastSigils(std::string_view text) {
  while (!text.empty() && IsSigil(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// What `AppendJsonEscaped` and `AppendYamlEscaped` write is HCL's, too.
void AppendLiteral(std::string& out, std::string_view text) {
  AppendYamlEscaped(out, Doubled(text));
}

void AppendClosedLiteral(std::string& out, std::string_view text) {
  const std::string_view safe = WithoutLastSigils(text);
  AppendLiteral(out, safe);
  for (const char sigil : text.substr(safe.size())) {
    out += sigil == '$' ? "\\u0024" : "\\u0025";
  }
}

// An expression that is the signs alone: a JSON string has no escape that lasts
// until the template is read.
std::string QuotedSigils(std::string_view sigils) {
  return '"' + std::string(sigils) + '"';
}

Text JsonText(const Text& text) {
  Text made;
  for (std::size_t i = 0; i < text.pieces.size(); ++i) {
    const auto* literal = std::get_if<std::string>(&text.pieces[i]);
    if (literal == nullptr) {
      made.pieces.push_back(text.pieces[i]);
      continue;
    }
    const bool last = i + 1 == text.pieces.size();
    const std::string_view safe =
        last ? std::string_view(*literal) : WithoutLastSigils(*literal);
    made.Add(Doubled(safe));
    if (safe.size() != literal->size()) {
      made.AddExpression(
          QuotedSigils(std::string_view(*literal).substr(safe.size())));
    }
  }
  return made;
}

// The code point at `at` of well-formed UTF-8, and where the next one is.
std::pair<std::uint32_t, std::size_t> CodePointAt(std::string_view text,
                                                  std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                                           : 4;
  std::uint32_t code = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length && at + i < text.size(); ++i) {
    code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  return {code, at + length};
}

// Letters beyond ASCII that never join a neighbour, so that each is a column
// of its own: Latin, Greek, Cyrillic, kana, Han.
bool IsOneColumn(std::uint32_t code) {
  struct Range {
    std::uint32_t first;
    std::uint32_t last;
  };

  constexpr std::array kRanges = {Range{0x00C0, 0x024F}, Range{0x0391, 0x03C9},
                                  Range{0x0400, 0x0481}, Range{0x3041, 0x3096},
                                  Range{0x30A1, 0x30FA}, Range{0x4E00, 0x9FFF}};
  return std::any_of(kRanges.begin(), kRanges.end(), [&](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

void AppendUnicodeEscape(std::string& out, std::uint32_t code) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const bool is_long = code > 0xFFFF;
  out += is_long ? "\\U" : "\\u";
  for (unsigned shift = is_long ? 32 : 16; shift != 0; shift -= 4) {
    out += kHex[(code >> (shift - 4)) & 0xFU];
  }
}

struct PrintedKey {
  std::string text;
  std::size_t columns = 0;
};

bool IsBareKey(std::string_view key) {
  // Words that an object's reader takes for something else.
  if (key.empty() || key == "for" || key == "if" || key == "in" ||
      key == "null" || key == "true" || key == "false") {
    return false;
  }
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !is_digit(key.front()) &&
         std::all_of(key.begin(), key.end(), [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '_' || is_digit(c);
         });
}

PrintedKey Print(const Text& text) {
  const std::string_view key = text.literal();
  if (IsBareKey(key)) {
    return {std::string(key), key.size()};
  }
  std::string escaped;
  AppendLiteral(escaped, key);
  // Whatever else has a width of its own is written as an escape.
  PrintedKey printed{"\"", 2};
  for (std::size_t i = 0; i < escaped.size();) {
    const auto [code, next] = CodePointAt(escaped, i);
    if (code < 0x80 || IsOneColumn(code)) {
      printed.text.append(escaped, i, next - i);
      ++printed.columns;
    } else {
      const std::size_t before = printed.text.size();
      AppendUnicodeEscape(printed.text, code);
      printed.columns += printed.text.size() - before;
    }
    i = next;
  }
  printed.text += '"';
  return printed;
}

bool IsScalar(const Value& value) {
  return !std::holds_alternative<List>(value.data) &&
         !std::holds_alternative<Map>(value.data) &&
         !std::holds_alternative<Call>(value.data);
}

// Whether a map is the whole value of an attribute, or a part of a value.
enum class Place : std::uint8_t { kAttribute, kWithin };

bool IsOneLine(const Value& value, Place place) {
  if (const auto* list = std::get_if<List>(&value.data)) {
    return list->empty() || (list->size() == 1 && IsScalar(list->front()));
  }
  if (const auto* map = std::get_if<Map>(&value.data)) {
    return map->empty() || (place == Place::kWithin && map->size() == 1 &&
                            IsScalar(map->front().value));
  }
  const auto* call = std::get_if<Call>(&value.data);
  return call == nullptr || IsOneLine(call->json_argument(), Place::kAttribute);
}

class HclWriter {
 public:
  explicit HclWriter(Rope& rope) : rope_(rope), out_(rope.tail()) {}

  void Write(const HclBlock& block, int level) {
    for (const std::string& comment : block.comments) {
      Indent(level);
      AppendHclComment(out_, comment);
    }
    Indent(level);
    out_ += block.type;
    for (const std::string& label : block.labels) {
      out_ += " \"";
      AppendLiteral(out_, label);
      out_ += '"';
    }
    if (block.attributes.empty() && block.blocks.empty()) {
      out_ += " {}\n";
      return;
    }
    out_ += " {\n";
    Members(block.attributes, level + 1, Place::kAttribute);
    bool first = block.attributes.empty();
    for (const HclBlock& inner : block.blocks) {
      if (!first) {
        out_ += '\n';
      }
      first = false;
      Write(inner, level + 1);
    }
    Indent(level);
    out_ += "}\n";
  }

 private:
  // A line for each. The `=` of neighbours of one line each are in one column.
  void Members(const Map& map, int level, Place place) {
    std::size_t i = 0;
    while (i < map.size()) {
      std::vector<PrintedKey> keys;
      std::size_t columns = 0;
      while (i + keys.size() < map.size() &&
             IsOneLine(map[i + keys.size()].value, place)) {
        keys.push_back(Print(map[i + keys.size()].key));
        columns = std::max(columns, keys.back().columns);
      }
      if (keys.empty()) {
        keys.push_back(Print(map[i].key));
        columns = keys.back().columns;
      }
      for (const PrintedKey& key : keys) {
        Indent(level);
        out_ += key.text;
        out_.append(columns - key.columns, ' ');
        out_ += " = ";
        Write(map[i].value, level, place);
        out_ += '\n';
        ++i;
      }
    }
  }

  void Write(const Value& value, int level, Place place) {
    if (const auto* list = std::get_if<List>(&value.data)) {
      Write(*list, level);
    } else if (const auto* map = std::get_if<Map>(&value.data)) {
      if (map->empty()) {
        out_ += "{}";
      } else if (IsOneLine(value, place)) {
        out_ += "{ " + Print(map->front().key).text + " = ";
        Write(map->front().value, level, Place::kWithin);
        out_ += " }";
      } else {
        out_ += "{\n";
        Members(*map, level + 1, Place::kWithin);
        Indent(level);
        out_ += '}';
      }
    } else if (const auto* call = std::get_if<Call>(&value.data)) {
      out_ += call->json_key + "(";
      Write(call->json_argument(), level, Place::kAttribute);
      out_ += ')';
    } else if (const auto* text = std::get_if<Text>(&value.data)) {
      Write(*text);
    } else if (const auto* number = std::get_if<std::int64_t>(&value.data)) {
      out_ += std::to_string(*number);
    } else if (const auto* truth = std::get_if<bool>(&value.data)) {
      out_ += *truth ? "true" : "false";
    } else {
      out_ += "null";
    }
  }

  void Write(const List& list, int level) {
    if (list.empty()) {
      out_ += "[]";
      return;
    }
    if (list.size() == 1 && IsScalar(list.front())) {
      out_ += '[';
      Write(list.front(), level, Place::kWithin);
      out_ += ']';
      return;
    }
    out_ += "[\n";
    for (const Value& item : list) {
      Indent(level + 1);
      Write(item, level + 1, Place::kWithin);
      out_ += ",\n";
    }
    Indent(level);
    out_ += ']';
  }

  void Write(const Text& text) {
    if (text.pieces.size() == 1) {
      if (const auto* alone = std::get_if<Expression>(&text.pieces[0])) {
        out_ += alone->source;
        return;
      }
    }
    out_ += '"';
    for (std::size_t i = 0; i < text.pieces.size(); ++i) {
      if (const auto* literal = std::get_if<std::string>(&text.pieces[i])) {
        if (i + 1 == text.pieces.size()) {
          AppendLiteral(out_, *literal);
        } else {
          AppendClosedLiteral(out_, *literal);
        }
      } else if (const auto* slot = std::get_if<Slot>(&text.pieces[i])) {
        rope_.AppendHole(*slot);
      } else {
        out_ += "${" + std::get<Expression>(text.pieces[i]).source + "}";
      }
    }
    out_ += '"';
  }

  void Indent(int level) {
    out_.append(2 * static_cast<std::size_t>(level), ' ');
  }

  Rope& rope_;
  std::string& out_;
};

}  // namespace

Rope WriteHcl(const HclBlock& block) {
  Rope rope;
  HclWriter(rope).Write(block, 0);
  return rope;
}

void AppendHclComment(std::string& out, std::string_view text) {
  out += "# ";
  AppendYamlComment(out, text);
  out += '\n';
}

void AppendHclSlot(std::string& out, std::string_view value) {
  AppendClosedLiteral(out, value);
}

Value HclJson(const Value& value) {
  if (const auto* text = std::get_if<Text>(&value.data)) {
    return {JsonText(*text)};
  }
  if (const auto* list = std::get_if<List>(&value.data)) {
    List made;
    made.reserve(list->size());
    for (const Value& item : *list) {
      made.push_back(HclJson(item));
    }
    return {std::move(made)};
  }
  if (const auto* map = std::get_if<Map>(&value.data)) {
    Map made;
    made.reserve(map->size());
    for (const Member& member : *map) {
      made.push_back(
          {.key = JsonText(member.key), .value = HclJson(member.value)});
    }
    return {std::move(made)};
  }
  // A call would be an expression around a tree, which JSON has no place for.
  IAMGEN_INVARIANT(!std::holds_alternative<Call>(value.data));
  return value;
}

void AppendHclJsonSlot(std::string& out, std::string_view value) {
  const std::string_view safe = WithoutLastSigils(value);
  std::string made = Doubled(safe);
  if (safe.size() != value.size()) {
    made += "${" + QuotedSigils(value.substr(safe.size())) + "}";
  }
  AppendYamlEscaped(out, made);
}

}  // namespace iamgen::writers

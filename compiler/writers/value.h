// The tree that a backend builds and a writer prints. It knows order, comments
// and holes; it knows no IAM and no syntax.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace iamgen::writers {

// A hole in a text, filled each time the printed tree is copied. What it means
// is the caller's business; it is an index into the values given to
// `Rope::AppendTo`, so small numbers are best.
using Slot = std::uint32_t;

// What whoever reads the document evaluates in place of the text: in HCL, and
// in HCL alone, `${source}`.
struct Expression {
  std::string source;

  bool operator==(const Expression&) const = default;
};

// A string in which some parts are not known yet. The literal parts are
// well-formed UTF-8, unescaped.
struct Text {
  Text() = default;

  // Implicit: nearly every text is a literal.
  Text(std::string literal);
  Text(const char* literal);

  explicit Text(std::string_view literal);

  Text& Add(std::string_view literal);
  Text& AddSlot(Slot slot);
  Text& AddExpression(std::string source);
  Text& Append(const Text& text);

  // No holes, so that a writer may look at the text as a whole.
  bool IsLiteral() const;

  // All of the text; only if `IsLiteral()`.
  std::string_view literal() const;

  bool operator==(const Text&) const = default;

  // INVARIANT: no literal is empty and no two are neighbours, so that equal
  // texts have equal pieces. `Add` keeps it.
  std::vector<std::variant<std::string, Slot, Expression>> pieces;
};

struct Member;
struct Value;

using List = std::vector<Value>;

// Printed in the order given. Keys are distinct: a writer does not look.
using Map = std::vector<Member>;

// A function of the document's reader: in JSON a map of one member,
// `{"Fn::Sub": argument}`; in YAML a tag, `!Sub argument`; in HCL a call by the
// JSON key, `jsonencode(argument)`. A tag before
// anything but a text, a list or a map would lose what that is, so YAML prints
// such a call as the map, too.
struct Call {
  std::string json_key;
  std::string yaml_tag;

  // INVARIANT: one, or two if the forms differ: JSON's, then YAML's. (It is a
  // list because a value cannot hold a value.)
  List arguments;

  // Here and below: a member is declared before `Value` is complete and
  // compared after it.
  bool operator==(const Call&) const;

  const Value& json_argument() const;
  const Value& yaml_argument() const;
};

struct Value {
  std::variant<std::nullptr_t, bool, std::int64_t, Text, List, Map, Call> data;

  bool operator==(const Value&) const;
};

struct Member {
  Text key;
  Value value;
  // One line that YAML prints above the key, without the `# `; JSON has none.
  std::string comment = {};

  bool operator==(const Member&) const;
};

inline const Value& Call::json_argument() const { return arguments.front(); }

inline const Value& Call::yaml_argument() const { return arguments.back(); }

// The same argument in both forms.
Value CallOf(std::string json_key, std::string yaml_tag, Value argument);

// `{"Fn::GetAtt": ["A", "B"]}` and `!GetAtt A.B`.
Value CallOf(std::string json_key, std::string yaml_tag, Value json_argument,
             Value yaml_argument);

}  // namespace iamgen::writers

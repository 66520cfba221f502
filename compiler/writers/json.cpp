// JSON's brackets, commas and indentation.
#include "writers/json.h"

#include <string>
#include <variant>

#include "support/text.h"

namespace iamgen::writers {

namespace {

class JsonWriter {
 public:
  JsonWriter(Rope& rope, int indent, int level)
      : rope_(rope), out_(rope.tail()), indent_(indent), level_(level) {}

  void Write(const Value& value) { std::visit(*this, value.data); }

  void operator()(std::nullptr_t) { out_ += "null"; }

  void operator()(bool value) { out_ += value ? "true" : "false"; }

  void operator()(std::int64_t value) { out_ += std::to_string(value); }

  void operator()(const Text& text) {
    out_ += '"';
    for (const auto& piece : text.pieces) {
      if (const auto* literal = std::get_if<std::string>(&piece)) {
        support::AppendJsonEscaped(out_, *literal);
      } else if (const auto* slot = std::get_if<Slot>(&piece)) {
        rope_.AppendHole(*slot);
      } else {
        // Terraform's JSON has HCL's templates in its strings.
        out_ += "${";
        support::AppendJsonEscaped(out_, std::get<Expression>(piece).source);
        out_ += '}';
      }
    }
    out_ += '"';
  }

  void operator()(const List& list) {
    if (list.empty()) {
      out_ += "[]";
      return;
    }
    Open('[');
    bool first = true;
    for (const Value& item : list) {
      Separate(first);
      Write(item);
    }
    Close(']');
  }

  void operator()(const Map& map) {
    if (map.empty()) {
      out_ += "{}";
      return;
    }
    Open('{');
    bool first = true;
    for (const Member& member : map) {
      Separate(first);
      (*this)(member.key);
      Colon();
      Write(member.value);
    }
    Close('}');
  }

  void operator()(const Call& call) {
    Open('{');
    out_ += '"';
    support::AppendJsonEscaped(out_, call.json_key);
    out_ += '"';
    Colon();
    Write(call.json_argument());
    Close('}');
  }

 private:
  void Open(char bracket) {
    out_ += bracket;
    ++level_;
    NewLine();
  }

  void Close(char bracket) {
    --level_;
    NewLine();
    out_ += bracket;
  }

  void Separate(bool& first) {
    if (!first) {
      out_ += ',';
      NewLine();
    }
    first = false;
  }

  void Colon() { out_ += indent_ > 0 ? ": " : ":"; }

  void NewLine() {
    if (indent_ > 0) {
      out_ += '\n';
      out_.append(
          static_cast<std::size_t>(indent_) * static_cast<std::size_t>(level_),
          ' ');
    }
  }

  Rope& rope_;
  std::string& out_;
  int indent_;
  int level_;
};

}  // namespace

Rope WriteJson(const Value& value, int indent, int level) {
  Rope rope;
  JsonWriter(rope, indent, level).Write(value);
  return rope;
}

}  // namespace iamgen::writers

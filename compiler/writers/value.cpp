// Keeps the pieces of a text merged, so that its form follows from its content.
#include "writers/value.h"

#include "support/invariant.h"

namespace iamgen::writers {

Text::Text(std::string literal) {
  if (!literal.empty()) {
    pieces.emplace_back(std::move(literal));
  }
}

Text::Text(const char* literal) : Text(std::string(literal)) {}

Text::Text(std::string_view literal) : Text(std::string(literal)) {}

Text& Text::Add(std::string_view literal) {
  if (literal.empty()) {
    return *this;
  }
  if (!pieces.empty()) {
    if (auto* last = std::get_if<std::string>(&pieces.back())) {
      last->append(literal);
      return *this;
    }
  }
  pieces.emplace_back(std::string(literal));
  return *this;
}

Text& Text::AddSlot(Slot slot) {
  pieces.emplace_back(slot);
  return *this;
}

Text& Text::AddExpression(std::string source) {
  pieces.emplace_back(Expression{std::move(source)});
  return *this;
}

Text& Text::Append(const Text& text) {
  for (const auto& piece : text.pieces) {
    if (const auto* literal = std::get_if<std::string>(&piece)) {
      Add(*literal);
    } else {
      pieces.push_back(piece);
    }
  }
  return *this;
}

bool Text::IsLiteral() const {
  return pieces.empty() ||
         (pieces.size() == 1 && std::holds_alternative<std::string>(pieces[0]));
}

std::string_view Text::literal() const {
  IAMGEN_INVARIANT(IsLiteral());
  return pieces.empty() ? std::string_view() : std::get<std::string>(pieces[0]);
}

bool Call::operator==(const Call&) const = default;

bool Value::operator==(const Value&) const = default;

bool Member::operator==(const Member&) const = default;

Value CallOf(std::string json_key, std::string yaml_tag, Value argument) {
  Call call{std::move(json_key), std::move(yaml_tag), {}};
  call.arguments.push_back(std::move(argument));
  return {std::move(call)};
}

Value CallOf(std::string json_key, std::string yaml_tag, Value json_argument,
             Value yaml_argument) {
  Call call{std::move(json_key), std::move(yaml_tag), {}};
  call.arguments.reserve(2);
  call.arguments.push_back(std::move(json_argument));
  call.arguments.push_back(std::move(yaml_argument));
  return {std::move(call)};
}

}  // namespace iamgen::writers

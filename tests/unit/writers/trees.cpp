// What a tree means, said a second time and independently of the writers.
#include "unit/writers/trees.h"

#include <variant>

namespace iamgen::writers {

namespace {

Text Filled(const Text& text, std::span<const std::string> slot_values) {
  Text filled;
  for (const auto& piece : text.pieces) {
    const auto* slot = std::get_if<Slot>(&piece);
    filled.Add(slot != nullptr ? slot_values[*slot]
                               : std::get<std::string>(piece));
  }
  return filled;
}

}  // namespace

Value Filled(const Value& value, std::span<const std::string> slot_values) {
  Value filled = value;
  if (auto* text = std::get_if<Text>(&filled.data)) {
    *text = Filled(*text, slot_values);
  } else if (auto* list = std::get_if<List>(&filled.data)) {
    for (Value& item : *list) {
      item = Filled(item, slot_values);
    }
  } else if (auto* map = std::get_if<Map>(&filled.data)) {
    for (Member& member : *map) {
      member.key = Filled(member.key, slot_values);
      member.value = Filled(member.value, slot_values);
    }
  } else if (auto* call = std::get_if<Call>(&filled.data)) {
    for (Value& argument : call->arguments) {
      argument = Filled(argument, slot_values);
    }
  }
  return filled;
}

nlohmann::ordered_json DataOf(const Value& value) {
  using Json = nlohmann::ordered_json;
  if (const auto* truth = std::get_if<bool>(&value.data)) {
    return *truth;
  }
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) {
    return *number;
  }
  if (const auto* text = std::get_if<Text>(&value.data)) {
    return std::string(text->literal());
  }
  if (const auto* list = std::get_if<List>(&value.data)) {
    Json data = Json::array();
    for (const Value& item : *list) {
      data.push_back(DataOf(item));
    }
    return data;
  }
  if (const auto* map = std::get_if<Map>(&value.data)) {
    Json data = Json::object();
    for (const Member& member : *map) {
      data[std::string(member.key.literal())] = DataOf(member.value);
    }
    return data;
  }
  if (const auto* call = std::get_if<Call>(&value.data)) {
    Json data = Json::object();
    data[call->json_key] = DataOf(call->json_argument());
    return data;
  }
  return nullptr;
}

}  // namespace iamgen::writers

// Trees for the writers' tests: random ones, and the strings that YAML readers
// are known to take for something else.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "writers/value.h"

namespace iamgen::writers {

// clang-format off
inline const std::vector<std::string>& NastyScalars() {
  static const std::vector<std::string> scalars = {
      "", " ", "~", "null", "Null", "NULL", "2012-10-17", "2010-09-09",
      "2012-10-17T10:00:00Z", "2001-12-14 21:59:43.10 -5", "yes", "Yes", "YES",
      "no", "NO", "on", "On", "off", "OFF", "true", "True", "TRUE", "tRuE",
      "false", "False", "y", "Y", "n", "N", "012345671234", "012345678901",
      "123456789012", "0", "-0", "00", "1", "-1", "+1", "1_000", "0x1F", "0X1f",
      "0b11", "0o17", "017", "1:2", "12:30:45", "190:20:30.15", "-1:30", "1e3",
      "1E3", "1.5e+3", "1.", "1.2.3", ".5", "-.5", "+.5", ".", "..", "...",
      ".inf", "-.Inf", ".nan", ".NaN", "inf", "Infinity", "NaN", "nan", "_",
      "_1", "1_", "0_", "e3", "x1", "a1", "=", "<", "<<", "*", "*a", "**", "!",
      "!x", "!!str", "&", "&a", "a: b", "a:", ":", ":a", ": a", "a:b", "a::b",
      "a #b", "a#b", "#", "# a", " lead", "trail ", "\tlead", "trail\t", "-",
      "--", "---", "--- a", "- x", "-x", "?", "? x", "?x", "{{x}}", "{x}", "{",
      "}", "[a", "a]", "]", "[", ",", "a,b", ", a", "%a", "%YAML 1.1", "@a",
      "`a", "|", "|a", ">", ">-", "'", "'a'", "\"", "\"a\"", "a\"b", "\\",
      "\\n", "a\\", "/", "a/b", "$", "${x}", "${aws:username}", "${!x}", "s3:*",
      "arn:aws:s3:::*", "arn:aws:s3:::bucket/*", "aws:SourceArn",
      "aws:PrincipalArn", "AWS::AccountId", "Fn::Sub", "key:value", "a=b", "+=",
      "a\nb", "a\n", "\n", "\n\n", "a\n\nb\n", "a\r\nb", "\r", "\ta\tb",
      std::string("a\0b", 3), "\x01", "\x07", "\x0B", "\x1B", "\x1F",
      "\u0080", "\u0085", "a\u0085b", "\u009F", "\u00A0", "\u00FF", "\u2028",
      "a\u2028b", "\u2029", "\u202A", "\uFEFF", "\uFEFFa", "\uFFFD", "\uFFFE",
      "\uFFFF", "\U0001F600", "a\U0001F468\u200D\U0001F469", "\u00E9t\u00E9",
      "e\u0301", "\u65E5\u672C", "\U0010FFFF", "a  b", "a b c", "Deploys it.",
      "it's", "x\ty", "https://example.com/a?b=c&d#e", "{\"a\": 1}",
      std::string(5000, 'x'), std::string(300, '7'),
      std::string(500, ' ') + "x", std::string(200, '\n'),
      std::string(999, 'k'), std::string(1000, 'k'), std::string(1001, 'k'),
      std::string(1023, '0'), std::string(1025, '0')};
  return scalars;
}

// clang-format on

// The same seed gives the same tree.
class RandomTree {
 public:
  explicit RandomTree(std::uint32_t seed, Slot slots = 0)
      : random_(seed), slots_(slots) {}

  // Mostly a map, as documents are.
  Value MakeDocument() {
    constexpr int kDepth = 6;
    return Below(8) == 0 ? Make(kDepth) : Value{MakeMap(kDepth)};
  }

 private:
  Value Make(int depth) {
    switch (Below(depth > 0 ? 12 : 6)) {
      case 0:
        return {nullptr};
      case 1:
        return {Below(2) == 0};
      case 2:
        return {Number()};
      case 3:
      case 4:
      case 5:
        return {MakeText()};
      case 6:
      case 7:
        return {MakeList(depth)};
      case 8:
        return MakeCall(depth);
      default:
        return {MakeMap(depth)};
    }
  }

  std::string MakeString() {
    constexpr std::string_view kUsual =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/.:*-";
    const auto& nasty = NastyScalars();
    std::string text;
    switch (Below(4)) {
      case 0:
        return nasty[Below(nasty.size())];
      case 1:
        for (std::size_t parts = Below(4); parts > 0; --parts) {
          text += nasty[Below(nasty.size())].substr(0, 40);
        }
        return WholeCharacters(std::move(text));
      case 2:
        for (std::size_t size = Below(12); size > 0; --size) {
          text += static_cast<char>(' ' + static_cast<int>(Below('~' - ' ')));
        }
        return text;
      default:
        for (std::size_t size = Below(40); size > 0; --size) {
          text += kUsual[Below(kUsual.size())];
        }
        return text;
    }
  }

  std::size_t Below(std::size_t bound) { return random_() % bound; }

  // What a cut between bytes leaves of the last character goes.
  static std::string WholeCharacters(std::string text) {
    std::string whole;
    for (std::size_t i = 0; i < text.size();) {
      const auto lead = static_cast<unsigned char>(text[i]);
      const std::size_t size =
          lead < 0x80 ? 1 : (lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4));
      bool complete = i + size <= text.size();
      for (std::size_t j = 1; complete && j < size; ++j) {
        complete = (static_cast<unsigned char>(text[i + j]) & 0xC0U) == 0x80U;
      }
      if (complete) {
        whole.append(text, i, size);
      }
      i += complete ? size : 1;
    }
    return whole;
  }

  std::int64_t Number() {
    constexpr std::int64_t kNumbers[] = {0, -1, 7, 3600, INT64_MIN, INT64_MAX};
    return kNumbers[Below(std::size(kNumbers))];
  }

  Text MakeText() {
    Text text(MakeString());
    while (slots_ > 0 && Below(2) == 0) {
      text.AddSlot(static_cast<Slot>(Below(slots_))).Add(MakeString());
    }
    return text;
  }

  List MakeList(int depth) {
    List list;
    for (std::size_t size = Below(5); size > 0; --size) {
      list.push_back(Make(depth - 1));
    }
    return list;
  }

  Map MakeMap(int depth) {
    Map map;
    std::set<std::string> used;
    for (std::size_t size = Below(6); size > 0; --size) {
      std::string key = MakeString();
      if (used.insert(key).second) {
        map.push_back({.key = std::move(key),
                       .value = Make(depth - 1),
                       .comment = Below(4) == 0 ? MakeString() : ""});
      }
    }
    return map;
  }

  Value MakeCall(int depth) {
    switch (Below(4)) {
      case 0:
        return CallOf("Ref", "!Ref", {MakeText()});
      case 1:
        return CallOf("Fn::GetAtt", "!GetAtt", {List{{"Role"}, {"Arn"}}},
                      {"Role.Arn"});
      case 2:
        return CallOf("Fn::Join", "!Join", {MakeList(depth)});
      default:
        return CallOf("Fn::Sub", "!Sub", Make(depth - 1));
    }
  }

  std::mt19937 random_;
  Slot slots_;
};

// The tree with its holes filled.
Value Filled(const Value& value, std::span<const std::string> slot_values);

// The data of a tree in the form that JSON gives it.
nlohmann::ordered_json DataOf(const Value& value);

}  // namespace iamgen::writers

// Conditions and texts with variables, taken apart.
#include <utility>

#include "evaluation/compiled_policy.h"
#include "evaluation/glob.h"
#include "policy/value_grammar.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::evaluation {
namespace {

using policy::Comparison;
using policy::OperatorFamily;

std::optional<std::string> DefaultOf(std::string_view whole) {
  const std::size_t comma = whole.find(',');
  const std::size_t first = whole.find('\'', comma);
  const std::size_t last = whole.rfind('\'');
  if (comma == std::string_view::npos || first == std::string_view::npos ||
      last <= first) {
    return std::nullopt;
  }
  return std::string(whole.substr(first + 1, last - first - 1));
}

bool IsUnknown(const policy::Value& value) { return !value.known(); }

// Whether the operand could be read.
bool Read(const policy::Operator& op, const policy::Value& value,
          Operand& operand) {
  switch (op.family) {
    case OperatorFamily::kNumeric: {
      const auto number = policy::ParseNumber(value.text);
      operand.number = number.value_or(0);
      return number.has_value();
    }
    case OperatorFamily::kDate: {
      const auto moment = ParseMoment(value.text);
      operand.number = moment.value_or(0);
      return moment.has_value();
    }
    case OperatorFamily::kIp: {
      const auto range = policy::ParseIpRange(value.text);
      operand.range = range.value_or(policy::IpRange());
      return range.has_value();
    }
    case OperatorFamily::kBinary: {
      auto bytes = DecodeBase64(value.text);
      if (!bytes) {
        return false;
      }
      operand.bytes = *std::move(bytes);
      return true;
    }
    case OperatorFamily::kBool:
    case OperatorFamily::kNull:
      operand.truth = support::Lower(value.text) == "true";
      return policy::IsBoolean(value.text);
    case OperatorFamily::kString:
    case OperatorFamily::kArn:
      break;
  }
  return true;
}

void CompileTest(const policy::ConditionTest& test, bool variables,
                 const catalog::Catalogue& catalogue, Test& into,
                 std::vector<Fault>& faults) {
  const policy::Operator& op = into.op;
  const bool text =
      op.family == OperatorFamily::kString || op.family == OperatorFamily::kArn;
  const bool wildcards =
      op.family == OperatorFamily::kArn || op.comparison == Comparison::kLike;
  for (const policy::Value& value : test.of.values) {
    Operand operand;
    const bool variable = variables && policy::HasVariable(value.text) &&
                          op.family == OperatorFamily::kBool;
    operand.text = CompileTemplate(value, variables && (text || variable),
                                   wildcards, catalogue);
    if (!IsUnknown(value) && !variable && !Read(op, value, operand)) {
      faults.push_back({value.span, "`" + value.text + "` is no value of " +
                                        policy::Spelled(op)});
    }
    into.operands.push_back(std::move(operand));
  }
}

}  // namespace

std::optional<double> ParseMoment(std::string_view text) {
  auto date = policy::ParseDate(text);
  return date ? date : policy::ParseNumber(text);
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr unsigned kBitsOfDigit = 6;
  constexpr unsigned kBitsOfByte = 8;
  if (!text.empty() && !policy::IsBase64(text)) {
    return std::nullopt;
  }
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char one : text.substr(0, text.find('='))) {
    bits = (bits << kBitsOfDigit) |
           static_cast<std::uint32_t>(kDigits.find(one) & 0x3FU);
    count += kBitsOfDigit;
    if (count >= kBitsOfByte) {
      count -= kBitsOfByte;
      bytes += static_cast<char>((bits >> count) & 0xFFU);
    }
  }
  return bytes;
}

Template CompileTemplate(const policy::Value& value, bool variables,
                         bool wildcards, const catalog::Catalogue& catalogue) {
  Template made;
  made.unknown = IsUnknown(value);
  const std::string_view text = value.text;
  const auto plain = [&](std::string_view part) {
    return wildcards ? Encoded(part) : std::string(part);
  };
  // Characters go to the piece before, if that is one of characters.
  const auto append = [&made](std::string part) {
    if (!made.pieces.empty() && made.pieces.back().key.empty()) {
      made.pieces.back().text += part;
    } else {
      made.pieces.emplace_back().text = std::move(part);
    }
  };
  std::size_t at = 0;
  if (variables && policy::HasVariable(text)) {
    for (const policy::Variable& one : policy::VariablesOf(text)) {
      const bool name = !one.name.empty();
      if (one.fault != policy::VariableFault::kNone) {
        continue;
      }
      append(plain(text.substr(at, one.offset - at)));
      at = one.offset + one.whole.size();
      if (!name) {
        append(std::string(one.whole.substr(2, 1)));
        continue;
      }
      Piece piece;
      piece.key = support::Lower(one.name);
      piece.otherwise = DefaultOf(one.whole);
      const auto id = catalogue.FindKey(piece.key);
      piece.multivalued = id && catalogue[*id].multivalued;
      made.pieces.push_back(std::move(piece));
    }
  }
  append(plain(text.substr(at)));
  if (made.pieces.size() > 1 && made.pieces.front().key.empty() &&
      made.pieces.front().text.empty()) {
    made.pieces.erase(made.pieces.begin());
  }
  return made;
}

std::vector<Test> CompileTests(const policy::Statement& statement,
                               bool variables,
                               const catalog::Catalogue& catalogue,
                               std::vector<Fault>& faults) {
  std::vector<Test> tests;
  for (const policy::ConditionBlock& block : statement.condition) {
    const auto op = policy::ParseOperator(block.op.text);
    if (!op || (op->family == OperatorFamily::kNull && op->if_exists)) {
      if (block.op.known()) {
        faults.push_back({block.op.span,
                          "`" + block.op.text + "` is no condition operator"});
      }
      continue;
    }
    for (const policy::ConditionTest& test : block.tests) {
      Test made;
      made.op = *op;
      made.key = support::Lower(test.key.text);
      made.id = catalogue.FindKey(test.key.text);
      made.uncertain = !test.of.complete || !test.key.known();
      CompileTest(test, variables, catalogue, made, faults);
      tests.push_back(std::move(made));
    }
  }
  return tests;
}

}  // namespace iamgen::evaluation

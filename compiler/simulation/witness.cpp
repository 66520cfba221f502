// Walks two patterns at once.
#include "simulation/witness.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <utility>

#include "evaluation/glob.h"

namespace iamgen::simulation {
namespace {

using evaluation::kAnyOne;
using evaluation::kAnyRun;
using policy::Comparison;
using policy::OperatorFamily;

// What stands for anything.
constexpr char kSome = 'x';

// A state is how much of each pattern is behind.
class Walk {
 public:
  Walk(std::string_view left, std::string_view right)
      : left_(left), right_(right) {}

  std::optional<std::string> Find() {
    constexpr std::size_t kMostStates = 1'000'000;
    if ((left_.size() + 1) * (right_.size() + 1) > kMostStates) {
      return std::nullopt;
    }
    steps_.resize((left_.size() + 1) * (right_.size() + 1));
    Reach(0, 0, 0, 0);
    while (!next_.empty()) {
      const auto [i, j] = next_.front();
      next_.pop_front();
      if (i == left_.size() && j == right_.size()) {
        return TextTo(i, j);
      }
      Leave(i, j);
    }
    return std::nullopt;
  }

 private:
  struct Step {
    bool seen = false;
    std::size_t from = 0;
    // '\0': nothing was read.
    char read = 0;
  };

  [[nodiscard]] std::size_t At(std::size_t i, std::size_t j) const {
    return i * (right_.size() + 1) + j;
  }

  void Reach(std::size_t i, std::size_t j, std::size_t from, char read) {
    Step& step = steps_[At(i, j)];
    if (!step.seen) {
      step = {true, from, read};
      next_.emplace_back(i, j);
    }
  }

  void Leave(std::size_t i, std::size_t j) {
    const std::size_t here = At(i, j);
    const char left = i < left_.size() ? left_[i] : '\0';
    const char right = j < right_.size() ? right_[j] : '\0';
    if (left == kAnyRun) {
      Reach(i + 1, j, here, '\0');
    }
    if (right == kAnyRun) {
      Reach(i, j + 1, here, '\0');
    }
    if (i == left_.size() || j == right_.size()) {
      return;
    }
    const bool left_open = left == kAnyRun || left == kAnyOne;
    const bool right_open = right == kAnyRun || right == kAnyOne;
    if (!left_open && !right_open && left != right) {
      return;
    }
    const char read = !left_open ? left : !right_open ? right : kSome;
    Reach(left == kAnyRun ? i : i + 1, right == kAnyRun ? j : j + 1, here,
          read);
  }

  [[nodiscard]] std::string TextTo(std::size_t i, std::size_t j) const {
    std::string text;
    for (std::size_t at = At(i, j); at != 0; at = steps_[at].from) {
      if (steps_[at].read != '\0') {
        text += steps_[at].read;
      }
    }
    std::reverse(text.begin(), text.end());
    return text;
  }

  std::string_view left_;
  std::string_view right_;
  std::vector<Step> steps_;
  std::deque<std::pair<std::size_t, std::size_t>> next_;
};

// What a template may be, variables being anything.
std::string PatternOf(const evaluation::Template& text) {
  std::string pattern;
  for (const evaluation::Piece& piece : text.pieces) {
    pattern += piece.key.empty() ? piece.text : std::string(1, kAnyRun);
  }
  return pattern;
}

// Some text that an encoded pattern matches.
std::string TextOf(std::string_view pattern) {
  std::string text;
  for (const char one : pattern) {
    text += one == kAnyRun || one == kAnyOne ? kSome : one;
  }
  return text;
}

// Fields that are anything become what people have there.
constexpr std::array<std::string_view, 6> kUsual = {
    "arn", "aws", "s3", "us-east-1", "", "example"};

}  // namespace

std::optional<std::string> TextOfBoth(std::string_view left,
                                      std::string_view right) {
  return Walk(left, right).Find();
}

std::optional<std::string> ResourceOfBoth(
    std::string_view written, const evaluation::ResourcePattern& pattern) {
  const std::string encoded = evaluation::Encoded(
      written == "*" ? std::string_view("arn:*:*:*:*:*") : written);
  const auto asked = evaluation::SplitPlainArn(encoded);
  if (!asked || pattern.nothing || pattern.unknown) {
    return std::nullopt;
  }
  if (pattern.anything) {
    return ResourceOf(written);
  }
  std::string arn;
  for (std::size_t i = 0; i < pattern.fields.size(); ++i) {
    const bool both_open = pattern.fields[i] == std::string(1, kAnyRun) &&
                           (*asked)[i] == std::string(1, kAnyRun);
    const auto field = both_open ? std::optional(std::string(kUsual[i]))
                                 : TextOfBoth(pattern.fields[i], (*asked)[i]);
    if (!field) {
      return std::nullopt;
    }
    arn += *field + ":";
  }
  const std::string last = PatternOf(pattern.rest);
  auto rest = TextOfBoth(last, asked->back());
  if (!rest) {
    return std::nullopt;
  }
  // A folder without anything in it is nothing that people ask for.
  const std::string longer = *rest + std::string(kUsual.back());
  if ((rest->empty() || rest->back() == '/') &&
      evaluation::Matches(last, longer) &&
      evaluation::Matches(asked->back(), longer)) {
    rest = longer;
  }
  return arn + *rest;
}

std::string ResourceOf(std::string_view written) {
  const std::string encoded = evaluation::Encoded(
      written == "*" ? std::string_view("arn:*:*:*:*:*") : written);
  const auto asked = evaluation::SplitPlainArn(encoded);
  if (!asked) {
    return TextOf(encoded);
  }
  std::string arn;
  for (std::size_t i = 0; i < asked->size(); ++i) {
    const bool open = (*asked)[i] == std::string(1, kAnyRun);
    arn += (i == 0 ? "" : ":") +
           (open ? std::string(kUsual[i]) : TextOf((*asked)[i]));
  }
  return arn;
}

std::vector<evaluation::ContextKey> ValuesToTry(const evaluation::Test& test) {
  std::vector<std::string> named;
  constexpr std::size_t kMostNamed = 4;
  for (const evaluation::Operand& operand : test.operands) {
    if (named.size() == kMostNamed) {
      break;
    }
    if (test.op.family == OperatorFamily::kIp) {
      const std::string range = TextOf(PatternOf(operand.text));
      named.push_back(range.substr(0, range.find('/')));
    } else {
      named.push_back(TextOf(PatternOf(operand.text)));
    }
  }
  std::vector<std::string> beside;
  switch (test.op.family) {
    case OperatorFamily::kNumeric:
      for (const evaluation::Operand& operand : test.operands) {
        beside.push_back(
            std::to_string(static_cast<std::int64_t>(operand.number) + 1));
        beside.push_back(
            std::to_string(static_cast<std::int64_t>(operand.number) - 1));
      }
      break;
    case OperatorFamily::kDate:
      beside = {"2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"};
      break;
    case OperatorFamily::kBool:
      beside = {"true", "false"};
      break;
    case OperatorFamily::kIp:
      beside = {"192.0.2.1", "2001:db8::1", "10.0.0.1"};
      break;
    case OperatorFamily::kArn:
      beside = {"arn:aws:iam::000000000000:role/example"};
      break;
    case OperatorFamily::kNull:
    case OperatorFamily::kString:
      beside = {"example"};
      break;
    case OperatorFamily::kBinary:
      beside = {"ZXhhbXBsZQ=="};
      break;
  }
  if (test.op.family == OperatorFamily::kNull) {
    named.clear();
  }
  const bool list = test.op.set != policy::SetPrefix::kNone;
  std::vector<evaluation::ContextKey> tries;
  const auto add = [&](std::vector<std::string> values) {
    tries.push_back({.name = test.key,
                     .values = std::move(values),
                     .is_list = list,
                     .unknown = false});
  };
  if (test.op.negated) {
    std::swap(named, beside);
  }
  for (const auto* some : {&named, &beside}) {
    for (const std::string& value : *some) {
      add({value});
    }
  }
  add({});
  return tries;
}

}  // namespace iamgen::simulation

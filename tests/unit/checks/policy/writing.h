// Policy documents put together from statements, for the tests of checks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/linting.h"

namespace iamgen::tests {

using Words = std::vector<std::string>;

inline Words Split(std::string_view text, char separator) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

inline std::string Document(const Words& statements) {
  std::string text = R"({"Version": "2012-10-17", "Statement": [)";
  for (std::size_t i = 0; i < statements.size(); ++i) {
    text += (i == 0 ? "" : ",") + statements[i];
  }
  return text + "]}";
}

inline std::string Statement(std::string_view effect, const Words& actions,
                             const std::string& rest = R"("Resource": "*")") {
  std::string text =
      R"({"Effect": ")" + std::string(effect) + R"(", "Action": [)";
  for (std::size_t i = 0; i < actions.size(); ++i) {
    text += (i == 0 ? "\"" : ", \"") + actions[i] + "\"";
  }
  return text + "], " + rest + "}";
}

// The ids of the ways that are told of: "ESC-301".
inline Words Ways(const std::string& document, bool all = false) {
  Words ways;
  for (const Found& one : Lint("identity", document, all)) {
    if (one.id == "IAM701") {
      ways.push_back(one.message.substr(0, one.message.find(' ')));
    }
  }
  std::sort(ways.begin(), ways.end());
  return ways;
}

inline Words WaysOf(const Words& actions,
                    const std::string& rest = R"("Resource": "*")") {
  return Ways(Document({Statement("Allow", actions, rest)}));
}

}  // namespace iamgen::tests

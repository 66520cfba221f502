// Where the fields of an ARN begin and end.
#include "policy/arn.h"

#include "policy/document.h"
#include "policy/pattern.h"

namespace iamgen::policy {
namespace {

constexpr std::size_t kFields = 6;

// The end of the `${...}` that begins at `at`, or `at` where none does.
std::size_t EndOfVariable(std::string_view text, std::size_t at) {
  if (text[at] != '$' || at + 1 == text.size() || text[at + 1] != '{') {
    return at;
  }
  const std::size_t close = text.find('}', at);
  return close == std::string_view::npos ? at : close + 1;
}

// Cuts the next field off.
std::string_view CutField(std::string_view& text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] != ':') {
    const std::size_t end = EndOfVariable(text, at);
    at = end == at ? at + 1 : end;
  }
  const std::string_view field = text.substr(0, at);
  text.remove_prefix(at == text.size() ? at : at + 1);
  return field;
}

}  // namespace

std::size_t CountArnFields(std::string_view text) {
  std::size_t count = 1;
  std::size_t at = 0;
  while (at < text.size() && count < kFields) {
    if (text[at] == ':') {
      ++count;
      ++at;
      continue;
    }
    const std::size_t end = EndOfVariable(text, at);
    at = end == at ? at + 1 : end;
  }
  return count;
}

std::optional<Arn> SplitArn(std::string_view text) {
  if (CountArnFields(text) < kFields) {
    return std::nullopt;
  }
  Arn arn;
  arn.prefix = CutField(text);
  arn.partition = CutField(text);
  arn.service = CutField(text);
  arn.region = CutField(text);
  arn.account = CutField(text);
  arn.resource = text;
  return arn;
}

bool IsLiteralField(std::string_view field) {
  return !HasWildcard(field) &&
         field.find(kUnknown) == std::string_view::npos &&
         field.find("${") == std::string_view::npos;
}

std::string VariablesAsWildcards(std::string_view text) {
  std::string pattern;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = EndOfVariable(text, at);
    if (end == at) {
      pattern += text[at++];
      continue;
    }
    const std::string_view name = text.substr(at + 2, end - at - 3);
    pattern += name == "*" || name == "?" || name == "$" ? '?' : '*';
    at = end;
  }
  return pattern;
}

}  // namespace iamgen::policy

// How a policy's texts are held against a request's: wildcards, variables, ARNs
// field by field, actions and resources. Plain and slow on purpose.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace iamgen::oracle {

// Keys in small letters. A key that is not there is missing.
using Context = std::map<std::string, std::vector<std::string>>;

enum class DocumentKind {
  kIdentity,
  kBoundary,
  kSession,
  kResource,
  kTrust,
  kScp,
  kRcp,
  kEndpoint,
};

// One character of a pattern; one that came out of a variable is never special.
struct PatternCharacter {
  char c = 0;
  bool special = false;
};

using Pattern = std::vector<PatternCharacter>;

std::string Lower(std::string text);
// A list as it is, anything else as a list of one; null as none.
std::vector<nlohmann::json> AsList(const nlohmann::json& value);
// Strings as they are, booleans and numbers as their text.
std::string AsText(const nlohmann::json& value);
std::vector<std::string> AsTexts(const nlohmann::json& value);

// Nothing where a variable without a default has no value.
std::optional<Pattern> ReadPattern(const std::string& text,
                                   const Context& context, bool variables);
std::string PlainText(const Pattern& pattern);
bool Glob(const Pattern& pattern, const std::string& text);
bool GlobText(const std::string& pattern, const std::string& text);

// The first five colons separate; the sixth field keeps the later ones.
std::vector<std::string> ArnFields(const std::string& arn);
std::vector<Pattern> PatternFields(const Pattern& pattern);
bool IsArn(const std::string& text);
bool FieldsMatch(const std::vector<Pattern>& pattern, const std::string& arn);

bool ActionPartMatches(const nlohmann::json& statement,
                       const std::string& action);
bool ResourcePartMatches(const nlohmann::json& statement, DocumentKind kind,
                         const std::string& resource, const Context& context,
                         bool variables);

}  // namespace iamgen::oracle

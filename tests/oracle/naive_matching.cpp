// Character by character, field by field, entry by entry.
#include "oracle/naive_matching.h"

#include <cstddef>
#include <utility>

namespace iamgen::oracle {
namespace {

using nlohmann::json;

std::string Trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) {
    return "";
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void AppendPlain(Pattern& pattern, const std::string& text) {
  for (const char c : text) {
    pattern.push_back({c, false});
  }
}

// Of the keys that cases use: a list that has one value is still a list.
bool IsMultivalued(const std::string& key) {
  return key == "aws:tagkeys" || key == "aws:calledvia";
}

// The inside of `${...}`. A key has a value when it has exactly one; the empty
// string is a value. False: there is neither value nor default.
bool AppendVariable(Pattern& pattern, const std::string& inside,
                    const Context& context) {
  if (inside == "*" || inside == "?" || inside == "$") {
    AppendPlain(pattern, inside);
    return true;
  }
  const std::size_t comma = inside.find(',');
  const auto value = context.find(Lower(Trimmed(inside.substr(0, comma))));
  const bool list = value != context.end() && IsMultivalued(value->first);
  if (value != context.end() && value->second.size() == 1 && !list) {
    AppendPlain(pattern, value->second.front());
    return true;
  }
  if (comma == std::string::npos) {
    return false;
  }
  const std::string rest = Trimmed(inside.substr(comma + 1));
  if (rest.size() < 2 || rest.front() != '\'' || rest.back() != '\'') {
    return false;
  }
  AppendPlain(pattern, rest.substr(1, rest.size() - 2));
  return true;
}

// `?` stands for a whole character, however many bytes it has.
std::size_t CharacterSize(const std::string& text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() &&
         (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    ++end;
  }
  return end - at;
}

// Rule 4: what becomes of an ARN with too few fields; false: it matches
// nothing. Those that are invalid for their kind never come here.
bool Complete(std::vector<Pattern>& fields, DocumentKind kind) {
  if (fields.size() == 6) {
    return true;
  }
  if (kind == DocumentKind::kResource || kind == DocumentKind::kTrust ||
      kind == DocumentKind::kEndpoint) {
    bool star = false;
    for (const Pattern& field : fields) {
      for (const PatternCharacter& one : field) {
        star = star || (one.special && one.c == '*');
      }
    }
    if (!star) {
      return false;
    }
  }
  while (fields.size() < 6) {
    fields.push_back({{'*', true}});
  }
  return true;
}

bool EntryMatches(const std::string& entry, DocumentKind kind,
                  const std::string& resource, const Context& context,
                  bool variables) {
  // Rule 1, and rule 10: only this covers the resource `*`.
  if (entry == "*") {
    return true;
  }
  if (!IsArn(resource)) {
    return false;
  }
  const auto pattern = ReadPattern(entry, context, variables);
  if (!pattern) {
    return false;
  }
  std::vector<Pattern> fields = PatternFields(*pattern);
  return Complete(fields, kind) && FieldsMatch(fields, resource);
}

}  // namespace

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return text;
}

std::vector<json> AsList(const json& value) {
  if (value.is_null()) {
    return {};
  }
  if (value.is_array()) {
    return {value.begin(), value.end()};
  }
  std::vector<json> one;
  one.push_back(value);
  return one;
}

std::string AsText(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<std::string> AsTexts(const json& value) {
  std::vector<std::string> texts;
  for (const json& one : AsList(value)) {
    texts.push_back(AsText(one));
  }
  return texts;
}

std::optional<Pattern> ReadPattern(const std::string& text,
                                   const Context& context, bool variables) {
  Pattern pattern;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text.find('}', i);
    if (variables && text.compare(i, 2, "${") == 0 &&
        end != std::string::npos) {
      if (!AppendVariable(pattern, text.substr(i + 2, end - i - 2), context)) {
        return std::nullopt;
      }
      i = end;
    } else {
      // An inserted colon separates nothing, a written one does.
      const char c = text[i];
      pattern.push_back({c, c == '*' || c == '?' || c == ':'});
    }
  }
  return pattern;
}

std::string PlainText(const Pattern& pattern) {
  std::string text;
  for (const PatternCharacter& one : pattern) {
    text.push_back(one.c);
  }
  return text;
}

// `reached[i]`: the pattern so far can have eaten the first i bytes.
bool Glob(const Pattern& pattern, const std::string& text) {
  std::vector<bool> reached(text.size() + 1, false);
  reached[0] = true;
  for (const PatternCharacter& one : pattern) {
    std::vector<bool> next(text.size() + 1, false);
    bool before = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (one.special && one.c == '*') {
        before = before || reached[i];
        next[i] = before;
      } else if (reached[i] && i < text.size()) {
        if (one.special && one.c == '?') {
          next[i + CharacterSize(text, i)] = true;
        } else if (one.c == text[i]) {
          next[i + 1] = true;
        }
      }
    }
    reached = std::move(next);
  }
  return reached[text.size()];
}

bool GlobText(const std::string& pattern, const std::string& text) {
  return Glob(*ReadPattern(pattern, {}, false), text);
}

std::vector<std::string> ArnFields(const std::string& arn) {
  std::vector<std::string> fields(1);
  for (const char c : arn) {
    if (c == ':' && fields.size() < 6) {
      fields.emplace_back();
    } else {
      fields.back().push_back(c);
    }
  }
  return fields;
}

std::vector<Pattern> PatternFields(const Pattern& pattern) {
  std::vector<Pattern> fields(1);
  for (const PatternCharacter& one : pattern) {
    if (one.special && one.c == ':' && fields.size() < 6) {
      fields.emplace_back();
    } else {
      fields.back().push_back(one);
    }
  }
  return fields;
}

bool IsArn(const std::string& text) {
  return text.compare(0, 4, "arn:") == 0 && ArnFields(text).size() == 6;
}

// Rules 2 and 3: a field's wildcards stay inside it, and only the sixth holds
// colons.
bool FieldsMatch(const std::vector<Pattern>& pattern, const std::string& arn) {
  const std::vector<std::string> fields = ArnFields(arn);
  if (pattern.size() != 6 || fields.size() != 6) {
    return false;
  }
  for (std::size_t i = 0; i < 6; ++i) {
    if (!Glob(pattern[i], fields[i])) {
      return false;
    }
  }
  return true;
}

// 2.1: any case, any entry; `NotAction` matches when no entry does.
bool ActionPartMatches(const json& statement, const std::string& action) {
  const bool except = statement.contains("NotAction");
  for (const std::string& entry :
       AsTexts(statement.at(except ? "NotAction" : "Action"))) {
    if (GlobText(Lower(entry), Lower(action))) {
      return !except;
    }
  }
  return except;
}

// 2.2: rules 8 and 9.
bool ResourcePartMatches(const json& statement, DocumentKind kind,
                         const std::string& resource, const Context& context,
                         bool variables) {
  const bool except = statement.contains("NotResource");
  if (!except && !statement.contains("Resource")) {
    return kind == DocumentKind::kTrust;
  }
  for (const std::string& entry :
       AsTexts(statement.at(except ? "NotResource" : "Resource"))) {
    if (EntryMatches(entry, kind, resource, context, variables)) {
      return !except;
    }
  }
  return except;
}

}  // namespace iamgen::oracle

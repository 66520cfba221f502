// Statement by statement, text by text, character by character.
#include "oracle/naive_decision.h"

#include <cctype>
#include <cstddef>
#include <optional>
#include <vector>

namespace iamgen::oracle {
namespace {

std::string Lower(std::string text) {
  for (char& c : text) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

// A character of a pattern; `*` and `?` that came from a value are plain.
struct Token {
  char c = 0;
  bool special = false;
};

bool Matches(const std::vector<Token>& pattern, std::size_t at,
             const std::string& text, std::size_t from) {
  if (at == pattern.size()) {
    return from == text.size();
  }
  const Token& token = pattern[at];
  if (token.special && token.c == '*') {
    for (std::size_t end = from; end <= text.size(); ++end) {
      if (Matches(pattern, at + 1, text, end)) {
        return true;
      }
    }
    return false;
  }
  return from < text.size() &&
         ((token.special && token.c == '?') || token.c == text[from]) &&
         Matches(pattern, at + 1, text, from + 1);
}

std::optional<std::vector<Token>> Tokens(const std::string& text,
                                         const Request& request) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "${") == 0) {
      const std::size_t end = text.find('}', i);
      const auto value =
          request.context.find(Lower(text.substr(i + 2, end - i - 2)));
      if (value == request.context.end()) {
        return std::nullopt;
      }
      for (const char c : value->second) {
        tokens.push_back({c, false});
      }
      i = end;
    } else {
      tokens.push_back({text[i], text[i] == '*' || text[i] == '?'});
    }
  }
  return tokens;
}

bool Names(const model::Texts& texts, const Request& request,
           const std::string& wanted, bool any_case) {
  for (const model::LocatedText& one : texts) {
    const std::string text =
        any_case ? Lower(one.value.literal()) : one.value.literal();
    const auto tokens = Tokens(text, request);
    if (tokens && Matches(*tokens, 0, any_case ? Lower(wanted) : wanted, 0)) {
      return true;
    }
  }
  return false;
}

bool Holds(const model::ConditionTest& test, const Request& request) {
  const auto value = request.context.find(Lower(test.key.literal()));
  const std::string op = Lower(test.op.literal());
  const bool negated = op == "stringnotequals";
  if (value == request.context.end()) {
    return negated;
  }
  bool any = false;
  for (const model::LocatedText& one : test.values) {
    if (op == "stringlike") {
      const auto tokens = Tokens(one.value.literal(), request);
      any = any || (tokens && Matches(*tokens, 0, value->second, 0));
    } else {
      any = any || one.value.literal() == value->second;
    }
  }
  return any != negated;
}

bool Includes(const model::PrincipalClause& clause, const Request& request) {
  bool named = clause.anyone;
  for (const model::Principals& group : clause.principals) {
    for (const model::LocatedText& one : group.values) {
      named = named || (group.type == model::PrincipalType::kAws &&
                        one.value.literal() == request.principal);
    }
  }
  return named != clause.except;
}

bool Applies(const model::Statement& one, const Request& request) {
  if (Names(one.actions.values, request, request.action, true) ==
      one.actions.except) {
    return false;
  }
  if (one.resources && Names(one.resources->values, request, request.resource,
                             false) == one.resources->except) {
    return false;
  }
  if (one.principal && !Includes(*one.principal, request)) {
    return false;
  }
  for (const model::ConditionTest& test : one.conditions) {
    if (!Holds(test, request)) {
      return false;
    }
  }
  return true;
}

}  // namespace

Decision Decide(const model::Document& document, const Request& request) {
  Decision decision = Decision::kNothing;
  for (const model::Statement& one : document.statements) {
    if (!Applies(one, request)) {
      continue;
    }
    if (one.effect == model::Effect::kDeny) {
      return Decision::kDeny;
    }
    decision = Decision::kAllow;
  }
  return decision;
}

}  // namespace iamgen::oracle

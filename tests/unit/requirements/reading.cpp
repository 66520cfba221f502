// Reads built output back with another library than wrote it.
#include "unit/requirements/reading.h"

#include <algorithm>

namespace iamgen::testing {
namespace {

Json Parsed(const Built& built, const std::string& path) {
  const auto found = built.files.find(path);
  return found == built.files.end() ? Json() : Json::parse(found->second);
}

bool Matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) {
    return text.empty();
  }
  if (pattern.front() == '*') {
    return Matches(pattern.substr(1), text) ||
           (!text.empty() && Matches(pattern, text.substr(1)));
  }
  return !text.empty() && pattern.front() == text.front() &&
         Matches(pattern.substr(1), text.substr(1));
}

bool AnyMatches(const Strings& patterns, std::string_view text) {
  return std::any_of(
      patterns.begin(), patterns.end(),
      [&](const std::string& pattern) { return Matches(pattern, text); });
}

bool Holds(const Strings& strings, std::string_view text) {
  return std::find(strings.begin(), strings.end(), text) != strings.end();
}

std::string RootOf(const std::string& arn) {
  return arn.substr(0, arn.rfind(':')) + ":root";
}

}  // namespace

Json Policy(const Built& built, const std::string& path) {
  return Parsed(built, "policy/" + path + ".json");
}

Json Template(const Built& built, const std::string& account) {
  return Parsed(built, "cfn-json/" + account + ".template.json");
}

Json Environment(const Built& built, const std::string& account,
                 const std::string& job) {
  return Parsed(built, account + "/lambda/" + job + ".env.json");
}

Strings List(const Json& value) {
  if (value.is_null()) {
    return {};
  }
  return value.is_array() ? value.get<Strings>()
                          : Strings{value.get<std::string>()};
}

Strings ResourcesOf(const Json& document, std::string_view action) {
  Strings resources;
  for (const Json& statement : document.value("Statement", Json::array())) {
    if (Holds(List(statement.at("Action")), action)) {
      for (std::string& one : List(statement.at("Resource"))) {
        resources.push_back(std::move(one));
      }
    }
  }
  return resources;
}

bool Allows(const Json& document, std::string_view action,
            std::string_view resource) {
  bool allowed = false;
  for (const Json& statement : document.at("Statement")) {
    if (AnyMatches(List(statement.at("Action")), action) &&
        AnyMatches(List(statement.at("Resource")), resource)) {
      if (statement.at("Effect") == "Deny") {
        return false;
      }
      allowed = true;
    }
  }
  return allowed;
}

bool Trusts(const Json& trust, const std::string& arn) {
  const Json statements = trust.at("Statement");
  return std::any_of(
      statements.begin(), statements.end(), [&](const Json& statement) {
        const Json& principal = statement.at("Principal");
        if (!principal.contains("AWS")) {
          return false;
        }
        const Strings names = List(principal.at("AWS"));
        if (Holds(names, arn)) {
          return true;
        }
        if (!Holds(names, RootOf(arn))) {
          return false;
        }
        const Json::json_pointer test("/Condition/ArnEquals/aws:PrincipalArn");
        return !statement.contains(test) ||
               Holds(List(statement.at(test)), arn);
      });
}

Strings LogicalIds(const Json& cfn, std::string_view type) {
  Strings ids;
  for (const auto& [id, resource] : cfn.at("Resources").items()) {
    if (resource.at("Type") == type) {
      ids.push_back(id);
    }
  }
  return ids;
}

Strings PathsBelow(const Built& built, std::string_view prefix) {
  Strings paths;
  for (const auto& [path, bytes] : built.files) {
    if (path.starts_with(prefix)) {
      paths.push_back(path);
    }
  }
  return paths;
}

}  // namespace iamgen::testing

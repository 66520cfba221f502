// Reads built output back with another library than wrote it.
#include "unit/requirements/reading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

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

Built Good(const std::string& yaml) {
  Built built = BuildText(yaml);
  EXPECT_EQ(built.failure, "");
  EXPECT_FALSE(built.has_errors) << built.diagnostics;
  return built;
}

bool Holds(const Built& built) {
  return built.failure.empty() && !built.has_errors &&
         !built.rules.contains("SPEC063");
}

Built Proved(const std::string& yaml) {
  Built built = Good(yaml);
  EXPECT_TRUE(Holds(built)) << built.diagnostics;
  EXPECT_NE(yaml.find("expect:"), std::string::npos);
  return built;
}

std::string Findings(const std::string& yaml) {
  const Built built = BuildText(yaml);
  EXPECT_TRUE(built.has_errors) << yaml;
  EXPECT_TRUE(built.files.empty());
  return built.diagnostics;
}

Built BuildFiles(const std::map<std::string, std::string>& files,
                 Outside outside) {
  support::MemoryFileSystem memory;
  for (const auto& [path, text] : files) {
    memory.Add(path, text);
  }
  return BuildFrom("topology.yaml", memory, outside);
}

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
  const Json& statements = trust.at("Statement");
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

Json Properties(const Json& cfn, std::string_view type,
                const std::string& name_key, const std::string& name) {
  if (cfn.is_null()) {
    return {};
  }
  for (const auto& [id, resource] : cfn.at("Resources").items()) {
    if (resource.at("Type") == type &&
        resource.at("Properties").value(name_key, Json()) == name) {
      return resource.at("Properties");
    }
  }
  return {};
}

Json RoleIn(const Json& cfn, const std::string& name) {
  return Properties(cfn, "AWS::IAM::Role", "RoleName", name);
}

Json UserIn(const Json& cfn, const std::string& name) {
  return Properties(cfn, "AWS::IAM::User", "UserName", name);
}

Json GroupIn(const Json& cfn, const std::string& name) {
  return Properties(cfn, "AWS::IAM::Group", "GroupName", name);
}

std::string Filled(const Json& value, const std::string& account_id) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  std::string text = value.at("Fn::Sub").get<std::string>();
  const std::pair<std::string, std::string> parameters[] = {
      {"${AWS::AccountId}", account_id},
      {"${AWS::Partition}", "aws"},
      {"${AWS::URLSuffix}", "amazonaws.com"}};
  for (const auto& [name, filled] : parameters) {
    for (std::size_t at = text.find(name); at != std::string::npos;
         at = text.find(name)) {
      text.replace(at, name.size(), filled);
    }
  }
  return text;
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

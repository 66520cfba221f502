// Every format of findings holds the same ones: each is read back, for every
// case.
#include "diag/formats.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "corpus/building.h"
#include "corpus/cases.h"
#include "diag/place.h"
#include "driver/compile.h"

namespace iamgen::testing {
namespace {

using Json = nlohmann::json;

// What every format says of a finding, on one line.
using Seen = std::multiset<std::string>;

std::string Say(const std::string& path, std::size_t line,
                const std::string& rule, std::string message) {
  std::replace_if(
      message.begin(), message.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return path + ":" + std::to_string(line) + ": " + message + " [" + rule + "]";
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// `%` and two digits, as URIs and workflow commands have it.
std::string Decoded(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      plain += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

// A line of the gnu form, by way of the problem matcher that ships; "" for a
// line that is none.
std::string FromGnu(const std::string& line) {
  static const Json matchers = [] {
    std::ifstream file(SourceFolder() / "docs/ci/problem-matcher.json");
    return Json::parse(file)["problemMatcher"];
  }();
  for (const Json& matcher : matchers) {
    const Json& pattern = matcher["pattern"][0];
    const std::regex regex(pattern["regexp"].get<std::string>());
    std::smatch match;
    if (std::regex_match(line, match, regex)) {
      const auto group = [&](const char* name) {
        return match[pattern[name].get<std::size_t>()].str();
      };
      return Say(diag::ShortPath(group("file")), std::stoul(group("line")),
                 group("code"), group("message"));
    }
  }
  return {};
}

Seen ReadGnu(const std::string& text) {
  Seen seen;
  for (const std::string& line : Lines(text)) {
    seen.insert(FromGnu(line));
  }
  return seen;
}

Seen ReadJson(const std::string& text) {
  Seen seen;
  const Json document = Json::parse(text);
  for (const Json& one : document["diagnostics"]) {
    seen.insert(Say(diag::ShortPath(one["file"].get<std::string>()),
                    one["line"], one["rule"], one["message"]));
  }
  return seen;
}

Seen ReadSarif(const std::string& text) {
  Seen seen;
  std::set<std::string> fingerprints;
  const Json run = Json::parse(text)["runs"][0];
  for (const Json& one : run["results"]) {
    const Json& place = one["locations"][0]["physicalLocation"];
    const std::string base = place["artifactLocation"]["uriBaseId"];
    EXPECT_TRUE(run["originalUriBaseIds"].contains(base)) << base;
    std::string path = Decoded(place["artifactLocation"]["uri"]);
    EXPECT_FALSE(path.starts_with("../")) << path;
    for (int above = base == "%SRCROOT%" ? 0 : std::stoi(base.substr(6));
         above > 0; --above) {
      path.insert(0, "../");
    }
    seen.insert(Say(path, place["region"]["startLine"], one["ruleId"],
                    one["properties"]["message"]));
    const Json& rule =
        run["tool"]["driver"]["rules"][one["ruleIndex"].get<std::size_t>()];
    EXPECT_EQ(rule["id"], one["ruleId"]);
    EXPECT_TRUE(
        fingerprints
            .insert(one["partialFingerprints"]["primaryLocationLineHash"])
            .second);
  }
  return seen;
}

Seen ReadGithub(const std::string& text) {
  static const std::regex command(
      "::(error|warning|notice) file=([^,]*),line=(\\d+),endLine=(\\d+)"
      "(,col=\\d+,endColumn=\\d+)?,title=(\\w+) ([a-z0-9-]+)::(.*)");
  Seen seen;
  const auto lines = Lines(text);
  EXPECT_FALSE(lines.empty() || lines.back().starts_with("::"));
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    std::smatch match;
    EXPECT_TRUE(std::regex_match(lines[i], match, command)) << lines[i];
    EXPECT_EQ(match[3] == match[4], match[5].matched) << lines[i];
    const std::string whole = match[8];
    seen.insert(Say(Decoded(match[2]), std::stoul(match[3]), match[6],
                    Decoded(whole.substr(0, whole.find("%0Ahelp: ")))));
  }
  return seen;
}

Seen ReadGitlab(const std::string& text) {
  Seen seen;
  std::set<std::string> fingerprints;
  for (const Json& one : Json::parse(text)) {
    seen.insert(Say(one["location"]["path"], one["location"]["lines"]["begin"],
                    one["check_name"], one["description"]));
    EXPECT_TRUE(fingerprints.insert(one["fingerprint"]).second);
  }
  return seen;
}

// tests/conformance/diagnostics.py reads it as XML.
Seen ReadJunit(const std::string& text) {
  const std::map<std::string, char> entities = {
      {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}};
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text.find(';', i);
    const auto entity = text[i] == '&'
                            ? entities.find(text.substr(i, end - i + 1))
                            : entities.end();
    plain += entity == entities.end() ? text[i] : entity->second;
    i = entity == entities.end() ? i : end;
  }
  Seen seen;
  for (std::string& line : Lines(plain)) {
    if (line.starts_with("      <failure ")) {
      // The message of the attribute has no line end, and the text ends one.
      line.erase(0, line.rfind("\">") + 2);
    }
    const std::string one = FromGnu(line);
    if (!one.empty()) {
      seen.insert(one);
    }
  }
  return seen;
}

class FormatsTest : public ::testing::TestWithParam<Case> {};

TEST_P(FormatsTest, HoldTheSameFindings) {
  support::MemoryFileSystem files;
  SeedCase(GetParam(), files);
  driver::Compilation compilation;
  driver::Input input{.path = GetParam().topology,
                      .text = std::nullopt,
                      .template_folders = {},
                      .allow_outside = true};
  ASSERT_TRUE(driver::Compile(input, files, "", compilation).ok());
  const auto findings = compilation.sink.Sorted();
  const auto render = [&](const char* name) {
    return diag::FindFormat(name)->render(findings, compilation.sources, "0");
  };
  Seen all;
  for (const diag::Diagnostic* finding : findings) {
    const auto place = diag::PlaceOf(finding->span, compilation.sources);
    all.insert(Say(place.path, place.begin.line, std::string(finding->rule->id),
                   finding->message));
  }
  EXPECT_EQ(ReadGnu(render("gnu")), all);
  EXPECT_EQ(ReadJson(render("json")), all);
  EXPECT_EQ(ReadSarif(render("sarif")), all);
  EXPECT_EQ(ReadGithub(render("github")), all);
  EXPECT_EQ(ReadGitlab(render("gitlab")), all);
  EXPECT_EQ(ReadJunit(render("junit")), all);
}

INSTANTIATE_TEST_SUITE_P(Cases, FormatsTest, ::testing::ValuesIn(FindCases()),
                         [](const auto& made) { return made.param.name; });

}  // namespace
}  // namespace iamgen::testing

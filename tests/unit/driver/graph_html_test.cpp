// The page of trust: its data say what the topology does, and no name in them
// becomes a part of the page.
#include "driver/graph_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kTopology = R"(iamgen: 1
name: "</title><script>alert(1)</script>{{data}}"
master: { id: "111111111111" }
children:
  dev: { id: "222222222222" }
external_accounts: { vendor: { id: "333333333333" } }
users: { Ann: { in: master } }
roles:
  Deploy:
    in: dev
    trusted_by:
      - { user: Ann, in: master, when: { StringLike: { "aws:PrincipalTag/a": "</script><!--<script>&" } } }
      - { account: vendor, external_id: "b81c" }
      - { role: Half, in: master, derive: false }
  Half:
    in: master
    trusted_by: [ { service: ec2 } ]
  Door:
    in: dev
    trust_policy:
      - { deny: sts:AssumeRole, principal: { AWS: "arn:aws:iam::444444444444:root" } }
)";

std::string PageOf(const std::vector<std::string>& more = {}) {
  const Workplace place;
  place.Write("topology.yaml", kTopology);
  std::vector<std::string> arguments = {"graph", "topology.yaml", "--format",
                                        "html"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Outcome outcome = place.Run(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return outcome.out;
}

std::string Between(const std::string& page, const std::string& open,
                    const std::string& close) {
  const std::size_t begin = page.find(open);
  EXPECT_NE(begin, std::string::npos);
  const std::size_t end = page.find(close, begin);
  EXPECT_NE(end, std::string::npos);
  return page.substr(begin + open.size(), end - begin - open.size());
}

std::string DataTextOf(const std::string& page) {
  return Between(page, "<script id=\"data\" type=\"application/json\">",
                 "</script>");
}

std::size_t CountOf(const std::string& page, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = page.find(text); at != std::string::npos;
       at = page.find(text, at + 1)) {
    ++count;
  }
  return count;
}

TEST(GraphHtml, Base64) {
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64("foo"), "Zm9v");
  EXPECT_EQ(Base64("foobar\xFF"), "Zm9vYmFy/w==");
}

TEST(GraphHtml, NoNameBreaksOut) {
  const std::string page = PageOf();
  const std::string data = DataTextOf(page);
  EXPECT_THAT(data, Not(HasSubstr("<")));
  EXPECT_THAT(data, HasSubstr("\\u003c/script\\u003e\\u003c!--"));
  EXPECT_EQ(CountOf(page, "<script"), 2U);
  EXPECT_EQ(CountOf(page, "</script"), 2U);
  EXPECT_EQ(CountOf(page, "<!--"), 0U);
  EXPECT_THAT(page, HasSubstr("&#60;/title&#62;&#60;script&#62;alert(1)"));
  // What is filled in is no hole itself.
  EXPECT_THAT(page, HasSubstr("{{data}}</h1>"));
}

TEST(GraphHtml, NeedsNothingElse) {
  const std::string page = PageOf();
  for (const char* outside : {"http://", "https://", "src=", "href=", "@import",
                              "url(", "//cdn", "fetch("}) {
    // SVG's namespace is a name, not a place.
    std::string without = page;
    const std::string space = "\"http://www.w3.org/2000/svg\"";
    for (std::size_t at = without.find(space); at != std::string::npos;
         at = without.find(space)) {
      without.erase(at, space.size());
    }
    EXPECT_THAT(without, Not(HasSubstr(outside)));
  }
  EXPECT_THAT(page, HasSubstr("default-src 'none'; script-src 'sha256-"));
}

TEST(GraphHtml, HasBothStatementsAndTheirLines) {
  const json data = json::parse(DataTextOf(PageOf()));
  // The first link is Ann's.
  const json& link = data["links"][0];
  EXPECT_EQ(data["nodes"][link[0].get<std::size_t>()][0], "Ann");
  EXPECT_EQ(data["nodes"][link[1].get<std::size_t>()][0], "Deploy");
  EXPECT_EQ(data["lines"][link[5].get<std::size_t>()], "topology.yaml:12:9");
  ASSERT_EQ(link[7].size(), 1U);
  ASSERT_EQ(link[8].size(), 1U);
  const json& trust = data["statements"][link[7][0].get<std::size_t>()];
  EXPECT_EQ(trust["Principal"]["AWS"], "arn:aws:iam::111111111111:root");
  EXPECT_EQ(trust["Condition"]["ArnEquals"]["aws:PrincipalArn"],
            "arn:aws:iam::111111111111:user/Ann");
  EXPECT_EQ(trust["Condition"]["StringLike"]["aws:PrincipalTag/a"],
            "</script><!--<script>&");
  const json& permission = data["statements"][link[8][0].get<std::size_t>()];
  EXPECT_EQ(permission["Action"], "sts:AssumeRole");
  EXPECT_EQ(permission["Resource"], "arn:aws:iam::222222222222:role/Deploy");
}

TEST(GraphHtml, SaysWhichHalvesThereAre) {
  const json data = json::parse(DataTextOf(PageOf()));
  std::map<std::string, json> links;
  for (const json& link : data["links"]) {
    links[data["nodes"][link[0].get<std::size_t>()][0]] = link;
  }
  EXPECT_EQ(links["Half"][2], 1);
  EXPECT_EQ(links["Half"][7].size(), 1U);
  EXPECT_EQ(links["Half"][8].size(), 0U);
  EXPECT_EQ(links["(whole account)"][2], 3);
  EXPECT_EQ(links["ec2.amazonaws.com"][2], 0);
  EXPECT_EQ(links["arn:aws:iam::444444444444:root"][3], 1);
  EXPECT_EQ(links["arn:aws:iam::444444444444:root"][7].size(), 1U);
}

TEST(GraphHtml, AnEdgeWrittenAtBothEndsHasTwoLines) {
  const Workplace place;
  place.Write("topology.yaml", R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
roles:
  Runner:
    in: master
    trusted_by: [ { service: ec2 } ]
    assumes: [ { role: Deploy, in: dev } ]
  Deploy:
    in: dev
    trusted_by: [ { role: Runner, in: master } ]
)");
  const Outcome outcome =
      place.Run({"graph", "topology.yaml", "--format", "html"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const json data = json::parse(DataTextOf(outcome.out));
  ASSERT_EQ(data["links"].size(), 2U);
  const json& link = data["links"][1];
  EXPECT_EQ(data["lines"][link[5].get<std::size_t>()], "topology.yaml:11:19");
  EXPECT_EQ(data["lines"][link[6].get<std::size_t>()], "topology.yaml:8:16");
}

TEST(GraphHtml, IsTheSameEachTimeAndMinimisedOrNot) {
  const std::string page = PageOf();
  EXPECT_EQ(PageOf(), page);
  EXPECT_EQ(PageOf({"--minimise"}), page);
}

TEST(GraphHtml, ALargeTopologyHasNoPictureOfEverything) {
  std::string topology =
      "iamgen: 1\nmaster: { id: \"111111111111\" }\n"
      "roles:\n";
  for (std::size_t i = 0; i <= kMostLinksDrawn; ++i) {
    topology += "  R" + std::to_string(i) +
                ": { in: master, trusted_by: [ { service: ec2 } ] }\n";
  }
  const Workplace place;
  place.Write("topology.yaml", topology);
  const Outcome outcome =
      place.Run({"graph", "topology.yaml", "--format", "html"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, Not(HasSubstr("<svg")));
  EXPECT_THAT(PageOf(), HasSubstr("<svg"));
}

}  // namespace
}  // namespace iamgen::driver

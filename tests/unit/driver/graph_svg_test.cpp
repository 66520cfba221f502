// Pictures as SVG: what is drawn, and that no name breaks out of it.
#include "driver/graph_svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Escaped(std::string_view text) {
  std::string out;
  AppendXmlEscaped(out, text);
  return out;
}

TEST(GraphSvg, EscapesWhatXmlReads) {
  EXPECT_EQ(Escaped("a<b>&\"c'"), "a&#60;b&#62;&#38;&#34;c&#39;");
  EXPECT_EQ(Escaped("a\nb\tc\rd\x01"), "a\nb\tc\uFFFDd\uFFFD");
  EXPECT_EQ(Escaped("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD"),
            "\uFFFD|\uFFFD|\uFFFD");
  EXPECT_EQ(Escaped("ä東"), "ä東");
}

constexpr const char* kTopology = R"(iamgen: 1
name: "</title><script>alert(1)</script>"
master: { id: "111111111111" }
children:
  dev: { id: "222222222222" }
external_accounts: { vendor: { id: "333333333333" } }
users: { Ann: { in: master } }
roles:
  Deploy:
    in: dev
    trusted_by:
      - { user: Ann, in: master, mfa: true }
      - { account: vendor, when: { StringLike: { "aws:PrincipalArn": "*<&" } } }
      - { role: Half, in: master, derive: false }
      - { role: Deploy }
  Half:
    in: master
    trusted_by: [ { service: ec2 } ]
  Door:
    in: dev
    trust_policy:
      - { deny: sts:AssumeRole, principal: { AWS: "arn:aws:iam::444444444444:root" } }
)";

TEST(GraphSvg, DrawsEveryKindOfLink) {
  const Workplace place;
  place.Write("topology.yaml", kTopology);
  const Outcome drawn =
      place.Run({"graph", "topology.yaml", "--format", "svg"});
  ASSERT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_THAT(drawn.out, HasSubstr("<g class=\"edge whole\""));
  EXPECT_THAT(drawn.out, HasSubstr("<g class=\"edge outside\""));
  EXPECT_THAT(drawn.out, HasSubstr("<g class=\"edge half\""));
  EXPECT_THAT(drawn.out, HasSubstr("<g class=\"edge deny\""));
  EXPECT_THAT(drawn.out,
              HasSubstr("<title>Ann (user of master) may assume Deploy (role "
                        "of dev)\nif aws:MultiFactorAuthPresent=true</title>"));
  EXPECT_THAT(drawn.out,
              HasSubstr("<title>Half (role of master) may assume Deploy (role "
                        "of dev)\nno permission</title>"));
  EXPECT_THAT(drawn.out, HasSubstr("is kept from Door"));
  EXPECT_THAT(drawn.out, HasSubstr("333333333333, not ours"));
  EXPECT_THAT(drawn.out, HasSubstr("aws:PrincipalArn=*&#60;&#38;</text>"));
  EXPECT_THAT(drawn.out, Not(HasSubstr("<script")));
  EXPECT_EQ(place.Run({"graph", "topology.yaml", "--format", "svg"}).out,
            drawn.out);
}

TEST(GraphSvg, OfATopologyWithoutTrust) {
  const Workplace place;
  place.Write("topology.yaml", "iamgen: 1\nmaster: { id: \"111111111111\" }\n");
  const Outcome drawn =
      place.Run({"graph", "topology.yaml", "--format", "svg"});
  EXPECT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_THAT(drawn.out, HasSubstr("</svg>"));
}

}  // namespace
}  // namespace iamgen::driver

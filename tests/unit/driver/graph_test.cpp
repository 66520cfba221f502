// Pictures of trust: what is drawn, and how what is missing looks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kTopology = R"(iamgen: 1
master: { id: "111111111111" }
children:
  dev: { id: "222222222222" }
external_accounts: { vendor: { id: "333333333333" } }
users:
  Ann: { in: master }
roles:
  Deploy:
    in: dev
    trusted_by:
      - { user: Ann, in: master, mfa: true }
      - { account: vendor, external_id: "b81c/a" }
      - { role: Half, in: master, derive: false }
  Half:
    in: master
    trusted_by: [ { service: ec2 } ]
  Door:
    in: dev
    trust_policy:
      - { deny: sts:AssumeRole, principal: { AWS: "arn:aws:iam::444444444444:root" } }
      - { allow: sts:AssumeRole, principal: { Service: lambda.amazonaws.com }, when: { StringLike: { "aws:SourceArn": "arn:aws:lambda:*:222222222222:function:\"x\"*" } } }
)";

Outcome Drawn(const std::vector<std::string>& more) {
  const Workplace place;
  place.Write("topology.yaml", kTopology);
  std::vector<std::string> arguments = {"graph", "topology.yaml"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return place.Run(arguments);
}

TEST(Graph, Dot) {
  const Outcome drawn = Drawn({});
  EXPECT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_EQ(drawn.out, R"DOT(digraph trust {
  rankdir=LR;
  node [shape=box, fontname=Helvetica];
  edge [fontname=Helvetica, fontsize=10];
  subgraph cluster_0 {
    label="master\n111111111111";
    n0 [label="Ann\nuser"];
    n3 [label="Half\nrole"];
  }
  subgraph cluster_1 {
    label="dev\n222222222222";
    n1 [label="Deploy\nrole"];
    n6 [label="Door\nrole"];
  }
  subgraph cluster_2 {
    label="vendor\n333333333333";
    style=dashed;
    n2 [label="(whole account)\naccount", style=dashed];
  }
  n4 [label="ec2.amazonaws.com\nservice", shape=ellipse];
  n5 [label="arn:aws:iam::444444444444:root\narn", style=dashed];
  n7 [label="lambda.amazonaws.com\nservice", shape=ellipse];
  n0 -> n1 [label="aws:MultiFactorAuthPresent=true\n"];
  n2 -> n1 [label="sts:ExternalId=b81c/a\n", style=dashed];
  n3 -> n1 [label="no permission\n", style=dotted, color=red];
  n4 -> n3;
  n5 -> n6 [label="deny\n", color=red, arrowhead=tee];
  n7 -> n6 [label="StringLike aws:SourceArn=arn:aws:lambda:*:222222222222:function:\"x\"*\n"];
}
)DOT");
}

TEST(Graph, Mermaid) {
  const Outcome drawn = Drawn({"--format", "mermaid"});
  EXPECT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_EQ(drawn.out, R"MMD(flowchart LR
  subgraph a0["master 111111111111"]
    n0["Ann<br>user"]
    n3["Half<br>role"]
  end
  subgraph a1["dev 222222222222"]
    n1["Deploy<br>role"]
    n6["Door<br>role"]
  end
  subgraph a2["vendor 333333333333, not ours"]
    n2["(whole account)<br>account"]
  end
  n4(["ec2.amazonaws.com<br>service"])
  n5["arn:aws:iam::444444444444:root<br>arn"]
  n7(["lambda.amazonaws.com<br>service"])
  n0 -->|"aws:MultiFactorAuthPresent=true"| n1
  n2 -.->|"sts:ExternalId=b81c/a"| n1
  n3 -.->|"no permission"| n1
  n4 --> n3
  n5 --x|"deny"| n6
  n7 -->|"StringLike aws:SourceArn=arn:aws:lambda:#42;:222222222222:function:#34;x#34;#42;"| n6
)MMD");
}

TEST(Graph, OfOneAccount) {
  const Outcome drawn = Drawn({"--account", "master"});
  EXPECT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_THAT(drawn.out, HasSubstr("ec2.amazonaws.com"));
  EXPECT_THAT(drawn.out, Not(HasSubstr("Door")));
}

TEST(Graph, NeedsATopologyAndItsAccounts) {
  EXPECT_EQ(Drawn({"--account", "nowhere"}).code, 2);
  const Workplace place;
  place.Write("topology.yaml", "iamgen: 1\nmaster: { id: \"1\" }\n");
  const Outcome broken = place.Run({"graph", "topology.yaml"});
  EXPECT_EQ(broken.code, 2);
  EXPECT_EQ(broken.out, "");
  EXPECT_THAT(broken.err, HasSubstr("account id"));
}

}  // namespace
}  // namespace iamgen::driver

// Roles that there is a reason to hand to a service.
#include "analysis/passable_roles.h"

#include <gtest/gtest.h>

#include <string>

#include "support/text.h"
#include "unit/modelling.h"

namespace iamgen::analysis {
namespace {

class Topology {
 public:
  explicit Topology(const std::string& text) : made_(text) {
    EXPECT_EQ(made_.Findings(), "") << text;
    made_.Derive();
  }

  // "Task Job for ecs-tasks.amazonaws.com", with "by service" where it is so.
  [[nodiscard]] std::string Choice(
      const std::string& alias, const std::set<std::string>& prefixes,
      const std::vector<std::string>& administrators = {}) const {
    const model::Topology& topology = *made_.topology;
    std::vector<model::RoleId> not_these;
    for (std::size_t i = 0; i < topology.roles.size(); ++i) {
      const model::RoleId id = topology.roles.IdAt(i);
      for (const std::string& key : administrators) {
        if (topology.roles[id].key == key) {
          not_these.push_back(id);
        }
      }
    }
    const PassableRoles passable(topology, not_these);
    std::string text;
    for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
      const model::AccountId account = topology.accounts.IdAt(i);
      if (topology.accounts[account].alias != alias) {
        continue;
      }
      const auto choice = passable.For(account, prefixes);
      for (const model::RoleId role : choice.roles) {
        text += topology.roles[role].key + " ";
      }
      text += "for " + support::Join(choice.services, " ");
      text += choice.by_service ? " by service" : "";
      text += choice.more == 0 ? "" : " +" + std::to_string(choice.more);
    }
    return text;
  }

 private:
  iamgen::testing::Modelling made_;
};

TEST(PassableRoles, ThoseThatServicesMayAssume) {
  const Topology topology(R"(roles:
  Task: { in: all, trusted_by: [ { service: ecs-tasks } ] }
  Job: { in: dev, trusted_by: [ { service: lambda }, { service: edgelambda } ] }
  Person: { in: dev, trusted_by: [ { account: master } ] }
  Pasted:
    in: prod
    trust_policy:
      - { allow: sts:AssumeRole, principal: { Service: states.amazonaws.com } }
)");
  EXPECT_EQ(topology.Choice("master", {}), "Task for ecs-tasks.amazonaws.com");
  EXPECT_EQ(topology.Choice("dev", {}),
            "Task Job for ecs-tasks.amazonaws.com edgelambda.amazonaws.com "
            "lambda.amazonaws.com");
  EXPECT_EQ(topology.Choice("prod", {"states"}),
            "Pasted for states.amazonaws.com by service");
  EXPECT_EQ(topology.Choice("dev", {"ecs", "iam"}),
            "Task for ecs-tasks.amazonaws.com by service");
  EXPECT_EQ(topology.Choice("dev", {"lambda"}),
            "Job for edgelambda.amazonaws.com lambda.amazonaws.com by service");
  // No role is for them.
  EXPECT_EQ(topology.Choice("master", {"lambda"}),
            "Task for ecs-tasks.amazonaws.com");
  EXPECT_EQ(topology.Choice("master", {}, {"Task"}), "for ");
}

TEST(PassableRoles, ManyAreNotAllNamed) {
  const Topology topology(R"(roles:
  "R{{each}}":
    each: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    in: dev
    trusted_by: [ { service: ec2 } ]
)");
  EXPECT_EQ(topology.Choice("dev", {"ec2"}),
            "R0 R1 R2 R3 R4 R5 R6 R7 for ec2.amazonaws.com by service +2");
}

}  // namespace
}  // namespace iamgen::analysis

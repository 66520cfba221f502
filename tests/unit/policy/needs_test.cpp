// What calls need, over the statements of a principal.
#include "policy/needs.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalogue.h"
#include "unit/policy/statements.h"

namespace iamgen::policy {
namespace {

// The statements, and what is said of them.
class Policies {
 public:
  explicit Policies(std::vector<Statement> statements)
      : statements_(std::move(statements)) {
    for (const Statement& one : statements_) {
      parsed_.push_back(Parse(one, Known()));
    }
  }

  [[nodiscard]] Needs All() const {
    std::vector<const ParsedStatement*> all;
    for (const ParsedStatement& one : parsed_) {
      all.push_back(&one);
    }
    return {all, Known()};
  }

  [[nodiscard]] std::string Actions(std::string_view action) const {
    std::string names;
    for (const catalog::ActionId one :
         All().MissingActions(*Known().FindAction(action))) {
      names += (names.empty() ? "" : " ") + Known().FullNameOf(one);
    }
    return names;
  }

  [[nodiscard]] std::string Types(std::string_view action) const {
    Needs needs = All();
    std::string names;
    for (const catalog::ResourceTypeId one :
         needs.MissingTypes(*Known().FindAction(action))) {
      names += (names.empty() ? "" : " ") + std::string(Known().NameOf(one));
    }
    return names;
  }

 private:
  std::vector<Statement> statements_;
  std::vector<ParsedStatement> parsed_;
};

TEST(Needs, AreMetByWhateverPolicyAllows) {
  EXPECT_EQ(Policies({Allow({"lambda:CreateFunction"})})
                .Actions("lambda:CreateFunction"),
            "iam:PassRole lambda:PassCapacityProvider");
  EXPECT_EQ(Policies({Allow({"lambda:*"}), Allow({"iam:*"})})
                .Actions("lambda:CreateFunction"),
            "");
  Statement deny = Allow({"*"});
  deny.effect->text = "Deny";
  EXPECT_EQ(
      Policies({Allow({"lambda:*"}), deny}).Actions("lambda:CreateFunction"),
      "iam:PassRole");
}

TEST(Needs, AreNotKnownWhereAStatementIsNot) {
  EXPECT_TRUE(Policies({Allow({"s3:*"})}).All().known());
  EXPECT_FALSE(
      Policies({Allow({std::string("s3:") + kUnknown})}).All().known());
  Statement open = Allow({"s3:*"});
  open.action.of.complete = false;
  EXPECT_FALSE(Policies({open}).All().known());
  Statement no_effect = Allow({"s3:*"});
  no_effect.effect.reset();
  EXPECT_FALSE(Policies({no_effect}).All().known());
}

TEST(Needs, AreResourcesOfEveryType) {
  const Statement instances =
      Allow({"ec2:RunInstances"}, {"arn:aws:ec2:*:*:instance/*"});
  EXPECT_NE(Policies({instances}).Types("ec2:RunInstances"), "");
  EXPECT_EQ(Policies({instances, Allow({"ec2:*"}, {"arn:aws:ec2:*:*:*"})})
                .Types("ec2:RunInstances"),
            "");
  // Of none at all: then nothing fits.
  EXPECT_EQ(Policies({Allow({"ec2:RunInstances"}, {"arn:aws:s3:::b"})})
                .Types("ec2:RunInstances"),
            "");
  // Another statement may allow it on anything.
  EXPECT_EQ(Policies({instances, Allow({std::string("ec2:") + kUnknown})})
                .Types("ec2:RunInstances"),
            "");
}

}  // namespace
}  // namespace iamgen::policy

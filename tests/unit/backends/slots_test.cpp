// Slots are filled per account; shapes say who may share.
#include "backends/slots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/modelling.h"

namespace iamgen::backends {
namespace {

using iamgen::testing::Modelling;
using model::Hole;
using model::HoleKind;
using ::testing::ElementsAre;

constexpr const char* kVariables = R"(iamgen: 1
master: { id: "111111111111", variables: { V: "a\"${x}", L: [x, y] } }
children:
  dev: { id: "222222222222", variables: { V: b, L: z } }
  prod: { id: "333333333333", variables: { V: b, L: z } }
roles:
  R:
    in: all
    description: "{{V}}"
    trusted_by: [ { service: ec2 } ]
    inline: { i: [ { allow: "s3:*", on: "{{L}}" } ] }
)";

TEST(Slots, OneForEachHoleAndForm) {
  const Modelling made(kVariables);
  ASSERT_EQ(made.Findings(), "");
  Slots slots(*made.topology);
  const Hole id{.kind = HoleKind::kAccountId};
  const Hole variable =
      std::get<Hole>(made.Role("R").description.value.parts[0]);
  const auto plain = slots.For(variable, SlotForm::kPlain);
  const auto sub = slots.For(variable, SlotForm::kSub);
  const auto hcl = slots.For(variable, SlotForm::kHcl);
  const auto hcl_json = slots.For(variable, SlotForm::kHclJson);
  const auto account = slots.For(id, SlotForm::kPlain);
  EXPECT_EQ(slots.For(id, SlotForm::kPlain), account);
  EXPECT_NE(plain, sub);
  const auto& values = slots.ValuesIn(made.Account("master"));
  EXPECT_EQ(values[plain], "a\\\"${x}");
  EXPECT_EQ(values[sub], "a\\\"${!x}");
  EXPECT_EQ(values[hcl], "a\\\"$${x}");
  EXPECT_EQ(values[hcl_json], "a\\\"$${x}");
  EXPECT_EQ(values[account], "111111111111");
  EXPECT_EQ(slots.ValuesIn(made.Account("dev"))[plain], "b");
  // A slot that comes later, in the same account.
  const auto name =
      slots.For({.kind = HoleKind::kAccountName}, SlotForm::kPlain);
  EXPECT_EQ(slots.ValuesIn(made.Account("dev"))[name], "dev");
}

TEST(Expand, ListsBecomeTexts) {
  const Modelling made(kVariables);
  const model::Text& text = made.Role("R")
                                .inlines[0]
                                .document.statements[0]
                                .resources->values[0]
                                .value;
  EXPECT_THAT(Expand(*made.topology, text, made.Account("master")),
              ElementsAre(model::Text("x"), model::Text("y")));
  EXPECT_THAT(Expand(*made.topology, text, made.Account("dev")),
              ElementsAre(model::Text("z")));
}

TEST(Expand, TheAccountItselfStaysOpen) {
  const Modelling made(
      "roles: { R: { in: all, trusted_by: [ { service: ec2 } ], inline: { i: [ "
      "{ allow: \"s3:*\", on: [\"{{accounts.ids}}\", \"{{role:R@all}}\"] } ] } "
      "} }\n");
  const auto& values =
      made.Role("R").inlines[0].document.statements[0].resources->values;
  const auto ids = Expand(*made.topology, values[0].value, made.Account("dev"));
  ASSERT_EQ(ids.size(), 3U);
  EXPECT_EQ(ids[0], model::Text("111111111111"));
  EXPECT_EQ(std::get<Hole>(ids[1].parts[0]).kind, HoleKind::kAccountId);
  EXPECT_EQ(ids[2], model::Text("333333333333"));
  const auto arns =
      Expand(*made.topology, values[1].value, made.Account("dev"));
  EXPECT_EQ(arns[0], model::Text("arn:aws:iam::111111111111:role/R"));
  EXPECT_EQ(std::get<Hole>(arns[1].parts[0]).kind, HoleKind::kEntityArn);
}

// Shows the role `R` to the shape.
void See(const Modelling& made, Shape& shape) {
  const model::Role& role = made.Role("R");
  for (const model::IdentityView& one : model::Identities(*made.topology)) {
    if (&one.key == &role.key) {
      shape.See(one);
    }
  }
  shape.See(role.trust);
}

TEST(Shape, SharedWhereOnlySlotsDiffer) {
  Modelling made(
      "roles:\n"
      "  S: { in: master, trusted_by: [ { service: ec2 } ] }\n"
      "  R: { in: all, description: \"{{account.name}}\", trusted_by: [ { "
      "role: "
      "S, in: master } ] }\n");
  made.Derive();
  Shape shape(*made.topology);
  See(made, shape);
  EXPECT_EQ(shape.KeyIn(made.Account("dev")),
            shape.KeyIn(made.Account("prod")));
  EXPECT_NE(shape.KeyIn(made.Account("dev")),
            shape.KeyIn(made.Account("master")));

  const Modelling lists(kVariables);
  Shape own(*lists.topology);
  See(lists, own);
  EXPECT_NE(own.KeyIn(lists.Account("dev")), own.KeyIn(lists.Account("prod")));
}

TEST(Shape, KeysThatDifferAreOfOneAccount) {
  const Modelling made(
      "roles: { R: { in: all, trusted_by: [ { service: ec2 } ], inline: { i: [ "
      "{ allow: \"s3:*\", on: \"*\", when: { StringLike: { "
      "\"aws:PrincipalTag/{{account.name}}\": x } } } ] } } }\n");
  const model::Document& document = made.Role("R").inlines[0].document;
  Shape values(*made.topology);
  values.See(document);
  EXPECT_FALSE(Shape::IsOfOneAccount(values.KeyIn(made.Account("dev"))));
  Shape keys(*made.topology);
  keys.SeeKeys(document);
  EXPECT_TRUE(Shape::IsOfOneAccount(keys.KeyIn(made.Account("dev"))));
}

}  // namespace
}  // namespace iamgen::backends

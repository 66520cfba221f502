// The tables of what grants what, in and across accounts.
#include "evaluation/decide.h"

#include <gtest/gtest.h>

#include "unit/evaluation/deciding.h"

namespace iamgen::evaluation {
namespace {

constexpr std::string_view kSession =
    "arn:aws:sts::111111111111:assumed-role/r/s";
constexpr const char* kEverything = R"("Action": "*", "Resource": "*")";
constexpr const char* kNothing = R"("Action": "made:Up", "Resource": "*")";

struct Row {
  std::string_view caller;
  // The principal element of the resource's policy; empty: there is none.
  const char* named;
  bool identity;
  // Whether there is one that allows nothing.
  bool boundary;
  bool session;
  const char* owner;
  bool allowed;
  bool trust = false;
};

class Matrix : public testing::TestWithParam<Row> {};

TEST_P(Matrix, Decides) {
  const Row& row = GetParam();
  const CompiledPolicy identity = Compiled(Statement("Allow", kEverything));
  const CompiledPolicy nothing = Compiled(Statement("Allow", kNothing));
  const std::string principal =
      R"("Principal": )" + std::string(row.named) + ", ";
  const CompiledPolicy resource =
      row.trust
          ? Compiled(
                Statement("Allow", principal + R"("Action": "sts:AssumeRole")"),
                policy::Kind::kTrust)
          : Compiled(Statement("Allow", principal + kEverything),
                     policy::Kind::kResource);
  Request request;
  if (row.trust) {
    Fill(request, row.caller, "sts:AssumeRole",
         "arn:aws:iam::" + std::string(row.owner) + ":role/t");
  } else {
    Fill(request, row.caller, "s3:GetObject", "arn:aws:s3:::b/o");
  }
  request.resource_account = row.owner;
  Policies policies;
  if (row.identity) {
    policies.identity.push_back(&identity);
  }
  policies.resource = *row.named == '\0' ? nullptr : &resource;
  policies.boundary = row.boundary ? &nothing : nullptr;
  policies.session = row.session ? &nothing : nullptr;
  const Decision decision =
      Decide(request, policies, catalog::Catalogue::Embedded());
  EXPECT_EQ(decision.answer,
            row.allowed ? Answer::kAllowed : Answer::kImplicitDeny)
      << row.caller << " " << row.named << " " << row.owner;
}

constexpr const char* kOwn = "111111111111";
constexpr const char* kOther = "222222222222";
constexpr const char* kUser =
    R"({"AWS": "arn:aws:iam::111111111111:user/ann"})";
constexpr const char* kRole =
    R"({"AWS": "arn:aws:iam::111111111111:role/path/r"})";
constexpr const char* kOneSession =
    R"({"AWS": "arn:aws:sts::111111111111:assumed-role/r/s"})";
constexpr const char* kAccount = R"({"AWS": "111111111111"})";

INSTANTIATE_TEST_SUITE_P(
    Table, Matrix,
    testing::Values(
        Row{kAnn, "", true, false, false, kOwn, true},
        Row{kAnn, "", true, true, false, kOwn, false},
        Row{kAnn, kUser, false, true, false, kOwn, true},
        Row{kAnn, kAccount, false, false, false, kOwn, false},
        Row{kAnn, kAccount, true, false, false, kOwn, true},
        Row{kAnn, "\"*\"", false, true, false, kOwn, true},
        Row{kSession, kRole, false, false, false, kOwn, true},
        Row{kSession, kRole, false, true, false, kOwn, false},
        Row{kSession, kRole, false, false, true, kOwn, false},
        Row{kSession, kOneSession, false, true, true, kOwn, true},
        Row{kAnn, "", true, false, false, kOther, false},
        Row{kAnn, kUser, false, false, false, kOther, false},
        Row{kAnn, kUser, true, false, false, kOther, true},
        Row{kAnn, kUser, true, true, false, kOther, false},
        Row{kAnn, kAccount, true, false, false, kOther, true},
        Row{"anonymous", "\"*\"", false, false, false, kOther, true},
        Row{"anonymous", kAccount, false, false, false, kOwn, false},
        Row{"lambda.amazonaws.com", R"({"Service": "lambda.amazonaws.com"})",
            false, false, false, kOwn, true},
        Row{"arn:aws:iam::111111111111:root", "", false, false, false, kOwn,
            true},
        // Trust policies.
        Row{kAnn, kUser, false, true, false, kOwn, true, true},
        Row{kAnn, kAccount, false, false, false, kOwn, false, true},
        Row{kAnn, kAccount, true, false, false, kOwn, true, true},
        Row{kAnn, kRole, true, false, false, kOwn, false, true},
        Row{kSession, kRole, true, true, false, kOwn, false, true},
        Row{"arn:aws:iam::111111111111:root", kAccount, false, false, false,
            kOwn, false, true}));

TEST(ServiceControl, HasToAllowAtEveryLevel) {
  constexpr const char* kS3 = R"("Action": "s3:*", "Resource": "*")";
  constexpr const char* kEc2 = R"("Action": "ec2:*", "Resource": "*")";
  const CompiledPolicy full = Compiled(Statement("Allow", kEverything));
  const CompiledPolicy compute =
      Compiled(Statement("Allow", kEc2), policy::Kind::kServiceControl);
  const CompiledPolicy deny =
      Compiled(Statement("Deny", kS3), policy::Kind::kServiceControl);
  using Lists = std::vector<std::vector<const CompiledPolicy*>>;
  const std::vector<std::pair<Lists, Answer>> rows = {
      {{}, Answer::kAllowed},
      {{{&full}, {&full}, {&full}}, Answer::kAllowed},
      {{{&full}, {&compute}, {&full}}, Answer::kImplicitDeny},
      {{{}, {&full}, {&full}}, Answer::kImplicitDeny},
      {{{&full}, {&full, &deny}, {&full}}, Answer::kExplicitDeny}};
  for (const auto& [lists, answer] : rows) {
    for (const bool management : {false, true}) {
      Request request;
      Fill(request, kAnn, "s3:GetObject", "arn:aws:s3:::b/o");
      Policies policies;
      policies.identity = {&full};
      policies.service_control = lists;
      policies.caller_in_management_account = management;
      EXPECT_EQ(
          Decide(request, policies, catalog::Catalogue::Embedded()).answer,
          management ? Answer::kAllowed : answer);
    }
  }
}

TEST(Federated, ComesThroughItsProvider) {
  const CompiledPolicy trust = Compiled(Statement("Allow",
                                                  R"("Principal": {"Federated":
                   "arn:aws:iam::111111111111:oidc-provider/id.example.com"},
                   "Action": "sts:AssumeRoleWithWebIdentity")"),
                                        policy::Kind::kTrust);
  for (const auto& [caller, answer] :
       {std::pair{"federated:id.example.com", Answer::kAllowed},
        std::pair{"federated:example.com", Answer::kImplicitDeny}}) {
    Request request;
    Fill(request, caller, "sts:AssumeRoleWithWebIdentity",
         "arn:aws:iam::111111111111:role/t");
    Policies policies;
    policies.resource = &trust;
    EXPECT_EQ(Decide(request, policies, catalog::Catalogue::Embedded()).answer,
              answer);
  }
}

TEST(NotPrincipal, HitsWhoeverHasABoundary) {
  const CompiledPolicy full = Compiled(Statement("Allow", kEverything));
  const CompiledPolicy bucket =
      Compiled(Statement("Deny", R"("NotPrincipal": )" + std::string(kUser) +
                                     ", " + kEverything),
               policy::Kind::kResource);
  Request request;
  Fill(request, kAnn, "s3:GetObject", "arn:aws:s3:::b/o");
  Policies policies;
  policies.identity = {&full};
  policies.resource = &bucket;
  EXPECT_EQ(Decide(request, policies, catalog::Catalogue::Embedded()).answer,
            Answer::kAllowed);
  policies.boundary = &full;
  EXPECT_EQ(Decide(request, policies, catalog::Catalogue::Embedded()).answer,
            Answer::kExplicitDeny);
}

constexpr std::string_view kCompute = R"("Action": "ec2:*", "Resource": "*")";

TEST(Gaps, AreWhatAllowsNothing) {
  const CompiledPolicy full = Compiled(Statement("Allow", kEverything));
  const CompiledPolicy none = Compiled(Statement("Allow", kCompute));
  const CompiledPolicy control =
      Compiled(Statement("Allow", kCompute), policy::Kind::kServiceControl);
  Request request;
  Fill(request, kAnn, "s3:GetObject", "arn:aws:s3:::b/o");
  request.resource_account = "222222222222";
  Policies policies;
  policies.identity = {&full};
  policies.boundary = &none;
  policies.service_control = {{&control}};
  const Decision decision =
      Decide(request, policies, catalog::Catalogue::Embedded());
  ASSERT_EQ(decision.answer, Answer::kImplicitDeny);
  std::vector<Side> sides;
  for (const Gap& gap : decision.gaps) {
    sides.push_back(gap.side);
  }
  EXPECT_EQ(sides, (std::vector<Side>{Side::kBoundary, Side::kResource,
                                      Side::kServiceControl}));
}

}  // namespace
}  // namespace iamgen::evaluation

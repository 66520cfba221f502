// What IAM refuses in a name, and how that is said.
#include "catalog/names.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace iamgen::catalog {
namespace {

constexpr std::string_view kName = "A-Z a-z 0-9 _ + = , . @ -";

std::string Long(std::size_t length) { return std::string(length, 'a'); }

std::string Told(const Fault& fault) { return fault.value_or(""); }

struct Case {
  std::string text;
  // Empty when the text is right.
  std::string fault;
};

void Check(const std::function<Fault(std::string_view)>& rule,
           const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(Told(rule(one.text)), one.fault) << one.text;
  }
}

TEST(Names, Role) {
  Check(
      [](auto text) { return FaultInName(NameKind::kRole, text); },
      {{"a", ""},
       {"role_A+=,.@-9", ""},
       {Long(64), ""},
       {"", "is empty"},
       {Long(65), "is 65 characters long, the most is 64"},
       {"a b", "holds ` `, which is none of " + std::string(kName)},
       {"a/b", "holds `/`, which is none of " + std::string(kName)},
       {"r\u00f4le", "holds `\u00f4`, which is none of " + std::string(kName)},
       {"a\tb", "holds U+0009, which is none of " + std::string(kName)},
       {"a`b", "holds U+0060, which is none of " + std::string(kName)},
       {"AWSServiceRoleForX",
        "starts with `AWSServiceRoleFor`, which AWS keeps for itself"},
       {"AWSReservedSSO_x",
        "starts with `AWSReservedSSO_`, which AWS keeps for itself"},
       {"awsservicerolefor", ""}});
}

struct LengthCase {
  NameKind kind;
  std::size_t least;
  std::size_t most;
};

class LengthTable : public testing::TestWithParam<LengthCase> {};

TEST_P(LengthTable, Holds) {
  const auto [kind, least, most] = GetParam();
  EXPECT_EQ(FaultInName(kind, Long(least)), std::nullopt);
  EXPECT_EQ(FaultInName(kind, Long(most)), std::nullopt);
  EXPECT_NE(FaultInName(kind, Long(least - 1)), std::nullopt);
  EXPECT_NE(FaultInName(kind, Long(most + 1)), std::nullopt);
  EXPECT_FALSE(NameOf(kind).empty());
}

const LengthCase kLengths[] = {
    {NameKind::kRole, 1, 64},          {NameKind::kUser, 1, 64},
    {NameKind::kGroup, 1, 128},        {NameKind::kManagedPolicy, 1, 128},
    {NameKind::kInlinePolicy, 1, 128}, {NameKind::kInstanceProfile, 1, 128},
    {NameKind::kRoleSession, 2, 64},   {NameKind::kSamlProvider, 1, 128},
};

INSTANTIATE_TEST_SUITE_P(Kinds, LengthTable, testing::ValuesIn(kLengths));

TEST(Names, SubjectsMatchTheirKind) {
  EXPECT_EQ(NameOf(NameKind::kRole), "a role name");
  EXPECT_EQ(NameOf(NameKind::kInlinePolicy), "an inline policy name");
  EXPECT_EQ(NameOf(NameKind::kSamlProvider), "a SAML provider name");
  EXPECT_EQ(Told(FaultInName(NameKind::kSamlProvider, "a+b")),
            "holds `+`, which is none of A-Z a-z 0-9 _ . -");
  EXPECT_EQ(Told(FaultInName(NameKind::kRoleSession, "a")),
            "is 1 character long, the least is 2");
}

TEST(Paths, General) {
  Check([](auto text) { return FaultInPath(PathKind::kGeneral, text); },
        {{"/", ""},
         {"/a/", ""},
         {"/a/b~!/", ""},
         {"/a//b/", ""},
         {"", "is empty"},
         {"a/", "does not start with `/`"},
         {"/a", "does not end with `/`"},
         {"//", "holds `//`, with no name between the slashes"},
         {"/a b/", "holds ` `, which is no printable ASCII character"},
         {"/\u00e9/", "holds `\u00e9`, which is no printable ASCII character"},
         {"/" + Long(510) + "/", ""},
         {"/" + Long(511) + "/", "is 513 characters long, the most is 512"},
         {"/aws-service-role/x/",
          "starts with `/aws-service-role/`, which AWS keeps for itself"}});
}

TEST(Paths, ManagedPolicy) {
  Check([](auto text) { return FaultInPath(PathKind::kManagedPolicy, text); },
        {{"/", ""},
         {"/a/b.c,+@=_-/", ""},
         {"/a//b/", "holds `//`, with no name between the slashes"},
         {"//", "holds `//`, with no name between the slashes"},
         {"/a~/", "holds `~`, which is none of A-Z a-z 0-9 / _ + = , . @ -"}});
}

TEST(Descriptions, Role) {
  Check(
      [](auto text) {
        return FaultInDescription(DescriptionKind::kRole, text);
      },
      {{"", ""},
       {"caf\u00e9, two\nlines\tand a tab", ""},
       {Long(1000), ""},
       {Long(1001), "is 1001 characters long, the most is 1000"},
       {"a\u2014b", "holds `\u2014`, which is no printable Latin-1 character"},
       {"a\u00a0b", "holds U+00A0, which is no printable Latin-1 character"},
       {"\x01", "holds U+0001, which is no printable Latin-1 character"}});
}

TEST(Descriptions, PolicyTakesAnyCharacter) {
  const auto kind = DescriptionKind::kManagedPolicy;
  EXPECT_EQ(FaultInDescription(kind, "a\u2014b"), std::nullopt);
  EXPECT_NE(FaultInDescription(kind, Long(1001)), std::nullopt);
}

TEST(Tags, Key) {
  const std::string none =
      ", which is none of letters, digits, spaces, _ . : / = + - @";
  Check(FaultInTagKey,
        {{"Team", ""},
         {"cost center:1/2=3+4-5@6._", ""},
         {"\u00c4mter\u540d\u0416\u0663", ""},
         {Long(128), ""},
         {"", "is empty"},
         {Long(129), "is 129 characters long, the most is 128"},
         {"a,b", "holds `,`" + none},
         {"a\nb", "holds U+000A" + none},
         {"\U0001F600", "holds `\U0001F600`" + none},
         {"a\u20ac", "holds `\u20ac`" + none},
         {"aws:x", "starts with `aws:`, which AWS keeps for itself"},
         {"AwS:x", "starts with `AwS:`, which AWS keeps for itself"},
         {"awsx", ""}});
}

TEST(Tags, Value) {
  Check(FaultInTagValue,
        {{"", ""},
         {"aws:fine here", ""},
         {Long(256), ""},
         {Long(257), "is 257 characters long, the most is 256"},
         {"50%",
          "holds `%`, which is none of letters, digits, spaces, _ . : "
          "/ = + - @"}});
}

TEST(Ids, External) {
  Check(FaultInExternalId,
        {{"ab", ""},
         {"a:b/c=d,e.f@g-h_i+j", ""},
         {Long(1224), ""},
         {"", "is empty"},
         {"a", "is 1 character long, the least is 2"},
         {Long(1225), "is 1225 characters long, the most is 1224"},
         {"a b", "holds ` `, which is none of A-Z a-z 0-9 _ + = , . @ : / -"}});
}

TEST(Ids, Account) {
  Check(FaultInAccountId,
        {{"012345678901", ""},
         {"", "is empty"},
         {"12345678901", "has 11 digits, an account id has 12"},
         {"1234567890123", "has 13 digits, an account id has 12"},
         {"1234-5678-9012", "holds `-`, which is no digit"}});
}

TEST(Ids, Organization) {
  Check(FaultInOrganizationId,
        {{"o-a1b2c3d4e5", ""},
         {"o-" + Long(32), ""},
         {"", "does not start with `o-`"},
         {"r-abcd", "does not start with `o-`"},
         {"o-abc",
          "has 3 characters after `o-`, an organization id has 10 to 32"},
         {"o-" + Long(33),
          "has 33 characters after `o-`, an organization id has 10 to 32"},
         {"o-A1b2c3d4e5", "holds `A`, which is none of a-z 0-9"}});
}

TEST(Ids, AccountAlias) {
  Check(FaultInAccountAlias,
        {{"my-team-1", ""},
         {"ab", "is 2 characters long, the least is 3"},
         {"-ab", "starts with `-`"},
         {"ab-", "ends with `-`"},
         {"a--b", "holds `--`"},
         {"aB1", "holds `B`, which is none of a-z 0-9 -"}});
}

}  // namespace
}  // namespace iamgen::catalog

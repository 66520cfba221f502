// Quotas: at the limit there is silence, one above it a finding.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/checks/checking.h"

namespace iamgen::checks {
namespace {

// A document in the topology's short form and as IAM counts it, both with a
// hole for padding.
struct Shape {
  const char* statements;
  const char* json;
};

constexpr Shape kShapes[] = {
    {R"([ { allow: "s3:*", on: "$" } ])",
     R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"$"}]})"},
    {R"([ { sid: One, deny: ["s3:*", "ec2:*"], on: ["a", "$"] } ])",
     R"({"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"Deny","Action":["s3:*","ec2:*"],"Resource":["a","$"]}]})"},
    {R"([ { allow: { except: "s3:*" }, on: { except: "$" } }, { allow: "s3:*", on: "*" } ])",
     R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"s3:*","NotResource":"$"},{"Effect":"Allow","Action":"s3:*","Resource":"*"}]})"},
    {R"([ { allow: "s3:*", on: "*", when: { StringEquals: { "aws:a": "$", "aws:b": [x, y] }, Bool: { "aws:c": true } } } ])",
     R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:a":"$","aws:b":["x","y"]},"Bool":{"aws:c":"true"}}}]})"},
    {R"([ { allow: "s3:*", on: 'a"\ü$' } ])",
     R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"a\"\\u$"}]})"},
    {R"([ { allow: "s3:*", on: "{{account.id}}$" } ])",
     R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"111111111111$"}]})"},
};

// `shape` padded so that IAM counts `size` characters.
std::string Padded(const Shape& shape, std::size_t size) {
  std::string text = shape.statements;
  text.replace(text.find('$'), 1,
               std::string(size - (std::string(shape.json).size() - 1), 'x'));
  return text;
}

TEST(Sizes, ManagedPolicies) {
  const auto topology = [](const std::string& statements) {
    return "policies: { P: " + statements +
           " }\nroles: { R: { in: master, trusted_by: [ { service: ec2 } ], "
           "policies: [P] } }\n";
  };
  for (const Shape& shape : kShapes) {
    EXPECT_FALSE(Fires("IAM902", topology(Padded(shape, 6144)))) << shape.json;
    EXPECT_TRUE(Fires("IAM902", topology(Padded(shape, 6145)))) << shape.json;
  }
}

TEST(Sizes, InlinePoliciesOfARoleTogether) {
  const auto topology = [](const std::string& one, const std::string& two) {
    return "roles: { R: { in: master, trusted_by: [ { service: ec2 } ], "
           "inline: { one: " +
           one + ", two: " + two + " } } }\n";
  };
  for (const Shape& shape : kShapes) {
    EXPECT_FALSE(Fires(
        "IAM905", topology(Padded(shape, 5120), Padded(kShapes[0], 5120))));
    EXPECT_TRUE(Fires("IAM905",
                      topology(Padded(shape, 5120), Padded(kShapes[0], 5121))));
  }
}

TEST(Sizes, TrustPolicies) {
  const std::string json =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":""}}}]})";
  const auto topology = [&](std::size_t size) {
    return "roles: { R: { in: master, trusted_by: [ { service: ec2, "
           "external_id: \"" +
           std::string(size - json.size(), 'x') + "\" } ] } }\n";
  };
  EXPECT_FALSE(Fires("IAM906", topology(2048)));
  EXPECT_TRUE(Fires("IAM906", topology(2049)));
}

TEST(Sizes, TheLargestAccountDecides) {
  const auto topology = [](std::size_t size) {
    return "iamgen: 1\nmaster: { id: \"111111111111\", variables: { V: x } }\n"
           "children: { dev: { id: \"222222222222\", variables: { V: \"" +
           std::string(size, 'x') +
           "\" } } }\nroles: { R: { in: all, trusted_by: [ { service: ec2 } ], "
           "inline: { i: [ { allow: s3:GetObject, on: \"arn:aws:s3:::b/{{V}}\" "
           "} ] } } }\n";
  };
  const std::size_t frame =
      std::string_view(
          R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/"}]})")
          .size();
  EXPECT_EQ(Checking(topology(10240 - frame)).Findings(), "");
  EXPECT_THAT(Checking(topology(10241 - frame)).Findings(),
              ::testing::HasSubstr("10241 characters in `dev`"));
}

TEST(Sizes, ManagedPoliciesOfARole) {
  const auto topology = [](std::size_t count) {
    std::string policies;
    std::string names;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = "P" + std::to_string(i);
      policies += name + ": [ { allow: \"s3:*\", on: \"*\" } ], ";
      names += name + ", ";
    }
    return "policies: { " + policies +
           " }\nroles: { R: { in: master, trusted_by: [ { service: ec2 } ], "
           "policies: [" +
           names + "] } }\n";
  };
  EXPECT_FALSE(Fires("IAM910", topology(10)));
  EXPECT_TRUE(Fires("IAM910", topology(11)));
}

TEST(Sizes, ARoleNeedsATrustInEveryAccount) {
  EXPECT_TRUE(Fires("IAM111", "roles: { R: { in: master } }\n"));
  EXPECT_FALSE(Fires(
      "IAM111",
      "roles: { R: { in: master, trusted_by: [ { service: ec2 } ] } }\n"));
  const std::string source =
      "roles:\n  S: { in: dev, trusted_by: [ { service: lambda } ], assumes: [ "
      "{ role: R, in: dev } ] }\n";
  EXPECT_TRUE(Fires("IAM111", source + "  R: { in: children }\n"));
  EXPECT_FALSE(Fires("IAM111", source + "  R: { in: dev }\n"));
}

TEST(Sizes, TagsAndSessions) {
  const auto tags = [](std::size_t count) {
    return "roles: { R: { in: master, trusted_by: [ { service: ec2 } ], tags: "
           "{ " +
           [&] {
             std::string all;
             for (std::size_t i = 0; i < count; ++i) {
               all += "t" + std::to_string(i) + ": x, ";
             }
             return all;
           }() +
           "} } }\n";
  };
  EXPECT_FALSE(Fires("IAM926", tags(50)));
  EXPECT_TRUE(Fires("IAM926", tags(51)));
  for (const auto& [seconds, fires] :
       {std::pair(3599, true), std::pair(3600, false), std::pair(43200, false),
        std::pair(43201, true)}) {
    EXPECT_EQ(
        Fires("IAM924", "roles: { R: { in: master, max_session_duration: " +
                            std::to_string(seconds) +
                            ", trusted_by: [ { service: ec2 } ] } }\n"),
        fires)
        << seconds;
  }
}

}  // namespace
}  // namespace iamgen::checks

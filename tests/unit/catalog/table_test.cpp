// Tables are written the same from the same contents, and read back only where
// they are whole: whatever is let in can be walked from end to end.
#include "catalog/table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "catalog/action_set.h"
#include "catalog/catalogue.h"
#include "catalog/contents.h"
#include "catalog/embedded_table.h"
#include "catalog/section_writer.h"
#include "catalog/text_pool.h"
#include "catalog/write_table.h"

namespace iamgen::catalog {
namespace {

// A bit of everything.
Contents Small() {
  Contents contents;
  contents.date = "2026-01-02";
  contents.services = {{.prefix = "s3",
                        .name = "Amazon S3",
                        .supports_rcps = true,
                        .keys = {"s3:prefix", "AWS:tagkeys"}},
                       {.prefix = "iam", .name = "IAM"}};
  contents.resource_types = {{.service = "s3",
                              .name = "object",
                              .arns = {"arn:${Partition}:s3:::${B}/${O}"}},
                             {.service = "s3",
                              .name = "bucket",
                              .arns = {"arn:a", "arn:b"},
                              .keys = {"s3:prefix"}}};
  contents.keys = {{.name = "s3:prefix"},
                   {.name = "aws:TagKeys", .multivalued = true, .global = true},
                   {.name = "aws:EpochTime",
                    .type = KeyType::kDate,
                    .also = KeyType::kNumeric},
                   {.name = "aws:ResourceTag/${TagKey}", .sensitive = true}};
  contents.actions = {
      {.service = "s3",
       .name = "GetObject",
       .level = AccessLevel::kRead,
       .resources = {{.type = "object", .required = true},
                     {.type = "bucket", .keys = {"aws:TagKeys"}}},
       .keys = {"s3:prefix"},
       .depends = {"iam:passrole"}},
      {.service = "S3", .name = "Object"},
      {.service = "iam", .name = "PassRole", .permission_only = true}};
  contents.other_actions = {
      {.action = "s3:Old"},
      {.action = "gone:Older", .status = OtherStatus::kUndocumented}};
  contents.operations = {
      {.operation = "s3:HeadObject", .actions = {"s3:GetObject"}},
      {.operation = "s3:Nothing"}};
  contents.policies = {
      {.name = "ReadOnlyAccess",
       .path = "/",
       .partitions = "aws-cn",
       .version = "v1",
       .updated = "2026-01-01",
       .document = R"({"Action":["s3:GetObject","s3:*"],"a":[1,true,null]})"},
      {.name = "Lost", .state = PolicyState::kRetired}};
  return contents;
}

std::string Written(Contents contents) {
  auto bytes = WriteTable(std::move(contents));
  return bytes ? *bytes : "failed: " + bytes.message();
}

// As if somebody had written it so.
std::string Sealed(std::string bytes) {
  if (bytes.size() >= kTableStart) {
    const auto put = [&](std::size_t at, std::uint64_t value,
                         std::size_t size) {
      for (std::size_t i = 0; i < size; ++i) {
        bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
      }
    };
    put(kMagic.size() + 4, bytes.size(), 4);
    put(kMagic.size() + 8, ChecksumOf(bytes), 8);
  }
  return bytes;
}

// Looks at everything there is.
void Walk(const Catalogue& catalogue) {
  const Contents contents = ContentsOf(catalogue);
  for (const ActionRecord& action : contents.actions) {
    EXPECT_TRUE(catalogue.FindAction(action.service + ':' + action.name));
  }
  for (const KeyRecord& key : contents.keys) {
    EXPECT_TRUE(catalogue.FindKey(key.name));
  }
  for (const PolicyRecord& policy : contents.policies) {
    EXPECT_TRUE(catalogue.FindPolicy(policy.name));
  }
  ActionSet actions(catalogue);
  catalogue.Expand("*", actions);
  catalogue.Expand("s3:*e*", actions);
  EXPECT_EQ(actions.size(), catalogue.Actions().size());
}

TEST(Table, IsTheSameInWhateverOrder) {
  Contents contents = Small();
  const std::string bytes = Written(contents);
  std::reverse(contents.services.begin(), contents.services.end());
  std::reverse(contents.actions.begin(), contents.actions.end());
  std::reverse(contents.resource_types.begin(), contents.resource_types.end());
  std::reverse(contents.keys.begin(), contents.keys.end());
  std::reverse(contents.other_actions.begin(), contents.other_actions.end());
  std::reverse(contents.operations.begin(), contents.operations.end());
  std::reverse(contents.policies.begin(), contents.policies.end());
  EXPECT_EQ(Written(contents), bytes);
}

TEST(Table, IsTheSameFromWhatItSays) {
  for (const std::string& bytes :
       {Written(Small()), std::string(EmbeddedTable())}) {
    const auto catalogue = Catalogue::Read(bytes);
    ASSERT_TRUE(catalogue) << catalogue.message();
    EXPECT_EQ(Written(ContentsOf(*catalogue)), bytes);
    Walk(*catalogue);
  }
}

TEST(Table, SaysWhatItWasGiven) {
  auto read = Catalogue::Read(Written(Small()));
  ASSERT_TRUE(read);
  // Views stay good when the catalogue moves.
  const std::string_view date = read->Date();
  const Catalogue catalogue = std::move(*read);
  EXPECT_EQ(catalogue.Date().data(), date.data());
  EXPECT_EQ(date, "2026-01-02");
  const auto action = catalogue.FindAction("S3:getobject");
  ASSERT_TRUE(action);
  EXPECT_EQ(catalogue.FullNameOf(*action), "s3:GetObject");
  ASSERT_EQ(catalogue.ResourcesOf(*action).size(), 2U);
  EXPECT_TRUE(catalogue.ResourcesOf(*action)[0].required);
  EXPECT_TRUE(catalogue.KeysOf(*action, 0).empty());
  EXPECT_EQ(catalogue[catalogue.KeysOf(*action, 1)[0]].name, "aws:TagKeys");
  EXPECT_EQ(catalogue.FullNameOf(catalogue.DependsOn(*action)[0]),
            "iam:PassRole");
  EXPECT_EQ(catalogue.DocumentOf(*catalogue.FindPolicy("ReadOnlyAccess")),
            R"({"Action":["s3:GetObject","s3:*"],"a":[1,true,null]})");
  EXPECT_EQ(catalogue.ArnOf(*catalogue.FindPolicy("Lost")), "");
}

struct BadCase {
  const char* what;
  void (*change)(Contents& contents);
  const char* message;
};

TEST(Table, RefusesWhatIsNotThere) {
  const BadCase cases[] = {
      {"key", [](Contents& c) { c.actions[0].keys = {"s3:none"}; },
       "`s3:none` is named and not there"},
      {"depends", [](Contents& c) { c.actions[0].depends = {"none"}; },
       "`none` is named and not there"},
      {"twice", [](Contents& c) { c.keys.push_back({.name = "S3:PREFIX"}); },
       "`S3:PREFIX` is there twice"},
      {"service", [](Contents& c) { c.actions[0].service = "none"; }, ""},
      {"wildcard", [](Contents& c) { c.actions[0].name = "Get*"; },
       "`Get*` is no name of an action"},
      {"prefix", [](Contents& c) { c.services[0].prefix = ""; },
       "`` is no name of a service"},
      {"long", [](Contents& c) { c.actions[0].name = std::string(256, 'a'); },
       ""},
      {"document", [](Contents& c) { c.policies[0].document = "{"; }, ""}};
  for (const BadCase& one : cases) {
    Contents contents = Small();
    one.change(contents);
    const auto bytes = WriteTable(std::move(contents));
    ASSERT_FALSE(bytes) << one.what;
    EXPECT_NE(bytes.message().find(one.message), std::string::npos)
        << bytes.message();
  }
}

TEST(Table, NamesWhatItDoesNotRead) {
  const auto message = [](std::string bytes) {
    auto read = Catalogue::Read(std::move(bytes));
    return read ? "" : read.message();
  };
  EXPECT_EQ(message(""), "is no catalogue of iamgen");
  EXPECT_EQ(message("{}"), "is no catalogue of iamgen");
  EXPECT_EQ(message(std::string(kMagic)), "is damaged");
  std::string newer = Written(Small());
  newer[kMagic.size()] = 9;
  EXPECT_EQ(message(newer), "has format 9, and this iamgen reads format 1");
}

TEST(Table, NoticesEveryChangedByte) {
  const std::string bytes = Written(Small());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const unsigned mask : {0x01U, 0x80U, 0xFFU}) {
      std::string changed = bytes;
      changed[i] =
          static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ mask);
      ASSERT_FALSE(Catalogue::Read(changed)) << i;
    }
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_FALSE(Catalogue::Read(bytes.substr(0, size))) << size;
    ASSERT_FALSE(Catalogue::Read(Sealed(bytes.substr(0, size)))) << size;
  }
  EXPECT_FALSE(Catalogue::Read(bytes + '\0'));
}

// With a right checksum: somebody means harm.
TEST(Table, LetsInOnlyWhatCanBeWalked) {
  const std::string bytes = Written(Small());
  std::size_t let_in = 0;
  for (std::size_t i = kMagic.size() + 16; i < bytes.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = bytes;
      changed[i] =
          static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ 1U << bit);
      auto read = Catalogue::Read(Sealed(std::move(changed)));
      if (read) {
        Walk(*read);
        ++let_in;
      }
    }
  }
  // A letter here, a flag there.
  EXPECT_GT(let_in, 0U);
}

TEST(Table, LetsInNoNoise) {
  std::mt19937 random(7);
  const auto number = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  const std::string bytes = Written(Small());
  for (int round = 0; round < 5000; ++round) {
    std::string changed = bytes;
    for (std::size_t i = number(8) + 1; i > 0; --i) {
      const std::size_t at = number(bytes.size() - 24) + 24;
      const std::size_t from = number(bytes.size());
      changed.replace(at, 4, bytes, from, 4);
    }
    auto read = Catalogue::Read(Sealed(std::move(changed)));
    if (read) {
      Walk(*read);
    }
  }
}

TEST(TextPool, SharesEnds) {
  TextPool pool;
  for (const char* text : {"Object", "GetObject", "ct", "", "Get"}) {
    pool.Add(text);
  }
  pool.Lay();
  EXPECT_EQ(pool.bytes(), "GetObjectGet");
  const auto text = [&](std::string_view of) {
    return pool.bytes().substr(pool[of] >> 8U, pool[of] & 0xFFU);
  };
  for (const char* of : {"Object", "GetObject", "ct", "", "Get"}) {
    EXPECT_EQ(text(of), of);
  }
}

}  // namespace
}  // namespace iamgen::catalog

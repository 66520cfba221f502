// Documents come out of the catalogue as they went in.
#include <gtest/gtest.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalogue.h"
#include "catalog/document_code.h"
#include "catalog/json_shape.h"
#include "unit/catalog/records.h"

namespace iamgen::catalog {
namespace {

TEST(Documents, AreThoseOfTheData) {
  std::size_t count = 0;
  for (const nlohmann::json& record : Records("managed-policies.jsonl")) {
    const std::string name = record.at("name");
    const auto policy = Catalogue::Embedded().FindPolicy(name);
    ASSERT_TRUE(policy) << name;
    const std::string text = Catalogue::Embedded().DocumentOf(*policy);
    EXPECT_EQ(Catalogue::Embedded().HasDocument(*policy),
              record.contains("document"));
    if (record.contains("document")) {
      EXPECT_EQ(nlohmann::json::parse(text), record.at("document")) << name;
      ++count;
    } else {
      EXPECT_EQ(text, "");
    }
  }
  EXPECT_EQ(count, 1615U);
}

TEST(Documents, KeepTheOrderOfTheirMembers) {
  const auto policy = Catalogue::Embedded().FindPolicy("AdministratorAccess");
  EXPECT_EQ(Catalogue::Embedded().DocumentOf(*policy),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"*","Resource":"*"}]})");
}

TEST(Documents, TakeAnyJson) {
  const std::vector<std::string_view> sound = {
      "{}",
      "[]",
      "1",
      R"("")",
      R"({"a":[1,"1",-0.5e+3,true,false,null,{}]})",
      R"(["\"\\\/\b\f\n\r\té","ä"])",
      " [ 1 , { \"a\" : 2 } ] "};
  const auto code = EncodeDocuments(sound, {});
  ASSERT_TRUE(code);
  EXPECT_EQ(code->starts.size(), sound.size());
  for (const std::string_view bad : {"{",
                                     "}",
                                     "[1,]",
                                     "[,1]",
                                     "[1 2]",
                                     R"({"a"})",
                                     R"({"a":})",
                                     R"({1:2})",
                                     R"({"a":1,})",
                                     R"({"a":1 "b":2})",
                                     "tru",
                                     "01",
                                     "1.",
                                     "-",
                                     "1e",
                                     "+1",
                                     R"("a)",
                                     R"("\x")",
                                     R"("\u12")",
                                     "\"\n\"",
                                     "\"\xFF\"",
                                     "[] []",
                                     "[}",
                                     R"({"a":1])",
                                     R"({"a","b"})",
                                     R"(["a":"b"])"}) {
    EXPECT_FALSE(EncodeDocuments({bad}, {})) << bad;
  }
  const std::string deep(JsonShape::kMaxDepth, '[');
  const std::string close(JsonShape::kMaxDepth, ']');
  EXPECT_TRUE(EncodeDocuments({deep + close}, {}));
  const std::string deeper = "[" + deep + close + "]";
  EXPECT_FALSE(EncodeDocuments({deeper}, {}));
}

TEST(Documents, NumbersTakeSevenBitsAByte) {
  for (const std::uint32_t number :
       {0U, 1U, 127U, 128U, 16383U, 16384U, UINT32_MAX}) {
    std::string bytes;
    AppendNumber(bytes, number);
    std::string_view rest = bytes;
    EXPECT_EQ(TakeNumber(rest), number);
    EXPECT_TRUE(rest.empty());
    rest = std::string_view(bytes).substr(0, bytes.size() - 1);
    EXPECT_FALSE(TakeNumber(rest));
  }
  std::string_view large = "\xFF\xFF\xFF\xFF\x10";
  EXPECT_FALSE(TakeNumber(large));
  std::string_view long_one = "\x80\x80\x80\x80\x80\x01";
  EXPECT_FALSE(TakeNumber(long_one));
}

}  // namespace
}  // namespace iamgen::catalog

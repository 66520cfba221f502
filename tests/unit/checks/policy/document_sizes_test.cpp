// Quotas, to the character.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/checks/policy/case.h"

namespace iamgen::tests {
namespace {

constexpr std::string_view kRules =
    "IAM901 IAM902 IAM903 IAM904 IAM905 IAM906 IAM907 IAM908 ORG103 ORG114";

// A compact document of so many characters.
std::string Sized(std::size_t size) {
  std::string document =
      R"({"Version":"2012-10-17","Id":"","Statement":[{"Effect":"Allow",)"
      R"("Principal":"*","Action":"*","Resource":"*"}]})";
  const std::size_t place = document.find(R"("Id":")") + 6;
  document.insert(place, size - document.size(), 'x');
  return document;
}

struct Case {
  std::string_view as;
  std::size_t most;
  std::string_view fires;
};

TEST(DocumentSizes, EndAtTheirQuota) {
  const std::vector<Case> cases = {
      // Access Analyzer counts one more.
      {"identity", 10239, "IAM901"},
      {"identity:managed", 6144, "IAM902"},
      {"identity:user", 2048, "IAM903"},
      {"identity:group", 5120, "IAM904"},
      {"identity:role", 10240, "IAM905"},
      {"boundary", 6144, "IAM902"},
      {"trust", 2048, "IAM906"},
      {"session", 2048, "IAM908"},
      {"resource:s3", 20480, "IAM907"},
      {"resource:kms", 32768, "IAM907"},
      {"resource:sqs", 8192, "IAM907"},
      {"scp", 10240, "ORG103"},
      {"rcp", 5120, "ORG114"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Fired(one.as, Sized(one.most), kRules), "") << one.as;
    EXPECT_EQ(Fired(one.as, Sized(one.most + 1), kRules), one.fires) << one.as;
  }
}

TEST(DocumentSizes, CountWhiteSpaceWhereAwsDoes) {
  const std::string blanks(1000, ' ');
  EXPECT_EQ(Fired("trust", blanks + Sized(2000), kRules), "");
  std::string scp = Sized(10000);
  scp.insert(1, blanks);
  EXPECT_EQ(Fired("scp", scp, kRules), "ORG103");
}

TEST(DocumentSizes, AreNotKnownOfEveryService) {
  EXPECT_EQ(Fired("resource:codeartifact", Sized(90000), kRules), "");
}

TEST(DocumentSizes, AreGraverPastTheRaisedQuota) {
  EXPECT_EQ(First("trust", Sized(8192), "IAM906").severity,
            diag::Severity::kWarning);
  EXPECT_EQ(First("trust", Sized(8193), "IAM906").severity,
            diag::Severity::kError);
}

}  // namespace
}  // namespace iamgen::tests

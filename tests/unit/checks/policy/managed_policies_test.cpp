// Policies that AWS wrote itself are right, but for a list of exceptions, each
// with its reason.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "catalog/catalogue.h"
#include "unit/checks/linting.h"

namespace iamgen::tests {
namespace {

// A rule, and what it says.
using Error = std::pair<std::string, std::string>;

// What fixtures/managed_policies/errors.tsv has, with the reasons.
std::map<Error, std::string> Explained() {
  std::map<Error, std::string> explained;
  std::ifstream file(IAMGEN_SOURCE_DIR
                     "/tests/fixtures/managed_policies/errors.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (!line.starts_with('#') && second != std::string::npos) {
      explained[{line.substr(0, first),
                 line.substr(first + 1, second - first - 1)}] =
          line.substr(second + 1);
    }
  }
  return explained;
}

TEST(ManagedPolicies, HaveNoErrorsButThoseExplained) {
  const std::map<Error, std::string> explained = Explained();
  ASSERT_FALSE(explained.empty());
  const catalog::Catalogue& catalogue = catalog::Catalogue::Embedded();
  std::set<Error> found;
  std::size_t documents = 0;
  for (const catalog::PolicyId policy : catalogue.Policies()) {
    const std::string text = catalogue.DocumentOf(policy);
    if (text.empty()) {
      continue;
    }
    ++documents;
    for (const Found& one : Lint("identity", text)) {
      if (one.severity != diag::Severity::kError) {
        continue;
      }
      const Error error(one.id, one.message);
      EXPECT_TRUE(explained.contains(error))
          << catalogue.NameOf(policy) << ": " << one.id << ' ' << one.message;
      found.insert(error);
    }
  }
  EXPECT_GE(documents, 1615U);
  for (const auto& [error, reason] : explained) {
    EXPECT_TRUE(found.contains(error)) << "gone: " << error.second;
    EXPECT_FALSE(reason.empty()) << error.second;
  }
}

}  // namespace
}  // namespace iamgen::tests

// `--fix` and `--diff`: which files change, and what is said of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kPolicy =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
  "Action": ["s3:getobject", "s3:PutObjet"],
  "Resource": "arn:aws:s3:::example-bucket/*"}]}
)";
constexpr const char* kFixed =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
  "Action": ["s3:GetObject", "s3:PutObjet"],
  "Resource": "arn:aws:s3:::example-bucket/*"}]}
)";
constexpr const char* kTopology = R"(iamgen: 1
master: { id: "111111111111" }
include: [parts/*.yaml]
)";
constexpr const char* kPart = R"(policies:
  Reader: { template: reader }
roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    policies: [Reader]
    inline:
      write:
        - { allow: s3:putobject, on: "arn:aws:s3:::example-bucket/*" }
)";
constexpr const char* kTemplate = R"(statements:
  - { allow: s3:getobject, on: "arn:aws:s3:::example-bucket/*" }
)";

TEST(Fixing, WritesTheFileAndShowsWhatIsLeft) {
  Workplace here;
  here.Write("p.json", kPolicy);
  const Outcome found = here.Run({"lint", "p.json"});
  EXPECT_EQ(found.code, 1);
  EXPECT_THAT(found.err, HasSubstr("1 error, 1 suggestion in p.json; --fix "
                                   "repairs 1 of them\n"));
  EXPECT_EQ(here.Read("p.json"), kPolicy);
  const Outcome fixed = here.Run({"lint", "p.json", "--fix"});
  EXPECT_EQ(fixed.code, 1);
  EXPECT_THAT(fixed.err, AllOf(HasSubstr("fixed 1 finding in `p.json`\n"),
                               HasSubstr("1 error in p.json\n"),
                               Not(HasSubstr("IAM212"))));
  EXPECT_EQ(here.Read("p.json"), kFixed);
  // A second time there is nothing to do.
  EXPECT_THAT(here.Run({"lint", "p.json", "--fix"}).err,
              Not(HasSubstr("fixed")));
}

TEST(Fixing, ShowsTheDifferenceAndWritesNothing) {
  Workplace here;
  here.Write("p.json", kPolicy);
  const Outcome outcome = here.Run({"lint", "p.json", "--fix", "--diff"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("--- p.json\n+++ p.json\n@@ "),
                    HasSubstr("\n-  \"Action\": [\"s3:getobject\", "),
                    HasSubstr("\n+  \"Action\": [\"s3:GetObject\", ")));
  EXPECT_EQ(here.Read("p.json"), kPolicy);
  // Without one, what is found is shown.
  here.Write("p.json", kFixed);
  const Outcome same = here.Run({"lint", "p.json", "--fix", "--diff"});
  EXPECT_EQ(same.code, 1);
  EXPECT_EQ(same.out, "");
  EXPECT_THAT(same.err, HasSubstr("1 error in p.json"));
}

TEST(Fixing, ChangesEveryFileOfATopology) {
  Workplace here;
  here.Write("t.yaml", kTopology);
  here.Write("parts/web.yaml", kPart);
  here.Write("templates/reader.yaml", kTemplate);
  const Outcome outcome = here.Run({"check", "t.yaml", "--fix"});
  EXPECT_THAT(outcome.err, HasSubstr("fixed 2 findings in `parts/web.yaml` and "
                                     "`templates/reader.yaml`\n"));
  EXPECT_EQ(here.Read("t.yaml"), kTopology);
  EXPECT_THAT(here.Read("parts/web.yaml"), HasSubstr("allow: s3:PutObject,"));
  EXPECT_THAT(here.Read("templates/reader.yaml"),
              HasSubstr("allow: s3:GetObject,"));
}

TEST(Fixing, LeavesAloneWhatDoesNotCount) {
  for (const auto& options :
       std::vector<std::vector<std::string>>{{"--ignore", "IAM212"},
                                             {"--select", "IAM201"},
                                             {"--severity", "IAM212=off"}}) {
    Workplace here;
    here.Write("p.json", kPolicy);
    std::vector<std::string> arguments = {"lint", "p.json", "--fix"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    here.Run(arguments);
    EXPECT_EQ(here.Read("p.json"), kPolicy)
        << ::testing::PrintToString(options);
  }
  Workplace here;
  here.Write("p.json", kPolicy);
  ASSERT_EQ(here.Run({"lint", "p.json", "--write-baseline", "b.json"}).code, 0);
  EXPECT_EQ(here.Run({"lint", "p.json", "--fix", "--baseline", "b.json"}).code,
            0);
  EXPECT_EQ(here.Read("p.json"), kPolicy);
}

TEST(Fixing, LeavesWhatIsMeantAlone) {
  Workplace here;
  here.Write("t.yaml", R"(iamgen: 1
master: { id: "111111111111" }
roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline:
      write:
        # iamgen: allow IAM212 -- as the other team writes it
        - { allow: s3:putobject, on: "arn:aws:s3:::example-bucket/*" }
)");
  here.Run({"check", "t.yaml", "--fix"});
  EXPECT_THAT(here.Read("t.yaml"), HasSubstr("s3:putobject"));
}

TEST(Fixing, StandardOutputStaysADocument) {
  Workplace here;
  here.Write("p.json", kPolicy);
  const Outcome diff =
      here.Run({"lint", "p.json", "--fix", "--diff", "--diagnostics", "json"});
  EXPECT_EQ(diff.out, "");
  EXPECT_THAT(diff.err, StartsWith("--- p.json\n"));
  const Outcome outcome =
      here.Run({"lint", "p.json", "--fix", "-q", "--diagnostics", "json"});
  EXPECT_EQ(nlohmann::json::parse(outcome.out)["errors"], 1);
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST(Fixing, NeedsFiles) {
  Workplace here;
  here.in = kPolicy;
  here.Write("p.json", kPolicy);
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"lint", "-", "--fix"},
                                             {"lint", "p.json", "-", "--fix"},
                                             {"check", "-", "--fix"}}) {
    const Outcome outcome = here.Run(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("standard input is none"));
  }
  const Outcome outcome = here.Run({"lint", "p.json", "--diff"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("give both"));
  EXPECT_EQ(here.Run({"lint", "none.json", "--fix"}).code, 2);
  EXPECT_EQ(here.Run({"check", "none.yaml", "--fix"}).code, 2);
  EXPECT_EQ(here.Run({"build", "p.json", "--fix"}).code, 2);
}

TEST(Fixing, AFileThatTakesNothingIsSaid) {
  Workplace here;
  here.unprivileged = true;
  here.Write("p.json", kPolicy);
  ASSERT_EQ(::chmod((here / "p.json").c_str(), 0444), 0);
  const Outcome outcome = here.Run({"lint", "p.json", "--fix"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "iamgen: p.json: Permission denied\n");
  EXPECT_EQ(here.Read("p.json"), kPolicy);
}

// What ships in the program is nobody's file, whatever lies about.
TEST(Fixing, TouchesNothingThatWasNotRead) {
  Workplace here;
  here.Write("below/t.yaml", R"(iamgen: 1
master: { id: "111111111111" }
variables: { CONFIG_BUCKET: a, SECURE_BUCKET: b, BACKUP_BUCKET: c }
roles:
  Web:
    in: master
    trusted_by: [ { service: ec2 } ]
    inline: { write: [ { allow: s3:putobject, on: "arn:aws:s3:::a/*" } ] }
)");
  const std::string other = "statements: [ { allow: s3:putobject, on: a } ]\n";
  here.Write("below/other.yaml", other);
  here.Run({"check", "below/t.yaml", "--fix"});
  EXPECT_EQ(here.Read("below/other.yaml"), other);
  EXPECT_THAT(here.Read("below/t.yaml"), HasSubstr("s3:PutObject"));
  EXPECT_EQ(here.Below("below").size(), 2U);
}

}  // namespace
}  // namespace iamgen::driver

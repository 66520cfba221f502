// What the commands answer: exit codes, and which stream says what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// A role that anybody may assume is a security finding; an unused variable is
// a warning; a role without a trust is an error.
constexpr const char* kSecurity = R"(iamgen: 1
master: { id: "111111111111" }
roles: { Open: { in: master, trusted_by: [ { any: true } ] } }
)";
constexpr const char* kWarning = R"(iamgen: 1
variables: { UNUSED: x }
master: { id: "111111111111" }
)";
constexpr const char* kError = R"(iamgen: 1
master: { id: "111111111111" }
roles: { Closed: { in: master } }
)";

struct Row {
  std::vector<std::string> arguments;
  int code;
  // In standard error; "" for silence.
  const char* said;
};

TEST(CommandLine, ExitCodes) {
  Workplace here;
  here.Write("good.yaml", kGoodTopology);
  here.Write("security.yaml", kSecurity);
  here.Write("warning.yaml", kWarning);
  here.Write("error.yaml", kError);
  here.Write("empty.yaml", "");
  here.Write("folder/file", "");
  const std::vector<Row> rows = {
      {{"check", "good.yaml"}, 0, ""},
      {{"check", "warning.yaml"}, 0, "1 warning in warning.yaml"},
      {{"check", "warning.yaml", "--strict"}, 1, "1 warning in warning.yaml"},
      {{"check", "security.yaml"}, 1, "1 security finding in security.yaml"},
      {{"check", "security.yaml", "--severity", "IAM525=warning"},
       0,
       "1 warning in security.yaml"},
      {{"check", "security.yaml", "--severity", "anyone-may-assume=warning"},
       0,
       "warning"},
      {{"check", "warning.yaml", "--severity", "SPEC044=error"}, 1, "1 error"},
      {{"check", "error.yaml"}, 1, "1 error in error.yaml"},
      // What AWS would refuse stays an error.
      {{"check", "error.yaml", "--severity", "IAM111=warning"}, 1, "1 error"},
      {{"check", "empty.yaml"}, 1, "1 error in empty.yaml"},
      {{"check", "missing.yaml"},
       2,
       "iamgen: missing.yaml: No such file or directory\n"},
      {{"check", "folder"}, 2, "iamgen: folder: Is a directory\n"},
      {{"check", ""}, 2, "iamgen: "},
      {{"check"}, 2, "usage: iamgen"},
      {{"check", "good.yaml", "--severity", "IAM525"}, 2, "write RULE=LEVEL"},
      {{"check", "good.yaml", "--severity", "IAM525=loud"},
       2,
       "`loud` is no level"},
      {{"check", "good.yaml", "--severity", "NONE=error"},
       2,
       "there is no rule `NONE`"},
      {{"check", "good.yaml", "--severity", "IAM52=off"},
       2,
       "did you mean `IAM"},
      {{"check", "security.yaml", "--severity", "IAM525=off"}, 0, ""},
      {{"check", "error.yaml", "--severity", "IAM111=off"}, 1, "1 error"},
      {{"check", "good.yaml", "--forbid-action", "s3:DeleteBuckt"},
       2,
       "did you mean `DeleteBucket`?"},
      {{"check", "good.yaml", "--forbid-action", "s4:*"}, 2, "service `s4`"},
      {{"check", "good.yaml", "--forbid-action", "*,s3:Get*"}, 0, ""},
      {{"check", "good.yaml", "--require-boundary", "all"}, 2, "or any"},
      {{"check", "good.yaml", "--diagnostics", "xml"}, 2, "usage: iamgen"},
      {{"check", "good.yaml", "--target", "cfn"}, 2, "--target"},
      {{"build", "good.yaml"}, 2, "build needs a --target"},
      {{"build", "good.yaml", "-t", "nix"}, 2, "there is no target `nix`"},
      {{"build", "error.yaml", "-t", "cfn"}, 1, "1 error in error.yaml"},
      {{"build", "security.yaml", "-t", "cfn"}, 1, "1 security finding"},
      {{"build", "good.yaml", "-t", "cfn", "--account", "prod"},
       2,
       "there is no account `prod`"},
      {{"build", "good.yaml", "-t", "cfn", "--account", "devv"},
       2,
       "did you mean `dev`?"},
      {{"build", "good.yaml", "-t", "cfn", "-o", ""}, 2, "has no name"},
      {{"build", "good.yaml", "-t", "cfn", "-o", "good.yaml"},
       2,
       "good.yaml: is in the way of a folder"},
      {{"build", "good.yaml", "-t", "cfn", "-o", "folder/file/out"},
       2,
       "folder/file: is in the way of a folder"},
      {{"list", "good.yaml"}, 0, ""},
      {{"list", "error.yaml"}, 2, "1 error"},
      {{"list", "good.yaml", "cakes"}, 2, "usage: iamgen"},
      {{"explain", "IAM525"}, 0, ""},
      {{"explain", "iam525"}, 0, ""},
      {{"explain", "IAM52"}, 2, "did you mean `IAM"},
      {{"explain"}, 2, "usage: iamgen"},
      {{"rules"}, 0, ""},
      {{"rules", "IAM5", "unused-", "--format", "json"}, 0, ""},
      {{"rules", "IAM52x"}, 2, "rules IAM52x: no rule's id or name begins so"},
      {{"rules", "--format", "yaml"}, 2, "usage: iamgen"},
      {{"bild", "good.yaml"},
       2,
       "there is no command `bild`; did you mean `build`?"},
      {{"xyzzy"}, 2, "there is no command `xyzzy`"},
      {{"check", "good.yaml", "--frob"}, 2, "--frob"},
      {{"--frob"}, 2, "usage: iamgen"},
      {{}, 2, "iamgen build topology.yaml"},
      {{"--help"}, 0, ""},
      {{"--version"}, 0, ""},
      {{"build", "--help"}, 0, ""},
  };
  for (const Row& row : rows) {
    const Outcome outcome = here.Run(row.arguments);
    const std::string command = ::testing::PrintToString(row.arguments);
    EXPECT_EQ(outcome.code, row.code) << command << outcome.err;
    if (std::string_view(row.said).empty()) {
      EXPECT_EQ(outcome.err, "") << command;
    } else {
      EXPECT_THAT(outcome.err, HasSubstr(row.said)) << command;
    }
    // A run that could not start has no result.
    if (row.code == 2) {
      EXPECT_EQ(outcome.out, "") << command;
    }
  }
  EXPECT_FALSE(here.Has("out"));
}

TEST(CommandLine, UsageIsSaidOnStandardErrorAlone) {
  const Workplace here;
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {}, {"bild"}, {"build"}, {"--frob"}, {"check", "a", "--frob"}}) {
    const Outcome outcome = here.Run(arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("iamgen"));
  }
}

TEST(CommandLine, StandardInputIsATopology) {
  Workplace here;
  here.in = kGoodTopology;
  EXPECT_EQ(here.Run({"check", "-"}).code, 0);
  here.in = kError;
  EXPECT_THAT(here.Run({"check", "-"}).err, HasSubstr("--> <stdin>:3:"));
  EXPECT_THAT(here.Run({"check", "-", "--stdin-filename", "a/t.yaml"}).err,
              HasSubstr("--> a/t.yaml:3:"));
  here.in = R"({"iamgen": 1, "master": {"id": "111111111111"}})";
  EXPECT_EQ(here.Run({"check", "-"}).code, 0);
  here.in = "";
  EXPECT_EQ(here.Run({"check", "-"}).code, 1);
}

TEST(CommandLine, FindingsGoWhereTheirFormatSays) {
  Workplace here;
  here.Write("t.yaml", kError);
  EXPECT_THAT(here.Run({"check", "t.yaml"}).out, IsEmpty());
  const Outcome gnu = here.Run({"check", "t.yaml", "--diagnostics", "gnu"});
  EXPECT_THAT(gnu.out, StartsWith("t.yaml:3:10: error: "));
  EXPECT_EQ(gnu.err, "");
  const Outcome json = here.Run({"check", "t.yaml", "--diagnostics", "json"});
  EXPECT_THAT(json.out, StartsWith("{\"format_version\":1,"));
  EXPECT_EQ(json.err, "");
  here.Write("t.yaml", kGoodTopology);
  EXPECT_THAT(here.Run({"check", "t.yaml", "--diagnostics", "json"}).out,
              HasSubstr("\"diagnostics\":[]"));
}

TEST(CommandLine, ColorIsForTerminalsUnlessAskedFor) {
  Workplace here;
  here.Write("t.yaml", kError);
  EXPECT_THAT(here.Run({"check", "t.yaml"}).err, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(here.Run({"check", "t.yaml", "--color", "always"}).err,
              HasSubstr("\x1b["));
  here.environment["FORCE_COLOR"] = "1";
  EXPECT_THAT(here.Run({"check", "t.yaml"}).err, HasSubstr("\x1b["));
  EXPECT_THAT(here.Run({"check", "t.yaml", "--color", "never"}).err,
              Not(HasSubstr("\x1b[")));
}

TEST(CommandLine, BuildChecksWithoutWriting) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  const std::vector<std::string> check = {"build", "t.yaml", "-t", "cfn",
                                          "--check"};
  const Outcome missing = here.Run(check);
  EXPECT_EQ(missing.code, 1);
  EXPECT_EQ(missing.out,
            "out/cfn/dev.template.yaml\nout/cfn/master.template.yaml\n"
            "out/manifest.json\n");
  EXPECT_FALSE(here.Has("out"));

  const Outcome built = here.Run({"build", "t.yaml", "-t", "cfn"});
  EXPECT_EQ(built.code, 0);
  EXPECT_EQ(built.out,
            "wrote out/cfn/dev.template.yaml\n"
            "wrote out/cfn/master.template.yaml\n"
            "wrote out/manifest.json\n");
  EXPECT_EQ(here.Run({"build", "t.yaml", "-t", "cfn"}).out,
            "2 files unchanged in out\n");
  EXPECT_EQ(here.Run({"build", "t.yaml", "-t", "cfn", "-q"}).out, "");
  const Outcome same = here.Run(check);
  EXPECT_EQ(same.code, 0);
  EXPECT_EQ(same.out, "");

  here.Write("out/cfn/dev.template.yaml", "edited by hand");
  const Outcome stale = here.Run(check);
  EXPECT_EQ(stale.code, 1);
  EXPECT_THAT(stale.out, HasSubstr("out/cfn/dev.template.yaml\n"));
  EXPECT_EQ(here.Read("out/cfn/dev.template.yaml"), "edited by hand");
}

TEST(CommandLine, OneAccountAlone) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  for (const char* name : {"dev", "222222222222"}) {
    const std::string folder = std::string("out-") + name;
    EXPECT_EQ(here.Run({"build", "t.yaml", "-t", "cfn", "--account", name, "-o",
                        folder})
                  .code,
              0);
    EXPECT_EQ(here.Below(folder).size(), 2U);
    EXPECT_TRUE(here.Has(folder + "/manifest.json"));
    EXPECT_TRUE(here.Has(folder + "/cfn/dev.template.yaml"));
  }
}

TEST(CommandLine, StandardOutputHasTheFilesOfTheFolder) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  const Outcome outcome =
      here.Run({"build", "t.yaml", "-t", "cfn", "-t", "policy", "--stdout"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_FALSE(here.Has("out"));
  ASSERT_EQ(here.Run({"build", "t.yaml", "-t", "cfn", "-t", "policy"}).code, 0);
  std::size_t size = 0;
  for (const auto& [path, bytes] : here.Below("out")) {
    if (path == "manifest.json") {
      continue;
    }
    const std::string piece = "# " + path + "\n" + bytes;
    EXPECT_THAT(outcome.out, HasSubstr(piece));
    size += piece.size();
  }
  EXPECT_EQ(outcome.out.size(), size);
}

TEST(CommandLine, AFullDiskIsSaid) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.out = "/dev/full";
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"build", "t.yaml", "-t", "cfn", "--stdout"},
           {"build", "t.yaml", "-t", "cfn"},
           {"check", "t.yaml", "--diagnostics", "json"},
           {"check", "t.yaml", "--dump", "model"},
           {"check", "t.yaml", "--show-settings"},
           {"list", "t.yaml"},
           {"explain", "IAM525"},
           {"rules"},
           {"--version"},
           {"--help"},
           {"build", "--help"}}) {
    const Outcome outcome = here.Run(arguments);
    EXPECT_EQ(outcome.code, 2) << ::testing::PrintToString(arguments);
    EXPECT_EQ(outcome.err, "iamgen: standard output cannot be written\n")
        << ::testing::PrintToString(arguments);
  }
}

TEST(CommandLine, AReaderThatHasGoneEndsItQuietly) {
  Workplace here;
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  here.out_descriptor = ends[1];
  const Outcome outcome = here.Run({"rules"});
  ::close(ends[1]);
  EXPECT_EQ(outcome.code, 128 + SIGPIPE);
  EXPECT_EQ(outcome.err, "");
}

TEST(CommandLine, AnUnreadableFileIsSaid) {
  Workplace here;
  here.unprivileged = true;
  here.Write("t.yaml", kGoodTopology);
  ASSERT_EQ(::chmod((here / "t.yaml").c_str(), 0), 0);
  const Outcome outcome = here.Run({"check", "t.yaml"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "iamgen: t.yaml: Permission denied\n");
}

TEST(CommandLine, AFolderThatTakesNothingIsSaid) {
  Workplace here;
  here.unprivileged = true;
  here.Write("t.yaml", kGoodTopology);
  here.Write("out/file", "");
  ASSERT_EQ(::chmod((here / "out").c_str(), 0555), 0);
  const Outcome outcome = here.Run({"build", "t.yaml", "-t", "cfn"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "iamgen: out: Permission denied\n");
}

TEST(CommandLine, WhatIsInTheWayIsSaid) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.Write("out/cfn/master.template.yaml/file", "");
  const Outcome outcome = here.Run({"build", "t.yaml", "-t", "cfn"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err,
            "iamgen: out/cfn/master.template.yaml: is not a file\n");
  EXPECT_EQ(outcome.out, "");
}

TEST(CommandLine, ATopologyMayBeAPipe) {
  Workplace here;
  here.in = kGoodTopology;
  EXPECT_EQ(here.Run({"check", "/dev/stdin"}).code, 0);
}

TEST(CommandLine, LocalesDecideNothing) {
  Workplace here;
  here.Write("t.yaml", kError);
  const Outcome usual = here.Run({"check", "t.yaml"});
  for (const char* locale : {"C", "tr_TR.UTF-8", "none-such", ""}) {
    here.environment["LC_ALL"] = locale;
    EXPECT_EQ(here.Run({"check", "t.yaml"}).err, usual.err) << locale;
  }
}

}  // namespace
}  // namespace iamgen::driver

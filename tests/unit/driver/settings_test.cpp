// Where a setting comes from: flags, then the environment, then the settings
// file, then the defaults.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Source {
  const char* name;
  std::vector<std::string> flags;
  std::map<std::string, std::string> environment;
  const char* file;
  const char* shown;
};

TEST(Settings, TheNearestSourceWins) {
  const std::vector<Source> sources = {
      {"default", {}, {}, "", "format = yaml  # default\n"},
      {"file", {}, {}, "format = json\n", "format = json  # .iamgen.conf\n"},
      {"environment",
       {},
       {{"IAMGEN_FORMAT", "yaml"}},
       "format = json\n",
       "format = yaml  # environment\n"},
      {"flag",
       {"--format", "json"},
       {{"IAMGEN_FORMAT", "yaml"}},
       "format = yaml\n",
       "format = json  # flag\n"},
  };
  for (const Source& source : sources) {
    Workplace here;
    here.Write(".iamgen.conf", source.file);
    here.environment = source.environment;
    std::vector<std::string> arguments = {"build", "t.yaml", "--show-settings"};
    arguments.insert(arguments.end(), source.flags.begin(), source.flags.end());
    const Outcome outcome = here.Run(arguments);
    EXPECT_EQ(outcome.code, 0) << source.name;
    EXPECT_THAT(outcome.out, HasSubstr(source.shown)) << source.name;
    EXPECT_EQ(outcome.err, "") << source.name;
  }
}

TEST(Settings, DoWhatTheFlagsDo) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.Write(
      ".iamgen.conf",
      "# For everybody.\ntarget = policy\noutput = made\nquiet = true\n");
  EXPECT_EQ(here.Run({"build", "t.yaml"}).code, 0);
  EXPECT_TRUE(here.Has("made/policy/dev/roles/Web/trust.json"));
  EXPECT_FALSE(here.Has("made/cfn"));
  // A list of the environment takes the place of the file's.
  here.environment["IAMGEN_TARGET"] = "cfn, policy";
  here.environment["IAMGEN_OUTPUT"] = "other";
  EXPECT_EQ(here.Run({"build", "t.yaml"}).code, 0);
  EXPECT_TRUE(here.Has("other/cfn/dev.template.yaml"));
  EXPECT_TRUE(here.Has("other/policy/dev/roles/Web/trust.json"));
}

TEST(Settings, AreFoundUpwardFromTheTopology) {
  Workplace here;
  here.Write(".iamgen.conf", "format = json\n");
  here.Write("below/further/t.yaml", kGoodTopology);
  here.Write("below/elsewhere/.iamgen.conf", "format = json\n");
  EXPECT_THAT(
      here.Run({"check", "below/further/t.yaml", "--show-settings"}).out,
      HasSubstr("format = json  # .iamgen.conf\n"));
  here.Write("below/.iamgen.conf", "color = never\n");
  EXPECT_THAT(
      here.Run({"check", "below/further/t.yaml", "--show-settings"}).out,
      HasSubstr("format = yaml  # default\n"));
}

TEST(Settings, SomeHaveBlanksInThem) {
  Workplace here;
  here.Write(".iamgen.conf",
             "sensitive = s3:GetObject arn:aws:s3:::payroll/*\n"
             "sensitive = kms:Decrypt *\n"
             "forbid-action = s3:Delete* iam:*\n");
  EXPECT_THAT(here.Run({"check", "t.yaml", "--show-settings"}).out,
              AllOf(HasSubstr("sensitive = s3:GetObject "
                              "arn:aws:s3:::payroll/* | kms:Decrypt *  # .ia"),
                    HasSubstr("forbid-action = s3:Delete* iam:*  # .iamgen")));
  here.environment["IAMGEN_SENSITIVE"] = "a:B *\n\nc:D arn:aws:s3:::e";
  EXPECT_THAT(here.Run({"check", "t.yaml", "--show-settings"}).out,
              HasSubstr("sensitive = a:B * | c:D arn:aws:s3:::e  # environ"));
}

TEST(Settings, YesAndNoHaveTwoSpellings) {
  for (const auto& [written, shown] :
       {std::pair("true", "true"), std::pair("1", "true"),
        std::pair("false", "false"), std::pair("0", "false")}) {
    Workplace here;
    here.Write("t.yaml", kGoodTopology);
    here.environment["IAMGEN_STRICT"] = written;
    const Outcome outcome = here.Run({"check", "t.yaml", "--show-settings"});
    EXPECT_EQ(outcome.code, 0) << written;
    EXPECT_THAT(outcome.out, HasSubstr("strict = " + std::string(shown) +
                                       "  # environment\n"))
        << written;
  }
}

TEST(Settings, MistakesAreSaid) {
  struct Mistake {
    const char* file;
    const char* said;
  };

  for (const Mistake& mistake : {
           Mistake{"formt = json\n", "formt"},
           Mistake{"format = xml\n", "`yaml`, `json` and `tf.json`"},
           Mistake{"quiet = yes\n", "`true` and `false`"},
           Mistake{"color = red\n", "`auto`, `always` and `never`"},
           Mistake{"diagnostics = xml\n",
                   "`human`, `gnu`, `json`, `sarif`, `github`, `gitlab` and "
                   "`junit`"},
           Mistake{"json\n", "json"},
           Mistake{"severity = IAM525\n", "--severity IAM525"},
       }) {
    Workplace here;
    here.Write("t.yaml", kGoodTopology);
    here.Write(".iamgen.conf", mistake.file);
    const Outcome outcome = here.Run({"check", "t.yaml"});
    EXPECT_EQ(outcome.code, 2) << mistake.file;
    EXPECT_THAT(outcome.err, HasSubstr(mistake.said)) << mistake.file;
  }
}

TEST(Settings, WhatIsNoneOfOursIsLeftAlone) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.environment = {{"IAMGEN_SOMETHING", "else"}, {"IAMGEN_", "x"}};
  EXPECT_EQ(here.Run({"check", "t.yaml"}).code, 0);
}

TEST(Settings, AFolderOfThatNameIsNoSettingsFile) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.Write(".iamgen.conf/file", "");
  EXPECT_EQ(here.Run({"check", "t.yaml"}).code, 0);
}

}  // namespace
}  // namespace iamgen::driver

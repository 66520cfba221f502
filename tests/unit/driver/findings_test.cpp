// Which findings count: `--select`, `--ignore`, `--baseline`; and that each
// format reaches standard output whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

// IAM525, security, of two roles; SPEC044, a warning.
constexpr const char* kTopology = R"(iamgen: 1
variables: { UNUSED: x }
master: { id: "111111111111" }
roles:
  Open: { in: master, trusted_by: [ { any: true } ] }
  Door: { in: master, trusted_by: [ { any: true } ] }
)";
// The same and an error.
constexpr const char* kBroken = R"(iamgen: 1
variables: { UNUSED: x }
master: { id: "111111111111" }
roles:
  Open: { in: master, trusted_by: [ { any: true } ] }
  Closed: { in: master }
)";

struct Row {
  std::vector<std::string> options;
  int code;
  std::string said;
};

TEST(Findings, OfSelectedRulesCount) {
  Workplace here;
  here.Write("t.yaml", kTopology);
  for (const Row& row : std::vector<Row>{
           {{}, 1, "2 security findings, 1 warning in t.yaml"},
           {{"--select", "IAM5"}, 1, "2 security findings in t.yaml"},
           {{"--select", "spec"}, 0, "1 warning in t.yaml"},
           {{"--select", "unused-"}, 0, "1 warning in t.yaml"},
           {{"--ignore", "IAM525"}, 0, "1 warning in t.yaml"},
           {{"--ignore", "anyone"}, 0, "1 warning in t.yaml"},
           {{"--ignore", "IAM,SPEC"}, 0, ""},
           {{"--ignore", "IAM", "--ignore", "SPEC044"}, 0, ""},
           // What both speak of is ignored.
           {{"--select", "IAM525", "--ignore", "IAM"}, 0, ""},
           {{"--ignore", "IAM525", "--strict"}, 1, "1 warning"},
           {{"--ignore", "XYZ"}, 2, "--ignore XYZ: no rule's id or name"},
           {{"--select", "IAM599"}, 2, "did you mean `IAM"},
       }) {
    std::vector<std::string> arguments = {"check", "t.yaml"};
    arguments.insert(arguments.end(), row.options.begin(), row.options.end());
    const Outcome outcome = here.Run(arguments);
    const std::string options = ::testing::PrintToString(row.options);
    EXPECT_EQ(outcome.code, row.code) << options << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(row.said)) << options;
    EXPECT_EQ(outcome.err.empty(), row.said.empty()) << options << outcome.err;
  }
}

TEST(Findings, ThatAreErrorsAlwaysCount) {
  Workplace here;
  here.Write("t.yaml", kBroken);
  for (const std::vector<std::string>& options :
       std::vector<std::vector<std::string>>{
           {"--ignore", "IAM,SPEC"},
           {"--select", "SPEC044", "--ignore", "SP"}}) {
    std::vector<std::string> arguments = {"check", "t.yaml"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Outcome outcome = here.Run(arguments);
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err,
                AllOf(HasSubstr("1 error in t.yaml"), HasSubstr("IAM111")));
  }
}

TEST(Findings, AreChosenBySettingsToo) {
  Workplace here;
  here.Write("t.yaml", kTopology);
  here.Write(".iamgen.conf", "ignore = IAM525 SPEC04\nbaseline =\n");
  EXPECT_EQ(here.Run({"check", "t.yaml"}).err, "");
  here.environment["IAMGEN_IGNORE"] = "anyone-may,suppression";
  EXPECT_THAT(here.Run({"check", "t.yaml"}).err, HasSubstr("1 warning in"));
  here.environment = {{"IAMGEN_SELECT", "IAM"}, {"IAMGEN_BASELINE", "b.json"}};
  EXPECT_THAT(here.Run({"check", "t.yaml", "--show-settings"}).out,
              AllOf(HasSubstr("baseline = b.json  # environment\n"),
                    HasSubstr("ignore = IAM525 SPEC04  # .iamgen.conf\n"),
                    HasSubstr("select = IAM  # environment\n")));
}

TEST(Baseline, LetsOldFindingsBe) {
  Workplace here;
  here.Write("t.yaml", kTopology);
  const Outcome written =
      here.Run({"check", "t.yaml", "--write-baseline", "made/b.json"});
  EXPECT_EQ(written.code, 0);
  EXPECT_EQ(written.err, "iamgen: made/b.json: holds 3 findings\n");
  const std::string text = here.Read("made/b.json");
  EXPECT_EQ(text,
            "{\"format_version\":1,\"findings\":[\n"
            "{\"rule\":\"IAM525\",\"entity\":\"role/Door\",\"count\":1},\n"
            "{\"rule\":\"IAM525\",\"entity\":\"role/Open\",\"count\":1},\n"
            "{\"rule\":\"SPEC044\",\"entity\":\"variable/UNUSED\","
            "\"count\":1}\n]}\n");
  // Old ones are not shown, wherever they have gone to.
  here.Write("t.yaml", "# a line\n\n" + std::string(kTopology));
  const Outcome same =
      here.Run({"check", "t.yaml", "--strict", "--baseline", "made/b.json"});
  EXPECT_EQ(same.code, 0);
  EXPECT_EQ(same.err, "");
  EXPECT_EQ(here.Run({"build", "t.yaml", "-t", "cfn", "-q", "--baseline",
                      "made/b.json"})
                .code,
            0);
  // New ones are.
  here.Write("t.yaml",
             std::string(kTopology) +
                 "  New: { in: master, trusted_by: [ { any: true } ] }\n");
  const Outcome more =
      here.Run({"check", "t.yaml", "--baseline", "made/b.json"});
  EXPECT_EQ(more.code, 1);
  EXPECT_THAT(more.err, AllOf(HasSubstr("t.yaml:7:"),
                              HasSubstr("1 security finding in t.yaml\n")));
  // Writing again does not depend on what was there.
  here.Write("t.yaml", kTopology);
  here.Run({"check", "t.yaml", "--baseline", "none.json", "--write-baseline",
            "made/b.json"});
  EXPECT_EQ(here.Read("made/b.json"), text);
}

TEST(Baseline, SaysWhatIsOutdated) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.Write("b.json",
             R"({"format_version": 1, "findings": [
               {"rule": "IAM525", "entity": "role/Open", "count": 2},
               {"rule": "GONE1"}]})");
  const Outcome outcome =
      here.Run({"check", "t.yaml", "--baseline", "b.json", "--strict"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err,
            "iamgen: b.json: 3 findings in it are outdated; --write-baseline "
            "writes it anew\n");
  // What is ignored is found all the same.
  here.Write("t.yaml", kTopology);
  here.Write("b.json",
             R"({"format_version": 1, "findings": [{"rule": "IAM525",
               "entity": "role/Open"}, {"rule": "IAM525",
               "entity": "role/Door"}]})");
  EXPECT_EQ(here.Run({"check", "t.yaml", "--baseline", "b.json", "--ignore",
                      "IAM,SPEC"})
                .err,
            "");
}

TEST(Baseline, AnswersForAsManyAsItCounts) {
  Workplace here;
  here.Write("t.yaml", kTopology);
  here.Write("b.json",
             R"({"format_version": 1, "findings": [
               {"rule": "IAM525", "entity": "role/Open", "account": "dev"},
               {"rule": "IAM525", "entity": "role/Open", "count": 1}]})");
  EXPECT_THAT(here.Run({"check", "t.yaml", "--baseline", "b.json"}).err,
              AllOf(HasSubstr("1 security finding, 1 warning in t.yaml\n"),
                    HasSubstr("1 finding in it is")));
}

TEST(Baseline, HoldsNoErrors) {
  Workplace here;
  here.Write("t.yaml", kBroken);
  const Outcome outcome =
      here.Run({"check", "t.yaml", "--write-baseline", "b.json"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("b.json: not written, since"));
  EXPECT_FALSE(here.Has("b.json"));
  here.Write("b.json",
             R"({"format_version": 1, "findings": [{"rule": "IAM111",
               "entity": "role/Closed"}]})");
  EXPECT_THAT(here.Run({"check", "t.yaml", "--baseline", "b.json"}).err,
              HasSubstr("1 error"));
}

TEST(Baseline, ThatIsNoneIsRefused) {
  for (const auto& [text, said] :
       std::vector<std::pair<std::string, std::string>>{
           {"", "b.json:1:1: the baseline is not JSON from here on"},
           {"{\n  \"format_version\": 1,\n}", "b.json:3:1: the baseline is"},
           {"[]", "b.json: is no baseline"},
           {"{}", "b.json: is no baseline"},
           {"{\"format_version\":1,\"findings\":{}}", "is no baseline"},
           {"{\"format_version\":2,\"findings\":[]}", "of format 2"},
           {"{\"format_version\":\"1\",\"findings\":[]}", "of format \"1\""},
           {"{\"format_version\":1,\"findings\":[{}]}", "entry 1 of"},
           {"{\"format_version\":1,\"findings\":[{\"rule\":\"A\"},7]}",
            "entry 2 of"},
           {"{\"format_version\":1,\"findings\":[{\"rule\":3}]}", "entry 1"},
           {"{\"format_version\":1,\"findings\":[{\"rule\":\"A\","
            "\"entity\":null}]}",
            "entry 1"},
           {"{\"format_version\":1,\"findings\":[{\"rule\":\"A\","
            "\"count\":0}]}",
            "entry 1"},
           {"{\"format_version\":1,\"findings\":[{\"rule\":\"A\","
            "\"count\":-1}]}",
            "entry 1"},
           {"{\"format_version\":1,\"findings\":[{\"rule\":\"A\","
            "\"count\":18446744073709551615}]}",
            "entry 1"},
           {"{\"format_version\":1,\"findings\":[{\"rule\":\"\xFF\"}]}",
            "not JSON from here on"},
       }) {
    Workplace here;
    here.Write("t.yaml", kGoodTopology);
    here.Write("b.json", text);
    const Outcome outcome =
        here.Run({"check", "t.yaml", "--baseline", "b.json"});
    EXPECT_EQ(outcome.code, 2) << text;
    EXPECT_THAT(outcome.err, HasSubstr(said)) << text;
    EXPECT_EQ(outcome.out, "") << text;
  }
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  const Outcome outcome =
      here.Run({"check", "t.yaml", "--baseline", "none.json"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("none.json: No such file"));
}

TEST(Baseline, DoesNotChangeTheOutput) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.Write("b.json", "{\"format_version\":1,\"findings\":[]}");
  here.Run({"build", "t.yaml", "-t", "cfn", "-q"});
  const auto plain = here.Below("out");
  EXPECT_EQ(here.Run({"build", "t.yaml", "-t", "cfn", "-q", "--check",
                      "--baseline", "b.json"})
                .code,
            0);
  here.Run({"build", "t.yaml", "-t", "cfn", "-q", "--baseline", "b.json"});
  EXPECT_EQ(here.Below("out"), plain);
}

TEST(Formats, ReachStandardOutputWhole) {
  Workplace here;
  here.Write("good.yaml", kGoodTopology);
  here.Write("t.yaml", kTopology);
  for (const char* format : {"json", "sarif", "gitlab"}) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"check", "good.yaml"},
             {"check", "t.yaml"},
             {"build", "good.yaml", "-t", "cfn", "--check"},
             {"build", "good.yaml", "-t", "cfn"}}) {
      auto all = arguments;
      all.insert(all.end(), {"--diagnostics", format});
      const Outcome outcome = here.Run(all);
      EXPECT_FALSE(Json::parse(outcome.out, nullptr, false).is_discarded())
          << format << outcome.out;
    }
  }
  // The list of `--check` gives way to the document.
  const Outcome stale = here.Run({"build", "t.yaml", "--ignore", "IAM", "-t",
                                  "cfn", "--check", "--diagnostics", "sarif"});
  EXPECT_EQ(stale.code, 1);
  EXPECT_THAT(stale.err, HasSubstr("cfn/master.template.yaml\n"));
  EXPECT_THAT(here.Run({"check", "good.yaml", "--diagnostics", "junit"}).out,
              HasSubstr("name=\"no findings\""));
  EXPECT_EQ(here.Run({"check", "good.yaml", "--diagnostics", "github"}).out,
            "no findings\n");
}

}  // namespace
}  // namespace iamgen::driver

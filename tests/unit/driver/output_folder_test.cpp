// What becomes of an output folder that already holds something.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "driver/commands.h"
#include "support/sha256.h"
#include "unit/driver/running.h"

namespace iamgen::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Files = std::map<std::string, std::string>;
using Json = nlohmann::json;

// Two more roles than `kGoodTopology`, one of them in one account.
constexpr const char* kMore = R"(iamgen: 1
master: { id: "111111111111" }
children: { dev: { id: "222222222222" }, prod: { id: "333333333333" } }
roles:
  Web: { in: all, trusted_by: [ { service: ec2 } ] }
  Job: { in: dev, trusted_by: [ { role: Web, in: master, pin: arn } ] }
)";

Outcome Build(const Workplace& here, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments = {"build", "t.yaml", "-t",
                                        "cfn",   "-t",     "policy"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return here.Run(arguments);
}

TEST(OutputFolder, TheManifestSaysWhatIsThere) {
  Workplace here;
  here.Write("t.yaml", kMore);
  ASSERT_EQ(Build(here).code, 0);
  const Files files = here.Below("out");
  const Json manifest = Json::parse(files.at("manifest.json"));
  EXPECT_EQ(manifest["format_version"], 1);
  EXPECT_EQ(manifest["waves"], Json({Json({"master", "prod"}), Json({"dev"})}));
  EXPECT_EQ(manifest["files"].size(), files.size() - 1);
  for (const auto& [path, file] : manifest["files"].items()) {
    EXPECT_EQ(file["sha256"],
              support::HexOf(support::Sha256Of(files.at(path))));
    EXPECT_THAT(path, HasSubstr(file["account"]));
    EXPECT_TRUE(path.starts_with(file["target"].get<std::string>() + "/"));
  }
  EXPECT_EQ(manifest["files"]["cfn/dev.template.yaml"]["entities"],
            Json({"role/Web", "role/Job", "instance_profile/Web"}));
  EXPECT_EQ(manifest["files"]["policy/dev/roles/Job/trust.json"]["entities"],
            Json({"role/Job"}));
  const std::string spec = manifest["spec_sha256"];
  here.Write("t.yaml", std::string(kMore) + "# A remark.\n");
  ASSERT_EQ(Build(here).code, 0);
  EXPECT_NE(Json::parse(here.Read("out/manifest.json"))["spec_sha256"], spec);
}

TEST(OutputFolder, FilesOfAnEarlierBuildGo) {
  Workplace here;
  here.Write("t.yaml", kMore);
  ASSERT_EQ(Build(here).code, 0);
  here.Write("out/notes.txt", "mine");
  here.Write("out/policy/dev/notes.txt", "mine");
  here.Write("t.yaml", kGoodTopology);
  const Outcome check = Build(here, {"--check"});
  EXPECT_EQ(check.code, 1);
  EXPECT_THAT(check.out, HasSubstr("out/policy/dev/roles/Job/trust.json\n"));
  EXPECT_TRUE(here.Has("out/policy/dev/roles/Job/trust.json"));
  const Outcome built = Build(here);
  EXPECT_EQ(built.code, 0);
  EXPECT_THAT(built.out,
              HasSubstr("removed out/policy/dev/roles/Job/trust.json\n"));
  EXPECT_FALSE(here.Has("out/policy/dev/roles/Job"));
  EXPECT_FALSE(here.Has("out/policy/prod"));
  EXPECT_FALSE(here.Has("out/cfn/prod.template.yaml"));
  EXPECT_EQ(here.Read("out/notes.txt"), "mine");
  EXPECT_EQ(here.Read("out/policy/dev/notes.txt"), "mine");
  // As if it had never been otherwise.
  Files now = here.Below("out");
  now.erase("notes.txt");
  now.erase("policy/dev/notes.txt");
  ASSERT_EQ(Build(here, {"-o", "fresh"}).code, 0);
  EXPECT_EQ(now, here.Below("fresh"));
}

TEST(OutputFolder, WhatWasEditedByHandIsKept) {
  Workplace here;
  here.Write("t.yaml", kMore);
  ASSERT_EQ(Build(here).code, 0);
  here.Write("out/policy/dev/roles/Job/trust.json", "mine");
  here.Write("out/cfn/dev.template.yaml", "mine");
  const Files before = here.Below("out");
  // One would be removed, the other overwritten.
  here.Write("t.yaml", kGoodTopology);
  const Outcome refused = Build(here);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("edited by hand"));
  EXPECT_THAT(refused.err,
              HasSubstr("\n  out/policy/dev/roles/Job/trust.json\n"));
  EXPECT_THAT(refused.err, HasSubstr("\n  out/cfn/dev.template.yaml\n"));
  EXPECT_THAT(refused.err, Not(HasSubstr("master")));
  EXPECT_EQ(here.Below("out"), before);
  EXPECT_EQ(Build(here, {"--check"}).code, 1);
  EXPECT_EQ(Build(here, {"--force"}).code, 0);
  EXPECT_FALSE(here.Has("out/policy/dev/roles/Job/trust.json"));
  EXPECT_EQ(Build(here, {"--check"}).code, 0);
}

TEST(OutputFolder, WhatIamgenNeverWroteIsKept) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.Write("out/cfn/dev.template.yaml", "mine");
  EXPECT_EQ(Build(here).code, 1);
  EXPECT_EQ(here.Below("out"), (Files{{"cfn/dev.template.yaml", "mine"}}));
  EXPECT_EQ(Build(here, {"--force"}).code, 0);
}

TEST(OutputFolder, WhatWasDeletedByHandComesBack) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  ASSERT_EQ(Build(here).code, 0);
  const Files before = here.Below("out");
  std::filesystem::remove(here / "out/cfn/dev.template.yaml");
  EXPECT_EQ(Build(here, {"--check"}).out, "out/cfn/dev.template.yaml\n");
  EXPECT_EQ(Build(here).code, 0);
  EXPECT_EQ(here.Below("out"), before);
}

TEST(OutputFolder, OtherAccountsAndTargetsStay) {
  Workplace here;
  here.Write("t.yaml", kMore);
  ASSERT_EQ(Build(here).code, 0);
  const Files before = here.Below("out");
  EXPECT_EQ(Build(here, {"--account", "dev"}).code, 0);
  EXPECT_EQ(here.Run({"build", "t.yaml", "-t", "cfn"}).code, 0);
  EXPECT_EQ(here.Below("out"), before);
  // What changes is the account's alone.
  here.Write("t.yaml", kGoodTopology);
  EXPECT_EQ(Build(here, {"--account", "dev"}).code, 0);
  EXPECT_FALSE(here.Has("out/policy/dev/roles/Job"));
  EXPECT_TRUE(here.Has("out/policy/master/roles/Web/trust.json"));
  // An account that is gone is nobody's.
  EXPECT_FALSE(here.Has("out/policy/prod"));
}

TEST(OutputFolder, UnchangedFilesAreUntouched) {
  Workplace here;
  here.Write("t.yaml", kMore);
  ASSERT_EQ(Build(here).code, 0);

  struct stat before {};

  const std::string path = here / "out/policy/master/roles/Web/trust.json";
  ASSERT_EQ(::stat(path.c_str(), &before), 0);
  here.Write("t.yaml", kGoodTopology);
  ASSERT_EQ(Build(here).code, 0);

  struct stat after {};

  ASSERT_EQ(::stat(path.c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_EQ(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

TEST(OutputFolder, AManifestThatIsNoneIsSaid) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  here.Write("precious", "1");
  // Its digest is right, its place is not.
  constexpr const char* kOutside =
      R"({"format_version": 1, "files": {"../precious": {"sha256":
"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
"target": "cfn", "account": "gone"}}})";
  for (const char* text :
       {"", "{", "[]", "{\"format_version\": 2}", "<<<<<<< HEAD", kOutside}) {
    here.Write("out/manifest.json", text);
    const Outcome refused = Build(here);
    EXPECT_EQ(refused.code, 2) << text;
    EXPECT_THAT(refused.err, HasSubstr("out/manifest.json: ")) << text;
    EXPECT_THAT(refused.err, HasSubstr("--force")) << text;
    EXPECT_EQ(Build(here, {"--force"}).code, 0) << text;
    EXPECT_TRUE(here.Has("precious"));
  }
}

TEST(OutputFolder, TheDifferenceIsShown) {
  Workplace here;
  here.Write("t.yaml", kGoodTopology);
  ASSERT_EQ(Build(here).code, 0);
  std::string text = here.Read("out/cfn/dev.template.yaml");
  text.replace(text.find("RoleName: Web"), 13, "RoleName: Old");
  here.Write("out/cfn/dev.template.yaml", text);
  const Outcome outcome = Build(here, {"--check", "--diff"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out,
              HasSubstr("--- out/cfn/dev.template.yaml\n"
                        "+++ out/cfn/dev.template.yaml\n@@ -10,7 +10,7 @@\n"));
  EXPECT_THAT(outcome.out,
              HasSubstr("\n-      RoleName: Old\n+      RoleName: Web\n"));
  EXPECT_EQ(Build(here, {"--diff"}).code, 2);
}

TEST(OutputFolder, TheDepfileNamesWhatWasRead) {
  Workplace here;
  here.Write("parts/more $1.yaml", "roles: {}\n");
  here.Write("t.yaml", std::string(kGoodTopology) +
                           "include: [ \"parts/more $1.yaml\" ]\n");
  EXPECT_EQ(Build(here, {"--depfile", "build.d"}).code, 0);
  EXPECT_EQ(here.Read("build.d"),
            "out/manifest.json: \\\n  t.yaml \\\n  parts/more\\ $$1.yaml\n");
  EXPECT_EQ(here.Run({"check", "t.yaml", "--depfile", "c.d"}).code, 0);
  EXPECT_THAT(here.Read("c.d"), HasSubstr("c.d: \\\n  t.yaml"));
}

// The whole program, killed at random moments.
TEST(OutputFolder, AKilledBuildLeavesTheFolderAsItWas) {
  Workplace here;
  here.Write("t.yaml", kMore);
  ASSERT_EQ(Build(here).code, 0);
  const Files before = here.Below("out");
  here.Write("t.yaml", kGoodTopology);
  ASSERT_EQ(Build(here, {"-o", "next"}).code, 0);
  const Files after = here.Below("next");
  const unsigned seed = std::random_device()();
  std::mt19937 random(seed);
  int untouched = 0;
  for (int round = 0; round < 60; ++round) {
    here.Write("t.yaml", kMore);
    ASSERT_EQ(Build(here).code, 0);
    here.Write("t.yaml", kGoodTopology);
    const pid_t child = ::fork();
    if (child == 0) {
      std::vector<std::string> words = {"iamgen", "build", "t.yaml", "-t",
                                        "cfn",    "-t",    "policy", "-q"};
      std::vector<char*> arguments;
      for (std::string& word : words) {
        arguments.push_back(word.data());
      }
      std::filesystem::current_path(here / "");
      ::_exit(Main(static_cast<int>(arguments.size()), arguments.data()));
    }
    ::usleep(static_cast<useconds_t>(random() % 9000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    const Files now = here.Below("out");
    untouched += now == before ? 1 : 0;
    ASSERT_TRUE(now == before || now == after) << "seed " << seed;
  }
  RecordProperty("untouched", untouched);
}

TEST(OutputFolder, AFullDiskLeavesTheFolderAsItWas) {
  Workplace here;
  std::filesystem::create_directory(here / "disk");
  if (::mount("none", (here / "disk").c_str(), "tmpfs", 0, "size=128k") != 0) {
    GTEST_SKIP() << "a file system of its own takes root";
  }
  here.Write("t.yaml", kGoodTopology);
  const std::vector<std::string> there = {"-o", "disk/out"};
  ASSERT_EQ(Build(here, there).code, 0);
  const Files before = here.Below("disk");
  std::string large = kMore;
  for (int i = 0; i < 200; ++i) {
    large += "  R" + std::to_string(i) +
             ": { in: all, trusted_by: [ { service: ec2 } ] }\n";
  }
  here.Write("t.yaml", large);
  const Outcome full = Build(here, there);
  EXPECT_EQ(full.code, 2);
  EXPECT_THAT(full.err, HasSubstr("No space left on device"));
  EXPECT_EQ(here.Below("disk"), before);
  ::umount2((here / "disk").c_str(), MNT_DETACH);
}

}  // namespace
}  // namespace iamgen::driver

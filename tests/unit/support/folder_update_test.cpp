// An update happens all or not at all, whatever comes in between.
#include "support/folder_update.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>
#include <random>

#include "unit/support/temporary_folder.h"

namespace iamgen::support {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

void Write(const std::string& path, const std::string& bytes) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

Files Below(const std::string& folder) {
  Files files;
  if (fs::exists(folder)) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) {
        std::ifstream stream(entry.path(), std::ios::binary);
        files[entry.path().lexically_relative(folder).string()] = {
            std::istreambuf_iterator<char>(stream), {}};
      }
    }
  }
  return files;
}

std::size_t EntriesOf(const std::string& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

ino_t InodeOf(const std::string& path) {
  struct stat info {};

  EXPECT_EQ(::stat(path.c_str(), &info), 0) << path;
  return info.st_ino;
}

// Whether two folders can change places: not every file system lets them.
bool CanExchange(const TemporaryFolder& here) {
  constexpr unsigned kExchange = 2;
  fs::create_directory(here / "one");
  fs::create_directory(here / "two");
  const bool can = ::syscall(SYS_renameat2, AT_FDCWD, (here / "one").c_str(),
                             AT_FDCWD, (here / "two").c_str(), kExchange) == 0;
  fs::remove(here / "one");
  fs::remove(here / "two");
  return can;
}

bool Ours(const std::string& path) { return path.find("mine") == 0; }

TEST(FolderUpdate, MakesAFolder) {
  const TemporaryFolder here;
  FolderUpdate update(here / "a/b/out");
  ASSERT_TRUE(update.Stage("mine/x", "1").ok());
  EXPECT_FALSE(fs::exists(here / "a/b/out"));
  ASSERT_TRUE(update.Commit(Ours).ok());
  EXPECT_EQ(Below(here / "a/b/out"), (Files{{"mine/x", "1"}}));
  EXPECT_EQ(EntriesOf(here / "a/b"), 1U);
}

TEST(FolderUpdate, WithoutCommitNothingIsLeft) {
  const TemporaryFolder here;
  {
    FolderUpdate update(here / "a/b/out");
    ASSERT_TRUE(update.Stage("mine/x", "1").ok());
  }
  EXPECT_FALSE(fs::exists(here / "a"));
}

TEST(FolderUpdate, NothingToDoTouchesNothing) {
  const TemporaryFolder here;
  FolderUpdate update(here / "out");
  EXPECT_TRUE(update.Commit(Ours).ok());
  EXPECT_FALSE(fs::exists(here / "out"));
}

class Kinds : public ::testing::TestWithParam<bool> {
 protected:
  Kinds() {
    Write(out_ + "/mine/stays", "1");
    Write(out_ + "/mine/changes", "1");
    Write(out_ + "/mine/old/goes", "1");
    Write(out_ + "/.gitkeep", "");
    if (GetParam()) {
      Write(out_ + "/theirs/state", "theirs");
    }
    before_ = Below(out_);
    after_ = before_;
    after_["mine/changes"] = "2";
    after_["mine/new/comes"] = "2";
    after_.erase("mine/old/goes");
  }

  // Whether somebody else has a folder there.
  [[nodiscard]] bool InPlace() const { return GetParam() || !can_exchange_; }

  Status Run() {
    FolderUpdate update(out_);
    for (const char* path : {"mine/changes", "mine/new/comes"}) {
      Status staged = update.Stage(path, "2");
      if (!staged) {
        return staged;
      }
    }
    update.Remove("mine/old/goes");
    return update.Commit(Ours);
  }

  TemporaryFolder here_;
  bool can_exchange_ = CanExchange(here_);
  std::string out_ = here_ / "out";
  Files before_;
  Files after_;
};

TEST_P(Kinds, ChangesWhatIsToBeChanged) {
  const ino_t stays = InodeOf(out_ + "/mine/stays");
  const ino_t folder = InodeOf(out_);
  ASSERT_EQ(::chmod((out_ + "/mine/changes").c_str(), 0640), 0);
  ASSERT_EQ(::chmod((out_ + "/mine").c_str(), 0750), 0);
  const Status done = Run();
  ASSERT_TRUE(done.ok()) << done.message();
  EXPECT_EQ(Below(out_), after_);
  EXPECT_EQ(InodeOf(out_ + "/mine/stays"), stays);
  EXPECT_EQ(InodeOf(out_) == folder, InPlace());
  EXPECT_FALSE(fs::exists(out_ + "/mine/old"));
  EXPECT_EQ(EntriesOf(here_ / ""), 1U);
  EXPECT_EQ(fs::status(out_ + "/mine/changes").permissions(), fs::perms(0640));
  EXPECT_EQ(fs::status(out_ + "/mine").permissions(), fs::perms(0750));
}

TEST_P(Kinds, OneAtATime) {
  FolderUpdate first(out_);
  ASSERT_TRUE(first.Stage("mine/x", "1").ok());
  FolderUpdate second(out_);
  const Status refused = second.Stage("mine/x", "2");
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.message().find("another build"), std::string::npos);
  ASSERT_TRUE(FolderUpdate::Recover(out_).ok());
  EXPECT_TRUE(first.Commit(Ours).ok());
  EXPECT_EQ(Below(out_)["mine/x"], "1");
}

// Killed at any moment the folder is as before or as after; where it has to be
// changed file by file, once the next run has looked at it.
TEST_P(Kinds, KilledAtAnyMoment) {
  const unsigned seed = std::random_device()();
  std::mt19937 random(seed);
  std::size_t befores = 0;
  std::size_t afters = 0;
  for (int round = 0; round < 300; ++round) {
    fs::remove_all(out_);
    for (const auto& [path, bytes] : before_) {
      Write(out_ + "/" + path, bytes);
    }
    const pid_t child = ::fork();
    if (child == 0) {
      (void)Run();
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(random() % 4000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (InPlace()) {
      ASSERT_TRUE(FolderUpdate::Recover(out_).ok());
    }
    const Files now = Below(out_);
    befores += now == before_ ? 1 : 0;
    afters += now == after_ ? 1 : 0;
    ASSERT_TRUE(now == before_ || now == after_)
        << "seed " << seed << ", round " << round;
    ASSERT_TRUE(FolderUpdate::Recover(out_).ok());
    ASSERT_EQ(EntriesOf(here_ / ""), 1U);
  }
  RecordProperty("before", static_cast<int>(befores));
  RecordProperty("after", static_cast<int>(afters));
}

TEST_P(Kinds, AFullDisk) {
  const std::string disk = here_ / "disk";
  fs::create_directory(disk);
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=256k") != 0) {
    GTEST_SKIP() << "a file system of its own takes root";
  }
  out_ = disk + "/out";
  for (const auto& [path, bytes] : before_) {
    Write(out_ + "/" + path, bytes);
  }
  {
    FolderUpdate update(out_);
    ASSERT_TRUE(update.Stage("mine/changes", "2").ok());
    const Status full =
        update.Stage("mine/large", std::string(std::size_t{1} << 20U, 'x'));
    ASSERT_FALSE(full.ok());
    EXPECT_NE(full.message().find("No space left"), std::string::npos);
  }
  EXPECT_EQ(Below(out_), before_);
  EXPECT_EQ(EntriesOf(disk), 1U);
  ::umount2(disk.c_str(), MNT_DETACH);
}

INSTANTIATE_TEST_SUITE_P(FolderUpdate, Kinds, ::testing::Bool(),
                         [](const auto& one) {
                           return one.param ? "InPlace" : "Swapped";
                         });

// Renames that begin and cannot go on are taken back.
TEST(FolderUpdate, IsUndoneWhereAFolderMayNotBeWritten) {
  const TemporaryFolder here;
  const std::string out = here / "out";
  Write(out + "/mine/a/x", "1");
  Write(out + "/mine/b/x", "1");
  Write(out + "/theirs/x", "1");
  const Files before = Below(out);
  const pid_t child = ::fork();
  if (child == 0) {
    // Whom permissions bind.
    if (::geteuid() == 0) {
      for (const auto& entry : fs::recursive_directory_iterator(here / "")) {
        (void)::chown(entry.path().c_str(), 65534, 65534);
      }
      (void)::chown((here / "").c_str(), 65534, 65534);
      if (::setgid(65534) != 0 || ::setuid(65534) != 0) {
        ::_exit(9);
      }
    }
    ::chmod((out + "/mine/b").c_str(), 0500);
    FolderUpdate update(out);
    const bool failed = update.Stage("mine/a/x", "2").ok() &&
                        update.Stage("mine/a/y/z", "2").ok() &&
                        update.Stage("mine/b/x", "2").ok() &&
                        !update.Commit(Ours).ok();
    ::chmod((out + "/mine/b").c_str(), 0700);
    ::_exit(failed ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(Below(out), before);
  EXPECT_FALSE(fs::exists(out + "/mine/a/y"));
  EXPECT_EQ(EntriesOf(here / ""), 1U);
}

TEST(FolderUpdate, AJournalOfSomebodyElsesLeadsNowhere) {
  const TemporaryFolder here;
  Write(here / "precious", "1");
  Write(here / "out/mine/x", "1");
  Write(here / "out/.iamgen/journal", std::string("r../precious\0", 13));
  EXPECT_TRUE(FolderUpdate::IsInterrupted(here / "out"));
  EXPECT_FALSE(FolderUpdate::Recover(here / "out").ok());
  EXPECT_TRUE(fs::exists(here / "precious"));
}

}  // namespace
}  // namespace iamgen::support

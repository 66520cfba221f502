// Files of the user's, their permissions, and links to them.
#include "support/rewrite_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "support/file_system.h"
#include "unit/support/temporary_folder.h"

namespace iamgen::support {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST(RewriteFile, KeepsPermissionsAndLeavesNothingBehind) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.yaml";
  DiskFileSystem files;
  ASSERT_TRUE(files.Write(path, "one"));
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  ASSERT_TRUE(RewriteFile(path, "one", "two"));
  EXPECT_EQ(*files.Read(path, 100), "two");
  EXPECT_EQ(fs::status(path).permissions(), static_cast<fs::perms>(0640));
  EXPECT_FALSE(files.Exists(path + ".iamgen-tmp"));
}

TEST(RewriteFile, FollowsLinks) {
  const TemporaryFolder folder;
  DiskFileSystem files;
  ASSERT_TRUE(files.Write(folder / "real/a.yaml", "one"));
  fs::create_symlink("real/a.yaml", folder / "link.yaml");
  ASSERT_TRUE(RewriteFile(folder / "link.yaml", "one", "two"));
  EXPECT_TRUE(fs::is_symlink(folder / "link.yaml"));
  EXPECT_EQ(*files.Read(folder / "real/a.yaml", 100), "two");
}

TEST(RewriteFile, RefusesWhatIsNotAsItWas) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.yaml";
  DiskFileSystem files;
  ASSERT_TRUE(files.Write(path, "three"));
  EXPECT_THAT(RewriteFile(path, "one", "two").message(),
              HasSubstr("a.yaml: was changed by somebody else"));
  EXPECT_EQ(*files.Read(path, 100), "three");
  EXPECT_FALSE(RewriteFile(folder / "none", "", "two"));
  EXPECT_FALSE(files.Exists(folder / "none"));
  fs::create_directory(folder / "folder");
  EXPECT_FALSE(RewriteFile(folder / "folder", "", "two"));
}

}  // namespace
}  // namespace iamgen::support

// Files of the disk and of memory, held to the same promises.
#include "support/file_system.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "unit/support/temporary_folder.h"

namespace iamgen::support {
namespace {

TEST(DiskFileSystem, WritesWhatDiffersAndLeavesTheRestAlone) {
  const TemporaryFolder folder;
  const std::string path = folder / "a/b/c.json";
  DiskFileSystem files;
  EXPECT_EQ(*files.Write(path, "one"), Written::kCreated);
  EXPECT_EQ(*files.Read(path, 100), "one");

  struct stat before {};

  ASSERT_EQ(::stat(path.c_str(), &before), 0);
  EXPECT_EQ(*files.Write(path, "one"), Written::kUnchanged);

  struct stat after {};

  ASSERT_EQ(::stat(path.c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_EQ(*files.Write(path, "two"), Written::kChanged);
  EXPECT_TRUE(*files.Holds(path, "two"));
  EXPECT_FALSE(*files.Holds(path, "tow"));
  EXPECT_FALSE(files.Exists(path + ".iamgen-tmp"));
}

TEST(DiskFileSystem, DoesNotWaitForAPipeInItsWay) {
  const TemporaryFolder folder;
  const std::string path = folder / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0666), 0);
  DiskFileSystem files;
  EXPECT_EQ(files.Write(path, "bytes").message(), path + ": is not a file");
  EXPECT_FALSE(files.Holds(path, "bytes").ok());
}

TEST(DiskFileSystem, ReplacesALinkAndNotWhatItLeadsTo) {
  const TemporaryFolder folder;
  DiskFileSystem files;
  ASSERT_TRUE(files.Write(folder / "kept", "kept").ok());
  for (const char* target : {"kept", "nowhere"}) {
    const std::string path = folder / (std::string("to-") + target);
    ASSERT_EQ(::symlink(target, path.c_str()), 0);
    ASSERT_TRUE(files.Write(path, "bytes").ok());
    EXPECT_FALSE(std::filesystem::is_symlink(path));
    EXPECT_EQ(*files.Read(path, 100), "bytes");
  }
  EXPECT_EQ(*files.Read(folder / "kept", 100), "kept");
  EXPECT_FALSE(files.Exists(folder / "nowhere"));
}

TEST(DiskFileSystem, TakesNoPathForItsFirstPart) {
  const TemporaryFolder folder;
  DiskFileSystem files;
  const std::string path = folder / "a";
  ASSERT_TRUE(files.Write(path, "bytes").ok());
  const std::string longer = path + std::string("\0b", 2);
  EXPECT_FALSE(files.Exists(longer));
  EXPECT_FALSE(files.Read(longer, 100).ok());
  EXPECT_FALSE(files.Write(longer, "other").ok());
  EXPECT_EQ(*files.Read(path, 100), "bytes");
}

TEST(DiskFileSystem, SaysWhyNot) {
  const TemporaryFolder folder;
  DiskFileSystem files;
  EXPECT_FALSE(files.Read(folder / "none", 100));
  EXPECT_NE(files.Read(folder / "none", 100).message().find("No such file"),
            std::string::npos);
  EXPECT_FALSE(files.Read(folder / "", 100));
  ASSERT_TRUE(files.Write(folder / "file", "12345"));
  EXPECT_FALSE(files.Read(folder / "file", 4));
  EXPECT_TRUE(files.Read(folder / "file", 5));
  // A file in the way of a folder.
  EXPECT_FALSE(files.Write(folder / "file/below", "x"));
}

TEST(DiskFileSystem, DoesNotFollowALinkInPlaceOfItsTemporaryFile) {
  const TemporaryFolder folder;
  DiskFileSystem files;
  ASSERT_TRUE(files.Write(folder / "victim", "precious"));
  std::filesystem::create_symlink(folder / "victim", folder / "out.iamgen-tmp");
  ASSERT_TRUE(files.Write(folder / "out", "new"));
  EXPECT_EQ(*files.Read(folder / "victim", 100), "precious");
}

TEST(Paths, JoinAndFold) {
  EXPECT_EQ(JoinPath("a/b", "c.yaml"), "a/b/c.yaml");
  EXPECT_EQ(JoinPath("a/b", "../c.yaml"), "a/c.yaml");
  EXPECT_EQ(JoinPath("", "c.yaml"), "c.yaml");
  EXPECT_EQ(JoinPath("a", "/c"), "/c");
  EXPECT_EQ(JoinPath("/", "../c"), "/c");
  EXPECT_EQ(FolderOf("a/b/c"), "a/b");
  EXPECT_EQ(FolderOf("c"), "");
  EXPECT_EQ(FolderOf("/c"), "/");
}

}  // namespace
}  // namespace iamgen::support

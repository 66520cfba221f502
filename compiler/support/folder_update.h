// Changes to a folder that happen all or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.h"

namespace iamgen::support {

class Descriptor;

// Files to write and to remove below one folder. Everything is written beside
// the folder first, where a full disk or a signal does no harm, and `Commit`
// then does one of two things:
//
// - If the folder is its owner's alone, a second folder with the new files, and
//   with hard links to those that stay, changes places with it in one step. No
//   moment shows some of the changes, whenever the process is killed.
// - If something else is at home there (folders that nobody here wrote, a
//   process whose working folder it is, a mount), files are renamed into place
//   one by one, behind a journal. A failure half way is undone; a process that
//   is killed half way is completed by whoever opens the folder next.
//
// Files that stay keep their inode, times and all. Paths are relative to the
// folder, with `/` between their parts. `Stage` may be called by several
// threads at once, for different paths.
class FolderUpdate {
 public:
  // Whether the caller wrote a file once, or writes it now.
  using IsOurs = std::function<bool(const std::string& path)>;

  // Takes the next piece of a file; false: no more are wanted.
  using TakePiece = std::function<bool(std::string_view piece)>;
  using Produce = std::function<void(const TakePiece& take)>;

  // `folder` need not exist.
  explicit FolderUpdate(std::string folder);
  FolderUpdate(const FolderUpdate&) = delete;
  FolderUpdate& operator=(const FolderUpdate&) = delete;
  // Leaves the folder as it was, if there was no commit.
  ~FolderUpdate();

  // Completes a commit that was interrupted, and clears away what one that
  // never came left. Does nothing in all other cases.
  static Status Recover(const std::string& folder);

  // Whether `Recover` has something to complete.
  static bool IsInterrupted(const std::string& folder);

  // Gives a file its next bytes. Fails where another update of the folder is
  // under way.
  Status Stage(std::string_view path, std::string_view bytes);

  // The same for a file that comes in pieces: `produce` gives them one after
  // the other, until it is told to stop.
  Status Stage(std::string_view path, const Produce& produce);

  // Removes a file, and the folders that are empty then.
  void Remove(std::string path);

  // Makes it so. At a failure the folder is as it was.
  Status Commit(const IsOurs& is_ours);

 private:
  Status Open();
  Status OpenAt(const std::string& staging, int& error);
  Status CommitAll(const IsOurs& is_ours);
  [[nodiscard]] bool MaySwap(const IsOurs& is_ours,
                             std::vector<std::string>& staying) const;
  bool LinkStaying(const std::vector<std::string>& staying);
  Status RenameEach();
  Status WriteJournal();
  void Abandon();

  [[nodiscard]] std::string New(const std::string& path) const {
    return staging_ + "/new/" + path;
  }

  [[nodiscard]] std::string Old(const std::string& path) const {
    return staging_ + "/old/" + path;
  }

  [[nodiscard]] std::string At(const std::string& path) const {
    return folder_ + "/" + path;
  }

  // As given, and without links on the way.
  std::string shown_;
  std::string folder_;
  // The first folder that had to be made to put `staging_` somewhere.
  std::string made_;
  std::string staging_;
  bool beside_ = false;
  bool existed_ = false;
  std::unique_ptr<Descriptor> lock_;
  std::mutex mutex_;
  std::set<std::string> staged_;
  std::set<std::string> staged_folders_;
  std::vector<std::string> removed_;
};

}  // namespace iamgen::support

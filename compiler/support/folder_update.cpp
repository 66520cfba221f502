// Staging folders, hard links, and the one rename that makes it so.
#include "support/folder_update.h"

#include <sys/file.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "support/file_system.h"
#include "support/posix.h"

namespace iamgen::support {
namespace {

namespace fs = std::filesystem;

// Of linux/fs.h, which older systems lack.
constexpr unsigned kExchange = 2;

// Files of others that are carried over by links; more, and they are left
// where they are.
constexpr std::size_t kMostStrangers = 1000;

std::string Parent(const std::string& folder) {
  const std::string_view parent = FolderOf(folder);
  return parent.empty() ? "." : std::string(parent);
}

// Where the next files of a folder may be: beside it or, where that is not
// possible, in it.
std::string Beside(const std::string& folder) {
  const std::size_t slash = folder.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  return folder.substr(0, name) + "." + folder.substr(name) + ".iamgen";
}

std::string Inside(const std::string& folder) { return folder + "/.iamgen"; }

// The path without links, as far as it exists.
std::string Resolved(const std::string& folder) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(folder, error);
  if (error || path.empty()) {
    path = folder;
  }
  std::string text = path.string();
  while (text.size() > 1 && text.ends_with('/')) {
    text.pop_back();
  }
  return text;
}

bool IsFolder(const std::string& path) {
  struct stat info {};

  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

void RemoveAll(const std::string& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

// A folder and those in it, but no file.
void RemoveIfEmpty(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> inner;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    inner.push_back(entry.path().string());
  }
  for (const std::string& path : inner) {
    if (IsFolder(path)) {
      RemoveIfEmpty(path);
    }
  }
  ::rmdir(folder.c_str());
}

// The folders above a path that are empty, up to `top`.
void RemoveEmptyFolders(const std::string& top, std::string path) {
  while (true) {
    path = std::string(FolderOf(path));
    if (path.empty() || ::rmdir((top + "/" + path).c_str()) != 0) {
      return;
    }
  }
}

// Whether some process works in the folder or below it. What cannot be seen is
// not ours to disturb either way.
bool IsSomebodysWorkingFolder(const std::string& folder) {
  std::error_code error;
  for (const auto& process : fs::directory_iterator("/proc", error)) {
    const std::string name = process.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) {
      continue;
    }
    const fs::path works_in = fs::read_symlink(process.path() / "cwd", error);
    if (error) {
      error.clear();
      continue;
    }
    const std::string& text = works_in.native();
    if (text == folder || text.starts_with(folder + "/")) {
      return true;
    }
  }
  return false;
}

// Gives a new folder the mode and the owner of another.
bool MakeLike(const std::string& folder, const std::string& like) {
  struct stat info {};

  if (::stat(like.c_str(), &info) != 0 ||
      (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)) {
    return false;
  }

  struct stat made {};

  if (::stat(folder.c_str(), &made) != 0) {
    return false;
  }
  if ((made.st_uid != info.st_uid || made.st_gid != info.st_gid) &&
      ::chown(folder.c_str(), info.st_uid, info.st_gid) != 0) {
    return false;
  }
  return ::chmod(folder.c_str(), info.st_mode & 07777U) == 0;
}

// Whether a path leads to somewhere below the folder it is relative to.
bool IsBelow(const std::string& path) {
  return !path.empty() && path.front() != '/' &&
         ("/" + path + "/").find("/../") == std::string::npos;
}

// What a journal says: `w` or `r`, the path, a NUL.
Status Complete(const std::string& folder, const std::string& staging,
                const std::string& journal) {
  for (std::size_t at = 0; at < journal.size();) {
    const std::size_t end = std::min(journal.find('\0', at), journal.size());
    const std::string path = journal.substr(at + 1, end - at - 1);
    if (!IsBelow(path)) {
      return Failure{staging + "/journal: is not iamgen's; remove it"};
    }
    const std::string to = folder + "/" + path;
    if (journal[at] == 'r') {
      if (::unlink(to.c_str()) != 0 && errno != ENOENT) {
        return Because(to, errno);
      }
      RemoveEmptyFolders(folder, path);
    } else {
      Status made = MakeFolders(std::string(FolderOf(to)));
      if (!made) {
        return made;
      }
      // What is not there any more is in its place already.
      if (::rename((staging + "/new/" + path).c_str(), to.c_str()) != 0 &&
          errno != ENOENT) {
        return Because(to, errno);
      }
    }
    at = end + 1;
  }
  return Done{};
}

Result<std::string> JournalOf(const std::string& staging) {
  const DiskFileSystem files;
  return files.Read(staging + "/journal", UINT64_MAX);
}

}  // namespace

FolderUpdate::FolderUpdate(std::string folder)
    : shown_(std::move(folder)), folder_(Resolved(shown_)) {}

FolderUpdate::~FolderUpdate() { Abandon(); }

bool FolderUpdate::IsInterrupted(const std::string& folder) {
  const std::string real = Resolved(folder);
  for (const std::string& staging : {Beside(real), Inside(real)}) {
    if (DiskFileSystem().Exists(staging + "/journal")) {
      return true;
    }
  }
  return false;
}

Status FolderUpdate::Recover(const std::string& folder) {
  const std::string real = Resolved(folder);
  for (const std::string& staging : {Beside(real), Inside(real)}) {
    const Descriptor lock(
        ::open(staging.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // None is left, or somebody is at work.
    if (!lock.open() || ::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
      continue;
    }
    const auto journal = JournalOf(staging);
    if (journal) {
      Status done = Complete(real, staging, *journal);
      if (!done) {
        return done;
      }
    }
    RemoveAll(staging);
  }
  return Done{};
}

Status FolderUpdate::OpenAt(const std::string& staging, int& error) {
  error = 0;
  if (::mkdir(staging.c_str(), 0700) != 0 && errno != EEXIST) {
    error = errno;
    return Because(shown_, error);
  }
  auto lock = std::make_unique<Descriptor>(
      ::open(staging.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!lock->open()) {
    error = errno;
    return Because(shown_, error);
  }
  if (::flock(lock->number(), LOCK_EX | LOCK_NB) != 0) {
    return Failure{shown_ + ": another build is writing there"};
  }
  // Left by one that was killed.
  RemoveAll(staging + "/new");
  RemoveAll(staging + "/old");
  for (const char* part : {"/new", "/old"}) {
    if (::mkdir((staging + part).c_str(), 0777) != 0) {
      error = errno;
      return Because(shown_, error);
    }
  }
  staging_ = staging;
  lock_ = std::move(lock);
  return Done{};
}

Status FolderUpdate::Open() {
  if (lock_) {
    return Done{};
  }
  existed_ = IsFolder(folder_);
  if (!existed_ && DiskFileSystem().Exists(folder_)) {
    return Failure{shown_ + ": is in the way of a folder"};
  }
  const std::string parent = Parent(folder_);
  for (std::string missing = parent; !IsFolder(missing);
       missing = Parent(missing)) {
    made_ = missing;
    if (missing == Parent(missing)) {
      break;
    }
  }
  Status ready = MakeFolders(parent);
  if (!ready) {
    return ready;
  }
  int error = 0;
  ready = OpenAt(Beside(folder_), error);
  beside_ = ready.ok();

  struct stat above {};

  struct stat own {};

  // A folder of another file system has to be changed from within.
  if (beside_ && existed_ && ::stat(parent.c_str(), &above) == 0 &&
      ::stat(folder_.c_str(), &own) == 0 && above.st_dev != own.st_dev) {
    RemoveAll(staging_);
    lock_.reset();
    beside_ = false;
    error = EXDEV;
  }
  if (!beside_ && error != 0 && existed_) {
    ready = OpenAt(Inside(folder_), error);
  }
  return ready;
}

Status FolderUpdate::Stage(std::string_view path, std::string_view bytes) {
  return Stage(path, [&](const TakePiece& take) { take(bytes); });
}

Status FolderUpdate::Stage(std::string_view path, const Produce& produce) {
  const std::string name(path);
  const std::string folder(FolderOf(path));
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    Status ready = Open();
    if (!ready) {
      return ready;
    }
    staged_.insert(name);
    if (!folder.empty() && staged_folders_.insert(folder).second) {
      ready = MakeFolders(New(folder));
      if (!ready) {
        return ready;
      }
    }
  }
  Descriptor file(::open(New(name).c_str(),
                         O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));

  struct stat before {};

  // Whoever may read a file may read the next one.
  bool good =
      file.open() &&
      (::stat(At(name).c_str(), &before) != 0 || !S_ISREG(before.st_mode) ||
       ::fchmod(file.number(), before.st_mode & 07777U) == 0);
  int error = errno;
  if (good) {
    produce([&](std::string_view piece) {
      good = WriteAll(file.number(), piece);
      error = errno;
      return good;
    });
  }
  if (good && !file.Close()) {
    good = false;
    error = errno;
  }
  return good ? Status(Done{}) : Status(Because(shown_ + "/" + name, error));
}

void FolderUpdate::Remove(std::string path) {
  removed_.push_back(std::move(path));
}

Status FolderUpdate::Commit(const IsOurs& is_ours) {
  Status done = Done{};
  if (!staged_.empty() || !removed_.empty()) {
    done = Open();
    if (done) {
      done = CommitAll(is_ours);
    }
    if (done) {
      made_.clear();
    }
  }
  Abandon();
  return done;
}

Status FolderUpdate::CommitAll(const IsOurs& is_ours) {
  if (!existed_ && beside_) {
    return ::rename((staging_ + "/new").c_str(), folder_.c_str()) == 0
               ? Status(Done{})
               : Status(Because(shown_, errno));
  }
  std::vector<std::string> staying;
  if (beside_ && MaySwap(is_ours, staying) && LinkStaying(staying) &&
      ::syscall(SYS_renameat2, AT_FDCWD, (staging_ + "/new").c_str(), AT_FDCWD,
                folder_.c_str(), kExchange) == 0) {
    return Done{};
  }
  return RenameEach();
}

bool FolderUpdate::MaySwap(const IsOurs& is_ours,
                           std::vector<std::string>& staying) const {
  const std::set<std::string, std::less<>> removed(removed_.begin(),
                                                   removed_.end());
  std::size_t strangers = 0;
  std::error_code error;
  // The folders that hold a file of ours, at any depth, and all there are.
  std::set<std::string, std::less<>> known;
  std::vector<std::string> folders;
  for (auto at = fs::recursive_directory_iterator(folder_, error);
       !error && at != fs::recursive_directory_iterator();
       at.increment(error)) {
    const std::string path = at->path().native().substr(folder_.size() + 1);
    const fs::file_status status = at->symlink_status(error);
    if (error) {
      return false;
    }
    if (fs::is_directory(status)) {
      folders.push_back(path);
      continue;
    }
    if (!fs::is_regular_file(status)) {
      return false;
    }
    if (is_ours(path)) {
      for (std::string above(FolderOf(path));
           !above.empty() && known.insert(above).second;
           above = std::string(FolderOf(above))) {
      }
    } else if (++strangers > kMostStrangers) {
      return false;
    }
    if (!removed.contains(path) && !staged_.contains(path)) {
      staying.push_back(path);
    }
  }
  return !error &&
         std::all_of(
             folders.begin(), folders.end(),
             [&](const std::string& path) { return known.contains(path); }) &&
         !IsSomebodysWorkingFolder(folder_);
}

bool FolderUpdate::LinkStaying(const std::vector<std::string>& staying) {
  std::set<std::string> folders;
  const auto add = [&](const std::string& path) {
    for (std::string above(FolderOf(path));
         !above.empty() && folders.insert(above).second;
         above = std::string(FolderOf(above))) {
    }
  };
  std::for_each(staying.begin(), staying.end(), add);
  std::for_each(staged_.begin(), staged_.end(), add);
  // A folder comes before those in it.
  for (const std::string& folder : folders) {
    if (IsFolder(At(folder)) ? !MakeLike(New(folder), At(folder))
                             : !MakeFolders(New(folder)).ok()) {
      return false;
    }
  }
  return MakeLike(staging_ + "/new", folder_) &&
         std::all_of(staying.begin(), staying.end(),
                     [&](const std::string& path) {
                       return ::link(At(path).c_str(), New(path).c_str()) == 0;
                     });
}

Status FolderUpdate::WriteJournal() {
  std::string journal;
  for (const std::string& path : staged_) {
    journal += 'w' + path + '\0';
  }
  for (const std::string& path : removed_) {
    journal += 'r' + path + '\0';
  }
  const std::string path = staging_ + "/journal";
  const std::string draft = path + ".draft";
  Descriptor file(
      ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.open() || !WriteAll(file.number(), journal) || !file.Close() ||
      ::rename(draft.c_str(), path.c_str()) != 0) {
    return Because(shown_, errno);
  }
  return Done{};
}

Status FolderUpdate::RenameEach() {
  // Whatever may be refused is tried before anything is decided: the folders,
  // and a second name for what is there now.
  std::vector<std::string> made;
  std::vector<std::string> kept;
  Status done = Done{};
  const auto keep = [&](const std::string& path) {
    done = MakeFolders(std::string(FolderOf(Old(path))));
    if (done && ::link(At(path).c_str(), Old(path).c_str()) == 0) {
      kept.push_back(path);
    } else if (done && errno != ENOENT) {
      done = Because(shown_ + "/" + path, errno);
    }
  };
  const auto make = [&](const std::string& path) {
    std::string missing;
    for (std::string above(FolderOf(path));
         !above.empty() && !IsFolder(At(above));
         above = std::string(FolderOf(above))) {
      missing = above;
    }
    if (!missing.empty()) {
      made.push_back(missing);
    }
    done = MakeFolders(std::string(FolderOf(At(path))));
  };
  for (const std::string& path : staged_) {
    keep(path);
    if (done) {
      make(path);
    }
    if (!done) {
      break;
    }
  }
  for (std::size_t i = 0; done && i < removed_.size(); ++i) {
    keep(removed_[i]);
  }
  if (done) {
    done = WriteJournal();
  }
  std::vector<std::string> moved;
  for (auto path = staged_.begin(); done && path != staged_.end(); ++path) {
    if (::rename(New(*path).c_str(), At(*path).c_str()) != 0) {
      done = Because(shown_ + "/" + *path, errno);
    } else {
      moved.push_back(*path);
    }
  }
  for (std::size_t i = 0; done && i < removed_.size(); ++i) {
    if (::unlink(At(removed_[i]).c_str()) != 0 && errno != ENOENT) {
      done = Because(shown_ + "/" + removed_[i], errno);
    }
  }
  if (done) {
    for (const std::string& path : removed_) {
      RemoveEmptyFolders(folder_, path);
    }
    return done;
  }
  ::unlink((staging_ + "/journal").c_str());
  for (const std::string& path : moved) {
    ::unlink(At(path).c_str());
  }
  for (const std::string& path : kept) {
    ::rename(Old(path).c_str(), At(path).c_str());
  }
  for (const std::string& folder : made) {
    RemoveIfEmpty(At(folder));
  }
  return done;
}

void FolderUpdate::Abandon() {
  if (lock_) {
    RemoveAll(staging_);
    lock_.reset();
  }
  if (!made_.empty()) {
    RemoveIfEmpty(made_);
    made_.clear();
  }
  staged_.clear();
  staged_folders_.clear();
  removed_.clear();
}

}  // namespace iamgen::support

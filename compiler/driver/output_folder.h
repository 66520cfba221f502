// The folder of a build: what is in it, whose that is, and what becomes of it.
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backends/backend.h"
#include "driver/manifest.h"
#include "driver/options.h"
#include "support/file_system.h"
#include "support/folder_update.h"
#include "support/result.h"

namespace iamgen::driver {

enum class ChangeKind : std::uint8_t { kCreated, kChanged, kRemoved };

// A file that is not as the build makes it.
struct Change {
  ChangeKind kind = ChangeKind::kCreated;
  // With the folder's name, as the user gave it.
  std::string path;
  // A unified diff, if one was asked for.
  std::string diff;
};

// What a build did, or with `--check` would do, sorted by path.
struct Outcome {
  std::vector<Change> changes;
  std::size_t unchanged = 0;
  // Files that somebody edited since, or that iamgen never wrote, where the
  // build would write or remove one. With any, nothing was done.
  std::vector<std::string> edited;
};

// What one thread has seen of the files.
struct Portion {
  std::vector<FileRecord> records;
  std::vector<Change> changes;
  std::size_t unchanged = 0;
};

// Files are taken one after the other, by any number of threads; `Finish`
// compares all of them with what an earlier build left and changes the folder,
// as a whole or, at a failure, not at all.
class OutputFolder {
 public:
  // The options' `output`, `check_only`, `diff`, `force` and `accounts` count.
  // Files of other targets are left alone.
  OutputFolder(const Options& options,
               std::span<const backends::Backend* const> targets);

  // Completes what an interrupted build began, if this one may write.
  support::Status Prepare();

  // Compares a file with the one in the folder, and puts it ready where they
  // differ. `portion` is the thread's own.
  support::Status Take(const backends::Backend& target,
                       const backends::File& file, Portion& portion);

  support::Result<Outcome> Finish(const model::Topology& topology,
                                  const ManifestHead& head, Portion all);

 private:
  support::Status ReadKnown(const model::Topology& topology);
  // Whether an earlier build's file is of other accounts or targets.
  [[nodiscard]] bool Stays(const KnownFile& file) const;
  // The files of the last build that this one leaves alone.
  KnownFiles TakeStaying();
  support::Status FindStale(Outcome& outcome);
  support::Status FindEdited(Outcome& outcome) const;
  // Whether a file is as the last build left it.
  [[nodiscard]] support::Result<bool> IsAsWritten(
      const std::string& path) const;
  support::Status SetManifest(const support::FolderUpdate::Produce& produce,
                              Outcome& outcome);
  // Whether the manifest that is there is the one that `produce` gives.
  [[nodiscard]] bool HasManifest(
      const support::FolderUpdate::Produce& produce) const;
  [[nodiscard]] std::string At(std::string_view path) const;

  const Options& options_;
  std::span<const backends::Backend* const> targets_;
  support::FolderUpdate update_;
  // Of the manifest that is there.
  KnownFiles known_;
  // Accounts that were not asked for; those that are gone are nobody's.
  std::set<std::string, std::less<>> other_accounts_;
  bool interrupted_ = false;
};

}  // namespace iamgen::driver

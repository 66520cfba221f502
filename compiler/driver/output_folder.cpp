// Compares, asks the manifest whose a file is, and hands over to the update.
#include "driver/output_folder.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "driver/interrupt.h"
#include "driver/text_diff.h"

namespace iamgen::driver {
namespace {

// Enough for anything a build writes.
constexpr std::uint64_t kMostBytes = std::uint64_t{4} << 30U;

}  // namespace

OutputFolder::OutputFolder(const Options& options,
                           std::span<const backends::Backend* const> targets)
    : options_(options), targets_(targets), update_(options.output) {}

std::string OutputFolder::At(std::string_view path) const {
  std::string at = options_.output;
  if (!at.ends_with('/')) {
    at += '/';
  }
  return at.append(path);
}

support::Status OutputFolder::Prepare() {
  if (!options_.check_only) {
    return support::FolderUpdate::Recover(options_.output);
  }
  interrupted_ = support::FolderUpdate::IsInterrupted(options_.output);
  return support::Done{};
}

support::Status OutputFolder::Take(const backends::Backend& target,
                                   const backends::File& file,
                                   Portion& portion) {
  if (InterruptGuard::Came()) {
    return support::Failure{"interrupted"};
  }
  portion.records.push_back({.path = std::string(file.path),
                             .digest = support::Sha256Of(file.bytes),
                             .target = target.name,
                             .account = file.account,
                             .entities = std::string(file.entities)});
  const support::DiskFileSystem files;
  const std::string path = At(file.path);
  const auto same = files.Holds(path, file.bytes);
  if (!same) {
    return support::Failure{same.message()};
  }
  if (*same) {
    ++portion.unchanged;
    return support::Done{};
  }
  const bool exists = files.Exists(path);
  Change change{exists ? ChangeKind::kChanged : ChangeKind::kCreated, path, {}};
  if (options_.diff) {
    const auto before = exists ? files.Read(path, kMostBytes)
                               : support::Result<std::string>(std::string());
    if (!before) {
      return support::Failure{before.message()};
    }
    change.diff =
        UnifiedDiff(exists ? path : "/dev/null", *before, path, file.bytes);
  }
  portion.changes.push_back(std::move(change));
  return options_.check_only ? support::Status(support::Done{})
                             : update_.Stage(file.path, file.bytes);
}

support::Status OutputFolder::ReadKnown(const model::Topology& topology) {
  const auto asked = [&](const model::Account& account) {
    return options_.accounts.empty() ||
           std::any_of(options_.accounts.begin(), options_.accounts.end(),
                       [&](const std::string& name) {
                         return name == account.alias || name == account.id;
                       });
  };
  for (const model::Account& account : topology.accounts) {
    if (!asked(account)) {
      other_accounts_.insert(account.alias);
    }
  }
  const std::string path = At(kManifestName);
  if (!support::DiskFileSystem().Exists(path)) {
    return support::Done{};
  }
  auto known =
      ReadManifest(path, [&](const KnownFile& file) { return Stays(file); });
  if (known) {
    known_ = *std::move(known);
  } else if (!options_.force) {
    return support::Failure{
        path + ": " + known.message() +
        ", so which files are iamgen's cannot be told; restore it, or build "
        "with --force, which overwrites the files of this build and removes "
        "none"};
  }
  return support::Done{};
}

bool OutputFolder::Stays(const KnownFile& file) const {
  const bool of_target =
      std::any_of(targets_.begin(), targets_.end(),
                  [&](const auto* one) { return one->name == file.target; });
  return !of_target ||
         (file.account.empty() ? !options_.accounts.empty()
                               : other_accounts_.contains(file.account));
}

KnownFiles OutputFolder::TakeStaying() {
  const support::DiskFileSystem files;
  KnownFiles staying;
  for (auto file = known_.begin(); file != known_.end();) {
    const auto next = std::next(file);
    // What was removed by hand is not recorded again.
    if (Stays(file->second) && files.Exists(At(file->first))) {
      staying.insert(known_.extract(file));
    }
    file = next;
  }
  return staying;
}

support::Result<bool> OutputFolder::IsAsWritten(const std::string& path) const {
  const auto known = known_.find(path);
  if (known == known_.end()) {
    return false;
  }
  const support::DiskFileSystem files;
  const auto bytes = files.Read(At(path), kMostBytes);
  if (!bytes) {
    return support::Failure{bytes.message()};
  }
  return support::HexOf(support::Sha256Of(*bytes)) == known->second.digest;
}

// What `known_` still has is of this build's accounts and was not made again.
support::Status OutputFolder::FindStale(Outcome& outcome) {
  const support::DiskFileSystem files;
  for (const auto& [path, file] : known_) {
    if (!files.Exists(At(path))) {
      continue;
    }
    const auto as_written = IsAsWritten(path);
    if (!as_written) {
      return support::Failure{as_written.message()};
    }
    if (!*as_written && !options_.force) {
      outcome.edited.push_back(At(path));
    }
    Change change{ChangeKind::kRemoved, At(path), {}};
    if (options_.diff) {
      const auto bytes = files.Read(At(path), kMostBytes);
      if (!bytes) {
        return support::Failure{bytes.message()};
      }
      change.diff = UnifiedDiff(At(path), *bytes, "/dev/null", "");
    }
    outcome.changes.push_back(std::move(change));
    update_.Remove(path);
  }
  return support::Done{};
}

support::Status OutputFolder::FindEdited(Outcome& outcome) const {
  if (options_.force) {
    return support::Done{};
  }
  for (const Change& change : outcome.changes) {
    if (change.kind == ChangeKind::kChanged) {
      const auto as_written = IsAsWritten(change.path.substr(At("").size()));
      if (!as_written) {
        return support::Failure{as_written.message()};
      }
      if (!*as_written) {
        outcome.edited.push_back(change.path);
      }
    }
  }
  return support::Done{};
}

bool OutputFolder::HasManifest(
    const support::FolderUpdate::Produce& produce) const {
  std::ifstream stream(At(kManifestName), std::ios::binary);
  bool same = stream.good();
  std::string there;
  produce([&](std::string_view piece) {
    there.resize(piece.size());
    stream.read(there.data(), static_cast<std::streamsize>(piece.size()));
    same = same && stream.good() && there == piece;
    return same;
  });
  return same && stream.peek() == std::ifstream::traits_type::eof();
}

support::Status OutputFolder::SetManifest(
    const support::FolderUpdate::Produce& produce, Outcome& outcome) {
  if (!interrupted_ && HasManifest(produce)) {
    return support::Done{};
  }
  const std::string path = At(kManifestName);
  const support::DiskFileSystem files;
  const bool exists = files.Exists(path);
  Change change{exists ? ChangeKind::kChanged : ChangeKind::kCreated, path, {}};
  if (options_.diff) {
    const auto before = exists ? files.Read(path, kMostBytes)
                               : support::Result<std::string>(std::string());
    std::string after;
    produce([&](std::string_view piece) {
      after += piece;
      return true;
    });
    change.diff = UnifiedDiff(exists ? path : "/dev/null",
                              before ? *before : std::string(), path, after);
  }
  outcome.changes.push_back(std::move(change));
  return options_.check_only ? support::Status(support::Done{})
                             : update_.Stage(kManifestName, produce);
}

support::Result<Outcome> OutputFolder::Finish(const model::Topology& topology,
                                              const ManifestHead& head,
                                              Portion all) {
  std::sort(
      all.records.begin(), all.records.end(),
      [](const FileRecord& a, const FileRecord& b) { return a.path < b.path; });
  Outcome outcome{std::move(all.changes), all.unchanged, {}};
  // As nearly always: nothing to do.
  if (outcome.changes.empty() && !interrupted_ &&
      HasManifest([&](const support::FolderUpdate::TakePiece& take) {
        WriteManifest(topology, head, all.records, {}, take);
      })) {
    return outcome;
  }
  auto done = ReadKnown(topology);
  if (!done) {
    return support::Failure{done.message()};
  }
  done = FindEdited(outcome);
  if (!done) {
    return support::Failure{done.message()};
  }
  const KnownFiles staying = TakeStaying();
  std::set<std::string, std::less<>> ours = {std::string(kManifestName)};
  for (const auto& [path, file] : known_) {
    ours.insert(path);
  }
  for (const auto& [path, file] : staying) {
    ours.insert(path);
  }
  KnownFiles not_made_again = std::exchange(known_, {});
  KnownFiles kept;
  for (const FileRecord& record : all.records) {
    ours.insert(record.path);
    not_made_again.erase(record.path);
  }
  known_ = std::move(not_made_again);
  for (const auto& [path, file] : staying) {
    const auto made = std::lower_bound(
        all.records.begin(), all.records.end(), path,
        [](const FileRecord& a, const std::string& b) { return a.path < b; });
    if (made == all.records.end() || made->path != path) {
      kept.emplace(path, file);
    }
  }
  done = FindStale(outcome);
  if (done) {
    done = SetManifest(
        [&](const support::FolderUpdate::TakePiece& take) {
          WriteManifest(topology, head, all.records, kept, take);
        },
        outcome);
  }
  if (!done) {
    return support::Failure{done.message()};
  }
  std::sort(outcome.changes.begin(), outcome.changes.end(),
            [](const Change& a, const Change& b) { return a.path < b.path; });
  std::sort(outcome.edited.begin(), outcome.edited.end());
  if (options_.check_only || !outcome.edited.empty()) {
    return outcome;
  }
  if (InterruptGuard::Came()) {
    return support::Failure{"interrupted"};
  }
  done = update_.Commit(
      [&](const std::string& path) { return ours.contains(path); });
  if (!done) {
    return support::Failure{done.message()};
  }
  return outcome;
}

}  // namespace iamgen::driver

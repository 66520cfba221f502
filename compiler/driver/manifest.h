// `manifest.json`: what an output folder holds, and what it was made from.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/topology.h"
#include "support/folder_update.h"
#include "support/result.h"
#include "support/sha256.h"

namespace iamgen::driver {

inline constexpr std::string_view kManifestName = "manifest.json";

// A file as the build that is under way makes it.
struct FileRecord {
  // Below the output folder.
  std::string path;
  support::Sha256 digest;
  // As after `--target`.
  std::string_view target;
  // Invalid: of several accounts together.
  model::AccountId account;
  // As `backends::File::entities`.
  std::string entities;
};

// A file as an earlier build recorded it.
struct KnownFile {
  // 64 digits.
  std::string digest;
  std::string target;
  // An alias; empty: of several accounts together.
  std::string account;
  // As `backends::File::entities`, but never empty for everything; kept where
  // that was asked for.
  std::string entities;
};

using KnownFiles = std::map<std::string, KnownFile, std::less<>>;

// What the whole manifest says.
struct ManifestHead {
  std::string spec_digest;
  std::vector<std::vector<model::AccountId>> waves;
};

// The manifest of a build, in pieces of some kilobytes: the records, sorted by
// path, and the files of earlier builds that stay. Its bytes are a function of
// these alone.
void WriteManifest(const model::Topology& topology, const ManifestHead& head,
                   const std::vector<FileRecord>& records,
                   const KnownFiles& staying,
                   const support::FolderUpdate::TakePiece& take);

// The files that the manifest at `path` names; `keep_entities` says of which
// the entities are wanted. Fails for what is no manifest, and for paths that
// lead out of the folder.
support::Result<KnownFiles> ReadManifest(
    const std::string& path,
    const std::function<bool(const KnownFile& file)>& keep_entities);

}  // namespace iamgen::driver

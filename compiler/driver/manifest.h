// `manifest.json`: what an output folder holds, and what it was made from.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/topology.h"
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
  std::vector<std::string> entities;
};

using KnownFiles = std::map<std::string, KnownFile, std::less<>>;

// What the whole manifest says.
struct ManifestHead {
  std::string spec_digest;
  std::vector<std::vector<model::AccountId>> waves;
};

// The manifest of a build: the records, sorted by path, and the files of
// earlier builds that stay. Its bytes are a function of these alone.
std::string WriteManifest(const model::Topology& topology,
                          const ManifestHead& head,
                          const std::vector<FileRecord>& records,
                          const KnownFiles& staying);

// The files that a manifest names. Fails for what is no manifest, and for paths
// that lead out of the folder.
support::Result<KnownFiles> ReadManifest(std::string_view text);

}  // namespace iamgen::driver

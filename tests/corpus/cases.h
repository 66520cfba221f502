// The topologies that are compiled as cases: folders of tests/corpus and of
// examples.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "support/file_system.h"

namespace iamgen::testing {

struct Case {
  // Of letters, digits and `_`.
  std::string name;
  std::filesystem::path folder;
  // The file's name: "topology.yaml", "topology.json".
  std::string topology;
};

// Sorted by name.
std::vector<Case> FindCases();

// Adds the case's own files, and the fixtures that it may name.
void SeedCase(const Case& one, support::MemoryFileSystem& files);

// What gtest says after a failing case's name.
void PrintTo(const Case& one, std::ostream* stream);

}  // namespace iamgen::testing

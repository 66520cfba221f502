// Reads text as a file of that name, for the tests of the readers.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "diag/diagnostic.h"
#include "diag/render.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "syntax/reader.h"

namespace iamgen::syntax {

// A file that was read: its tree, and what was found on the way.
struct Reading {
  explicit Reading(std::string_view text, std::string path = "t.yaml") {
    file = sources.Add(std::move(path), std::string(text));
    tree = Read(sources, file, sink);
  }

  // "SPEC003 2:1 message | SPEC..." in the order of printing.
  [[nodiscard]] std::string Findings() const {
    std::string out;
    for (const diag::Diagnostic* found : sink.Sorted()) {
      const diag::Position at = sources[file].PositionOf(found->span.begin);
      out += (out.empty() ? "" : " | ") + std::string(found->rule->id) + " " +
             std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
             found->message;
    }
    return out;
  }

  [[nodiscard]] std::string Help() const {
    const auto found = sink.Sorted();
    return found.empty() ? "" : found.front()->help;
  }

  [[nodiscard]] std::string Dumped() const { return Dump(tree, sources); }

  diag::SourceMap sources;
  diag::Sink sink;
  diag::FileId file;
  Tree tree;
};

// What every tree promises: spans within the file and in order, children within
// their parents' place unless an alias put them there, scalar keys in pairs.
inline void ExpectSound(const Reading& reading) {
  const Tree& tree = reading.tree;
  const std::size_t size = reading.sources[reading.file].text().size();
  for (const Node& node : tree.nodes) {
    ASSERT_LE(node.begin, node.end);
    ASSERT_LE(node.end, size + 1);
    ASSERT_LE(node.text_offset + node.text_size, tree.arena.size());
  }
  if (tree.empty()) {
    ASSERT_FALSE(reading.sink.empty());
  }
  for (const diag::Diagnostic* found : reading.sink.Sorted()) {
    ASSERT_LE(found->span.begin, found->span.end);
    ASSERT_LE(found->span.end, size + 1);
    ASSERT_FALSE(found->help.empty()) << found->message;
  }
  diag::RenderHuman(reading.sink.Sorted(), reading.sources, {});
  ASSERT_EQ(reading.Dumped().empty(), tree.empty());
}

}  // namespace iamgen::syntax

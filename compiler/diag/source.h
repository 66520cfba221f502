// The text of every file of a run, and what line and column an offset is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/span.h"

namespace iamgen::diag {

// Both count from one; columns count characters (code points), not bytes.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;

  friend auto operator<=>(const Position&, const Position&) = default;
};

// One file: the path shown to the user and its bytes, which never change.
class Source {
 public:
  Source(std::string path, std::string text)
      : path_(std::move(path)), text_(std::move(text)) {}

  [[nodiscard]] const std::string& path() const { return path_; }

  [[nodiscard]] std::string_view text() const { return text_; }

  [[nodiscard]] Position PositionOf(std::uint32_t offset) const;

  // Line `line` (from one) without its line end; empty past the last.
  [[nodiscard]] std::string_view Line(std::size_t line) const;

  [[nodiscard]] std::uint32_t LineStart(std::size_t line) const;

  // Finds the lines now, so that later questions change nothing.
  void FindLines() const { LineStarts(); }

 private:
  // Found at the first question: most files never have a finding.
  const std::vector<std::uint32_t>& LineStarts() const;

  // Characters before an offset, at the cost of a few thousand bytes however
  // long the line is.
  [[nodiscard]] std::size_t CharactersBefore(std::size_t offset) const;

  std::string path_;
  std::string text_;
  mutable std::vector<std::uint32_t> line_starts_;
  // Characters before each block of bytes.
  mutable std::vector<std::size_t> block_starts_;
};

// Owns the files of a run. Sources keep their place in memory.
class SourceMap {
 public:
  FileId Add(std::string path, std::string text);

  [[nodiscard]] const Source& operator[](FileId file) const {
    return sources_[file.index];
  }

  [[nodiscard]] std::size_t size() const { return sources_.size(); }

  [[nodiscard]] std::string_view TextOf(Span span) const;

  // Before several threads ask for positions.
  void FindLines() const {
    for (const Source& source : sources_) {
      source.FindLines();
    }
  }

  // "topology.yaml:41:7", or "" for a span that is nowhere.
  [[nodiscard]] std::string Describe(Span span) const;

  [[nodiscard]] auto begin() const { return sources_.begin(); }

  [[nodiscard]] auto end() const { return sources_.end(); }

 private:
  std::deque<Source> sources_;
};

}  // namespace iamgen::diag

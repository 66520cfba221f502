// Printed text with holes: rendered once, then filled for each of many
// documents at the speed of copying.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "writers/value.h"

namespace iamgen::writers {

// A run of bytes and the places in it where a value is still missing. Ropes are
// joined by appending; the parts may come from different writers.
//
//     Rope rope = WriteYaml(role, 1);
//     for (const auto& account : accounts) {
//       rope.AppendTo(account.document, account.escaped_values);
//     }
class Rope {
 public:
  struct Hole {
    // Where in `bytes()` the value goes. Holes are in order; two may share a
    // place.
    std::size_t offset = 0;
    Slot slot = 0;

    bool operator==(const Hole&) const = default;
  };

  Rope() = default;

  explicit Rope(std::string bytes) : bytes_(std::move(bytes)) {}

  void Append(std::string_view bytes) { bytes_ += bytes; }

  void Append(const Rope& rope);
  void AppendHole(Slot slot);

  // Where a writer puts its bytes. Only to append: what stands already is what
  // the holes' offsets count.
  std::string& tail() { return bytes_; }

  // Appends the bytes with every hole filled by `escaped_slot_values[slot]`.
  // A hole of a writer stands inside a double-quoted string, in JSON, YAML and
  // HCL alike, so its value comes escaped by `support::AppendJsonEscaped`, or
  // by `AppendYamlEscaped`, whose output JSON takes as well; for HCL by
  // `AppendHclSlot` or `AppendHclJsonSlot`.
  void AppendTo(std::string& out,
                std::span<const std::string> escaped_slot_values) const;

  // The slots in use, each once, ascending: what AppendTo will ask for.
  std::vector<Slot> slots() const;

  const std::vector<Hole>& holes() const { return holes_; }

  // Without what goes into the holes.
  std::string_view bytes() const { return bytes_; }

  std::size_t size() const { return bytes_.size(); }

  bool operator==(const Rope&) const = default;

 private:
  std::string bytes_;
  std::vector<Hole> holes_;
};

}  // namespace iamgen::writers

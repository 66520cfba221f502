// The scalars of everyday YAML: on one line, unquoted or in quotes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/event_handler.h"
#include "syntax/node.h"

namespace iamgen::syntax {

// Finds the ends of scalars in one text, and decodes them.
class EverydayScalars {
 public:
  struct Scalar {
    NodeKind kind = NodeKind::kPlain;
    Extent extent;
    // A part of the text, or of what the next scan overwrites.
    std::string_view text;
  };

  explicit EverydayScalars(std::string_view text) : text_(text) {}

  // The scalar that begins at `at`, where a character stands. False if none
  // does, or one that goes on in the next line, or that needs a closer look. An
  // unquoted one ends before a comment, a `:` that makes a key, the end of the
  // line and, in flow style, a bracket or a comma.
  bool Scan(std::uint32_t at, bool in_flow, Scalar& into);

 private:
  void ScanPlain(std::uint32_t at, bool in_flow, Scalar& into);
  bool ScanSingleQuoted(std::uint32_t at, Scalar& into);
  bool ScanDoubleQuoted(std::uint32_t at, Scalar& into);
  bool DecodeEscapes(std::uint32_t at, std::uint32_t from, Scalar& into);
  bool DecodeEscape(std::size_t& at);

  std::string_view text_;
  std::string decoded_;
};

}  // namespace iamgen::syntax

// A value of a document as far as it can be known, whatever format it stood in:
// what every importer makes and what policies are read from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/source.h"
#include "diag/span.h"
#include "syntax/node.h"

namespace iamgen::importers {

// `kUnknown` is a value that somebody else decides, or one whose mistake has
// been reported: nobody says anything about it.
enum class DatumKind : std::uint8_t {
  kUnknown,
  kNull,
  kText,
  kNumber,
  kBoolean,
  kList,
  kObject,
  // One of its children stands there, a condition decides which.
  kEither,
};

// INVARIANT: nested no deeper than `syntax::Tree::kMaxDepth`, up to a few
// levels.
struct Datum {
  DatumKind kind = DatumKind::kUnknown;
  // False: a list or an object may hold more than is written; of alternatives,
  // none of them may stand there.
  bool complete = true;
  diag::Span span;
  // A text, with `policy::kUnknown` for what is not known of it; a number or a
  // boolean as it was written.
  std::string text;
  // The elements of a list, the alternatives; of an object key, value, key,
  // value. Keys are texts.
  std::vector<Datum> children;

  [[nodiscard]] bool Is(DatumKind other) const { return kind == other; }

  [[nodiscard]] bool scalar() const {
    return kind == DatumKind::kText || kind == DatumKind::kNumber ||
           kind == DatumKind::kBoolean;
  }

  // Whether it may be of another kind than it looks.
  [[nodiscard]] bool unknown() const;

  // The value of a member, or nullptr.
  [[nodiscard]] const Datum* Find(std::string_view key) const;

  // The key of it.
  [[nodiscard]] const Datum* FindKey(std::string_view key) const;
};

Datum UnknownAt(diag::Span span);
Datum TextAt(std::string text, diag::Span span);

// Calls `look(key, value)` on every member of an object.
template <typename Look>
void ForEachMember(const Datum& object, Look look) {
  for (std::size_t i = 0; i + 1 < object.children.size(); i += 2) {
    look(object.children[i], object.children[i + 1]);
  }
}

// "a list", "a number": a kind in the words of a message.
std::string_view Describe(DatumKind kind);

// A text of the user's, in which `policy::kUnknown` must not stand for itself:
// a character that no policy may hold stands in its place.
std::string WithoutUnknown(std::string_view text);

// What a scalar of a tree is. YAML's unquoted words are what readers of YAML
// 1.1 take them for; dates stay texts.
Datum ScalarFrom(const syntax::Tree& tree, syntax::NodeIndex node);

// Everything below a node, taken as it stands.
Datum DatumFrom(const syntax::Tree& tree, syntax::NodeIndex node);

}  // namespace iamgen::importers

// How the text of a finding is repaired, as far as a program may do that.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diag/span.h"

namespace iamgen::diag {

// Where a text stands word for word.
struct Quotation {
  Span span;
  std::string text;
};

struct Edit {
  enum class Kind : std::uint8_t {
    // `text` takes the place of what was there.
    kReplace,
    // An element leaves its list, with what separates it from the others.
    kRemoveElement,
    // A value leaves its object, with its name. `span` is the value's.
    kRemoveMember,
    // An object gets a first member, `text`, "Version": "2012-10-17". `span` is
    // the object's.
    kAddMember
  };

  Kind kind = Kind::kReplace;
  // What is there. Its text is empty where it is no scalar.
  Quotation was;
  std::string text;
};

// Edits that belong together. INVARIANT: nobody is allowed more afterwards than
// before, and a document that AWS refuses is refused still.
struct Fix {
  std::vector<Edit> edits;
  // What they rely on, and what therefore stays as it is: the value that says
  // the same as the one that is removed.
  std::vector<Quotation> given;
};

}  // namespace iamgen::diag

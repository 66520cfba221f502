// The elements of a policy document: which values each takes, and what is said
// about the others.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/datum.h"
#include "importers/policy_document.h"
#include "policy/document.h"

namespace iamgen::importers {

// What an element with a text or a list of texts takes besides.
struct ListShape {
  // Reported of an empty list; nullptr: nothing is.
  const diag::Rule* empty_list = nullptr;
  // Whether IAM refuses a document with it.
  bool empty_list_refused = false;
  bool empty_texts = false;
  // Numbers and booleans, as in the values of conditions.
  bool numbers = false;
};

// Reads single elements of one document and reports what does not fit.
class Elements {
 public:
  Elements(const diag::SourceMap& sources, const Purpose& purpose,
           diag::Sink& sink)
      : sources_(sources), purpose_(purpose), sink_(sink) {}

  [[nodiscard]] const Purpose& purpose() const { return purpose_; }

  diag::Report Say(const diag::Rule& rule, diag::Span span,
                   std::string message);

  // `name` holds a value of a kind that it does not take; it takes `wanted`.
  // An unknown value is no mistake.
  void WrongType(std::string_view name, const Datum& datum,
                 std::string_view wanted);

  // The value of an element that takes one text. A mistake leaves it unknown.
  policy::Value Text(std::string_view name, const Datum& datum);

  // A text or a list of texts.
  policy::Values List(std::string_view name, const Datum& datum,
                      const ListShape& shape);

  // `key` is none of the names that `where`, "a statement", has.
  void UnknownName(std::string_view where, const Datum& key,
                   std::span<const std::string_view> known);

  // Looks through everything below for characters that no policy may hold.
  void CheckCharacters(const Datum& datum);

 private:
  void Append(std::string_view name, const Datum& datum, const ListShape& shape,
              policy::Values& values);
  void CheckCharactersOf(const Datum& scalar);

  const diag::SourceMap& sources_;
  const Purpose& purpose_;
  diag::Sink& sink_;
};

}  // namespace iamgen::importers

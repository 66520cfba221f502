// Findings of one mistake, folded into one.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analysis/alike_accounts.h"
#include "diag/sink.h"
#include "model/topology.h"

namespace iamgen::checks {

// Whether a place is one of a document's statements, or lies in one.
bool HoldsPlace(const model::Document& document, diag::Span span);

// Where things were found: in something that says the same in several
// accounts.
struct Whereabouts {
  // "role/Deploy".
  std::string entity;
  analysis::AlikeAccounts accounts;
  // The accounts that it stands in altogether.
  std::size_t of_accounts = 0;
  // The document that places are looked for in.
  const model::Document* document = nullptr;
};

// What a rule finds at one place in several accounts, and in several entities
// that share the place, is one mistake. It is told once, where it is written;
// other places are where a template is used, and what variables hold.
class FoldedFindings {
 public:
  explicit FoldedFindings(const model::Topology& topology)
      : topology_(topology) {}

  // Where a rule finds several things at one place, the second of one document
  // is taken for the second of the others.
  void Take(const diag::Sink& found, const Whereabouts& where);

  // Hands all of them over, in the order in which they were first found.
  void Report(diag::Sink& sink);

 private:
  struct Occurrence {
    diag::Diagnostic diagnostic;
    Whereabouts where;
  };

  using Occurrences = std::vector<Occurrence>;

  void Report(Occurrences& occurrences, diag::Sink& sink) const;
  // The accounts, if it holds in some of them alone; otherwise 0.
  static std::size_t SomeAccounts(const Occurrences& occurrences);
  static void TellUses(const Occurrences& occurrences, diag::Report& report);
  void TellVariables(const Occurrence& one, diag::Report& report) const;

  const model::Topology& topology_;
  std::map<std::tuple<diag::Span, std::string_view, std::size_t>, std::size_t>
      place_;
  std::vector<Occurrences> folded_;
};

}  // namespace iamgen::checks

// Findings that are said again: in other words, of somebody.
#pragma once

#include <string>

#include "diag/sink.h"

namespace iamgen::importers {

// Reports a finding of another sink, by `rule` and with `message`, and the rest
// as it was. `place` says where each of its places is now.
template <typename Place>
diag::Report Repeat(const diag::Diagnostic& found, const diag::Rule& rule,
                    const std::string& message, Place place, diag::Sink& sink) {
  diag::Report report = sink.Add(rule, place(found.span), message);
  report.Label(found.label).Help(found.help).As(found.severity);
  report.In(found.account).About(found.entity);
  for (const diag::Related& related : found.related) {
    report.Also(place(related.span), related.message);
  }
  return report;
}

}  // namespace iamgen::importers

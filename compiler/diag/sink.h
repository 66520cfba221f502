// Collects the findings of a run.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "diag/diagnostic.h"

namespace iamgen::diag {

// Findings arrive in any order and leave sorted by file, position, rule and
// message. One finding reported twice at one place counts once.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  // The returned handle is for adding words at once; it does not outlive the
  // sink.
  Report Add(const Rule& rule, Span span, std::string message) {
    diagnostics_.push_back({.rule = &rule,
                            .severity = rule.severity,
                            .span = span,
                            .message = std::move(message),
                            .label = {},
                            .related = {},
                            .help = {},
                            .account = {},
                            .entity = {},
                            .fix = {}});
    return Report(diagnostics_.back());
  }

  [[nodiscard]] bool empty() const { return diagnostics_.empty(); }

  [[nodiscard]] bool HasErrors() const;

  // Takes back every finding that `gone` holds for. Ends the handles given out.
  void Remove(const std::function<bool(const Diagnostic&)>& gone);

  [[nodiscard]] std::vector<const Diagnostic*> Sorted() const;

 private:
  // Handles point into it.
  std::deque<Diagnostic> diagnostics_;
};

}  // namespace iamgen::diag

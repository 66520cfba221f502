// Puts findings into the one order they are shown in.
#include "diag/sink.h"

#include <algorithm>
#include <tuple>

namespace iamgen::diag {

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kSecurity:
      return "security";
    case Severity::kWarning:
      return "warning";
    case Severity::kSuggestion:
      return "suggestion";
  }
  return "error";
}

bool Sink::HasErrors() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& diagnostic) {
                       return diagnostic.severity == Severity::kError;
                     });
}

void Sink::Remove(const std::function<bool(const Diagnostic&)>& gone) {
  std::erase_if(diagnostics_, gone);
}

std::vector<const Diagnostic*> Sink::Sorted() const {
  std::vector<const Diagnostic*> sorted;
  sorted.reserve(diagnostics_.size());
  for (const Diagnostic& diagnostic : diagnostics_) {
    sorted.push_back(&diagnostic);
  }
  const auto key = [](const Diagnostic* d) {
    return std::tie(d->span, d->rule->id, d->message, d->account);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Diagnostic* a, const Diagnostic* b) {
                     return key(a) < key(b);
                   });
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [&](const Diagnostic* a, const Diagnostic* b) {
                             return key(a) == key(b);
                           }),
               sorted.end());
  return sorted;
}

}  // namespace iamgen::diag

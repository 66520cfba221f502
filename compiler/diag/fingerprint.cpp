// Keys of findings, and their digests.
#include "diag/fingerprint.h"

#include <unordered_map>

#include "support/sha256.h"

namespace iamgen::diag {

FindingKey KeyOf(const Diagnostic& diagnostic) {
  return {std::string(diagnostic.rule->id), diagnostic.entity,
          diagnostic.account};
}

std::vector<std::string> Fingerprints(
    std::span<const Diagnostic* const> diagnostics) {
  constexpr std::size_t kDigits = 32;
  std::unordered_map<std::string, std::size_t> seen;
  std::vector<std::string> fingerprints;
  fingerprints.reserve(diagnostics.size());
  for (const Diagnostic* diagnostic : diagnostics) {
    // A byte that is in no name keeps the parts apart.
    std::string text(diagnostic->rule->id);
    text += '\0';
    text += diagnostic->entity;
    text += '\0';
    text += diagnostic->account;
    const std::size_t ordinal = seen[text]++;
    text += '\0';
    text += std::to_string(ordinal);
    fingerprints.push_back(
        support::HexOf(support::Sha256Of(text)).substr(0, kDigits));
  }
  return fingerprints;
}

}  // namespace iamgen::diag

// Looks policies up by their text, and reads those that are new.
#include "driver/known_policies.h"

#include <algorithm>
#include <utility>

#include "diag/shared_rules.h"
#include "diag/sink.h"
#include "driver/case_line.h"
#include "importers/document_rules.h"
#include "importers/policy_document.h"
#include "importers/statement_rules.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

// Bytes of the texts, and how many of them.
constexpr std::size_t kMostBytes = std::size_t{1} << 26U;
constexpr std::size_t kMostTexts = 20'000;
// From here on a text is a long one, of which this many are tried first.
constexpr std::size_t kLong = 4096;
constexpr std::size_t kMostLong = 8;
// Sets of actions are worth it for long ones that come this often.
constexpr std::size_t kOften = 4;

// Whether a rule is about what a document means: others say what AWS refuses
// and everybody understands.
bool Matters(const diag::Rule& rule) {
  return rule.id != importers::kEmptyStatement.id &&
         rule.id != importers::kCharacterOutOfRange.id &&
         rule.id != importers::kResourceInTrustPolicy.id &&
         rule.id != diag::kMissingPrincipal.id;
}

}  // namespace

PolicyReading ReadCasePolicy(const importers::Datum& datum,
                             const diag::SourceMap& sources, policy::Kind kind,
                             const catalog::Catalogue& catalogue,
                             evaluation::Use use) {
  PolicyReading reading;
  diag::Sink sink;
  const policy::Document document = importers::ReadPolicy(
      datum, sources, {.kind = kind, .texts_of_numbers = true}, sink);
  for (const diag::Diagnostic* one : sink.Sorted()) {
    if (one->severity != diag::Severity::kError) {
      continue;
    }
    if (!Matters(*one->rule)) {
      reading.warnings.push_back(one->message);
    } else if (reading.error.empty()) {
      reading.error = one->message;
    }
  }
  reading.compiled = evaluation::Compile(document, catalogue, use);
  if (reading.error.empty() && !reading.compiled.faults.empty()) {
    reading.error = reading.compiled.faults.front().message;
  }
  return reading;
}

void KnownPolicies::Tidy() {
  if (bytes_ > kMostBytes || known_.size() > kMostTexts) {
    numbers_.clear();
    long_ones_.clear();
    known_.clear();
    bytes_ = 0;
  } else {
    for (const Wanted& wanted : often_) {
      Known& known = known_[wanted.number];
      known.readings[static_cast<std::size_t>(wanted.kind)].read =
          Read(known, wanted.kind, evaluation::Use::kOften);
    }
  }
  often_.clear();
}

std::optional<std::size_t> KnownPolicies::Find(std::string_view rest,
                                               std::size_t& size) {
  for (std::size_t i = 0; i < long_ones_.size(); ++i) {
    const std::size_t number = long_ones_[i];
    if (rest.starts_with(known_[number].text)) {
      size = known_[number].text.size();
      std::rotate(long_ones_.begin(),
                  long_ones_.begin() + static_cast<std::ptrdiff_t>(i),
                  long_ones_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return number;
    }
  }
  size = SizeOfJsonValue(rest);
  if (size == 0) {
    return std::nullopt;
  }
  const auto found = numbers_.find(rest.substr(0, size));
  std::size_t number = known_.size();
  if (found != numbers_.end()) {
    number = found->second;
  } else {
    known_.emplace_back().text = rest.substr(0, size);
    numbers_.emplace(known_.back().text, number);
    bytes_ += size;
  }
  if (size >= kLong) {
    long_ones_.insert(long_ones_.begin(), number);
    long_ones_.resize(std::min(long_ones_.size(), kMostLong));
  }
  return number;
}

const PolicyReading& KnownPolicies::Get(std::size_t number, policy::Kind kind) {
  Known& known = known_[number];
  Reading& reading = known.readings[static_cast<std::size_t>(kind)];
  if (!reading.read) {
    reading.read = Read(known, kind, evaluation::Use::kOnce);
  }
  if (++reading.uses == kOften && known.text.size() >= kLong) {
    often_.push_back({number, kind});
  }
  return *reading.read;
}

PolicyReading KnownPolicies::Read(const Known& known, policy::Kind kind,
                                  evaluation::Use use) const {
  diag::SourceMap sources;
  diag::Sink sink;
  const syntax::Tree tree =
      syntax::ReadJson(sources, sources.Add("policy", known.text), sink);
  if (sink.HasErrors() || tree.empty()) {
    PolicyReading reading;
    const auto found = sink.Sorted();
    reading.error = found.empty() ? "it holds no JSON" : found.front()->message;
    return reading;
  }
  return ReadCasePolicy(importers::DatumFrom(tree, 0), sources, kind,
                        catalogue_, use);
}

}  // namespace iamgen::driver

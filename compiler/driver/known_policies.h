// Policies of cases by their text: lines of one file share most of them, and
// reading one takes a hundred times as long as deciding by it.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/catalogue.h"
#include "diag/source.h"
#include "evaluation/compiled_policy.h"
#include "importers/datum.h"
#include "policy/document.h"

namespace iamgen::driver {

struct PolicyReading {
  evaluation::CompiledPolicy compiled;
  // The first thing that is wrong with it; empty: nothing.
  std::string error;
  // Why AWS would refuse what is nevertheless understood.
  std::vector<std::string> warnings;
};

PolicyReading ReadCasePolicy(const importers::Datum& datum,
                             const diag::SourceMap& sources, policy::Kind kind,
                             const catalog::Catalogue& catalogue,
                             evaluation::Use use);

class KnownPolicies {
 public:
  explicit KnownPolicies(const catalog::Catalogue& catalogue)
      : catalogue_(catalogue) {}

  // Before each case: forgets all where there are too many, and prepares those
  // that come again and again. What `Get` gave before is gone.
  void Tidy();

  // The number of the JSON object that `rest` begins with, and its size.
  // nullopt: it has no end.
  std::optional<std::size_t> Find(std::string_view rest, std::size_t& size);

  // INVARIANT: stays where it is until the next `Tidy`.
  const PolicyReading& Get(std::size_t number, policy::Kind kind);

 private:
  struct Reading {
    std::optional<PolicyReading> read;
    std::size_t uses = 0;
  };

  static constexpr std::size_t kKinds = 7;

  struct Known {
    std::string text;
    std::array<Reading, kKinds> readings;
  };

  [[nodiscard]] PolicyReading Read(const Known& known, policy::Kind kind,
                                   evaluation::Use use) const;

  const catalog::Catalogue& catalogue_;
  std::deque<Known> known_;
  // Views into the texts.
  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::size_t bytes_ = 0;
  // The long ones that were asked for last, the latest first: comparing with
  // them is faster than looking for their end.
  std::vector<std::size_t> long_ones_;

  struct Wanted {
    std::size_t number = 0;
    policy::Kind kind{};
  };

  std::vector<Wanted> often_;
};

}  // namespace iamgen::driver

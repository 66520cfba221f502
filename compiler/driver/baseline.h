// The findings that somebody has agreed to live with for now: `--baseline` and
// `--write-baseline`.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "diag/diagnostic.h"
#include "diag/fingerprint.h"
#include "support/result.h"

namespace iamgen::driver {

class Baseline {
 public:
  // `text` is that of the file `path`, which failures name.
  static support::Result<Baseline> Parse(const std::string& path,
                                         const std::string& text);

  void Add(const diag::Diagnostic& finding) { ++counts_[KeyOf(finding)]; }

  // Whether the finding is an old one. Each entry answers for as many findings
  // as it counts.
  bool Take(const diag::Diagnostic& finding);

  // How many findings are left: those added, or those not taken.
  [[nodiscard]] std::size_t size() const;

  // JSON, sorted, a line for each key.
  [[nodiscard]] std::string Text() const;

 private:
  std::map<diag::FindingKey, std::size_t> counts_;
};

}  // namespace iamgen::driver

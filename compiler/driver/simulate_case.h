// Cases of `iamgen simulate --cases`: a request and its policies in one line of
// JSON.
#pragma once

#include <string>
#include <string_view>

#include "catalog/catalogue.h"
#include "driver/known_policies.h"

namespace iamgen::driver {

// Answers cases one after the other, and remembers their policies.
class CaseAnswerer {
 public:
  explicit CaseAnswerer(const catalog::Catalogue& catalogue)
      : catalogue_(catalogue), known_(catalogue) {}

  // The answer to one line, as JSON without a line's end. A line that is no
  // case is answered with an `error`.
  std::string Answer(std::string_view line);

 private:
  const catalog::Catalogue& catalogue_;
  KnownPolicies known_;
};

// The answer to one line alone.
std::string AnswerCase(std::string_view line,
                       const catalog::Catalogue& catalogue);

}  // namespace iamgen::driver

// The checks of policy documents, on every document of a topology.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/access.h"
#include "checks/check.h"
#include "checks/folded_findings.h"
#include "checks/policy_check.h"
#include "diag/sink.h"

namespace iamgen::checks {

// Each document is looked at once for all accounts that cannot be told apart.
// Some rules ask whether there is none of something, and mean all policies of
// whoever has the document: what they find is a question to its holders.
class WrittenPolicies {
 public:
  WrittenPolicies(const Subject& subject, analysis::Access& access);

  // Every document by itself, by the checks of documents and by those that look
  // beside them.
  void Check(const std::vector<const checks::Check*>& beside);

  // The questions that are left, to one role or user with all of its policies.
  void Look(const analysis::Principal& principal);

  void Report(diag::Sink& sink) { folded_.Report(sink); }

 private:
  [[nodiscard]] Standing StandingOf(const analysis::FoundDocument& found,
                                    model::AccountId account) const;

  using Question = std::pair<diag::Span, std::string_view>;

  const Subject& subject_;
  analysis::Access& access_;
  std::set<std::string, std::less<>> accounts_;
  FoldedFindings folded_;
  // By place and rule; and the documents that they are about.
  std::set<Question> questions_;
  std::set<const model::Document*> questioned_;
};

}  // namespace iamgen::checks

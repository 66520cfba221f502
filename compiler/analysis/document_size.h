// How large a document is, as AWS counts.
#pragma once

#include <cstddef>
#include <vector>

#include "model/topology.h"

namespace iamgen::analysis {

// A size in characters, and the account that has it.
struct Largest {
  std::size_t size = 0;
  model::AccountId account;
};

// Sizes of documents without the white space between tokens ("IAM and AWS STS
// quotas", IAM and STS character limits). It does not outlive the topology.
class DocumentSizes {
 public:
  explicit DocumentSizes(const model::Topology& topology);

  // The largest sum of the documents in any of the accounts, if it may be above
  // `limit`; else nothing.
  [[nodiscard]] Largest LargestOf(
      const std::vector<const model::Document*>& documents,
      model::AccountSetId accounts, std::size_t limit) const;

 private:
  const model::Topology& topology_;
  // Of what a hole may stand for.
  std::size_t longest_ = 0;
};

}  // namespace iamgen::analysis

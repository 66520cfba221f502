// Documents taken apart, each once however often it is asked for.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/written_documents.h"
#include "catalog/catalogue.h"
#include "model/topology.h"
#include "policy/document.h"
#include "policy/parsed_statement.h"

namespace iamgen::analysis {

struct ParsedPolicy {
  policy::Document document;
  // INVARIANT: of `document`, in its order.
  std::vector<policy::ParsedStatement> statements;
};

// The documents of a topology and the policies of AWS that it attaches. What it
// gives lives as long as it does; it does not outlive the topology.
class ParsedPolicies {
 public:
  ParsedPolicies(const model::Topology& topology,
                 const catalog::Catalogue& catalogue)
      : topology_(topology),
        catalogue_(catalogue),
        found_(DocumentsOf(topology)) {
    for (const FoundDocument& one : found_) {
      by_document_.emplace(one.document, &one);
    }
  }

  ParsedPolicies(const ParsedPolicies&) = delete;
  ParsedPolicies& operator=(const ParsedPolicies&) = delete;

  [[nodiscard]] const std::vector<FoundDocument>& documents() const {
    return found_;
  }

  // nullptr: it has no statement anywhere.
  [[nodiscard]] const FoundDocument* Find(
      const model::Document& document) const {
    const auto found = by_document_.find(&document);
    return found == by_document_.end() ? nullptr : found->second;
  }

  // As the account has it; kept for the next who asks.
  const ParsedPolicy& In(const FoundDocument& found, model::AccountId account);

  // The same for one who asks once.
  [[nodiscard]] std::unique_ptr<const ParsedPolicy> Parse(
      const FoundDocument& found, model::AccountId account) const;

  // A policy of AWS by its ARN; nullptr where nobody has its document.
  const ParsedPolicy* OfAws(const std::string& arn);

 private:
  [[nodiscard]] std::unique_ptr<const ParsedPolicy> Parse(
      policy::Document document) const;

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  std::vector<FoundDocument> found_;
  std::map<const model::Document*, const FoundDocument*> by_document_;
  std::map<std::pair<const FoundDocument*, model::AccountId>,
           std::unique_ptr<const ParsedPolicy>>
      parsed_;
  std::map<std::string, std::unique_ptr<const ParsedPolicy>> of_aws_;
};

}  // namespace iamgen::analysis

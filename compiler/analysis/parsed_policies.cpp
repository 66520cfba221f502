// Parses what was not asked for before.
#include "analysis/parsed_policies.h"

#include "analysis/catalogue_document.h"

namespace iamgen::analysis {

std::unique_ptr<const ParsedPolicy> ParsedPolicies::Parse(
    policy::Document document) const {
  auto parsed = std::make_unique<ParsedPolicy>();
  parsed->document = std::move(document);
  parsed->statements.reserve(parsed->document.statements.size());
  for (const policy::Statement& one : parsed->document.statements) {
    parsed->statements.push_back(policy::Parse(one, catalogue_));
  }
  return parsed;
}

std::unique_ptr<const ParsedPolicy> ParsedPolicies::Parse(
    const FoundDocument& found, model::AccountId account) const {
  return Parse(Written(topology_, found, account));
}

const ParsedPolicy& ParsedPolicies::In(const FoundDocument& found,
                                       model::AccountId account) {
  auto& slot = parsed_[{&found, account}];
  if (!slot) {
    slot = Parse(found, account);
  }
  return *slot;
}

const ParsedPolicy* ParsedPolicies::OfAws(const std::string& arn) {
  const auto [at, is_new] = of_aws_.try_emplace(arn);
  if (is_new) {
    if (const auto policy = catalogue_.FindPolicy(arn)) {
      auto document = ReadCatalogueDocument(catalogue_.DocumentOf(*policy));
      if (document) {
        at->second = Parse(*std::move(document));
      }
    }
  }
  return at->second.get();
}

}  // namespace iamgen::analysis

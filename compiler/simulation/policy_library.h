// The policies of a topology, compiled once for all accounts in which they say
// the same.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/catalogue.h"
#include "evaluation/compiled_policy.h"
#include "model/topology.h"
#include "policy/document.h"

namespace iamgen::simulation {

// What it gives lives as long as it does; it does not outlive the topology.
class PolicyLibrary {
 public:
  PolicyLibrary(const model::Topology& topology,
                const catalog::Catalogue& catalogue);

  PolicyLibrary(const PolicyLibrary&) = delete;
  PolicyLibrary& operator=(const PolicyLibrary&) = delete;

  // Leaves out of the topology's documents, from now on, what says nothing of
  // these actions: "s3:Get*". For who asks many principals about few.
  void Focus(std::vector<std::string> actions);

  // The document as the account has it. One that says something else in every
  // account is put into `own`, if there is one, and not kept.
  const evaluation::CompiledPolicy* In(
      const model::Document& document, policy::Kind kind,
      model::AccountId account,
      std::deque<evaluation::CompiledPolicy>* own = nullptr);

  // A policy of AWS by its ARN; nullptr where nobody has its document.
  const evaluation::CompiledPolicy* OfAws(const std::string& arn);

  // A policy of which nobody knows what it says.
  const evaluation::CompiledPolicy* NotKnown(policy::Kind kind);

  // FullAWSAccess, as a control policy.
  const evaluation::CompiledPolicy* FullAccess(policy::Kind kind);

 private:
  // What makes a document differ between accounts.
  struct Openness {
    bool everywhere_else = false;
    std::vector<model::VariableId> variables;
  };

  const Openness& OpennessOf(const model::Document& document);
  bool Matters(const model::Statement& statement);
  [[nodiscard]] bool MattersTo(const model::Statement& statement) const;
  std::string KeyIn(const Openness& openness, model::AccountId account) const;
  evaluation::CompiledPolicy Compile(const model::Document& document,
                                     policy::Kind kind,
                                     model::AccountId account) const;

  const model::Topology& topology_;
  const catalog::Catalogue& catalogue_;
  std::vector<std::string> focus_;
  // Whether a statement says something of them.
  std::unordered_map<const model::Statement*, bool> matters_;
  std::function<bool(const model::Statement&)> keep_;
  std::unordered_map<const model::Document*, Openness> openness_;
  std::map<std::pair<const model::Document*, std::string>,
           evaluation::CompiledPolicy>
      compiled_;
  std::map<std::string, evaluation::CompiledPolicy> of_aws_;
  std::map<policy::Kind, evaluation::CompiledPolicy> not_known_;
  std::map<policy::Kind, evaluation::CompiledPolicy> full_access_;
};

}  // namespace iamgen::simulation

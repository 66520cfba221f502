// Opinions on the model: each check is a rule and the function that looks.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/access.h"
#include "analysis/administrator_paths.h"
#include "analysis/entity_arns.h"
#include "catalog/catalogue.h"
#include "checks/policy_settings.h"
#include "diag/sink.h"
#include "model/topology.h"

namespace iamgen::checks {

// Reports findings of one rule.
class Reporter {
 public:
  Reporter(const diag::Rule& rule, diag::Sink& sink)
      : rule_(rule), sink_(sink) {}

  diag::Report operator()(diag::Span span, std::string message) const {
    return sink_.Add(rule_, span, std::move(message));
  }

  // For findings that were gathered elsewhere.
  [[nodiscard]] diag::Sink& sink() const { return sink_; }

 private:
  const diag::Rule& rule_;
  diag::Sink& sink_;
};

// A topology and what is known beside it.
struct Subject {
  // Has both halves of every edge.
  const model::Topology& topology;
  const catalog::Catalogue& catalogue;
  const PolicySettings& settings;
  // There while checks run: what ARNs name that are written out, what
  // principals may do, and who becomes an administrator.
  analysis::EntityArns* arns = nullptr;
  analysis::Access* access = nullptr;
  const analysis::AdministratorPaths* paths = nullptr;
  // What is built of it, where that is another: quotas hold for this one.
  const model::Topology* built = nullptr;
};

// A document as one account has it, for all accounts in which it says the
// same.
struct AccountDocument {
  const analysis::FoundDocument& found;
  const policy::Document& document;
  model::AccountId account;
};

// A check has one of the functions: `run` looks at the topology alone, `weigh`
// at it as it is built, `judge` at what is known beside it, `look` at one role
// or user at a time, with all that its policies say, `read` at one document at
// a time. It has none where the function of another rule reports it.
struct Check {
  diag::Rule rule;
  void (*run)(const model::Topology& topology,
              const Reporter& report) = nullptr;
  void (*weigh)(const model::Topology& built, const Reporter& report) = nullptr;
  void (*judge)(const Subject& subject, const Reporter& report) = nullptr;
  void (*look)(const Subject& subject, const analysis::Principal& principal,
               const Reporter& report) = nullptr;
  void (*read)(const Subject& subject, const AccountDocument& document,
               const Reporter& report) = nullptr;
};

// The families; each is a file with its table.
std::span<const Check> AdministratorChecks();
std::span<const Check> AssumeChecks();
std::span<const Check> BoundaryChecks();
std::span<const Check> ClaimChecks();
std::span<const Check> DeploymentChecks();
std::span<const Check> EscalationChecks();
std::span<const Check> GateChecks();
std::span<const Check> IdentityChecks();
std::span<const Check> JobChecks();
std::span<const Check> NameChecks();
std::span<const Check> QuotaChecks();
std::span<const Check> ResourceAccessChecks();
std::span<const Check> SizeChecks();
std::span<const Check> StatementChecks();
std::span<const Check> TrustChecks();
std::span<const Check> WrittenArnChecks();

// Runs every check, and those of policy documents on every document.
void RunAll(const Subject& subject, diag::Sink& sink);

// Every check of the model there is, family by family.
std::vector<const Check*> All();

}  // namespace iamgen::checks

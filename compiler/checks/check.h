// Opinions on the model: each check is a rule and the function that looks.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

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
};

// `run` looks at the topology alone, `judge` at more; a check has one of them.
struct Check {
  diag::Rule rule;
  void (*run)(const model::Topology& topology,
              const Reporter& report) = nullptr;
  void (*judge)(const Subject& subject, const Reporter& report) = nullptr;
};

// The families; each is a file with its table.
std::span<const Check> DeploymentChecks();
std::span<const Check> JobChecks();
std::span<const Check> NameChecks();
std::span<const Check> SizeChecks();
std::span<const Check> StatementChecks();
std::span<const Check> TrustChecks();

// Runs every check, and those of policy documents on every document.
void RunAll(const Subject& subject, diag::Sink& sink);

// Every check of the model there is, family by family.
std::vector<const Check*> All();

}  // namespace iamgen::checks

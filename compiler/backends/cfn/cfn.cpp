// A CloudFormation template per account, or several.
#include <string>
#include <vector>

#include "backends/backend.h"
#include "backends/census.h"
#include "backends/cfn/deploy.h"
#include "backends/cfn/stacks.h"

namespace iamgen::backends::cfn {
namespace {

support::Status Emit(const Request& request, const Writer& write) {
  const model::Topology& topology = request.topology;
  const std::vector<Residents> census = TakeCensus(topology);
  StackWriter stacks(request);
  for (const model::AccountId account : request.accounts) {
    if (census[account.index].empty()) {
      continue;
    }
    const std::string& alias = topology.accounts[account].alias;
    writers::Map about;
    about.push_back({.key = "Account", .value = {writers::Text(alias)}});
    const std::string whose = "account " + alias;
    auto done = stacks.Write("cfn/" + alias,
                             {.account = account,
                              .entities = census[account.index],
                              .whose = whose,
                              .about = std::move(about)},
                             account, write);
    if (!done) {
      return done;
    }
  }
  return support::Done{};
}

}  // namespace

constinit const Backend kBackend = {
    .name = "cfn",
    .summary = "a CloudFormation template per account",
    .always = false,
    .emit = Emit,
    .deploy = DeployCommand};

}  // namespace iamgen::backends::cfn

// A CloudFormation template per account.
#include <string>
#include <vector>

#include "backends/backend.h"
#include "backends/census.h"
#include "backends/cfn/template.h"

namespace iamgen::backends::cfn {
namespace {

support::Status Emit(const Request& request, const Writer& write) {
  const model::Topology& topology = request.topology;
  const std::vector<Residents> census = TakeCensus(topology);
  Templates templates(request);
  for (const model::AccountId account : request.accounts) {
    if (census[account.index].empty()) {
      continue;
    }
    const std::string& alias = topology.accounts[account].alias;
    writers::Map about;
    about.push_back({.key = "Account", .value = {writers::Text(alias)}});
    const std::string whose = "account " + alias;
    const Template made = templates.Build({.account = account,
                                           .entities = census[account.index],
                                           .whose = whose,
                                           .about = std::move(about),
                                           .parameters = {}});
    if (made.resources == 0) {
      continue;
    }
    const std::string path = "cfn/" + alias + templates.suffix();
    auto done = write(
        {.path = path, .bytes = made.bytes, .account = account, .entity = {}});
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
    .emit = Emit};

}  // namespace iamgen::backends::cfn

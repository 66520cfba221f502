// The environment of each Lambda job as a JSON file, so that account ids are
// never typed into source code.
#include <string>

#include "backends/backend.h"
#include "backends/census.h"
#include "model/evaluate.h"
#include "writers/json.h"

namespace iamgen::backends::lambda_environment {
namespace {

support::Status Emit(const Request& request, const Writer& write) {
  const model::Topology& topology = request.topology;
  const std::vector<Residents> census = TakeCensus(topology);
  std::string buffer;
  for (const model::AccountId account : request.accounts) {
    for (const auto id : census[account.index].jobs) {
      const model::LambdaJob& job = topology.jobs[id];
      if (job.environment.empty()) {
        continue;
      }
      writers::Map map;
      for (const model::EnvironmentEntry& entry : job.environment) {
        std::vector<std::string> strings =
            model::EvaluateList(topology, entry.values, account);
        writers::Value value;
        if (entry.is_list) {
          writers::List list;
          for (std::string& string : strings) {
            list.push_back({writers::Text(std::move(string))});
          }
          value = {std::move(list)};
        } else {
          value = {writers::Text(strings.empty() ? "" : strings.front())};
        }
        map.push_back({.key = entry.name, .value = std::move(value)});
      }
      buffer.clear();
      writers::WriteJson({std::move(map)}, request.style.indent())
          .AppendTo(buffer, {});
      buffer += '\n';
      const std::string path =
          topology.accounts[account].alias + "/lambda/" +
          model::Evaluate(topology, job.name.value, account) + ".env.json";
      const std::string entity = "lambda_job/" + job.key;
      auto done = write({.path = path,
                         .bytes = buffer,
                         .account = account,
                         .entities = entity});
      if (!done) {
        return done;
      }
    }
  }
  return support::Done{};
}

}  // namespace

constinit const Backend kBackend = {
    .name = "lambda-environment",
    .summary = "the environment of each Lambda job",
    .always = true,
    .emit = Emit};

}  // namespace iamgen::backends::lambda_environment

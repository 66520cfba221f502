// `iamgen list`: what a topology defines, as a table.
#include <algorithm>
#include <string>
#include <vector>

#include "diag/render.h"
#include "driver/commands.h"
#include "driver/run.h"
#include "model/evaluate.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using Row = std::vector<std::string>;

std::string AccountsOf(const model::Topology& topology,
                       model::AccountSetId set) {
  if (!set.valid()) {
    return {};
  }
  const auto& members = topology.account_sets[set].members;
  const auto built = static_cast<std::size_t>(
      std::count_if(topology.accounts.begin(), topology.accounts.end(),
                    [](const model::Account& one) { return one.built(); }));
  if (members.size() == built) {
    return built == 1 ? "master" : "all";
  }
  constexpr std::size_t kShown = 4;
  if (members.size() == built - 1 &&
      std::none_of(members.begin(), members.end(), [&](model::AccountId id) {
        return topology.accounts[id].role == model::AccountRole::kMaster;
      })) {
    return "children";
  }
  std::string text;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == kShown) {
      return text + " +" + std::to_string(members.size() - kShown);
    }
    text += (i > 0 ? " " : "") + topology.accounts[members[i]].alias;
  }
  return text;
}

std::string NameIn(const model::Topology& topology,
                   const model::LocatedText& name, model::AccountSetId set) {
  if (!set.valid() || topology.account_sets[set].members.empty()) {
    return name.value.IsLiteral() ? name.value.literal() : std::string("?");
  }
  return model::Evaluate(topology, name.value,
                         topology.account_sets[set].members.front());
}

std::vector<Row> Jobs(const model::Topology& topology) {
  std::vector<Row> rows = {
      {"job", "accounts", "role", "triggers", "policies", "customisation"}};
  for (const model::LambdaJob& job : topology.jobs) {
    const model::Role& role = topology.roles[job.role];
    std::vector<std::string> kinds = job.trigger_kinds;
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    std::vector<std::string> names;
    for (const model::EnvironmentEntry& entry : job.environment) {
      names.push_back(entry.name);
    }
    rows.push_back(
        {NameIn(topology, job.name, job.accounts),
         AccountsOf(topology, job.accounts),
         NameIn(topology, role.name, role.accounts), support::Join(kinds, " "),
         job.incomplete ? "(incomplete)" : support::Join(job.policy_names, " "),
         support::Join(names, " ")});
  }
  return rows;
}

std::vector<Row> Roles(const model::Topology& topology) {
  std::vector<Row> rows = {{"role", "accounts", "policies", "inline"}};
  for (const model::Role& role : topology.roles) {
    std::vector<std::string> attached;
    for (const model::Attachment& one : role.attachments) {
      attached.push_back(one.policy.valid()
                             ? topology.policies[one.policy].key
                             : NameIn(topology, one.arn, role.accounts));
    }
    std::vector<std::string> inlines;
    for (const model::InlinePolicy& one : role.inlines) {
      inlines.push_back(NameIn(topology, one.name, role.accounts));
    }
    rows.push_back({NameIn(topology, role.name, role.accounts),
                    AccountsOf(topology, role.accounts),
                    support::Join(attached, " "), support::Join(inlines, " ")});
  }
  return rows;
}

template <typename T>
std::vector<Row> Named(const model::Topology& topology,
                       const support::Store<T>& entities, const char* what) {
  std::vector<Row> rows = {{what, "accounts"}};
  for (const T& one : entities) {
    rows.push_back({NameIn(topology, one.name, one.accounts),
                    AccountsOf(topology, one.accounts)});
  }
  return rows;
}

std::string Table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], diag::DisplayWidth(row[i]));
    }
  }
  std::string table;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      line.append(widths[i] - diag::DisplayWidth(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    table += line + "\n";
  }
  return table;
}

}  // namespace

int List(const Options& options, const std::string& what) {
  const support::DiskFileSystem files;
  Compilation compilation;
  // The table is the result; findings are shown to people alone.
  Options human = options;
  human.diagnostics = "human";
  const int code = CompileAndReport(human, files, compilation);
  if (!Print(compilation.dump)) {
    return kCannotRun;
  }
  if (code == kCannotRun || !compilation.model ||
      compilation.sink.HasErrors()) {
    return kCannotRun;
  }
  const model::Topology& topology = *compilation.model;
  std::vector<Row> rows;
  if (what == "jobs") {
    rows = Jobs(topology);
  } else if (what == "policies") {
    rows = Named(topology, topology.policies, "policy");
  } else if (what == "profiles") {
    rows = Named(topology, topology.profiles, "instance profile");
  } else {
    rows = Roles(topology);
  }
  return Print(Table(rows)) ? kGood : kCannotRun;
}

}  // namespace iamgen::driver

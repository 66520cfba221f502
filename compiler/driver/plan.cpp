// Has the backends render into a counter, and lays out what it counted.
#include "driver/plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/waves.h"
#include "backends/census.h"
#include "backends/cfn/stacks.h"
#include "backends/cfn_stackset/sharing.h"
#include "driver/commands.h"
#include "driver/plan_quotas.h"
#include "driver/run.h"
#include "driver/selection.h"
#include "support/text.h"
#include "writers/json.h"

namespace iamgen::driver {
namespace {

using writers::Map;
using writers::Text;
using writers::Value;

std::vector<Counted> CountsOf(const backends::Residents& residents) {
  return {{"role", "roles", residents.roles.size()},
          {"policy", "policies", residents.policies.size()},
          {"group", "groups", residents.groups.size()},
          {"user", "users", residents.users.size()},
          {"instance profile", "instance profiles", residents.profiles.size()},
          {"OIDC provider", "OIDC providers", residents.oidc_providers.size()},
          {"SAML provider", "SAML providers", residents.saml_providers.size()},
          {"Lambda job", "Lambda jobs", residents.jobs.size()},
          {"resource policy", "resource policies", residents.resources.size()}};
}

// What CloudFormation says of a template of this size.
void Judge(PlannedStack& stack) {
  using namespace backends::cfn;
  if (stack.resources == 0) {
    return;
  }
  const auto refuse = [&](std::string why) {
    stack.over.push_back(std::move(why));
    stack.refused = true;
  };
  if (stack.resources > kMostResources) {
    refuse(Grouped(stack.resources) + " resources, the most is " +
           Grouped(kMostResources) + ": build with --split");
  }
  if (stack.bytes > kMostBytes) {
    refuse(Grouped(stack.bytes) + " bytes, the most is " + Grouped(kMostBytes) +
           ": build with --split, or --compact");
  } else if (stack.bytes > kMostInlineBytes) {
    stack.over.push_back(Grouped(stack.bytes) + " bytes, more than the " +
                         Grouped(kMostInlineBytes) +
                         " that go with a request: it takes a bucket");
  }
}

class Planner {
 public:
  explicit Planner(const Emission& emission)
      : emission_(emission),
        topology_(*emission.compilation.model),
        request_{topology_, emission.compilation.sources, emission.accounts,
                 StyleOf(emission.options)} {}

  support::Result<Plan> Run() {
    for (const backends::Backend* target : emission_.targets) {
      if (target->deploy == nullptr) {
        continue;
      }
      const backends::Backend* const alone[] = {target};
      const auto done = EmitTo(
          {emission_.options, emission_.compilation, alone, emission_.accounts},
          [&](const backends::File& file) {
            See(*target, file);
            return support::Status(support::Done{});
          });
      if (!done) {
        return support::Failure{done.message()};
      }
      if (target->name == "cfn-stackset") {
        for (const auto& one : backends::cfn_stackset::NotShared(topology_)) {
          plan_.apart.push_back(one.entity + " " + one.reason);
        }
        plan_.remarks.emplace_back(
            "A stack set of an organization (service-managed) never reaches "
            "the management account: that has a stack of its own.");
      }
    }
    Arrange();
    plan_.usages = analysis::UsagesOf(topology_);
    return std::move(plan_);
  }

 private:
  // A file with a command of its own is a stack; one without belongs to the
  // stack of its folder, whichever of the two comes first.
  void See(const backends::Backend& target, const backends::File& file) {
    const std::string folder(file.path.substr(0, file.path.rfind('/') + 1));
    PlannedStack stack{
        .target = std::string(target.name),
        .path = std::string(file.path),
        .resources = file.resources,
        .bytes = file.bytes.size(),
        .capability = std::string(file.capability),
        .command = target.deploy(request_, file, emission_.options.output),
        .over = {}};
    Judge(stack);
    std::vector<PlannedStack>& stacks =
        file.account.valid() ? by_account_[file.account] : plan_.shared;
    // A stack of CloudFormation is one file.
    const auto same = std::find_if(
        stacks.begin(), stacks.end(), [&](const PlannedStack& one) {
          return one.target == stack.target && one.resources == 0 &&
                 stack.resources == 0 && one.path.starts_with(folder) &&
                 (one.command.empty() || stack.command.empty());
        });
    if (same == stacks.end()) {
      stacks.push_back(std::move(stack));
      return;
    }
    same->bytes += stack.bytes;
    ++same->files;
    if (same->command.empty()) {
      same->command = std::move(stack.command);
      same->path = std::move(stack.path);
    }
  }

  void Arrange() {
    const auto census = backends::TakeCensus(topology_);
    const std::set<model::AccountId> asked(emission_.accounts.begin(),
                                           emission_.accounts.end());
    for (const auto& wave : analysis::WavesOf(topology_).waves) {
      std::vector<PlannedAccount> accounts;
      for (const model::AccountId id : wave) {
        if (asked.contains(id)) {
          accounts.push_back(
              {id, CountsOf(census[id.index]), std::move(by_account_[id])});
        }
      }
      if (!accounts.empty()) {
        plan_.waves.push_back(std::move(accounts));
      }
    }
  }

  const Emission& emission_;
  const model::Topology& topology_;
  const backends::Request request_;
  std::map<model::AccountId, std::vector<PlannedStack>> by_account_;
  Plan plan_;
};

std::string Said(const PlannedStack& stack, const std::string& indent) {
  std::string text = indent + stack.path;
  if (stack.resources > 0) {
    text += ": " + support::Count(stack.resources, "resource") + " of " +
            Grouped(backends::cfn::kMostResources) + ", " +
            Grouped(stack.bytes) + " bytes, 0 outputs of " +
            Grouped(backends::cfn::kMostOutputs) + ", " + stack.capability;
  } else {
    text += (stack.files > 1
                 ? " and " + support::Count(stack.files - 1, "file") + " more"
                 : std::string()) +
            ": " + Grouped(stack.bytes) + " bytes";
  }
  text += "\n";
  for (const std::string& over : stack.over) {
    text += indent + "  ! " + over + "\n";
  }
  if (!stack.command.empty()) {
    text += indent + "  $ " + stack.command + "\n";
  }
  return text;
}

std::string Said(const std::vector<Counted>& counts) {
  std::string text;
  for (const Counted& one : counts) {
    if (one.count > 0) {
      text += (text.empty() ? "" : ", ") +
              support::Count(one.count, one.one, one.many);
    }
  }
  return text.empty() ? "nothing" : text;
}

Value ToValue(std::size_t number) {
  return {static_cast<std::int64_t>(number)};
}

Value ToValue(const std::vector<std::string>& texts) {
  writers::List list;
  for (const std::string& text : texts) {
    list.push_back({Text(text)});
  }
  return {std::move(list)};
}

Value ToValue(const std::vector<PlannedStack>& stacks) {
  writers::List list;
  for (const PlannedStack& stack : stacks) {
    Map map;
    map.push_back({.key = "target", .value = {Text(stack.target)}});
    map.push_back({.key = "path", .value = {Text(stack.path)}});
    map.push_back({.key = "files", .value = ToValue(stack.files)});
    map.push_back({.key = "bytes", .value = ToValue(stack.bytes)});
    if (stack.resources > 0) {
      map.push_back({.key = "resources", .value = ToValue(stack.resources)});
      map.push_back({.key = "outputs", .value = ToValue(0)});
      map.push_back({.key = "capability", .value = {Text(stack.capability)}});
    }
    map.push_back({.key = "command", .value = {Text(stack.command)}});
    map.push_back({.key = "over", .value = ToValue(stack.over)});
    map.push_back({.key = "refused", .value = {stack.refused}});
    list.push_back({std::move(map)});
  }
  return {std::move(list)};
}

}  // namespace

bool Plan::Refused() const {
  const auto any = [](const std::vector<PlannedStack>& stacks) {
    return std::any_of(stacks.begin(), stacks.end(),
                       [](const PlannedStack& one) { return one.refused; });
  };
  return any(shared) ||
         std::any_of(waves.begin(), waves.end(), [&](const auto& wave) {
           return std::any_of(
               wave.begin(), wave.end(),
               [&](const PlannedAccount& one) { return any(one.stacks); });
         });
}

support::Result<Plan> PlanOf(const Emission& emission) {
  return Planner(emission).Run();
}

std::string AsText(const Plan& plan, const model::Topology& topology,
                   const Options& options) {
  std::string text;
  if (!plan.shared.empty()) {
    text += "All accounts\n";
    for (const PlannedStack& stack : plan.shared) {
      text += Said(stack, "  ");
    }
  }
  if (!plan.apart.empty()) {
    text += "Not in the template of all children, but in those of each\n";
    for (const std::string& reason : plan.apart) {
      text += "  " + reason + "\n";
    }
  }
  for (const std::string& remark : plan.remarks) {
    text += remark + "\n";
  }
  std::size_t number = 0;
  for (const auto& wave : plan.waves) {
    ++number;
    text +=
        (text.empty() ? "" : "\n") + std::string("Wave ") +
        std::to_string(number) + " of " + std::to_string(plan.waves.size()) +
        (number == 1
             ? ""
             : ", when wave " + std::to_string(number - 1) + " is deployed") +
        "\n";
    for (const PlannedAccount& one : wave) {
      const model::Account& account = topology.accounts[one.account];
      text += "  " + account.alias + " (" + account.id +
              "): " + Said(one.counts) + "\n";
      for (const PlannedStack& stack : one.stacks) {
        text += Said(stack, "    ");
      }
    }
  }
  if (options.accounts.empty()) {
    text +=
        QuotasAsText(plan.usages, topology,
                     options.quotas ? QuotaLines::kAll : QuotaLines::kFullest);
  }
  return text;
}

std::string AsJson(const Plan& plan, const model::Topology& topology) {
  writers::List waves;
  for (const auto& wave : plan.waves) {
    writers::List accounts;
    for (const PlannedAccount& one : wave) {
      const model::Account& account = topology.accounts[one.account];
      Map counts;
      for (const Counted& counted : one.counts) {
        std::string key(counted.many);
        std::replace(key.begin(), key.end(), ' ', '_');
        counts.push_back(
            {.key = support::Lower(key), .value = ToValue(counted.count)});
      }
      Map map;
      map.push_back({.key = "account", .value = {Text(account.alias)}});
      map.push_back({.key = "account_id", .value = {Text(account.id)}});
      map.push_back({.key = "counts", .value = {std::move(counts)}});
      map.push_back({.key = "stacks", .value = ToValue(one.stacks)});
      accounts.push_back({std::move(map)});
    }
    waves.push_back({std::move(accounts)});
  }
  Map whole;
  whole.push_back({.key = "format_version", .value = {std::int64_t{1}}});
  whole.push_back({.key = "waves", .value = {std::move(waves)}});
  whole.push_back({.key = "shared", .value = ToValue(plan.shared)});
  whole.push_back({.key = "apart", .value = ToValue(plan.apart)});
  whole.push_back({.key = "remarks", .value = ToValue(plan.remarks)});
  whole.push_back(
      {.key = "quotas", .value = QuotasAsValue(plan.usages, topology)});
  std::string text;
  writers::WriteJson({std::move(whole)}, 2).AppendTo(text, {});
  return text + "\n";
}

int ShowPlan(const Options& options, const std::string& format) {
  Options asked = options;
  // The plan is the result; findings are shown to people alone.
  asked.diagnostics = "human";
  if (asked.targets.empty()) {
    asked.targets = {"cfn"};
  }
  std::vector<const backends::Backend*> targets;
  if (!ChooseTargets(asked, targets)) {
    return kCannotRun;
  }
  const support::DiskFileSystem files;
  Compilation compilation;
  const int code = CompileAndReport(asked, files, compilation);
  if (!Print(compilation.dump)) {
    return kCannotRun;
  }
  if (code == kCannotRun || !compilation.model ||
      compilation.sink.HasErrors()) {
    return code == kGood ? kFindings : code;
  }
  std::vector<model::AccountId> accounts;
  if (!ChooseAccounts(asked, *compilation.model, accounts)) {
    return kCannotRun;
  }
  const auto plan = PlanOf({asked, compilation, targets, accounts});
  if (!plan) {
    Complain(plan.message());
    return kCannotRun;
  }
  if (!Print(format == "json" ? AsJson(*plan, *compilation.model)
                              : AsText(*plan, *compilation.model, asked))) {
    return kCannotRun;
  }
  return plan->Refused() ? kFindings : code;
}

}  // namespace iamgen::driver

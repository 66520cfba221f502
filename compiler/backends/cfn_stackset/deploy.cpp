// Puts command lines together.
#include "backends/cfn_stackset/deploy.h"

#include <algorithm>

#include "backends/cfn/deploy.h"
#include "backends/cfn/stacks.h"
#include "backends/shell.h"

namespace iamgen::backends::cfn_stackset {
namespace {

// "shop-iam-children-2", of "cfn-stackset/children.2.template.yaml" and of
// "cfn-stackset/children.2.parameters/dev.json".
std::string SetName(const Request& request, std::string_view path) {
  const std::size_t end =
      std::min(path.find(".template."), path.find(".parameters/"));
  path = path.substr(0, end);
  path.remove_prefix(path.rfind('/') + 1);
  std::string part(path);
  std::replace(part.begin(), part.end(), '.', '-');
  return cfn::StackName(request.topology, part);
}

// The key at the top of a template, in either syntax.
bool HasParameters(std::string_view bytes) {
  for (const char* key :
       {"\nParameters:\n", "\n  \"Parameters\": {", ",\"Parameters\":{"}) {
    if (bytes.find(key) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

std::string FileOption(std::string_view option, std::string_view folder,
                       std::string_view path) {
  std::string place = "file://";
  place += folder;
  place += '/';
  place += path;
  return " " + std::string(option) + " " + ShellWord(place);
}

// A stack set has to be told one.
std::string RegionOption(const model::Account& account) {
  return " --regions " + (account.region.empty() ? "REGION" : account.region);
}

}  // namespace

std::string DeployCommand(const Request& request, const File& file,
                          std::string_view folder) {
  const model::Topology& topology = request.topology;
  if (file.resources > 0 && file.account.valid()) {
    return cfn::DeployCommand(request, file, folder);
  }
  const auto child = std::find_if(
      request.accounts.begin(), request.accounts.end(),
      [&](model::AccountId account) {
        return topology.accounts[account].role == model::AccountRole::kChild;
      });
  // A stack set is managed from the master, which is always the first.
  const model::Account& master = topology.accounts[topology.accounts.IdAt(0)];
  const std::string name = " --stack-set-name " + SetName(request, file.path);
  const std::string as = " --profile " + ShellWord(master.alias);
  const std::string stacks = "aws cloudformation create-stack-instances" + name;
  if (file.resources == 0) {
    if (file.path.find(".parameters/") == std::string_view::npos ||
        !file.account.valid()) {
      return {};
    }
    const model::Account& account = topology.accounts[file.account];
    return stacks + " --accounts " + account.id + RegionOption(account) +
           FileOption("--parameter-overrides", folder, file.path) + as;
  }
  std::string set = "aws cloudformation create-stack-set" + name;
  set += file.bytes.size() > cfn::kMostInlineBytes
             ? " --template-url URL"
             : FileOption("--template-body", folder, file.path);
  set += " --capabilities " + std::string(file.capability);
  if (child == request.accounts.end()) {
    return set + as;
  }
  const model::Account& first = topology.accounts[*child];
  if (HasParameters(file.bytes)) {
    const std::string stem(file.path.substr(0, file.path.find(".template.")));
    return set +
           FileOption("--parameters", folder,
                      stem + ".parameters/" + first.alias + ".json") +
           as;
  }
  return set + as + " && " + stacks +
         FileOption("--accounts", folder,
                    "cfn-stackset/children.accounts.json") +
         RegionOption(first) + as;
}

}  // namespace iamgen::backends::cfn_stackset

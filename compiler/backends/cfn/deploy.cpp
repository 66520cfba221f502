// Puts command lines together.
#include "backends/cfn/deploy.h"

#include <algorithm>

#include "backends/cfn/naming.h"
#include "backends/cfn/stacks.h"
#include "backends/shell.h"
#include "model/entity.h"

namespace iamgen::backends::cfn {
namespace {

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

// What stands between the account and the syntax in a file's name.
std::string_view PartOf(std::string_view path, std::string_view alias) {
  path.remove_prefix(path.rfind('/') + 1);
  path.remove_prefix(std::min(path.size(), alias.size() + 1));
  const std::size_t end = path.find(".template.");
  return end == std::string_view::npos ? std::string_view()
                                       : path.substr(0, end);
}

// The first passwords that a template asks for.
std::string Passwords(const Request& request, const File& file) {
  const model::Topology& topology = request.topology;
  std::string options;
  for (std::uint32_t i = 0; i < topology.users.size(); ++i) {
    const model::User& user = topology.users[model::UserId{i}];
    const std::string name = "user/" + user.key;
    const bool named =
        file.entities.empty() ||
        ("\n" + std::string(file.entities) + "\n").find("\n" + name + "\n") !=
            std::string::npos;
    if (user.console && user.accounts.valid() && named &&
        topology.account_sets[user.accounts].Contains(file.account)) {
      const std::string parameter = LogicalId("Password", user.key);
      options += " " + parameter + "=\"$" + parameter + "\"";
    }
  }
  return options.empty() ? options : " --parameter-overrides" + options;
}

}  // namespace

std::string StackName(const model::Topology& topology, std::string_view part) {
  std::string name;
  for (const char c : topology.name) {
    if (IsNameCharacter(c)) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (name.ends_with('-')) {
    name.pop_back();
  }
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) {
    name.insert(0, name.empty() ? "iamgen" : "iamgen-");
  }
  constexpr std::size_t kMost = 100;
  name.resize(std::min(name.size(), kMost));
  name += "-iam";
  return part.empty() ? name : name + "-" + std::string(part);
}

std::string TemplateOption(const File& file, std::string_view folder) {
  std::string path(folder);
  path += '/';
  path += file.path;
  return " --template-file " + ShellWord(path) +
         (file.bytes.size() > kMostInlineBytes ? " --s3-bucket BUCKET" : "");
}

std::string DeployCommand(const Request& request, const File& file,
                          std::string_view folder) {
  if (file.resources == 0 || !file.account.valid()) {
    return {};
  }
  const model::Account& account = request.topology.accounts[file.account];
  return "aws cloudformation deploy --stack-name " +
         StackName(request.topology, PartOf(file.path, account.alias)) +
         TemplateOption(file, folder) + " --capabilities " +
         std::string(file.capability) + Passwords(request, file) +
         (account.region.empty() ? "" : " --region " + account.region) +
         " --profile " + ShellWord(account.alias);
}

}  // namespace iamgen::backends::cfn

// What somebody starts with: a first topology, and the schema for the editor.
#include <algorithm>
#include <vector>

#include "catalog/embedded_file.h"
#include "driver/commands.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

constexpr std::string_view kTopology = "topology.yaml";

// Compiles as it is, without a finding.
constexpr std::string_view kSmallStart =
    R"(# The language version. `iamgen check` says what is wrong, `iamgen build` writes
# CloudFormation and policy documents.
iamgen: 1
name: my-topology

# What entities have that say nothing else.
defaults:
  region: eu-west-1
  tags: { ManagedBy: iamgen }

# One master account, and the accounts under it by alias. Ids stand in quotes.
master:
  id: "111111111111"
children:
  dev:
    id: "222222222222"
    variables: { BUCKET: example-dev-deployments }
  prod:
    id: "333333333333"
    variables: { BUCKET: example-prod-deployments }

# The library of managed policies. `{{...}}` has each account's own value.
policies:
  ReadDeployments:
    statements:
      - allow: s3:GetObject
        on: arn:{{partition}}:s3:::{{BUCKET}}/*

# `in` says in which accounts a role is. Trust is written once: `Deployer` gets
# the permission to assume `DeployerChild` in each child, and nobody else does.
roles:
  Deployer:
    in: master
    trusted_by: [ { service: ec2 } ]
  DeployerChild:
    in: children
    trusted_by: [ { role: Deployer, in: master } ]
    policies: [ReadDeployments]
)";

std::string_view ExampleOf(const catalog::EmbeddedFile& file) {
  return file.path.substr(0, file.path.find('/'));
}

// Sorted.
std::vector<std::string_view> Names() {
  std::vector<std::string_view> names;
  for (const catalog::EmbeddedFile& file : catalog::Examples()) {
    if (file.path.substr(file.path.find('/') + 1) == kTopology) {
      names.push_back(ExampleOf(file));
    }
  }
  return names;
}

struct StartFile {
  std::string path;
  std::string bytes;
};

std::string WithModeline(const Start& start, std::string_view topology) {
  return "# yaml-language-server: $schema=" + start.schema + "\n" +
         std::string(topology);
}

// The topology first, and then what it names, which stands beside it.
std::vector<StartFile> FilesOf(const Start& start) {
  if (start.example.empty()) {
    return {{start.output, WithModeline(start, kSmallStart)}};
  }
  std::vector<StartFile> files(1);
  const std::string_view folder = support::FolderOf(start.output);
  for (const catalog::EmbeddedFile& file : catalog::Examples()) {
    if (ExampleOf(file) != start.example) {
      continue;
    }
    const std::string_view path = file.path.substr(start.example.size() + 1);
    if (path == kTopology) {
      files[0] = {start.output, WithModeline(start, file.bytes)};
    } else {
      files.push_back(
          {support::JoinPath(folder, path), std::string(file.bytes)});
    }
  }
  return files;
}

}  // namespace

std::string ExampleNames(std::string_view separator) {
  std::string all;
  for (const std::string_view name : Names()) {
    all.append(all.empty() ? "" : separator).append(name);
  }
  return all;
}

int PrintSchema(bool part) {
  const std::string_view path =
      part ? "topology-part.schema.json" : "topology.schema.json";
  const auto rows = catalog::Schemas();
  const auto row = std::ranges::find(rows, path, &catalog::EmbeddedFile::path);
  return row != rows.end() && Print(std::string(row->bytes)) ? kGood
                                                             : kCannotRun;
}

int Init(const Start& start, support::FileSystem& files) {
  const std::vector<std::string_view> names = Names();
  if (!start.example.empty() &&
      std::ranges::find(names, start.example) == names.end()) {
    const std::string near = support::DidYouMean(start.example, names);
    Complain("there is no example `" + start.example + "`; " +
             (near.empty() ? "there are " + ExampleNames(", ") : near));
    return kCannotRun;
  }
  const std::vector<StartFile> wanted = FilesOf(start);
  if (start.output.empty()) {
    if (wanted.size() > 1) {
      Complain("example `" + start.example + "` has " +
               support::Count(wanted.size() - 1, "more file") +
               "; `iamgen init " + start.example +
               " -o topology.yaml` writes them, too");
    }
    return Print(wanted[0].bytes) ? kGood : kCannotRun;
  }
  for (const StartFile& file : wanted) {
    if (files.Exists(file.path)) {
      Complain(file.path + ": is there already, and nothing was written");
      return kCannotRun;
    }
  }
  for (const StartFile& file : wanted) {
    const auto written = files.Write(file.path, file.bytes);
    if (!written) {
      Complain(written.message());
      return kCannotRun;
    }
  }
  return kGood;
}

}  // namespace iamgen::driver

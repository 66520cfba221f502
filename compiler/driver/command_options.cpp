// Tells CLI11 of the options and where their values go.
#include "driver/command_options.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "backends/backend.h"

namespace iamgen::driver {
namespace {

std::string TargetNames() {
  std::string names;
  for (const backends::Backend* one : backends::All()) {
    if (!one->always) {
      names.append(names.empty() ? "" : ",").append(one->name);
    }
  }
  return names;
}

// Of commands that answer what somebody may do: what requests say, which option
// is given back, and how answers are shown.
CLI::Option* AddAnswers(CLI::App& command, std::vector<std::string>& context,
                        std::string& format) {
  command.add_option("--format", format, "For people, or records: json or csv")
      ->check(CLI::IsMember({"text", "json", "csv"}));
  return command
      .add_option("--context", context,
                  "KEY=VALUE: what requests say besides; KEY alone is missing "
                  "from them")
      ->allow_extra_args(false);
}

}  // namespace

void AddFindings(CLI::App& command, Options& options) {
  command
      .add_option("--diagnostics", options.diagnostics,
                  "How findings are shown: to people, or in a format of "
                  "programs")
      ->check(CLI::IsMember(DiagnosticsFormats()));
  command
      .add_option("--color", options.color,
                  "Color findings: auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  command.add_flag("-q,--quiet", options.quiet, "Do not list written files");
  command.add_flag("--strict", options.strict,
                   "Fail on warnings and suggestions too");
  // One value each time: what follows is a file.
  command
      .add_option("--severity", options.severities,
                  "RULE=LEVEL: show a rule's findings at another level, or off")
      ->allow_extra_args(false);
  command
      .add_option("--select", options.select,
                  "Of what is no error, show only rules whose ids or names "
                  "begin so")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      .add_option("--ignore", options.ignore,
                  "Of what is no error, do not show rules whose ids or names "
                  "begin so")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      .add_option("--sensitive", options.sensitive,
                  "Find who may reach this: actions, and a resource")
      ->allow_extra_args(false);
  command
      .add_option("--require-condition", options.required_conditions,
                  "Find these actions where they lack a condition key")
      ->allow_extra_args(false);
  command.add_option("--require-boundary", options.require_boundary,
                     "Find roles and users without this permissions boundary: "
                     "its ARN, or any");
  command
      .add_option("--forbid-action", options.forbidden_actions,
                  "Find whoever is allowed an action of this pattern")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_flag("--legacy-scp", options.legacy_scp,
                   "Find what service control policies could not hold before "
                   "September 2025");
  command.add_flag("--portable", options.portable,
                   "Find what ties a template to a partition, region or "
                   "account");
  command.add_option("--baseline", options.baseline,
                     "Show only findings that are not in this file");
  command.add_option("--write-baseline", options.write_baseline,
                     "Write the findings to this file instead of showing them");
  command.add_option("--catalog", options.catalog,
                     "A catalogue that `catalog update` wrote, in place of "
                     "iamgen's own");
  command.add_option("--stdin-filename", options.stdin_filename,
                     "The name to show for standard input");
}

void AddFixes(CLI::App& command, Options& options) {
  command.add_flag("--fix", options.fix,
                   "Repair what can be repaired without allowing more");
  command.add_flag("--diff", options.diff,
                   "With --fix, write nothing and show how files would change");
}

void AddCommon(CLI::App& command, Options& options) {
  command.add_option("spec", options.spec, "The topology; - is standard input")
      ->required();
  AddFindings(command, options);
  command
      .add_option("--templates", options.templates,
                  "A folder of policy templates, searched first")
      ->allow_extra_args(false);
  command
      .add_option("--dump", options.dump,
                  "Print a stage: tree, ast, model, expanded, minimised or "
                  "details")
      ->check(CLI::IsMember(
          {"tree", "ast", "model", "expanded", "minimised", "details"}));
  command.add_flag("--minimise", options.minimise,
                   "Write policies with fewer statements, several for one that "
                   "is too large");
  command.add_flag("--with-patterns", options.patterns,
                   "Minimise, and write lists of actions as patterns, which "
                   "take in what AWS adds later");
  command.add_option("--depfile", options.depfile,
                     "Write which files were read to this file, for make");
  command.add_flag("--allow-outside", options.allow_outside,
                   "Let the topology name files outside its own folder");
  // For comparing the two; hidden, since nobody else has to choose.
  command
      .add_option("--reader", options.reader, "Who reads YAML: auto, yaml-cpp")
      ->check(CLI::IsMember({"auto", "yaml-cpp"}))
      ->group("");
  command.add_flag("--show-settings", options.show_settings,
                   "Print every setting and where it comes from");
}

void AddAccounts(CLI::App& command, Options& options) {
  command
      .add_option("--account", options.accounts,
                  "This account alone, by alias or id")
      ->allow_extra_args(false);
}

void AddEmission(CLI::App& command, Options& options) {
  command
      .add_option("-t,--target", options.targets,
                  "What to write; may be given several times")
      ->type_name("{" + TargetNames() + "}")
      ->allow_extra_args(false);
  command.add_option("-o,--output", options.output,
                     "The folder to write to (default out)");
  command.add_flag("--compact", options.compact,
                   "Write JSON without white space");
  command.add_flag("--split", options.split,
                   "Divide what is too large for one stack into several");
  command.add_flag("--adopt", options.adopt,
                   "Write Terraform import blocks for what exists already");
  AddAccounts(command, options);
}

void AddQuery(CLI::App& command, Options& options, QueryRequest& request) {
  AddCommon(command, options);
  AddAccounts(command, options);
  command.add_option("what", request.what, "who-can or reach")
      ->required()
      ->check(CLI::IsMember(Queries()));
  command
      .add_option("about", request.arguments,
                  "Of who-can an action, and a resource; of reach a "
                  "principal, role/NAME@ACCOUNT")
      ->required()
      ->expected(1, 2);
  command.add_option("--to", request.to, "Of reach: only chains that end here");
  AddAnswers(command, request.context, request.format);
}

void AddSimulation(CLI::App& command, Options& options,
                   SimulateRequest& request, std::string& cases) {
  AddCommon(command, options);
  CLI::Option* spec = command.get_option("spec")->required(false);
  CLI::Option* by =
      command
          .add_option("--by", request.by,
                      "Who: role/NAME@ACCOUNTS, an ARN, a service, anonymous, "
                      "federated:PROVIDER")
          ->allow_extra_args(false);
  CLI::Option* action =
      command
          .add_option("--do", request.actions,
                      "What: an action, or several by wildcards")
          ->allow_extra_args(false);
  CLI::Option* on =
      command
          .add_option("--on", request.on,
                      "On what: an ARN, with wildcards or without, "
                      "role/NAME@ACCOUNTS, or * (the default)")
          ->allow_extra_args(false);
  CLI::Option* context = AddAnswers(command, request.context, request.format);
  command.add_flag("--explain", request.explain,
                   "Tell what every side says of it");
  CLI::Option* file = command.add_option(
      "--cases", cases,
      "In place of a topology: a file of cases, JSON, one a line; - is "
      "standard input");
  for (CLI::Option* one : {spec, by, action, on, context}) {
    file->excludes(one);
  }
  spec->needs(by)->needs(action);
  by->needs(spec);
  action->needs(spec);
  on->needs(spec);
}

}  // namespace iamgen::driver

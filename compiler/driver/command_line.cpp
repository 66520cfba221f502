// The command line, by way of CLI11: what there is to say and what it means.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <optional>

#include "driver/catalog.h"
#include "driver/catalog_command.h"
#include "driver/command_options.h"
#include "driver/commands.h"
#include "driver/completions.h"
#include "driver/listing.h"
#include "driver/options.h"
#include "driver/rule_pages.h"
#include "driver/version.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

constexpr const char* kOverview =
    "iamgen compiles one YAML topology of AWS IAM to deployable output.\n"
    "\n"
    "  iamgen build topology.yaml --target cfn --target policy -o out\n"
    "  iamgen build topology.yaml --target cfn --check\n"
    "  iamgen check topology.yaml\n"
    "  iamgen lint policy.json\n"
    "\n"
    "commands: build  check  lint  simulate  query  plan  list  review  graph  "
    "explain  rules  catalog  init  schema  completions\n"
    "`iamgen COMMAND --help` says more; `iamgen --version` which one this "
    "is.\n";

// The long names that flags have set.
Origins FlagsOf(const CLI::App& command) {
  Origins origins;
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() > 0 && !option->get_lnames().empty()) {
      origins[option->get_lnames().front()] = "flag";
    }
  }
  // Elsewhere `--format` is about what the command prints, and the output of
  // `catalog` is no folder.
  if (command.get_name() != "build") {
    origins.erase("format");
  }
  if (command.get_name() == "catalog") {
    origins.erase("output");
  }
  return origins;
}

// `choose` is whether the command looks things up in the catalogue.
int RunOn(const CLI::App& command, Options& options,
          const std::function<int(const Options&)>& run, bool choose = true) {
  Origins origins = FlagsOf(command);
  const auto added = AddSettings(options, origins);
  if (!added) {
    Complain(added.message());
    return kCannotRun;
  }
  if (options.show_settings) {
    return Print(ShowSettings(options, origins)) ? kGood : kCannotRun;
  }
  if (choose) {
    const auto chosen =
        ChooseCatalogue(options.catalog, support::DiskFileSystem());
    if (!chosen) {
      Complain(chosen.message());
      return kCannotRun;
    }
  }
  return run(options);
}

struct Starters {
  Start start;
  bool part = false;
  std::string shell;
};

// The commands that need no topology, because there is none yet.
void AddStarters(CLI::App& app, Starters& starters) {
  CLI::App* init = app.add_subcommand(
      "init",
      "Write a topology to start from: an example, or a small one\n\n"
      "  iamgen init environment-manager -o topology.yaml");
  init->add_option("name", starters.start.example, "The example")
      ->type_name("{" + ExampleNames(",") + "}");
  init->add_option("-o,--output", starters.start.output,
                   "The file to write, which must not be there yet (default: "
                   "standard output)");
  init->add_option("--schema", starters.start.schema,
                   "Where its first line tells editors that the schema is "
                   "(default: topology.schema.json)");
  CLI::App* schema =
      app.add_subcommand("schema",
                         "Print the JSON Schema of topologies\n\n"
                         "  iamgen schema > topology.schema.json");
  schema->add_flag("--part", starters.part,
                   "The schema of files that a topology includes; it belongs "
                   "beside topology.schema.json");
  CLI::App* completions =
      app.add_subcommand("completions",
                         "Print the completion script of a shell\n\n"
                         "  source <(iamgen completions bash)");
  completions->add_option("shell", starters.shell, "The shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

// What one of them answers, if it was called.
std::optional<int> RunStarter(const CLI::App& app, const Starters& starters) {
  if (app.got_subcommand("init")) {
    support::DiskFileSystem files;
    return Init(starters.start, files);
  }
  if (app.got_subcommand("schema")) {
    return PrintSchema(starters.part);
  }
  if (app.got_subcommand("completions")) {
    return Print(CompletionScript(app, starters.shell)) ? kGood : kCannotRun;
  }
  return std::nullopt;
}

void AddReview(CLI::App& command, Options& options, ReviewRequest& request) {
  AddCommon(command, options);
  AddAccounts(command, options);
  command
      .add_option("--entity", request.entities,
                  "These alone: role/Deploy, 'user/*'")
      ->allow_extra_args(false);
  command
      .add_option("--usage", request.usage,
                  "Saved reports of when services were last used: FILE, or "
                  "ARN=FILE for one without its ARN")
      ->allow_extra_args(false);
  command
      .add_option("--unused-for", request.unused_for,
                  "What was not used for so long counts as unused: 90d")
      ->needs(command.get_option("--usage"));
  command
      .add_option("--now", request.now,
                  "The day from which --unused-for counts back (default: when "
                  "the newest report was made)")
      ->needs(command.get_option("--unused-for"));
  command.add_option("--format", request.format, "For people, json or csv")
      ->check(CLI::IsMember({"text", "json", "csv"}));
}

int Dispatch(int argc, char** argv) {
  CLI::App app{"compiles a topology of AWS IAM", "iamgen"};
  app.require_subcommand(1);
  Options options;
  std::string what = "roles";
  std::string list_format = "table";
  std::string graph_format = "dot";
  std::string plan_format = "text";
  std::string rule;
  std::vector<std::string> prefixes;
  std::string rules_format = "table";

  CLI::App* build = app.add_subcommand(
      "build",
      "Check a topology, then write every target's files\n\n"
      "  iamgen build topology.yaml --target cfn --target policy -o out");
  AddCommon(*build, options);
  AddEmission(*build, options);
  build
      ->add_option("--format", options.formats,
                   "yaml or json: the syntax of CloudFormation templates; "
                   "tf.json: Terraform's JSON syntax")
      ->check(CLI::IsMember({"yaml", "json", "tf.json"}))
      ->allow_extra_args(false);
  build
      ->add_option("-j,--jobs", options.jobs,
                   "Threads that write (default: as many as are of use)")
      ->check(CLI::Range(1, 1024));
  build->add_flag("--check", options.check_only,
                  "Write nothing; list the files that differ and exit 1");
  build->add_flag("--diff", options.diff, "With --check, show how they differ");
  build->add_flag("--force", options.force,
                  "Overwrite and remove files that were edited by hand");
  build->add_flag("--stdout", options.to_stdout,
                  "Write all files to standard output, as one stream");

  CLI::App* check =
      app.add_subcommand("check",
                         "Parse, resolve and validate a topology\n\n"
                         "  iamgen check topology.yaml --diagnostics json");
  AddCommon(*check, options);
  AddFixes(*check, options);

  CLI::App* lint = app.add_subcommand(
      "lint",
      "Check policies that iamgen did not write: JSON documents,\n"
      "CloudFormation templates, Terraform; folders are searched\n\n"
      "  iamgen lint policy.json template.yaml terraform/\n"
      "  iamgen lint --as trust --diagnostics json -");
  lint->add_option("file", options.files,
                   "Files and folders; - is standard input")
      ->required();
  lint->add_option("--as", options.lint_as,
                   "What documents of their own are: auto, identity, boundary, "
                   "session, trust, resource:SERVICE, scp or rcp");
  lint->add_flag("--skip-others", options.skip_others,
                 "Pass over named files that are no policy, template or "
                 "Terraform, for hooks");
  AddFindings(*lint, options);
  AddFixes(*lint, options);

  CLI::App* list =
      app.add_subcommand("list",
                         "List what a topology defines\n\n"
                         "  iamgen list topology.yaml trust\n"
                         "  iamgen list topology.yaml roles --format json");
  AddCommon(*list, options);
  list->add_option("what", what, support::Join(Listable(), ", "))
      ->check(CLI::IsMember(Listable()));
  list->add_option("--format", list_format,
                   "A table, or a record for each account: json or csv")
      ->check(CLI::IsMember({"table", "json", "csv"}));

  ReviewRequest review_request;
  CLI::App* review = app.add_subcommand(
      "review",
      "Show who may do what, what of it is too much, and what is not used\n\n"
      "  iamgen review topology.yaml\n"
      "  iamgen review topology.yaml --usage usage.jsonl --unused-for 90d");
  AddReview(*review, options, review_request);

  CLI::App* graph = app.add_subcommand(
      "graph",
      "Draw who may assume what\n\n"
      "  iamgen graph topology.yaml --format html > trust.html\n"
      "  iamgen graph topology.yaml | dot -Tpdf -o trust.pdf\n"
      "  iamgen graph topology.yaml --format mermaid --account dev");
  AddCommon(*graph, options);
  AddAccounts(*graph, options);
  graph
      ->add_option("--format", graph_format,
                   "The language of the picture: dot for Graphviz, "
                   "mermaid, svg, html")
      ->check(CLI::IsMember({"dot", "mermaid", "svg", "html"}));

  CLI::App* plan = app.add_subcommand(
      "plan",
      "Show what to deploy, in which order, and how large it is\n\n"
      "  iamgen plan topology.yaml --target cfn --target terraform");
  AddCommon(*plan, options);
  AddEmission(*plan, options);
  plan->add_flag("--quotas", options.quotas,
                 "Show every use of every quota, not the fullest alone");
  plan->add_option("--format", plan_format, "For people, or json")
      ->check(CLI::IsMember({"text", "json"}));

  QueryRequest asked;
  CLI::App* query = app.add_subcommand(
      "query",
      "Find who can do something, or what somebody can reach\n\n"
      "  iamgen query topology.yaml who-can s3:GetObject "
      "arn:aws:s3:::data/x\n"
      "  iamgen query topology.yaml reach role/Deploy@master");
  AddQuery(*query, options, asked);

  std::string cases;
  SimulateRequest simulated;
  CLI::App* simulate = app.add_subcommand(
      "simulate",
      "Say whether a principal may do something, as IAM would\n\n"
      "  iamgen simulate topology.yaml --by role/Deploy@master \\\n"
      "    --do sts:AssumeRole --on role/Apply@dev --explain\n"
      "  iamgen simulate --cases cases.jsonl");
  AddSimulation(*simulate, options, simulated, cases);

  CLI::App* explain = app.add_subcommand(
      "explain", "Say what a rule means\n\n  iamgen explain IAM527");
  explain->add_option("rule", rule, "The rule's id or name")->required();
  CLI::App* rules =
      app.add_subcommand("rules",
                         "List the rules, all or those that begin so\n\n"
                         "  iamgen rules IAM4 --format json");
  rules->add_option("prefix", prefixes, "How ids or names begin");
  rules->add_option("--format", rules_format, "A table, json or markdown")
      ->check(CLI::IsMember(RuleListFormats()));
  CatalogRequest request;
  const CLI::App* catalog = AddCatalogCommand(app, options, request);
  Starters starters;
  AddStarters(app, starters);

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    const int code = app.exit(help);
    if (!std::cout.flush()) {
      Complain("standard output cannot be written");
      return kCannotRun;
    }
    return code;
  } catch (const CLI::ParseError& error) {
    std::string message = error.what();
    if (argc > 1 && argv[1][0] != '-') {
      std::vector<std::string_view> commands;
      for (const CLI::App* one : app.get_subcommands({})) {
        commands.push_back(one->get_name());
      }
      const bool known = std::ranges::find(commands, argv[1]) != commands.end();
      if (!known) {
        const std::string near = support::DidYouMean(argv[1], commands);
        message = "there is no command `" + std::string(argv[1]) + "`" +
                  (near.empty() ? "" : "; " + near);
      }
    }
    Complain(message);
    std::fputs(
        "usage: iamgen COMMAND ..., such as build or check; see iamgen "
        "--help\n",
        stderr);
    return kCannotRun;
  }
  if (build->parsed()) {
    return RunOn(*build, options, Build);
  }
  options.offers_fixes = check->parsed() || lint->parsed();
  if (check->parsed()) {
    return RunOn(*check, options, Check);
  }
  if (query->parsed()) {
    return RunOn(*query, options,
                 [&](const Options& all) { return Query(all, asked); });
  }
  if (simulate->parsed()) {
    if (cases.empty() && options.spec.empty()) {
      Complain(
          "say what to ask: SPEC --by WHO --do ACTION --on RESOURCE, or "
          "--cases FILE");
      return kCannotRun;
    }
    return RunOn(*simulate, options, [&](const Options& all) {
      return cases.empty() ? Simulate(all, simulated) : SimulateCases(cases);
    });
  }
  if (lint->parsed()) {
    // Nothing is built: what is an error is for the user to say.
    options.errors_are_final = false;
    options.spec = options.files.front();
    return RunOn(*lint, options, Lint);
  }
  if (list->parsed()) {
    return RunOn(*list, options, [&](const Options& all) {
      return List(all, what, list_format);
    });
  }
  if (review->parsed()) {
    return RunOn(*review, options, [&](const Options& all) {
      return ReviewAccess(all, review_request);
    });
  }
  if (graph->parsed()) {
    return RunOn(*graph, options,
                 [&](const Options& all) { return Graph(all, graph_format); });
  }
  if (plan->parsed()) {
    return RunOn(*plan, options, [&](const Options& all) {
      return ShowPlan(all, plan_format);
    });
  }
  if (catalog->parsed()) {
    return RunOn(
        *catalog, options,
        [&](const Options& all) { return RunCatalog(all, request); },
        request.what != "update");
  }
  if (explain->parsed()) {
    return ExplainRule(rule);
  }
  if (rules->parsed()) {
    return PrintRules(prefixes, rules_format);
  }
  return RunStarter(app, starters).value_or(kCannotRun);
}

}  // namespace

bool WriteOut(const std::string& text) {
  return text.empty() ||
         (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
          std::fflush(stdout) == 0);
}

bool Print(const std::string& text) {
  const bool done = WriteOut(text);
  if (!done) {
    Complain("standard output cannot be written");
  }
  return done;
}

void Complain(const std::string& message) {
  std::fprintf(stderr, "iamgen: %s\n", message.c_str());
}

int Main(int argc, char** argv) {
  // What needs no command line reader does not pay for one.
  const std::string_view first = argc < 2 ? "" : argv[1];
  if (first == "--version" || first == "-V") {
    return PrintVersion({argv + 2, argv + argc});
  }
  if (argc == 2) {
    const std::string_view only = argv[1];
    if (only == "--help" || only == "-h" || only == "help") {
      return Print(kOverview) ? kGood : kCannotRun;
    }
  }
  if (argc < 2) {
    std::fputs(kOverview, stderr);
    return kCannotRun;
  }
  try {
    return Dispatch(argc, argv);
  } catch (const std::exception& error) {
    Complain(std::string("internal error: ") + error.what() +
             "; please report it with the input that caused it");
    return kInternal;
  }
}

}  // namespace iamgen::driver

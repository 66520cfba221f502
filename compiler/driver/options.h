// What the user asked for, wherever it was said: flags, environment, settings
// file, defaults.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "support/result.h"

namespace iamgen::driver {

struct Options {
  std::string spec;
  // What `lint` reads, and as what.
  std::vector<std::string> files;
  std::string lint_as = "auto";
  // Whether named files may be none that `lint` knows.
  bool skip_others = false;
  std::vector<std::string> targets;
  std::string output = "out";
  // "yaml" or "json", of templates; "tf.json" instead of Terraform's own.
  std::vector<std::string> formats = {"yaml"};
  std::vector<std::string> accounts;
  std::vector<std::string> templates;
  std::string diagnostics = "human";
  std::string color = "auto";
  // "RULE=LEVEL".
  std::vector<std::string> severities;
  // How the ids or names of the rules begin whose findings count, and do not.
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  // What rules that are off until they are asked for are to find: lines of
  // actions and resources, lines of actions and keys, a boundary's ARN or
  // "any", patterns of actions, what control policies once were not to hold,
  // and what ties a template to one partition, region or account.
  std::vector<std::string> sensitive;
  std::vector<std::string> required_conditions;
  std::string require_boundary;
  std::vector<std::string> forbidden_actions;
  bool legacy_scp = false;
  bool portable = false;
  // Files of findings to live with, to read and to write; empty: none.
  std::string baseline;
  std::string write_baseline;
  // The file of the catalogue; empty: that of the executable.
  std::string catalog;
  std::string stdin_filename = "<stdin>";
  std::string dump;
  // Threads that write; 0: as many as the work is worth.
  std::size_t jobs = 0;
  std::string reader = "auto";
  // Says the same in fewer characters; with `patterns` also by patterns for
  // lists of actions, which take in what AWS adds later.
  bool minimise = false;
  bool patterns = false;
  // How the files are written; see `backends::Style`.
  bool compact = false;
  bool split = false;
  bool adopt = false;
  // Of `plan`: every use of every quota, not the fullest alone.
  bool quotas = false;
  // With `check_only` or `fix`: shows how each file differs.
  bool diff = false;
  // Repairs what can be repaired without allowing anybody more.
  bool fix = false;
  // Whether the command knows `fix`.
  bool offers_fixes = false;
  // Overwrites and removes files that somebody edited.
  bool force = false;
  // Where to write, in make's syntax, which files were read; empty: nowhere.
  std::string depfile;
  bool check_only = false;
  bool to_stdout = false;
  // Whether the topology may name files outside its own folder.
  bool allow_outside = false;
  bool quiet = false;
  bool strict = false;
  // Whether errors are shown whatever is to be ignored: nothing can be built
  // with them.
  bool errors_are_final = true;
  bool show_settings = false;
};

// Where each setting that may come from several places came from, by its long
// name: "flag", "environment", the file's path, or "default".
using Origins = std::map<std::string, std::string>;

// Fills what no flag has set, from `IAMGEN_*` variables and then from the
// `.iamgen.conf` found upward from the topology. `origins` names what flags
// have set. Fails on a settings file that cannot be read or has unknown keys.
support::Status AddSettings(Options& options, Origins& origins);

// The words that `--diagnostics` takes.
std::vector<std::string> DiagnosticsFormats();

// "target = cfn  # flag", one line each.
std::string ShowSettings(const Options& options, const Origins& origins);

}  // namespace iamgen::driver

// The commands, each a function from options to an exit code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "driver/options.h"
#include "support/file_system.h"

namespace iamgen::driver {

// Exit codes of the command line's contract.
inline constexpr int kGood = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCannotRun = 2;
// Of `simulate`: not allowed, or not for certain.
inline constexpr int kDenied = 3;
inline constexpr int kInternal = 70;

struct QueryRequest;
struct SimulateRequest;

int Build(const Options& options);
int Check(const Options& options);
int Lint(const Options& options);
// `format` is "table", "json" or "csv".
int List(const Options& options, const std::string& what,
         const std::string& format);
// `format` is "dot", "mermaid", "svg" or "html".
int Graph(const Options& options, const std::string& format);
// `format` is "text" or "json".
int ShowPlan(const Options& options, const std::string& format);
int Query(const Options& options, const QueryRequest& request);
int Simulate(const Options& options, const SimulateRequest& request);
// Decides the cases of a file, "-" for standard input.
int SimulateCases(const std::string& path);

// What `review` is to show.
struct ReviewRequest {
  // Files of reports of last access; "ARN=FILE" for one that has no ARN.
  std::vector<std::string> usage;
  // "90d", and from when it counts back.
  std::string unused_for;
  std::string now;
  // Patterns of "role/Deploy"; all without any.
  std::vector<std::string> entities;
  // "text", "json" or "csv".
  std::string format = "text";
};

int ReviewAccess(const Options& options, const ReviewRequest& request);
int ExplainRule(const std::string& rule);
// What comes after `--version`: nothing, or `--catalog FILE`.
int PrintVersion(const std::vector<std::string>& arguments);
// The rules whose ids or names begin so; `format` is one of
// `RuleListFormats()`.
int PrintRules(const std::vector<std::string>& prefixes,
               const std::string& format);

// The JSON Schema of topologies, or of the files that they include.
int PrintSchema(bool part);

// A topology to start from.
struct Start {
  // An example; empty for a small one of its own.
  std::string example;
  // Where to; empty for standard output.
  std::string output;
  // What the topology's first line says of where its schema is.
  std::string schema = "topology.schema.json";
};

int Init(const Start& start, support::FileSystem& files);

// The names of the examples, separated by `separator`.
std::string ExampleNames(std::string_view separator);

// Parses the command line and runs the command. Never throws.
int Main(int argc, char** argv);

// Writes to standard output; false where that is full or closed. A reader that
// has gone away ends the program quietly.
bool WriteOut(const std::string& text);

// The same, and complains.
bool Print(const std::string& text);

// "iamgen: " and the message, on standard error.
void Complain(const std::string& message);

}  // namespace iamgen::driver

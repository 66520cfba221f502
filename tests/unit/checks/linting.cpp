// Chooses the file name that makes a text what it is.
#include "unit/checks/linting.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "catalog/catalogue.h"
#include "checks/policy_settings.h"
#include "diag/fix_text.h"
#include "driver/compile.h"
#include "driver/lint.h"
#include "driver/lint_as.h"
#include "driver/rules.h"
#include "support/file_system.h"

namespace iamgen::tests {
namespace {

checks::PolicySettings Settings(bool all) {
  checks::PolicySettings settings;
  if (all) {
    for (const diag::Rule* rule : driver::AllRules()) {
      settings.asked.emplace(rule->id);
    }
    settings.sensitive.push_back(*checks::ParseSensitiveAccess(
        "s3:GetObject on arn:aws:s3:::payroll/*"));
    settings.condition_rules.push_back(*checks::ParseConditionRule(
        "s3:PutObject requires aws:SecureTransport"));
    settings.required_boundary = "any";
    settings.forbidden_actions = {"s3:DeleteBucket"};
  }
  return settings;
}

Found Nothing(std::string message) {
  Found found;
  found.id = "none";
  found.message = std::move(message);
  return found;
}

std::vector<Found> Gather(const diag::Sink& sink,
                          const diag::SourceMap& sources) {
  std::vector<Found> found;
  for (const diag::Diagnostic* one : sink.Sorted()) {
    found.push_back({.id = std::string(one->rule->id),
                     .severity = one->severity,
                     .message = one->message,
                     .help = one->help,
                     .text = std::string(sources.TextOf(one->span))});
  }
  return found;
}

using Take =
    std::function<void(const diag::Sink& sink, const diag::SourceMap& sources)>;

// What keeps the text from being looked at; "" for nothing.
std::string Compile(std::string_view text,
                    const checks::PolicySettings& settings, const Take& take) {
  const support::MemoryFileSystem files;
  driver::Compilation compilation;
  driver::Input input;
  input.path = "topology.yaml";
  input.text = text;
  input.settings = settings;
  if (!driver::Compile(input, files, "", compilation)) {
    return "cannot be compiled";
  }
  take(compilation.sink, compilation.sources);
  return "";
}

std::string PathFor(std::string_view as) {
  if (as == "cfn") {
    return "template.yaml";
  }
  if (as == "tf") {
    return "main.tf";
  }
  return as == "tf.json" ? "main.tf.json" : "policy.json";
}

std::string Inspect(std::string_view as, std::string_view text, bool all,
                    const Take& take) {
  if (as == "topology") {
    return Compile(text, Settings(all), take);
  }
  diag::SourceMap sources;
  diag::Sink sink;
  const std::string path = PathFor(as);
  const diag::FileId file = sources.Add(path, std::string(text));
  const checks::PolicySettings settings = Settings(all);
  driver::Linting linting{.as = {},
                          .catalogue = catalog::Catalogue::Embedded(),
                          .settings = settings};
  if (path == "policy.json") {
    auto parsed = driver::ParseLintAs(as);
    if (!parsed) {
      return parsed.message();
    }
    linting.as = *std::move(parsed);
  }
  if (!driver::LintSource(linting, sources, file, true, sink)) {
    return "holds no policy";
  }
  take(sink, sources);
  return "";
}

}  // namespace

std::vector<Found> Lint(std::string_view as, std::string_view text, bool all) {
  std::vector<Found> found;
  const std::string fault =
      Inspect(as, text, all,
              [&](const diag::Sink& sink, const diag::SourceMap& sources) {
                found = Gather(sink, sources);
              });
  return fault.empty() ? found : std::vector<Found>{Nothing(fault)};
}

std::string Repaired(std::string_view as, std::string_view text, bool all) {
  std::string now(text);
  bool changed = true;
  for (int round = 0; changed && round < 10; ++round) {
    changed = false;
    const std::string before = now;
    Inspect(as, before, all,
            [&](const diag::Sink& sink, const diag::SourceMap& sources) {
              const auto fixed = diag::ApplyFixes(sink.Sorted(), sources);
              const auto at = fixed.texts.find(diag::FileId{0});
              if (at != fixed.texts.end()) {
                now = at->second;
                changed = true;
              }
            });
  }
  return now;
}

std::vector<std::string> IdsOf(const std::vector<Found>& found) {
  std::vector<std::string> ids;
  for (const Found& one : found) {
    ids.push_back(one.id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace iamgen::tests

// `iamgen lint`: which files, what they hold, and what is to be said of it.
#include "driver/lint.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/policy_check.h"
#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/fixing.h"
#include "driver/lint_as.h"
#include "driver/lint_files.h"
#include "driver/policy_settings.h"
#include "driver/run.h"
#include "driver/suppressions.h"
#include "importers/import_file.h"
#include "support/file_system.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

// One file's text, from the disk or standard input.
support::Result<diag::FileId> ReadInto(const Options& options,
                                       const support::FileSystem& files,
                                       const std::string& path,
                                       diag::SourceMap& sources) {
  auto text = path == "-" ? ReadStandardInput()
                          : files.Read(path, syntax::kMaxTopologyBytes);
  if (!text) {
    return support::Failure{text.message()};
  }
  return sources.Add(path == "-" ? options.stdin_filename : path,
                     *std::move(text));
}

// Why a file is not linted.
std::string WhyNot(std::string_view text) {
  const bool topology =
      text.starts_with("iamgen:") || text.find("\niamgen:") != text.npos;
  return topology
             ? ": is a topology; `iamgen check` checks it"
             : ": is no policy document, and no template or Terraform file "
               "that iamgen knows; --as says what it is";
}

// What is to be said of the files that could not be linted.
std::vector<std::string> LintAll(const Options& options, const Linting& linting,
                                 const std::vector<LintFile>& wanted,
                                 const support::FileSystem& files,
                                 diag::SourceMap& sources, diag::Sink& sink) {
  std::vector<std::string> complaints;
  for (const LintFile& one : wanted) {
    const auto file = ReadInto(options, files, one.path, sources);
    if (!file) {
      complaints.push_back(file.message());
    } else if (!LintSource(linting, sources, *file, one.named, sink) &&
               one.named && !options.skip_others) {
      complaints.push_back(one.path + WhyNot(sources[*file].text()));
    }
  }
  ApplyAllowComments(sources, sink);
  return complaints;
}

}  // namespace

bool LintSource(const Linting& linting, const diag::SourceMap& sources,
                diag::FileId file, bool named, diag::Sink& sink) {
  const auto imported =
      named && linting.as
          ? importers::ImportPolicy(sources, file, linting.as, sink)
          : importers::ImportFile(sources, file, linting.as, sink);
  if (!imported) {
    return false;
  }
  for (const importers::FoundPolicy& found : imported->policies) {
    checks::Standing standing;
    standing.attachment = found.attachment;
    checks::PolicyFindings findings(sink, found.entity, "");
    checks::CheckPolicy(found.document, standing, linting.catalogue,
                        linting.settings, findings);
  }
  return true;
}

int Lint(const Options& options) {
  auto as = ParseLintAs(options.lint_as);
  if (!as) {
    Complain(as.message());
    return kCannotRun;
  }
  const support::DiskFileSystem files;
  const auto wanted = FindLintFiles(files, options.files);
  if (!wanted) {
    Complain(wanted.message());
    return kCannotRun;
  }
  const auto settings = PolicySettingsOf(options);
  if (!settings) {
    Complain(settings.message());
    return kCannotRun;
  }
  const Linting linting{.as = *std::move(as),
                        .catalogue = CurrentCatalogue(),
                        .settings = *settings};
  if (options.fix || options.diff) {
    const int code = FixFiles(
        options, files,
        [&](const support::FileSystem& changed, const TakeFindings& take) {
          diag::SourceMap sources;
          diag::Sink sink;
          LintAll(options, linting, *wanted, changed, sources, sink);
          take(sink, sources);
          return support::Status(support::Done{});
        });
    if (code != kGood) {
      return code;
    }
  }
  diag::SourceMap sources;
  diag::Sink sink;
  const auto unread = LintAll(options, linting, *wanted, files, sources, sink);
  for (const std::string& complaint : unread) {
    Complain(complaint);
  }
  const int code = ReportFindings(options, sink, sources);
  return unread.empty() ? code : kCannotRun;
}

}  // namespace iamgen::driver

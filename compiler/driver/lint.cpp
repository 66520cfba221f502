// `iamgen lint`: which files, what they hold, and what is to be said of it.
#include "driver/lint.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/policy_check.h"
#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/fixing.h"
#include "driver/policy_settings.h"
#include "driver/run.h"
#include "importers/import_file.h"
#include "importers/policy_document.h"
#include "support/file_system.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

// Folders that hold other people's files, or none to be read.
bool IsForeign(std::string_view folder) {
  return folder.starts_with('.') || folder == "node_modules";
}

bool MayHoldPolicies(std::string_view name) {
  constexpr std::string_view kEndings[] = {".json", ".yaml", ".yml",
                                           ".template", ".tf"};
  return std::any_of(
      std::begin(kEndings), std::end(kEndings),
      [&](std::string_view ending) { return name.ends_with(ending); });
}

// What is to be linted, in order. A file that was named is there whatever it is
// called.
struct Wanted {
  std::string path;
  bool named = false;
};

support::Status AddFolder(const support::FileSystem& files,
                          const std::string& folder,
                          std::vector<Wanted>& into) {
  const auto entries = files.List(folder);
  if (!entries) {
    return support::Failure{entries.message()};
  }
  for (const support::FolderEntry& entry : *entries) {
    const std::string path = support::JoinPath(folder, entry.name);
    if (entry.is_folder) {
      if (!IsForeign(entry.name)) {
        auto added = AddFolder(files, path, into);
        if (!added) {
          return added;
        }
      }
    } else if (MayHoldPolicies(entry.name)) {
      into.push_back({.path = path, .named = false});
    }
  }
  return support::Done{};
}

bool IsFolder(const support::FileSystem& files, const std::string& path) {
  return files.List(path).ok();
}

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

}  // namespace

namespace {

checks::Attachment AttachmentOf(importers::Attachment attachment) {
  switch (attachment) {
    case importers::Attachment::kManaged:
      return checks::Attachment::kManaged;
    case importers::Attachment::kInlineOfUser:
      return checks::Attachment::kInlineOfUser;
    case importers::Attachment::kInlineOfGroup:
      return checks::Attachment::kInlineOfGroup;
    case importers::Attachment::kInlineOfRole:
      return checks::Attachment::kInlineOfRole;
    case importers::Attachment::kUnknown:
      break;
  }
  return checks::Attachment::kUnknown;
}

void CheckOne(const Linting& linting, const policy::Document& document,
              checks::Attachment attachment, const std::string& entity,
              diag::Sink& sink) {
  checks::Standing standing;
  standing.attachment = attachment;
  checks::PolicyFindings findings(sink, entity, "");
  checks::CheckPolicy(document, standing, linting.catalogue, linting.settings,
                      findings);
}

}  // namespace

bool LintSource(const Linting& linting, const diag::SourceMap& sources,
                diag::FileId file, diag::Sink& sink) {
  if (!linting.as.automatic) {
    CheckOne(linting,
             importers::ReadPolicyJson(sources, file, linting.as.kind,
                                       linting.as.service, sink),
             linting.as.attachment, "", sink);
    return true;
  }
  const auto imported = importers::ImportFile(sources, file, sink);
  if (!imported) {
    return false;
  }
  for (const importers::FoundPolicy& found : imported->policies) {
    CheckOne(linting, found.document, AttachmentOf(found.attachment),
             found.entity, sink);
  }
  return true;
}

namespace {

// What is to be said of the files that could not be linted.
std::vector<std::string> LintAll(const Options& options, const Linting& linting,
                                 const std::vector<Wanted>& wanted,
                                 const support::FileSystem& files,
                                 diag::SourceMap& sources, diag::Sink& sink) {
  std::vector<std::string> complaints;
  for (const Wanted& one : wanted) {
    const auto file = ReadInto(options, files, one.path, sources);
    if (!file) {
      complaints.push_back(file.message());
    } else if (!LintSource(linting, sources, *file, sink) && one.named) {
      complaints.push_back(
          one.path +
          ": is no policy document, and no template or Terraform file that "
          "iamgen knows; --as says what it is");
    }
  }
  return complaints;
}

}  // namespace

int Lint(const Options& options) {
  auto as = ParseLintAs(options.lint_as);
  if (!as) {
    Complain(as.message());
    return kCannotRun;
  }
  const support::DiskFileSystem files;
  std::vector<Wanted> wanted;
  for (const std::string& path : options.files) {
    if (path == "-" || !IsFolder(files, path)) {
      wanted.push_back({.path = path, .named = true});
      continue;
    }
    const auto added = AddFolder(files, path, wanted);
    if (!added) {
      Complain(added.message());
      return kCannotRun;
    }
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
          LintAll(options, linting, wanted, changed, sources, sink);
          take(sink, sources);
          return support::Status(support::Done{});
        });
    if (code != kGood) {
      return code;
    }
  }
  diag::SourceMap sources;
  diag::Sink sink;
  const auto unread = LintAll(options, linting, wanted, files, sources, sink);
  for (const std::string& complaint : unread) {
    Complain(complaint);
  }
  const int code = ReportFindings(options, sink, sources);
  return unread.empty() ? code : kCannotRun;
}

}  // namespace iamgen::driver

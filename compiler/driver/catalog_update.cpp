// `iamgen catalog update`: which files, and what became of them.
#include <algorithm>
#include <utility>

#include "catalog/write_table.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "driver/catalog.h"
#include "driver/catalog_command.h"
#include "driver/catalog_merge.h"
#include "driver/catalog_sources.h"
#include "driver/commands.h"
#include "driver/run.h"
#include "support/text.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

// "2026-09-26".
bool IsDay(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return std::equal(text.begin(), text.end(), kShape.begin(), kShape.end(),
                    [](char c, char shape) {
                      return shape == '0' ? c >= '0' && c <= '9' : c == shape;
                    });
}

// "ReadOnlyAccess" of "policies/ReadOnlyAccess.json".
std::string_view StemOf(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

// Files, and the JSON files in folders.
std::vector<std::string> FilesOf(const std::vector<std::string>& named,
                                 const support::FileSystem& files) {
  std::vector<std::string> paths;
  for (const std::string& path : named) {
    const auto entries = files.List(path);
    if (!entries) {
      paths.push_back(path);
      continue;
    }
    for (const support::FolderEntry& entry : *entries) {
      if (!entry.is_folder && entry.name.ends_with(".json")) {
        paths.push_back(support::JoinPath(path, entry.name));
      }
    }
  }
  return paths;
}

// False where something is wrong with the file, which is said.
bool AddFile(const Options& options, const std::string& path,
             const support::FileSystem& files, CatalogSources& into) {
  auto text = files.Read(path, kMaxCatalogueBytes);
  if (!text) {
    Complain(text.message());
    return false;
  }
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add(path, std::move(*text));
  const syntax::Tree tree = syntax::ReadJson(sources, file, sink);
  if (sink.HasErrors() || tree.empty()) {
    ReportFindings(options, sink, sources);
    return false;
  }
  const auto added =
      AddSource(importers::DatumFrom(tree, 0), StemOf(path), into);
  if (!added) {
    Complain(path + ": " + added.message());
  }
  return added.ok();
}

// That of the options, where there is one already; otherwise iamgen's own.
support::Result<catalog::Contents> OldContents(
    const Options& options, const support::FileSystem& files) {
  const std::string& path = options.catalog;
  const auto chosen = ChooseCatalogue(
      path.empty() || !files.Exists(path) ? std::string() : path, files);
  if (!chosen) {
    return support::Failure{chosen.message()};
  }
  return catalog::ContentsOf(CurrentCatalogue());
}

std::string Summary(const std::string& output, const MergeCounts& counts,
                    const std::string& date) {
  const auto fresh = [](std::size_t count) {
    return count == 0 ? std::string() : " (" + std::to_string(count) + " new)";
  };
  std::string text = output + ": ";
  if (counts.services > 0) {
    text += support::Count(counts.services, "service") +
            fresh(counts.new_services) + " with " +
            support::Count(counts.actions, "action") +
            fresh(counts.new_actions) + ", " +
            support::Count(counts.retired_actions, "action") + " gone; ";
  }
  if (counts.policies > 0) {
    text +=
        support::Count(counts.policies, "managed policy", "managed policies") +
        fresh(counts.new_policies) + "; ";
  }
  return text + "catalogue of " + date + "\n";
}

}  // namespace

int UpdateCatalog(const Options& options, const CatalogRequest& request,
                  support::FileSystem& files) {
  const std::string output =
      request.output.empty() ? options.catalog : request.output;
  if (output.empty()) {
    Complain("`catalog update` needs `-o FILE`, or a `--catalog` to update");
    return kCannotRun;
  }
  if (!request.date.empty() && !IsDay(request.date)) {
    Complain("`--date " + request.date + "` is no day; it looks like " +
             std::string(CurrentCatalogue().Date()));
    return kCannotRun;
  }
  auto old = OldContents(options, files);
  if (!old) {
    Complain(old.message());
    return kCannotRun;
  }
  catalog::Contents contents = std::move(*old);
  const std::vector<std::string> paths = FilesOf(request.from, files);
  CatalogSources sources;
  bool all = !paths.empty();
  for (const std::string& path : paths) {
    all = AddFile(options, path, files, sources) && all;
  }
  if (!all) {
    Complain("nothing was written");
    return kCannotRun;
  }
  const MergeCounts counts = Merge(std::move(sources), contents);
  if (!request.date.empty()) {
    contents.date = request.date;
  }
  const std::string date = contents.date;
  const auto bytes = catalog::WriteTable(std::move(contents));
  if (!bytes) {
    Complain(bytes.message() + "; nothing was written");
    return kCannotRun;
  }
  const auto written = files.Write(output, *bytes);
  if (!written) {
    Complain(written.message());
    return kCannotRun;
  }
  if (counts.policies_without_path > 0) {
    Complain(support::Count(counts.policies_without_path, "new policy",
                            "new policies") +
             " without a path, so that no ARN is known");
  }
  return options.quiet || Print(Summary(output, counts, date)) ? kGood
                                                               : kCannotRun;
}

}  // namespace iamgen::driver

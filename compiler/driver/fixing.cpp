// Fixes texts in memory and writes them at the end.
#include "driver/fixing.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diag/fix_text.h"
#include "driver/commands.h"
#include "driver/findings.h"
#include "driver/text_diff.h"
#include "importers/document_rules.h"
#include "support/rewrite_file.h"
#include "support/text.h"
#include "syntax/reader_diagnostics.h"

namespace iamgen::driver {
namespace {

constexpr std::size_t kMostLooks = 10;

// Other files, some of which have changed.
class ChangedFiles final : public support::FileSystem {
 public:
  explicit ChangedFiles(const support::FileSystem& files) : files_(files) {}

  struct Change {
    std::string before;
    std::string after;
  };

  using Changes = std::map<std::string, Change, std::less<>>;

  [[nodiscard]] const Changes& changes() const { return changes_; }

  void TakeBack(Changes changes) { changes_ = std::move(changes); }

  // False for a file that was not read from here.
  bool Set(const std::string& path, std::string_view before,
           std::string after) {
    if (!read_.contains(path)) {
      return false;
    }
    const auto [at, is_new] =
        changes_.emplace(path, Change{std::string(before), {}});
    at->second.after = std::move(after);
    return true;
  }

  [[nodiscard]] bool Exists(std::string_view path) const override {
    return files_.Exists(path);
  }

  [[nodiscard]] support::Result<std::string> Read(
      std::string_view path, std::uint64_t limit) const override {
    read_.emplace(path);
    const auto changed = changes_.find(path);
    return changed != changes_.end()
               ? support::Result<std::string>(changed->second.after)
               : files_.Read(path, limit);
  }

  [[nodiscard]] support::Result<std::vector<support::FolderEntry>> List(
      std::string_view folder) const override {
    return files_.List(folder);
  }

  [[nodiscard]] support::Result<support::Written> Write(
      std::string_view path, std::string_view) override {
    return support::Failure{std::string(path) + ": is only read here"};
  }

  [[nodiscard]] support::Result<bool> Holds(
      std::string_view path, std::string_view bytes) const override {
    return files_.Holds(path, bytes);
  }

 private:
  const support::FileSystem& files_;
  Changes changes_;
  mutable std::set<std::string, std::less<>> read_;
};

bool IsOfReader(const diag::Rule& rule) {
  return rule.id == importers::kJsonSyntaxError.id ||
         std::any_of(std::begin(syntax::kReaderRules),
                     std::end(syntax::kReaderRules),
                     [&](const diag::Rule* one) { return one->id == rule.id; });
}

// Files that cannot be read are worse than anything that a fix repairs.
std::size_t Unreadable(const diag::Sink& sink) {
  const auto all = sink.Sorted();
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const diag::Diagnostic* one) {
        return one->severity == diag::Severity::kError &&
               IsOfReader(*one->rule);
      }));
}

class Fixer {
 public:
  Fixer(const Options& options, const support::FileSystem& files,
        const Look& look)
      : options_(options), files_(files), look_(look) {
    // What is written down is what is left.
    options_.write_baseline.clear();
  }

  support::Status Run() {
    std::size_t unreadable = 0;
    for (std::size_t round = 0; round < kMostLooks; ++round) {
      const ChangedFiles::Changes before = files_.changes();
      support::Status chosen = support::Done{};
      std::size_t fixed = 0;
      std::size_t unreadable_now = 0;
      const support::Status looked = look_(
          files_, [&](const diag::Sink& sink, const diag::SourceMap& sources) {
            unreadable_now = Unreadable(sink);
            const bool sound = round == 0 || unreadable_now <= unreadable;
            // The last look only sees that all is well.
            if (sound && round + 1 < kMostLooks) {
              chosen = Fix(sink, sources, fixed);
            }
          });
      for (const support::Status& one : {looked, chosen}) {
        if (!one) {
          return one;
        }
      }
      if (round > 0 && unreadable_now > unreadable) {
        files_.TakeBack(last_);
        fixes_ -= last_fixes_;
        return support::Done{};
      }
      if (fixed == 0) {
        return support::Done{};
      }
      unreadable = unreadable_now;
      last_ = before;
      last_fixes_ = fixed;
      fixes_ += fixed;
    }
    return support::Done{};
  }

  [[nodiscard]] const ChangedFiles::Changes& changes() const {
    return files_.changes();
  }

  [[nodiscard]] std::size_t fixes() const { return fixes_; }

 private:
  support::Status Fix(const diag::Sink& sink, const diag::SourceMap& sources,
                      std::size_t& fixed) {
    const auto findings = ChooseFindings(options_, sink);
    if (!findings) {
      return support::Failure{findings.message()};
    }
    std::vector<const diag::Diagnostic*> shown;
    for (const diag::Diagnostic& one : findings->shown) {
      shown.push_back(&one);
    }
    auto result = diag::ApplyFixes(shown, sources);
    bool changed = false;
    for (auto& [file, text] : result.texts) {
      const diag::Source& source = sources[file];
      changed |= files_.Set(source.path(), source.text(), std::move(text));
    }
    fixed = changed ? result.fixes : 0;
    return support::Done{};
  }

  Options options_;
  ChangedFiles files_;
  const Look& look_;
  ChangedFiles::Changes last_;
  std::size_t last_fixes_ = 0;
  std::size_t fixes_ = 0;
};

int ShowDiff(const Options& options, const ChangedFiles::Changes& changes) {
  std::string diff;
  for (const auto& [path, change] : changes) {
    diff += UnifiedDiff(path, change.before, path, change.after);
  }
  // Standard output may have a document to hold.
  const bool done =
      options.diagnostics == "human"
          ? Print(diff)
          : std::fwrite(diff.data(), 1, diff.size(), stderr) == diff.size();
  if (!done) {
    return kCannotRun;
  }
  return diff.empty() ? kGood : kFindings;
}

int WriteAll(const Options& options, const Fixer& fixer) {
  std::vector<std::string> written;
  for (const auto& [path, change] : fixer.changes()) {
    const auto done = support::RewriteFile(path, change.before, change.after);
    if (!done) {
      Complain(done.message());
      return kCannotRun;
    }
    written.push_back(path);
  }
  if (!written.empty() && !options.quiet) {
    Complain("fixed " + support::Count(fixer.fixes(), "finding") + " in " +
             support::QuotedList(written));
  }
  return kGood;
}

}  // namespace

int FixFiles(const Options& options, const support::FileSystem& files,
             const Look& look) {
  if (!options.fix) {
    Complain("--diff shows what --fix would change: give both");
    return kCannotRun;
  }
  if (options.spec == "-" ||
      std::count(options.files.begin(), options.files.end(), "-") > 0) {
    Complain("--fix changes files: standard input is none");
    return kCannotRun;
  }
  Fixer fixer(options, files, look);
  const auto done = fixer.Run();
  if (!done) {
    Complain(done.message());
    return kCannotRun;
  }
  return options.diff ? ShowDiff(options, fixer.changes())
                      : WriteAll(options, fixer);
}

}  // namespace iamgen::driver

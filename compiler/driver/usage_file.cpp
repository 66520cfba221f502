// Takes reports from JSON, in the shapes that people save them in.
#include "driver/usage_file.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "diag/sink.h"
#include "diag/source.h"
#include "importers/datum.h"
#include "support/text.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

using analysis::LastUse;
using analysis::UsageReport;
using analysis::UsageReports;
using importers::Datum;
using importers::DatumKind;

// Whether a terminal may be shown it.
bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c > ' ' && c <= '~'; });
}

class UsageReader {
 public:
  UsageReader(const std::string& arn, UsageReports& reports)
      : arn_(arn), reports_(reports) {}

  // What is wrong first; empty: nothing.
  std::string error;

  void Read(const Datum& whole) {
    if (whole.Is(DatumKind::kList)) {
      for (const Datum& one : whole.children) {
        ReadReport(one, {});
      }
    } else if (IsReport(whole) || !IsKeyed(whole)) {
      ReadReport(whole, {});
    } else {
      importers::ForEachMember(whole, [&](const Datum& key, const Datum& is) {
        ReadReport(is, key.text);
      });
    }
  }

 private:
  static bool IsReport(const Datum& datum) {
    return datum.Find("ServicesLastAccessed") != nullptr ||
           datum.Find("JobStatus") != nullptr;
  }

  static bool IsKeyed(const Datum& datum) {
    return datum.Is(DatumKind::kObject) && !datum.children.empty() &&
           datum.children.front().text.starts_with("arn:");
  }

  void Blame(std::string message) {
    if (error.empty()) {
      error = std::move(message);
    }
  }

  static std::string Text(const Datum& datum, std::string_view key) {
    const Datum* found = datum.Find(key);
    return found != nullptr && found->Is(DatumKind::kText) ? found->text
                                                           : std::string();
  }

  // `key` is what the report stands under.
  void ReadReport(const Datum& datum, const std::string& key) {
    if (!error.empty()) {
      return;
    }
    const bool bare = datum.Is(DatumKind::kList) && !key.empty();
    if (!bare && !IsReport(datum)) {
      Blame(key.empty() ? "holds no `ServicesLastAccessed`: save what `aws iam "
                          "get-service-last-accessed-details` prints"
                        : "a report has no `ServicesLastAccessed`");
      return;
    }
    std::string arn = key;
    for (const char* name : {"Arn", "ARN", "arn"}) {
      arn = arn.empty() ? Text(datum, name) : arn;
    }
    arn = arn.empty() ? arn_ : arn;
    if (arn.empty()) {
      Blame(
          "does not say whose report it is: add an `Arn` to it, or write "
          "--usage ARN=FILE");
      return;
    }
    if (!arn.starts_with("arn:") || !IsPrintable(arn)) {
      Blame("what names a report is no ARN" +
            (IsPrintable(arn) ? ": `" + arn + "`" : std::string()));
      return;
    }
    subject_ = arn;
    UsageReport report;
    if (!bare) {
      CheckStatus(datum);
      report.made = TimeOf(datum, "JobCompletionDate");
      if (!report.made) {
        report.made = TimeOf(datum, "JobCreationDate");
      }
    }
    const Datum* services = bare ? &datum : datum.Find("ServicesLastAccessed");
    if (services == nullptr || !services->Is(DatumKind::kList)) {
      Blame("`ServicesLastAccessed` of " + subject_ + " takes a list");
      return;
    }
    for (const Datum& one : services->children) {
      ReadService(one, report);
    }
    if (error.empty()) {
      reports_[std::move(arn)].Merge(report);
    }
  }

  void CheckStatus(const Datum& datum) {
    const Datum* status = datum.Find("JobStatus");
    if (status == nullptr || status->text == "COMPLETED") {
      return;
    }
    Blame("the report of " + subject_ + " is not COMPLETED" +
          (IsPrintable(status->text) ? " but " + status->text : std::string()));
  }

  // Texts, and seconds since 1970, which some programs print.
  LastUse TimeOf(const Datum& datum, std::string_view key) {
    const Datum* found = datum.Find(key);
    if (found == nullptr || found->Is(DatumKind::kNull)) {
      return std::nullopt;
    }
    std::optional<analysis::Moment> moment;
    if (found->Is(DatumKind::kText)) {
      moment = analysis::ParseMoment(found->text);
    } else if (found->Is(DatumKind::kNumber)) {
      constexpr double kMost = 253402300799.0;
      const double seconds = std::strtod(found->text.c_str(), nullptr);
      if (seconds >= 0 && seconds <= kMost) {
        moment = static_cast<analysis::Moment>(seconds);
      }
    }
    if (!moment) {
      Blame("`" + std::string(key) + "` of " + subject_ + " is no date" +
            (found->scalar() && IsPrintable(found->text)
                 ? ": `" + found->text + "`"
                 : std::string()));
    }
    return moment;
  }

  void ReadService(const Datum& datum, UsageReport& report) {
    const std::string prefix = support::Lower(Text(datum, "ServiceNamespace"));
    if (prefix.empty()) {
      Blame("a service of " + subject_ + " has no `ServiceNamespace`");
      return;
    }
    analysis::ServiceUse use;
    use.last = TimeOf(datum, "LastAuthenticated");
    const Datum* actions = datum.Find("TrackedActionsLastAccessed");
    if (actions != nullptr && actions->Is(DatumKind::kList)) {
      for (const Datum& one : actions->children) {
        const std::string name = support::Lower(Text(one, "ActionName"));
        if (name.empty()) {
          Blame("an action of " + subject_ + " has no `ActionName`");
          return;
        }
        use.actions[name] = TimeOf(one, "LastAccessedTime");
      }
    }
    report.services[prefix].Merge(use);
  }

  const std::string& arn_;
  UsageReports& reports_;
  std::string subject_;
};

// Reads one value of JSON, which begins in a line of a file, into `reader`;
// what is wrong with it.
std::string ReadValue(std::string_view text, std::size_t line,
                      UsageReader& reader) {
  diag::SourceMap sources;
  diag::Sink sink;
  const diag::FileId file = sources.Add("", std::string(text));
  const syntax::Tree tree = syntax::ReadJson(sources, file, sink);
  if (!tree.empty() && !sink.HasErrors()) {
    reader.Read(importers::DatumFrom(tree, 0));
    return reader.error;
  }
  const auto found = sink.Sorted();
  if (found.empty()) {
    return "holds no JSON";
  }
  line += sources[file].PositionOf(found.front()->span.begin).line - 1;
  return "line " + std::to_string(line) + ": " + found.front()->message;
}

// Whether every line that is not blank is an object of its own.
bool IsLines(std::string_view text) {
  std::size_t lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
      line.remove_suffix(1);
    }
    if (line.empty()) {
      continue;
    }
    if (line.front() != '{' || line.back() != '}') {
      return false;
    }
    ++lines;
  }
  return lines > 1;
}

}  // namespace

support::Status ReadUsage(const std::string& path, std::string_view text,
                          const std::string& arn, UsageReports& reports) {
  UsageReader reader(arn, reports);
  std::string error;
  if (!IsLines(text)) {
    error = ReadValue(text, 1, reader);
    text = {};
  }
  for (std::size_t number = 1; !text.empty() && error.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      error = ReadValue(line, number, reader);
      if (!error.empty() && !error.starts_with("line ")) {
        error = "line " + std::to_string(number) + ": " + error;
      }
    }
  }
  return error.empty() ? support::Status(support::Done{})
                       : support::Failure{path + ": " + error};
}

}  // namespace iamgen::driver

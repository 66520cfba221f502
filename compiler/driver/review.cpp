// `iamgen review`: who may do what, what of it is too much, and what nobody
// uses.
#include "driver/review.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/access.h"
#include "checks/check.h"
#include "diag/sink.h"
#include "driver/catalog.h"
#include "driver/commands.h"
#include "driver/findings.h"
#include "driver/policy_settings.h"
#include "driver/run.h"
#include "driver/selection.h"
#include "driver/usage_file.h"
#include "model/entity.h"
#include "support/file_system.h"
#include "support/text.h"
#include "syntax/reader.h"

namespace iamgen::driver {
namespace {

using analysis::BroadGrant;
using analysis::Judged;
using analysis::Moment;
using analysis::ReviewPage;

// "FILE", or "ARN=FILE" for a report that has no ARN.
support::Status ReadReports(const ReviewRequest& request,
                            const support::FileSystem& files,
                            analysis::UsageReports& reports) {
  for (const std::string& one : request.usage) {
    const std::size_t equals =
        one.starts_with("arn:") ? one.find('=') : std::string::npos;
    const bool named = equals != std::string::npos;
    const std::string path = named ? one.substr(equals + 1) : one;
    const auto text = files.Read(path, syntax::kMaxTopologyBytes);
    if (!text) {
      return support::Failure{text.message()};
    }
    const auto read = ReadUsage(
        path, *text, named ? one.substr(0, equals) : std::string(), reports);
    if (!read) {
      return support::Failure{read.message()};
    }
  }
  return support::Done{};
}

// Since when something has to have been used; nullopt: whenever.
support::Result<std::optional<Moment>> SinceOf(
    const ReviewRequest& request, const analysis::UsageReports& reports) {
  std::optional<Moment> now;
  if (!request.now.empty()) {
    now = analysis::ParseMoment(request.now);
    if (!now) {
      return support::Failure{"--now takes a date: `" + request.now +
                              "` is none; write 2026-09-30"};
    }
  }
  if (request.unused_for.empty()) {
    return std::optional<Moment>();
  }
  std::string_view days = request.unused_for;
  if (days.ends_with('d')) {
    days.remove_suffix(1);
  }
  constexpr std::size_t kMostDigits = 5;
  if (days.empty() || days.size() > kMostDigits ||
      days.find_first_not_of("0123456789") != std::string_view::npos) {
    return support::Failure{"--unused-for takes a number of days: `" +
                            request.unused_for + "` is none; write 90d"};
  }
  if (!now) {
    now = analysis::NewestOf(reports);
  }
  if (!now) {
    return support::Failure{
        "--unused-for counts back from when the reports were made, which none "
        "of them says: add --now DATE"};
  }
  constexpr Moment kDay = 86400;
  return std::optional(*now - std::stol(std::string(days)) * kDay);
}

std::string Described(const ReviewPage& page) {
  return std::string(model::NameOf(page.entity.kind)) + "/" + page.key;
}

// All that checks find, whether or not it is accepted: by a comment, by the
// baseline or by the settings.
class Judgement {
 public:
  Judgement(const Compilation& compilation,
            const checks::PolicySettings& settings, const Findings& open_ones) {
    checks::RunAll({.topology = *compilation.model,
                    .catalogue = CurrentCatalogue(),
                    .settings = settings},
                   all_);
    std::set<Key> open;
    for (const diag::Diagnostic& one : open_ones.shown) {
      open.insert(KeyOf(one));
    }
    for (const diag::Diagnostic* one : all_.Sorted()) {
      judged_.push_back({one, !open.contains(KeyOf(*one))});
    }
  }

  // Those of entities that have pages, and of nobody.
  [[nodiscard]] std::vector<Judged> About(
      const std::vector<ReviewPage>& pages) const {
    std::set<std::string> names;
    for (const ReviewPage& page : pages) {
      names.insert(Described(page));
    }
    std::vector<Judged> about;
    for (const Judged& one : judged_) {
      const std::string& entity = one.finding->entity;
      const bool may_have_page =
          entity.starts_with("user/") || entity.starts_with("group/") ||
          entity.starts_with("role/") || entity.starts_with("policy/");
      if (!may_have_page || names.contains(entity)) {
        about.push_back(one);
      }
    }
    return about;
  }

 private:
  using Key = std::tuple<std::string_view, diag::Span, std::string_view>;

  static Key KeyOf(const diag::Diagnostic& one) {
    return {one.rule->id, one.span, one.message};
  }

  diag::Sink all_;
  std::vector<Judged> judged_;
};

// For whoever may do everything there is a better proposal once it is known
// what they use.
void ProposeWhatIsUsed(const Review& review, BroadGrant& grant) {
  constexpr std::string_view kOfAll[] = {"IAM613", "IAM614", "IAM617",
                                         "IAM618", "IAM637", "IAM642"};
  const bool of_all = std::any_of(
      grant.findings.begin(), grant.findings.end(), [&](const Judged& one) {
        return std::find(std::begin(kOfAll), std::end(kOfAll),
                         one.finding->rule->id) != std::end(kOfAll);
      });
  if (!of_all || grant.holders.empty()) {
    return;
  }
  std::set<std::string> prefixes;
  for (const std::string& holder : grant.holders) {
    bool reported = false;
    for (std::size_t i = 0; i < review.pages.size(); ++i) {
      if (Described(review.pages[i]) != holder) {
        continue;
      }
      reported = review.usage[i].reported > 0;
      for (const analysis::ServiceUsage& one : review.usage[i].services) {
        if (one.state == analysis::UseState::kUsed) {
          prefixes.emplace(review.catalogue.PrefixOf(one.service));
        }
      }
    }
    if (!reported) {
      return;
    }
  }
  grant.instead = analysis::GrantsOf({prefixes.begin(), prefixes.end()});
  grant.instead.remarks.emplace_back(
      prefixes.empty() ? "nothing of it was used: it can go"
                       : "these are the services that were used");
}

bool Keeps(const ReviewRequest& request, const std::string& described) {
  return request.entities.empty() ||
         std::any_of(request.entities.begin(), request.entities.end(),
                     [&](const std::string& pattern) {
                       return support::GlobMatches(pattern, described);
                     });
}

// Leaves out what was not asked about.
bool Narrow(const ReviewRequest& request, Review& review) {
  if (request.entities.empty()) {
    return true;
  }
  std::vector<ReviewPage> pages;
  std::vector<analysis::PageUsage> usage;
  std::set<std::string> names;
  for (std::size_t i = 0; i < review.pages.size(); ++i) {
    const std::string described = Described(review.pages[i]);
    if (Keeps(request, described)) {
      names.insert(described);
      if (review.pages[i].entity.kind == model::EntityKind::kUser) {
        // What groups have is theirs.
        for (const std::string& group : review.pages[i].related) {
          names.insert("group/" + group);
        }
      }
      pages.push_back(std::move(review.pages[i]));
      if (!review.usage.empty()) {
        usage.push_back(std::move(review.usage[i]));
      }
    }
  }
  review.pages = std::move(pages);
  review.usage = std::move(usage);
  review.basics.clear();
  std::erase_if(review.broad, [&](const BroadGrant& one) {
    return !names.contains(one.entity) &&
           std::none_of(
               one.holders.begin(), one.holders.end(),
               [&](const std::string& name) { return names.contains(name); });
  });
  return !review.pages.empty();
}

void AddUsage(const analysis::UsageReports& reports, Review& review) {
  const analysis::UsageOfPages usage(review.topology, review.catalogue, reports,
                                     review.since);
  for (const ReviewPage& page : review.pages) {
    review.usage.push_back(usage.Of(page));
  }
  review.strangers = usage.Strangers();
}

std::size_t CountWithUnused(const Review& review) {
  return static_cast<std::size_t>(std::count_if(
      review.usage.begin(), review.usage.end(),
      [](const analysis::PageUsage& page) {
        return std::any_of(page.services.begin(), page.services.end(),
                           [](const analysis::ServiceUsage& one) {
                             return one.state == analysis::UseState::kUnused;
                           });
      }));
}

// Fills a review. `reports` is nullptr where there are none.
void Look(const std::vector<model::AccountId>& accounts,
          const analysis::UsageReports* reports, const Judgement& judgement,
          Review& review) {
  analysis::Access access(review.topology, review.catalogue);
  review.pages =
      analysis::PagesOf(review.topology, review.catalogue, access, accounts);
  if (reports != nullptr) {
    AddUsage(*reports, review);
  }
  const std::vector<Judged> judged = judgement.About(review.pages);
  review.broad = analysis::BroadGrantsOf(review.topology, review.catalogue,
                                         access, review.pages, judged);
  for (BroadGrant& one : review.broad) {
    if (!review.usage.empty()) {
      ProposeWhatIsUsed(review, one);
    }
  }
  review.basics = analysis::BasicsOf(
      {.topology = review.topology,
       .catalogue = review.catalogue,
       .pages = review.pages,
       .findings = judged,
       .broad = review.broad,
       .with_unused = review.usage.empty()
                          ? std::nullopt
                          : std::optional(CountWithUnused(review))});
}

}  // namespace

int ReviewAccess(const Options& options, const ReviewRequest& request) {
  const support::DiskFileSystem files;
  analysis::UsageReports reports;
  const auto read = ReadReports(request, files, reports);
  if (!read) {
    Complain(read.message());
    return kCannotRun;
  }
  const auto since = SinceOf(request, reports);
  if (!since) {
    Complain(since.message());
    return kCannotRun;
  }
  // What was written is looked at, not what could become of it.
  Options as_written = options;
  as_written.minimise = false;
  as_written.patterns = false;
  Compilation compilation;
  const auto done = CompileAsAsked(as_written, files, compilation);
  if (!done) {
    Complain(done.message());
    return kCannotRun;
  }
  if (!compilation.model || compilation.sink.HasErrors()) {
    as_written.diagnostics = "human";
    static_cast<void>(
        ReportFindings(as_written, compilation.sink, compilation.sources));
    return kCannotRun;
  }
  const auto settings = PolicySettingsOf(options);
  std::vector<model::AccountId> accounts;
  if (!settings || !ChooseAccounts(options, *compilation.model, accounts)) {
    return kCannotRun;
  }
  const auto open = ChooseFindings(as_written, compilation.sink);
  if (!open) {
    Complain(open.message());
    return kCannotRun;
  }
  const Judgement judgement(compilation, *settings, *open);
  Review review{.topology = *compilation.model,
                .catalogue = CurrentCatalogue(),
                .sources = compilation.sources};
  review.since = *since;
  Look(accounts, request.usage.empty() ? nullptr : &reports, judgement, review);
  if (!Narrow(request, review)) {
    Complain("--entity " + support::QuotedList(request.entities) +
             " names nothing of the topology; write role/Deploy or 'user/*'");
    return kCannotRun;
  }
  const std::string text = request.format == "json"  ? AsJson(review)
                           : request.format == "csv" ? AsCsv(review)
                                                     : AsText(review);
  return Print(text) ? kGood : kCannotRun;
}

}  // namespace iamgen::driver

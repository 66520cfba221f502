// A review as people read it, from the verdicts to the pages behind them.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "driver/review.h"
#include "driver/review_page_text.h"
#include "driver/wrapped_text.h"
#include "model/entity.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using analysis::Basic;
using analysis::BroadGrant;
using analysis::ReviewPage;
using analysis::Verdict;
using model::EntityKind;

class TextReview {
 public:
  explicit TextReview(const Review& review) : review_(review) {}

  std::string Write() && {
    Title();
    Checklist();
    Broad();
    Strangers();
    for (std::size_t i = 0; i < review_.pages.size(); ++i) {
      AppendPage(review_, i, out_);
    }
    return std::move(out_);
  }

 private:
  void Title() {
    constexpr std::pair<EntityKind, const char*> kKinds[] = {
        {EntityKind::kUser, "user"},
        {EntityKind::kGroup, "group"},
        {EntityKind::kRole, "role"},
        {EntityKind::kPolicy, "policy"}};
    std::vector<std::string> counts;
    for (const auto& [kind, noun] : kKinds) {
      std::size_t count = 0;
      const model::EntityRef* last = nullptr;
      for (const ReviewPage& page : review_.pages) {
        if (page.entity.kind == kind &&
            (last == nullptr || *last != page.entity)) {
          ++count;
          last = &page.entity;
        }
      }
      counts.push_back(support::Count(
          count, noun, kind == EntityKind::kPolicy ? "policies" : ""));
    }
    std::set<model::AccountId> accounts;
    for (const ReviewPage& page : review_.pages) {
      accounts.insert(page.accounts.begin(), page.accounts.end());
    }
    out_ += "review of " +
            (review_.topology.name.empty() ? std::string("the topology")
                                           : review_.topology.name) +
            ": " + support::Join(counts, ", ") + " in " +
            support::Count(accounts.size(), "account") + "\n";
    if (!review_.usage.empty()) {
      out_ += review_.since
                  ? "unused is what nobody used since " +
                        analysis::DateOf(*review_.since) + "\n"
                  : "unused is what nobody used in the time that the reports "
                    "tell of\n";
    }
  }

  void Checklist() {
    if (review_.basics.empty()) {
      return;
    }
    std::vector<std::string> counts;
    for (const Verdict verdict :
         {Verdict::kPass, Verdict::kFail, Verdict::kUnknown}) {
      const auto count = std::count_if(
          review_.basics.begin(), review_.basics.end(),
          [&](const Basic& one) { return one.verdict == verdict; });
      counts.push_back(std::to_string(count) + " " +
                       std::string(analysis::NameOf(verdict)));
    }
    out_ += "\nchecklist: " + support::Join(counts, ", ") + "\n";
    for (const Basic& one : review_.basics) {
      Line(one);
    }
  }

  void Line(const Basic& one) {
    if (one.verdict == Verdict::kNothing) {
      return;
    }
    std::string start = "  " + std::string(analysis::NameOf(one.verdict));
    start.resize(11, ' ');
    AppendWrapped(
        std::move(start),
        std::string(one.title) + (one.remark.empty() ? "" : ": " + one.remark),
        out_);
    constexpr std::size_t kMost = 5;
    for (std::size_t i = 0; i < one.places.size(); ++i) {
      if (i == kMost) {
        out_ += "           - and " +
                std::to_string(one.places.size() - kMost) +
                " more, which --format json has\n";
        return;
      }
      AppendWrapped(
          "           - ",
          one.places[i].text + PlaceBehind(review_, one.places[i].span), out_);
    }
  }

  void Broad() {
    const auto accepted =
        std::count_if(review_.broad.begin(), review_.broad.end(),
                      [](const BroadGrant& one) { return one.accepted(); });
    out_ += "\ngrants wider than they need be: " +
            std::to_string(review_.broad.size()) +
            (accepted == 0
                 ? std::string()
                 : ", " + std::to_string(accepted) + " of them accepted") +
            "\n";
    for (const BroadGrant& one : review_.broad) {
      Grant(one);
    }
  }

  void Grant(const BroadGrant& one) {
    std::string text = one.entity;
    std::vector<std::string> holders = one.holders;
    std::erase(holders, one.entity);
    if (!holders.empty()) {
      text += ", which " + Together(holders) +
              (holders.size() == 1 ? " has" : " have");
    }
    out_ += "\n";
    AppendWrapped("  ", text + PlaceBehind(review_, one.span), out_);
    for (const analysis::Judged& judged : one.findings) {
      if (IsSaidBetter(*judged.finding, one)) {
        continue;
      }
      AppendWrapped("    - ",
                    judged.finding->message + " [" +
                        std::string(judged.finding->rule->id) +
                        (judged.accepted ? ", accepted]" : "]"),
                    out_);
    }
    if (!one.instead.lines.empty()) {
      out_ += "    narrower:\n";
      for (const std::string& line : one.instead.lines) {
        out_ += "      " + line + "\n";
      }
    }
    for (const std::string& remark : one.instead.remarks) {
      AppendWrapped("    note: ", remark, out_);
    }
  }

  // That actions could name resources goes without saying where all of a
  // service's are allowed, or where they change some.
  static bool IsSaidBetter(const diag::Diagnostic& finding,
                           const BroadGrant& grant) {
    return finding.rule->id == "IAM616" &&
           std::any_of(grant.findings.begin(), grant.findings.end(),
                       [](const analysis::Judged& one) {
                         const std::string_view id = one.finding->rule->id;
                         return id == "IAM613" || id == "IAM615" ||
                                id == "IAM622";
                       });
  }

  void Strangers() {
    if (!review_.strangers.empty()) {
      out_ += "\n";
      AppendWrapped(
          "",
          "reports of nothing in the topology: " + Listed(review_.strangers, 3),
          out_);
    }
  }

  // "role/A, role/B and 3 more".
  static std::string Together(std::vector<std::string> names) {
    constexpr std::size_t kMost = 4;
    if (names.size() > kMost) {
      const std::size_t more = names.size() - kMost + 1;
      names.resize(kMost - 1);
      names.push_back(std::to_string(more) + " more");
    }
    const std::string last = names.back();
    names.pop_back();
    return names.empty() ? last : support::Join(names, ", ") + " and " + last;
  }

  const Review& review_;
  std::string out_;
};

}  // namespace

std::string AsText(const Review& review) { return TextReview(review).Write(); }

}  // namespace iamgen::driver

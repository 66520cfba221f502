// A review as people read it, from the verdicts to the pages behind them.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/managed_policy.h"
#include "diag/render.h"
#include "driver/review.h"
#include "model/entity.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using analysis::Basic;
using analysis::BroadGrant;
using analysis::GrantedService;
using analysis::PageUsage;
using analysis::Reach;
using analysis::ReviewedPolicy;
using analysis::ReviewPage;
using analysis::ServiceUsage;
using analysis::UseState;
using analysis::Verdict;
using model::EntityKind;

constexpr std::size_t kWidth = 80;
constexpr std::size_t kMostServices = 16;

// The next word of `text`, which is not empty, without the blank behind it.
// What stands between backticks is one word.
std::string_view TakeWord(std::string_view& text) {
  std::size_t end = std::min(text.find(' '), text.size());
  const std::size_t open = text.find('`');
  if (open < end) {
    const std::size_t close = text.find('`', open + 1);
    if (close != std::string_view::npos) {
      end = std::min(text.find(' ', close), text.size());
    }
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

// `text` behind `start`, broken between words, in lines that begin below it.
void AppendWrapped(std::string start, std::string_view text, std::string& out) {
  const std::size_t indent = diag::DisplayWidth(start);
  std::string line = std::move(start);
  bool first = true;
  while (!text.empty()) {
    const std::string_view word = TakeWord(text);
    if (!first &&
        diag::DisplayWidth(line) + 1 + diag::DisplayWidth(word) > kWidth) {
      out += line + "\n";
      line.assign(indent, ' ');
      first = true;
    }
    line += (first ? "" : " ") + std::string(word);
    first = false;
  }
  out += line + "\n";
}

// A row of a page.
void AppendRow(std::string_view label, std::string_view text,
               std::string& out) {
  constexpr std::size_t kLabels = 13;
  std::string start = "  " + std::string(label);
  start.resize(std::max(start.size() + 1, kLabels + 2), ' ');
  AppendWrapped(std::move(start), text, out);
}

std::string Place(const Review& review, diag::Span span) {
  const std::string place = review.sources.Describe(span);
  return place.empty() ? place : " (" + place + ")";
}

class TextReview {
 public:
  explicit TextReview(const Review& review) : review_(review) {}

  std::string Write() && {
    Title();
    Checklist();
    Broad();
    Strangers();
    for (std::size_t i = 0; i < review_.pages.size(); ++i) {
      Page(review_.pages[i],
           review_.usage.empty() ? nullptr : &review_.usage[i]);
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
      AppendWrapped("           - ",
                    one.places[i].text + Place(review_, one.places[i].span),
                    out_);
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
    AppendWrapped("  ", text + Place(review_, one.span), out_);
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

  static std::string Listed(const std::vector<std::string>& names,
                            std::size_t most) {
    const std::size_t shown = std::min(names.size(), most);
    const std::string text = support::Join(std::span(names).first(shown), ", ");
    return shown == names.size()
               ? text
               : text + " and " + std::to_string(names.size() - shown) +
                     " more";
  }

  void Page(const ReviewPage& page, const PageUsage* usage) {
    out_ += "\n";
    AppendWrapped("",
                  std::string(model::NameOf(page.entity.kind)) + " " +
                      page.key + ", in " +
                      AccountsIn(review_.topology, page.accounts) +
                      Place(review_, page.span),
                  out_);
    Entry(page);
    if (page.entity.kind != EntityKind::kPolicy) {
      std::vector<std::string> policies;
      for (const ReviewedPolicy& one : page.policies) {
        policies.push_back(Described(one));
      }
      Rows("policies", policies);
    }
    if (page.entity.kind == EntityKind::kUser ||
        page.entity.kind == EntityKind::kRole) {
      AppendRow("boundary", page.boundary ? Described(*page.boundary) : "none",
                out_);
    }
    Services(page);
    if (!page.complete) {
      AppendRow("and more", "what policies allow that nobody here knows", out_);
    }
    if (usage != nullptr) {
      Usage(page, *usage);
    }
  }

  // How it is entered, and what it belongs to.
  void Entry(const ReviewPage& page) {
    switch (page.entity.kind) {
      case EntityKind::kUser:
        AppendRow("console",
                  page.console
                      ? "yes; the password is asked for when the user is made, "
                        "and changed at the first sign-in"
                      : "no",
                  out_);
        AppendRow("access keys",
                  std::string("none are made here") +
                      (page.makes_own_keys ? ", but it may make keys" : ""),
                  out_);
        AppendRow("groups", OrNone(page.related), out_);
        return;
      case EntityKind::kGroup:
        AppendRow("users", OrNone(page.related), out_);
        return;
      case EntityKind::kPolicy:
        AppendRow("held by", OrNone(page.related), out_);
        return;
      case EntityKind::kRole:
      case EntityKind::kInstanceProfile:
      case EntityKind::kOidcProvider:
      case EntityKind::kSamlProvider:
        break;
    }
    Rows("assumed by", page.trusted);
  }

  static std::string OrNone(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 20;
    return names.empty() ? "none" : Listed(names, kMost);
  }

  // One below the other.
  void Rows(std::string_view label, const std::vector<std::string>& texts) {
    constexpr std::size_t kMost = 20;
    for (std::size_t i = 0; i < std::min(texts.size(), kMost); ++i) {
      AppendRow(i == 0 ? label : "", texts[i], out_);
    }
    if (texts.size() > kMost) {
      AppendRow("", "and " + std::to_string(texts.size() - kMost) + " more",
                out_);
    }
    if (texts.empty()) {
      AppendRow(label, "none", out_);
    }
  }

  static std::string Described(const ReviewedPolicy& policy) {
    std::string text = policy.name;
    switch (policy.kind) {
      case ReviewedPolicy::Kind::kLibrary:
        break;
      case ReviewedPolicy::Kind::kInline:
        text += ", inline";
        break;
      case ReviewedPolicy::Kind::kDerived:
        text += ", inline, made of edges and triggers";
        break;
      case ReviewedPolicy::Kind::kExisting:
        if (const auto arn = catalog::ParseManagedPolicyArn(policy.name)) {
          text = std::string(arn->name) + " of AWS";
        }
        break;
    }
    return text + (policy.group.empty() ? "" : ", by group " + policy.group) +
           (policy.known ? "" : ", which nobody here knows");
  }

  [[nodiscard]] std::string PrefixOf(catalog::ServiceId service) const {
    return std::string(review_.catalogue.PrefixOf(service));
  }

  // By what is done there at most; with numbers where there are few.
  void Services(const ReviewPage& page) {
    const char* label = page.bounds_only ? "at most" : "services";
    if (page.services.empty()) {
      AppendRow(label, "none", out_);
      return;
    }
    if (analysis::IsEverything(page.services, review_.catalogue)) {
      AppendRow(label,
                "all " + std::to_string(page.services.size()) +
                    ", with every action" + Administrator(page),
                out_);
      return;
    }

    struct Part {
      Reach reach;
      const char* label;
      const char* purpose;
    };

    constexpr Part kParts[] = {
        {Reach::kPermissions, "  access", "to give access"},
        {Reach::kWrite, "  write", "to write"},
        {Reach::kRead, "  read", "to read"}};
    std::string counts;
    std::string rows;
    for (const Part& part : kParts) {
      std::vector<std::string> names;
      for (const GrantedService& one : page.services) {
        if (one.reach == part.reach) {
          names.push_back(PrefixOf(one.service) + " " +
                          std::to_string(one.actions) + "/" +
                          std::to_string(one.of));
        }
      }
      if (!names.empty()) {
        counts += (counts.empty() ? "" : ", ") + std::to_string(names.size()) +
                  " " + part.purpose;
        AppendRow(part.label, Listed(names, kMostServices), rows);
      }
    }
    AppendRow(label,
              std::to_string(page.services.size()) + ": " + counts +
                  Administrator(page),
              out_);
    out_ += rows;
  }

  static std::string Administrator(const ReviewPage& page) {
    return page.administrator ? "; an administrator" : "";
  }

  void Usage(const ReviewPage& page, const PageUsage& usage) {
    if (usage.reported == 0) {
      AppendRow("unused", "not known: there is no report", out_);
      return;
    }
    std::string reports;
    if (usage.of_related) {
      reports = page.entity.kind == EntityKind::kGroup
                    ? "those of its users"
                    : "those of whoever has it";
    }
    if (usage.reported < page.accounts.size()) {
      reports += (reports.empty() ? "for " : ", for ") +
                 std::to_string(usage.reported) + " of " +
                 support::Count(page.accounts.size(), "account");
    }
    if (!reports.empty()) {
      AppendRow("reports", reports, out_);
    }
    std::vector<std::string> used;
    std::vector<std::string> unknown;
    // By the place that allows them.
    std::map<diag::Span, std::vector<std::string>> unused;
    for (std::size_t i = 0; i < usage.services.size(); ++i) {
      const ServiceUsage& one = usage.services[i];
      std::string text = PrefixOf(one.service);
      if (one.last) {
        text += " " + analysis::DateOf(*one.last);
      }
      (one.state == UseState::kUsed     ? used
       : one.state == UseState::kUnused ? unused[page.services[i].span]
                                        : unknown)
          .push_back(std::move(text));
    }
    AppendRow("used", used.empty() ? "none" : Listed(used, kMostServices),
              out_);
    std::vector<std::string> rows;
    for (const auto& [span, names] : unused) {
      rows.push_back(Listed(names, kMostServices) + Place(review_, span));
    }
    Rows("unused", rows);
    for (const ServiceUsage& one : usage.services) {
      if (one.unused_actions.empty()) {
        continue;
      }
      std::vector<std::string> names;
      for (const catalog::ActionId action : one.unused_actions) {
        names.emplace_back(review_.catalogue.NameOf(action));
      }
      AppendRow(
          "",
          "of " + PrefixOf(one.service) + ": " + Listed(names, kMostServices),
          out_);
    }
    if (!unknown.empty()) {
      AppendRow("unknown", Listed(unknown, kMostServices) + ": in no report",
                out_);
    }
  }

  const Review& review_;
  std::string out_;
};

}  // namespace

std::string AccountsIn(const model::Topology& topology,
                       const std::vector<model::AccountId>& accounts) {
  constexpr std::size_t kShown = 4;
  const auto built = static_cast<std::size_t>(
      std::count_if(topology.accounts.begin(), topology.accounts.end(),
                    [](const model::Account& one) { return one.built(); }));
  if (accounts.empty()) {
    return "no account";
  }
  if (accounts.size() == built && built > 1) {
    return "all " + std::to_string(built) + " accounts";
  }
  if (accounts.size() == built - 1 && accounts.size() > 1 &&
      std::none_of(accounts.begin(), accounts.end(), [&](model::AccountId id) {
        return topology.accounts[id].role == model::AccountRole::kMaster;
      })) {
    return "all " + std::to_string(accounts.size()) + " children";
  }
  std::string text;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (i == kShown) {
      return text + " and " + std::to_string(accounts.size() - kShown) +
             " more";
    }
    text += (i > 0 ? ", " : "") + topology.accounts[accounts[i]].alias;
  }
  return text;
}

std::string AsText(const Review& review) { return TextReview(review).Write(); }

}  // namespace iamgen::driver

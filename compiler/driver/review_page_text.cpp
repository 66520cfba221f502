// Rows of a page: who it is, what it has, what that comes to, what of it is
// used.
#include "driver/review_page_text.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/managed_policy.h"
#include "driver/wrapped_text.h"
#include "model/entity.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using analysis::GrantedService;
using analysis::PageUsage;
using analysis::Reach;
using analysis::ReviewedPolicy;
using analysis::ReviewPage;
using analysis::ServiceUsage;
using analysis::UseState;
using model::EntityKind;

constexpr std::size_t kMostServices = 16;

// A row of a page.
void AppendRow(std::string_view label, std::string_view text,
               std::string& out) {
  constexpr std::size_t kLabels = 13;
  std::string start = "  " + std::string(label);
  start.resize(std::max(start.size() + 1, kLabels + 2), ' ');
  AppendWrapped(std::move(start), text, out);
}

// "all 3 accounts", "all 2 children", or aliases, of which there is room for a
// few.
std::string AccountsNamed(const model::Topology& topology,
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

class PageText {
 public:
  PageText(const Review& review, std::string& out)
      : review_(review), out_(out) {}

  void Page(const ReviewPage& page, const PageUsage* usage) {
    out_ += "\n";
    AppendWrapped("",
                  std::string(model::NameOf(page.entity.kind)) + " " +
                      page.key + ", in " +
                      AccountsNamed(review_.topology, page.accounts) +
                      PlaceBehind(review_, page.span),
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

 private:
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
      rows.push_back(Listed(names, kMostServices) + PlaceBehind(review_, span));
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
  std::string& out_;
};

}  // namespace

std::string PlaceBehind(const Review& review, diag::Span span) {
  const std::string place = review.sources.Describe(span);
  return place.empty() ? place : " (" + place + ")";
}

void AppendPage(const Review& review, std::size_t page, std::string& out) {
  PageText(review, out)
      .Page(review.pages[page],
            review.usage.empty() ? nullptr : &review.usage[page]);
}

}  // namespace iamgen::driver

// A review as programs and spreadsheets read it.
#include <string>
#include <string_view>
#include <vector>

#include "analysis/json_text.h"
#include "driver/review.h"
#include "driver/table.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

using analysis::GrantedService;
using analysis::JsonText;
using analysis::PageUsage;
using analysis::ReviewedPolicy;
using analysis::ReviewPage;
using analysis::ServiceUsage;
using model::EntityKind;

std::string_view NameOf(ReviewedPolicy::Kind kind) {
  switch (kind) {
    case ReviewedPolicy::Kind::kLibrary:
      return "library";
    case ReviewedPolicy::Kind::kInline:
      return "inline";
    case ReviewedPolicy::Kind::kDerived:
      return "derived";
    case ReviewedPolicy::Kind::kExisting:
      break;
  }
  return "existing";
}

// What related entities are to it.
std::string_view RelationOf(EntityKind kind) {
  return kind == EntityKind::kUser    ? "groups"
         : kind == EntityKind::kGroup ? "users"
                                      : "held_by";
}

// The usage of a page's service; nullptr: there is no report.
const ServiceUsage* UsageAt(const Review& review, std::size_t page,
                            std::size_t service) {
  return review.usage.empty() || review.usage[page].services.empty()
             ? nullptr
             : &review.usage[page].services[service];
}

class JsonReview {
 public:
  explicit JsonReview(const Review& review) : review_(review) {}

  std::string Write() && {
    json_.OpenObject();
    json_.Member("topology", review_.topology.name);
    if (review_.since) {
      json_.Member("unused_since", analysis::DateOf(*review_.since));
    }
    json_.Key("checklist");
    json_.OpenList();
    for (const analysis::Basic& one : review_.basics) {
      Line(one);
    }
    json_.CloseList();
    json_.Key("broad_grants");
    json_.OpenList();
    for (const analysis::BroadGrant& one : review_.broad) {
      Grant(one);
    }
    json_.CloseList();
    json_.Key("entities");
    json_.OpenList();
    for (std::size_t i = 0; i < review_.pages.size(); ++i) {
      Page(i);
    }
    json_.CloseList();
    List("unmatched_reports", review_.strangers);
    json_.CloseObject();
    return json_.Take() + "\n";
  }

 private:
  void List(std::string_view key, const std::vector<std::string>& texts) {
    json_.Key(key);
    json_.OpenList();
    for (const std::string& one : texts) {
      json_.String(one);
    }
    json_.CloseList();
  }

  void Flag(std::string_view key, bool value) {
    json_.Key(key);
    json_.Literal(value ? "true" : "false");
  }

  void Number(std::string_view key, std::size_t value) {
    json_.Key(key);
    json_.Literal(std::to_string(value));
  }

  void Place(diag::Span span) {
    json_.Member("place", review_.sources.Describe(span));
  }

  void Line(const analysis::Basic& one) {
    json_.OpenObject();
    json_.Member("id", one.id);
    json_.Member("title", one.title);
    json_.Member("verdict", analysis::NameOf(one.verdict));
    if (!one.remark.empty()) {
      json_.Member("remark", one.remark);
    }
    json_.Key("places");
    json_.OpenList();
    for (const analysis::BasicPlace& place : one.places) {
      json_.OpenObject();
      Place(place.span);
      json_.Member("text", place.text);
      json_.CloseObject();
    }
    json_.CloseList();
    json_.CloseObject();
  }

  void Grant(const analysis::BroadGrant& one) {
    json_.OpenObject();
    Place(one.span);
    json_.Member("entity", one.entity);
    List("holders", one.holders);
    Flag("accepted", one.accepted());
    json_.Key("findings");
    json_.OpenList();
    for (const analysis::Judged& judged : one.findings) {
      json_.OpenObject();
      json_.Member("rule", judged.finding->rule->id);
      json_.Member("name", judged.finding->rule->name);
      Place(judged.finding->span);
      json_.Member("message", judged.finding->message);
      Flag("accepted", judged.accepted);
      json_.CloseObject();
    }
    json_.CloseList();
    std::string lines;
    for (const std::string& line : one.instead.lines) {
      lines += line + "\n";
    }
    json_.Member("narrower", lines);
    List("notes", one.instead.remarks);
    json_.CloseObject();
  }

  void Page(std::size_t index) {
    const ReviewPage& page = review_.pages[index];
    json_.OpenObject();
    json_.Member("kind", model::NameOf(page.entity.kind));
    json_.Member("key", page.key);
    Place(page.span);
    std::vector<std::string> aliases;
    std::vector<std::string> arns;
    for (const model::AccountId account : page.accounts) {
      aliases.push_back(review_.topology.accounts[account].alias);
      if (!model::HasGeneratedName(review_.topology, page.entity)) {
        arns.push_back(model::ArnOf(review_.topology, page.entity, account));
      }
    }
    List("accounts", aliases);
    List("arns", arns);
    if (page.entity.kind == EntityKind::kUser) {
      Flag("console", page.console);
      Flag("makes_own_keys", page.makes_own_keys);
    }
    if (page.entity.kind == EntityKind::kRole) {
      List("trusted", page.trusted);
    } else {
      List(RelationOf(page.entity.kind), page.related);
    }
    if (page.entity.kind != EntityKind::kPolicy) {
      Policies(page);
    }
    Flag("administrator", page.administrator);
    Flag("complete", page.complete);
    Services(index);
    json_.CloseObject();
  }

  void Policy(const ReviewedPolicy& one) {
    json_.OpenObject();
    json_.Member("name", one.name);
    json_.Member("kind", NameOf(one.kind));
    if (!one.group.empty()) {
      json_.Member("by_group", one.group);
    }
    Flag("known", one.known);
    Place(one.span);
    json_.CloseObject();
  }

  void Policies(const ReviewPage& page) {
    json_.Key("policies");
    json_.OpenList();
    for (const ReviewedPolicy& one : page.policies) {
      Policy(one);
    }
    json_.CloseList();
    if (page.boundary) {
      json_.Key("boundary");
      Policy(*page.boundary);
    }
  }

  void Services(std::size_t index) {
    const ReviewPage& page = review_.pages[index];
    if (!review_.usage.empty()) {
      const PageUsage& usage = review_.usage[index];
      Number("reported_accounts", usage.reported);
      Flag("reports_of_holders", usage.of_related);
    }
    json_.Key("services");
    json_.OpenList();
    for (std::size_t i = 0; i < page.services.size(); ++i) {
      const GrantedService& one = page.services[i];
      json_.OpenObject();
      json_.Member("service", review_.catalogue.PrefixOf(one.service));
      json_.Member("name", review_.catalogue.NameOf(one.service));
      json_.Member("reach", analysis::NameOf(one.reach));
      Number("actions", one.actions);
      Number("of", one.of);
      Place(one.span);
      if (const ServiceUsage* usage = UsageAt(review_, index, i)) {
        Usage(*usage);
      }
      json_.CloseObject();
    }
    json_.CloseList();
  }

  void Usage(const ServiceUsage& usage) {
    json_.Member("use", analysis::NameOf(usage.state));
    if (usage.last) {
      json_.Member("last_used", analysis::DateOf(*usage.last));
    }
    std::vector<std::string> names;
    for (const catalog::ActionId action : usage.unused_actions) {
      names.push_back(review_.catalogue.FullNameOf(action));
    }
    if (!names.empty()) {
      List("unused_actions", names);
    }
  }

  const Review& review_;
  JsonText json_;
};

void AppendCsvLine(const std::vector<std::string>& cells, std::string& out) {
  bool first = true;
  for (const std::string& cell : cells) {
    out += (first ? "" : ",") + CsvField(cell);
    first = false;
  }
  out += '\n';
}

}  // namespace

std::string AsJson(const Review& review) { return JsonReview(review).Write(); }

std::string AsCsv(const Review& review) {
  std::string out;
  AppendCsvLine(
      std::vector<std::string>{"kind", "key", "accounts", "service", "reach",
                               "actions", "of", "place", "use", "last_used"},
      out);
  for (std::size_t i = 0; i < review.pages.size(); ++i) {
    const ReviewPage& page = review.pages[i];
    std::vector<std::string> aliases;
    for (const model::AccountId account : page.accounts) {
      aliases.push_back(review.topology.accounts[account].alias);
    }
    const std::string accounts = support::Join(aliases, " ");
    for (std::size_t j = 0; j < page.services.size(); ++j) {
      const GrantedService& one = page.services[j];
      const ServiceUsage* usage = UsageAt(review, i, j);
      AppendCsvLine(
          std::vector<std::string>{
              std::string(model::NameOf(page.entity.kind)), page.key, accounts,
              std::string(review.catalogue.PrefixOf(one.service)),
              std::string(analysis::NameOf(one.reach)),
              std::to_string(one.actions), std::to_string(one.of),
              review.sources.Describe(one.span),
              std::string(usage == nullptr ? std::string_view()
                                           : analysis::NameOf(usage->state)),
              usage != nullptr && usage->last ? analysis::DateOf(*usage->last)
                                              : std::string()},
          out);
    }
  }
  return out;
}

}  // namespace iamgen::driver

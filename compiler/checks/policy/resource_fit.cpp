// Whether the resources of a statement are such as its actions work on.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "checks/policy/resource_rules.h"
#include "checks/policy_check.h"
#include "policy/pattern.h"
#include "policy/resource_scope.h"
#include "policy/statement_resources.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::Kind;
using policy::ParsedAction;
using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ResourcePattern;
using policy::StatementResources;

class FitChecks {
 public:
  FitChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        catalogue_(context.catalogue),
        formats_(policy::ArnFormats::Of(context.catalogue)),
        findings_(findings),
        identity_(!context.Is({Kind::kResource})),
        service_(support::Lower(context.document.service)) {}

  void Run() {
    for (const ParsedStatement& statement : context_.statements) {
      if (statement.allows() && !statement.statement->action.except) {
        Fit(statement);
      }
    }
  }

 private:
  void Fit(const ParsedStatement& statement) {
    StatementResources resources(statement, formats_);
    if (resources.open() || resources.patterns().empty()) {
      return;
    }
    for (const ParsedAction& action : statement.actions) {
      // In a resource policy, those of other services are told of as such.
      if (action.unknown || !action.service ||
          (!identity_ && !service_.empty() &&
           !policy::InScope(service_, action.prefix, catalogue_))) {
        continue;
      }
      if (action.action) {
        Literal(statement, resources, action);
      } else if (action.pattern && action.well_formed) {
        Pattern(resources, action);
      }
    }
    if (identity_) {
      EffectivelyStar(statement, resources);
    }
  }

  void Literal(const ParsedStatement& statement, StatementResources& resources,
               const ParsedAction& action) {
    const auto uses = catalogue_.ResourcesOf(*action.action);
    if (uses.empty()) {
      if (identity_ && !resources.NameAllOf(action.prefix)) {
        findings_
            .Add(kActionNeedsStarResource, action.value->span,
                 "`" + action.value->text +
                     "` takes no resource, so that only `*` allows it")
            .Help("put it into a statement whose resource is `*`")
            .Also(statement.statement->resource.span,
                  "these resources are not compared with it");
      }
      return;
    }
    bool any = false;
    for (const catalog::ResourceUse use : uses) {
      any |= resources.MeetType(use.type);
    }
    if (!any && !PrefixAsBucket(statement, action)) {
      NoMatch(action, uses);
    }
  }

  // An action on buckets with nothing but something behind buckets. Of `/*`,
  // which is every object, it is only said that it does not fit.
  bool PrefixAsBucket(const ParsedStatement& statement,
                      const ParsedAction& action) {
    if (!support::EqualIgnoringCase(action.prefix, "s3")) {
      return false;
    }
    const auto uses = catalogue_.ResourcesOf(*action.action);
    bool on_buckets = false;
    for (const catalog::ResourceUse use : uses) {
      on_buckets |= catalogue_.NameOf(use.type) == "bucket";
    }
    const ParsedResource* first = nullptr;
    for (const ParsedResource& one : statement.resources) {
      const bool behind = one.arn && one.arn->service == "s3" &&
                          one.arn->region.empty() && one.arn->account.empty() &&
                          IsPrefix(one.arn->resource);
      if (behind && first == nullptr) {
        first = &one;
      }
    }
    if (!on_buckets || first == nullptr) {
      return false;
    }
    const std::string_view text = first->value->text;
    const std::string bucket(text.substr(0, text.find('/')));
    findings_
        .Add(kS3PrefixAsBucket, first->value->span,
             "`" + action.value->text + "` works on buckets, and `" +
                 first->value->text + "` is none")
        .Help("write `" + bucket +
              "`; the key s3:prefix restricts what is listed")
        .Also(action.value->span, "the action is here");
    return true;
  }

  // A bucket, a slash, and something.
  static bool IsPrefix(std::string_view resource) {
    const std::size_t slash = resource.find('/');
    return slash != std::string_view::npos && slash + 1 < resource.size() &&
           !policy::IsAnything(resource.substr(slash + 1));
  }

  void NoMatch(const ParsedAction& action, const catalog::ResourceUses& uses) {
    std::vector<std::string> forms;
    for (const catalog::ResourceUse use : uses) {
      for (const std::string_view arn : catalogue_.ArnsOf(use.type)) {
        forms.emplace_back(arn);
      }
    }
    findings_
        .Add(kNoResourceMatchesAction, action.value->span,
             "no resource of the statement is one on which `" +
                 action.value->text + "` works")
        .Help("it works on " + support::QuotedList(forms));
  }

  // A pattern whose every action works on something else.
  void Pattern(StatementResources& resources, const ParsedAction& action) {
    catalog::ActionSet covered(catalogue_);
    catalogue_.Expand(action.value->text, covered);
    bool any = covered.empty();
    covered.ForEach([&](catalog::ActionId one) {
      if (any) {
        return;
      }
      const auto uses = catalogue_.ResourcesOf(one);
      // One that takes `*` alone says nothing of a pattern.
      for (const catalog::ResourceUse use : uses) {
        any |= resources.MeetType(use.type);
      }
    });
    if (!any) {
      findings_
          .Add(kNoResourceMatchesAction, action.value->span,
               "no resource of the statement is one on which an action of `" +
                   action.value->text + "` works")
          .Help("name resources of `" + std::string(action.prefix) + "`");
    }
  }

  void EffectivelyStar(const ParsedStatement& statement,
                       const StatementResources& resources) {
    // Nothing that names something is as wide.
    const bool wide = std::any_of(
        resources.patterns().begin(), resources.patterns().end(),
        [](const ResourcePattern& one) {
          return one.resource.find('*') != std::string::npos &&
                 (one.region.empty() || policy::IsAnything(one.region)) &&
                 (one.account.empty() || policy::IsAnything(one.account));
        });
    if (!wide || statement.IsConditional() || statement.covered.empty()) {
      return;
    }
    bool all = true;
    bool any = false;
    std::unordered_set<std::uint32_t> seen;
    statement.covered.ForEach([&](catalog::ActionId action) {
      for (const catalog::ResourceUse use : catalogue_.ResourcesOf(action)) {
        // Access points stand for the objects and buckets behind them.
        if (catalogue_.NameOf(use.type).starts_with("accesspoint")) {
          continue;
        }
        any = true;
        if (all && seen.insert(use.type.index).second) {
          all = resources.CoverType(use.type);
        }
      }
    });
    if (any && all) {
      findings_
          .Add(kResourceEffectivelyStar, statement.statement->resource.span,
               "these resources are every resource on which the actions work")
          .Help(
              "name the resources that are meant, or write `*`, which says "
              "what it is");
    }
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  const policy::ArnFormats& formats_;
  PolicyFindings& findings_;
  // Not of a resource, whose policy has other rules.
  bool identity_;
  std::string service_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  if (context.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                  Kind::kResource})) {
    FitChecks(context, findings).Run();
  }
}

constexpr std::array<const diag::Rule*, 4> kRules = {
    &kNoResourceMatchesAction, &kActionNeedsStarResource,
    &kResourceEffectivelyStar, &kS3PrefixAsBucket};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ResourceFit() { return kFamily; }

}  // namespace iamgen::checks

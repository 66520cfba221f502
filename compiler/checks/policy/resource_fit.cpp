// Whether the resources of a statement are such as its actions work on.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checks/policy/resource_rules.h"
#include "checks/policy_check.h"
#include "policy/arn_formats.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::ArnFormat;
using policy::Kind;
using policy::ParsedAction;
using policy::ParsedResource;
using policy::ParsedStatement;
using policy::ResourcePattern;

// The prefixes of actions, and the service fields of resources, that policies
// of a service's resources name besides its own.
struct Companions {
  std::string_view service;
  std::array<std::string_view, 3> names;
};

constexpr std::array<Companions, 6> kCompanions = {{
    {"s3", {"s3-object-lambda", "s3express", "s3-outposts"}},
    {"apigateway", {"execute-api", "", ""}},
    {"execute-api", {"apigateway", "", ""}},
    {"opensearch", {"es", "", ""}},
    {"es", {"opensearch", "aoss", ""}},
    {"s3express", {"s3", "", ""}},
}};

// Policies that stand in the way of whatever passes: they name every service.
constexpr std::array<std::string_view, 4> kOpen = {"ec2", "vpce", "backup",
                                                   "vpc-lattice"};

bool Belongs(std::string_view service, std::string_view name) {
  if (support::EqualIgnoringCase(service, name)) {
    return true;
  }
  for (const Companions& one : kCompanions) {
    if (one.service == service) {
      return std::find(one.names.begin(), one.names.end(),
                       support::Lower(name)) != one.names.end();
    }
  }
  return false;
}

// The resources of a statement, ready to be compared with formats.
class Resources {
 public:
  Resources(const ParsedStatement& statement, const policy::ArnFormats& formats)
      : formats_(formats) {
    const policy::Clause& clause = statement.statement->resource;
    open_ = !clause.present || clause.except || !clause.complete();
    for (const ParsedResource& one : statement.resources) {
      // Faulty ones are told of by others.
      if (one.anything || one.value->text.empty() || !one.arn ||
          one.arn->prefix != "arn") {
        open_ = true;
        continue;
      }
      patterns_.push_back(policy::PatternOf(one.value->text));
      const std::string& service = patterns_.back().service;
      const bool literal = !policy::HasWildcard(service) &&
                           service.find(policy::kUnknown) == std::string::npos;
      by_service_[literal ? service : ""].push_back(patterns_.size() - 1);
      if (literal && !NamesAnything(patterns_.back())) {
        open_ = true;
      }
    }
  }

  // Whether nothing can be said: everything is named, or it is not known what.
  [[nodiscard]] bool open() const { return open_; }

  [[nodiscard]] const std::vector<ResourcePattern>& patterns() const {
    return patterns_;
  }

  // Whether one of them can name a resource of the type.
  bool MeetType(catalog::ResourceTypeId type) {
    const auto [known, is_new] = met_.emplace(type.index, false);
    if (is_new) {
      for (const ArnFormat& format : formats_.OfType(type)) {
        known->second |= Any(format.service, format) || Any("", format);
      }
    }
    return known->second;
  }

  // Whether they cover every resource of the type.
  [[nodiscard]] bool CoverType(catalog::ResourceTypeId type) const {
    const auto formats = formats_.OfType(type);
    return !formats.empty() &&
           std::all_of(
               formats.begin(), formats.end(), [&](const ArnFormat& format) {
                 return std::any_of(patterns_.begin(), patterns_.end(),
                                    [&](const ResourcePattern& one) {
                                      return policy::Covers(one, format);
                                    });
               });
  }

 private:
  [[nodiscard]] bool NamesAnything(const ResourcePattern& pattern) const {
    const auto formats = formats_.OfService(pattern.service);
    return std::any_of(
        formats.begin(), formats.end(),
        [&](const ArnFormat* one) { return policy::Meet(pattern, *one); });
  }

  bool Any(const std::string& service, const ArnFormat& format) {
    const auto found = by_service_.find(service);
    return found != by_service_.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [&](std::size_t at) {
                         return policy::Meet(patterns_[at], format);
                       });
  }

  const policy::ArnFormats& formats_;
  std::vector<ResourcePattern> patterns_;
  // Places of patterns; under "" those that may be of any service.
  std::unordered_map<std::string, std::vector<std::size_t>> by_service_;
  std::unordered_map<std::uint32_t, bool> met_;
  bool open_ = false;
};

class FitChecks {
 public:
  FitChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        catalogue_(context.catalogue),
        formats_(policy::ArnFormats::Of(context.catalogue)),
        findings_(findings) {}

  void Run() {
    if (context_.Is({Kind::kTrust})) {
      return;
    }
    for (const ParsedStatement& statement : context_.statements) {
      if (context_.Is({Kind::kResource})) {
        OfOtherServices(statement);
      }
      if (statement.allows() && !statement.statement->action.except &&
          context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                       Kind::kResource})) {
        Fit(statement);
      }
    }
    if (context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession}) &&
        context_.document.complete) {
      RequiredTypes();
    }
  }

 private:
  void OfOtherServices(const ParsedStatement& statement) {
    const std::string service = support::Lower(context_.document.service);
    if (service.empty() || !catalogue_.FindService(service) ||
        std::find(kOpen.begin(), kOpen.end(), service) != kOpen.end()) {
      return;
    }
    for (const ParsedAction& action : statement.actions) {
      if (action.service && !Belongs(service, action.prefix)) {
        findings_
            .Add(kActionUnsupportedInResourcePolicy, action.value->span,
                 "`" + action.value->text + "` is no action of `" + service +
                     "`, to whose resource the policy belongs")
            .Help("remove it; allow it in an identity policy");
      }
    }
    for (const ParsedResource& resource : statement.resources) {
      if (resource.service && !Belongs(service, resource.arn->service)) {
        findings_
            .Add(kResourceUnsupportedInResourcePolicy, resource.value->span,
                 "`" + resource.value->text + "` is no resource of `" +
                     service + "`, to which the policy belongs")
            .Help("name the resource itself");
      }
    }
  }

  void Fit(const ParsedStatement& statement) {
    Resources resources(statement, formats_);
    if (resources.open() || resources.patterns().empty()) {
      return;
    }
    const bool identity = !context_.Is({Kind::kResource});
    for (const ParsedAction& action : statement.actions) {
      // In a resource policy, those of other services are told of as such.
      if (action.unknown || !action.service ||
          (!identity && !context_.document.service.empty() &&
           !Belongs(support::Lower(context_.document.service),
                    action.prefix))) {
        continue;
      }
      if (action.action) {
        Literal(statement, resources, action, identity);
      } else if (action.pattern && action.well_formed) {
        Pattern(resources, action);
      }
    }
    if (identity) {
      EffectivelyStar(statement, resources);
    }
  }

  void Literal(const ParsedStatement& statement, Resources& resources,
               const ParsedAction& action, bool identity) {
    const auto uses = catalogue_.ResourcesOf(*action.action);
    if (uses.empty()) {
      if (identity) {
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

  // An action on buckets with nothing but something behind buckets.
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
                          one.arn->resource.find('/') != std::string_view::npos;
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
  void Pattern(Resources& resources, const ParsedAction& action) {
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
                       const Resources& resources) {
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
    std::unordered_map<std::uint32_t, bool> seen;
    statement.covered.ForEach([&](catalog::ActionId action) {
      for (const catalog::ResourceUse use : catalogue_.ResourcesOf(action)) {
        // Access points stand for the objects and buckets behind them.
        if (catalogue_.NameOf(use.type).starts_with("accesspoint")) {
          continue;
        }
        any = true;
        if (all && seen.emplace(use.type.index, true).second) {
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

  // What a call is checked against, over all statements.
  void RequiredTypes() {
    for (const ParsedStatement& statement : context_.statements) {
      if (!statement.allows() || statement.statement->action.except) {
        continue;
      }
      for (const ParsedAction& action : statement.actions) {
        if (action.action && told_.emplace(action.action->index, 0).second) {
          RequiredTypesOf(action);
        }
      }
    }
  }

  void RequiredTypesOf(const ParsedAction& action) {
    std::vector<catalog::ResourceTypeId> required;
    for (const catalog::ResourceUse use :
         catalogue_.ResourcesOf(*action.action)) {
      if (use.required) {
        required.push_back(use.type);
      }
    }
    if (required.size() < 2) {
      return;
    }
    std::vector<std::string> missing;
    for (const catalog::ResourceTypeId type : required) {
      if (!AllowedOn(*action.action, type)) {
        missing.emplace_back(catalogue_.NameOf(type));
      }
    }
    // With none at all, no resource fits: that is told already.
    if (!missing.empty() && missing.size() < required.size()) {
      findings_
          .Add(kRequiredResourceTypeMissing, action.value->span,
               "`" + action.value->text + "` is also checked against " +
                   support::QuotedList(missing) +
                   ", of which no resource is allowed")
          .Help("allow it on them too, where it is needed");
    }
  }

  bool AllowedOn(catalog::ActionId action, catalog::ResourceTypeId type) {
    if (resources_.empty()) {
      for (const ParsedStatement& statement : context_.statements) {
        resources_.emplace_back(statement, formats_);
      }
    }
    for (std::size_t i = 0; i < context_.statements.size(); ++i) {
      const ParsedStatement& statement = context_.statements[i];
      const bool covers = statement.covered.Contains(action) ||
                          !statement.statement->action.complete();
      if (statement.allows() && covers &&
          (resources_[i].open() || resources_[i].MeetType(type))) {
        return true;
      }
    }
    return false;
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  const policy::ArnFormats& formats_;
  PolicyFindings& findings_;
  // Of every statement; made when the first action asks.
  std::vector<Resources> resources_;
  std::unordered_map<std::uint32_t, int> told_;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  FitChecks(context, findings).Run();
}

constexpr std::array<const diag::Rule*, 7> kRules = {
    &kActionUnsupportedInResourcePolicy,
    &kResourceUnsupportedInResourcePolicy,
    &kNoResourceMatchesAction,
    &kActionNeedsStarResource,
    &kRequiredResourceTypeMissing,
    &kResourceEffectivelyStar,
    &kS3PrefixAsBucket};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ResourceFit() { return kFamily; }

}  // namespace iamgen::checks

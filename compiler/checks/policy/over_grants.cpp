// Grants that are wider than they need be, and what comes of them together.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analysis/action_classes.h"
#include "analysis/escalation.h"
#include "checks/policy/grant_rules.h"
#include "checks/policy_check.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using analysis::ActionClasses;
using catalog::ActionSet;
using policy::Kind;
using policy::ParsedAction;
using policy::ParsedResource;
using policy::ParsedStatement;

class GrantChecks {
 public:
  GrantChecks(const PolicyContext& context, PolicyFindings& findings)
      : context_(context),
        catalogue_(context.catalogue),
        classes_(ActionClasses::Of(context.catalogue)),
        findings_(findings) {}

  void Run() {
    const bool grants =
        context_.Is({Kind::kIdentity, Kind::kSession, Kind::kResource});
    for (const ParsedStatement& parsed : context_.statements) {
      if (grants && parsed.allows()) {
        Allow(parsed);
      }
      if (parsed.denies() &&
          context_.Is({Kind::kIdentity, Kind::kBoundary, Kind::kSession,
                       Kind::kResource, Kind::kServiceControl})) {
        Deny(parsed);
      }
    }
    if (context_.Is({Kind::kIdentity, Kind::kSession}) && !is_admin_) {
      Escalations();
      Buckets();
    }
    if (context_.Is({Kind::kIdentity})) {
      Shadowed();
    }
  }

 private:
  bool IsIdentity() const {
    return context_.Is({Kind::kIdentity, Kind::kSession});
  }

  void Allow(const ParsedStatement& parsed) {
    if (parsed.statement->action.except) {
      NotAction(parsed);
    }
    if (parsed.statement->resource.except) {
      findings_
          .Add(kAllowWithNotResource, parsed.statement->resource.name,
               "the actions are allowed on whatever NotResource does not name")
          .Help("name the resources with Resource");
    }
    if (parsed.statement->action.except) {
      return;
    }
    const auto star =
        std::find_if(parsed.actions.begin(), parsed.actions.end(),
                     [](const ParsedAction& one) { return one.anything; });
    const bool everything = parsed.OnEverything();
    if (star != parsed.actions.end()) {
      if (everything && !parsed.IsConditional()) {
        is_admin_ = true;
        findings_
            .Add(kFullAdmin, star->value->span,
                 "every action is allowed on every resource")
            .Help("name the actions and resources that are needed");
        return;
      }
      if (!everything && IsIdentity()) {
        findings_.Add(kStarAction, star->value->span, "every action is allowed")
            .Help("name the actions that are needed");
      }
    }
    if (!IsIdentity()) {
      return;
    }
    Services(parsed);
    Patterns(parsed);
    if (everything && !parsed.IsConditional() && star == parsed.actions.end()) {
      OnEverything(parsed);
    }
    Assume(parsed);
  }

  void NotAction(const ParsedStatement& parsed) {
    const bool everything = parsed.OnEverything() && !parsed.IsConditional();
    const bool names_nothing =
        everything && parsed.statement->action.complete() &&
        std::none_of(parsed.actions.begin(), parsed.actions.end(),
                     [](const ParsedAction& one) { return one.unknown; }) &&
        parsed.covered.size() == catalogue_.Actions().size();
    const diag::Span span = parsed.statement->action.name;
    if (names_nothing && IsIdentity()) {
      is_admin_ = true;
      findings_
          .Add(kAdminByNotAction, span,
               "NotAction names no action that there is: everything is "
               "allowed")
          .Help("name the actions that are needed with Action");
      return;
    }
    auto report =
        findings_.Add(kAllowWithNotAction, span,
                      "every action that NotAction does not name is allowed");
    report.Help("name the actions that are needed with Action");
    if (everything) {
      report.As(diag::Severity::kSecurity);
    }
  }

  // "s3:*", for services that can change something.
  void Services(const ParsedStatement& parsed) {
    for (const ParsedAction& action : parsed.actions) {
      if (!action.service || !policy::IsAnything(action.name)) {
        continue;
      }
      bool changes = false;
      for (const catalog::ActionId one :
           catalogue_.ActionsOf(*action.service)) {
        const auto level = catalogue_.LevelOf(one);
        changes |= level == catalog::AccessLevel::kWrite ||
                   level == catalog::AccessLevel::kPermissionsManagement;
      }
      if (changes) {
        findings_
            .Add(kServiceWideAction, action.value->span,
                 "every action of " +
                     std::string(catalogue_.NameOf(*action.service)) +
                     " is allowed")
            .Help("name the actions that are needed");
      }
    }
  }

  static bool Has(const ParsedStatement& parsed, std::string_view text) {
    return std::any_of(parsed.actions.begin(), parsed.actions.end(),
                       [&](const ParsedAction& one) {
                         return support::EqualIgnoringCase(one.value->text,
                                                           text);
                       });
  }

  // Whether a resource is every bucket there is, or every object.
  static bool IsAllOfS3(const ParsedResource& one) {
    return one.anything || (one.arn && one.arn->service == "s3" &&
                            one.arn->resource.find_first_not_of("*/") ==
                                std::string_view::npos &&
                            !one.arn->resource.empty());
  }

  static bool IsAllKeys(const ParsedResource& one) {
    return one.anything ||
           (one.arn && one.arn->service == "kms" &&
            policy::IsAnything(one.arn->account) &&
            (one.arn->resource == "key/*" || one.arn->resource == "*"));
  }

  diag::Report AtActions(const diag::Rule& rule, const ParsedStatement& parsed,
                         std::string message) {
    return findings_.Add(rule, parsed.statement->action.span,
                         std::move(message));
  }

  bool Covers(const ParsedStatement& parsed, std::string_view action) const {
    const auto id = catalogue_.FindAction(action);
    return id && parsed.covered.Contains(*id);
  }

  // What well-known patterns and actions come to.
  void Patterns(const ParsedStatement& parsed) {
    const bool everything = parsed.OnEverything();
    if (everything && Has(parsed, "iam:*")) {
      AtActions(kFullIamAccess, parsed, "every action of IAM is allowed")
          .Help("name the actions and resources that are needed");
    }
    if (everything && Has(parsed, "cloudtrail:*")) {
      AtActions(kFullCloudTrail, parsed,
                "trails may be stopped, changed and deleted")
          .Help("name the actions that are needed");
    }
    const bool all_buckets = std::any_of(parsed.resources.begin(),
                                         parsed.resources.end(), IsAllOfS3);
    if (all_buckets && !parsed.statement->resource.except &&
        (Has(parsed, "s3:*") ||
         (Has(parsed, "s3:Get*") && Has(parsed, "s3:Put*")))) {
      AtActions(kS3ReadWriteEverywhere, parsed,
                "every bucket may be read and written")
          .Help("name the buckets");
    }
    const bool decrypts = Has(parsed, "kms:*") || Has(parsed, "kms:Decrypt") ||
                          Has(parsed, "kms:ReEncryptFrom") ||
                          Has(parsed, "kms:Decrypt*");
    const bool all_keys = std::any_of(parsed.resources.begin(),
                                      parsed.resources.end(), IsAllKeys);
    if (decrypts && all_keys && !parsed.statement->resource.except &&
        !TestsKeys(parsed)) {
      AtActions(kAllKmsKeys, parsed, "every key may be used to decrypt")
          .Help(
              "name the keys, or test `kms:ViaService` or "
              "`kms:ResourceAliases`");
    }
    if (everything && !parsed.IsConditional() &&
        Covers(parsed, "aws-marketplace:Subscribe") &&
        std::none_of(parsed.actions.begin(), parsed.actions.end(),
                     [](const ParsedAction& one) { return one.anything; })) {
      AtActions(kMarketplaceSubscribe, parsed, "every product may be bought")
          .Help("test `aws-marketplace:ProductId`");
    }
  }

  static bool TestsKeys(const ParsedStatement& parsed) {
    return !parsed.statement->condition_complete ||
           std::any_of(parsed.tests.begin(), parsed.tests.end(),
                       [](const policy::ParsedTest& one) {
                         return one.key.starts_with("kms:") ||
                                one.key.starts_with("aws:resourcetag/") ||
                                one.key.starts_with("aws:calledvia") ||
                                one.key == "aws:viaawsservice";
                       });
  }

  // What is allowed on `*` without a condition.
  void OnEverything(const ParsedStatement& parsed) {
    struct Class {
      const diag::Rule& rule;
      const ActionSet& actions;
      const char* message;
    };

    const Class classes[] = {
        {kStarResourceForScopable, classes_.on_resources,
         "are allowed on every resource: "},
        {kUnconstrainedPermissionsManagement, classes_.exposing,
         "change who has access, on every resource: "},
        {kCredentialsExposure, classes_.credentials,
         "hand out credentials, for everything: "},
        {kDataExfiltration, classes_.bulk_reads,
         "read data in bulk, of everything: "},
        {kUnconstrainedWrite, classes_.writes,
         "change resources, whichever they are: "},
    };
    for (const Class& one : classes) {
      if (!parsed.covered.Meets(one.actions)) {
        continue;
      }
      ActionSet both = parsed.covered;
      both &= one.actions;
      AtActions(one.rule, parsed,
                "these actions " + std::string(one.message) + NamesOf(both))
          .Help("name the resources, or add a condition")
          .Also(parsed.statement->resource.span, "`*` is here");
    }
  }

  std::string NamesOf(const ActionSet& actions) const {
    constexpr std::size_t kShown = 3;
    std::vector<std::string> names;
    std::size_t count = 0;
    actions.ForEach([&](catalog::ActionId one) {
      if (count++ < kShown) {
        names.push_back(catalogue_.FullNameOf(one));
      }
    });
    std::string text = support::QuotedList(names);
    if (count > kShown) {
      text += " and " + std::to_string(count - kShown) + " more";
    }
    return text;
  }

  void Assume(const ParsedStatement& parsed) {
    const bool named =
        std::any_of(parsed.actions.begin(), parsed.actions.end(),
                    [](const ParsedAction& one) {
                      return !one.anything && !one.unknown &&
                             policy::Matches(one.value->text, "sts:AssumeRole",
                                             policy::Letters::kAnyCase);
                    });
    if (!named || parsed.statement->resource.except) {
      return;
    }
    for (const ParsedResource& one : parsed.resources) {
      const bool wild = one.anything || (one.arn && one.arn->service == "iam" &&
                                         policy::HasWildcard(one.arn->account));
      if (wild) {
        findings_
            .Add(kAssumeAnyRole, one.value->span,
                 "roles of every account may be assumed: `" + one.value->text +
                     "`")
            .Help("name the accounts and roles");
      }
    }
  }

  void Deny(const ParsedStatement& parsed) {
    const bool except_action = parsed.statement->action.except;
    if (!except_action && !parsed.statement->resource.except) {
      return;
    }
    const bool never = except_action && parsed.covered.empty() &&
                       parsed.statement->action.complete();
    auto report = findings_.Add(
        kDenyWithNotElements,
        except_action ? parsed.statement->action.name
                      : parsed.statement->resource.name,
        never ? "NotAction names every action, so that nothing is denied"
              : "everything is denied but what is named");
    report.Help("check that what stays allowed is what is meant");
    if (never) {
      report.As(diag::Severity::kWarning);
    }
  }

  void Escalations() {
    const auto grants = analysis::GrantsOf(context_.statements, catalogue_);
    for (const analysis::Escalation& one : analysis::FindEscalations(
             grants, analysis::EscalationScope::kPolicy, catalogue_)) {
      std::vector<std::string> names;
      for (const analysis::EscalationStep& step : one.steps) {
        names.push_back(catalogue_.FullNameOf(step.action));
      }
      auto report = findings_.Add(
          kPrivilegeEscalation,
          one.steps.front().statement->statement->action.span,
          std::string(one.method->id) + " " + std::string(one.method->name) +
              ": " + support::QuotedList(names, names.size()) +
              (names.size() == 1 ? " suffices" : " suffice") +
              " to come by more rights");
      report.Help("take one of them away, or name harmless resources");
      for (std::size_t i = 1; i < one.steps.size(); ++i) {
        if (one.steps[i].statement != one.steps.front().statement) {
          report.Also(one.steps[i].statement->statement->action.span,
                      "`" + names[i] + "` is allowed here");
        }
      }
    }
  }

  void Buckets() {
    ActionSet allowed(catalogue_);
    const ParsedStatement* changes = nullptr;
    for (const ParsedStatement& parsed : context_.statements) {
      if (!parsed.allows()) {
        continue;
      }
      allowed |= parsed.covered;
      const bool named = Has(parsed, "s3:PutBucketPolicy") ||
                         Has(parsed, "s3:PutBucketAcl") ||
                         Has(parsed, "s3:PutLifecycleConfiguration");
      changes = changes == nullptr && named ? &parsed : changes;
    }
    if (changes == nullptr) {
      return;
    }
    const auto may = [&](std::string_view name) {
      const auto id = catalogue_.FindAction(name);
      return id && allowed.Contains(*id);
    };
    std::vector<std::string> gained;
    if (may("s3:PutBucketPolicy") || may("s3:PutBucketAcl")) {
      for (const std::string_view name :
           {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"}) {
        if (!may(name)) {
          gained.emplace_back(name);
        }
      }
    } else if (!may("s3:DeleteObject")) {
      gained.emplace_back("s3:DeleteObject");
    }
    if (!gained.empty()) {
      AtActions(kBucketPolicyEscalation, *changes,
                "whoever may do this can let himself do " +
                    support::QuotedList(gained))
          .Help("allow it to administrators of the bucket alone");
    }
  }

  // Statements whose every action is denied on everything.
  void Shadowed() {
    ActionSet denied(catalogue_);
    const ParsedStatement* first = nullptr;
    for (const ParsedStatement& parsed : context_.statements) {
      if (parsed.denies() && !parsed.IsConditional() && parsed.OnEverything()) {
        denied |= parsed.covered;
        first = first == nullptr ? &parsed : first;
      }
    }
    if (first == nullptr) {
      return;
    }
    for (const ParsedStatement& parsed : context_.statements) {
      if (parsed.allows() && !parsed.covered.empty() &&
          parsed.statement->action.complete() &&
          denied.ContainsAll(parsed.covered) && AllCovered(parsed)) {
        findings_
            .Add(kDenyShadowsAllow, parsed.statement->span,
                 "a Deny takes back everything that the statement allows")
            .Also(first->statement->span, "the Deny is here")
            .Help("remove the statement, or narrow the Deny");
      }
    }
  }

  // Whether the catalogue knows all that the statement names.
  static bool AllCovered(const ParsedStatement& parsed) {
    return std::all_of(parsed.actions.begin(), parsed.actions.end(),
                       [](const ParsedAction& one) {
                         return !one.unknown && (one.action || one.pattern);
                       });
  }

  const PolicyContext& context_;
  const catalog::Catalogue& catalogue_;
  const ActionClasses& classes_;
  PolicyFindings& findings_;
  bool is_admin_ = false;
};

void Run(const PolicyContext& context, PolicyFindings& findings) {
  GrantChecks(context, findings).Run();
}

constexpr std::array<const diag::Rule*, 21> kRules = {
    &kFullAdmin,
    &kStarAction,
    &kServiceWideAction,
    &kStarResourceForScopable,
    &kAllowWithNotAction,
    &kAllowWithNotResource,
    &kUnconstrainedPermissionsManagement,
    &kCredentialsExposure,
    &kDataExfiltration,
    &kUnconstrainedWrite,
    &kFullIamAccess,
    &kAssumeAnyRole,
    &kAllKmsKeys,
    &kFullCloudTrail,
    &kS3ReadWriteEverywhere,
    &kMarketplaceSubscribe,
    &kBucketPolicyEscalation,
    &kDenyWithNotElements,
    &kAdminByNotAction,
    &kPrivilegeEscalation,
    &kDenyShadowsAllow};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& OverGrants() { return kFamily; }

}  // namespace iamgen::checks

// Asks each of the basics of pages and findings.
#include "analysis/security_basics.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

#include "model/entity.h"
#include "support/text.h"

namespace iamgen::analysis {
namespace {

using model::EntityKind;

// What gives somebody more to do, or a way in.
constexpr std::string_view kManaging[] = {"iam:AddUserToGroup",
                                          "iam:AttachGroupPolicy",
                                          "iam:AttachRolePolicy",
                                          "iam:AttachUserPolicy",
                                          "iam:CreateAccessKey",
                                          "iam:CreateLoginProfile",
                                          "iam:CreatePolicyVersion",
                                          "iam:CreateRole",
                                          "iam:CreateUser",
                                          "iam:DeleteRolePermissionsBoundary",
                                          "iam:DeleteUserPermissionsBoundary",
                                          "iam:PutGroupPolicy",
                                          "iam:PutRolePermissionsBoundary",
                                          "iam:PutRolePolicy",
                                          "iam:PutUserPermissionsBoundary",
                                          "iam:PutUserPolicy",
                                          "iam:SetDefaultPolicyVersion",
                                          "iam:UpdateAssumeRolePolicy",
                                          "iam:UpdateLoginProfile"};

class Checklist {
 public:
  explicit Checklist(const BasicsSubject& subject) : subject_(subject) {}

  std::vector<Basic> Make() && {
    People();
    Administrators();
    Grants();
    Trust();
    LeftOvers();
    Unknown();
    return std::move(basics_);
  }

 private:
  // Places make it fail, unless it had nobody to judge.
  void Add(std::string_view id, std::string_view title,
           std::vector<BasicPlace> places, bool anybody = true) {
    basics_.push_back({.id = id,
                       .title = title,
                       .verdict = !anybody         ? Verdict::kNothing
                                  : places.empty() ? Verdict::kPass
                                                   : Verdict::kFail,
                       .places = std::move(places)});
  }

  void NotKnown(std::string_view id, std::string_view title,
                std::string remark) {
    basics_.push_back({.id = id,
                       .title = title,
                       .verdict = Verdict::kUnknown,
                       .remark = std::move(remark)});
  }

  static std::string Described(const ReviewPage& page) {
    return std::string(model::NameOf(page.entity.kind)) + "/" + page.key;
  }

  static std::string Nothing(const ReviewPage&) { return {}; }

  // Pages of one kind that hold true, each entity once.
  template <typename Holds, typename Tell>
  std::vector<BasicPlace> Where(std::initializer_list<EntityKind> kinds,
                                Holds holds, Tell tell) const {
    std::vector<BasicPlace> places;
    std::set<model::EntityRef> seen;
    for (const ReviewPage& page : subject_.pages) {
      if (std::find(kinds.begin(), kinds.end(), page.entity.kind) !=
              kinds.end() &&
          holds(page) && seen.insert(page.entity).second) {
        places.push_back({page.span, Described(page) + tell(page)});
      }
    }
    return places;
  }

  template <typename Holds>
  [[nodiscard]] bool Any(EntityKind kind, Holds holds) const {
    return std::any_of(subject_.pages.begin(), subject_.pages.end(),
                       [&](const ReviewPage& page) {
                         return page.entity.kind == kind && holds(page);
                       });
  }

  [[nodiscard]] bool Any(EntityKind kind) const {
    return Any(kind, [](const ReviewPage&) { return true; });
  }

  // What checks found and no comment accepts.
  [[nodiscard]] std::vector<BasicPlace> Found(
      std::initializer_list<std::string_view> rules) const {
    std::vector<BasicPlace> places;
    for (const Judged& one : subject_.findings) {
      if (!one.accepted && std::find(rules.begin(), rules.end(),
                                     one.finding->rule->id) != rules.end()) {
        places.push_back(
            {one.finding->span, one.finding->message + " [" +
                                    std::string(one.finding->rule->id) + "]"});
      }
    }
    return places;
  }

  void People() {
    const bool users = Any(EntityKind::kUser);
    Add("users-in-groups", "every user is in a group",
        Where(
            {EntityKind::kUser},
            [](const ReviewPage& page) { return page.related.empty(); },
            Nothing),
        users);
    std::vector<BasicPlace> direct;
    std::set<diag::Span> seen;
    for (const ReviewPage& page : subject_.pages) {
      for (const ReviewedPolicy& policy : page.policies) {
        if (page.entity.kind == EntityKind::kUser && policy.group.empty() &&
            policy.kind != ReviewedPolicy::Kind::kDerived &&
            seen.insert(policy.span).second) {
          direct.push_back(
              {policy.span, Described(page) + " has policy " + policy.name});
        }
      }
    }
    Add("policies-on-groups", "users have their policies by groups alone",
        std::move(direct), users);
    Add("console-mfa",
        "whoever signs in to the console is asked for a second factor",
        Where(
            {EntityKind::kUser},
            [](const ReviewPage& page) {
              return page.console && !page.asks_for_mfa;
            },
            Nothing),
        Any(EntityKind::kUser,
            [](const ReviewPage& page) { return page.console; }));
  }

  void Administrators() {
    Add("standing-administrators",
        "no user or group is an administrator all the time",
        Where(
            {EntityKind::kUser, EntityKind::kGroup},
            [](const ReviewPage& page) { return page.administrator; }, Nothing),
        Any(EntityKind::kUser) || Any(EntityKind::kGroup));
    Add("administrators-mfa", "administrators are asked for a second factor",
        Found({"IAM722"}),
        std::any_of(subject_.pages.begin(), subject_.pages.end(),
                    [](const ReviewPage& page) { return page.administrator; }));
    Add("administrator-programs", "no program runs as an administrator",
        Found({"IAM723"}), Any(EntityKind::kRole));
    Add("paths-to-administrator", "nobody can make an administrator of itself",
        Found({"IAM701", "IAM702", "IAM703", "IAM716"}));
  }

  void Grants() {
    std::vector<BasicPlace> broad;
    for (const BroadGrant& one : subject_.broad) {
      if (!one.accepted()) {
        broad.push_back({one.span, one.findings.front().finding->message});
      }
    }
    Add("narrow-grants", "no grant is wider than it need be", std::move(broad));
    catalog::ActionSet managing(subject_.catalogue);
    for (const std::string_view action : kManaging) {
      if (const auto found = subject_.catalogue.FindAction(action)) {
        managing.Add(*found);
      }
    }
    const auto manages = [&](const ReviewPage& page) {
      return page.may.Meets(managing);
    };
    Add("boundaries",
        "whoever manages users, roles or policies has a permissions boundary",
        Where(
            {EntityKind::kUser, EntityKind::kRole},
            [&](const ReviewPage& page) {
              return manages(page) && !page.boundary;
            },
            [&](const ReviewPage& page) {
              catalog::ActionSet both = page.may;
              both &= managing;
              std::vector<std::string> names;
              both.ForEach([&](catalog::ActionId one) {
                names.push_back(subject_.catalogue.FullNameOf(one));
              });
              return " may " + support::QuotedList(names, 2);
            }),
        Any(EntityKind::kUser, manages) || Any(EntityKind::kRole, manages));
    if (!subject_.with_unused) {
      NotKnown("used-grants", "what is granted is used", "--usage FILE tells");
      return;
    }
    Add("used-grants", "what is granted is used", {});
    if (*subject_.with_unused > 0) {
      basics_.back().verdict = Verdict::kFail;
      basics_.back().remark = support::Count(*subject_.with_unused, "page") +
                              " below with what was not";
    }
  }

  void Trust() {
    const bool roles = Any(EntityKind::kRole);
    Add("trusted-principals", "roles trust principals, not whole accounts",
        Found({"IAM525", "IAM526", "IAM527", "IAM514"}), roles);
    std::vector<BasicPlace> outside = Found({"IAM528", "IAM530"});
    for (const model::TrustEdge& edge : subject_.topology.edges) {
      LookAtOutsiders(edge, outside);
    }
    Add("external-ids",
        "other accounts give an external id, or are of the organization",
        std::move(outside), roles);
    Add("federated-subjects", "identity providers let in named subjects alone",
        Found({"IAM413", "IAM415", "IAM518", "IAM519", "IAM520", "IAM521",
               "IAM522", "IAM523", "IAM524", "IAM536"}),
        !subject_.topology.oidc_providers.empty() ||
            !subject_.topology.saml_providers.empty() ||
            !Found({"IAM518", "IAM519", "IAM522", "IAM524"}).empty());
    Add("service-sources",
        "services are let in for the account's own work alone",
        Found({"IAM516"}), roles);
  }

  // An account that is declared as somebody else's, and let in as a whole.
  void LookAtOutsiders(const model::TrustEdge& edge,
                       std::vector<BasicPlace>& places) const {
    if (edge.source != model::SourceKind::kAccount || !edge.target.valid() ||
        !edge.conditions.external_id.empty()) {
      return;
    }
    const bool of_organization = std::any_of(
        edge.conditions.when.begin(), edge.conditions.when.end(),
        [](const model::ConditionTest& test) {
          return test.key.IsLiteral() && support::Lower(test.key.literal())
                                             .starts_with("aws:principalorg");
        });
    for (const model::AccountId id :
         subject_.topology.account_sets[edge.source_accounts].members) {
      const model::Account& account = subject_.topology.accounts[id];
      if (!account.built() && !of_organization) {
        places.push_back(
            {edge.span, "account " + account.alias + " may assume role/" +
                            subject_.topology.roles[edge.target].key});
      }
    }
  }

  void LeftOvers() {
    Add("groups-in-use", "every group has a user",
        Where(
            {EntityKind::kGroup},
            [](const ReviewPage& page) { return page.related.empty(); },
            Nothing),
        Any(EntityKind::kGroup));
    Add("policies-in-use", "every policy is attached",
        Where(
            {EntityKind::kPolicy},
            [](const ReviewPage& page) { return page.related.empty(); },
            Nothing),
        Any(EntityKind::kPolicy));
    Add("roles-in-use",
        "every role for Lambda or EC2 has something that runs as it",
        Found({"IAM726"}), Any(EntityKind::kRole));
  }

  void Unknown() {
    NotKnown("password-policy", "passwords are long and not used again",
             "`aws iam get-account-password-policy` tells");
    NotKnown("access-keys", "access keys are few, used and changed",
             "`aws iam get-credential-report` tells; a topology makes none");
    NotKnown("root-user", "the root user has a second factor and no keys",
             "`aws iam get-account-summary` tells");
  }

  const BasicsSubject& subject_;
  std::vector<Basic> basics_;
};

}  // namespace

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "pass";
    case Verdict::kFail:
      return "fail";
    case Verdict::kUnknown:
      return "unknown";
    case Verdict::kNothing:
      break;
  }
  return "none";
}

std::vector<Basic> BasicsOf(const BasicsSubject& subject) {
  return Checklist(subject).Make();
}

}  // namespace iamgen::analysis

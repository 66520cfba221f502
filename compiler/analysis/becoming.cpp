// Looks for each means at those whom it may reach.
#include "analysis/becoming.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "analysis/admittance.h"
#include "analysis/escalation.h"
#include "analysis/escalation_limits.h"
#include "analysis/permit.h"
#include "policy/caller_tests.h"
#include "policy/pattern.h"

namespace iamgen::analysis {
namespace {

using policy::ParsedStatement;

constexpr std::string_view kAssumeRole = "sts:AssumeRole";
constexpr std::string_view kPassRole = "iam:PassRole";

bool WithoutMfa(const ParsedStatement& allow) {
  return !policy::RequiresMfa(allow);
}

bool WithoutConditions(const ParsedStatement& allow) {
  return !allow.IsConditional();
}

class Search {
 public:
  Search(const Principal& principal, std::size_t from,
         const Landscape& landscape, const catalog::Catalogue& catalogue)
      : principal_(principal),
        from_(from),
        self_(landscape.all()[from]),
        caller_{self_.arn, AccountOf(self_.arn)},
        landscape_(landscape),
        catalogue_(catalogue),
        permits_(principal) {}

  std::vector<Step> Run() && {
    Assume();
    Pass();
    ChangeCode();
    ChangeTrust();
    MakeSecrets();
    for (Step& step : steps_) {
      Raise(step);
    }
    return std::move(steps_);
  }

 private:
  static std::string AccountOf(std::string_view arn) {
    const auto fields = policy::SplitArn(arn);
    return fields ? std::string(fields->account) : std::string();
  }

  // Those of its account besides itself.
  template <typename Look>
  void ForEachNeighbour(Look look) const {
    for (const std::size_t at : landscape_.In(self_.account)) {
      if (at != from_) {
        look(at, landscape_.all()[at]);
      }
    }
  }

  [[nodiscard]] std::optional<catalog::ActionId> Held(
      std::string_view action) const {
    const auto id = catalogue_.FindAction(action);
    return id && principal_.may.Contains(*id) ? id : std::nullopt;
  }

  void Add(std::size_t to, Means means, std::string_view action,
           diag::Span span, const EscalationMethod* method = nullptr) {
    steps_.push_back({.from = from_,
                      .to = to,
                      .means = means,
                      .method = method,
                      .action = action,
                      .span = span});
  }

  void Assume() {
    const auto assume = catalogue_.FindAction(kAssumeRole);
    if (!assume) {
      return;
    }
    ForEachNeighbour([&](std::size_t at, const Inhabitant& role) {
      if (!role.trusts_principals ||
          !Admits(role.trust, caller_, kAssumeRole)) {
        return;
      }
      if (const auto permit = permits_.Find(*assume, role.arn, WithoutMfa)) {
        Add(at, Means::kAssume, kAssumeRole, permit->PlaceOf(kAssumeRole));
      } else if (self_.entity.kind != model::EntityKind::kGroup &&
                 AdmitsByName(role.trust, caller_, kAssumeRole) &&
                 !IsKeptFrom(principal_, *assume, role.arn)) {
        // Within an account the role's word is enough.
        Add(at, Means::kAssume, kAssumeRole,
            role.trust.statements.front().span);
      }
    });
    if (!principal_.may.Contains(*assume)) {
      return;
    }
    std::set<std::size_t> elsewhere;
    permits_.ForEachPattern(*assume, [&](std::string_view pattern) {
      for (const std::size_t at :
           landscape_.Elsewhere(pattern, self_.account)) {
        if (landscape_.all()[at].trusts_principals) {
          elsewhere.insert(at);
        }
      }
    });
    for (const std::size_t at : elsewhere) {
      const Inhabitant& role = landscape_.all()[at];
      const auto permit = permits_.Find(*assume, role.arn, WithoutMfa);
      if (permit && Admits(role.trust, caller_, kAssumeRole)) {
        Add(at, Means::kAssume, kAssumeRole, permit->PlaceOf(kAssumeRole));
      }
    }
  }

  void Pass() {
    const auto pass = Held(kPassRole);
    if (!pass) {
      return;
    }
    const std::vector<const EscalationMethod*> methods = MethodsThatPass();
    if (methods.empty()) {
      return;
    }
    ForEachNeighbour([&](std::size_t at, const Inhabitant& role) {
      if (!role.trusts_services) {
        return;
      }
      for (const EscalationMethod* method : methods) {
        if (!IsTrusted(role, method->services)) {
          continue;
        }
        const SoughtAction sought{kPassRole, pass};
        const Attempt attempt{catalogue_, *method, sought, principal_.may};
        const auto permit =
            permits_.Find(*pass, role.arn, [&](const ParsedStatement& allow) {
              return CanMeetConditions(allow, attempt);
            });
        if (permit) {
          Add(at, Means::kPass, kPassRole, permit->PlaceOf(kPassRole), method);
          return;
        }
      }
    });
  }

  // Ways to start something with a role, for which everything else is allowed.
  [[nodiscard]] std::vector<const EscalationMethod*> MethodsThatPass() const {
    Grants grants;
    principal_.ForEachStatement(
        [&](const ParsedStatement& one, const HeldPolicy&) {
          (one.allows() ? grants.allows : grants.denies).push_back(&one);
        });
    grants.within = principal_.bounds;
    *grants.within -= principal_.denied_above;
    std::vector<const EscalationMethod*> methods;
    for (const Escalation& one :
         FindEscalations(grants, EscalationSearch::kTargetsToo, catalogue_)) {
      if (!one.method->ended && !one.method->services.empty() &&
          one.steps.front().action == kPassRole) {
        methods.push_back(one.method);
      }
    }
    return methods;
  }

  static bool IsTrusted(const Inhabitant& role, std::string_view services) {
    while (!services.empty()) {
      const std::size_t end = std::min(services.find(' '), services.size());
      const std::string service(services.substr(0, end));
      services.remove_prefix(std::min(end + 1, services.size()));
      if (AdmitsService(role.trust, service, kAssumeRole) ||
          AdmitsService(role.trust, service + ".cn", kAssumeRole)) {
        return true;
      }
    }
    return false;
  }

  void ChangeCode() {
    constexpr std::string_view kAction = "lambda:UpdateFunctionCode";
    const auto change = Held(kAction);
    if (!change) {
      return;
    }
    ForEachNeighbour([&](std::size_t at, const Inhabitant& role) {
      for (const std::string& function : role.functions) {
        if (const auto permit =
                permits_.Find(*change, function, WithoutConditions)) {
          Add(at, Means::kCode, kAction, permit->PlaceOf(kAction));
          return;
        }
      }
    });
  }

  void ChangeTrust() {
    constexpr std::string_view kAction = "iam:UpdateAssumeRolePolicy";
    if (const auto change = Held(kAction)) {
      ForEachNeighbour([&](std::size_t at, const Inhabitant& role) {
        if (role.entity.kind != model::EntityKind::kRole) {
          return;
        }
        if (const auto permit =
                permits_.Find(*change, role.arn, WithoutConditions)) {
          Add(at, Means::kTrust, kAction, permit->PlaceOf(kAction));
        }
      });
    }
  }

  void MakeSecrets() {
    for (const std::string_view action :
         {"iam:CreateAccessKey", "iam:CreateLoginProfile",
          "iam:UpdateLoginProfile"}) {
      const auto make = Held(action);
      if (!make) {
        continue;
      }
      ForEachNeighbour([&](std::size_t at, const Inhabitant& user) {
        // A password that is there is changed, one that is not is made.
        if (user.entity.kind != model::EntityKind::kUser ||
            (action == "iam:CreateLoginProfile" && user.console) ||
            (action == "iam:UpdateLoginProfile" && !user.console)) {
          return;
        }
        if (const auto permit =
                permits_.Find(*make, user.arn, WithoutConditions)) {
          Add(at, Means::kSecrets, action, permit->PlaceOf(action));
        }
      });
    }
  }

  // Whether the other one can be given whatever policy before it is put to use.
  void Raise(Step& step) {
    const Inhabitant& other = landscape_.all()[step.to];
    if (other.bounded || other.account != self_.account) {
      return;
    }
    using Raising = std::array<std::string_view, 2>;
    const Raising actions =
        other.entity.kind == model::EntityKind::kRole
            ? Raising{"iam:PutRolePolicy", "iam:AttachRolePolicy"}
            : Raising{"iam:PutUserPolicy", "iam:AttachUserPolicy"};
    for (const std::string_view action : actions) {
      const auto raise = Held(action);
      const auto permit =
          raise ? permits_.Find(*raise, other.arn, WithoutConditions)
                : std::nullopt;
      if (permit) {
        step.raising = action;
        step.raising_span = permit->PlaceOf(action);
        return;
      }
    }
  }

  const Principal& principal_;
  std::size_t from_;
  const Inhabitant& self_;
  Caller caller_;
  const Landscape& landscape_;
  const catalog::Catalogue& catalogue_;
  Permits permits_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> StepsOf(const Principal& principal, std::size_t from,
                          const Landscape& landscape,
                          const catalog::Catalogue& catalogue) {
  return Search(principal, from, landscape, catalogue).Run();
}

}  // namespace iamgen::analysis

// Who is an administrator though it need not be, and who becomes one.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/administrator_paths.h"
#include "checks/administrator_rules.h"
#include "checks/check.h"
#include "model/entity.h"
#include "policy/federation.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using analysis::AdministratorPaths;
using analysis::Inhabitant;
using analysis::Means;
using analysis::Step;

std::string Described(const Subject& subject, model::EntityRef entity) {
  return std::string(model::NameOf(entity.kind)) + " `" +
         model::KeyOf(subject.topology, entity) + "`";
}

std::string AboutOf(const Subject& subject, model::EntityRef entity) {
  return std::string(model::NameOf(entity.kind)) + "/" +
         model::KeyOf(subject.topology, entity);
}

class Paths {
 public:
  explicit Paths(const Subject& subject)
      : subject_(subject), paths_(*subject.paths) {}

  // Those who take the same first step by the same statement are told of
  // together.
  void Tell(const Reporter& report) const {
    std::map<std::tuple<diag::Span, model::EntityRef, Means>, std::size_t>
        known;
    std::vector<std::vector<std::size_t>> groups;
    std::set<model::EntityRef> seen;
    for (std::size_t i = 0; i < paths_.landscape().all().size(); ++i) {
      const Inhabitant& one = paths_.landscape().all()[i];
      if (!paths_.Of(i).next || paths_.Of(i).holds_everything ||
          !seen.insert(one.entity).second) {
        continue;
      }
      const Step& first = *paths_.PathFrom(i).front();
      const auto [at, is_new] =
          known.emplace(std::tuple(first.span, EntityAt(first.to), first.means),
                        groups.size());
      if (is_new) {
        groups.emplace_back();
      }
      groups[at->second].push_back(i);
    }
    for (const std::vector<std::size_t>& group : groups) {
      Tell(group, report);
    }
  }

 private:
  [[nodiscard]] model::EntityRef EntityAt(std::size_t at) const {
    return paths_.landscape().all()[at].entity;
  }

  // With its account, where that is another one.
  [[nodiscard]] std::string Target(const Step& step) const {
    const Inhabitant& to = paths_.landscape().all()[step.to];
    const bool elsewhere =
        to.account != paths_.landscape().all()[step.from].account;
    return Described(subject_, to.entity) +
           (elsewhere
                ? " of `" + subject_.topology.accounts[to.account].alias + "`"
                : std::string());
  }

  [[nodiscard]] std::string Phrase(const Step& step) const {
    const std::string to = Target(step);
    std::string text;
    switch (step.means) {
      case Means::kAssume:
        text = "assumes " + to;
        break;
      case Means::kPass:
        text = "hands " + to + " to what it starts (" +
               std::string(step.method->id) + " " +
               std::string(step.method->name) + ")";
        break;
      case Means::kCode:
        text = "changes the code of a Lambda job that runs as " + to;
        break;
      case Means::kTrust:
        text = "makes " + to + " trust it";
        break;
      case Means::kSecrets:
        text =
            (step.action == "iam:CreateAccessKey" ? "makes keys of "
                                                  : "sets the password of ") +
            to;
        break;
    }
    return step.raising.empty()
               ? text
               : text + ", to which `" + std::string(step.raising) +
                     "` gives any policy";
  }

  void Tell(const std::vector<std::size_t>& group,
            const Reporter& report) const {
    const auto path = paths_.PathFrom(group.front());
    const Step& last = *path.back();
    const model::EntityRef entity = EntityAt(group.front());
    std::string who = Described(subject_, entity);
    if (group.size() > 1) {
      who += " and " + support::Count(group.size() - 1, "other");
    }
    std::string text =
        who +
        (last.raising.empty()
             ? (group.size() > 1 ? " reach" : " reaches") +
                   (" administrator `" +
                    model::KeyOf(subject_.topology, EntityAt(last.to)) + "`")
             : std::string(" can become an administrator")) +
        ": it ";
    for (const Step* step : path) {
      text += (step == path.front() ? "" : ", which ") + Phrase(*step);
    }
    auto finding = report(path.front()->span, std::move(text));
    finding
        .Help("narrow one of the statements that let it, or give `" +
              model::KeyOf(subject_.topology, EntityAt(last.to)) +
              (last.raising.empty() ? "` less to do"
                                    : "` a permissions boundary"))
        .About(AboutOf(subject_, entity));
    for (const Step* step : path) {
      if (step != path.front() && step->span != path.front()->span) {
        finding.Also(step->span,
                     "`" +
                         model::KeyOf(subject_.topology, EntityAt(step->from)) +
                         "` " + Phrase(*step) + " by this");
      }
      if (!step->raising.empty() && step->raising_span != step->span) {
        finding.Also(step->raising_span,
                     "`" + std::string(step->raising) + "` is allowed here");
      }
    }
  }

  const Subject& subject_;
  const AdministratorPaths& paths_;
};

void PathToAdministrator(const Subject& subject, const Reporter& report) {
  Paths(subject).Tell(report);
}

void LookAtCompute(const Subject& subject, const std::string& what,
                   model::RoleId role, model::AccountSetId accounts,
                   diag::Span span, std::string about, const Reporter& report) {
  const auto place =
      subject.paths->WhereReached({model::EntityKind::kRole, role.index},
                                  subject.topology.account_sets[accounts]);
  if (!place) {
    return;
  }
  const model::Role& of = subject.topology.roles[role];
  auto finding = report(span, what + " runs as role `" + of.key +
                                  (subject.paths->Of(*place).administrator
                                       ? "`, which is an administrator"
                                       : "`, which becomes an administrator"));
  finding.Help("give it a role that may do what the program is for")
      .About(std::move(about));
  if (of.key_span != span) {
    finding.Also(of.key_span, "the role is defined here");
  }
}

void OverPrivilegedCompute(const Subject& subject, const Reporter& report) {
  const model::Topology& topology = subject.topology;
  for (const model::LambdaJob& job : topology.jobs) {
    if (job.accounts.valid()) {
      LookAtCompute(subject, "Lambda job `" + job.key + "`", job.role,
                    job.accounts, job.span, "lambda_job/" + job.key, report);
    }
  }
  for (const model::InstanceProfile& profile : topology.profiles) {
    if (profile.accounts.valid()) {
      LookAtCompute(subject, "what has instance profile `" + profile.key + "`",
                    profile.role, profile.accounts, profile.span,
                    "instance_profile/" + profile.key, report);
    }
  }
}

// Whether a provider's word about how people signed in can be among the tests.
bool TestsSignIn(const policy::Statement& statement) {
  if (!statement.condition_complete) {
    return true;
  }
  return std::any_of(statement.condition.begin(), statement.condition.end(),
                     [](const policy::ConditionBlock& block) {
                       return !block.complete ||
                              std::any_of(
                                  block.tests.begin(), block.tests.end(),
                                  [](const policy::ConditionTest& test) {
                                    const std::string key =
                                        support::Lower(test.key.text);
                                    return key.ends_with(":amr") ||
                                           key.starts_with("aws:requesttag/");
                                  });
                     });
}

// The provider of people that a statement trusts.
const policy::Value* PeopleTrusted(const policy::Statement& statement) {
  if (!statement.allows() || statement.principal.except ||
      TestsSignIn(statement)) {
    return nullptr;
  }
  for (const policy::PrincipalGroup& group : statement.principal.groups) {
    for (const policy::Value& value : group.of.values) {
      const auto kind = policy::ParseFederated(value.text).kind;
      if (group.type.text == "Federated" &&
          (kind == policy::FederatedKind::kSaml ||
           kind == policy::FederatedKind::kBuiltIn)) {
        return &value;
      }
    }
  }
  return nullptr;
}

void LookAtRole(const Subject& subject, std::size_t at,
                const Reporter& report) {
  const Inhabitant& role = subject.paths->landscape().all()[at];
  const std::string end = " without a second factor, and " +
                          Described(subject, role.entity) +
                          " is an administrator";
  std::vector<std::string> names;
  const auto people = subject.paths->PeopleWhoAssume(at);
  for (const Step* step : people) {
    const model::EntityRef entity =
        subject.paths->landscape().all()[step->from].entity;
    names.push_back(model::KeyOf(subject.topology, entity));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (!people.empty()) {
    report(people.front()->span,
           support::QuotedList(names) + " may assume it" + end)
        .Also(model::KeySpanOf(subject.topology, role.entity),
              "the role is defined here")
        .Help("add `mfa: true` to the edge")
        .About(AboutOf(subject, role.entity));
  }
  for (const policy::Statement& statement : role.trust.statements) {
    if (const policy::Value* provider = PeopleTrusted(statement)) {
      report(provider->span,
             "people of `" + provider->text + "` may assume it" + end)
          .Help(
              "let the provider pass on that it saw one, as a session tag, and "
              "test `aws:RequestTag/`")
          .About(AboutOf(subject, role.entity));
    }
  }
}

void PrivilegeWithoutMfa(const Subject& subject, const Reporter& report) {
  std::set<model::EntityRef> seen;
  const auto& all = subject.paths->landscape().all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Inhabitant& one = all[i];
    if (!subject.paths->Of(i).administrator ||
        !seen.insert(one.entity).second) {
      continue;
    }
    if (one.entity.kind == model::EntityKind::kRole) {
      LookAtRole(subject, i, report);
    } else if (one.console) {
      report(model::KeySpanOf(subject.topology, one.entity),
             Described(subject, one.entity) +
                 " signs in to the console as an administrator, and nothing "
                 "asks for a second factor")
          .Help(
              "let it assume a role with `mfa: true`, or deny what is done "
              "without one")
          .About(AboutOf(subject, one.entity));
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = kPathToAdministrator, .judge = PathToAdministrator},
    {.rule = kPrivilegeWithoutMfa, .judge = PrivilegeWithoutMfa},
    {.rule = kOverPrivilegedCompute, .judge = OverPrivilegedCompute},
};

}  // namespace

std::span<const Check> AdministratorChecks() { return kChecks; }

}  // namespace iamgen::checks

// Roles that code runs as: Lambda jobs, instance profiles, and who hands roles
// to services.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analysis/admittance.h"
#include "analysis/entity_arns.h"
#include "analysis/written_documents.h"
#include "catalog/service_principal.h"
#include "checks/check.h"
#include "checks/compute_rules.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

constexpr std::string_view kAssumeRole = "sts:AssumeRole";

void IncompleteJob(const model::Topology& topology, const Reporter& report) {
  for (const model::LambdaJob& job : topology.jobs) {
    if (job.incomplete) {
      report(job.span, "Lambda job `" + job.key +
                           "` is incomplete: nothing says what it may do")
          .Help(
              "give it `policies`, `inline`, `triggers` or `assumes`; until "
              "then it can only write its own logs")
          .About("lambda_job/" + job.key);
    }
  }
  for (const model::InstanceProfile& profile : topology.profiles) {
    const model::Role& role = topology.roles[profile.role];
    // A profile that comes with a role was not asked for.
    if (role.origin == model::Origin::kInstanceProfile &&
        role.attachments.empty() && role.inlines.empty()) {
      report(profile.span,
             "instance profile `" + profile.key + "` may do nothing")
          .Help("give it `policies`, `inline` or `assumes`")
          .About("instance_profile/" + profile.key);
    }
  }
}

bool Names(const model::TrustEdge& edge, std::string_view service) {
  return edge.source == model::SourceKind::kService &&
         edge.source_name.value.IsLiteral() &&
         edge.source_name.value.literal().starts_with(service) &&
         edge.source_name.value.literal()
             .substr(service.size())
             .starts_with(".amazonaws.com");
}

// A role that Lambda may assume and that no job runs as, or one for instances
// without a profile.
void UnusedRole(const model::Topology& topology, const Reporter& report) {
  std::set<model::RoleId> of_jobs;
  for (const model::LambdaJob& job : topology.jobs) {
    of_jobs.insert(job.role);
  }
  std::set<model::RoleId> of_profiles;
  for (const model::InstanceProfile& profile : topology.profiles) {
    of_profiles.insert(profile.role);
  }
  std::map<model::RoleId, std::size_t> edges_to;
  for (const model::TrustEdge& edge : topology.edges) {
    ++edges_to[edge.target];
  }
  for (const model::TrustEdge& edge : topology.edges) {
    if (!edge.target.valid()) {
      continue;
    }
    const model::Role& role = topology.roles[edge.target];
    const bool lambda = Names(edge, "lambda") && !of_jobs.contains(edge.target);
    const bool ec2 = Names(edge, "ec2") && !of_profiles.contains(edge.target) &&
                     edges_to[edge.target] == 1 &&
                     role.trust.statements.size() == 1;
    if (role.origin != model::Origin::kRole || !(lambda || ec2)) {
      continue;
    }
    report(edge.source_name.span,
           "role `" + role.key +
               (lambda ? "` trusts `lambda`, and no Lambda job of the topology "
                         "runs as it"
                       : "` trusts `ec2` alone, and no instance profile holds "
                         "it"))
        .Help(lambda ? "declare the job under `lambda_jobs`; it brings its own "
                       "role"
                     : "leave out `instance_profile: false`, or remove the "
                       "role")
        .About("role/" + role.key);
  }
}

void SharedJobRole(const model::Topology& topology, const Reporter& report) {
  std::map<model::RoleId, const model::LambdaJob*> first;
  for (const model::LambdaJob& job : topology.jobs) {
    const auto [other, is_new] = first.emplace(job.role, &job);
    if (!is_new) {
      report(job.span, "Lambda jobs `" + other->second->key + "` and `" +
                           job.key + "` share role `" +
                           topology.roles[job.role].key + "`")
          .Also(other->second->span, "the other is here")
          .Help(
              "give each job a role of its own: it can then do no more than "
              "it needs")
          .About("lambda_job/" + job.key);
    }
  }
}

// What the account's partition calls a service.
std::string PrincipalOf(std::string_view service,
                        const model::Account& account) {
  const auto found =
      catalog::ResolveServicePrincipal(service, account.partition);
  const auto* known = std::get_if<catalog::KnownPrincipal>(&found);
  return known == nullptr ? std::string(service) + ".amazonaws.com"
                          : known->name;
}

void JobRoleUntrusted(const Subject& subject, const Reporter& report) {
  const model::Topology& topology = subject.topology;
  analysis::AccountClasses classes(topology);
  std::set<std::pair<model::RoleId, std::string_view>> seen;
  const auto look = [&](model::RoleId id, std::string_view service,
                        const std::string& what, diag::Span span) {
    const analysis::FoundDocument trust = analysis::TrustOf(topology, id);
    if (!seen.emplace(id, service).second ||
        trust.document->statements.empty()) {
      return;
    }
    for (const analysis::AlikeAccounts& alike :
         classes.PartsOf({trust.document}, trust.accounts)) {
      const model::Account& account = topology.accounts[alike.first];
      const std::string name = PrincipalOf(service, account);
      const policy::Document written =
          analysis::Written(topology, trust, alike.first);
      if (written.statements.empty() ||
          analysis::AdmitsService(written, name, kAssumeRole)) {
        continue;
      }
      auto finding = report(
          span,
          what + " runs as role `" + topology.roles[id].key +
              "`, whose trust keeps `" + name + "` out" +
              (alike.count <
                       topology.account_sets[trust.accounts].members.size()
                   ? ", in `" + account.alias + "`"
                   : ""));
      finding.About(trust.entity)
          .Help("trust `" + std::string(service) +
                "`, and let no Deny speak of it");
      return;
    }
  };
  for (const model::LambdaJob& job : topology.jobs) {
    look(job.role, "lambda", "Lambda job `" + job.key + "`", job.span);
  }
  for (const model::InstanceProfile& profile : topology.profiles) {
    look(profile.role, "ec2", "what has instance profile `" + profile.key + "`",
         profile.span);
  }
}

// The services that a statement may pass roles to; none: it does not say.
std::vector<std::string> PassedTo(const policy::ParsedStatement& statement) {
  std::vector<std::string> services;
  for (const policy::ParsedTest* test :
       statement.TestsOf("iam:passedtoservice")) {
    if (!test->op || test->op->negated || !test->test->of.complete) {
      return {};
    }
    for (const policy::Value& value : test->values()) {
      if (!value.known() ||
          value.text.find_first_of("*?$") != std::string::npos) {
        return {};
      }
      services.push_back(value.text);
    }
  }
  return services;
}

void PassToUntrustingService(const Subject& subject,
                             const analysis::Principal& principal,
                             const Reporter& report) {
  const model::Topology& topology = subject.topology;
  const auto pass = subject.catalogue.FindAction("iam:PassRole");
  if (!pass || !principal.may.Contains(*pass)) {
    return;
  }
  principal.ForEachStatement([&](const policy::ParsedStatement& statement,
                                 const analysis::HeldPolicy&) {
    const bool named = std::any_of(
        statement.actions.begin(), statement.actions.end(),
        [&](const policy::ParsedAction& one) { return one.action == pass; });
    if (!statement.allows() || !named || statement.statement->resource.except) {
      return;
    }
    const std::vector<std::string> services = PassedTo(statement);
    for (const policy::ParsedResource& resource : statement.resources) {
      const auto found = subject.arns->Find(resource.value->text);
      if (!found || !found->exact || found->kind != model::EntityKind::kRole ||
          found->account != principal.accounts.first) {
        continue;
      }
      const model::RoleId role{found->entity->index};
      const policy::Document trust = analysis::Written(
          topology, analysis::TrustOf(topology, role), found->account);
      std::vector<std::string> untrusted;
      for (const std::string& service : services) {
        if (!analysis::AdmitsService(trust, service, kAssumeRole)) {
          untrusted.push_back(service);
        }
      }
      if (!untrusted.empty()) {
        report(resource.value->span, "role `" + topology.roles[role].key +
                                         "` does not trust " +
                                         support::QuotedList(untrusted) +
                                         ", to which it may be passed")
            .Also(topology.roles[role].key_span, "the role is defined here")
            .Help("trust the service, or pass the role to one that it trusts")
            .About(principal.described);
      }
    }
  });
}

void ComputeAssumableRole(const Subject& subject,
                          const analysis::Principal& principal,
                          const Reporter& report) {
  if (principal.entity.kind != model::EntityKind::kRole) {
    return;
  }
  bool writes = false;
  principal.may.ForEach([&](catalog::ActionId action) {
    writes = writes ||
             subject.catalogue.LevelOf(action) == catalog::AccessLevel::kWrite;
  });
  if (!writes) {
    return;
  }
  const model::Topology& topology = subject.topology;
  const model::AccountId first = principal.accounts.first;
  const policy::Document trust = analysis::Written(
      topology,
      analysis::TrustOf(topology, model::RoleId{principal.entity.index}),
      first);
  for (const char* service : {"ec2", "ecs-tasks", "eks", "lambda"}) {
    if (analysis::AdmitsService(trust,
                                PrincipalOf(service, topology.accounts[first]),
                                kAssumeRole)) {
      report(principal.span,
             "whoever puts code where `" + std::string(service) +
                 "` runs it can write as role `" + principal.key + "`")
          .Help("see who may, and what else runs there")
          .About(principal.described);
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = kComputeAssumableRole, .look = ComputeAssumableRole},
    {.rule = kPassToUntrustingService, .look = PassToUntrustingService},
    {.rule = kJobRoleUntrusted, .judge = JobRoleUntrusted},
    {.rule = kSharedJobRole, .run = SharedJobRole},
    {.rule = kUnusedRole, .run = UnusedRole},
    {.rule = kJobWithoutPermissions, .run = IncompleteJob},
};

}  // namespace

std::span<const Check> JobChecks() { return kChecks; }

}  // namespace iamgen::checks

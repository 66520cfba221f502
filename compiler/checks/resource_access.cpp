// Resources whose policies the topology knows: whom they let in, and who may
// use them.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/written_documents.h"
#include "catalog/names.h"
#include "checks/check.h"
#include "checks/folded_findings.h"
#include "checks/resource_access_rules.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "policy/arn.h"
#include "policy/condition_keys.h"
#include "policy/pattern.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using policy::ParsedStatement;

// Whether a value of a test of the source fits accounts of strangers.
bool FitsStrangers(std::string_view account,
                   const std::set<std::string_view>& known) {
  return policy::IsAnything(account) ||
         (catalog::IsAccountId(account) && !known.contains(account));
}

void ConfusedDeputyResource(const Subject& subject, const AccountDocument& one,
                            const Reporter& report) {
  if (one.found.role != analysis::DocumentRole::kResource) {
    return;
  }
  std::set<std::string_view> known;
  for (const model::Account& account : subject.topology.accounts) {
    known.insert(account.id);
  }
  for (const policy::Statement& statement : one.document.statements) {
    const bool service = std::any_of(statement.principal.groups.begin(),
                                     statement.principal.groups.end(),
                                     [](const policy::PrincipalGroup& group) {
                                       return group.type.text == "Service";
                                     });
    if (!statement.allows() || !service) {
      continue;
    }
    const policy::ParsedStatement parsed =
        policy::Parse(statement, subject.catalogue);
    // The organization's, or a narrower test beside it.
    std::vector<const policy::Value*> strange;
    bool kept = false;
    for (const policy::ParsedTest& test : parsed.tests) {
      if (!policy::IsSourceKey(test.key) || !test.op || test.op->negated ||
          test.op->family == policy::OperatorFamily::kNull) {
        continue;
      }
      bool any = false;
      for (const policy::Value& value : test.values()) {
        const auto arn = policy::SplitArn(value.text);
        const bool fits = test.key == "aws:sourceaccount"
                              ? FitsStrangers(value.text, known)
                              : test.key == "aws:sourcearn" && arn &&
                                    (arn->account.empty() ||
                                     FitsStrangers(arn->account, known));
        any |= fits;
        if (fits && (!arn || !arn->account.empty())) {
          strange.push_back(&value);
        }
      }
      kept |= !any;
    }
    if (kept) {
      continue;
    }
    for (const policy::Value* value : strange) {
      report(value->span, "`" + value->text +
                              "` fits what accounts have that the topology "
                              "does not know")
          .Help("name the account, or test `aws:SourceOrgID`")
          .About(one.found.entity);
    }
  }
}

// The resources of a topology by their ARNs, account by account.
class Halves {
 public:
  explicit Halves(const Subject& subject)
      : subject_(subject),
        topology_(subject.topology),
        folded_(subject.topology) {
    for (const analysis::FoundDocument& found :
         subject.access->policies().documents()) {
      if (found.role == analysis::DocumentRole::kResource) {
        by_document_.emplace(found.document, &found);
      }
    }
    for (const model::ResourcePolicy& resource : topology_.resources) {
      const auto found = by_document_.find(&resource.document);
      if (found == by_document_.end()) {
        continue;
      }
      for (const model::AccountId id :
           topology_.account_sets[resource.accounts].members) {
        std::vector<std::string> arns;
        model::AppendEvaluated(topology_, resource.arn.value, id, arns);
        for (std::string& arn : arns) {
          by_arn_.emplace(std::move(arn), Resource{found->second, id});
        }
      }
    }
  }

  [[nodiscard]] bool empty() const { return by_arn_.empty(); }

  // What a principal is allowed that the resource does not let it.
  void Look(const analysis::Principal& principal) {
    const model::AccountId own = principal.accounts.first;
    const simulation::Actor actor =
        simulation::ActorOf(topology_, principal.entity, own);
    diag::Sink found;
    principal.ForEachStatement([&](const ParsedStatement& statement,
                                   const analysis::HeldPolicy& held) {
      if (!statement.allows() || held.found == nullptr ||
          statement.statement->resource.except) {
        return;
      }
      for (const policy::ParsedResource& one : statement.resources) {
        const auto resource = Find(one.value->text);
        if (!resource || resource->account == own ||
            LetsIn(*resource, actor, one.value->text, statement)) {
          continue;
        }
        found
            .Add(kDeniedByMissingHalf, one.value->span,
                 "the policy of " + Named(*resource) + " does not let " +
                     std::string(model::NameOf(principal.entity.kind)) + " `" +
                     principal.key + "` in, which may use it by this")
            .Also(resource->found->span, "the resource is here")
            .Help("name it as a principal in the resource's policy");
      }
    });
    const auto home = model::AccountsOf(topology_, principal.entity);
    folded_.Take(found,
                 {.entity = principal.described,
                  .accounts = principal.accounts,
                  .of_accounts = topology_.account_sets[home].members.size()});
  }

  // What the policy of a resource lets a principal that has no permission.
  void LookAtResources() {
    std::set<const analysis::FoundDocument*> seen;
    for (const auto& [arn, resource] : by_arn_) {
      // The first account stands for those that are like it.
      if (seen.insert(resource.found).second) {
        LookAt(arn, resource);
      }
    }
  }

  void Report(diag::Sink& sink) { folded_.Report(sink); }

 private:
  struct Resource {
    const analysis::FoundDocument* found = nullptr;
    model::AccountId account;
  };

  // By the ARN, or by that of something in it.
  [[nodiscard]] std::optional<Resource> Find(const std::string& arn) const {
    auto found = by_arn_.find(arn);
    if (found == by_arn_.end()) {
      const std::size_t slash = arn.find('/');
      found =
          arn.find(":s3:::") == std::string::npos || slash == std::string::npos
              ? by_arn_.end()
              : by_arn_.find(arn.substr(0, slash));
    }
    return found == by_arn_.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] std::string Named(const Resource& resource) const {
    return "`" + resource.found->entity.substr(std::size("resource/") - 1) +
           "` of `" + topology_.accounts[resource.account].alias + "`";
  }

  // Whether some action of the statement is let through.
  bool LetsIn(const Resource& resource, const simulation::Actor& actor,
              const std::string& arn, const ParsedStatement& statement) const {
    simulation::Question question;
    question.resource = arn;
    question.of_many = policy::HasWildcard(arn);
    bool any = false;
    bool of_service = false;
    statement.covered.ForEach([&](catalog::ActionId action) {
      const auto service = subject_.catalogue.ServiceOf(action);
      if (any ||
          subject_.catalogue.PrefixOf(service) != resource.found->service) {
        return;
      }
      of_service = true;
      question.action = subject_.catalogue.FullNameOf(action);
      any = simulation::ResourcesSide(subject_.world->Ask(actor, question)) !=
            evaluation::Truth::kNo;
    });
    return any || !of_service;
  }

  void LookAt(const std::string& arn, const Resource& resource) {
    const policy::Document document =
        analysis::Written(topology_, *resource.found, resource.account);
    diag::Sink sink;
    for (const policy::Statement& statement : document.statements) {
      if (!statement.allows() || statement.principal.except) {
        continue;
      }
      const ParsedStatement parsed =
          policy::Parse(statement, subject_.catalogue);
      for (const policy::PrincipalGroup& group : statement.principal.groups) {
        for (const policy::Value& value : group.of.values) {
          const auto named = subject_.arns->Find(value.text);
          if (named && named->exact && named->account != resource.account &&
              (named->kind == model::EntityKind::kRole ||
               named->kind == model::EntityKind::kUser) &&
              !Has(*named, parsed, arn)) {
            sink.Add(kDeniedByMissingHalf, value.span,
                     std::string(model::NameOf(named->kind)) + " `" +
                         model::KeyOf(topology_, *named->entity) + "` of `" +
                         topology_.accounts[named->account].alias +
                         "` is let in and has no policy that allows any of it")
                .Also(model::KeySpanOf(topology_, *named->entity),
                      "it is defined here")
                .Help("allow it there too");
          }
        }
      }
    }
    folded_.Take(sink, {.entity = resource.found->entity,
                        .accounts = {resource.account, 1},
                        .of_accounts = 1,
                        .document = resource.found->document});
  }

  // Whether a principal's own policies allow some action of the statement on
  // the resource, or on something in it.
  bool Has(const analysis::NamedByArn& named, const ParsedStatement& wanted,
           const std::string& arn) const {
    const simulation::Actor actor =
        simulation::ActorOf(topology_, *named.entity, named.account);
    bool has = false;
    wanted.covered.ForEach([&](catalog::ActionId action) {
      for (const std::string& on : {arn, arn + "/*"}) {
        if (!has) {
          simulation::Question question;
          question.action = subject_.catalogue.FullNameOf(action);
          question.resource = on;
          question.of_many = policy::HasWildcard(on);
          has = simulation::CallersSide(subject_.world->Ask(actor, question)) !=
                evaluation::Truth::kNo;
        }
      }
    });
    return has;
  }

  const Subject& subject_;
  const model::Topology& topology_;
  FoldedFindings folded_;
  std::map<const model::Document*, const analysis::FoundDocument*> by_document_;
  std::map<std::string, Resource> by_arn_;
};

void DeniedByMissingHalf(const Subject& subject, const Reporter& report) {
  if (subject.topology.resources.empty()) {
    return;
  }
  Halves halves(subject);
  if (halves.empty()) {
    return;
  }
  subject.access->ForEachPrincipal(
      [&](const analysis::Principal& principal) { halves.Look(principal); });
  halves.LookAtResources();
  halves.Report(report.sink());
}

constexpr Check kChecks[] = {
    {.rule = kConfusedDeputyResource, .read = ConfusedDeputyResource},
    {.rule = kDeniedByMissingHalf, .judge = DeniedByMissingHalf},
};

}  // namespace

std::span<const Check> ResourceAccessChecks() { return kChecks; }

}  // namespace iamgen::checks

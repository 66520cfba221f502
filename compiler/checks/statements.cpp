// Statements: what IAM refuses in a document whatever it grants.
#include <functional>
#include <map>
#include <string>

#include "checks/check.h"
#include "model/identities.h"

namespace iamgen::checks {
namespace {

// Calls `look` with every document and the entity it belongs to.
void ForEachDocument(const model::Topology& topology,
                     const std::function<void(const model::Document&,
                                              const std::string&)>& look) {
  for (const model::ManagedPolicy& policy : topology.policies) {
    look(policy.document, "policy/" + policy.key);
  }
  for (const model::Role& role : topology.roles) {
    look(role.trust, "role/" + role.key);
  }
  for (const model::IdentityView& identity : model::Identities(topology)) {
    for (const model::InlinePolicy& one : identity.inlines) {
      look(one.document, identity.Described());
    }
  }
  for (const model::ResourcePolicy& resource : topology.resources) {
    look(resource.document, "resource/" + resource.key);
  }
  for (const model::ControlPolicy& policy : topology.control_policies) {
    look(policy.document,
         (policy.kind == model::ControlKind::kService ? "scp/" : "rcp/") +
             policy.key);
  }
}

void InvalidSid(const model::Topology& topology, const Reporter& report) {
  ForEachDocument(topology, [&](const model::Document& document,
                                const std::string& entity) {
    for (const model::Statement& one : document.statements) {
      const std::string sid = one.sid.IsLiteral() ? one.sid.literal() : "";
      if (sid.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789") !=
          std::string::npos) {
        report(one.span, "Sid `" + sid + "` holds more than letters and digits")
            .Help("write it with letters and digits alone")
            .About(entity);
      }
    }
  });
}

void DuplicateSid(const model::Topology& topology, const Reporter& report) {
  ForEachDocument(topology, [&](const model::Document& document,
                                const std::string& entity) {
    std::map<std::string, diag::Span> taken;
    for (const model::Statement& one : document.statements) {
      if (one.sid.empty() || !one.sid.IsLiteral()) {
        continue;
      }
      const auto [first, is_new] = taken.emplace(one.sid.literal(), one.span);
      if (!is_new) {
        report(one.span,
               "Sid `" + one.sid.literal() + "` stands twice in one document")
            .Also(first->second, "the other is here")
            .Help("give one of them another Sid, or none")
            .About(entity);
      }
    }
  });
}

constexpr Check kChecks[] = {
    {.rule =
         {.id = "IAM117",
          .name = "invalid-sid",
          .severity = diag::Severity::kError,
          .summary = "a Sid of more than letters and digits",
          .explanation =
              R"(IAM takes only letters and digits in the Sid of a statement.

Fires:    sid: read logs
Repaired: sid: ReadLogs
AWS: "IAM JSON policy elements: Sid"
)"},
     .run = InvalidSid},
    {.rule =
         {.id = "IAM118",
          .name = "duplicate-sid",
          .severity = diag::Severity::kError,
          .summary = "one Sid twice in a document",
          .explanation =
              R"(Within a document every Sid names one statement; IAM refuses a second.
A library policy that is used twice gets its Sids numbered by iamgen.

Fires:    [ { sid: A, ... }, { sid: A, ... } ]
Repaired: [ { sid: A, ... }, { sid: B, ... } ]
AWS: "IAM JSON policy elements: Sid"
)"},
     .run = DuplicateSid},
};

}  // namespace

std::span<const Check> StatementChecks() { return kChecks; }

}  // namespace iamgen::checks

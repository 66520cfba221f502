// Trust in identity providers: what a token has to say of itself.
#include <algorithm>
#include <optional>
#include <string>

#include "checks/check.h"
#include "checks/trust_statements.h"
#include "model/entity.h"

namespace iamgen::checks {
namespace {

// The host, and path, of an OIDC provider: the end of its ARN, or all there is
// of one that every account has.
std::optional<std::string> OidcHost(const model::Topology& topology,
                                    const model::Text& principal) {
  for (const auto& part : principal.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole != nullptr && hole->kind == model::HoleKind::kEntityArn) {
      return hole->entity.kind == model::EntityKind::kOidcProvider
                 ? std::optional(
                       LiteralsOf(model::NameInArn(topology, hole->entity)))
                 : std::nullopt;
    }
  }
  constexpr std::string_view kType = ":oidc-provider/";
  const std::string text = LiteralsOf(principal);
  const std::size_t type = text.find(kType);
  if (type != std::string::npos) {
    return text.substr(type + kType.size());
  }
  return text.starts_with("arn:") ? std::nullopt : std::optional(text);
}

// Calls `look` with every trust in an OIDC provider and the provider's host.
void ForEachOidc(
    const model::Topology& topology,
    const std::function<void(const model::Role&, const model::Statement&,
                             const std::string&, diag::Span)>& look) {
  ForEachTrust(topology, [&](const model::Role& role,
                             const model::Statement& statement) {
    ForEachPrincipal(
        statement, model::PrincipalType::kFederated,
        [&](const model::LocatedText& principal) {
          if (const auto host = OidcHost(topology, principal.value)) {
            look(role, statement, *host, principal.span);
          }
        });
  });
}

bool IsGitHub(const std::string& host) {
  return host.starts_with("token.actions.githubusercontent.com");
}

void OidcWithoutCondition(const model::Topology& topology,
                          const Reporter& report) {
  ForEachOidc(topology, [&](const model::Role& role,
                            const model::Statement& statement,
                            const std::string& host, diag::Span span) {
    const bool tested =
        std::any_of(statement.conditions.begin(), statement.conditions.end(),
                    [&](const model::ConditionTest& test) {
                      return LiteralsOf(test.key).starts_with(host + ":");
                    });
    if (!tested && !IsGitHub(host)) {
      report(span, "role `" + role.key + "` trusts every token of the provider")
          .Help("name the `audience` and the `subject` of the tokens that may")
          .About("role/" + role.key);
    }
  });
}

void GitHubWithoutSubject(const model::Topology& topology,
                          const Reporter& report) {
  ForEachOidc(topology, [&](const model::Role& role,
                            const model::Statement& statement,
                            const std::string& host, diag::Span span) {
    const bool tested =
        std::any_of(statement.conditions.begin(), statement.conditions.end(),
                    [](const model::ConditionTest& test) {
                      return LiteralsOf(test.key).ends_with(":sub");
                    });
    if (!tested && IsGitHub(host)) {
      report(span, "role `" + role.key +
                       "` trusts the workflows of every repository on GitHub")
          .Help(
              "name yours: `subject: \"repo:OWNER/REPOSITORY:ref:refs/heads/"
              "main\"`")
          .About("role/" + role.key);
    }
  });
}

constexpr Check kChecks[] = {
    {.rule =
         {.id = "IAM518",
          .name = "oidc-without-condition",
          .severity = diag::Severity::kSecurity,
          .summary = "a role trusts every token of an OIDC provider",
          .explanation =
              R"(The trust names an OIDC provider and tests nothing that the token
says: whoever gets a token from that provider, for whatever purpose, may assume
the role.

Fires:    trusted_by: [ { oidc: token.example.com } ]
Repaired: trusted_by: [ { oidc: token.example.com, audience: deploy,
                          subject: "project:shop" } ]
AWS: "Create a role for OpenID Connect federation"
)"},
     .run = OidcWithoutCondition},
    {.rule =
         {.id = "IAM519",
          .name = "github-without-subject",
          .severity = diag::Severity::kSecurity,
          .summary = "a role trusts every workflow on GitHub",
          .explanation =
              R"(GitHub has one issuer for all of its users. A trust that does not
test the subject lets the workflow of any repository, of anybody, assume the role.

Fires:    trusted_by: [ { oidc: github } ]
Repaired: trusted_by: [ { oidc: github,
                          subject: "repo:example/shop:ref:refs/heads/main" } ]
AWS: "Configuring a role for GitHub OIDC identity provider"
)"},
     .run = GitHubWithoutSubject},
};

}  // namespace

std::span<const Check> FederationChecks() { return kChecks; }

}  // namespace iamgen::checks

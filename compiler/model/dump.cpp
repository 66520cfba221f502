// The model as indented text: every entity, every statement, every hole.
#include <string>
#include <string_view>

#include "model/entity.h"
#include "model/topology.h"

namespace iamgen::model {
namespace {

class Dumper {
 public:
  explicit Dumper(const Topology& topology) : topology_(topology) {}

  std::string Run() {
    Line(0, "topology " + topology_.name);
    for (const Account& account : topology_.accounts) {
      DumpAccount(account);
    }
    for (const ManagedPolicy& policy : topology_.policies) {
      Line(0, "policy " + policy.key + " in " + Set(policy.accounts));
      Line(1, "name " + Show(policy.name.value) + " path " +
                  Show(policy.path.value));
      DumpDocument(policy.document);
    }
    for (const Role& role : topology_.roles) {
      DumpRole(role);
    }
    for (const InstanceProfile& profile : topology_.profiles) {
      Line(0, "instance-profile " + profile.key + " in " +
                  Set(profile.accounts) + " of " +
                  topology_.roles[profile.role].key);
    }
    for (const LambdaJob& job : topology_.jobs) {
      Line(0, "lambda-job " + job.key + " in " + Set(job.accounts) +
                  (job.incomplete ? " incomplete" : ""));
      for (const InvokePermission& permission : job.permissions) {
        Line(1, "invoked by " + permission.service + " from " +
                    Show(permission.source_arn.value));
      }
      for (const EnvironmentEntry& entry : job.environment) {
        Line(1, "environment " + entry.name + (entry.is_list ? " list" : "") +
                    " = " + Show(entry.values));
      }
    }
    for (const Group& group : topology_.groups) {
      Line(0, "group " + group.key + " in " + Set(group.accounts));
      DumpIdentity(group);
      if (!group.external_users.empty()) {
        Line(1, "external users " + Show(group.external_users));
      }
    }
    for (const User& user : topology_.users) {
      Line(0, "user " + user.key + " in " + Set(user.accounts) +
                  (user.console ? " console" : ""));
      DumpIdentity(user);
      for (const Membership& membership : user.groups) {
        Line(1, "member of " + topology_.groups[membership.group].key + " in " +
                    Set(membership.accounts));
      }
      if (!user.external_groups.empty()) {
        Line(1, "external groups " + Show(user.external_groups));
      }
    }
    DumpProviders();
    DumpPolicies();
    for (const TrustEdge& edge : topology_.edges) {
      DumpEdge(edge);
    }
    for (const Claim& claim : topology_.claims) {
      DumpClaim(claim);
    }
    return std::move(out_);
  }

 private:
  void Line(std::size_t level, std::string_view text) {
    out_.append(2 * level, ' ');
    out_ += text;
    out_ += '\n';
  }

  [[nodiscard]] std::string Set(AccountSetId id) const {
    if (!id.valid()) {
      return "?";
    }
    std::string text = "{";
    for (const AccountId member : topology_.account_sets[id].members) {
      text += (text.size() > 1 ? " " : "") + topology_.accounts[member].alias;
    }
    return text + "}";
  }

  [[nodiscard]] std::string ShowEntity(EntityRef entity) const {
    return std::string(NameOf(entity.kind)) + ":" + KeyOf(topology_, entity);
  }

  [[nodiscard]] std::string ShowHole(const Hole& hole) const {
    std::string text;
    switch (hole.kind) {
      case HoleKind::kAccountId:
        text = "account.id";
        break;
      case HoleKind::kAccountName:
        text = "account.name";
        break;
      case HoleKind::kPartition:
        text = "partition";
        break;
      case HoleKind::kDnsSuffix:
        text = "dns_suffix";
        break;
      case HoleKind::kRegion:
        text = "region";
        break;
      case HoleKind::kVariable:
        text = topology_.variables[hole.variable].name;
        break;
      case HoleKind::kAccountIds:
        text = hole.as_root ? "roots" : "ids";
        break;
      case HoleKind::kEntityArn:
        text = ShowEntity(hole.entity);
        break;
    }
    switch (hole.part) {
      case BucketPart::kNone:
        break;
      case BucketPart::kBucketArn:
        text = "bucket:" + text;
        break;
      case BucketPart::kObjectsArn:
        text = "objects:" + text;
        break;
      case BucketPart::kPrefix:
        text = "prefix:" + text;
        break;
    }
    if (hole.accounts.valid()) {
      text += "@" + Set(hole.accounts) + (hole.others_only ? " others" : "");
    }
    return "<" + text + ">";
  }

  [[nodiscard]] std::string Show(const Text& text) const {
    std::string shown;
    for (const auto& part : text.parts) {
      const auto* literal = std::get_if<std::string>(&part);
      shown += literal != nullptr ? *literal : ShowHole(std::get<Hole>(part));
    }
    return shown;
  }

  [[nodiscard]] std::string Show(const Texts& texts) const {
    std::string shown = "[";
    for (const LocatedText& text : texts) {
      shown += (shown.size() > 1 ? ", " : "") + Show(text.value);
    }
    return shown + "]";
  }

  void DumpAccount(const Account& account) {
    constexpr std::string_view kRoles[] = {"master", "child", "external"};
    Line(0, "account " + account.alias + " " + account.id + " " +
                std::string(kRoles[static_cast<std::size_t>(account.role)]) +
                " " + account.partition + " " + account.region +
                (account.ou.empty() ? "" : " ou " + account.ou));
    for (std::size_t i = 0; i < account.variables.size(); ++i) {
      const auto& value = account.variables[i];
      if (!value) {
        continue;
      }
      std::string shown;
      for (const std::string& text : value->texts) {
        shown += (shown.empty() ? "" : ", ") + text;
      }
      Line(1, topology_.variables[topology_.variables.IdAt(i)].name + " = " +
                  (value->is_list ? "[" + shown + "]" : shown));
    }
  }

  void DumpClause(std::string_view what, const Clause& clause) {
    Line(3, std::string(clause.except ? "not-" : "") + std::string(what) + " " +
                Show(clause.values));
  }

  void DumpGrant(const Grant& grant) {
    std::string line = "grant";
    for (const diag::Located<AccessLevel>& one : grant.levels) {
      line += ' ';
      line += NameOf(one.value);
    }
    Line(3, grant.service.value.empty()
                ? line
                : line + " of " + Show(grant.service.value));
  }

  void DumpDocument(const Document& document) {
    for (const Statement& statement : document.statements) {
      Line(2,
           std::string(statement.effect == Effect::kAllow ? "allow" : "deny") +
               (statement.sid.empty() ? "" : " " + Show(statement.sid)) +
               (statement.only_in.valid() ? " only in " + Set(statement.only_in)
                                          : ""));
      if (statement.principal) {
        for (const Principals& principals : statement.principal->principals) {
          Line(3, "principal " + std::string(NameOf(principals.type)) + " " +
                      Show(principals.values));
        }
      }
      if (statement.grant) {
        DumpGrant(*statement.grant);
      } else {
        DumpClause("action", statement.actions);
      }
      if (statement.resources) {
        DumpClause("resource", *statement.resources);
      }
      for (const ConditionTest& test : statement.conditions) {
        Line(3, "when " + Show(test.op) + " " + Show(test.key) + " " +
                    Show(test.values));
      }
    }
  }

  void DumpAttachment(std::string_view what, const Attachment& attachment) {
    Line(1, std::string(what) + " " +
                (attachment.policy.valid()
                     ? "policy:" + topology_.policies[attachment.policy].key
                     : Show(attachment.arn.value)));
  }

  // What roles, users and groups have in common.
  template <typename Identity>
  void DumpIdentity(const Identity& one) {
    Line(1, (one.generated_name ? "generated name, path "
                                : "name " + Show(one.name.value) + " path ") +
                Show(one.path.value) + (one.merged_name ? " merged" : "") +
                (one.retain ? " retained" : ""));
    if constexpr (requires { one.tags; }) {
      for (const Tag& tag : one.tags) {
        Line(1, "tag " + Show(tag.key) + " = " + Show(tag.value.value));
      }
      if (one.boundary) {
        DumpAttachment("boundary", *one.boundary);
      }
    }
    for (const Attachment& attachment : one.attachments) {
      DumpAttachment("attached", attachment);
    }
    if constexpr (requires { one.trust; }) {
      if (one.max_session_seconds) {
        Line(1, "session " + std::to_string(one.max_session_seconds->value));
      }
      Line(1, "trust");
      DumpDocument(one.trust);
    }
    for (const InlinePolicy& policy : one.inlines) {
      Line(1, "inline " + Show(policy.name.value));
      DumpDocument(policy.document);
    }
  }

  void DumpRole(const Role& role) {
    Line(0, "role " + role.key + " in " + Set(role.accounts));
    DumpIdentity(role);
  }

  void DumpProviders() {
    for (const OidcProvider& provider : topology_.oidc_providers) {
      Line(0,
           "oidc-provider " + provider.key + " in " + Set(provider.accounts));
      Line(1, "url " + Show(provider.url.value) + " client-ids " +
                  Show(provider.client_ids));
    }
    for (const SamlProvider& provider : topology_.saml_providers) {
      Line(0,
           "saml-provider " + provider.key + " in " + Set(provider.accounts));
      Line(1, "name " + Show(provider.name.value) + " metadata of " +
                  std::to_string(provider.metadata.size()) + " bytes");
    }
  }

  // Policies on resources and in the organization.
  void DumpPolicies() {
    for (const ResourcePolicy& resource : topology_.resources) {
      Line(0, "resource " + resource.key + " in " + Set(resource.accounts) +
                  (resource.emit ? " emitted" : ""));
      Line(1, "arn " + Show(resource.arn.value));
      DumpDocument(resource.document);
    }
    for (const ControlPolicy& policy : topology_.control_policies) {
      std::string text =
          std::string(policy.kind == ControlKind::kService ? "scp " : "rcp ") +
          policy.key + " on";
      text += policy.on_root ? " root" : "";
      for (const std::string& ou : policy.on_ous) {
        text += " ou " + ou;
      }
      if (policy.on_accounts.valid()) {
        text += " " + Set(policy.on_accounts);
      }
      Line(0, text);
      DumpDocument(policy.document);
    }
  }

  [[nodiscard]] std::string ShowParty(const Party& party) const {
    std::string text;
    for (const EntityRef entity : party.entities) {
      text += (text.empty() ? "" : " ") + ShowEntity(entity);
    }
    return text + (party.accounts.valid() ? " in " + Set(party.accounts) : "");
  }

  void DumpClaim(const Claim& claim) {
    Line(0, std::string("claim ") +
                (claim.effect == Effect::kAllow ? "allow " : "deny ") +
                Show(claim.actions));
    for (const Party& by : claim.by) {
      Line(1, "by " + ShowParty(by));
    }
    for (const auto& on : claim.on) {
      const auto* party = std::get_if<Party>(&on);
      Line(1,
           "on " + (party != nullptr ? ShowParty(*party)
                                     : Show(std::get<LocatedText>(on).value)));
    }
    for (const auto& [key, values] : claim.context) {
      Line(1, "with " + key.value + " " + Show(values));
    }
  }

  void DumpEdge(const TrustEdge& edge) {
    constexpr std::string_view kKinds[] = {
        "service", "",     "external", "account", "organization",
        "oidc",    "saml", "arn",      "anyone"};
    std::string text =
        "edge from " +
        (edge.source == SourceKind::kEntity
             ? ShowEntity(edge.source_entity)
             : std::string(kKinds[static_cast<std::size_t>(edge.source)]) +
                   " " + Show(edge.source_prefix) +
                   Show(edge.source_name.value));
    if (edge.source_accounts.valid()) {
      text += " in " + Set(edge.source_accounts);
    }
    text +=
        " to " + (edge.target.valid() ? topology_.roles[edge.target].key +
                                            " in " + Set(edge.target_accounts)
                                      : Show(edge.target_arn.value));
    if (edge.same_account) {
      text += " same account";
    }
    if (!edge.derive) {
      text += " underived";
    }
    Line(0, text);
  }

  const Topology& topology_;
  std::string out_;
};

}  // namespace

std::string_view NameOf(PrincipalType type) {
  switch (type) {
    case PrincipalType::kAws:
      return "AWS";
    case PrincipalType::kService:
      return "Service";
    case PrincipalType::kFederated:
      return "Federated";
    case PrincipalType::kCanonicalUser:
      return "CanonicalUser";
  }
  return "AWS";
}

std::string_view NameOf(AccessLevel level) {
  switch (level) {
    case AccessLevel::kList:
      return "list";
    case AccessLevel::kRead:
      return "read";
    case AccessLevel::kWrite:
      return "write";
    case AccessLevel::kTagging:
      return "tagging";
    case AccessLevel::kPermissionsManagement:
      break;
  }
  return "permissions-management";
}

std::string Dump(const Topology& topology) { return Dumper(topology).Run(); }

}  // namespace iamgen::model

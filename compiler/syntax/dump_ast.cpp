// The AST as indented text: what was written, typed, nothing resolved.
#include <string>
#include <string_view>

#include "syntax/ast.h"

namespace iamgen::syntax {
namespace {

template <typename... Ts>
struct Overload : Ts... {
  using Ts::operator()...;
};

template <typename... Ts>
Overload(Ts...) -> Overload<Ts...>;

class Dumper {
 public:
  std::string Run(const Topology& topology) {
    Line(0, "topology" + (topology.name ? " " + topology.name->value : ""));
    Field(1, "description", topology.description);
    Add(topology.defaults);
    Add(1, "variables", topology.variables);
    if (topology.master) {
      Add("master", *topology.master);
    }
    for (const Account& account : topology.children) {
      Add("child", account);
    }
    for (const Account& account : topology.external_accounts) {
      Add("external-account", account);
    }
    for (const LibraryPolicy& policy : topology.policies) {
      Add(policy);
    }
    for (const Entity& entity : topology.entities) {
      Add(entity);
    }
    AddProviders(topology);
    for (const Claim& claim : topology.expect) {
      Add(claim);
    }
    for (const Suppression& one : topology.suppress) {
      Line(1, "suppress " + one.rule.value +
                  (one.on ? " on " + Show(*one.on) : "") +
                  (one.reason ? " because " + one.reason->value : ""));
    }
    Field(1, "include", topology.include);
    return std::move(out_);
  }

 private:
  void Line(std::size_t level, std::string_view text) {
    out_.append(2 * level, ' ');
    out_ += text;
    out_ += '\n';
  }

  static std::string Show(const Texts& texts) {
    std::string text = "[";
    for (const Text& one : texts) {
      text += (text.size() > 1 ? ", " : "") + one.value;
    }
    return text + "]";
  }

  static std::string Show(const Value& value) {
    return value.is_list || value.texts.size() != 1 ? Show(value.texts)
                                                    : value.texts[0].value;
  }

  static std::string Show(const std::vector<Selector>& selectors) {
    std::string text;
    for (const Selector& one : selectors) {
      text += (text.empty() ? "" : ", ") + Show(one);
    }
    return text;
  }

  static std::string Show(const Selector& selector) {
    return std::visit(Overload{[](const std::string& name) { return name; },
                               [](const Selector::Tags& tags) {
                                 std::string text = "tag(";
                                 for (const auto& [key, value] : tags.tags) {
                                   text += (text.size() > 4 ? ", " : "") +
                                           key.value + "=" + value.value;
                                 }
                                 return text + ")";
                               },
                               [](const Selector::Ou& ou) {
                                 return "ou(" + ou.path.value + ")";
                               },
                               [](const Selector::Except& except) {
                                 return "except(" + Show(except.of) + ")";
                               },
                               [](const Selector::Union& all) {
                                 return "[" + Show(all.of) + "]";
                               }},
                      selector.what);
  }

  static std::string Show(const EntityPattern& pattern) {
    return pattern.kind.value + "/" + pattern.name.value +
           (pattern.in ? "@" + Show(*pattern.in) : "");
  }

  static std::string Show(const Clause& clause) {
    return (clause.except ? "except " : "") + Show(clause.values);
  }

  static std::string Show(const TemplateUse& use) {
    return std::string(use.is_file ? "file " : "template ") + use.name.value +
           (use.brackets ? " with brackets" : "");
  }

  void Field(std::size_t level, std::string_view name,
             const std::optional<Text>& text) {
    if (text) {
      Line(level, std::string(name) + " " + text->value);
    }
  }

  void Field(std::size_t level, std::string_view name, const Texts& texts) {
    if (!texts.empty()) {
      Line(level, std::string(name) + " " + Show(texts));
    }
  }

  void Field(std::size_t level, std::string_view name,
             const std::optional<Texts>& texts) {
    if (texts) {
      Line(level, std::string(name) + " " + Show(*texts));
    }
  }

  void Field(std::size_t level, std::string_view name,
             const std::optional<Selector>& selector) {
    if (selector) {
      Line(level, std::string(name) + " " + Show(*selector));
    }
  }

  void Field(std::size_t level, std::string_view name,
             const std::optional<diag::Located<bool>>& flag) {
    if (flag) {
      Line(level, std::string(name) + (flag->value ? " true" : " false"));
    }
  }

  void Flag(std::size_t level, std::string_view name, bool set) {
    if (set) {
      Line(level, name);
    }
  }

  void Add(std::size_t level, std::string_view name, const ValueMap& values) {
    for (const auto& [key, value] : values) {
      Line(level, std::string(name) + " " + key.value + " = " + Show(value));
    }
  }

  void Add(std::size_t level, std::string_view name, const TextMap& texts) {
    for (const auto& [key, value] : texts) {
      Line(level, std::string(name) + " " + key.value + " = " + value.value);
    }
  }

  void Add(const Defaults& defaults) {
    Field(1, "default partition", defaults.partition);
    Field(1, "default region", defaults.region);
    Field(1, "default path", defaults.path);
    Add(1, "default tag", defaults.tags);
    Field(1, "default permissions-boundary", defaults.permissions_boundary);
    Field(1, "default instance-profile policies",
          defaults.instance_profile_policies);
  }

  void Add(std::string_view role, const Account& account) {
    Line(1, std::string(role) + " " + account.alias.value + " " +
                account.id.value);
    Field(2, "ou", account.ou);
    Field(2, "partition", account.partition);
    Field(2, "region", account.region);
    Add(2, "tag", account.tags);
    Add(2, "variable", account.variables);
  }

  void Add(std::size_t level, const std::vector<ConditionTest>& tests) {
    for (const ConditionTest& test : tests) {
      Line(level, "when " + test.op.value + " " + test.key.value + " " +
                      Show(test.values));
    }
  }

  void Add(std::size_t level, const Grant& grant) {
    constexpr const char* kWords[] = {"list", "read", "write", "tagging",
                                      "permissions-management"};
    std::string levels;
    for (const diag::Located<AccessLevel>& one : grant.levels) {
      levels += ' ';
      levels += kWords[static_cast<std::size_t>(one.value)];
    }
    Line(level, "grant" + levels +
                    (grant.service ? " of " + grant.service->value : ""));
  }

  void Add(std::size_t level, const Statement& statement) {
    Line(level, std::string(statement.effect.value == Effect::kAllow ? "allow"
                                                                     : "deny") +
                    (statement.sid ? " " + statement.sid->value : ""));
    if (statement.principal) {
      for (const Principals& one : statement.principal->principals) {
        Line(level + 1, std::string(statement.principal->except ? "not-" : "") +
                            "principal " + one.type.value + " " +
                            Show(one.values));
      }
      Flag(level + 1, "principal *", statement.principal->anyone);
    }
    if (statement.actions) {
      Line(level + 1, "action " + Show(*statement.actions));
    }
    if (statement.grant) {
      Add(level + 1, *statement.grant);
    }
    if (statement.resources) {
      Line(level + 1, "resource " + Show(*statement.resources));
    }
    Add(level + 1, statement.when);
  }

  void Add(std::size_t level, const LibraryUse& use) {
    Line(level, "use " + use.policy.value);
    Add(level + 1, "with", use.with);
  }

  void Add(std::size_t level, const Document& document) {
    Field(level, "version", document.version);
    for (const auto& item : document.items) {
      std::visit([&](const auto& one) { Add(level, one); }, item);
    }
  }

  void AddBody(std::size_t level, const std::optional<TemplateUse>& source,
               const std::optional<Document>& document) {
    if (source) {
      Line(level, Show(*source));
    }
    if (document) {
      Add(level, *document);
    }
  }

  void Add(const LibraryPolicy& policy) {
    Line(1, "policy " + policy.key.value);
    Field(2, "name", policy.name);
    Field(2, "path", policy.path);
    Field(2, "description", policy.description);
    for (const Parameter& parameter : policy.params) {
      Line(2,
           "param " + parameter.name.value +
               (parameter.fallback ? " = " + Show(*parameter.fallback) : ""));
    }
    Add(2, "variable", policy.variables);
    Add(2, "tag", policy.tags);
    Flag(2, "retain", policy.retain);
    AddBody(2, policy.source, policy.document);
  }

  void Add(std::string_view name, const Edge& edge) {
    constexpr std::string_view kEnds[] = {"service", "role",         "user",
                                          "account", "organization", "oidc",
                                          "saml",    "arn",          "any"};
    Line(2, std::string(name) + " " +
                std::string(kEnds[static_cast<std::size_t>(edge.end)]) +
                (edge.names.empty() ? "" : " " + Show(edge.names)) +
                (edge.account ? " " + Show(*edge.account) : ""));
    Field(3, "in", edge.in);
    Field(3, "external-id", edge.external_id);
    Field(3, "mfa", edge.mfa);
    Field(3, "source-ip", edge.source_ip);
    Field(3, "source-arn", edge.source_arn);
    Field(3, "source-account", edge.source_account);
    Field(3, "tag-session", edge.tag_session);
    Field(3, "set-source-identity", edge.set_source_identity);
    Field(3, "audience", edge.audience);
    Field(3, "subject", edge.subject);
    Add(3, edge.when);
    if (edge.pin) {
      Line(3, edge.pin->value == Pin::kArn ? "pin arn" : "pin account");
    }
    Field(3, "derive", edge.derive);
    Field(3, "sid", edge.sid);
  }

  static std::string_view NameOf(EntityKind kind) {
    switch (kind) {
      case EntityKind::kRole:
        return "role";
      case EntityKind::kLambdaJob:
        return "lambda-job";
      case EntityKind::kInstanceProfile:
        return "instance-profile";
      case EntityKind::kUser:
        return "user";
      case EntityKind::kGroup:
        return "group";
    }
    return "entity";
  }

  void Add(const Entity& entity) {
    Line(1, std::string(NameOf(entity.kind)) + " " + entity.key.value);
    Field(2, "in", entity.in);
    Field(2, "name", entity.name);
    Field(2, "path", entity.path);
    Field(2, "description", entity.description);
    if (entity.max_session_seconds) {
      Line(2,
           "max-session " + std::to_string(entity.max_session_seconds->value));
    }
    Field(2, "permissions-boundary", entity.permissions_boundary);
    Flag(2, "no-permissions-boundary", entity.no_permissions_boundary);
    Add(2, "tag", entity.tags);
    Add(2, "variable", entity.variables);
    Flag(2, "retain", entity.retain);
    Flag(2, "generated-name", entity.names == Names::kGenerated);
    Flag(2, "inline-merged", entity.delivery == Delivery::kInlineMerged);
    for (const Edge& edge : entity.trusted_by) {
      Add("trusted-by", edge);
    }
    if (entity.trust_policy) {
      Line(2, "trust-policy");
      AddBody(3, entity.trust_policy->source, entity.trust_policy->document);
    }
    for (const Edge& edge : entity.assumes) {
      Add("assumes", edge);
    }
    for (const auto& use : entity.policies) {
      std::visit(
          Overload{[&](const Text& name) { Line(2, "policy " + name.value); },
                   [&](const LibraryUse& one) { Add(2, one); }},
          use);
    }
    for (const InlinePolicy& policy : entity.inlines) {
      Line(2, "inline " + policy.name.value);
      AddBody(3, policy.source, policy.document);
    }
    Field(2, "managed-policies", entity.managed_policies);
    AddOwn(entity);
  }

  // What one kind of entity has.
  void AddOwn(const Entity& entity) {
    if (entity.instance_profile) {
      Line(2,
           "instance-profile " +
               (entity.instance_profile->name
                    ? entity.instance_profile->name->value
                    : std::string(entity.instance_profile->wanted ? "true"
                                                                  : "false")));
    }
    Field(2, "role", entity.role);
    if (entity.logs) {
      Line(2, *entity.logs == Logs::kOwn ? "logs own" : "logs none");
    }
    Flag(2, "vpc", entity.vpc);
    Flag(2, "tracing", entity.tracing);
    Flag(2, "function existing", entity.existing_function);
    for (const Trigger& trigger : entity.triggers) {
      Line(2, "trigger " + trigger.kind.value + " " + Show(trigger.sources));
    }
    Add(2, "environment", entity.environment);
    Flag(2, "not common", !entity.common);
    Flag(2, "console", entity.console);
    const auto members = [&](std::string_view name,
                             const std::vector<Member>& of) {
      for (const Member& member : of) {
        Line(2, std::string(name) + (member.external ? " external " : " ") +
                    member.name.value);
      }
    };
    members("in group", entity.groups);
    members("has user", entity.users);
  }

  void AddProviders(const Topology& topology) {
    for (const OidcProvider& one : topology.oidc_providers) {
      Line(1, "oidc-provider " + one.key.value);
      Field(2, "in", one.in);
      Field(2, "url", one.url);
      Field(2, "client-ids", one.client_ids);
      Field(2, "thumbprints", one.thumbprints);
      Add(2, "tag", one.tags);
    }
    for (const SamlProvider& one : topology.saml_providers) {
      Line(1, "saml-provider " + one.key.value);
      Field(2, "in", one.in);
      Field(2, "name", one.name);
      Field(2, "metadata", one.metadata);
      Add(2, "tag", one.tags);
    }
    for (const Resource& one : topology.resources) {
      Line(1, "resource " + one.key.value + " " + one.type.value);
      Field(2, "in", one.in);
      Field(2, "name", one.name);
      Field(2, "arn", one.arn);
      Flag(2, "emit", one.emit);
      AddBody(2, one.source, one.document);
    }
    if (topology.organization) {
      Line(1, "organization");
      Field(2, "id", topology.organization->id);
      for (const ControlPolicy& one :
           topology.organization->service_control_policies) {
        Add("scp", one);
      }
      for (const ControlPolicy& one :
           topology.organization->resource_control_policies) {
        Add("rcp", one);
      }
    }
  }

  void Add(std::string_view kind, const ControlPolicy& policy) {
    Line(2, std::string(kind) + " " + policy.key.value);
    for (const auto& target : policy.targets) {
      std::visit(
          Overload{[&](const ControlPolicy::Root&) { Line(3, "on root"); },
                   [&](const ControlPolicy::Ou& ou) {
                     Line(3, "on ou " + ou.path.value);
                   },
                   [&](const Selector& selector) {
                     Line(3, "on " + Show(selector));
                   }},
          target);
    }
    AddBody(3, policy.source, policy.document);
  }

  void Add(const Claim& claim) {
    Line(1, std::string(claim.effect == Effect::kAllow ? "expect allow "
                                                       : "expect deny ") +
                Show(claim.actions));
    for (const EntityPattern& by : claim.by) {
      Line(2, "by " + Show(by));
    }
    for (const auto& on : claim.on) {
      std::visit(Overload{[&](const EntityPattern& one) {
                            Line(2, "on " + Show(one));
                          },
                          [&](const Text& arn) { Line(2, "on " + arn.value); }},
                 on);
    }
    Add(2, "context", claim.context);
  }

  std::string out_;
};

}  // namespace

std::string Dump(const Topology& topology) { return Dumper().Run(topology); }

}  // namespace iamgen::syntax

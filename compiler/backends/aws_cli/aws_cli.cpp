// A shell script per account that calls the AWS CLI, and one that runs them
// all.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/waves.h"
#include "backends/aws_cli/blocks.h"
#include "backends/aws_cli/frame.h"
#include "backends/aws_cli/functions.h"
#include "backends/backend.h"
#include "backends/census.h"
#include "backends/document.h"
#include "backends/origin.h"
#include "backends/shared_ropes.h"
#include "backends/shell.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "model/references.h"

namespace iamgen::backends::aws_cli {
namespace {

// Whether there is anything to do in the account. A job has a role.
bool HasScript(const model::Topology& topology, const Residents& residents) {
  return !residents.policies.empty() || !residents.roles.empty() ||
         !residents.groups.empty() || !residents.users.empty() ||
         !residents.oidc_providers.empty() ||
         !residents.saml_providers.empty() ||
         std::any_of(residents.resources.begin(), residents.resources.end(),
                     [&](auto id) { return topology.resources[id].emit; });
}

class Emitter {
 public:
  Emitter(const Request& request, const Writer& write)
      : request_(request),
        topology_(request.topology),
        write_(write),
        slots_(request.topology),
        blocks_(request.topology, slots_, request.style.compact),
        ropes_(request.topology),
        references_(request.topology) {}

  support::Status Run() {
    std::vector<Residents> census = TakeCensus(topology_);
    for (const model::AccountId account : request_.accounts) {
      Residents& residents = census[account.index];
      if (!HasScript(topology_, residents)) {
        continue;
      }
      body_.clear();
      functions_ = {};
      AddPolicies(account, residents);
      AddProviders(account, residents);
      AddPeople(account, residents);
      AddRoles(account, residents);
      AddResources(account, residents);
      const model::Account& about = topology_.accounts[account];
      script_ = ScriptHead(about);
      functions_.AppendTo(script_);
      script_ += body_;
      const std::string path = "aws-cli/" + about.alias + ".sh";
      auto done = write_(
          {.path = path, .bytes = script_, .account = account, .entities = {}});
      if (!done) {
        return done;
      }
    }
    return support::Done{};
  }

 private:
  // What a block is of.
  enum class Kind : std::uint8_t {
    kPolicy,
    kRole,
    kProfile,
    kGroup,
    kMembers,
    kUser,
    kOidc,
    kSaml,
    kResource
  };

  using Key = std::pair<Kind, std::uint32_t>;

  template <typename See, typename Render>
  void Add(Key key, Function function, model::AccountId account, See see,
           Render render) {
    functions_.Use(function);
    ropes_.Of(key, account, see, render)
        .AppendTo(body_, slots_.ValuesIn(account));
  }

  [[nodiscard]] std::string Comment(diag::Span span,
                                    const std::string& path) const {
    return LineOf(request_.sources, span) + " " + path;
  }

  void AddPolicies(model::AccountId account, const Residents& residents) {
    for (const model::PolicyId id : residents.policies) {
      const model::ManagedPolicy& policy = topology_.policies[id];
      Add(
          {Kind::kPolicy, id.index}, Function::kPolicy, account,
          [&](Shape& shape) {
            shape.See(policy.document);
            shape.See(policy.tags);
          },
          [&] {
            return blocks_.Policy(
                id, account, Comment(policy.span, "policies." + policy.key));
          });
    }
  }

  void AddProviders(model::AccountId account, const Residents& residents) {
    for (const auto id : residents.oidc_providers) {
      const model::OidcProvider& provider = topology_.oidc_providers[id];
      Add(
          {Kind::kOidc, id.index}, Function::kOidc, account,
          [&](Shape& shape) {
            shape.See(provider.client_ids);
            shape.See(provider.thumbprints);
            shape.See(provider.tags);
          },
          [&] {
            return blocks_.Oidc(
                id, account,
                Comment(provider.key_span, "oidc_providers." + provider.key));
          });
    }
    for (const auto id : residents.saml_providers) {
      const model::SamlProvider& provider = topology_.saml_providers[id];
      Add(
          {Kind::kSaml, id.index}, Function::kSaml, account,
          [&](Shape& shape) { shape.See(provider.tags); },
          [&] {
            return blocks_.Saml(id, Comment(provider.key_span,
                                            "saml_providers." + provider.key));
          });
    }
  }

  // The functions of what every identity may have.
  void UsePermissions(model::AccountId account,
                      const model::IdentityView& identity) {
    functions_.Use(Function::kInlines);
    functions_.Use(Function::kAttached);
    if (std::any_of(identity.inlines.begin(), identity.inlines.end(),
                    [&](const model::InlinePolicy& one) {
                      return HasStatements(one.document, topology_, account);
                    })) {
      functions_.Use(Function::kInline);
    }
  }

  // Users are members of groups that are there already.
  void AddPeople(model::AccountId account, const Residents& residents) {
    for (const model::GroupId id : residents.groups) {
      const model::Group& group = topology_.groups[id];
      UsePermissions(account, model::ViewOf(topology_, id));
      Add(
          {Kind::kGroup, id.index}, Function::kGroup, account,
          [&](Shape& shape) { shape.See(model::ViewOf(topology_, id)); },
          [&] {
            return blocks_.Group(id, account,
                                 Comment(group.span, "groups." + group.key));
          });
      if (!group.external_users.empty()) {
        Add(
            {Kind::kMembers, id.index}, Function::kMember, account,
            [&](Shape& shape) { shape.See(group.external_users); },
            [&] {
              return blocks_.Members(
                  id, Comment(group.span, "groups." + group.key));
            });
      }
    }
    for (const model::UserId id : residents.users) {
      const model::User& user = topology_.users[id];
      UsePermissions(account, model::ViewOf(topology_, id));
      functions_.Use(Function::kMemberships);
      if (user.console) {
        functions_.Use(Function::kLogin);
      }
      Add(
          {Kind::kUser, id.index}, Function::kUser, account,
          [&](Shape& shape) {
            shape.See(model::ViewOf(topology_, id));
            for (const model::Membership& one : user.groups) {
              shape.SeeOnlyIn(one.accounts);
            }
          },
          [&] {
            return blocks_.User(id, account,
                                Comment(user.span, "users." + user.key));
          });
    }
  }

  void AddRoles(model::AccountId account, Residents& residents) {
    // IAM wants the principals of a trust policy to exist.
    const auto rank = [&](model::RoleId id) {
      return references_.RankOf({model::EntityKind::kRole, id.index});
    };
    std::stable_sort(
        residents.roles.begin(), residents.roles.end(),
        [&](model::RoleId a, model::RoleId b) { return rank(a) < rank(b); });
    for (const model::RoleId id : residents.roles) {
      const model::Role& role = topology_.roles[id];
      UsePermissions(account, model::ViewOf(topology_, id));
      Add(
          {Kind::kRole, id.index}, Function::kRole, account,
          [&](Shape& shape) {
            shape.See(model::ViewOf(topology_, id));
            shape.See(role.trust);
          },
          [&] {
            return blocks_.Role(
                id, account,
                Comment(role.span, SectionOf(role.origin) + role.entity_key));
          });
    }
    for (const auto id : residents.profiles) {
      const model::InstanceProfile& profile = topology_.profiles[id];
      const model::Role& role = topology_.roles[profile.role];
      Add(
          {Kind::kProfile, id.index}, Function::kProfile, account,
          [](Shape&) {},
          [&] {
            return blocks_.Profile(
                id, Comment(profile.span,
                            SectionOf(role.origin) + role.entity_key));
          });
    }
  }

  // They may name any of the account's identities, so they come last.
  void AddResources(model::AccountId account, const Residents& residents) {
    for (const auto id : residents.jobs) {
      AddPermissions(topology_.jobs[id], account);
    }
    for (const auto id : residents.resources) {
      const model::ResourcePolicy& resource = topology_.resources[id];
      if (!resource.emit) {
        continue;
      }
      Add(
          {Kind::kResource, id.index}, PolicyFunctionOf(resource.type), account,
          [&](Shape& shape) { shape.See(resource.document); },
          [&] {
            return blocks_.Resource(
                id, account,
                Comment(resource.key_span, "resources." + resource.key));
          });
    }
  }

  // A source that is named twice may invoke once.
  void AddPermissions(const model::LambdaJob& job, model::AccountId account) {
    if (!job.permissions_wanted) {
      return;
    }
    std::set<std::pair<std::string, std::string>> written;
    for (const model::InvokePermission& permission : job.permissions) {
      for (const std::string& source :
           model::EvaluateList(topology_, {permission.source_arn}, account)) {
        if (written.emplace(permission.service, source).second) {
          functions_.Use(Function::kPermission);
          blocks_
              .Permission(
                  job, permission.service, source, account,
                  Comment(permission.source_arn.span, "lambda_jobs." + job.key))
              .AppendTo(body_, {});
        }
      }
    }
  }

  const Request& request_;
  const model::Topology& topology_;
  const Writer& write_;
  Slots slots_;
  Blocks blocks_;
  SharedRopes<Key> ropes_;
  model::References references_;
  Functions functions_;
  std::string body_;
  std::string script_;
};

support::Status Emit(const Request& request, const Writer& write) {
  return Emitter(request, write).Run();
}

std::string Deploy(const Request& request, const File& file,
                   std::string_view folder) {
  if (!file.account.valid()) {
    return {};
  }
  std::string path(folder);
  path += '/';
  path += file.path;
  return "AWS_PROFILE=" +
         ShellWord(request.topology.accounts[file.account].alias) + " sh " +
         ShellWord(path);
}

support::Status EmitShared(const Request& request, const Writer& write) {
  const std::vector<Residents> census = TakeCensus(request.topology);
  std::string script;
  std::size_t number = 0;
  for (const auto& wave : analysis::WavesOf(request.topology).waves) {
    std::string lines;
    for (const model::AccountId account : wave) {
      // All of them, whichever are built this time.
      if (HasScript(request.topology, census[account.index])) {
        lines += RunLine(request.topology.accounts[account]);
      }
    }
    if (!lines.empty()) {
      script += "\n# Wave " + std::to_string(++number) + ".\n" + lines;
    }
  }
  if (script.empty()) {
    return support::Done{};
  }
  script.insert(0, RunAllHead());
  return write({.path = "aws-cli/all.sh",
                .bytes = script,
                .account = {},
                .entities = {}});
}

}  // namespace

constinit const Backend kBackend = {
    .name = "aws-cli",
    .summary = "a shell script per account that calls the AWS CLI",
    .always = false,
    .emit = Emit,
    .emit_shared = EmitShared,
    .deploy = Deploy};

}  // namespace iamgen::backends::aws_cli

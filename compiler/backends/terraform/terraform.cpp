// A root module of Terraform per account.
#include <utility>
#include <vector>

#include "backends/arn_text.h"
#include "backends/backend.h"
#include "backends/census.h"
#include "backends/origin.h"
#include "backends/shared_ropes.h"
#include "backends/shell.h"
#include "backends/slots.h"
#include "backends/terraform/module.h"
#include "backends/terraform/resources.h"
#include "model/identities.h"

namespace iamgen::backends::terraform {
namespace {

class Emitter {
 public:
  Emitter(const Request& request, const Writer& write)
      : request_(request),
        topology_(request.topology),
        write_(write),
        slots_(request.topology),
        resources_(request.topology, slots_,
                   request.style.tf_json ? SlotForm::kHclJson : SlotForm::kHcl),
        shared_(request.topology),
        module_(request.style, request.sources) {}

  support::Status Run() {
    const std::vector<Residents> census = TakeCensus(topology_);
    for (const model::AccountId account : request_.accounts) {
      Policies(account, census[account.index]);
      Roles(account, census[account.index]);
      People(account, census[account.index]);
      Others(account, census[account.index]);
      if (topology_.accounts[account].role == model::AccountRole::kMaster) {
        ControlPolicies(account);
      }
      auto done = module_.Write(topology_.accounts[account], account, write_);
      if (!done) {
        return done;
      }
    }
    return support::Done{};
  }

 private:
  void Policies(model::AccountId account, const Residents& residents) {
    for (const model::PolicyId id : residents.policies) {
      const model::ManagedPolicy& policy = topology_.policies[id];
      Add(
          {Topic::kPolicies, id.index}, account,
          [&](Shape& shape) {
            shape.See(policy.document);
            shape.SeeKeys(policy.document);
            shape.See(policy.tags);
            shape.SeeKeys(policy.tags);
          },
          "policies." + policy.key,
          [&] { return resources_.Policy(id, account); });
    }
  }

  void Roles(model::AccountId account, const Residents& residents) {
    for (const model::RoleId id : residents.roles) {
      const model::Role& role = topology_.roles[id];
      Add(
          {Topic::kRoles, id.index}, account,
          [&](Shape& shape) {
            See(model::ViewOf(topology_, id), shape);
            shape.See(role.trust);
            shape.SeeKeys(role.trust);
          },
          SectionOf(role.origin) + role.entity_key,
          [&] { return resources_.Role(id, account); });
    }
    for (const auto id : residents.profiles) {
      const model::InstanceProfile& profile = topology_.profiles[id];
      const model::Role& role = topology_.roles[profile.role];
      Add(
          {Topic::kRoles, id.index, true}, account,
          [&](Shape& shape) {
            shape.See(role.tags);
            shape.SeeKeys(role.tags);
          },
          SectionOf(role.origin) + role.entity_key,
          [&] { return resources_.Profile(id); });
    }
  }

  void People(model::AccountId account, const Residents& residents) {
    for (const model::GroupId id : residents.groups) {
      const model::Group& group = topology_.groups[id];
      Add(
          {Topic::kGroups, id.index}, account,
          [&](Shape& shape) { See(model::ViewOf(topology_, id), shape); },
          "groups." + group.key, [&] { return resources_.Group(id, account); });
    }
    for (const model::UserId id : residents.users) {
      const model::User& user = topology_.users[id];
      Add(
          {Topic::kUsers, id.index}, account,
          [&](Shape& shape) {
            See(model::ViewOf(topology_, id), shape);
            for (const model::Membership& one : user.groups) {
              shape.SeeOnlyIn(one.accounts);
            }
          },
          "users." + user.key, [&] { return resources_.User(id, account); });
    }
  }

  void Others(model::AccountId account, const Residents& residents) {
    for (const auto id : residents.oidc_providers) {
      const model::OidcProvider& provider = topology_.oidc_providers[id];
      Add(
          {Topic::kIdentityProviders, id.index}, account,
          [&](Shape& shape) {
            shape.See(provider.client_ids);
            shape.See(provider.thumbprints);
            shape.SeeKeys(provider.tags);
          },
          "oidc_providers." + provider.key,
          [&] { return resources_.Oidc(id, account); });
    }
    for (const auto id : residents.saml_providers) {
      const model::SamlProvider& provider = topology_.saml_providers[id];
      Add(
          {Topic::kIdentityProviders, id.index, true}, account,
          [&](Shape& shape) { shape.SeeKeys(provider.tags); },
          "saml_providers." + provider.key,
          [&] { return resources_.Saml(id); });
    }
    for (const auto id : residents.resources) {
      const model::ResourcePolicy& resource = topology_.resources[id];
      if (resource.emit) {
        Add(
            {Topic::kResourcePolicies, id.index}, account,
            [&](Shape& shape) {
              shape.See(resource.document);
              shape.SeeKeys(resource.document);
            },
            "resources." + resource.key,
            [&] { return resources_.OnResource(id, account); });
      }
    }
    for (const auto id : residents.jobs) {
      const model::LambdaJob& job = topology_.jobs[id];
      Add(
          {Topic::kLambda, id.index}, account,
          [&](Shape& shape) {
            for (const model::InvokePermission& one : job.permissions) {
              shape.See(one.source_arn.value);
              if (HidesAccount(one.source_arn.value)) {
                shape.SeeKey(one.source_arn.value);
              }
            }
          },
          "lambda_jobs." + job.key,
          [&] { return resources_.Permissions(id, account); });
    }
  }

  void ControlPolicies(model::AccountId master) {
    const Rendered rendered =
        module_.Render(Topic::kOrganization, resources_.Organization(master),
                       {request_.sources, "organization"});
    module_.Append(rendered, slots_.ValuesIn(master));
  }

  static void See(const model::IdentityView& identity, Shape& shape) {
    shape.See(identity);
    if (identity.tags != nullptr) {
      shape.SeeKeys(*identity.tags);
    }
    for (const model::InlinePolicy& one : identity.inlines) {
      shape.SeeKeys(one.document);
    }
  }

  // An entity, by where it goes.
  struct Subject {
    Topic topic = Topic::kPolicies;
    std::uint32_t index = 0;
    // The second kind that has the same file: profiles, SAML providers.
    bool second = false;

    friend auto operator<=>(const Subject&, const Subject&) = default;
  };

  template <typename See, typename Build>
  void Add(Subject subject, model::AccountId account, See see,
           const std::string& path, Build build) {
    const Rendered& rendered = shared_.Of(subject, account, see, [&] {
      return module_.Render(subject.topic, build(), {request_.sources, path});
    });
    module_.Append(rendered, slots_.ValuesIn(account));
  }

  const Request& request_;
  const model::Topology& topology_;
  const Writer& write_;
  Slots slots_;
  Resources resources_;
  SharedRopes<Subject, Rendered> shared_;
  Module module_;
};

support::Status Emit(const Request& request, const Writer& write) {
  return Emitter(request, write).Run();
}

// One file stands for the module.
std::string Deploy(const Request& request, const File& file,
                   std::string_view folder) {
  const std::string_view name = file.path.substr(file.path.rfind('/') + 1);
  if (name != "versions.tf" && name != "main.tf.json") {
    return {};
  }
  std::string path(folder);
  path += '/';
  path += file.path.substr(0, file.path.rfind('/'));
  const std::string terraform =
      "AWS_PROFILE=" +
      ShellWord(request.topology.accounts[file.account].alias) +
      " terraform -chdir=" + ShellWord(path);
  return terraform + " init && " + terraform + " apply";
}

}  // namespace

constinit const Backend kBackend = {
    .name = "terraform",
    .summary = "a root module of Terraform per account",
    .always = false,
    .emit = Emit,
    .deploy = Deploy};

}  // namespace iamgen::backends::terraform

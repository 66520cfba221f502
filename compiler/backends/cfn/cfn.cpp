// A CloudFormation template per account.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "backends/backend.h"
#include "backends/census.h"
#include "backends/cfn/resources.h"
#include "backends/shared_ropes.h"
#include "backends/slots.h"
#include "model/identities.h"
#include "support/file_system.h"
#include "writers/json.h"
#include "writers/yaml.h"

namespace iamgen::backends::cfn {
namespace {

// "topology.yaml:41": the file's name alone, so that output does not depend on
// where the topology lies.
std::string LineOf(const diag::SourceMap& sources, diag::Span span) {
  if (!span.valid()) {
    return {};
  }
  const diag::Source& source = sources[span.file];
  const std::string& path = source.path();
  const std::size_t slash = path.rfind('/');
  return path.substr(slash == std::string::npos ? 0 : slash + 1) + ":" +
         std::to_string(source.PositionOf(span.begin).line);
}

class Emitter {
 public:
  Emitter(const Request& request, const Writer& write)
      : request_(request),
        topology_(request.topology),
        write_(write),
        slots_(request.topology),
        resources_(request.topology, slots_),
        ropes_(request.topology) {}

  support::Status Run() {
    const std::vector<Residents> census = TakeCensus(topology_);
    for (const model::AccountId account : request_.accounts) {
      if (census[account.index].empty()) {
        continue;
      }
      auto done = EmitAccount(account, census[account.index]);
      if (!done) {
        return done;
      }
    }
    return support::Done{};
  }

 private:
  [[nodiscard]] bool json() const {
    return request_.style.format == Format::kJson;
  }

  support::Status EmitAccount(model::AccountId account,
                              const Residents& residents) {
    buffer_.clear();
    written_ = 0;
    Head(account, residents);
    AddPolicies(account, residents);
    AddRoles(account, residents);
    AddPeople(account, residents);
    AddProviders(account, residents);
    for (const auto id : residents.jobs) {
      AddPermissions(id, account);
    }
    // CloudFormation takes no template without resources.
    if (written_ == 0) {
      return support::Done{};
    }
    if (json()) {
      buffer_ += "\n  }\n}\n";
    }
    const std::string path = "cfn/" + topology_.accounts[account].alias +
                             ".template." + (json() ? "json" : "yaml");
    return write_(
        {.path = path, .bytes = buffer_, .account = account, .entity = {}});
  }

  void AddPolicies(model::AccountId account, const Residents& residents) {
    for (const model::PolicyId id : residents.policies) {
      const model::ManagedPolicy& policy = topology_.policies[id];
      Add(
          {Kind::kPolicy, id.index}, account,
          [&](Shape& shape) {
            shape.See(policy.document);
            shape.See(policy.name.value);
          },
          policy.span, "policies." + policy.key,
          [&] { return resources_.Policy(id, account); });
    }
  }

  void AddRoles(model::AccountId account, const Residents& residents) {
    for (const model::RoleId id : residents.roles) {
      const model::Role& role = topology_.roles[id];
      Add(
          {Kind::kRole, id.index}, account,
          [&](Shape& shape) {
            shape.See(model::ViewOf(topology_, id));
            shape.See(role.description.value);
            shape.See(role.trust);
          },
          role.span, SectionOf(role.origin) + role.entity_key,
          [&] { return resources_.Role(id, account); });
    }
    AddApart(account, residents.roles, "roles.");
    for (const auto id : residents.profiles) {
      const model::InstanceProfile& profile = topology_.profiles[id];
      const model::Role& role = topology_.roles[profile.role];
      Add(
          {Kind::kProfile, id.index}, account,
          [&](Shape& shape) { shape.See(profile.name.value); }, profile.span,
          SectionOf(role.origin) + role.entity_key,
          [&] { return resources_.Profile(id); });
    }
  }

  void AddPeople(model::AccountId account, const Residents& residents) {
    for (const model::GroupId id : residents.groups) {
      const model::Group& group = topology_.groups[id];
      Add(
          {Kind::kGroup, id.index}, account,
          [&](Shape& shape) { shape.See(model::ViewOf(topology_, id)); },
          group.span, "groups." + group.key,
          [&] { return resources_.Group(id, account); });
      if (!group.external_users.empty()) {
        Add(
            {Kind::kMembers, id.index}, account,
            [&](Shape& shape) { shape.See(group.external_users); }, group.span,
            "groups." + group.key, [&] { return resources_.Members(id); });
      }
    }
    for (const model::UserId id : residents.users) {
      const model::User& user = topology_.users[id];
      Add(
          {Kind::kUser, id.index}, account,
          [&](Shape& shape) {
            shape.See(model::ViewOf(topology_, id));
            for (const model::Membership& one : user.groups) {
              shape.SeeOnlyIn(one.accounts);
            }
          },
          user.span, "users." + user.key,
          [&] { return resources_.User(id, account); });
    }
    AddApart(account, residents.groups, "groups.");
    AddApart(account, residents.users, "users.");
  }

  // Inline policies that are resources of their own; few, so they are rendered
  // for each account.
  template <typename Ids>
  void AddApart(model::AccountId account, const Ids& ids,
                const std::string& section) {
    for (const auto id : ids) {
      const model::IdentityView view = model::ViewOf(topology_, id);
      for (const model::InlinePolicy& one : view.inlines) {
        if (resources_.StandsApart(one, view.entity) &&
            HasStatements(one.document, topology_, account)) {
          Append(Render(resources_.Apart(view, one, account), one.name.span,
                        section + view.key),
                 account);
        }
      }
    }
  }

  void AddProviders(model::AccountId account, const Residents& residents) {
    for (const auto id : residents.oidc_providers) {
      const model::OidcProvider& provider = topology_.oidc_providers[id];
      Add(
          {Kind::kOidc, id.index}, account,
          [&](Shape& shape) {
            shape.See(provider.url.value);
            shape.See(provider.client_ids);
            shape.See(provider.thumbprints);
            shape.See(provider.tags);
          },
          provider.key_span, "oidc_providers." + provider.key,
          [&] { return resources_.Oidc(id, account); });
    }
    for (const auto id : residents.saml_providers) {
      const model::SamlProvider& provider = topology_.saml_providers[id];
      Add(
          {Kind::kSaml, id.index}, account,
          [&](Shape& shape) {
            shape.See(provider.name.value);
            shape.See(provider.tags);
          },
          provider.key_span, "saml_providers." + provider.key,
          [&] { return resources_.Saml(id); });
    }
    for (const auto id : residents.resources) {
      const model::ResourcePolicy& resource = topology_.resources[id];
      if (resource.emit) {
        Add(
            {Kind::kResource, id.index}, account,
            [&](Shape& shape) {
              shape.See(resource.arn.value);
              shape.See(resource.document);
            },
            resource.key_span, "resources." + resource.key,
            [&] { return resources_.OnResource(id, account); });
      }
    }
  }

  static std::string SectionOf(model::Origin origin) {
    switch (origin) {
      case model::Origin::kRole:
        return "roles.";
      case model::Origin::kLambdaJob:
        return "lambda_jobs.";
      case model::Origin::kInstanceProfile:
        return "instance_profiles.";
    }
    return {};
  }

  void Head(model::AccountId account, const Residents& residents) {
    const std::string& alias = topology_.accounts[account].alias;
    std::string description =
        topology_.description.empty() ? topology_.name : topology_.description;
    description += description.empty() ? "IAM" : ": IAM";
    description +=
        " of account " + alias + ", generated by iamgen; edit the topology";
    // "CloudFormation quotas": 1,024 bytes.
    constexpr std::size_t kMostBytes = 1024;
    if (description.size() > kMostBytes) {
      std::size_t cut = kMostBytes;
      while ((static_cast<unsigned char>(description[cut]) & 0xC0U) == 0x80U) {
        --cut;
      }
      description.resize(cut);
    }
    writers::Map about;
    about.push_back({.key = "Account", .value = {writers::Text(alias)}});
    about.push_back(
        {.key = "Capabilities",
         .value = {writers::List{{writers::Text(Capability(residents))}}}});
    writers::Map metadata;
    metadata.push_back({.key = "iamgen", .value = {std::move(about)}});
    writers::Map head;
    head.push_back({.key = "AWSTemplateFormatVersion",
                    .value = {writers::Text("2010-09-09")}});
    head.push_back({.key = "Description",
                    .value = {writers::Text(std::move(description))}});
    head.push_back({.key = "Metadata", .value = {std::move(metadata)}});
    writers::Map parameters;
    for (const model::UserId id : residents.users) {
      if (topology_.users[id].console) {
        parameters.push_back(resources_.PasswordParameter(id));
      }
    }
    if (!parameters.empty()) {
      head.push_back({.key = "Parameters", .value = {std::move(parameters)}});
    }
    if (json()) {
      std::string text;
      writers::WriteJson({std::move(head)}, 2).AppendTo(text, {});
      // The object stays open for the resources.
      text.resize(text.rfind('\n'));
      buffer_ += text + ",\n  \"Resources\": {";
    } else {
      writers::WriteYaml({std::move(head)}, 0).AppendTo(buffer_, {});
      buffer_ += "Resources:\n";
    }
  }

  // The least that a stack of them asks for ("Acknowledging IAM resources in
  // CloudFormation templates"): one entity with a name of its own takes the
  // stronger of the two.
  [[nodiscard]] const char* Capability(const Residents& residents) const {
    const auto named = [](const auto& ids, const auto& store) {
      return std::any_of(ids.begin(), ids.end(),
                         [&](auto id) { return !store[id].generated_name; });
    };
    return named(residents.roles, topology_.roles) ||
                   named(residents.policies, topology_.policies) ||
                   named(residents.groups, topology_.groups) ||
                   named(residents.users, topology_.users) ||
                   !residents.saml_providers.empty()
               ? "CAPABILITY_NAMED_IAM"
               : "CAPABILITY_IAM";
  }

  // A kind of resource, and the entity it is made of.
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

  using RopeKey = std::pair<Kind, std::uint32_t>;

  template <typename See, typename Build>
  void Add(RopeKey key, model::AccountId account, See see, diag::Span span,
           const std::string& path, Build build) {
    Append(ropes_.Of(key, account, see,
                     [&] { return Render(build(), span, path); }),
           account);
  }

  writers::Rope Render(Resource resource, diag::Span span,
                       const std::string& path) {
    if (json()) {
      writers::Rope rope("    \"" + resource.logical_id + "\": ");
      rope.Append(writers::WriteJson(resource.value, 2, 2));
      return rope;
    }
    writers::Map one;
    one.push_back({.key = resource.logical_id,
                   .value = std::move(resource.value),
                   .comment = LineOf(request_.sources, span) + " " + path});
    return writers::WriteYaml({std::move(one)}, 1);
  }

  void Append(const writers::Rope& rope, model::AccountId account) {
    if (json()) {
      buffer_ += written_ == 0 ? "\n" : ",\n";
    }
    ++written_;
    rope.AppendTo(buffer_, slots_.ValuesIn(account));
  }

  void AddPermissions(support::Id<model::LambdaJob> id,
                      model::AccountId account) {
    const model::LambdaJob& job = topology_.jobs[id];
    if (!job.permissions_wanted) {
      return;
    }
    // A source that is named twice may invoke once.
    std::set<std::string> written;
    for (std::size_t i = 0; i < job.permissions.size(); ++i) {
      const model::InvokePermission& permission = job.permissions[i];
      for (const model::Text& arn :
           Expand(topology_, permission.source_arn.value, account)) {
        Resource resource =
            resources_.Permission(job, i, {arn, permission.source_arn.span});
        if (written.insert(resource.logical_id).second) {
          Append(Render(std::move(resource), permission.source_arn.span,
                        "lambda_jobs." + job.key),
                 account);
        }
      }
    }
  }

  const Request& request_;
  const model::Topology& topology_;
  const Writer& write_;
  Slots slots_;
  Resources resources_;
  SharedRopes<RopeKey> ropes_;
  std::string buffer_;
  // Resources of the account so far.
  std::size_t written_ = 0;
};

support::Status Emit(const Request& request, const Writer& write) {
  return Emitter(request, write).Run();
}

}  // namespace

constinit const Backend kBackend = {
    .name = "cfn",
    .summary = "a CloudFormation template per account",
    .always = false,
    .emit = Emit};

}  // namespace iamgen::backends::cfn

// Evaluates every entity in every account it lives in.
#include "analysis/authorization_details.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analysis/document_text.h"
#include "analysis/json_text.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "model/identities.h"

namespace iamgen::analysis {
namespace {

using model::EntityKind;
using model::EntityRef;

// What IAM calls an identity's lists and name.
struct Words {
  const char* name;
  const char* inlines;
};

Words WordsOf(EntityKind kind) {
  return kind == EntityKind::kUser    ? Words{"UserName", "UserPolicyList"}
         : kind == EntityKind::kGroup ? Words{"GroupName", "GroupPolicyList"}
                                      : Words{"RoleName", "RolePolicyList"};
}

const char* TypeOf(model::ResourceType type) {
  switch (type) {
    case model::ResourceType::kS3Bucket:
      return "s3_bucket";
    case model::ResourceType::kSqsQueue:
      return "sqs_queue";
    case model::ResourceType::kSnsTopic:
      return "sns_topic";
    case model::ResourceType::kKmsKey:
      return "kms_key";
    case model::ResourceType::kLambdaFunction:
      return "lambda_function";
    case model::ResourceType::kSecret:
      return "secret";
  }
  return "";
}

// The account that an ARN names, or `own`.
std::string SourceAccountOf(const std::string& arn, const std::string& own) {
  std::size_t begin = 0;
  for (int colons = 0; colons < 4; ++colons) {
    begin = arn.find(':', begin);
    if (begin == std::string::npos) {
      return own;
    }
    ++begin;
  }
  constexpr std::size_t kDigits = 12;
  const std::string field = arn.substr(begin, arn.find(':', begin) - begin);
  return field.size() == kDigits &&
                 field.find_first_not_of("0123456789") == std::string::npos
             ? field
             : own;
}

class Account {
 public:
  Account(const model::Topology& topology, model::AccountId account,
          JsonText& out)
      : topology_(topology), account_(account), out_(out) {}

  void Write() {
    out_.OpenObject();
    WriteUsers();
    WriteGroups();
    WriteRoles();
    WritePolicies();
    WriteProviders();
    WritePermissions();
    WriteResources();
    out_.CloseObject();
  }

 private:
  [[nodiscard]] std::string Value(const model::Text& text) const {
    return model::Evaluate(topology_, text, account_);
  }

  [[nodiscard]] bool LivesHere(model::AccountSetId accounts) const {
    return accounts.valid() &&
           topology_.account_sets[accounts].Contains(account_);
  }

  // Calls `visit` with the id of each entity of the store that is here.
  template <typename T, typename Visit>
  void ForEach(const char* list, const support::Store<T>& store, Visit visit) {
    out_.Key(list);
    out_.OpenList();
    for (std::size_t i = 0; i < store.size(); ++i) {
      if (LivesHere(store[store.IdAt(i)].accounts)) {
        visit(store.IdAt(i));
      }
    }
    out_.CloseList();
  }

  void WriteStrings(const char* key, const std::vector<std::string>& values) {
    out_.Key(key);
    out_.OpenList();
    for (const std::string& value : values) {
      out_.String(value);
    }
    out_.CloseList();
  }

  void WriteName(const char* key, const model::Text& name, EntityRef entity) {
    out_.Member(key, model::HasGeneratedName(topology_, entity)
                         ? model::ArnOf(topology_, entity, account_)
                         : Value(name));
  }

  void WriteTags(const std::vector<model::Tag>& tags) {
    out_.Key("Tags");
    out_.OpenList();
    for (const model::Tag& tag : tags) {
      out_.OpenObject();
      out_.Member("Key", Value(tag.key));
      out_.Member("Value", Value(tag.value.value));
      out_.CloseObject();
    }
    out_.CloseList();
  }

  [[nodiscard]] std::string ArnOf(const model::Attachment& attachment) const {
    return attachment.policy.valid()
               ? model::ArnOf(topology_,
                              {EntityKind::kPolicy, attachment.policy.index},
                              account_)
               : Value(attachment.arn.value);
  }

  void WriteDocument(const char* key, const model::Document& document) {
    out_.Key(key);
    AppendDocument(topology_, document, account_, out_);
  }

  // What roles, groups and users have in common.
  void WriteIdentity(const model::IdentityView& identity) {
    const Words words = WordsOf(identity.entity.kind);
    out_.Member("Path", Value(identity.path.value));
    WriteName(words.name, identity.name.value, identity.entity);
    out_.Member("Arn", model::ArnOf(topology_, identity.entity, account_));
    out_.Key(words.inlines);
    out_.OpenList();
    for (const model::InlinePolicy& policy : identity.inlines) {
      if (IsEmpty(topology_, policy.document, account_)) {
        continue;
      }
      out_.OpenObject();
      out_.Member("PolicyName", Value(policy.name.value));
      WriteDocument("PolicyDocument", policy.document);
      out_.CloseObject();
    }
    out_.CloseList();
    out_.Key("AttachedManagedPolicies");
    out_.OpenList();
    for (const model::Attachment& attachment : identity.attachments) {
      const std::string arn = ArnOf(attachment);
      out_.OpenObject();
      out_.Member("PolicyName", arn.substr(arn.rfind('/') + 1));
      out_.Member("PolicyArn", arn);
      out_.CloseObject();
    }
    out_.CloseList();
    if (identity.boundary != nullptr && *identity.boundary) {
      out_.Key("PermissionsBoundary");
      out_.OpenObject();
      out_.Member("PermissionsBoundaryType", "Policy");
      out_.Member("PermissionsBoundaryArn", ArnOf(**identity.boundary));
      out_.CloseObject();
    }
    if (identity.tags != nullptr) {
      WriteTags(*identity.tags);
    }
  }

  void WriteUsers() {
    ForEach("UserDetailList", topology_.users, [&](model::UserId id) {
      const model::User& user = topology_.users[id];
      out_.OpenObject();
      WriteIdentity(model::ViewOf(topology_, id));
      out_.Key("GroupList");
      out_.OpenList();
      for (const model::Membership& one : user.groups) {
        if (LivesHere(one.accounts)) {
          const EntityRef group{EntityKind::kGroup, one.group.index};
          out_.String(model::HasGeneratedName(topology_, group)
                          ? model::ArnOf(topology_, group, account_)
                          : Value(topology_.groups[one.group].name.value));
        }
      }
      for (const std::string& name :
           model::EvaluateList(topology_, user.external_groups, account_)) {
        out_.String(name);
      }
      out_.CloseList();
      out_.Key("Console");
      out_.Literal(user.console ? "true" : "false");
      out_.CloseObject();
    });
  }

  void WriteGroups() {
    ForEach("GroupDetailList", topology_.groups, [&](model::GroupId id) {
      out_.OpenObject();
      WriteIdentity(model::ViewOf(topology_, id));
      WriteStrings(
          "ExternalUsers",
          model::EvaluateList(topology_, topology_.groups[id].external_users,
                              account_));
      out_.CloseObject();
    });
  }

  void WriteRoles() {
    // By role: the profiles that are here.
    std::multimap<std::uint32_t, support::Id<model::InstanceProfile>> profiles;
    for (std::size_t i = 0; i < topology_.profiles.size(); ++i) {
      const auto id = topology_.profiles.IdAt(i);
      if (LivesHere(topology_.profiles[id].accounts)) {
        profiles.emplace(topology_.profiles[id].role.index, id);
      }
    }
    ForEach("RoleDetailList", topology_.roles, [&](model::RoleId id) {
      const model::Role& role = topology_.roles[id];
      out_.OpenObject();
      WriteIdentity(model::ViewOf(topology_, id));
      if (!role.description.value.empty()) {
        out_.Member("Description", Value(role.description.value));
      }
      // IAM's default.
      constexpr std::int64_t kHour = 3600;
      out_.Key("MaxSessionDuration");
      out_.Literal(std::to_string(
          role.max_session_seconds ? role.max_session_seconds->value : kHour));
      WriteDocument("AssumeRolePolicyDocument", role.trust);
      out_.Key("InstanceProfileList");
      out_.OpenList();
      const auto [first, last] = profiles.equal_range(id.index);
      for (auto one = first; one != last; ++one) {
        WriteProfile(one->second);
      }
      out_.CloseList();
      out_.CloseObject();
    });
  }

  // It goes without a name of its own where its role does.
  void WriteProfile(support::Id<model::InstanceProfile> id) {
    const model::InstanceProfile& profile = topology_.profiles[id];
    const EntityRef entity{EntityKind::kInstanceProfile, id.index};
    const std::string generated =
        "<generated:" + std::string(model::NameOf(entity.kind)) + "/" +
        profile.key + ">";
    const bool is_generated = topology_.roles[profile.role].generated_name;
    out_.OpenObject();
    out_.Member("Path", Value(profile.path.value));
    out_.Member("InstanceProfileName",
                is_generated ? generated : Value(profile.name.value));
    out_.Member("Arn", is_generated
                           ? generated
                           : model::ArnOf(topology_, entity, account_));
    out_.CloseObject();
  }

  void WritePolicies() {
    ForEach("Policies", topology_.policies, [&](model::PolicyId id) {
      const model::ManagedPolicy& policy = topology_.policies[id];
      const EntityRef entity{EntityKind::kPolicy, id.index};
      out_.OpenObject();
      WriteName("PolicyName", policy.name.value, entity);
      out_.Member("Arn", model::ArnOf(topology_, entity, account_));
      out_.Member("Path", Value(policy.path.value));
      if (!policy.description.value.empty()) {
        out_.Member("Description", Value(policy.description.value));
      }
      WriteTags(policy.tags);
      out_.Key("PolicyVersionList");
      out_.OpenList();
      out_.OpenObject();
      WriteDocument("Document", policy.document);
      out_.Key("IsDefaultVersion");
      out_.Literal("true");
      out_.CloseObject();
      out_.CloseList();
      out_.CloseObject();
    });
  }

  void WriteProviders() {
    ForEach("OidcProviders", topology_.oidc_providers, [&](auto id) {
      const model::OidcProvider& provider = topology_.oidc_providers[id];
      out_.OpenObject();
      out_.Member("Arn",
                  model::ArnOf(topology_, {EntityKind::kOidcProvider, id.index},
                               account_));
      out_.Member("Url", Value(provider.url.value));
      WriteStrings(
          "ClientIDList",
          model::EvaluateList(topology_, provider.client_ids, account_));
      WriteStrings(
          "ThumbprintList",
          model::EvaluateList(topology_, provider.thumbprints, account_));
      WriteTags(provider.tags);
      out_.CloseObject();
    });
    ForEach("SamlProviders", topology_.saml_providers, [&](auto id) {
      const model::SamlProvider& provider = topology_.saml_providers[id];
      out_.OpenObject();
      out_.Member("Arn",
                  model::ArnOf(topology_, {EntityKind::kSamlProvider, id.index},
                               account_));
      out_.Member("Name", Value(provider.name.value));
      out_.Member("SAMLMetadataDocument", provider.metadata);
      WriteTags(provider.tags);
      out_.CloseObject();
    });
  }

  // A source that is named twice may invoke once.
  void WritePermissions() {
    ForEach("LambdaPermissions", topology_.jobs, [&](auto id) {
      const model::LambdaJob& job = topology_.jobs[id];
      std::set<std::pair<std::string, std::string>> written;
      for (const model::InvokePermission& permission : job.permissions) {
        for (const std::string& arn : model::EvaluateList(
                 topology_, {permission.source_arn}, account_)) {
          if (!job.permissions_wanted ||
              !written.emplace(permission.service, arn).second) {
            continue;
          }
          out_.OpenObject();
          out_.Member("FunctionName", Value(job.name.value));
          out_.Member("Action", "lambda:InvokeFunction");
          out_.Member("Principal", permission.service);
          out_.Member("SourceAccount",
                      SourceAccountOf(arn, topology_.accounts[account_].id));
          out_.Member("SourceArn", arn);
          out_.CloseObject();
        }
      }
    });
  }

  void WriteResources() {
    ForEach("ResourcePolicies", topology_.resources, [&](auto id) {
      const model::ResourcePolicy& resource = topology_.resources[id];
      out_.OpenObject();
      out_.Member("Key", resource.key);
      out_.Member("Type", TypeOf(resource.type));
      out_.Member("Name", Value(resource.name.value));
      out_.Member("Arn", Value(resource.arn.value));
      out_.Key("Emit");
      out_.Literal(resource.emit ? "true" : "false");
      WriteDocument("Policy", resource.document);
      out_.CloseObject();
    });
  }

  const model::Topology& topology_;
  model::AccountId account_;
  JsonText& out_;
};

}  // namespace

void WriteAuthorizationDetails(const model::Topology& topology,
                               const TextSink& write) {
  JsonText out;
  out.OpenObject();
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    if (topology.accounts[id].built()) {
      out.Key(topology.accounts[id].id);
      Account(topology, id, out).Write();
      write(out.Take());
    }
  }
  out.CloseObject();
  write(out.Take() + "\n");
}

}  // namespace iamgen::analysis

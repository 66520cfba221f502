// Reads identity providers, resources with policies and the organization.
#include "resolve/providers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/names.h"
#include "resolve/diagnostics.h"
#include "resolve/includes.h"
#include "support/text.h"
#include "syntax/reader.h"

namespace iamgen::resolve {
namespace {

using model::Hole;
using model::HoleKind;
using model::ResourceType;

constexpr std::array<std::pair<std::string_view, ResourceType>, 6> kTypes = {
    {{"s3_bucket", ResourceType::kS3Bucket},
     {"sqs_queue", ResourceType::kSqsQueue},
     {"sns_topic", ResourceType::kSnsTopic},
     {"kms_key", ResourceType::kKmsKey},
     {"lambda_function", ResourceType::kLambdaFunction},
     {"secret", ResourceType::kSecret}}};

// "arn:P:SERVICE:R:A:" and what stands before the name ("Service Authorization
// Reference", resource types).
model::Text ArnOf(ResourceType type, const model::Text& name) {
  model::Text arn("arn:");
  arn.Add(Hole{.kind = HoleKind::kPartition});
  if (type == ResourceType::kS3Bucket) {
    arn.Add(std::string(":s3:::"));
    arn.Add(name);
    return arn;
  }
  const auto [service, prefix] =
      type == ResourceType::kSqsQueue   ? std::pair("sqs", "")
      : type == ResourceType::kSnsTopic ? std::pair("sns", "")
      : type == ResourceType::kKmsKey   ? std::pair("kms", "key/")
      : type == ResourceType::kLambdaFunction
          ? std::pair("lambda", "function:")
          : std::pair("secretsmanager", "secret:");
  arn.Add(":" + std::string(service) + ":");
  arn.Add(Hole{.kind = HoleKind::kRegion});
  arn.Add(std::string(":"));
  arn.Add(Hole{.kind = HoleKind::kAccountId});
  arn.Add(":" + std::string(prefix));
  arn.Add(name);
  // Secrets Manager appends a hyphen and six characters of its own choice.
  if (type == ResourceType::kSecret) {
    arn.Add(std::string("-??????"));
  }
  return arn;
}

// What a statement of a resource's policy speaks of if it does not say.
model::Texts OwnResources(const model::ResourcePolicy& resource,
                          diag::Span span) {
  if (resource.type == ResourceType::kKmsKey) {
    // "Key policies in AWS KMS": the key itself.
    return {{model::Text("*"), span}};
  }
  model::Texts own = {{resource.arn.value, span}};
  if (resource.type == ResourceType::kS3Bucket) {
    model::Text objects = resource.arn.value;
    objects.Add(std::string("/*"));
    own.push_back({std::move(objects), span});
  }
  return own;
}

template <typename Ast, typename Model>
void Place(const Ast& ast, Accounts& accounts, Model& entity) {
  entity.key = ast.key.value;
  entity.key_span = ast.key.span;
  entity.span = ast.span;
  if (const auto set = ast.in ? accounts.Select(*ast.in) : std::nullopt) {
    entity.accounts = *set;
  }
}

}  // namespace

void Providers::Declare() {
  const auto declare = [&](const auto& section, auto& store, auto& asts,
                           model::EntityKind kind, const char* what) {
    for (const auto& ast : section) {
      if (!registry_.Claim(what, ast.key.value, ast.key.span)) {
        continue;
      }
      typename std::remove_reference_t<decltype(store)>::Element entity;
      Place(ast, accounts_, entity);
      const auto id = store.Add(std::move(entity));
      asts.push_back(&ast);
      registry_.Put({kind, id.index}, ast.key.value);
    }
  };
  declare(ast_.oidc_providers, topology_.oidc_providers, oidc_,
          model::EntityKind::kOidcProvider, "OIDC provider");
  declare(ast_.saml_providers, topology_.saml_providers, saml_,
          model::EntityKind::kSamlProvider, "SAML provider");
  for (const syntax::Resource& ast : ast_.resources) {
    if (registry_.Claim("resource", ast.key.value, ast.key.span)) {
      model::ResourcePolicy resource;
      Place(ast, accounts_, resource);
      topology_.resources.Add(std::move(resource));
      resources_.push_back(&ast);
    }
  }
}

void Providers::CheckUrl(const model::LocatedText& url) {
  if (!url.value.IsLiteral()) {
    return;
  }
  const std::string text = url.value.literal();
  const auto refuse = [&](const std::string& fault, std::string help) {
    sink_.Add(kBadProvider, url.span, "`" + text + "` " + fault)
        .Help(std::move(help));
  };
  constexpr std::size_t kMostUrl = 255;
  if (!text.starts_with("https://")) {
    refuse("does not begin with `https://`",
           "write `https://" +
               text.substr(text.find("//") == std::string::npos
                               ? 0
                               : text.find("//") + 2) +
               "`");
  } else if (text.find_first_of("?#") != std::string::npos) {
    refuse("has a query or a fragment", "write the issuer's address alone");
  } else if (text.ends_with('/')) {
    refuse("ends in `/`", "leave the slash out: it would be part of its name");
  } else if (text.size() > kMostUrl) {
    refuse("has more than 255 characters", "");
  }
}

void Providers::FillOidc(const syntax::OidcProvider& ast,
                         model::OidcProvider& provider) {
  if (!provider.accounts.valid()) {
    return;
  }
  TextPlace place{.accounts = provider.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  if (ast.url) {
    provider.url = names_.One(*ast.url, place);
    CheckUrl(provider.url);
    provider.host = provider.url;
    auto& parts = provider.host.value.parts;
    constexpr std::string_view kScheme = "https://";
    if (!parts.empty()) {
      if (auto* first = std::get_if<std::string>(&parts.front());
          first != nullptr && first->starts_with(kScheme)) {
        first->erase(0, kScheme.size());
        if (first->empty()) {
          parts.erase(parts.begin());
        }
      }
    }
  }
  provider.client_ids = names_.Many(ast.client_ids, place);
  provider.thumbprints = names_.Many(ast.thumbprints, place);
  for (const model::LocatedText& print : provider.thumbprints) {
    constexpr std::size_t kDigits = 40;
    if (print.value.IsLiteral() &&
        (print.value.literal().size() != kDigits ||
         print.value.literal().find_first_not_of("0123456789abcdefABCDEF") !=
             std::string::npos)) {
      sink_.Add(kBadProvider, print.span,
                "`" + print.value.literal() + "` is not 40 hexadecimal digits");
    }
  }
  constexpr std::size_t kMostThumbprints = 5;
  if (provider.thumbprints.size() > kMostThumbprints) {
    sink_.Add(
        kBadProvider, provider.thumbprints[kMostThumbprints].span,
        "OIDC provider `" + provider.key + "` has more than 5 thumbprints");
  }
  provider.tags = names_.Tags(ast.tags, place);
  provider.retain = ast.retain;
  names_.ReportUnused(own, "variable");
}

void Providers::FillSaml(const syntax::SamlProvider& ast,
                         model::SamlProvider& provider) {
  if (!provider.accounts.valid()) {
    return;
  }
  TextPlace place{.accounts = provider.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  provider.name = names_.One(ast.name ? *ast.name : ast.key, place);
  const auto path =
      ast.metadata ? PathFrom(*ast.metadata, inputs_, sink_) : std::nullopt;
  if (path) {
    auto bytes = inputs_.files.Read(*path, syntax::kMaxPolicyBytes);
    // "CreateSAMLProvider": 1,000 to 10,000,000 characters.
    constexpr std::size_t kLeast = 1000;
    if (!bytes) {
      sink_.Add(kUnknownName, ast.metadata->span,
                "cannot read " + bytes.message());
    } else if (bytes->size() < kLeast ||
               bytes->find("EntityDescriptor") == std::string::npos) {
      sink_
          .Add(kBadProvider, ast.metadata->span,
               "`" + ast.metadata->value + "` is no SAML metadata document")
          .Help(
              "save the XML that the identity provider offers as metadata; "
              "it has at least 1,000 characters");
    } else {
      provider.metadata = std::move(*bytes);
    }
  }
  provider.tags = names_.Tags(ast.tags, place);
  provider.retain = ast.retain;
  names_.ReportUnused(own, "variable");
}

void Providers::AppendBody(const std::optional<syntax::TemplateUse>& source,
                           const std::optional<syntax::Document>& document,
                           DocumentKind kind, TextPlace place,
                           model::Document& into) {
  if (source) {
    place.used_at = source->name.span;
    place.brackets = source->brackets;
    if (const syntax::Document* loaded = documents_.Load(*source)) {
      documents_.Append(*loaded, kind, place, into);
    }
  } else if (document) {
    documents_.Append(*document, kind, place, into);
  }
}

void Providers::FillResource(const syntax::Resource& ast,
                             model::ResourcePolicy& resource) {
  if (!resource.accounts.valid()) {
    return;
  }
  TextPlace place{.accounts = resource.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  resource.emit = ast.emit;
  const auto* type = std::find_if(
      kTypes.begin(), kTypes.end(),
      [&](const auto& one) { return one.first == ast.type.value; });
  resource.type = type == kTypes.end() ? ResourceType::kS3Bucket : type->second;
  if (ast.arn) {
    resource.arn = names_.One(*ast.arn, place);
    resource.name = resource.arn;
  } else {
    resource.name = names_.One(ast.name ? *ast.name : ast.key, place);
    if (resource.type != ResourceType::kS3Bucket) {
      // Its ARN needs a region, which has to be known.
      model::Texts region;
      names_.Many(syntax::Text{"{{region}}", resource.name.span}, place,
                  region);
    }
    resource.arn = {ArnOf(resource.type, resource.name.value),
                    resource.name.span};
  }
  AppendBody(ast.source, ast.document, DocumentKind::kResource, place,
             resource.document);
  for (model::Statement& statement : resource.document.statements) {
    if (!statement.resources) {
      statement.resources =
          model::Clause{false, OwnResources(resource, statement.span)};
    }
  }
  names_.ReportUnused(own, "variable");
}

void Providers::AddControlPolicy(const syntax::ControlPolicy& ast,
                                 model::ControlKind kind) {
  if (!registry_.Claim(kind == model::ControlKind::kService
                           ? "service control policy"
                           : "resource control policy",
                       ast.key.value, ast.key.span)) {
    return;
  }
  model::ControlPolicy policy;
  policy.kind = kind;
  policy.key = ast.key.value;
  policy.span = ast.key.span;
  // It is written once, in the organization's management account.
  policy.accounts = accounts_.Intern({accounts_.master()});
  TextPlace place{.accounts = policy.accounts, .used_at = {}};
  const Bindings own = names_.Bind(ast.variables, place);
  const Scope scope{&own, nullptr};
  place.scope = &scope;
  policy.name = names_.One(ast.name ? *ast.name : ast.key, place);
  if (ast.description) {
    policy.description = names_.One(*ast.description, place);
  }
  std::vector<model::AccountId> members;
  for (const auto& target : ast.targets) {
    if (std::holds_alternative<syntax::ControlPolicy::Root>(target)) {
      policy.on_root = true;
    } else if (const auto* ou =
                   std::get_if<syntax::ControlPolicy::Ou>(&target)) {
      // It holds for accounts to come, too; a path that none is under yet is
      // misspelt.
      accounts_.Select({syntax::Selector::Ou{ou->path}, ou->path.span});
      policy.on_ous.push_back(ou->path.value);
    } else if (const auto set =
                   accounts_.Select(std::get<syntax::Selector>(target))) {
      const auto& selected = topology_.account_sets[*set].members;
      members.insert(members.end(), selected.begin(), selected.end());
    }
  }
  if (!members.empty()) {
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    policy.on_accounts = accounts_.Intern(std::move(members));
  }
  AppendBody(ast.source, ast.document,
             kind == model::ControlKind::kService
                 ? DocumentKind::kServiceControl
                 : DocumentKind::kResourceControl,
             place, policy.document);
  names_.ReportUnused(own, "variable");
  topology_.control_policies.push_back(std::move(policy));
}

void Providers::FillOrganization(const syntax::Organization& ast) {
  if (ast.id) {
    const TextPlace place{.accounts = accounts_.Intern({accounts_.master()}),
                          .used_at = {}};
    const model::LocatedText id = names_.One(*ast.id, place);
    if (const auto fault =
            id.value.IsLiteral()
                ? catalog::FaultInOrganizationId(id.value.literal())
                : std::nullopt) {
      sink_.Add(diag::kMalformedAwsPrincipal, ast.id->span,
                "organization `" + ast.id->value + "` " + *fault);
    } else if (id.value.IsLiteral()) {
      topology_.organization_id = id.value.literal();
    }
  }
  for (const syntax::ControlPolicy& policy : ast.service_control_policies) {
    AddControlPolicy(policy, model::ControlKind::kService);
  }
  for (const syntax::ControlPolicy& policy : ast.resource_control_policies) {
    AddControlPolicy(policy, model::ControlKind::kResource);
  }
}

void Providers::Fill() {
  for (std::size_t i = 0; i < oidc_.size(); ++i) {
    FillOidc(*oidc_[i],
             topology_.oidc_providers[topology_.oidc_providers.IdAt(i)]);
  }
  for (std::size_t i = 0; i < saml_.size(); ++i) {
    FillSaml(*saml_[i],
             topology_.saml_providers[topology_.saml_providers.IdAt(i)]);
  }
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    FillResource(*resources_[i],
                 topology_.resources[topology_.resources.IdAt(i)]);
  }
  if (ast_.organization) {
    FillOrganization(*ast_.organization);
  }
}

}  // namespace iamgen::resolve

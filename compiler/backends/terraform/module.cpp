// Blocks in HCL and in its JSON syntax, and the files they make.
#include "backends/terraform/module.h"

#include <algorithm>

#include "backends/origin.h"
#include "catalog/partition.h"
#include "support/text.h"
#include "writers/hcl.h"
#include "writers/json.h"

namespace iamgen::backends::terraform {
namespace {

using writers::HclBlock;
using writers::Map;
using writers::Rope;
using writers::Text;
using writers::Value;

const char* FileOf(Topic topic) {
  switch (topic) {
    case Topic::kPolicies:
      return "policies.tf";
    case Topic::kRoles:
      return "roles.tf";
    case Topic::kGroups:
      return "groups.tf";
    case Topic::kUsers:
      return "users.tf";
    case Topic::kIdentityProviders:
      return "identity_providers.tf";
    case Topic::kResourcePolicies:
      return "resource_policies.tf";
    case Topic::kLambda:
      return "lambda.tf";
    case Topic::kOrganization:
      return "organization.tf";
  }
  return "";
}

constexpr const char* kImports = "imports.tf";

// Import blocks came with 1.5; what else is used is older.
const char* RequiredVersion(const Style& style) {
  return style.adopt ? ">= 1.5" : ">= 1.1";
}

Map RequiredProviders() {
  Map aws;
  aws.push_back({.key = "source", .value = {Text("hashicorp/aws")}});
  aws.push_back({.key = "version", .value = {Text("~> 6.0")}});
  Map providers;
  providers.push_back({.key = "aws", .value = {std::move(aws)}});
  return providers;
}

// A provider wants a region, though IAM has none.
Map ProviderFor(const model::Account& account) {
  const catalog::Partition* partition =
      catalog::FindPartition(account.partition);
  const std::string region = !account.region.empty() ? account.region
                             : partition == nullptr
                                 ? "us-east-1"
                                 : std::string(partition->global_region);
  Map provider;
  provider.push_back({.key = "region", .value = {Text(region)}});
  provider.push_back({.key = "allowed_account_ids",
                      .value = {writers::List{{Text(account.id)}}}});
  return provider;
}

// In JSON a document is a local value, as a call has no place there.
std::string LocalOf(const Resource& resource) {
  return resource.type + "__" + resource.name;
}

// What is said above a block, line by line.
std::vector<std::string> CommentsOf(const Resource& resource,
                                    const Source& source) {
  std::vector<std::string> comments;
  if (resource.span.valid()) {
    comments.push_back(LineOf(source.sources, resource.span) + " " +
                       (resource.path.empty() ? source.path : resource.path));
  }
  if (!resource.remark.empty()) {
    comments.push_back(resource.remark);
  }
  return comments;
}

}  // namespace

Module::Module(const Style& style, const diag::SourceMap& sources)
    : style_(style),
      topology_(sources.size() == 0 ? ""
                                    : FileNameOf(sources.begin()->path())) {}

Rendered Module::Render(Topic topic, const ResourceList& list,
                        const Source& source) const {
  Rendered rendered;
  if (style_.tf_json) {
    RenderJson(list, source, rendered);
  } else {
    RenderHcl(topic, list, source, rendered);
  }
  return rendered;
}

void Module::RenderHcl(Topic topic, const ResourceList& list,
                       const Source& source, Rendered& rendered) const {
  for (const Resource& resource : list) {
    HclBlock block{.type = resource.is_data ? "data" : "resource",
                   .labels = {resource.type, resource.name},
                   .comments = CommentsOf(resource, source),
                   .attributes = resource.attributes};
    if (resource.retain) {
      Map lifecycle;
      lifecycle.push_back({.key = "prevent_destroy", .value = {true}});
      block.blocks.push_back(
          {.type = "lifecycle", .attributes = std::move(lifecycle)});
    }
    Join({Section::kFile, FileOf(topic)}, writers::WriteHcl(block), rendered);
    if (style_.adopt && resource.import_id) {
      Map attributes;
      attributes.push_back(
          {.key = "to", .value = {Text().AddExpression(resource.Address())}});
      attributes.push_back({.key = "id", .value = {*resource.import_id}});
      Join({Section::kFile, kImports},
           writers::WriteHcl(
               {.type = "import", .attributes = std::move(attributes)}),
           rendered);
    }
  }
}

void Module::RenderJson(const ResourceList& list, const Source& source,
                        Rendered& rendered) const {
  for (const Resource& resource : list) {
    Map body;
    const auto comments = CommentsOf(resource, source);
    if (!comments.empty()) {
      body.push_back(
          {.key = "//", .value = {Text(support::Join(comments, "; "))}});
    }
    for (const writers::Member& member : resource.attributes) {
      const auto* call = std::get_if<writers::Call>(&member.value.data);
      if (call == nullptr) {
        body.push_back(
            {.key = member.key, .value = writers::HclJson(member.value)});
        continue;
      }
      const std::string local = LocalOf(resource);
      Join({Section::kLocals, {}},
           JsonMember(local, writers::HclJson(call->json_argument()), 2),
           rendered);
      body.push_back({.key = member.key,
                      .value = {Text().AddExpression(
                          call->json_key + "(local." + local + ")")}});
    }
    if (resource.retain) {
      Map lifecycle;
      lifecycle.push_back({.key = "prevent_destroy", .value = {true}});
      body.push_back({.key = "lifecycle", .value = {std::move(lifecycle)}});
    }
    Join(
        {resource.is_data ? Section::kData : Section::kResource, resource.type},
        JsonMember(resource.name, {std::move(body)}, 3), rendered);
    if (style_.adopt && resource.import_id) {
      Map import;
      import.push_back({.key = "to", .value = { Text(resource.Address()) }});
      import.push_back(
          {.key = "id", .value = writers::HclJson({*resource.import_id})});
      Rope rope(style_.compact ? "" : "    ");
      rope.Append(
          writers::WriteJson({std::move(import)}, style_.compact ? 0 : 2, 2));
      Join({Section::kImport, {}}, rope, rendered);
    }
  }
}

Rope Module::JsonMember(const std::string& key, const Value& value,
                        int level) const {
  Rope rope(style_.compact
                ? std::string()
                : std::string(2 * static_cast<std::size_t>(level), ' '));
  // Names of blocks need no escapes.
  rope.Append("\"" + key + (style_.compact ? "\":" : "\": "));
  rope.Append(writers::WriteJson(value, style_.compact ? 0 : 2, level));
  return rope;
}

std::string_view Module::Between(Section section) const {
  if (section == Section::kFile) {
    return "\n";
  }
  return style_.compact ? "," : ",\n";
}

void Module::Join(Place place, const Rope& rope, Rendered& rendered) const {
  const auto known =
      std::find_if(rendered.begin(), rendered.end(),
                   [&](const Piece& piece) { return piece.place == place; });
  if (known == rendered.end()) {
    rendered.push_back({std::move(place), rope});
    return;
  }
  known->rope.Append(Between(place.first));
  known->rope.Append(rope);
}

void Module::Append(const Rendered& rendered,
                    std::span<const std::string> slot_values) {
  for (const Piece& piece : rendered) {
    std::string& text = texts_[piece.place];
    if (!text.empty()) {
      text += Between(piece.place.first);
    }
    piece.rope.AppendTo(text, slot_values);
  }
}

std::string Module::About(const model::Account& account) const {
  return "IAM of account " + account.alias + ", generated by iamgen from " +
         topology_;
}

std::string Module::MainJson(const model::Account& account) const {
  const int indent = style_.compact ? 0 : 2;
  const std::string line_end = style_.compact ? "" : "\n";
  Map terraform;
  terraform.push_back(
      {.key = "required_version", .value = {Text(RequiredVersion(style_))}});
  terraform.push_back(
      {.key = "required_providers", .value = {RequiredProviders()}});
  Map provider;
  provider.push_back({.key = "aws", .value = {ProviderFor(account)}});
  Map head;
  head.push_back({.key = "//", .value = {Text(About(account))}});
  head.push_back({.key = "terraform", .value = {std::move(terraform)}});
  head.push_back({.key = "provider", .value = {std::move(provider)}});
  std::string text;
  writers::WriteJson({std::move(head)}, indent).AppendTo(text, {});
  // The object stays open for the rest.
  text.resize(text.size() - line_end.size() - 1);
  const auto open = [&](const std::string& key, int level) {
    text += std::string(
                style_.compact ? 0 : 2 * static_cast<std::size_t>(level), ' ') +
            "\"" + key + (style_.compact ? "\":{" : "\": {") + line_end;
  };
  const auto close = [&](int level) {
    text += line_end;
    text += std::string(
        style_.compact ? 0 : 2 * static_cast<std::size_t>(level), ' ');
    text += '}';
  };
  for (const auto& [section, key] : {std::pair{Section::kData, "data"},
                                     {Section::kLocals, "locals"},
                                     {Section::kResource, "resource"}}) {
    bool is_open = false;
    for (const auto& [place, members] : texts_) {
      if (place.first != section || members.empty()) {
        continue;
      }
      text += "," + line_end;
      if (!is_open) {
        open(key, 1);
      }
      is_open = true;
      if (section == Section::kLocals) {
        text += members;
      } else {
        open(place.second, 2);
        text += members;
        close(2);
      }
    }
    if (is_open) {
      close(1);
    }
  }
  return text + line_end + "}\n";
}

std::string Module::ImportsJson(const model::Account& account) const {
  const auto found = texts_.find({Section::kImport, {}});
  if (found == texts_.end() || found->second.empty()) {
    return {};
  }
  const std::string about = About(account);
  Rope head;
  head.Append(JsonMember("//", {Text(about)}, 1));
  std::string text = style_.compact ? "{" : "{\n";
  head.AppendTo(text, {});
  text += style_.compact ? ",\"import\":[" : ",\n  \"import\": [\n";
  text += found->second;
  text += style_.compact ? "]}\n" : "\n  ]\n}\n";
  return text;
}

support::Status Module::Write(const model::Account& account,
                              model::AccountId id, const Writer& write) {
  if (std::all_of(texts_.begin(), texts_.end(),
                  [](const auto& text) { return text.second.empty(); })) {
    return support::Done{};
  }
  const std::string folder = "terraform/" + account.alias + "/";
  support::Status done = support::Done{};
  const auto put = [&](const std::string& name, const std::string& bytes) {
    if (done && !bytes.empty()) {
      const std::string path = folder + name;
      done =
          write({.path = path, .bytes = bytes, .account = id, .entities = {}});
    }
  };
  if (style_.tf_json) {
    put("main.tf.json", MainJson(account));
    put("imports.tf.json", ImportsJson(account));
  } else {
    const auto with_head = [&](const std::string& text) {
      std::string bytes;
      writers::AppendHclComment(bytes, About(account));
      return bytes + "\n" + text;
    };
    Map version;
    version.push_back(
        {.key = "required_version", .value = {Text(RequiredVersion(style_))}});
    HclBlock terraform{.type = "terraform", .attributes = std::move(version)};
    terraform.blocks.push_back(
        {.type = "required_providers", .attributes = RequiredProviders()});
    const HclBlock provider{.type = "provider",
                            .labels = {"aws"},
                            .attributes = ProviderFor(account)};
    const auto print = [](const HclBlock& block) {
      std::string text;
      writers::WriteHcl(block).AppendTo(text, {});
      return text;
    };
    put("versions.tf", with_head(print(terraform)));
    put("providers.tf", with_head(print(provider)));
    for (const auto& [place, text] : texts_) {
      if (!text.empty()) {
        put(place.second, with_head(text));
      }
    }
  }
  for (auto& [place, text] : texts_) {
    text.clear();
  }
  return done;
}

}  // namespace iamgen::backends::terraform

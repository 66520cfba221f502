// The sections of a topology file.
#include <algorithm>
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

constexpr std::array<std::string_view, 20> kTopLevelKeys = {
    "iamgen",    "name",         "description",    "defaults",
    "variables", "master",       "children",       "external_accounts",
    "policies",  "roles",        "lambda_jobs",    "instance_profiles",
    "groups",    "users",        "oidc_providers", "saml_providers",
    "resources", "organization", "expect",         "suppress"};

// Calls `read` on every key and value of a section; an empty section is none.
template <typename Read>
void ForEach(const Context& context, NodeIndex node, std::string_view what,
             Read read) {
  if (context.At(node).kind == NodeKind::kNull) {
    return;
  }
  if (context.At(node).kind != NodeKind::kMapping) {
    Mapping report(context, node, what);
    return;
  }
  for (NodeIndex key = context.At(node).first_child; key != kNoNode;) {
    const NodeIndex value = context.At(key).next_sibling;
    if (context.At(value).kind != NodeKind::kBroken) {
      read(
          Text{std::string(context.tree.TextOf(key)), context.tree.SpanOf(key)},
          value);
    }
    key = context.At(value).next_sibling;
  }
}

bool IsAccountId(std::string_view text) {
  constexpr std::size_t kDigits = 12;
  return text.size() == kDigits &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Text> ReadAccountId(const Context& context, NodeIndex node) {
  const NodeKind kind = context.At(node).kind;
  const std::string text(context.tree.TextOf(node));
  const diag::Span span = context.tree.SpanOf(node);
  if (kind == NodeKind::kPlain || kind == NodeKind::kNumber) {
    if (!LooksLikeNumber(text)) {
      context.sink.Add(kBadAccountId, span,
                       "account id `" + text + "` is not 12 digits");
      return std::nullopt;
    }
    auto report = context.sink.Add(
        kBadAccountId, span,
        "account id `" + text + "` is a number without quotes");
    report.Help(IsAccountId(text)
                    ? "quote it: \"" + text + "\""
                    : "write its 12 digits in quotes: \"" +
                          (text.size() < 12 &&
                                   std::all_of(text.begin(), text.end(),
                                               [](char c) {
                                                 return c >= '0' && c <= '9';
                                               })
                               ? std::string(12 - text.size(), '0') + text
                               : std::string("012345678901")) +
                          "\"");
    return std::nullopt;
  }
  auto id = ReadText(context, node);
  if (id && !IsAccountId(id->value)) {
    context.sink
        .Add(kBadAccountId, span, "account id `" + text + "` is not 12 digits")
        .Help("write it as 12 digits in quotes: \"012345678901\"");
    return std::nullopt;
  }
  return id;
}

std::optional<Account> ReadAccount(const Context& context, const Text& alias,
                                   NodeIndex node, bool is_master) {
  Mapping mapping(context, node, "an account");
  if (!mapping.ok()) {
    return std::nullopt;
  }
  Account account;
  account.alias = alias;
  account.span = mapping.span();
  const auto id = mapping.Require("id");
  const auto read = id ? ReadAccountId(context, *id) : std::nullopt;
  if (is_master) {
    if (auto name = mapping.FindText("name")) {
      account.alias = *std::move(name);
    }
  }
  account.ou = mapping.FindText("ou");
  account.partition = mapping.FindText("partition");
  account.region = mapping.FindText("region");
  account.tags = mapping.FindTextMap("tags");
  account.variables = mapping.FindValueMap("variables");
  // An account whose id is wrong still exists: others may name it.
  account.id = read ? *read : Text{{}, account.span};
  return account;
}

LibraryPolicy ReadLibraryPolicy(const Context& context, const Text& key,
                                NodeIndex node) {
  LibraryPolicy policy;
  policy.key = key;
  policy.span = context.tree.SpanOf(node);
  if (context.At(node).kind == NodeKind::kSequence) {
    policy.document = ReadDocument(context, node, false);
    return policy;
  }
  Mapping mapping(context, node, "a policy");
  if (!mapping.ok()) {
    return policy;
  }
  policy.name = mapping.FindText("name");
  policy.path = mapping.FindText("path");
  policy.description = mapping.FindText("description");
  policy.variables = mapping.FindValueMap("variables");
  policy.tags = mapping.FindTextMap("tags");
  policy.retain =
      mapping.FindBool("retain").value_or(diag::Located<bool>{}).value;
  if (const auto params = mapping.Find("params")) {
    policy.has_params = true;
    for (const NodeIndex element : Elements(context, *params)) {
      if (context.At(element).kind != NodeKind::kMapping) {
        // A list of bare names.
        if (auto name = ReadText(context, element)) {
          policy.params.push_back({*std::move(name), {}, {}});
        }
        continue;
      }
      ForEach(context, element, "parameters", [&](Text name, NodeIndex value) {
        Parameter parameter{std::move(name), {}, {}};
        if (context.At(value).kind != NodeKind::kNull) {
          Mapping keys(context, value, "a parameter");
          parameter.description = keys.FindText("description");
          if (const auto fallback = keys.Find("default")) {
            parameter.fallback = ReadValue(context, *fallback);
          }
        }
        policy.params.push_back(std::move(parameter));
      });
    }
  }
  policy.source = ReadTemplateUse(context, mapping);
  const auto statements = mapping.Find("statements");
  const auto aws = mapping.Find("Statement");
  const auto version = mapping.FindText("Version");
  if (policy.source && (statements || aws)) {
    context.sink.Add(kConflict, mapping.KeySpan("statements"),
                     "a policy with both statements and a template");
  }
  if (const auto body = statements ? statements : aws) {
    policy.document = ReadDocument(context, *body, false);
    if (policy.document && version) {
      policy.document->version = version;
    }
  } else if (!policy.source) {
    context.sink.Add(kMissingKey, policy.span, "a policy without statements")
        .Help("give it `statements`, a `template` or a `file`");
  }
  return policy;
}

Defaults ReadDefaults(const Context& context, NodeIndex node) {
  Defaults defaults;
  if (context.At(node).kind == NodeKind::kNull) {
    return defaults;
  }
  Mapping mapping(context, node, "`defaults`");
  defaults.partition = mapping.FindText("partition");
  defaults.region = mapping.FindText("region");
  defaults.path = mapping.FindText("path");
  defaults.tags = mapping.FindTextMap("tags");
  if (const auto boundary = mapping.Find("permissions_boundary")) {
    if (context.At(*boundary).kind != NodeKind::kNull) {
      defaults.permissions_boundary = ReadText(context, *boundary);
    }
  }
  if (const auto profiles = mapping.Find("instance_profiles")) {
    Mapping keys(context, *profiles, "`instance_profiles`");
    defaults.instance_profile_policies = keys.FindTexts("policies");
  }
  if (const auto jobs = mapping.Find("lambda_jobs")) {
    Mapping keys(context, *jobs, "`lambda_jobs`");
    if (const auto logs = keys.Find("logs")) {
      constexpr std::array<std::string_view, 2> kLogs = {"own", "none"};
      if (const auto word = ReadWord(context, *logs, kLogs)) {
        defaults.logs = *word == 0 ? Logs::kOwn : Logs::kNone;
      }
    }
  }
  return defaults;
}

void CheckVersion(const Context& context, Mapping& mapping) {
  const auto version = mapping.Require("iamgen");
  if (!version) {
    return;
  }
  const std::string text(context.tree.TextOf(*version));
  const bool scalar = context.At(*version).kind != NodeKind::kMapping &&
                      context.At(*version).kind != NodeKind::kSequence;
  if (!scalar || text != "1") {
    context.sink
        .Add(kBadVersion, context.tree.SpanOf(*version),
             "language version `" + text + "` is not known")
        .Help("this iamgen compiles version 1: write `iamgen: 1`");
  }
}

}  // namespace

std::span<const std::string_view> TopLevelKeys() { return kTopLevelKeys; }

std::optional<Topology> ParseTopology(const Tree& tree, diag::Sink& sink) {
  if (tree.empty()) {
    return std::nullopt;
  }
  const Context context{tree, sink};
  if (context.At(0).kind == NodeKind::kBroken) {
    return std::nullopt;
  }
  if (context.At(0).kind != NodeKind::kMapping) {
    sink.Add(kEmptyTopology, tree.SpanOf(0),
             context.At(0).kind == NodeKind::kNull
                 ? "the file holds no topology"
                 : "the file holds " + std::string(Describe(context, 0)) +
                       ", not a topology")
        .Help("start with `iamgen: 1` and a `master` with an `id`");
    return std::nullopt;
  }
  Topology topology;
  Mapping mapping(context, 0, "a topology");
  topology.span = mapping.span();
  CheckVersion(context, mapping);
  topology.name = mapping.FindText("name");
  topology.description = mapping.FindText("description");
  if (const auto defaults = mapping.Find("defaults")) {
    topology.defaults = ReadDefaults(context, *defaults);
  }
  topology.variables = mapping.FindValueMap("variables");
  if (const auto master = mapping.Require("master")) {
    topology.master = ReadAccount(
        context, {"master", mapping.KeySpan("master")}, *master, true);
  }
  const auto accounts = [&](std::string_view key, std::vector<Account>& into) {
    if (const auto node = mapping.Find(key)) {
      ForEach(context, *node, "a mapping of aliases to accounts",
              [&](const Text& alias, NodeIndex value) {
                if (auto account = ReadAccount(context, alias, value, false)) {
                  into.push_back(*std::move(account));
                }
              });
    }
  };
  accounts("children", topology.children);
  accounts("external_accounts", topology.external_accounts);
  if (const auto policies = mapping.Find("policies")) {
    ForEach(
        context, *policies, "a mapping of names to policies",
        [&](const Text& key, NodeIndex value) {
          topology.policies.push_back(ReadLibraryPolicy(context, key, value));
        });
  }
  const auto entities = [&](std::string_view key, EntityKind kind) {
    if (const auto node = mapping.Find(key)) {
      ForEach(
          context, *node, "a mapping of names to entities",
          [&](const Text& name, NodeIndex value) {
            topology.entities.push_back(ReadEntity(context, name, value, kind));
          });
    }
  };
  entities("roles", EntityKind::kRole);
  entities("lambda_jobs", EntityKind::kLambdaJob);
  entities("instance_profiles", EntityKind::kInstanceProfile);
  for (const std::string_view later :
       {"groups", "users", "oidc_providers", "saml_providers", "resources",
        "organization", "expect", "suppress", "include"}) {
    mapping.Refuse(later);
  }
  return topology;
}

}  // namespace iamgen::syntax

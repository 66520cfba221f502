// The sections of a topology file.
#include <algorithm>
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

// A section of the topology: an entity a key.
template <typename Read>
void ReadSection(const Context& context, Mapping& mapping, std::string_view key,
                 const std::string& what, Read read) {
  const auto node = mapping.Find(key);
  if (!node) {
    return;
  }
  ForEachEntry(context, *node, "a mapping of names to " + what,
               [&](const Text& name, NodeIndex value) {
                 if (context.At(value).kind == NodeKind::kBroken) {
                   return;
                 }
                 ForEachElement(context, name, value,
                                [&](const Context& inside, const Text& made) {
                                  read(inside, made, value);
                                });
               });
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

// What the topology's own file alone says.
void ReadHead(const Context& context, Mapping& mapping, Topology& topology) {
  CheckVersion(context, mapping);
  topology.name = mapping.FindText("name");
  topology.description = mapping.FindText("description");
  if (const auto defaults = mapping.Find("defaults")) {
    topology.defaults = ReadDefaults(context, *defaults);
  }
  if (const auto master = mapping.Require("master")) {
    topology.master = ReadAccount(
        context, {"master", mapping.KeySpan("master")}, *master, true);
  }
  if (const auto organization = mapping.Find("organization")) {
    topology.organization = ReadOrganization(context, *organization);
  }
}

void ReadEntities(const Context& context, Mapping& mapping,
                  Topology& topology) {
  const auto entities = [&](std::string_view key, EntityKind kind) {
    ReadSection(
        context, mapping, key, "entities",
        [&](const Context& inside, const Text& name, NodeIndex value) {
          topology.entities.push_back(ReadEntity(inside, name, value, kind));
        });
  };
  entities("roles", EntityKind::kRole);
  entities("lambda_jobs", EntityKind::kLambdaJob);
  entities("instance_profiles", EntityKind::kInstanceProfile);
  entities("groups", EntityKind::kGroup);
  entities("users", EntityKind::kUser);
}

// What any file of a topology may hold.
void ReadSections(const Context& context, Mapping& mapping,
                  Topology& topology) {
  topology.variables = mapping.FindValueMap("variables");
  const auto accounts = [&](std::string_view key, std::vector<Account>& into) {
    if (const auto node = mapping.Find(key)) {
      ForEachEntry(context, *node, "a mapping of aliases to accounts",
                   [&](const Text& alias, NodeIndex value) {
                     auto account = ReadAccount(context, alias, value, false);
                     if (account) {
                       into.push_back(*std::move(account));
                     }
                   });
    }
  };
  accounts("children", topology.children);
  accounts("external_accounts", topology.external_accounts);
  const auto section = [&](std::string_view key, const char* what, auto& into,
                           auto read) {
    ReadSection(context, mapping, key, what,
                [&](const Context& inside, const Text& name, NodeIndex value) {
                  into.push_back(read(inside, name, value));
                });
  };
  section("policies", "policies", topology.policies, ReadLibraryPolicy);
  ReadEntities(context, mapping, topology);
  section("oidc_providers", "providers", topology.oidc_providers,
          ReadOidcProvider);
  section("saml_providers", "providers", topology.saml_providers,
          ReadSamlProvider);
  section("resources", "resources", topology.resources, ReadResource);
  if (const auto expect = mapping.Find("expect")) {
    topology.expect = ReadClaims(context, *expect);
  }
  if (const auto suppress = mapping.Find("suppress")) {
    topology.suppress = ReadSuppressions(context, *suppress);
  }
  topology.include = mapping.FindTexts("include");
}

}  // namespace

std::optional<Topology> ParseTopology(const Tree& tree, diag::Sink& sink,
                                      FileRole role, KeyLog* log) {
  if (tree.empty()) {
    return std::nullopt;
  }
  const Context context{tree, sink, std::nullopt, log};
  if (context.At(0).kind == NodeKind::kBroken) {
    return std::nullopt;
  }
  if (context.At(0).kind != NodeKind::kMapping) {
    const bool whole = role == FileRole::kTopology;
    const std::string wanted = whole ? "topology" : "part of a topology";
    sink.Add(kEmptyTopology, tree.SpanOf(0),
             context.At(0).kind == NodeKind::kNull
                 ? "the file holds no " + wanted
                 : "the file holds " + std::string(Describe(context, 0)) +
                       ", not a " + wanted)
        .Help(whole ? "start with `iamgen: 1` and a `master` with an `id`"
                    : "give it sections, such as `roles` or `policies`");
    return std::nullopt;
  }
  Topology topology;
  Mapping mapping(
      context, 0,
      role == FileRole::kTopology ? "a topology" : "an included file");
  topology.span = mapping.span();
  if (role == FileRole::kTopology) {
    ReadHead(context, mapping, topology);
  } else {
    // A part says no more than what it is part of, so that its order among the
    // parts cannot matter.
    if (mapping.Has("iamgen")) {
      CheckVersion(context, mapping);
    }
    for (const std::string_view key :
         {"name", "description", "defaults", "master", "organization"}) {
      mapping.RefuseBecause(
          key,
          "`" + std::string(key) + "` in an included file: there is one of it",
          "write it in the topology itself");
    }
  }
  ReadSections(context, mapping, topology);
  return topology;
}

}  // namespace iamgen::syntax

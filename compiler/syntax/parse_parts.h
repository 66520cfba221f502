// The parts that several sections of a topology share.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "syntax/ast.h"
#include "syntax/mapping.h"

namespace iamgen::syntax {

std::optional<Selector> ReadSelector(const Context& context, NodeIndex node);

// A Condition block: operators, keys, values.
std::vector<ConditionTest> ReadConditions(const Context& context,
                                          NodeIndex node);

std::optional<Statement> ReadStatement(const Context& context, NodeIndex node);

// What may stand where a document is written: a document with `Statement`, a
// mapping with `statements`, a list, or a single statement. With
// `library_uses`, entries may also be `{ policy: NAME, with: {...} }`.
std::optional<Document> ReadDocument(const Context& context, NodeIndex node,
                                     bool library_uses);

// Whether a node is a mapping that has the key.
bool HasKey(const Context& context, NodeIndex node, std::string_view key);

// `statements:` or `Statement:` with `Version:`, or `template:` or `file:`,
// among the keys of `what`. Exactly one of them is wanted.
void ReadBody(const Context& context, Mapping& mapping, std::string_view what,
              std::optional<TemplateUse>& source,
              std::optional<Document>& document);

// The entries of `trusted_by:` (`at_target`) or `assumes:`.
std::vector<Edge> ReadEdges(const Context& context, NodeIndex node,
                            bool at_target);

// `template:` or `file:` with `placeholders:`.
std::optional<TemplateUse> ReadTemplateUse(const Context& context,
                                           Mapping& mapping);

// "1h30m", "90m", "2h", "3600s" or a number of seconds.
std::optional<diag::Located<std::int64_t>> ReadDuration(const Context& context,
                                                        NodeIndex node);

// The keys that a Lambda job has besides those of every entity.
void ReadJobKeys(const Context& context, Mapping& mapping, Entity& entity);

Entity ReadEntity(const Context& context, const Text& key, NodeIndex node,
                  EntityKind kind);

LibraryPolicy ReadLibraryPolicy(const Context& context, const Text& key,
                                NodeIndex node);

OidcProvider ReadOidcProvider(const Context& context, const Text& key,
                              NodeIndex node);
SamlProvider ReadSamlProvider(const Context& context, const Text& key,
                              NodeIndex node);
Resource ReadResource(const Context& context, const Text& key, NodeIndex node);
Organization ReadOrganization(const Context& context, NodeIndex node);
std::vector<Claim> ReadClaims(const Context& context, NodeIndex node);
std::vector<Suppression> ReadSuppressions(const Context& context,
                                          NodeIndex node);

// `role/NAME@SELECTOR`. `text` is what was written.
std::optional<EntityPattern> ReadEntityPattern(const Context& context,
                                               const Text& text);

// The account with its id, aliases and variables.
std::optional<Account> ReadAccount(const Context& context, const Text& alias,
                                   NodeIndex node, bool is_master);

Defaults ReadDefaults(const Context& context, NodeIndex node);

// `read` for an entity of a section: once, or once for each element of its
// `each:`, with `{{each}}` filled in.
void ForEachElement(
    const Context& context, const Text& key, NodeIndex node,
    const std::function<void(const Context&, const Text& key)>& read);

std::optional<Names> ReadNames(Mapping& mapping);
std::optional<Delivery> ReadDelivery(Mapping& mapping);
std::optional<Logs> ReadLogs(Mapping& mapping);

}  // namespace iamgen::syntax

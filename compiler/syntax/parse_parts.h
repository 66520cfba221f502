// The parts that several sections of a topology share.
#pragma once

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

// The entries of `trusted_by:` (`at_target`) or `assumes:`.
std::vector<Edge> ReadEdges(const Context& context, NodeIndex node,
                            bool at_target);

// `template:` or `file:` with `placeholders:`.
std::optional<TemplateUse> ReadTemplateUse(const Context& context,
                                           Mapping& mapping);

// "1h30m", "90m", "2h", "3600s" or a number of seconds.
std::optional<diag::Located<std::int64_t>> ReadDuration(const Context& context,
                                                        NodeIndex node);

Entity ReadEntity(const Context& context, const Text& key, NodeIndex node,
                  EntityKind kind);

// One of `words`, by its index.
std::optional<std::size_t> ReadWord(const Context& context, NodeIndex node,
                                    std::span<const std::string_view> words);

}  // namespace iamgen::syntax

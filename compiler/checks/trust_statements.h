// How checks look at trust policies: at every statement, whether it was pasted
// or follows from an edge.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "model/topology.h"

namespace iamgen::checks {

using LookAtTrust =
    std::function<void(const model::Role& role, const model::Statement&)>;

// Calls `look` with every statement that lets somebody assume a role.
void ForEachTrust(const model::Topology& topology, const LookAtTrust& look);

// Calls `look` with every principal of one type.
void ForEachPrincipal(
    const model::Statement& statement, model::PrincipalType type,
    const std::function<void(const model::LocatedText&)>& look);

// Whether a condition tests one of the keys, by whatever operator.
bool Tests(const model::Statement& statement,
           std::initializer_list<std::string_view> keys);

// The literal parts of a text; what stands in its holes is left out.
std::string LiteralsOf(const model::Text& text);

}  // namespace iamgen::checks

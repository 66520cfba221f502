// What a text with holes says before any account fills them.
#pragma once

#include <string>

#include "model/topology.h"

namespace iamgen::backends {

// The text with its holes by name, `{region}`: the same in all accounts, and
// for one text only. For names that stay when a value changes.
std::string Described(const model::Topology& topology, const model::Text& text);

// The account of an ARN if it is written out, else "".
std::string LiteralAccountOf(const model::Text& arn);

}  // namespace iamgen::backends

// What a text with holes says before any account fills them.
#pragma once

#include <string>

#include "model/topology.h"

namespace iamgen::backends {

// The text with its holes by name, `{region}`: the same in all accounts, and
// for one text only. For names that stay when a value changes.
std::string Described(const model::Topology& topology, const model::Text& text);

// The account of an ARN: twelve digits, or a variable in their place. Nothing
// where that is the account being built, or where the ARN has none. A variable
// that is more than the account is looked at in `account`; with none, it is
// taken to be of the account being built.
model::Text AccountOf(const model::Topology& topology, const model::Text& arn,
                      model::AccountId account);

// Whether the account of an ARN is in a variable together with more, so that
// what `AccountOf` says is of one account alone.
bool HidesAccount(const model::Text& arn);

}  // namespace iamgen::backends

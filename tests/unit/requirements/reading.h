// What the requirement tests ask of built output: documents, statements, and a
// reading of them that is naive on purpose and shares nothing with the
// compiler.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/building.h"

namespace iamgen::testing {

using Json = nlohmann::json;
using Strings = std::vector<std::string>;

// The document in `policy/<path>`; null where it was not written.
Json Policy(const Built& built, const std::string& path);

// The template of `account`, as `--format json` writes it; null where absent.
Json Template(const Built& built, const std::string& account);

// The environment of a job; null where absent.
Json Environment(const Built& built, const std::string& account,
                 const std::string& job);

// One string, or a list of them, as a list.
Strings List(const Json& value);

// All resources of the statements that list `action`, in order.
Strings ResourcesOf(const Json& document, std::string_view action);

// Whether some statement allows and none denies it; conditions are taken to
// hold, `NotAction` and `NotResource` do not occur.
bool Allows(const Json& document, std::string_view action,
            std::string_view resource);

// Whether `arn` passes the trust: named itself, or its account with a test of
// aws:PrincipalArn, or its account alone.
bool Trusts(const Json& trust, const std::string& arn);

// The logical ids of all resources of `type`, in order.
Strings LogicalIds(const Json& cfn, std::string_view type);

// Every path of the output that begins with `prefix`.
Strings PathsBelow(const Built& built, std::string_view prefix);

}  // namespace iamgen::testing

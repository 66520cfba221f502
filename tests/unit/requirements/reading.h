// What the requirement tests ask of built output: documents, statements, and a
// reading of them that is naive on purpose and shares nothing with the
// compiler.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/building.h"

namespace iamgen::testing {

using Json = nlohmann::json;
using Strings = std::vector<std::string>;

// The shortest topology: one account.
inline const std::string kMaster =
    "iamgen: 1\nmaster: { id: \"111111111111\" }\n";

// Two of them: master, and `dev` with the id 222222222222.
inline const std::string kMasterAndDev =
    kMaster + "children: { dev: { id: \"222222222222\" } }\n";

// A topology that has to compile.
Built Good(const std::string& yaml);

// One that has to compile, with claims that are proved, every one of them.
Built Proved(const std::string& yaml);

// Whether every claim of one is proved.
bool Holds(const Built& built);

// The findings of one that must not.
std::string Findings(const std::string& yaml);

// A topology of several files, the first of which is `topology.yaml`.
Built BuildFiles(const std::map<std::string, std::string>& files,
                 Outside outside = Outside::kRefused);

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

// The properties of the resource of `type` whose `name_key` is `name`; null if
// there is none.
Json Properties(const Json& cfn, std::string_view type,
                const std::string& name_key, const std::string& name);

// The same of the roles, users and groups of a template.
Json RoleIn(const Json& cfn, const std::string& name);
Json UserIn(const Json& cfn, const std::string& name);
Json GroupIn(const Json& cfn, const std::string& name);

// `value` as CloudFormation makes it in an account of the partition `aws`:
// what `Fn::Sub` leaves of its pseudo parameters.
std::string Filled(const Json& value, const std::string& account_id);

// The logical ids of all resources of `type`, in order.
Strings LogicalIds(const Json& cfn, std::string_view type);

// Every path of the output that begins with `prefix`.
Strings PathsBelow(const Built& built, std::string_view prefix);

}  // namespace iamgen::testing

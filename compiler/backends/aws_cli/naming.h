// Names that a script makes up.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace iamgen::backends::aws_cli {

// The name of an entity whose name is to be generated: IAM makes up none, and
// the script has to find the entity again. The topology's name, the entity's
// key and a hash of both, of the characters that IAM takes and at most
// `longest` of them.
std::string GeneratedName(std::string_view topology, std::string_view key,
                          std::size_t longest);

// The environment variable with a user's first password:
// `IAMGEN_PASSWORD_ada`. A key that loses characters gets a hash.
std::string PasswordVariable(std::string_view key);

// The id of a statement in a function's policy: a hash of all that it says, so
// that it is there or it is not.
std::string StatementId(std::string_view principal, std::string_view account,
                        std::string_view source);

}  // namespace iamgen::backends::aws_cli

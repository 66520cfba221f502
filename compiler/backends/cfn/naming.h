// Logical ids of CloudFormation resources.
#pragma once

#include <string>
#include <string_view>

namespace iamgen::backends::cfn {

// The logical id of an entity: `kind` and the entity's key without what
// CloudFormation does not take ("Resources", logical IDs: letters and digits,
// at most 255). A key that loses characters, or that looks like one that did,
// gets a hash of the whole key, so that no two keys that differ in more than
// case share an id, and adding an entity never renames another.
std::string LogicalId(std::string_view kind, std::string_view key);

// The logical id of one of several things that `key` has, told apart by
// `detail`, of which only the hash shows.
std::string LogicalId(std::string_view kind, std::string_view key,
                      std::string_view detail);

}  // namespace iamgen::backends::cfn

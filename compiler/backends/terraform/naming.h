// Names of blocks: `aws_iam_role.Deploy`.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace iamgen::backends::terraform {

// The name of what the parts name together, `Deploy__ReadOnlyAccess`: letters,
// digits, `_` and `-`, as an identifier may have them. Parts that lose
// characters, or whose joint cannot be told, get a hash of all of them, so that
// different parts never share a name, and adding an entity never renames
// another.
std::string BlockName(std::initializer_list<std::string_view> parts);

// A name in AWS for what must have one, of at most `longest` characters.
std::string NameOfKey(std::string_view key, std::size_t longest);

// The front of a name that the provider completes: at most `longest`
// characters.
std::string NamePrefix(std::string_view key, std::size_t longest);

}  // namespace iamgen::backends::terraform

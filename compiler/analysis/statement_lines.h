// Statements in the topology's language, line by line, for people to paste.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace iamgen::analysis {

// One scalar, or a list of them, on one line.
std::string FlowOf(const std::vector<std::string>& values);

// The member `key` of a statement, which `allow` and `grant` begin: on one line
// where there is room, with a list below it where there is not.
void AddMember(const std::string& key, const std::vector<std::string>& values,
               std::vector<std::string>& lines);

// "arn:{{partition}}:s3:::<BucketName>/<ObjectName>", of a form of the
// catalogue: what is the account's is filled in, the rest is for others. Empty:
// not even the service is known.
std::string FillableForm(std::string_view arn);

}  // namespace iamgen::analysis

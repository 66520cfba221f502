// What a text with holes says in one account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/topology.h"

namespace iamgen::model {

// The text in `account`. A hole that stands for a list gives its elements
// joined by commas: lists are asked for with `EvaluateList`.
std::string Evaluate(const Topology& topology, const Text& text,
                     AccountId account);

// The strings that `texts` become in `account`: a hole that stands for a list
// gives one string per element, in order.
std::vector<std::string> EvaluateList(const Topology& topology,
                                      const Texts& texts, AccountId account);

// The strings of one text.
void AppendEvaluated(const Topology& topology, const Text& text,
                     AccountId account, std::vector<std::string>& into);

// The ARN of an entity in an account: partition, id, path and name of there.
std::string ArnOf(const Topology& topology, EntityRef entity,
                  AccountId account);

// The text of the ARN of an entity in the account being built, with the
// entity's own holes: "arn:", partition, "::", id, path, name.
Text OwnArnText(const Topology& topology, EntityRef entity);

// The members of a set hole, without the account being built if so asked.
std::vector<AccountId> MembersOf(const Topology& topology, const Hole& hole,
                                 AccountId account);

// `bucket`, `bucket/path` or `bucket/path/` as the ARN of the bucket, the ARN
// of the objects below it, or the path without slashes at its ends.
std::string BucketPartOf(BucketPart part, std::string_view value,
                         std::string_view partition);

// Whether the statement is there in the account, of those its policy is in.
bool StandsIn(const Topology& topology, const Statement& statement,
              AccountId account);

// Whether the text may become several strings in some account.
bool MayBeList(const Topology& topology, const Text& text);

}  // namespace iamgen::model

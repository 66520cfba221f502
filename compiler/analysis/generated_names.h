// ARNs of entities whose names are made up when they are created, for whoever
// asks what such an entity may do: "arn:aws:iam::111111111111:role/<Deploy>".
#pragma once

#include <string>

#include "model/topology.h"

namespace iamgen::analysis {

// The text with such an ARN wherever it has what `model::ArnOf` gives for one,
// in the account that the text stands in.
std::string WithArnsOfGenerated(std::string text,
                                const model::Account& account);

// `model::ArnOf`, or such an ARN.
std::string KnownArnOf(const model::Topology& topology, model::EntityRef entity,
                       model::AccountId account);

}  // namespace iamgen::analysis

// Policy documents as one account has them, in IAM's JSON grammar.
#pragma once

#include "analysis/json_text.h"
#include "model/topology.h"

namespace iamgen::analysis {

// Appends the document with the statements that stand in the account and every
// hole filled. A list of one is the one.
void AppendDocument(const model::Topology& topology,
                    const model::Document& document, model::AccountId account,
                    JsonText& out);

// Appends one statement, as it is in the account.
void AppendStatement(const model::Topology& topology,
                     const model::Statement& statement,
                     model::AccountId account, JsonText& out);

// Whether no statement stands in the account.
bool IsEmpty(const model::Topology& topology, const model::Document& document,
             model::AccountId account);

}  // namespace iamgen::analysis

// Policy documents as trees: IAM's JSON grammar, whatever the syntax.
#pragma once

#include <functional>
#include <vector>

#include "model/topology.h"
#include "writers/value.h"

namespace iamgen::backends {

// Where in a document a text stands.
enum class Position : std::uint8_t { kText, kPrincipal };

// Turns a text without lists into a tree: a string, or a call of the target's.
using ToValue = std::function<writers::Value(const model::Text&, Position)>;

// Turns a text into a string even where the target has no calls: keys.
using ToKey = std::function<writers::Text(const model::Text&)>;

// How a document is written for one account.
struct DocumentStyle {
  const model::Topology& topology;
  model::AccountId account;
  ToValue value;
  ToKey key;
  // Instead of `Expand`.
  std::function<std::vector<model::Text>(const model::Text&)> expand = {};
  // A call that gives the whole list; null where there is none.
  std::function<writers::Value(const model::Texts&)> list = {};
};

// `{"Version": ..., "Statement": [...]}`. A list of one is written as the one;
// statements that do not stand in the account are left out.
writers::Value ToTree(const model::Document& document,
                      const DocumentStyle& style);

// Whether no other test of the statement can come to the same operator and key,
// where the values of both would stand together.
bool IsAloneUnderItsKey(const model::Statement& statement,
                        const model::ConditionTest& test);

// Whether any statement stands in the account: IAM takes no empty document.
bool HasStatements(const model::Document& document,
                   const model::Topology& topology, model::AccountId account);

}  // namespace iamgen::backends

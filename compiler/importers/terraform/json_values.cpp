// Members twice, as arguments and as blocks: JSON does not tell which they are.
#include "importers/terraform/json_values.h"

#include <string>
#include <utility>

#include "importers/datum.h"
#include "importers/hcl/parser.h"

namespace iamgen::importers::terraform {

using hcl::Expression;
using hcl::ExpressionKind;
using syntax::kNoNode;
using syntax::NodeIndex;
using syntax::NodeKind;

Expression JsonValues::Text(NodeIndex node) {
  const diag::Span span = tree_.SpanOf(node);
  const PlacedText placed =
      PlaceScalar(tree_.file, span.begin, sources_.TextOf(span),
                  WithoutUnknown(tree_.TextOf(node)));
  if (templates_) {
    Expression expression = hcl::ParseTemplate(placed, tree_.file, variables_);
    expression.span = span;
    return expression;
  }
  Expression text;
  text.kind = ExpressionKind::kText;
  text.span = span;
  text.text = placed;
  return text;
}

Expression JsonValues::ExpressionOf(NodeIndex node) {
  Expression expression;
  expression.span = tree_.SpanOf(node);
  const auto scalar = [&](ExpressionKind kind) {
    expression.kind = kind;
    expression.name = tree_.TextOf(node);
  };
  switch (tree_[node].kind) {
    case NodeKind::kNull:
      expression.kind = ExpressionKind::kNull;
      return expression;
    case NodeKind::kPlain:
    case NodeKind::kQuoted:
      return Text(node);
    case NodeKind::kNumber:
      scalar(ExpressionKind::kNumber);
      return expression;
    case NodeKind::kBoolean:
      scalar(ExpressionKind::kBoolean);
      return expression;
    case NodeKind::kSequence:
      expression.kind = ExpressionKind::kTuple;
      break;
    case NodeKind::kMapping:
      expression.kind = ExpressionKind::kObject;
      break;
    case NodeKind::kBroken:
      return expression;
  }
  for (NodeIndex child = tree_[node].first_child; child != kNoNode;
       child = tree_[child].next_sibling) {
    expression.children.push_back(ExpressionOf(child));
  }
  return expression;
}

void JsonValues::AddBlocks(hcl::Block& into, const std::string& name,
                           NodeIndex value, int levels) {
  if (tree_[value].kind == NodeKind::kMapping) {
    into.blocks.push_back(BlockOf(name, value, levels));
  }
  if (tree_[value].kind != NodeKind::kSequence) {
    return;
  }
  for (NodeIndex one = tree_[value].first_child; one != kNoNode;
       one = tree_[one].next_sibling) {
    if (tree_[one].kind == NodeKind::kMapping) {
      into.blocks.push_back(BlockOf(name, one, levels));
    }
  }
}

hcl::Block JsonValues::BlockOf(std::string_view type, NodeIndex node,
                               int levels) {
  hcl::Block block;
  block.type = type;
  block.type_span = tree_.SpanOf(node);
  if (tree_[node].kind != NodeKind::kMapping) {
    return block;
  }
  for (NodeIndex key = tree_[node].first_child; key != kNoNode;) {
    const NodeIndex value = tree_[key].next_sibling;
    const std::string name(tree_.TextOf(key));
    block.attributes.push_back({name, tree_.SpanOf(key), ExpressionOf(value)});
    if (levels > 0) {
      AddBlocks(block, name, value, levels - 1);
    }
    key = tree_[value].next_sibling;
  }
  return block;
}

}  // namespace iamgen::importers::terraform

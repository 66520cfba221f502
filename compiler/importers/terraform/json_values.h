// JSON as the blocks and the expressions that it stands for.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/source.h"
#include "importers/hcl/expression.h"
#include "syntax/node.h"

namespace iamgen::importers::terraform {

// Turns parts of a tree of JSON into blocks.
class JsonValues {
 public:
  // `templates`: texts are templates, and a text that is one expression is it.
  JsonValues(const diag::SourceMap& sources, const syntax::Tree& tree,
             bool templates)
      : sources_(sources), tree_(tree), templates_(templates) {}

  // An object; every member is an argument, and a block as well if it is an
  // object or a list of them, within so many levels.
  [[nodiscard]] hcl::Block BlockOf(std::string_view type,
                                   syntax::NodeIndex node, int levels = 3);

  [[nodiscard]] hcl::Expression ExpressionOf(syntax::NodeIndex node);

  [[nodiscard]] std::vector<hcl::PolicyVariable> TakeVariables() {
    return std::move(variables_);
  }

 private:
  hcl::Expression Text(syntax::NodeIndex node);
  void AddBlocks(hcl::Block& into, const std::string& name,
                 syntax::NodeIndex value, int levels);

  const diag::SourceMap& sources_;
  const syntax::Tree& tree_;
  bool templates_;
  std::vector<hcl::PolicyVariable> variables_;
};

}  // namespace iamgen::importers::terraform

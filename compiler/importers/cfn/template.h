// The sections of a CloudFormation template, and the names that it defines.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/source.h"
#include "syntax/node.h"

namespace iamgen::importers::cfn {

// A member of a section: a logical id and what it names.
struct Entry {
  std::string_view name;
  syntax::NodeIndex key = syntax::kNoNode;
  syntax::NodeIndex value = syntax::kNoNode;
};

struct Resource {
  Entry entry;
  // Empty: no text stands there.
  std::string_view type;
  // `kNoNode`: absent, or no mapping.
  syntax::NodeIndex properties = syntax::kNoNode;
};

// A template that was read. Views are into its tree, so it stays where it is.
class Template {
 public:
  Template(const diag::SourceMap& sources, syntax::Tree tree);

  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;

  [[nodiscard]] const syntax::Tree& tree() const { return tree_; }

  [[nodiscard]] const diag::SourceMap& sources() const { return sources_; }

  // The value of a member of a mapping, merged ones too, or `kNoNode`.
  [[nodiscard]] syntax::NodeIndex Find(syntax::NodeIndex mapping,
                                       std::string_view key) const;

  // The text of a scalar that is one; nothing of numbers in quotes is lost.
  [[nodiscard]] std::optional<std::string_view> TextOf(
      syntax::NodeIndex node) const;

  // The members of a mapping; merged ones are not among them.
  [[nodiscard]] std::vector<Entry> MembersOf(syntax::NodeIndex mapping) const;

  // A section at the top, or `kNoNode`.
  [[nodiscard]] syntax::NodeIndex Section(std::string_view name) const {
    return tree_.empty() ? syntax::kNoNode : Find(0, name);
  }

  [[nodiscard]] const std::vector<Resource>& resources() const {
    return resources_;
  }

  [[nodiscard]] const std::vector<Entry>& parameters() const {
    return parameters_;
  }

  // nullptr: none of that name.
  [[nodiscard]] const Resource* FindResource(std::string_view name) const;
  [[nodiscard]] const Entry* FindParameter(std::string_view name) const;

  // Whether macros, loops or includes may add what is not written.
  [[nodiscard]] bool transformed() const { return transformed_; }

 private:
  const diag::SourceMap& sources_;
  syntax::Tree tree_;
  std::vector<Resource> resources_;
  std::vector<Entry> parameters_;
  std::unordered_map<std::string_view, std::size_t> resource_index_;
  std::unordered_map<std::string_view, std::size_t> parameter_index_;
  bool transformed_ = false;
};

}  // namespace iamgen::importers::cfn

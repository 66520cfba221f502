// The parameters of the template that all children share.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/topology.h"
#include "writers/value.h"

namespace iamgen::backends::cfn_stackset {

// "CloudFormation quotas".
inline constexpr std::size_t kMostParameters = 200;
inline constexpr std::size_t kMostValueBytes = 4096;

// What a hole is in the shared template.
enum class Standing : std::uint8_t {
  // The same text in every child, which is written out.
  kSame,
  // Of the stack's own account, which CloudFormation knows.
  kPseudo,
  // One text in every child, but not the same one.
  kDiffers,
  // The same, and too long to be a parameter's value in some child.
  kTooLong,
  // A list that is not the same in every child, and that a parameter can hold:
  // nowhere empty, and without commas of its own.
  kListDiffers,
  // Any other list that is not the same.
  kListDiffersMuch
};

// Holes and what they are in the children. Each hole is looked at once,
// whatever the number of texts that have it.
class Parameters {
 public:
  explicit Parameters(const model::Topology& topology);

  // INVARIANT: `hole` has a value in every child.
  Standing Of(const model::Hole& hole);

  // Whether the hole stands for more or less than one text in some child.
  bool IsList(const model::Hole& hole);

  // The parameter that stands for a hole that differs: letters and digits,
  // made of the variable's name alone, unless that of another variable comes
  // to the same.
  std::string NameOf(const model::Hole& hole);

  // The parameter that is a list as a whole; empty for all but a variable alone
  // in its list. Only there can a list be of another length in each child.
  std::string NameOfList(const model::Texts& list);

  // For the names given: what stands in the template, sorted by name, and the
  // values in an account as the AWS CLI takes them.
  writers::Map Declared(const std::vector<std::string>& names);
  writers::Value ValuesIn(model::AccountId account,
                          const std::vector<std::string>& names);

  [[nodiscard]] const std::vector<model::AccountId>& children() const {
    return children_;
  }

 private:
  struct Known {
    Standing standing = Standing::kSame;
    bool is_list = false;
  };

  const Known& Look(const model::Hole& hole);
  Known LookAtSet(const model::Hole& hole) const;
  Known LookAtValues(const model::Hole& hole) const;

  const model::Topology& topology_;
  std::vector<model::AccountId> children_;
  std::map<model::Hole, Known> known_;
  std::map<std::string, model::Hole> by_name_;
  // Names in small letters that two of the variables' parameters would have.
  std::map<std::string, std::size_t> taken_;
};

}  // namespace iamgen::backends::cfn_stackset

// Compares holes between children, and names what differs.
#include "backends/cfn_stackset/parameters.h"

#include <algorithm>

#include "backends/cfn/naming.h"
#include "model/evaluate.h"
#include "support/text.h"

namespace iamgen::backends::cfn_stackset {
namespace {

using model::BucketPart;
using model::Hole;
using model::HoleKind;
using writers::Text;

constexpr BucketPart kParts[] = {BucketPart::kNone, BucketPart::kBucketArn,
                                 BucketPart::kObjectsArn, BucketPart::kPrefix};

const char* Suffix(BucketPart part) {
  switch (part) {
    case BucketPart::kNone:
      break;
    case BucketPart::kBucketArn:
      return "BucketArn";
    case BucketPart::kObjectsArn:
      return "ObjectsArn";
    case BucketPart::kPrefix:
      return "Prefix";
  }
  return "";
}

// "DeployBucket" of `DEPLOY_BUCKET` and of `deploy-bucket`. What stands before
// keeps it apart from the logical ids of resources.
std::string VariableName(const std::string& variable, BucketPart part) {
  const bool shouts = std::none_of(variable.begin(), variable.end(),
                                   [](char c) { return c >= 'a' && c <= 'z'; });
  std::string name = "Variable";
  bool first = true;
  for (const char c : variable) {
    if (c == '_' || c == '-') {
      first = true;
      continue;
    }
    const bool small = c >= 'a' && c <= 'z';
    const bool capital = c >= 'A' && c <= 'Z';
    constexpr char kShift = 'a' - 'A';
    name += first && small                ? static_cast<char>(c - kShift)
            : !first && shouts && capital ? static_cast<char>(c + kShift)
                                          : c;
    first = false;
  }
  return name + Suffix(part);
}

std::vector<std::string> ValuesOf(const model::Topology& topology,
                                  const Hole& hole, model::AccountId account) {
  model::Text alone;
  alone.Add(hole);
  std::vector<std::string> values;
  model::AppendEvaluated(topology, alone, account, values);
  return values;
}

// As "CommaDelimitedList" is read: elements are trimmed, and an empty text is
// one empty element.
bool CanBeOfList(const std::string& element) {
  return !element.empty() && element.find(',') == std::string::npos &&
         element.front() != ' ' && element.back() != ' ';
}

std::string Joined(const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) {
    joined += joined.empty() ? "" : ",";
    joined += value;
  }
  return joined;
}

bool IsAccountId(const std::string& value) {
  constexpr std::size_t kDigits = 12;
  return value.size() == kDigits &&
         value.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Parameters::Parameters(const model::Topology& topology) : topology_(topology) {
  for (std::size_t i = 0; i < topology.accounts.size(); ++i) {
    const model::AccountId id = topology.accounts.IdAt(i);
    if (topology.accounts[id].role == model::AccountRole::kChild) {
      children_.push_back(id);
    }
  }
  for (const model::Variable& variable : topology.variables) {
    for (const BucketPart part : kParts) {
      ++taken_[support::Lower(VariableName(variable.name, part))];
    }
  }
}

Standing Parameters::Of(const Hole& hole) { return Look(hole).standing; }

bool Parameters::IsList(const Hole& hole) { return Look(hole).is_list; }

const Parameters::Known& Parameters::Look(const Hole& hole) {
  const auto [entry, is_new] = known_.try_emplace(hole);
  if (is_new) {
    switch (hole.kind) {
      case HoleKind::kAccountId:
      case HoleKind::kPartition:
      case HoleKind::kDnsSuffix:
        entry->second = {Standing::kPseudo, false};
        break;
      case HoleKind::kAccountIds:
      case HoleKind::kEntityArn:
        entry->second = LookAtSet(hole);
        break;
      case HoleKind::kAccountName:
      case HoleKind::kRegion:
      case HoleKind::kVariable:
        entry->second = LookAtValues(hole);
        break;
    }
  }
  return entry->second;
}

// The members of a set are the same whoever asks, unless it leaves out whoever
// asks; so no two children have to be compared.
Parameters::Known Parameters::LookAtSet(const Hole& hole) const {
  // INVARIANT: an ARN in the account being built has been taken apart.
  const model::AccountSet& set = topology_.account_sets[hole.accounts];
  const bool leaves_out =
      hole.others_only && children_.size() > 1 &&
      std::any_of(set.members.begin(), set.members.end(),
                  [&](model::AccountId member) {
                    return topology_.accounts[member].role ==
                           model::AccountRole::kChild;
                  });
  return {leaves_out ? Standing::kListDiffersMuch : Standing::kSame, true};
}

Parameters::Known Parameters::LookAtValues(const Hole& hole) const {
  const std::vector<std::string> first =
      ValuesOf(topology_, hole, children_.front());
  bool same = true;
  bool is_list = first.size() != 1;
  bool too_long = false;
  bool can_be_listed = true;
  for (const model::AccountId child : children_) {
    const std::vector<std::string> values = ValuesOf(topology_, hole, child);
    same = same && values == first;
    is_list = is_list || values.size() != 1;
    too_long = too_long || Joined(values).size() > kMostValueBytes;
    can_be_listed = can_be_listed && !values.empty() &&
                    std::all_of(values.begin(), values.end(), CanBeOfList);
  }
  const Standing standing = same       ? Standing::kSame
                            : too_long ? Standing::kTooLong
                            : !is_list
                                ? Standing::kDiffers
                                : (can_be_listed ? Standing::kListDiffers
                                                 : Standing::kListDiffersMuch);
  return {standing, is_list};
}

std::string Parameters::NameOf(const Hole& hole) {
  std::string name;
  if (hole.kind == HoleKind::kVariable) {
    const std::string& variable = topology_.variables[hole.variable].name;
    name = VariableName(variable, hole.part);
    constexpr std::size_t kLongest = 200;
    if (taken_[support::Lower(name)] > 1 || name.size() > kLongest) {
      name = cfn::LogicalId("Variable", variable, Suffix(hole.part));
    }
  } else {
    name = hole.kind == HoleKind::kRegion ? "Region" : "AccountName";
  }
  by_name_.emplace(name, hole);
  return name;
}

std::string Parameters::NameOfList(const model::Texts& list) {
  if (list.size() != 1 || list.front().value.parts.size() != 1) {
    return {};
  }
  const auto* hole = std::get_if<Hole>(&list.front().value.parts.front());
  return hole != nullptr && hole->kind == HoleKind::kVariable &&
                 Of(*hole) == Standing::kListDiffers
             ? NameOf(*hole)
             : "";
}

writers::Map Parameters::Declared(const std::vector<std::string>& names) {
  writers::Map declared;
  for (const std::string& name : names) {
    const Hole& hole = by_name_.at(name);
    const bool ids =
        !IsList(hole) &&
        std::all_of(
            children_.begin(), children_.end(), [&](model::AccountId child) {
              return IsAccountId(ValuesOf(topology_, hole, child).front());
            });
    std::string meaning = "The account's alias in the topology";
    if (hole.kind == HoleKind::kRegion) {
      meaning = "The account's region in the topology";
    } else if (hole.kind == HoleKind::kVariable) {
      const char* part = hole.part == BucketPart::kNone         ? "{{"
                         : hole.part == BucketPart::kBucketArn  ? "{{bucket:"
                         : hole.part == BucketPart::kObjectsArn ? "{{objects:"
                                                                : "{{prefix:";
      meaning =
          part + topology_.variables[hole.variable].name + "}} in the topology";
    }
    writers::Map parameter;
    parameter.push_back(
        {.key = "Type",
         .value = {Text(IsList(hole) ? "CommaDelimitedList" : "String")}});
    if (ids) {
      parameter.push_back(
          {.key = "AllowedPattern", .value = {Text("^[0-9]{12}$")}});
    }
    parameter.push_back({.key = "Description", .value = {Text(meaning)}});
    declared.push_back({.key = name, .value = {std::move(parameter)}});
  }
  return declared;
}

writers::Value Parameters::ValuesIn(model::AccountId account,
                                    const std::vector<std::string>& names) {
  writers::List list;
  for (const std::string& name : names) {
    writers::Map one;
    one.push_back({.key = "ParameterKey", .value = {Text(name)}});
    one.push_back({.key = "ParameterValue",
                   .value = {Text(Joined(
                       ValuesOf(topology_, by_name_.at(name), account)))}});
    list.push_back({std::move(one)});
  }
  return {std::move(list)};
}

}  // namespace iamgen::backends::cfn_stackset

// Attachments are resources of their own.
#include "importers/terraform/identities.h"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "importers/terraform/values.h"

namespace iamgen::importers::terraform {
namespace {

struct Row {
  IdentityKind kind;
  std::string_view type;
  std::string_view attachment;
  // The argument of an attachment that names it.
  std::string_view argument;
};

constexpr std::array<Row, 3> kRows = {{
    {IdentityKind::kRole, "aws_iam_role", "aws_iam_role_policy_attachment",
     "role"},
    {IdentityKind::kUser, "aws_iam_user", "aws_iam_user_policy_attachment",
     "user"},
    {IdentityKind::kGroup, "aws_iam_group", "aws_iam_group_policy_attachment",
     "group"},
}};

policy::Value ValueOf(const Datum& datum) {
  return {datum.Is(DatumKind::kText) ? datum.text
                                     : std::string(1, policy::kUnknown),
          datum.span, policy::Form::kText};
}

// `aws_iam_policy.wall.arn`: "wall".
std::optional<std::string> PolicyOf(const hcl::Expression& expression) {
  constexpr std::string_view kStart = "aws_iam_policy.";
  std::string_view name = expression.name;
  if (!expression.Is(hcl::ExpressionKind::kTraversal) ||
      !name.starts_with(kStart)) {
    return std::nullopt;
  }
  name.remove_prefix(kStart.size());
  return std::string(name.substr(0, name.find('.')));
}

void NotePolicies(const hcl::Expression& expression,
                  std::set<std::string>& names) {
  if (auto name = PolicyOf(expression)) {
    names.insert(*std::move(name));
  }
  for (const hcl::Expression& child : expression.children) {
    NotePolicies(child, names);
  }
}

class IdentityFinder {
 public:
  explicit IdentityFinder(const Configuration& configuration)
      : configuration_(configuration) {}

  std::vector<FoundIdentity> Find() {
    for (const Thing& thing : configuration_.things) {
      for (const Row& row : kRows) {
        if (!thing.is_data && thing.type == row.type) {
          AddIdentity(thing, row);
        }
      }
    }
    for (const Thing& thing : configuration_.things) {
      for (const Row& row : kRows) {
        if (!thing.is_data && thing.type == row.attachment) {
          AddAttachment(thing, row);
        }
      }
    }
    return std::move(found_);
  }

 private:
  void AddIdentity(const Thing& thing, const Row& row) {
    FoundIdentity identity;
    identity.kind = row.kind;
    identity.entity = thing.address;
    identity.span = thing.name_span;
    identity.managed_policies.is_list = true;
    if (const hcl::Attribute* managed =
            thing.body.Find("managed_policy_arns")) {
      const Datum list = DatumOf(managed->value);
      identity.managed_policies.complete = list.Is(DatumKind::kList);
      for (const Datum& one : list.children) {
        identity.managed_policies.values.push_back(ValueOf(one));
      }
    }
    if (const hcl::Attribute* boundary =
            thing.body.Find("permissions_boundary")) {
      const Datum value = DatumOf(boundary->value);
      if (!value.Is(DatumKind::kNull)) {
        identity.boundary = ValueOf(value);
      }
    }
    index_.emplace(std::string(row.type) + "." + thing.name, found_.size());
    if (const hcl::Attribute* name = thing.body.Find("name")) {
      const Datum value = DatumOf(name->value);
      if (value.Is(DatumKind::kText) && !value.unknown()) {
        index_.emplace(std::string(row.type) + "=" + value.text, found_.size());
      }
    }
    found_.push_back(std::move(identity));
  }

  void AddAttachment(const Thing& thing, const Row& row) {
    const hcl::Attribute* arn = thing.body.Find("policy_arn");
    const hcl::Attribute* holder = thing.body.Find(row.argument);
    if (arn == nullptr) {
      return;
    }
    std::size_t index = found_.size();
    if (holder != nullptr) {
      const hcl::Expression& value = holder->value;
      const std::string key =
          value.Is(hcl::ExpressionKind::kTraversal)
              ? value.name.substr(0, value.name.rfind('.'))
              : std::string(row.type) + "=" + DatumOf(value).text;
      const auto known = index_.find(key);
      index = known == index_.end() ? index : known->second;
    }
    if (index == found_.size()) {
      FoundIdentity identity;
      identity.kind = row.kind;
      identity.entity = thing.address;
      identity.span = thing.name_span;
      identity.managed_policies.is_list = true;
      identity.managed_policies.complete = false;
      found_.push_back(std::move(identity));
    }
    found_[index].managed_policies.values.push_back(
        ValueOf(DatumOf(arn->value)));
  }

  const Configuration& configuration_;
  std::vector<FoundIdentity> found_;
  // "aws_iam_role.deploy" and "aws_iam_role=name".
  std::map<std::string, std::size_t> index_;
};

}  // namespace

std::vector<FoundIdentity> FindIdentities(const Configuration& configuration) {
  return IdentityFinder(configuration).Find();
}

std::set<std::string> FindBoundaries(const Configuration& configuration) {
  std::set<std::string> boundaries;
  std::set<std::string> attached;
  for (const Thing& thing : configuration.things) {
    if (const hcl::Attribute* one = thing.body.Find("permissions_boundary")) {
      NotePolicies(one->value, boundaries);
    }
    for (const char* argument :
         {"policy_arn", "policy_arns", "managed_policy_arns"}) {
      if (const hcl::Attribute* one = thing.body.Find(argument)) {
        NotePolicies(one->value, attached);
      }
    }
  }
  for (const std::string& name : attached) {
    boundaries.erase(name);
  }
  return boundaries;
}

}  // namespace iamgen::importers::terraform

// Fills the holes of texts for one account.
#include "model/evaluate.h"

#include <algorithm>
#include <string_view>

#include "model/entity.h"

namespace iamgen::model {
namespace {

// What an entity's ARN says after "arn:P:iam::A:".
std::string_view ResourceTypeOf(EntityKind kind) {
  switch (kind) {
    case EntityKind::kRole:
      return "role";
    case EntityKind::kPolicy:
      return "policy";
    case EntityKind::kInstanceProfile:
      return "instance-profile";
    case EntityKind::kUser:
      return "user";
    case EntityKind::kGroup:
      return "group";
    case EntityKind::kOidcProvider:
      return "oidc-provider";
    case EntityKind::kSamlProvider:
      return "saml-provider";
  }
  return "role";
}

bool IsSet(const Hole& hole) {
  return hole.kind == HoleKind::kAccountIds ||
         (hole.kind == HoleKind::kEntityArn && hole.accounts.valid());
}

// The strings one hole stands for.
std::vector<std::string> ValuesOf(const Topology& topology, const Hole& hole,
                                  AccountId id) {
  const Account& account = topology.accounts[id];
  switch (hole.kind) {
    case HoleKind::kAccountId:
      return {account.id};
    case HoleKind::kAccountName:
      return {account.alias};
    case HoleKind::kPartition:
      return {account.partition};
    case HoleKind::kDnsSuffix:
      return {account.dns_suffix};
    case HoleKind::kRegion:
      return {account.region};
    case HoleKind::kVariable: {
      const auto& value = account.variables[hole.variable.index];
      // An account without the variable has been reported.
      if (!value) {
        return {};
      }
      std::vector<std::string> texts = value->texts;
      if (hole.part != BucketPart::kNone) {
        for (std::string& text : texts) {
          text = BucketPartOf(hole.part, text, account.partition);
        }
      }
      return texts;
    }
    case HoleKind::kAccountIds:
    case HoleKind::kEntityArn:
      break;
  }
  std::vector<std::string> values;
  if (hole.kind == HoleKind::kEntityArn && !hole.accounts.valid()) {
    return {ArnOf(topology, hole.entity, id)};
  }
  for (const AccountId member : MembersOf(topology, hole, id)) {
    if (hole.kind == HoleKind::kEntityArn) {
      values.push_back(ArnOf(topology, hole.entity, member));
    } else if (hole.as_root) {
      values.push_back("arn:" + topology.accounts[member].partition +
                       ":iam::" + topology.accounts[member].id + ":root");
    } else {
      values.push_back(topology.accounts[member].id);
    }
  }
  return values;
}

}  // namespace

std::vector<AccountId> MembersOf(const Topology& topology, const Hole& hole,
                                 AccountId account) {
  if (!hole.accounts.valid()) {
    return {account};
  }
  std::vector<AccountId> members = topology.account_sets[hole.accounts].members;
  if (hole.others_only) {
    std::erase(members, account);
  }
  return members;
}

std::string BucketPartOf(BucketPart part, std::string_view value,
                         std::string_view partition) {
  const std::size_t slash = std::min(value.find('/'), value.size());
  const std::string_view bucket = value.substr(0, slash);
  std::string_view path = value.substr(slash);
  while (path.starts_with('/')) {
    path.remove_prefix(1);
  }
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  if (part == BucketPart::kPrefix) {
    return std::string(path);
  }
  std::string arn = "arn:";
  arn += partition;
  arn += ":s3:::";
  arn += bucket;
  if (part == BucketPart::kObjectsArn) {
    if (!path.empty()) {
      arn += '/';
      arn += path;
    }
    arn += "/*";
  }
  return arn;
}

bool StandsIn(const Topology& topology, const Statement& statement,
              AccountId account) {
  return !statement.only_in.valid() ||
         topology.account_sets[statement.only_in].Contains(account);
}

bool MayBeList(const Topology& topology, const Text& text) {
  return std::any_of(
      text.parts.begin(), text.parts.end(), [&](const auto& part) {
        const auto* hole = std::get_if<Hole>(&part);
        if (hole == nullptr) {
          return false;
        }
        return IsSet(*hole) || (hole->kind == HoleKind::kVariable &&
                                topology.variables[hole->variable].may_be_list);
      });
}

void AppendEvaluated(const Topology& topology, const Text& text,
                     AccountId account, std::vector<std::string>& into) {
  std::vector<std::string> strings = {std::string()};
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      for (std::string& string : strings) {
        string += *literal;
      }
      continue;
    }
    const std::vector<std::string> values =
        ValuesOf(topology, std::get<Hole>(part), account);
    if (values.size() == 1) {
      for (std::string& string : strings) {
        string += values.front();
      }
      continue;
    }
    // INVARIANT: at most one hole is a list, so this multiplies once.
    std::vector<std::string> multiplied;
    multiplied.reserve(values.size() * strings.size());
    for (const std::string& string : strings) {
      for (const std::string& value : values) {
        multiplied.push_back(string + value);
      }
    }
    strings = std::move(multiplied);
  }
  std::move(strings.begin(), strings.end(), std::back_inserter(into));
}

std::string Evaluate(const Topology& topology, const Text& text,
                     AccountId account) {
  if (text.IsLiteral()) {
    return text.literal();
  }
  std::vector<std::string> strings;
  AppendEvaluated(topology, text, account, strings);
  std::string joined;
  for (const std::string& string : strings) {
    if (&string != strings.data()) {
      joined += ',';
    }
    joined += string;
  }
  return joined;
}

std::vector<std::string> EvaluateList(const Topology& topology,
                                      const Texts& texts, AccountId account) {
  std::vector<std::string> strings;
  for (const LocatedText& text : texts) {
    AppendEvaluated(topology, text.value, account, strings);
  }
  return strings;
}

Text OwnArnText(const Topology& topology, EntityRef entity) {
  // Not known before it is created. Whoever can refer to it otherwise does.
  if (HasGeneratedName(topology, entity)) {
    return Text("<generated:" + std::string(NameOf(entity.kind)) + "/" +
                KeyOf(topology, entity) + ">");
  }
  Text text("arn:");
  text.Add(Hole{.kind = HoleKind::kPartition});
  text.Add(std::string(":iam::"));
  text.Add(Hole{.kind = HoleKind::kAccountId});
  text.Add(":" + std::string(ResourceTypeOf(entity.kind)));
  const Text* path = PathOf(topology, entity);
  text.Add(path == nullptr ? Text("/") : *path);
  text.Add(NameInArn(topology, entity));
  return text;
}

std::string ArnOf(const Topology& topology, EntityRef entity,
                  AccountId account) {
  return Evaluate(topology, OwnArnText(topology, entity), account);
}

}  // namespace iamgen::model

// Texts as CloudFormation writes them: strings, functions, references.
#include "backends/cfn/resources.h"

#include "backends/cfn/naming.h"
#include "backends/cfn/shapes.h"
#include "backends/cfn/unit.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::cfn {
namespace {

using writers::CallOf;
using writers::Text;
using writers::Value;

// The pseudo parameter of what is true of the account being built; "" if there
// is none.
const char* PseudoParameter(model::HoleKind kind) {
  switch (kind) {
    case model::HoleKind::kAccountId:
      return "AWS::AccountId";
    case model::HoleKind::kPartition:
      return "AWS::Partition";
    case model::HoleKind::kDnsSuffix:
      return "AWS::URLSuffix";
    // The region of the topology is not the one the stack is created in.
    case model::HoleKind::kRegion:
    case model::HoleKind::kAccountName:
    case model::HoleKind::kVariable:
    case model::HoleKind::kAccountIds:
    case model::HoleKind::kEntityArn:
      break;
  }
  return "";
}

}  // namespace

std::string Resources::LogicalIdOf(model::EntityRef entity) const {
  const auto kind = [&] {
    switch (entity.kind) {
      case model::EntityKind::kRole:
        return "Role";
      case model::EntityKind::kPolicy:
        return "Policy";
      case model::EntityKind::kInstanceProfile:
        return "InstanceProfile";
      case model::EntityKind::kUser:
        return "User";
      case model::EntityKind::kGroup:
        return "Group";
      case model::EntityKind::kOidcProvider:
        return "OidcProvider";
      case model::EntityKind::kSamlProvider:
        return "SamlProvider";
    }
    return "Role";
  };
  return LogicalId(kind(), model::KeyOf(topology_, entity));
}

bool Resources::IsSymbolic(const model::Hole& hole, Position position,
                           model::EntityRef from) const {
  return hole.kind == model::HoleKind::kEntityArn && IsHere(hole.entity) &&
         (from == kNobody || model::HasGeneratedName(topology_, hole.entity) ||
          (position == Position::kPrincipal && hole.entity != from) ||
          references_.MayDepend(from, hole.entity));
}

bool Resources::IsHere(model::EntityRef entity) const {
  return here_ == nullptr || Contains(*here_, UnitOf(entity));
}

std::vector<model::Text> Resources::Expanded(const model::Text& text,
                                             model::AccountId account) const {
  return common_ == nullptr ? Expand(topology_, text, account)
                            : common_->expand(text);
}

Text Resources::Plain(const model::Text& text) {
  if (common_ != nullptr) {
    return Text(model::Evaluate(topology_, text, common_->sample));
  }
  return slots_.Written(text, SlotForm::kPlain);
}

Value Resources::Written(const model::Text& text) {
  if (common_ == nullptr) {
    return {Plain(text)};
  }
  model::Text flat;
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole == nullptr) {
      flat.Add(std::get<std::string>(part));
    } else if (hole->kind == model::HoleKind::kEntityArn) {
      flat.Add(model::OwnArnText(topology_, hole->entity));
    } else {
      flat.Add(*hole);
    }
  }
  return Join(flat);
}

Value Resources::Named(model::EntityRef entity, const model::Text& name) {
  return IsHere(entity) ? Ref(LogicalIdOf(entity)) : Written(name);
}

Value Resources::Convert(const model::Text& text, Position position,
                         model::EntityRef from) {
  // By-name ARNs first, so that what is left is text, slots and references.
  model::Text flat;
  for (const auto& part : text.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    if (hole == nullptr) {
      flat.Add(std::get<std::string>(part));
    } else if (hole->kind == model::HoleKind::kEntityArn &&
               !IsSymbolic(*hole, position, from)) {
      flat.Add(model::OwnArnText(topology_, hole->entity));
    } else {
      flat.Add(*hole);
    }
  }
  return Join(flat);
}

std::string Resources::ReferenceTo(const model::Hole& hole) const {
  if (hole.kind == model::HoleKind::kEntityArn) {
    const bool by_ref = hole.entity.kind == model::EntityKind::kPolicy;
    return LogicalIdOf(hole.entity) + (by_ref ? "" : ".Arn");
  }
  std::string name = PseudoParameter(hole.kind);
  if (name.empty() && common_ != nullptr) {
    name = common_->parameter(hole);
  }
  return name;
}

// Of a text whose entities are references.
Value Resources::Join(const model::Text& flat) {
  Text made;
  bool needs_sub = false;
  for (const auto& part : flat.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    needs_sub |= hole != nullptr && !ReferenceTo(*hole).empty();
  }
  if (!needs_sub) {
    return {Plain(flat)};
  }
  if (flat.parts.size() == 1) {
    const model::Hole& hole = std::get<model::Hole>(flat.parts.front());
    return hole.kind == model::HoleKind::kEntityArn &&
                   hole.entity.kind != model::EntityKind::kPolicy
               ? GetArn(LogicalIdOf(hole.entity))
               : Ref(ReferenceTo(hole));
  }
  for (const auto& part : flat.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      made.Add(EscapedForSub(*literal));
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (const std::string name = ReferenceTo(hole); !name.empty()) {
      made.Add("${" + name + "}");
    } else if (common_ != nullptr) {
      model::Text alone;
      alone.Add(hole);
      made.Add(
          EscapedForSub(model::Evaluate(topology_, alone, common_->sample)));
    } else {
      made.AddSlot(slots_.For(hole, SlotForm::kSub));
    }
  }
  return CallOf("Fn::Sub", "!Sub", {std::move(made)});
}

Value Resources::Tree(const model::Document& document, model::AccountId account,
                      model::EntityRef from) {
  return ToTree(
      document,
      {topology_, account,
       [&](const model::Text& text, Position position) {
         return Convert(text, position, from);
       },
       [&](const model::Text& text) { return Plain(text); },
       [&](const model::Text& text) { return Expanded(text, account); },
       [&](const model::Texts& texts) { return ListOf(texts); }});
}

Value Resources::ListOf(const model::Texts& texts) const {
  const std::string name = common_ == nullptr ? "" : common_->list(texts);
  return name.empty() ? Value{nullptr} : Ref(name);
}

Value Resources::Attached(const model::Attachment& attachment,
                          model::EntityRef from) {
  if (attachment.policy.valid()) {
    const model::EntityRef policy{model::EntityKind::kPolicy,
                                  attachment.policy.index};
    if (IsHere(policy)) {
      return Ref(LogicalIdOf(policy));
    }
    model::Text arn;
    arn.Add(model::Hole{.kind = model::HoleKind::kEntityArn, .entity = policy});
    return Convert(arn, Position::kText, from);
  }
  return Convert(attachment.arn.value, Position::kText, from);
}

}  // namespace iamgen::backends::cfn

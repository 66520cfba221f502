// Texts as CloudFormation writes them: strings, functions, references.
#include "backends/cfn/resources.h"

#include "backends/cfn/naming.h"
#include "backends/cfn/shapes.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::cfn {
namespace {

using writers::CallOf;
using writers::Text;
using writers::Value;

// What the account being built is called in `Fn::Sub`; empty for what has no
// pseudo parameter.
const char* PseudoParameter(model::HoleKind kind) {
  switch (kind) {
    case model::HoleKind::kAccountId:
      return "${AWS::AccountId}";
    case model::HoleKind::kPartition:
      return "${AWS::Partition}";
    case model::HoleKind::kDnsSuffix:
      return "${AWS::URLSuffix}";
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
  return hole.kind == model::HoleKind::kEntityArn &&
         (from == kNobody || model::HasGeneratedName(topology_, hole.entity) ||
          (position == Position::kPrincipal && hole.entity != from) ||
          references_.MayDepend(from, hole.entity));
}

Text Resources::Plain(const model::Text& text) {
  Text made;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      made.Add(*literal);
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (hole.kind == model::HoleKind::kEntityArn) {
      const Text inner = Plain(model::OwnArnText(topology_, hole.entity));
      for (const auto& piece : inner.pieces) {
        if (const auto* literal = std::get_if<std::string>(&piece)) {
          made.Add(*literal);
        } else {
          made.AddSlot(std::get<writers::Slot>(piece));
        }
      }
    } else {
      made.AddSlot(slots_.For(hole, SlotForm::kPlain));
    }
  }
  return made;
}

Value Resources::Convert(const model::Text& text, Position position,
                         model::EntityRef from) {
  // By-name ARNs first, so that what is left is text, slots and references.
  model::Text flat;
  bool needs_sub = false;
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
  for (const auto& part : flat.parts) {
    const auto* hole = std::get_if<model::Hole>(&part);
    needs_sub |=
        hole != nullptr && (hole->kind == model::HoleKind::kEntityArn ||
                            *PseudoParameter(hole->kind) != '\0');
  }
  if (!needs_sub) {
    return {Plain(flat)};
  }
  if (flat.parts.size() == 1) {
    const model::Hole& hole = std::get<model::Hole>(flat.parts.front());
    if (hole.kind == model::HoleKind::kEntityArn) {
      const std::string id = LogicalIdOf(hole.entity);
      return hole.entity.kind == model::EntityKind::kPolicy ? Ref(id)
                                                            : GetArn(id);
    }
    const std::string_view pseudo = PseudoParameter(hole.kind);
    return Ref(std::string(pseudo.substr(2, pseudo.size() - 3)));
  }
  Text made;
  for (const auto& part : flat.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      made.Add(EscapedForSub(*literal));
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (hole.kind == model::HoleKind::kEntityArn) {
      const bool by_ref = hole.entity.kind == model::EntityKind::kPolicy;
      made.Add("${" + LogicalIdOf(hole.entity) + (by_ref ? "}" : ".Arn}"));
    } else if (const char* pseudo = PseudoParameter(hole.kind);
               *pseudo != '\0') {
      made.Add(pseudo);
    } else {
      made.AddSlot(slots_.For(hole, SlotForm::kSub));
    }
  }
  return CallOf("Fn::Sub", "!Sub", {std::move(made)});
}

Value Resources::Tree(const model::Document& document, model::AccountId account,
                      model::EntityRef from) {
  return ToTree(document,
                {topology_, account,
                 [&](const model::Text& text, Position position) {
                   return Convert(text, position, from);
                 },
                 [&](const model::Text& text) { return Plain(text); }});
}

Value Resources::Attached(const model::Attachment& attachment,
                          model::EntityRef from) {
  if (attachment.policy.valid()) {
    return Ref(
        LogicalIdOf({model::EntityKind::kPolicy, attachment.policy.index}));
  }
  return Convert(attachment.arn.value, Position::kText, from);
}

}  // namespace iamgen::backends::cfn

// Texts as HCL has them: strings, templates, references.
#include "backends/terraform/resources.h"

#include "backends/terraform/naming.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::terraform {

using model::EntityRef;
using writers::Text;
using writers::Value;

const char* TypeOf(model::EntityKind kind) {
  switch (kind) {
    case model::EntityKind::kRole:
      return "aws_iam_role";
    case model::EntityKind::kPolicy:
      return "aws_iam_policy";
    case model::EntityKind::kInstanceProfile:
      return "aws_iam_instance_profile";
    case model::EntityKind::kUser:
      return "aws_iam_user";
    case model::EntityKind::kGroup:
      return "aws_iam_group";
    case model::EntityKind::kOidcProvider:
      return "aws_iam_openid_connect_provider";
    case model::EntityKind::kSamlProvider:
      return "aws_iam_saml_provider";
  }
  return "";
}

std::string Resources::AddressOf(EntityRef entity) const {
  return TypeOf(entity.kind) +
         ("." + BlockName({model::KeyOf(topology_, entity)}));
}

Value Resources::Reference(EntityRef entity, const char* attribute) const {
  return {Text().AddExpression(AddressOf(entity) + "." + attribute)};
}

bool Resources::IsReference(const model::Hole& hole, Position position,
                            std::optional<EntityRef> within) const {
  if (hole.kind != model::HoleKind::kEntityArn) {
    return false;
  }
  // What is in no entity refers to whatever it likes; an entity only to what
  // does not lead back to it, except where no name would do.
  return !within || model::HasGeneratedName(topology_, hole.entity) ||
         (position == Position::kPrincipal && hole.entity != *within) ||
         references_.MayDepend(*within, hole.entity);
}

template <typename Refers>
Text Resources::Written(const model::Text& text, Refers refers) {
  Text made;
  for (const auto& part : text.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      made.Add(*literal);
      continue;
    }
    const model::Hole& hole = std::get<model::Hole>(part);
    if (refers(hole)) {
      made.AddExpression(AddressOf(hole.entity) + ".arn");
    } else if (hole.kind == model::HoleKind::kEntityArn) {
      made.Append(Plain(model::OwnArnText(topology_, hole.entity)));
    } else {
      made.AddSlot(slots_.For(hole, form_));
    }
  }
  return made;
}

Text Resources::Convert(const model::Text& text, Position position,
                        std::optional<EntityRef> within) {
  return Written(text, [&](const model::Hole& hole) {
    return IsReference(hole, position, within);
  });
}

Text Resources::Plain(const model::Text& text) {
  return Written(text, [](const model::Hole&) { return false; });
}

Value Resources::Encoded(const model::Document& document,
                         model::AccountId account,
                         std::optional<EntityRef> within) {
  return writers::CallOf(
      "jsonencode", "",
      ToTree(document,
             {topology_, account,
              [&](const model::Text& text, Position position) {
                return Value{Convert(text, position, within)};
              },
              // The widths of keys decide the layout, so they are filled.
              [&](const model::Text& text) {
                return Text(model::Evaluate(topology_, text, account));
              }}));
}

Value Resources::Attached(const model::Attachment& attachment,
                          std::optional<EntityRef> within) {
  if (attachment.policy.valid()) {
    return Reference({model::EntityKind::kPolicy, attachment.policy.index},
                     "arn");
  }
  return {Convert(attachment.arn.value, Position::kText, within)};
}

Value Resources::ListOf(const model::Texts& texts, model::AccountId account) {
  writers::List values;
  for (const model::LocatedText& text : texts) {
    for (const model::Text& one : Expand(topology_, text.value, account)) {
      values.push_back({Plain(one)});
    }
  }
  return {std::move(values)};
}

}  // namespace iamgen::backends::terraform

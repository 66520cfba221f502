// Words for holes, and fields of ARNs.
#include "backends/arn_text.h"

#include <algorithm>
#include <variant>

#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends {
namespace {

std::string WordFor(const model::Hole& hole, const model::Topology& topology) {
  switch (hole.kind) {
    case model::HoleKind::kAccountId:
      return "{}";
    case model::HoleKind::kAccountName:
      return "{account.name}";
    case model::HoleKind::kPartition:
      return "{partition}";
    case model::HoleKind::kDnsSuffix:
      return "{dns_suffix}";
    case model::HoleKind::kRegion:
      return "{region}";
    case model::HoleKind::kVariable:
      return "{" + topology.variables[hole.variable].name +
             (hole.part == model::BucketPart::kNone         ? "}"
              : hole.part == model::BucketPart::kBucketArn  ? ":bucket}"
              : hole.part == model::BucketPart::kObjectsArn ? ":objects}"
                                                            : ":prefix}");
    case model::HoleKind::kEntityArn:
      return "{" + std::string(model::NameOf(hole.entity.kind)) + ":" +
             model::KeyOf(topology, hole.entity) + "}";
    case model::HoleKind::kAccountIds:
      break;
  }
  // A set has been written out.
  return "{ids}";
}

// "arn:aws:sns:eu-west-1:" stands before it.
constexpr std::size_t kAccountField = 4;

// What stands there, between colons.
model::Text AccountFieldOf(const model::Text& arn) {
  std::size_t colons = 0;
  model::Text field;
  for (const auto& part : arn.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      for (const char c : *literal) {
        if (c == ':') {
          ++colons;
        } else if (colons == kAccountField) {
          field.Add(std::string(1, c));
        }
      }
    } else if (colons == kAccountField) {
      field.Add(std::get<model::Hole>(part));
    }
  }
  return field;
}

bool IsAccountId(const model::Text& field) {
  constexpr std::size_t kDigits = 12;
  return field.IsLiteral() && field.literal().size() == kDigits &&
         field.literal().find_first_not_of("0123456789") == std::string::npos;
}

bool IsVariable(const model::Text& field) {
  const auto* hole = field.parts.size() == 1
                         ? std::get_if<model::Hole>(&field.parts.front())
                         : nullptr;
  return hole != nullptr && hole->kind == model::HoleKind::kVariable;
}

}  // namespace

std::string Described(const model::Topology& topology,
                      const model::Text& text) {
  std::string described;
  for (const auto& part : text.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    described += literal != nullptr
                     ? *literal
                     : WordFor(std::get<model::Hole>(part), topology);
  }
  return described;
}

model::Text AccountOf(const model::Topology& topology, const model::Text& arn,
                      model::AccountId account) {
  if (account.valid() && HidesAccount(arn)) {
    const model::Text filled(model::Evaluate(topology, arn, account));
    const model::Text field = AccountFieldOf(filled);
    return IsAccountId(field) &&
                   field.literal() != topology.accounts[account].id
               ? field
               : model::Text();
  }
  model::Text field = AccountFieldOf(arn);
  return IsAccountId(field) || IsVariable(field) ? field : model::Text();
}

bool HidesAccount(const model::Text& arn) {
  std::size_t colons = 0;
  for (const auto& part : arn.parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      colons += static_cast<std::size_t>(
          std::count(literal->begin(), literal->end(), ':'));
    } else if (colons < kAccountField &&
               std::get<model::Hole>(part).kind == model::HoleKind::kVariable) {
      return true;
    }
  }
  return false;
}

}  // namespace iamgen::backends

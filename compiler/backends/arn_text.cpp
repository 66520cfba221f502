// Words for holes, and fields of ARNs.
#include "backends/arn_text.h"

#include <variant>

#include "model/entity.h"

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

// The fifth field between colons.
std::string LiteralAccountOf(const model::Text& arn) {
  std::size_t colons = 0;
  std::string field;
  for (const auto& part : arn.parts) {
    const auto* literal = std::get_if<std::string>(&part);
    if (literal == nullptr) {
      if (colons == 4) {
        return {};
      }
      continue;
    }
    for (const char c : *literal) {
      if (c == ':') {
        ++colons;
      } else if (colons == 4) {
        field += c;
      }
    }
  }
  constexpr std::size_t kDigits = 12;
  return field.size() == kDigits &&
                 field.find_first_not_of("0123456789") == std::string::npos
             ? field
             : std::string();
}

}  // namespace iamgen::backends

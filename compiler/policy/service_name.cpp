// Weighs what the list of service principals says of a name.
#include "policy/service_name.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "catalog/partition.h"
#include "catalog/service_principal.h"
#include "support/text.h"

namespace iamgen::policy {
namespace {

using catalog::KnownPrincipal;
using catalog::PrincipalLookup;
using catalog::UnknownPrincipal;
using catalog::UnlistedPrincipal;

// What the first partition says that does not call it wrong, or else what `aws`
// says.
PrincipalLookup Resolve(std::string_view written, std::string_view partition) {
  if (!partition.empty()) {
    return catalog::ResolveServicePrincipal(written, partition);
  }
  PrincipalLookup best = catalog::ResolveServicePrincipal(written, "aws");
  for (const catalog::Partition& one : catalog::Partitions()) {
    if (!std::holds_alternative<UnknownPrincipal>(best)) {
      break;
    }
    PrincipalLookup other = catalog::ResolveServicePrincipal(written, one.name);
    if (!std::holds_alternative<UnknownPrincipal>(other)) {
      best = std::move(other);
    }
  }
  return best;
}

// Names that differ in a digit or a hyphen may both be there.
bool IsLetter(char letter) { return letter >= 'a' && letter <= 'z'; }

// Whether one slip of the fingers lies between two names: a letter too many,
// one too few, another one, or two that changed places.
bool IsOneSlip(std::string_view left, std::string_view right) {
  if (left.size() > right.size()) {
    std::swap(left, right);
  }
  const auto at = static_cast<std::size_t>(
      std::mismatch(left.begin(), left.end(), right.begin()).first -
      left.begin());
  const std::string_view rest = left.substr(at);
  const std::string_view other = right.substr(at);
  if (other.empty() || !IsLetter(other.front()) ||
      (!rest.empty() && left.size() == right.size() &&
       !IsLetter(rest.front()))) {
    return false;
  }
  if (left.size() + 1 == right.size()) {
    return rest == other.substr(1);
  }
  if (left.size() != right.size()) {
    return false;
  }
  return rest.substr(1) == other.substr(1) ||
         (rest.size() > 1 && rest[0] == other[1] && rest[1] == other[0] &&
          rest.substr(2) == other.substr(2));
}

// The name without its domain.
std::string_view ShortOf(std::string_view name) {
  const std::size_t domain = name.find(".amazonaws.");
  return name.substr(0, domain);
}

// Whether the name is made of one that is known: "ecs-tasks.eu-west-1", or
// "new-feature.rds".
bool IsMadeOfKnown(std::string_view name, const catalog::Catalogue& catalogue) {
  std::string_view rest = ShortOf(name);
  while (!rest.empty()) {
    const std::size_t dot = rest.find('.');
    const std::string_view label = rest.substr(0, dot);
    if (catalogue.FindService(label) ||
        catalog::FindServicePrincipal(std::string(label) + ".amazonaws.com") !=
            nullptr) {
      return true;
    }
    rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
  }
  return false;
}

JudgedService JudgeUnlisted(std::string_view written,
                            UnlistedPrincipal unlisted,
                            const catalog::Catalogue& catalogue) {
  JudgedService judged;
  if (IsMadeOfKnown(written, catalogue)) {
    return judged;
  }
  judged.doubt = ServiceDoubt::kUnlisted;
  judged.fault = "is in no list of service principals";
  judged.nearest = std::move(unlisted.nearest);
  constexpr std::size_t kLongEnough = 5;
  const std::string_view name = ShortOf(written);
  const bool slip = name.size() >= kLongEnough &&
                    std::any_of(judged.nearest.begin(), judged.nearest.end(),
                                [&](const std::string& one) {
                                  return IsOneSlip(name, ShortOf(one));
                                });
  if (slip) {
    judged.doubt = ServiceDoubt::kWrong;
    judged.fault = "is no service principal";
  } else if (!judged.nearest.empty()) {
    judged.doubt = ServiceDoubt::kUnlikely;
  }
  return judged;
}

// Domains in which AWS has a few principals.
bool IsOfAmazon(std::string_view name) {
  return name.ends_with(".amazon.com") || name.ends_with(".aws.internal") ||
         name.ends_with(".aws.dev");
}

JudgedService JudgeUnknown(std::string_view written, UnknownPrincipal unknown) {
  JudgedService judged{.doubt = ServiceDoubt::kWrong,
                       .fault = std::move(unknown.fault),
                       .nearest = std::move(unknown.nearest)};
  const std::string lower = support::Lower(written);
  const std::string_view name =
      std::string_view(lower).substr(0, lower.find(".amazon"));
  const bool only_case =
      lower != written && catalog::FindServicePrincipal(lower) != nullptr;
  const bool of_amazon =
      IsOfAmazon(lower) && catalog::FindServicePrincipal(
                               std::string(name) + ".amazonaws.com") == nullptr;
  if (only_case || of_amazon) {
    judged.doubt = ServiceDoubt::kUnlikely;
  }
  return judged;
}

}  // namespace

JudgedService JudgeService(std::string_view written, std::string_view partition,
                           const catalog::Catalogue& catalogue) {
  PrincipalLookup found = Resolve(written, partition);
  if (auto* unknown = std::get_if<UnknownPrincipal>(&found)) {
    return JudgeUnknown(written, std::move(*unknown));
  }
  if (auto* unlisted = std::get_if<UnlistedPrincipal>(&found)) {
    return JudgeUnlisted(written, std::move(*unlisted), catalogue);
  }
  const auto& known = std::get<KnownPrincipal>(found);
  if (written.find('.') != std::string_view::npos) {
    return {};
  }
  return {.doubt = ServiceDoubt::kWrong,
          .fault = "is a service's name without its domain",
          .nearest = {known.name}};
}

}  // namespace iamgen::policy

// What is said about the topology: claims to prove, findings to suppress.
#include <algorithm>
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

constexpr std::array<std::string_view, 6> kPatternKinds = {
    "role", "user", "group", "policy", "lambda_job", "instance_profile"};

std::string_view Trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::optional<Claim> ReadClaim(const Context& context, NodeIndex node) {
  if (context.At(node).kind == NodeKind::kBroken) {
    return std::nullopt;
  }
  Mapping mapping(context, node, "a claim");
  if (!mapping.ok()) {
    return std::nullopt;
  }
  Claim claim;
  claim.span = mapping.span();
  const auto allow = mapping.Find("allow");
  const auto deny = mapping.Find("deny");
  if (allow && deny) {
    context.sink
        .Add(kConflict, mapping.KeySpan("deny"),
             "a claim with both `allow` and `deny`")
        .Help("write two claims");
  } else if (!mapping.Has("allow") && !mapping.Has("deny")) {
    context.sink.Add(kMissingKey, claim.span,
                     "a claim with neither `allow` nor `deny`");
  }
  claim.effect = allow ? Effect::kAllow : Effect::kDeny;
  if (const auto actions = allow ? allow : deny) {
    claim.actions = ReadTexts(context, *actions);
  }
  if (const auto by = mapping.Require("by")) {
    for (const Text& text : ReadTexts(context, *by)) {
      if (auto pattern = ReadEntityPattern(context, text)) {
        claim.by.push_back(*std::move(pattern));
      }
    }
  }
  if (const auto on = mapping.Find("on")) {
    for (const Text& text : ReadTexts(context, *on)) {
      if (text.value == "*" || text.value.starts_with("arn:") ||
          text.value.starts_with("{{")) {
        claim.on.emplace_back(text);
      } else if (auto pattern = ReadEntityPattern(context, text)) {
        claim.on.emplace_back(*std::move(pattern));
      }
    }
  }
  claim.context = mapping.FindValueMap("context");
  return claim;
}

}  // namespace

std::optional<EntityPattern> ReadEntityPattern(const Context& context,
                                               const Text& text) {
  if (context.log != nullptr) {
    context.log->words[{"a pattern", "kind"}].assign(kPatternKinds.begin(),
                                                     kPatternKinds.end());
  }
  const std::string_view whole = text.value;
  const std::size_t slash = whole.find('/');
  const std::string_view kind = Trim(whole.substr(0, slash));
  const bool known = std::find(kPatternKinds.begin(), kPatternKinds.end(),
                               kind) != kPatternKinds.end();
  if (slash == std::string_view::npos || !known) {
    std::vector<std::string> kinds(kPatternKinds.begin(), kPatternKinds.end());
    std::string help =
        known ? std::string() : support::DidYouMean(kind, kPatternKinds);
    if (help.empty()) {
      help = "write KIND/NAME or KIND/NAME@ACCOUNTS, where KIND is one of " +
             support::QuotedList(kinds, kinds.size());
    }
    context.sink
        .Add(kBadValue, text.span,
             "`" + text.value + "` names no entity of the topology")
        .Help(std::move(help));
    return std::nullopt;
  }
  const std::size_t at = whole.rfind('@');
  EntityPattern pattern;
  pattern.span = text.span;
  pattern.kind = {std::string(kind), text.span};
  pattern.name = {
      std::string(Trim(whole.substr(
          slash + 1, at == std::string_view::npos ? at : at - slash - 1))),
      text.span};
  if (at != std::string_view::npos) {
    pattern.in = Selector{std::string(Trim(whole.substr(at + 1))), text.span};
  }
  return pattern;
}

std::vector<Claim> ReadClaims(const Context& context, NodeIndex node) {
  std::vector<Claim> claims;
  if (context.At(node).kind == NodeKind::kNull) {
    return claims;
  }
  for (const NodeIndex element : Elements(context, node)) {
    if (auto claim = ReadClaim(context, element)) {
      claims.push_back(*std::move(claim));
    }
  }
  return claims;
}

std::vector<Suppression> ReadSuppressions(const Context& context,
                                          NodeIndex node) {
  std::vector<Suppression> suppressions;
  if (context.At(node).kind == NodeKind::kNull) {
    return suppressions;
  }
  for (const NodeIndex element : Elements(context, node)) {
    if (context.At(element).kind == NodeKind::kBroken) {
      continue;
    }
    Mapping mapping(context, element, "a suppression");
    const auto rule = mapping.Require("rule");
    Suppression suppression;
    suppression.span = mapping.span();
    suppression.reason = mapping.FindText("reason");
    if (const auto on = mapping.FindText("on")) {
      suppression.on = ReadEntityPattern(context, *on);
      if (!suppression.on) {
        continue;
      }
    }
    if (auto text = rule ? ReadText(context, *rule) : std::nullopt) {
      suppression.rule = *std::move(text);
      suppressions.push_back(std::move(suppression));
    }
  }
  return suppressions;
}

}  // namespace iamgen::syntax

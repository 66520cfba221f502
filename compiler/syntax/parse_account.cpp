// Accounts, and what entities have that say nothing else.
#include <algorithm>

#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

bool IsAccountId(std::string_view text) {
  constexpr std::size_t kDigits = 12;
  return text.size() == kDigits &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Text> ReadAccountId(const Context& context, NodeIndex node) {
  const NodeKind kind = context.At(node).kind;
  const std::string text(context.tree.TextOf(node));
  const diag::Span span = context.tree.SpanOf(node);
  if (kind == NodeKind::kPlain || kind == NodeKind::kNumber) {
    if (!LooksLikeNumber(text)) {
      context.sink.Add(kBadAccountId, span,
                       "account id `" + text + "` is not 12 digits");
      return std::nullopt;
    }
    auto report = context.sink.Add(
        kBadAccountId, span,
        "account id `" + text + "` is a number without quotes");
    report.Help(IsAccountId(text)
                    ? "quote it: \"" + text + "\""
                    : "write its 12 digits in quotes: \"" +
                          (text.size() < 12 &&
                                   std::all_of(text.begin(), text.end(),
                                               [](char c) {
                                                 return c >= '0' && c <= '9';
                                               })
                               ? std::string(12 - text.size(), '0') + text
                               : std::string("012345678901")) +
                          "\"");
    if (IsAccountId(text)) {
      report.Quote(span, text);
    }
    return std::nullopt;
  }
  auto id = ReadText(context, node);
  if (id && !IsAccountId(id->value)) {
    context.sink
        .Add(kBadAccountId, span, "account id `" + text + "` is not 12 digits")
        .Help("write it as 12 digits in quotes: \"012345678901\"");
    return std::nullopt;
  }
  return id;
}

}  // namespace

std::optional<Account> ReadAccount(const Context& context, const Text& alias,
                                   NodeIndex node, bool is_master) {
  Mapping mapping(context, node, "an account");
  if (!mapping.ok()) {
    return std::nullopt;
  }
  Account account;
  account.alias = alias;
  account.span = mapping.span();
  const auto id = mapping.Require("id");
  const auto read = id ? ReadAccountId(context, *id) : std::nullopt;
  if (is_master) {
    if (auto name = mapping.FindText("name")) {
      account.alias = *std::move(name);
    }
  }
  account.ou = mapping.FindText("ou");
  account.partition = mapping.FindText("partition");
  account.region = mapping.FindText("region");
  account.tags = mapping.FindTextMap("tags");
  account.variables = mapping.FindValueMap("variables");
  // An account whose id is wrong still exists: others may name it.
  account.id = read ? *read : Text{{}, account.span};
  return account;
}

Defaults ReadDefaults(const Context& context, NodeIndex node) {
  Defaults defaults;
  if (context.At(node).kind == NodeKind::kNull) {
    return defaults;
  }
  Mapping mapping(context, node, "`defaults`");
  defaults.partition = mapping.FindText("partition");
  defaults.region = mapping.FindText("region");
  defaults.path = mapping.FindText("path");
  defaults.tags = mapping.FindTextMap("tags");
  if (const auto boundary = mapping.Find("permissions_boundary")) {
    if (context.At(*boundary).kind != NodeKind::kNull) {
      defaults.permissions_boundary = ReadText(context, *boundary);
    }
  }
  if (const auto profiles = mapping.Find("instance_profiles")) {
    Mapping keys(context, *profiles, "`instance_profiles`");
    defaults.instance_profile_policies = keys.FindTexts("policies");
  }
  defaults.names = ReadNames(mapping);
  defaults.delivery = ReadDelivery(mapping);
  if (const auto merged = mapping.Find("inline_merged")) {
    Mapping keys(context, *merged, "`inline_merged`");
    defaults.merged_prefix = keys.FindText("prefix");
    defaults.merged_suffix = keys.FindText("suffix");
  }
  if (const auto jobs = mapping.Find("lambda_jobs")) {
    Mapping keys(context, *jobs, "`lambda_jobs`");
    defaults.logs = ReadLogs(keys);
  }
  return defaults;
}

}  // namespace iamgen::syntax

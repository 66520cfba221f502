// Statements in the short and in AWS's spelling, and the documents they make.
#include <algorithm>
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

// Actions or resources: one, a list, or `{ except: ... }`.
Clause ReadClause(const Context& context, NodeIndex node, bool except) {
  Clause clause{except, {}, context.tree.SpanOf(node)};
  if (context.At(node).kind == NodeKind::kMapping && !except) {
    Mapping mapping(context, node, "`{ except: ... }`");
    clause.except = true;
    if (const auto inner = mapping.Require("except")) {
      clause.values = ReadTexts(context, *inner);
    }
    return clause;
  }
  clause.values = ReadTexts(context, node);
  return clause;
}

PrincipalClause ReadPrincipal(const Context& context, NodeIndex node,
                              bool except) {
  PrincipalClause clause{except, false, {}, context.tree.SpanOf(node)};
  if (context.At(node).kind != NodeKind::kMapping) {
    const auto text = ReadText(context, node);
    if (text && text->value == "*") {
      clause.anyone = true;
    } else if (text) {
      context.sink
          .Add(kBadValue, text->span,
               "principal `" + text->value + "` is neither `*` nor a mapping")
          .Help("write { AWS: \"" + text->value + "\" }");
    }
    return clause;
  }
  constexpr std::array<std::string_view, 4> kTypes = {
      "AWS", "Service", "Federated", "CanonicalUser"};
  Mapping mapping(context, node, "a principal");
  for (const std::string_view type : kTypes) {
    if (const auto values = mapping.Find(type)) {
      clause.principals.push_back({{std::string(type), mapping.KeySpan(type)},
                                   ReadTexts(context, *values)});
      if (context.At(*values).kind == NodeKind::kSequence &&
          context.At(*values).count == 0) {
        context.sink
            .Add(kMissingKey, context.tree.SpanOf(*values),
                 "a principal that names nobody")
            .Help("name somebody, or leave `" + std::string(type) + "` out");
      }
    }
  }
  if (context.At(node).count == 0) {
    context.sink
        .Add(kMissingKey, mapping.span(), "a principal that names nobody")
        .Help("name one of `AWS`, `Service`, `Federated` and `CanonicalUser`");
  }
  return clause;
}

// Two keys of which one was enough.
void Conflict(const Context& context, diag::Span first,
              std::string_view first_name, diag::Span second,
              std::string_view second_name) {
  const auto [earlier, later] = std::minmax(first, second);
  context.sink
      .Add(kConflict, later,
           "a statement with both `" + std::string(first_name) + "` and `" +
               std::string(second_name) + "`")
      .Also(earlier, "the other is here");
}

constexpr std::array<std::string_view, 5> kLevels = {
    "list", "read", "write", "tagging", "permissions-management"};

std::string LevelNames() {
  const std::vector<std::string> names(kLevels.begin(), kLevels.end());
  return support::QuotedList(names, names.size());
}

// One level or a list; what is none has been reported.
std::vector<diag::Located<AccessLevel>> ReadLevels(const Context& context,
                                                   NodeIndex node) {
  if (context.log != nullptr) {
    context.log->words[{"a statement", "grant"}].assign(kLevels.begin(),
                                                        kLevels.end());
  }
  std::vector<diag::Located<AccessLevel>> levels;
  for (const NodeIndex element : Elements(context, node)) {
    const auto text = ReadText(context, element);
    if (!text) {
      continue;
    }
    const auto* const word =
        std::find(kLevels.begin(), kLevels.end(), text->value);
    if (word == kLevels.end()) {
      context.sink.Add(kBadValue, text->span,
                       "`" + text->value + "` is none of " + LevelNames());
      continue;
    }
    levels.push_back(
        {static_cast<AccessLevel>(word - kLevels.begin()), text->span});
  }
  return levels;
}

class StatementReader {
 public:
  StatementReader(const Context& context, NodeIndex node)
      : context_(context), mapping_(context, node, "a statement") {}

  std::optional<Statement> Read() {
    if (!mapping_.ok()) {
      return std::nullopt;
    }
    statement_.span = mapping_.span();
    ReadSid();
    ReadEffectAndActions();
    Take("on", "Resource", statement_.resources, false);
    Take("Resource", "on", statement_.resources, false);
    Take("NotResource", "Resource", statement_.resources, true);
    TakePrincipal("Principal", false);
    TakePrincipal("principal", false);
    TakePrincipal("NotPrincipal", true);
    for (const std::string_view key : {"when", "Condition"}) {
      if (const auto node = mapping_.Find(key)) {
        if (!statement_.when.empty()) {
          Conflict(context_, mapping_.KeySpan("when"), "when",
                   mapping_.KeySpan(key), "Condition");
        }
        statement_.when = ReadConditions(context_, *node);
      }
    }
    // What is broken has been reported.
    for (const std::string_view key :
         {"grant", "service", "allow", "deny", "Effect", "Action", "NotAction",
          "on", "Resource", "NotResource", "Principal", "when", "Condition"}) {
      if (mapping_.Has(key) && !mapping_.Find(key)) {
        return std::nullopt;
      }
    }
    if (statement_.principal && !statement_.principal->anyone &&
        statement_.principal->principals.empty()) {
      return std::nullopt;
    }
    if (!has_effect_) {
      context_.sink
          .Add(kMissingKey, statement_.span,
               "a statement that neither allows nor denies")
          .Help(
              "give it `allow:` or `deny:` with actions, or `Effect` and "
              "`Action`");
      return std::nullopt;
    }
    if (!statement_.actions && !statement_.grant) {
      if (mapping_.Has("grant")) {
        return std::nullopt;
      }
      context_.sink.Add(kMissingKey, statement_.span,
                        "a statement without actions");
      return std::nullopt;
    }
    return std::move(statement_);
  }

 private:
  void ReadSid() {
    for (const std::string_view key : {"sid", "Sid"}) {
      if (auto sid = mapping_.FindText(key)) {
        // An empty Sid says nothing, and IAM takes it for absent.
        if (!sid->value.empty()) {
          statement_.sid = std::move(sid);
        }
      }
    }
  }

  void SetEffect(std::string_view key, Effect effect) {
    if (has_effect_) {
      Conflict(context_, effect_span_, effect_key_, mapping_.KeySpan(key), key);
      return;
    }
    has_effect_ = true;
    effect_key_ = key;
    effect_span_ = mapping_.KeySpan(key);
    statement_.effect = {effect, effect_span_};
  }

  void ReadEffectAndActions() {
    if (const auto node = mapping_.Find("allow")) {
      SetEffect("allow", Effect::kAllow);
      statement_.actions = ReadClause(context_, *node, false);
      actions_key_ = "allow";
    }
    ReadGrant();
    if (const auto node = mapping_.Find("deny")) {
      SetEffect("deny", Effect::kDeny);
      statement_.actions = ReadClause(context_, *node, false);
      actions_key_ = "deny";
    }
    if (const auto node = mapping_.Find("Effect")) {
      const auto text = ReadText(context_, *node);
      if (text && text->value != "Allow" && text->value != "Deny") {
        const std::string wanted =
            support::EqualIgnoringCase(text->value, "deny") ? "Deny" : "Allow";
        context_.sink
            .Add(
                kBadValue, text->span,
                "`Effect` is `" + text->value + "`, neither `Allow` nor `Deny`")
            .Help("write `" + wanted + "`: case counts");
        has_effect_ = true;
      } else if (text) {
        SetEffect("Effect",
                  text->value == "Deny" ? Effect::kDeny : Effect::kAllow);
      } else {
        has_effect_ = true;
      }
    }
    if (statement_.grant) {
      NoActionsBesideGrant();
      return;
    }
    Take("Action", actions_key_, statement_.actions, false);
    Take("NotAction", actions_key_.empty() ? "Action" : actions_key_,
         statement_.actions, true);
  }

  void ReadGrant() {
    const auto node = mapping_.Find("grant");
    auto service = mapping_.FindText("service");
    if (!node) {
      if (service && !mapping_.Has("grant")) {
        context_.sink
            .Add(kUnknownKey, mapping_.KeySpan("service"),
                 "`service` in a statement without `grant`")
            .Help("who is trusted stands under `principal`");
      }
      return;
    }
    SetEffect("grant", Effect::kAllow);
    Grant grant{ReadLevels(context_, *node), std::move(service),
                context_.tree.SpanOf(*node)};
    if (!grant.levels.empty()) {
      statement_.grant = std::move(grant);
    } else if (context_.At(*node).kind == NodeKind::kSequence &&
               context_.At(*node).count == 0) {
      context_.sink.Add(kMissingKey, grant.span, "a grant of no level")
          .Help("name one of " + LevelNames());
    }
  }

  void NoActionsBesideGrant() {
    for (const std::string_view key : {"Action", "NotAction"}) {
      if (mapping_.Find(key)) {
        Conflict(context_, mapping_.KeySpan("grant"), "grant",
                 mapping_.KeySpan(key), key);
      }
    }
  }

  void Take(std::string_view key, std::string_view other,
            std::optional<Clause>& clause, bool except) {
    const auto node = mapping_.Find(key);
    if (!node) {
      return;
    }
    if (clause) {
      Conflict(context_, clause->span, other, mapping_.KeySpan(key), key);
      return;
    }
    clause = ReadClause(context_, *node, except);
    if (&clause == &statement_.actions) {
      actions_key_ = key;
    }
  }

  void TakePrincipal(std::string_view key, bool except) {
    const auto node = mapping_.Find(key);
    if (!node) {
      return;
    }
    if (statement_.principal) {
      Conflict(context_, statement_.principal->span, "Principal",
               mapping_.KeySpan(key), key);
      return;
    }
    statement_.principal = ReadPrincipal(context_, *node, except);
  }

  const Context& context_;
  Mapping mapping_;
  Statement statement_;
  bool has_effect_ = false;
  std::string_view effect_key_;
  diag::Span effect_span_;
  std::string_view actions_key_;
};

void ReadItem(const Context& context, NodeIndex node, bool library_uses,
              Document& document) {
  if (context.At(node).kind == NodeKind::kBroken) {
    return;
  }
  if (library_uses && HasKey(context, node, "policy")) {
    Mapping mapping(context, node, "a use of a library policy");
    const auto name = mapping.FindText("policy");
    ValueMap with = mapping.FindValueMap("with");
    if (name) {
      document.items.emplace_back(
          LibraryUse{*name, std::move(with), mapping.span()});
    }
    return;
  }
  if (library_uses && (context.At(node).kind == NodeKind::kPlain ||
                       context.At(node).kind == NodeKind::kQuoted)) {
    // A bare name is a use without arguments.
    if (const auto name = ReadText(context, node)) {
      document.items.emplace_back(LibraryUse{*name, {}, name->span});
    }
    return;
  }
  if (auto statement = ReadStatement(context, node)) {
    document.items.emplace_back(*std::move(statement));
  }
}

}  // namespace

bool HasKey(const Context& context, NodeIndex node, std::string_view key) {
  if (context.At(node).kind != NodeKind::kMapping) {
    return false;
  }
  for (NodeIndex at = context.At(node).first_child; at != kNoNode;) {
    if (context.tree.TextOf(at) == key) {
      return true;
    }
    at = context.At(context.At(at).next_sibling).next_sibling;
  }
  return false;
}

std::vector<ConditionTest> ReadConditions(const Context& context,
                                          NodeIndex node) {
  std::vector<ConditionTest> tests;
  const auto read = [&](const Text& op, NodeIndex keys) {
    ForEachEntry(context, keys, "the keys of `" + op.value + "`",
                 [&](const Text& key, NodeIndex values) {
                   tests.push_back({op, key, ReadLooseTexts(context, values)});
                 });
  };
  ForEachEntry(context, node, "a condition", read);
  return tests;
}

std::optional<Statement> ReadStatement(const Context& context, NodeIndex node) {
  return StatementReader(context, node).Read();
}

std::optional<Document> ReadDocument(const Context& context, NodeIndex node,
                                     bool library_uses) {
  if (context.At(node).kind == NodeKind::kBroken) {
    return std::nullopt;
  }
  Document document;
  document.span = context.tree.SpanOf(node);
  const bool aws = HasKey(context, node, "Statement");
  if (!aws && !HasKey(context, node, "statements")) {
    if (context.At(node).kind != NodeKind::kMapping &&
        context.At(node).kind != NodeKind::kSequence && !library_uses) {
      Mapping report(context, node, "a policy document");
      return std::nullopt;
    }
    for (const NodeIndex element : Elements(context, node)) {
      ReadItem(context, element, library_uses, document);
    }
    return document;
  }
  Mapping mapping(context, node, "a policy document");
  document.version = mapping.FindText("Version");
  if (document.version && document.version->value != "2012-10-17" &&
      document.version->value != "2008-10-17") {
    context.sink
        .Add(kBadValue, document.version->span,
             "version `" + document.version->value + "` is none that IAM knows")
        .Help("write \"2012-10-17\"");
    document.version.reset();
  }
  // AWS's own samples carry one; IAM gives it no meaning.
  mapping.Find("Id");
  if (const auto statements = mapping.Find(aws ? "Statement" : "statements")) {
    for (const NodeIndex element : Elements(context, *statements)) {
      ReadItem(context, element, library_uses, document);
    }
  }
  return document;
}

std::optional<Document> ParseDocument(const Tree& tree, diag::Sink& sink) {
  if (tree.empty()) {
    return std::nullopt;
  }
  const Context context{tree, sink};
  return ReadDocument(context, 0, false);
}

}  // namespace iamgen::syntax

// Selectors, and the entries of `trusted_by:` and `assumes:`.
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

std::optional<Selector> ReadSelectorMapping(const Context& context,
                                            NodeIndex node) {
  Mapping mapping(context, node, "a selector");
  Selector selector{{}, mapping.span()};
  const auto tag = mapping.Find("tag");
  const auto ou = mapping.Find("ou");
  const auto except = mapping.Find("except");
  const int given = (tag ? 1 : 0) + (ou ? 1 : 0) + (except ? 1 : 0);
  if (given != 1) {
    context.sink
        .Add(given == 0 ? kMissingKey : kConflict, mapping.span(),
             given == 0 ? "a selector that selects nothing"
                        : "a selector with more than one condition")
        .Help(
            "write one of `tag`, `ou` and `except`; a list of selectors is "
            "their union");
    return std::nullopt;
  }
  if (tag) {
    TextMap tags = ReadTextMap(context, *tag);
    if (tags.empty()) {
      if (context.At(*tag).count == 0 &&
          (context.At(*tag).kind == NodeKind::kMapping ||
           context.At(*tag).kind == NodeKind::kNull)) {
        context.sink
            .Add(kMissingKey, mapping.span(), "a selector that selects nothing")
            .Help("name a tag and its value, or write `all`");
      }
      return std::nullopt;
    }
    selector.what = Selector::Tags{std::move(tags)};
  } else if (ou) {
    auto path = ReadText(context, *ou);
    if (!path) {
      return std::nullopt;
    }
    selector.what = Selector::Ou{*std::move(path)};
  } else {
    auto inner = ReadSelector(context, *except);
    if (!inner) {
      return std::nullopt;
    }
    selector.what = Selector::Except{{*std::move(inner)}};
  }
  return selector;
}

void RefuseGroup(const Context& context, Mapping& mapping, NodeIndex group) {
  const auto name = ReadText(context, group);
  context.sink
      .Add(diag::kGroupAsPrincipal, mapping.KeySpan("group"),
           "a group cannot assume a role: IAM has no group principals")
      .Help("name the users with `user:`, or write `assumes:` at " +
            (name ? "group `" + name->value + "`" : std::string("the group")) +
            ", which trusts its users");
}

// The conditions that any entry may carry.
void ReadOptions(const Context& context, Mapping& mapping, Edge& edge) {
  const auto texts = [&](std::string_view key) -> std::optional<Texts> {
    const auto node = mapping.Find(key);
    return node ? std::optional(ReadTexts(context, *node)) : std::nullopt;
  };
  edge.external_id = texts("external_id");
  edge.source_ip = texts("source_ip");
  edge.source_arn = texts("source_arn");
  edge.source_account = texts("source_account");
  edge.mfa = mapping.FindBool("mfa");
  edge.tag_session = mapping.FindBool("tag_session");
  edge.set_source_identity = mapping.FindBool("set_source_identity");
  edge.derive = mapping.FindBool("derive");
  edge.sid = mapping.FindText("sid");
  if (const auto when = mapping.Find("when")) {
    edge.when = ReadConditions(context, *when);
  }
  constexpr std::array<std::string_view, 2> kPins = {"arn", "account"};
  if (const auto pin = mapping.FindWord("pin", kPins)) {
    edge.pin = {pin->value == 0 ? Pin::kArn : Pin::kAccount, pin->span};
  }
}

// What a token has to say of itself.
void ReadFederation(const Context& context, Mapping& mapping, Edge& edge) {
  const auto texts = [&](std::string_view key) -> std::optional<Texts> {
    const auto node = mapping.Find(key);
    if (!node) {
      return std::nullopt;
    }
    const bool takes = edge.end == EdgeEnd::kOidc ||
                       (edge.end == EdgeEnd::kSaml && key == "audience");
    if (!takes) {
      context.sink.Add(kConflict, mapping.KeySpan(key),
                       "`" + std::string(key) + "` belongs to an entry with " +
                           (key == "audience" ? "`oidc` or `saml`" : "`oidc`"));
    }
    return ReadTexts(context, *node);
  };
  edge.audience = texts("audience");
  edge.subject = texts("subject");
}

std::optional<Edge> ReadEdge(const Context& context, NodeIndex node,
                             bool at_target) {
  if (context.At(node).kind == NodeKind::kBroken) {
    return std::nullopt;
  }
  Mapping mapping(context, node,
                  at_target ? "a `trusted_by` entry" : "an `assumes` entry");
  if (!mapping.ok()) {
    return std::nullopt;
  }
  Edge edge;
  edge.span = mapping.span();
  std::size_t ends = 0;
  const auto end = [&](std::string_view key, EdgeEnd kind) {
    if (const auto value = mapping.Find(key)) {
      edge.end = kind;
      edge.names = ReadTexts(context, *value);
      ++ends;
      if (context.At(*value).kind == NodeKind::kSequence &&
          context.At(*value).count == 0) {
        context.sink
            .Add(kMissingKey, context.tree.SpanOf(*value),
                 "an edge that names nobody")
            .Help("name somebody, or leave the entry out");
      }
    }
  };
  end("role", EdgeEnd::kRole);
  end("arn", EdgeEnd::kArn);
  if (at_target) {
    end("service", EdgeEnd::kService);
    end("organization", EdgeEnd::kOrganization);
    if (const auto account = mapping.Find("account")) {
      edge.end = EdgeEnd::kAccount;
      edge.account = ReadSelector(context, *account);
      ++ends;
    }
    if (mapping.Find("any")) {
      // `any: false` says nothing.
      if (const auto any = mapping.FindBool("any"); any && any->value) {
        edge.end = EdgeEnd::kAnyone;
        ++ends;
      }
    }
    if (const auto group = mapping.Find("group")) {
      RefuseGroup(context, mapping, *group);
      ++ends;
      edge.names.clear();
    }
    end("user", EdgeEnd::kUser);
    end("oidc", EdgeEnd::kOidc);
    end("saml", EdgeEnd::kSaml);
    ReadFederation(context, mapping, edge);
  }
  if (const auto in = mapping.Find("in")) {
    edge.in = ReadSelector(context, *in);
    if (!edge.in) {
      edge.names.clear();
    }
  }
  ReadOptions(context, mapping, edge);
  if (ends != 1) {
    context.sink
        .Add(ends == 0 ? kMissingKey : kConflict, edge.span,
             ends == 0 ? "an edge that names nobody"
                       : "an edge that names more than one kind of principal")
        .Help(at_target ? "name one of `service`, `role`, `user`, `account`, "
                          "`organization`, `oidc`, `saml`, `arn` and `any`; "
                          "write several entries for several"
                        : "name one of `role` and `arn`; write several entries "
                          "for several");
    return std::nullopt;
  }
  const bool placed = edge.end == EdgeEnd::kRole || edge.end == EdgeEnd::kUser;
  if (edge.in && !placed) {
    context.sink
        .Add(
            kConflict, mapping.KeySpan("in"),
            "`in` says in which accounts a role or a user is; this entry names "
            "neither")
        .Help("leave `in` out");
  }
  if (edge.end == EdgeEnd::kAccount
          ? !edge.account
          : edge.names.empty() && edge.end != EdgeEnd::kAnyone) {
    return std::nullopt;
  }
  return edge;
}

}  // namespace

std::optional<Selector> ReadSelector(const Context& context, NodeIndex node) {
  switch (context.At(node).kind) {
    case NodeKind::kMapping:
      return ReadSelectorMapping(context, node);
    case NodeKind::kSequence: {
      Selector selector{Selector::Union{}, context.tree.SpanOf(node)};
      auto& all = std::get<Selector::Union>(selector.what).of;
      for (const NodeIndex element : Elements(context, node)) {
        if (auto one = ReadSelector(context, element)) {
          all.push_back(*std::move(one));
        }
      }
      if (all.empty()) {
        if (context.At(node).count == 0) {
          context.sink.Add(kMissingKey, selector.span,
                           "a selector that selects nothing");
        }
        return std::nullopt;
      }
      return selector;
    }
    case NodeKind::kPlain:
      if (LooksLikeNumber(context.tree.TextOf(node))) {
        const std::string text = context.TextAt(node);
        context.sink
            .Add(kBadAccountId, context.tree.SpanOf(node),
                 "account id `" + text + "` is a number without quotes")
            .Help("quote it: \"" + text + "\"");
        return std::nullopt;
      }
      [[fallthrough]];
    case NodeKind::kQuoted:
    case NodeKind::kNull:
    case NodeKind::kNumber:
    case NodeKind::kBoolean:
    case NodeKind::kBroken:
      break;
  }
  auto text = ReadText(context, node);
  if (!text) {
    return std::nullopt;
  }
  return Selector{std::move(text->value), text->span};
}

std::vector<Edge> ReadEdges(const Context& context, NodeIndex node,
                            bool at_target) {
  std::vector<Edge> edges;
  for (const NodeIndex element : Elements(context, node)) {
    if (auto edge = ReadEdge(context, element, at_target)) {
      edges.push_back(*std::move(edge));
    }
  }
  return edges;
}

}  // namespace iamgen::syntax

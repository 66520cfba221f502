// Roles, Lambda jobs, instance profiles, users and groups.
#include <algorithm>
#include <array>

#include "support/text.h"
#include "syntax/diagnostics.h"
#include "syntax/parse_parts.h"

namespace iamgen::syntax {
namespace {

std::string_view What(EntityKind kind) {
  switch (kind) {
    case EntityKind::kRole:
      return "a role";
    case EntityKind::kLambdaJob:
      return "a Lambda job";
    case EntityKind::kInstanceProfile:
      return "an instance profile";
    case EntityKind::kUser:
      return "a user";
    case EntityKind::kGroup:
      return "a group";
  }
  return "an entity";
}

void ReadPolicies(const Context& context, NodeIndex node, Entity& entity) {
  for (const NodeIndex element : Elements(context, node)) {
    if (context.At(element).kind == NodeKind::kMapping) {
      Mapping mapping(context, element, "a use of a library policy");
      const auto name = mapping.Require("policy");
      ValueMap with = mapping.FindValueMap("with");
      if (const auto text = name ? ReadText(context, *name) : std::nullopt) {
        entity.policies.emplace_back(
            LibraryUse{*text, std::move(with), mapping.span()});
      }
    } else if (auto text = ReadText(context, element)) {
      entity.policies.emplace_back(*std::move(text));
    }
  }
}

void ReadInlines(const Context& context, NodeIndex node, Entity& entity) {
  const auto read = [&](Text key, NodeIndex value) {
    InlinePolicy policy{std::move(key), std::nullopt, {}};
    if (HasKey(context, value, "template") || HasKey(context, value, "file")) {
      Mapping mapping(context, value, "an inline policy");
      policy.source = ReadTemplateUse(context, mapping);
      policy.document.span = mapping.span();
      entity.inlines.push_back(std::move(policy));
    } else if (auto document = ReadDocument(context, value, true)) {
      policy.document = *std::move(document);
      entity.inlines.push_back(std::move(policy));
    }
  };
  ForEachEntry(context, node, "a mapping of policy names to statements", read);
}

void ReadProfileChoice(const Context& context, NodeIndex node, Entity& entity) {
  const std::string text = context.TextAt(node);
  const NodeKind kind = context.At(node).kind;
  if ((kind == NodeKind::kPlain || kind == NodeKind::kBoolean) &&
      (text == "true" || text == "false")) {
    entity.instance_profile = {text == "true", std::nullopt,
                               context.tree.SpanOf(node)};
  } else if (auto name = ReadText(context, node)) {
    entity.instance_profile = {true, *name, name->span};
  }
}

// Names of users or groups; `{ external: NAME }` is one made elsewhere.
std::vector<Member> ReadMembers(const Context& context, Mapping& mapping,
                                std::string_view key) {
  std::vector<Member> members;
  const auto node = mapping.Find(key);
  for (const NodeIndex element :
       node ? Elements(context, *node) : std::vector<NodeIndex>()) {
    if (context.At(element).kind == NodeKind::kMapping) {
      Mapping external(context, element, "`{ external: ... }`");
      const auto name = external.Require("external");
      if (const auto text = name ? ReadText(context, *name) : std::nullopt) {
        members.push_back({*text, true});
      }
    } else if (auto name = ReadText(context, element)) {
      members.push_back({*std::move(name), false});
    }
  }
  return members;
}

// What never stands in a topology, and whoever writes it wants to know why.
void RefuseSecrets(Mapping& mapping, EntityKind kind) {
  const bool user = kind == EntityKind::kUser;
  for (const std::string_view key : {"password", "login_profile"}) {
    mapping.RefuseBecause(
        key,
        user ? "a password in a topology: whoever reads the file or the "
               "template has it"
             : std::string(What(kind)) +
                   " has no password: nobody signs in "
                   "as one",
        user ? "write `console: true`: the password is asked for when the "
               "stack is created and has to be changed at first use"
             : "leave it out");
  }
  for (const std::string_view key :
       {"access_key", "access_keys", "secret_key", "secret_access_key"}) {
    mapping.RefuseBecause(
        key,
        user ? "an access key in a topology: its secret would stand in files "
               "and templates"
             : std::string(What(kind)) +
                   " has no access keys: its sessions "
                   "get temporary ones",
        user
            ? "prefer a role; where it has to be a key, the user makes it with "
              "`aws iam create-access-key` after the stack is there"
            : "leave it out");
  }
  if (!user) {
    mapping.RefuseBecause(
        "console", std::string(What(kind)) + " does not sign in to the console",
        "give users `console: true`; they switch to roles from there");
  }
}

void ReadTrustPolicy(const Context& context, NodeIndex node, Entity& entity) {
  TrustPolicy policy;
  if (HasKey(context, node, "template") || HasKey(context, node, "file")) {
    Mapping mapping(context, node, "a trust policy");
    policy.source = ReadTemplateUse(context, mapping);
  } else if (context.At(node).kind == NodeKind::kPlain ||
             context.At(node).kind == NodeKind::kQuoted) {
    context.sink
        .Add(kNotATrustPolicy, context.tree.SpanOf(node),
             "`" + context.TextAt(node) + "` is no trust policy")
        .Help(
            "a managed policy says what a role may do: name it under "
            "`managed_policies`, and under `trusted_by` say who may assume "
            "the role");
    return;
  } else {
    policy.document = ReadDocument(context, node, false);
  }
  entity.trust_policy = std::move(policy);
}

void ReadRoleKeys(const Context& context, Mapping& mapping, Entity& entity) {
  if (const auto duration = mapping.Find("max_session_duration")) {
    entity.max_session_seconds = ReadDuration(context, *duration);
  }
  if (const auto trusted = mapping.Find("trusted_by")) {
    entity.trusted_by = ReadEdges(context, *trusted, true);
  }
  if (const auto policy = mapping.Find("trust_policy")) {
    ReadTrustPolicy(context, *policy, entity);
  }
}

// Keys of a kind; those that IAM does not have for it are refused with that
// reason.
void ReadOwnKeys(const Context& context, Mapping& mapping, Entity& entity) {
  switch (entity.kind) {
    case EntityKind::kRole:
      ReadRoleKeys(context, mapping, entity);
      if (const auto profile = mapping.Find("instance_profile")) {
        ReadProfileChoice(context, *profile, entity);
      }
      break;
    case EntityKind::kLambdaJob:
      ReadRoleKeys(context, mapping, entity);
      ReadJobKeys(context, mapping, entity);
      break;
    case EntityKind::kInstanceProfile:
      ReadRoleKeys(context, mapping, entity);
      entity.role = mapping.FindText("role");
      entity.common = mapping.FindBool("common")
                          .value_or(diag::Located<bool>{true, {}})
                          .value;
      break;
    case EntityKind::kUser:
      entity.groups = ReadMembers(context, mapping, "groups");
      entity.console =
          mapping.FindBool("console").value_or(diag::Located<bool>{}).value;
      break;
    case EntityKind::kGroup:
      entity.users = ReadMembers(context, mapping, "users");
      break;
  }
  if (entity.kind == EntityKind::kUser || entity.kind == EntityKind::kGroup) {
    const std::string what(What(entity.kind));
    for (const std::string_view key : {"trusted_by", "trust_policy"}) {
      mapping.RefuseBecause(key, what + " is not assumed, so nobody is trusted",
                            "trust policies belong to roles");
    }
    mapping.RefuseBecause("max_session_duration",
                          what + " has no sessions of its own",
                          "it belongs to the role that is assumed");
    mapping.RefuseBecause("description", what + " has no description in IAM",
                          "write it as a comment");
  }
}

}  // namespace

std::optional<Names> ReadNames(Mapping& mapping) {
  constexpr std::array<std::string_view, 2> kWords = {"fixed", "generated"};
  const auto word = mapping.FindWord("names", kWords);
  if (!word) {
    return std::nullopt;
  }
  return word->value == 0 ? Names::kFixed : Names::kGenerated;
}

std::optional<Delivery> ReadDelivery(Mapping& mapping) {
  constexpr std::array<std::string_view, 2> kWords = {"attached",
                                                      "inline-merged"};
  const auto word = mapping.FindWord("delivery", kWords);
  if (!word) {
    return std::nullopt;
  }
  return word->value == 0 ? Delivery::kAttached : Delivery::kInlineMerged;
}

void ForEachElement(
    const Context& context, const Text& key, NodeIndex node,
    const std::function<void(const Context&, const Text& key)>& read) {
  if (!HasKey(context, node, "each")) {
    read(context, key);
    return;
  }
  Texts elements;
  // Only looked at: the reader of the entity accounts for its keys.
  for (NodeIndex at = context.At(node).first_child; at != kNoNode;) {
    const NodeIndex value = context.At(at).next_sibling;
    if (context.tree.TextOf(at) == "each") {
      elements = ReadLooseTexts(context, value);
      if (context.At(value).count == 0 &&
          context.At(value).kind == NodeKind::kSequence) {
        context.sink.Add(kMissingKey, context.tree.SpanOf(value),
                         "`each` without elements makes nothing");
      }
    }
    at = context.At(value).next_sibling;
  }
  std::vector<std::string> made;
  for (const Text& element : elements) {
    if (element.value.find("{{") != std::string::npos) {
      context.sink
          .Add(kBadValue, element.span,
               "`" + element.value + "` in `each`: its elements are plain text")
          .Help("write the elements out");
      continue;
    }
    Context inside = context;
    inside.each = element.value;
    const std::string filled = FillEach(key.value, element.value);
    if (std::find(made.begin(), made.end(), filled) != made.end()) {
      context.sink
          .Add(kConflict, element.span,
               "`each` makes `" + filled + "` a second time")
          .Also(key.span, "this is the key")
          .Help("write `{{each}}` into the key, and every element once");
      continue;
    }
    made.push_back(filled);
    read(inside, {filled, key.span});
  }
}

Entity ReadEntity(const Context& context, const Text& key, NodeIndex node,
                  EntityKind kind) {
  Entity entity;
  entity.kind = kind;
  entity.key = key;
  entity.span = context.tree.SpanOf(node);
  Mapping mapping(context, node, What(kind));
  if (!mapping.ok()) {
    return entity;
  }
  mapping.Find("each");
  if (const auto in = mapping.Require("in")) {
    entity.in = ReadSelector(context, *in);
  }
  const bool group = kind == EntityKind::kGroup;
  entity.name = mapping.FindText("name");
  entity.path = mapping.FindText("path");
  if (kind != EntityKind::kUser && !group) {
    entity.description = mapping.FindText("description");
  }
  if (group) {
    mapping.RefuseBecause("tags", "a group has no tags in IAM",
                          "tag its users, or leave them out");
    mapping.RefuseBecause("permissions_boundary",
                          "a group has no permissions boundary in IAM",
                          "give it to the users");
  } else {
    entity.tags = mapping.FindTextMap("tags");
  }
  entity.variables = mapping.FindValueMap("variables");
  entity.managed_policies = mapping.FindTexts("managed_policies");
  entity.retain =
      mapping.FindBool("retain").value_or(diag::Located<bool>{}).value;
  if (const auto boundary =
          group ? std::nullopt : mapping.Find("permissions_boundary")) {
    if (context.At(*boundary).kind == NodeKind::kNull) {
      entity.no_permissions_boundary = true;
    } else {
      entity.permissions_boundary = ReadText(context, *boundary);
    }
  }
  if (const auto assumes = mapping.Find("assumes")) {
    entity.assumes = ReadEdges(context, *assumes, false);
  }
  if (const auto policies = mapping.Find("policies")) {
    ReadPolicies(context, *policies, entity);
  }
  if (const auto inlines = mapping.Find("inline")) {
    ReadInlines(context, *inlines, entity);
  }
  entity.names = ReadNames(mapping);
  entity.delivery = ReadDelivery(mapping);
  ReadOwnKeys(context, mapping, entity);
  RefuseSecrets(mapping, kind);
  return entity;
}

}  // namespace iamgen::syntax

// Quotas of documents and attachments, counted as AWS counts.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "catalog/limits.h"
#include "checks/check.h"
#include "model/evaluate.h"
#include "model/identities.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

// Characters of a JSON string with its quotes. IAM counts characters, and
// takes only those of Latin-1, so a code point is one.
std::size_t StringSize(std::string_view text) {
  std::size_t size = 2;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    size += c == '"' || c == '\\' ? 2 : (byte & 0xC0U) == 0x80U ? 0 : 1;
  }
  return size;
}

// The size of a document without white space, in one account; the pieces are
// those that the backends write.
class Measure {
 public:
  Measure(const model::Topology& topology, model::AccountId account)
      : topology_(topology), account_(account) {}

  [[nodiscard]] std::size_t Of(const model::Document& document) const {
    constexpr std::string_view kFrame =
        R"({"Version":"2012-10-17","Statement":[]})";
    std::size_t size = kFrame.size();
    std::size_t count = 0;
    for (const model::Statement& statement : document.statements) {
      if (!statement.only_in.valid() ||
          topology_.account_sets[statement.only_in].Contains(account_)) {
        size += Of(statement) + (count++ > 0 ? 1 : 0);
      }
    }
    return count == 0 ? 0 : size;
  }

 private:
  [[nodiscard]] std::size_t One(const model::Text& text) const {
    return StringSize(model::Evaluate(topology_, text, account_));
  }

  [[nodiscard]] std::size_t List(const model::Texts& texts) const {
    const std::vector<std::string> strings =
        model::EvaluateList(topology_, texts, account_);
    std::size_t size = 0;
    for (const std::string& string : strings) {
      size += StringSize(string);
    }
    return strings.size() == 1
               ? size
               : size + 2 + (strings.empty() ? 0 : strings.size() - 1);
  }

  // A member with its key, colon and the comma before it.
  static std::size_t Key(std::string_view name) { return name.size() + 4; }

  [[nodiscard]] std::size_t Of(const model::Statement& statement) const {
    // Braces, and "Effect" without a comma before it.
    std::size_t size = 2 + Key("Effect") - 1 +
                       (statement.effect == model::Effect::kAllow ? 7 : 6);
    if (!statement.sid.empty()) {
      size += Key("Sid") + One(statement.sid);
    }
    if (statement.principal) {
      size += Key(statement.principal->except ? "NotPrincipal" : "Principal");
      if (statement.principal->anyone) {
        size += 3;
      } else {
        size += 1;
        for (const model::Principals& one : statement.principal->principals) {
          size += Key(model::NameOf(one.type)) + List(one.values);
        }
      }
    }
    size += Key(statement.actions.except ? "NotAction" : "Action") +
            List(statement.actions.values);
    if (statement.resources) {
      size += Key(statement.resources->except ? "NotResource" : "Resource") +
              List(statement.resources->values);
    }
    if (!statement.conditions.empty()) {
      size += Key("Condition") + 1;
      const model::Text* last = nullptr;
      for (const model::ConditionTest& test : statement.conditions) {
        if (last == nullptr || !(*last == test.op)) {
          // "op":{...} with a comma before all but the first.
          size += One(test.op) + 3;
        }
        last = &test.op;
        size += One(test.key) + 2 + List(test.values);
      }
    }
    return size;
  }

  const model::Topology& topology_;
  model::AccountId account_;
};

bool HasHoles(const model::Document& document) {
  const auto open = [](const model::Texts& texts) {
    return std::any_of(
        texts.begin(), texts.end(),
        [](const model::LocatedText& text) { return !text.value.IsLiteral(); });
  };
  return std::any_of(
      document.statements.begin(), document.statements.end(),
      [&](const model::Statement& statement) {
        bool any = statement.only_in.valid() ||
                   open(statement.actions.values) ||
                   !statement.sid.IsLiteral() ||
                   (statement.resources && open(statement.resources->values));
        if (statement.principal) {
          for (const auto& one : statement.principal->principals) {
            any = any || open(one.values);
          }
        }
        for (const auto& test : statement.conditions) {
          any = any || open(test.values) || !test.key.IsLiteral();
        }
        return any;
      });
}

// A size that no account exceeds, from the longest values there are. Nearly all
// documents are so far below their limit that this settles it, without a look
// at each of ten thousand accounts.
class UpperBound {
 public:
  explicit UpperBound(const model::Topology& topology) : topology_(topology) {
    for (const model::Account& account : topology.accounts) {
      for (const std::string* text :
           {&account.id, &account.alias, &account.partition, &account.region,
            &account.dns_suffix}) {
        longest_ = std::max(longest_, text->size());
      }
      for (const auto& value : account.variables) {
        std::size_t size = 0;
        for (const std::string& text :
             value ? value->texts : std::vector<std::string>()) {
          size += 2 * text.size() + kPerString;
        }
        longest_ = std::max(longest_, size);
      }
    }
  }

  [[nodiscard]] std::size_t Of(const model::Document& document) const {
    std::size_t size = 64;
    for (const model::Statement& one : document.statements) {
      size += 128 + Of(one.sid) + Of(one.actions.values);
      if (one.resources) {
        size += Of(one.resources->values);
      }
      if (one.principal) {
        for (const auto& principals : one.principal->principals) {
          size += 32 + Of(principals.values);
        }
      }
      for (const auto& test : one.conditions) {
        size += 32 + Of(test.op) + Of(test.key) + Of(test.values);
      }
    }
    return size;
  }

 private:
  static constexpr std::size_t kPerString = 16;
  // "arn:aws-us-gov:iam::111111111111:instance-profile" and a margin.
  static constexpr std::size_t kArnFrame = 64;

  [[nodiscard]] std::size_t Of(const model::Texts& texts) const {
    std::size_t size = 0;
    for (const model::LocatedText& text : texts) {
      size += kPerString + Of(text.value);
    }
    return size;
  }

  [[nodiscard]] std::size_t Of(const model::Text& text) const {
    std::size_t size = kPerString;
    std::size_t times = 1;
    for (const auto& part : text.parts) {
      if (const auto* literal = std::get_if<std::string>(&part)) {
        size += 2 * literal->size();
        continue;
      }
      const model::Hole& hole = std::get<model::Hole>(part);
      std::size_t one = longest_ + kArnFrame;
      if (hole.kind == model::HoleKind::kEntityArn) {
        one += Of(model::OwnArnText(topology_, hole.entity));
      }
      if (hole.accounts.valid()) {
        times = topology_.account_sets[hole.accounts].members.size();
      } else if (hole.kind == model::HoleKind::kVariable &&
                 topology_.variables[hole.variable].may_be_list) {
        times = std::max<std::size_t>(1, longest_ / kPerString);
      }
      size += one;
    }
    return size * times;
  }

  const model::Topology& topology_;
  std::size_t longest_ = 0;
};

struct Largest {
  std::size_t size = 0;
  model::AccountId account;
};

// The largest size in any account, if it may be above `limit`; else nothing.
Largest LargestOf(const model::Topology& topology, const UpperBound& bound,
                  const std::vector<const model::Document*>& documents,
                  model::AccountSetId accounts, std::size_t limit) {
  Largest largest;
  if (!accounts.valid()) {
    return largest;
  }
  std::size_t most = 0;
  for (const model::Document* document : documents) {
    most += bound.Of(*document);
  }
  if (most <= limit) {
    return largest;
  }
  const bool varies =
      std::any_of(documents.begin(), documents.end(),
                  [](const model::Document* one) { return HasHoles(*one); });
  for (const model::AccountId id : topology.account_sets[accounts].members) {
    std::size_t size = 0;
    for (const model::Document* document : documents) {
      size += Measure(topology, id).Of(*document);
    }
    if (size > largest.size) {
      largest = {size, id};
    }
    if (!varies) {
      break;
    }
  }
  return largest;
}

std::string TooLarge(const model::Topology& topology, const std::string& what,
                     const Largest& largest, std::size_t limit) {
  return what + std::to_string(largest.size) + " characters in `" +
         topology.accounts[largest.account].alias + "`, the most is " +
         std::to_string(limit);
}

// How many managed policies would hold what is too much for inline ones.
std::string Split(std::size_t size) {
  const std::size_t parts = (size + catalog::kMostManagedPolicySize - 1) /
                            catalog::kMostManagedPolicySize;
  return "move statements to policies under `policies`: " +
         support::Count(parts, "managed policy", "managed policies") + " of " +
         std::to_string(catalog::kMostManagedPolicySize) +
         " characters would hold them";
}

void ManagedPolicySize(const model::Topology& topology,
                       const Reporter& report) {
  constexpr std::size_t kMost = catalog::kMostManagedPolicySize;
  const UpperBound bound(topology);
  for (const model::ManagedPolicy& policy : topology.policies) {
    const Largest largest =
        LargestOf(topology, bound, {&policy.document}, policy.accounts, kMost);
    if (largest.size > kMost) {
      report(policy.span,
             TooLarge(topology, "policy `" + policy.key + "` takes ", largest,
                      kMost))
          .Help("split it into several policies, of which a role takes ten")
          .In(topology.accounts[largest.account].alias)
          .About("policy/" + policy.key);
    }
  }
}

// The sum over the inline policies of each entity of `kind`.
void InlineSize(const model::Topology& topology, const Reporter& report,
                model::EntityKind kind, std::size_t most) {
  const UpperBound bound(topology);
  for (const model::IdentityView& one : model::Identities(topology)) {
    if (one.entity.kind != kind) {
      continue;
    }
    std::vector<const model::Document*> documents;
    for (const model::InlinePolicy& policy : one.inlines) {
      documents.push_back(&policy.document);
    }
    const Largest largest =
        LargestOf(topology, bound, documents, one.accounts, most);
    if (largest.size > most) {
      report(
          one.key_span,
          TooLarge(topology, "the inline policies of `" + one.key + "` take ",
                   largest, most))
          .Help(Split(largest.size))
          .In(topology.accounts[largest.account].alias)
          .About(one.Described());
    }
  }
}

void InlinePoliciesSize(const model::Topology& topology,
                        const Reporter& report) {
  InlineSize(topology, report, model::EntityKind::kRole,
             catalog::kMostRoleInlineSize);
}

void UserInlineSize(const model::Topology& topology, const Reporter& report) {
  InlineSize(topology, report, model::EntityKind::kUser,
             catalog::kMostUserInlineSize);
}

void GroupInlineSize(const model::Topology& topology, const Reporter& report) {
  InlineSize(topology, report, model::EntityKind::kGroup,
             catalog::kMostGroupInlineSize);
}

void TrustPolicySize(const model::Topology& topology, const Reporter& report) {
  constexpr std::size_t kMost = catalog::kDefaultMostTrustSize;
  const UpperBound bound(topology);
  for (const model::Role& role : topology.roles) {
    const Largest largest =
        LargestOf(topology, bound, {&role.trust}, role.accounts, kMost);
    if (largest.size > kMost) {
      report(role.key_span,
             TooLarge(topology, "the trust of `" + role.key + "` takes ",
                      largest, kMost))
          .Help(
              "the quota can be raised to 4096; for many accounts trust the "
              "organization with `organization:`")
          .In(topology.accounts[largest.account].alias)
          .About("role/" + role.key);
    }
  }
}

void EmptyTrust(const model::Topology& topology, const Reporter& report) {
  for (const model::Role& role : topology.roles) {
    if (role.accounts.valid() && role.trust.statements.empty()) {
      report(role.key_span, "nothing may assume role `" + role.key + "`")
          .Help(
              "say who may, with `trusted_by:`, or with `assumes:` at the "
              "other end")
          .About("role/" + role.key);
      continue;
    }
    // Statements for some accounts and none for others.
    if (!role.accounts.valid() ||
        std::any_of(
            role.trust.statements.begin(), role.trust.statements.end(),
            [](const model::Statement& one) { return !one.only_in.valid(); })) {
      continue;
    }
    for (const model::AccountId id :
         topology.account_sets[role.accounts].members) {
      if (std::none_of(role.trust.statements.begin(),
                       role.trust.statements.end(),
                       [&](const model::Statement& one) {
                         return topology.account_sets[one.only_in].Contains(id);
                       })) {
        const std::string& alias = topology.accounts[id].alias;
        report(role.key_span,
               "nothing may assume role `" + role.key + "` in `" + alias + "`")
            .In(alias)
            .About("role/" + role.key);
        break;
      }
    }
  }
}

void TooManyPolicies(const model::Topology& topology, const Reporter& report) {
  static_assert(
      catalog::kDefaultPoliciesOnRole == catalog::kDefaultPoliciesOnUser &&
      catalog::kDefaultPoliciesOnRole == catalog::kMostPoliciesOnGroup);
  for (const model::IdentityView& one : model::Identities(topology)) {
    const std::size_t count = one.attachments.size();
    if (count <= catalog::kDefaultPoliciesOnRole) {
      continue;
    }
    // The number at which no request to AWS helps any more.
    const model::EntityKind kind = one.entity.kind;
    const std::size_t most =
        kind == model::EntityKind::kGroup  ? catalog::kMostPoliciesOnGroup
        : kind == model::EntityKind::kUser ? catalog::kRaisedPoliciesOnUser
                                           : catalog::kRaisedPoliciesOnRole;
    const bool never = count > most;
    const std::string what = std::string(model::NameOf(kind)) + " `" + one.key +
                             "` has " + std::to_string(count) +
                             " managed policies, ";
    report(one.attachments[catalog::kDefaultPoliciesOnRole].span,
           what + (never ? "the most is " + std::to_string(most)
                         : std::string("the default quota is 10")))
        .Help(never ? "join some of them; this number cannot be raised"
                    : "join some of them, or have the quota raised")
        .As(never ? diag::Severity::kError : diag::Severity::kWarning)
        .About(one.Described());
  }
}

void TooManyGroups(const model::Topology& topology, const Reporter& report) {
  for (const model::User& user : topology.users) {
    const std::size_t count = user.groups.size() + user.external_groups.size();
    if (count > catalog::kMostGroupsOfUser) {
      report(user.key_span, "user `" + user.key + "` is in " +
                                std::to_string(count) +
                                " groups, the most is 10")
          .Help("join groups that go together")
          .About("user/" + user.key);
    }
  }
}

constexpr Check kChecks[] = {
    {.rule =
         {.id = "IAM111",
          .name = "missing-principal",
          .severity = diag::Severity::kError,
          .summary = "a role that nothing may assume",
          .explanation =
              R"(A role has no trust at all, or none in some account. IAM takes no role
without a trust policy.

Fires:    roles: { Deploy: { in: master } }
Repaired: roles: { Deploy: { in: master, trusted_by: [ { service: ec2 } ] } }
AWS: "CreateRole"
)"},
     .run = EmptyTrust},
    {.rule =
         {.id = "IAM902",
          .name = "managed-policy-too-large",
          .severity = diag::Severity::kError,
          .summary = "a managed policy above 6,144 characters",
          .explanation =
              R"(IAM takes managed policies of at most 6,144 characters, not counting
white space between tokens. The largest account is named.

Fires:    a policy of 250 statements on a bucket each
Repaired: several policies, or one statement with a wildcard
AWS: "IAM and AWS STS quotas", IAM and STS character limits
)"},
     .run = ManagedPolicySize},
    {.rule = {.id = "IAM905",
              .name = "inline-policies-too-large-role",
              .severity = diag::Severity::kError,
              .summary = "a role's inline policies above 10,240 characters",
              .explanation =
                  R"(All inline policies of a role together take at most 10,240
characters, not counting white space between tokens.

Fires:    inline policies of 400 ARNs together
Repaired: move statements to a policy under `policies`, which has its own limit
AWS: "IAM and AWS STS quotas", IAM and STS character limits
)"},
     .run = InlinePoliciesSize},
    {.rule =
         {.id = "IAM906",
          .name = "trust-policy-too-large",
          .severity = diag::Severity::kWarning,
          .summary = "a trust policy above 2,048 characters",
          .explanation =
              R"(A role's trust policy takes at most 2,048 characters by default; the
quota can be raised.

Fires:    trusted_by: [ { role: Deploy, in: all } ]    with sixty accounts
Repaired: trusted_by: [ { organization: o-a1b2c3d4e5 } ]
AWS: "IAM and AWS STS quotas", IAM and STS character limits
)"},
     .run = TrustPolicySize},
    {.rule = {.id = "IAM903",
              .name = "inline-policies-too-large-user",
              .severity = diag::Severity::kError,
              .summary = "a user's inline policies above 2,048 characters",
              .explanation =
                  R"(All inline policies of a user together take at most 2,048
characters, not counting white space between tokens.

Fires:    inline policies of 60 ARNs together
Repaired: put the user into a group, and the statements into a policy of it
AWS: "IAM and AWS STS quotas", IAM and STS character limits
)"},
     .run = UserInlineSize},
    {.rule = {.id = "IAM904",
              .name = "inline-policies-too-large-group",
              .severity = diag::Severity::kError,
              .summary = "a group's inline policies above 5,120 characters",
              .explanation =
                  R"(All inline policies of a group together take at most 5,120
characters, not counting white space between tokens.

Fires:    inline policies of 150 ARNs together
Repaired: move statements to a policy under `policies`, which has its own limit
AWS: "IAM and AWS STS quotas", IAM and STS character limits
)"},
     .run = GroupInlineSize},
    {.rule =
         {.id = "IAM911",
          .name = "too-many-groups",
          .severity = diag::Severity::kError,
          .summary = "a user in more than ten groups",
          .explanation =
              R"(A user may be in ten groups, and AWS does not raise this number.

Fires:    users: { ada: { groups: with eleven names } }
Repaired: fewer groups with more policies each
AWS: "IAM and AWS STS quotas"
)"},
     .run = TooManyGroups},
    {.rule =
         {.id = "IAM910",
          .name = "too-many-managed-policies",
          .severity = diag::Severity::kWarning,
          .summary = "more managed policies than an identity takes",
          .explanation =
              R"(By default a role or a user takes ten managed policies; AWS raises
that to 25 and 20 on request. A group takes ten and no more. What cannot be raised
is an error.

Fires:    managed_policies: with eleven names
Repaired: one policy under `policies` in place of several
AWS: "IAM and AWS STS quotas"
)"},
     .run = TooManyPolicies},
};

}  // namespace

std::span<const Check> SizeChecks() { return kChecks; }

}  // namespace iamgen::checks

// Walks the owners of documents, and fills documents for one account.
#include "analysis/written_documents.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "analysis/generated_names.h"
#include "model/evaluate.h"
#include "model/identities.h"

namespace iamgen::analysis {
namespace {

std::string ServiceOf(model::ResourceType type) {
  switch (type) {
    case model::ResourceType::kS3Bucket:
      return "s3";
    case model::ResourceType::kSqsQueue:
      return "sqs";
    case model::ResourceType::kSnsTopic:
      return "sns";
    case model::ResourceType::kKmsKey:
      return "kms";
    case model::ResourceType::kLambdaFunction:
      return "lambda";
    case model::ResourceType::kSecret:
      break;
  }
  return "secretsmanager";
}

// Who attaches a managed policy, and as what.
struct Attached {
  bool as_policy = false;
  bool as_boundary = false;
  bool by_roles = false;
  bool by_users = false;
};

std::vector<Attached> AttachedOf(const model::Topology& topology) {
  std::vector<Attached> attached(topology.policies.size());
  for (const model::IdentityView& one : model::Identities(topology)) {
    const bool role = one.entity.kind == model::EntityKind::kRole;
    const auto see = [&](const model::Attachment& attachment, bool boundary) {
      if (attachment.policy.valid()) {
        Attached& of = attached[attachment.policy.index];
        (boundary ? of.as_boundary : of.as_policy) = true;
        (role ? of.by_roles : of.by_users) = true;
      }
    };
    for (const model::Attachment& attachment : one.attachments) {
      see(attachment, false);
    }
    if (one.boundary != nullptr && *one.boundary) {
      see(**one.boundary, true);
    }
  }
  return attached;
}

class Finder {
 public:
  explicit Finder(const model::Topology& topology) : topology_(topology) {}

  std::vector<FoundDocument> Find() && {
    FindManaged();
    for (const model::IdentityView& one : model::Identities(topology_)) {
      FindOf(one);
    }
    for (const model::ResourcePolicy& resource : topology_.resources) {
      Add({.document = &resource.document,
           .kind = policy::Kind::kResource,
           .role = DocumentRole::kResource,
           .service = ServiceOf(resource.type),
           .entity = "resource/" + resource.key,
           .accounts = resource.accounts,
           .span = resource.key_span});
    }
    for (const model::ControlPolicy& policy : topology_.control_policies) {
      const bool service = policy.kind == model::ControlKind::kService;
      Add({.document = &policy.document,
           .kind = service ? policy::Kind::kServiceControl
                           : policy::Kind::kResourceControl,
           .role = DocumentRole::kControl,
           .entity = (service ? "scp/" : "rcp/") + policy.key,
           .accounts = policy.accounts,
           .span = policy.span});
    }
    return std::move(found_);
  }

 private:
  void Add(FoundDocument found) {
    if (found.accounts.valid() && !found.document->statements.empty()) {
      found_.push_back(std::move(found));
    }
  }

  void FindManaged() {
    const std::vector<Attached> attached = AttachedOf(topology_);
    for (std::size_t i = 0; i < topology_.policies.size(); ++i) {
      const model::PolicyId id = topology_.policies.IdAt(i);
      const model::ManagedPolicy& policy = topology_.policies[id];
      const Attached& how = attached[i];
      Add({.document = &policy.document,
           .kind = how.as_boundary && !how.as_policy ? policy::Kind::kBoundary
                                                     : policy::Kind::kIdentity,
           .role = DocumentRole::kManaged,
           .entity = "policy/" + policy.key,
           .owner = {model::EntityKind::kPolicy, id.index},
           .accounts = policy.accounts,
           .span = policy.span,
           .held_by_roles = how.by_roles,
           .held_by_users = how.by_users});
    }
  }

  void FindOf(const model::IdentityView& one) {
    const bool role = one.entity.kind == model::EntityKind::kRole;
    FoundDocument found{.document = nullptr,
                        .entity = one.Described(),
                        .owner = one.entity,
                        .accounts = one.accounts,
                        .span = one.key_span,
                        .held_by_roles = role,
                        .held_by_users = !role};
    if (role) {
      Add(TrustOf(topology_, model::RoleId{one.entity.index}));
    }
    for (const model::InlinePolicy& policy : one.inlines) {
      found.document = &policy.document;
      found.derived = policy.derived;
      Add(found);
    }
  }

  const model::Topology& topology_;
  std::vector<FoundDocument> found_;
};

class Filler {
 public:
  Filler(const model::Topology& topology, model::AccountId account,
         bool generated_names)
      : topology_(topology),
        account_(account),
        generated_names_(generated_names) {}

  [[nodiscard]] policy::Statement Fill(const model::Statement& from) const {
    policy::Statement statement;
    statement.span = from.span;
    if (!from.sid.empty()) {
      statement.sid =
          One(from.sid, from.sid_span.valid() ? from.sid_span : from.span);
    }
    statement.effect = policy::Value{
        from.effect == model::Effect::kAllow ? "Allow" : "Deny", from.span};
    statement.action = Fill(from.actions, from.span);
    if (from.resources) {
      statement.resource = Fill(*from.resources, from.span);
    }
    if (from.principal) {
      statement.principal = Fill(*from.principal, from.span);
    }
    statement.has_condition = !from.conditions.empty();
    statement.condition_span = from.span;
    for (const model::ConditionTest& test : from.conditions) {
      Fill(test, from.span, statement);
    }
    return statement;
  }

 private:
  // ARNs of which the names are made up later, as `model::ArnOf` gives them.
  [[nodiscard]] std::string WithoutGenerated(std::string text) const {
    if (generated_names_) {
      return WithArnsOfGenerated(std::move(text), topology_.accounts[account_]);
    }
    constexpr std::string_view kStart = "<generated:";
    for (std::size_t at = text.find(kStart); at != std::string::npos;
         at = text.find(kStart, at)) {
      const std::size_t end = text.find('>', at);
      text.replace(at, end == std::string::npos ? end : end + 1 - at, 1,
                   policy::kUnknown);
    }
    return text;
  }

  [[nodiscard]] policy::Value One(const model::Text& text,
                                  diag::Span span) const {
    return {WithoutGenerated(model::Evaluate(topology_, text, account_)), span};
  }

  // Each value once: two references may come to the same.
  void Append(const model::Texts& texts, diag::Span otherwise,
              policy::Values& into) const {
    std::unordered_set<std::string> taken;
    for (const policy::Value& value : into.values) {
      taken.insert(value.text);
    }
    for (const model::LocatedText& text : texts) {
      std::vector<std::string> strings;
      model::AppendEvaluated(topology_, text.value, account_, strings);
      for (std::string& string : strings) {
        string = WithoutGenerated(std::move(string));
        if (taken.insert(string).second) {
          into.values.push_back(
              {std::move(string), text.span.valid() ? text.span : otherwise});
        }
      }
    }
    into.is_list = into.values.size() != 1;
  }

  [[nodiscard]] policy::Clause Fill(const model::Clause& from,
                                    diag::Span otherwise) const {
    policy::Clause clause;
    clause.present = true;
    clause.except = from.except;
    clause.span = from.span.valid() ? from.span : otherwise;
    clause.name = clause.span;
    Append(from.values, clause.span, clause.of);
    return clause;
  }

  [[nodiscard]] policy::PrincipalClause Fill(const model::PrincipalClause& from,
                                             diag::Span otherwise) const {
    policy::PrincipalClause clause;
    clause.present = true;
    clause.except = from.except;
    clause.span = from.span.valid() ? from.span : otherwise;
    clause.name = clause.span;
    if (from.anyone) {
      clause.text = policy::Value{"*", clause.span};
      return clause;
    }
    for (const model::Principals& principals : from.principals) {
      policy::PrincipalGroup group;
      group.type = {std::string(model::NameOf(principals.type)), clause.span};
      Append(principals.values, clause.span, group.of);
      clause.groups.push_back(std::move(group));
    }
    return clause;
  }

  // Tests of one operator stand together, and so do values of one key.
  void Fill(const model::ConditionTest& from, diag::Span otherwise,
            policy::Statement& into) const {
    policy::Value op =
        One(from.op, from.op_span.valid() ? from.op_span : otherwise);
    policy::Value key =
        One(from.key, from.key_span.valid() ? from.key_span : otherwise);
    const diag::Span span = key.span;
    auto block = std::find_if(into.condition.begin(), into.condition.end(),
                              [&](const policy::ConditionBlock& one) {
                                return one.op.text == op.text;
                              });
    if (block == into.condition.end()) {
      policy::ConditionBlock made;
      made.op = std::move(op);
      block = into.condition.insert(block, std::move(made));
    }
    auto test = std::find_if(block->tests.begin(), block->tests.end(),
                             [&](const policy::ConditionTest& one) {
                               return one.key.text == key.text;
                             });
    if (test == block->tests.end()) {
      policy::ConditionTest made;
      made.key = std::move(key);
      test = block->tests.insert(test, std::move(made));
    }
    Append(from.values, span, test->of);
  }

  const model::Topology& topology_;
  model::AccountId account_;
  bool generated_names_;
};

}  // namespace

std::vector<FoundDocument> DocumentsOf(const model::Topology& topology) {
  return Finder(topology).Find();
}

FoundDocument TrustOf(const model::Topology& topology, model::RoleId id) {
  const model::Role& role = topology.roles[id];
  return {.document = &role.trust,
          .kind = policy::Kind::kTrust,
          .role = DocumentRole::kTrust,
          .entity = "role/" + role.key,
          .owner = {model::EntityKind::kRole, id.index},
          .accounts = role.accounts,
          .span = role.key_span};
}

policy::Document Written(const model::Topology& topology,
                         const FoundDocument& found, model::AccountId account,
                         const Wanted& wanted) {
  const model::Document& from = *found.document;
  policy::Document document;
  document.kind = found.kind;
  document.service = found.service;
  document.span = found.span;
  document.version = policy::Value{
      from.version, from.version_span.valid() ? from.version_span : found.span};
  document.has_statement = true;
  const Filler filler(topology, account, wanted.generated_names);
  for (const model::Statement& statement : from.statements) {
    if (model::StandsIn(topology, statement, account) &&
        (wanted.keep == nullptr || (*wanted.keep)(statement))) {
      document.statements.push_back(filler.Fill(statement));
    }
  }
  return document;
}

}  // namespace iamgen::analysis

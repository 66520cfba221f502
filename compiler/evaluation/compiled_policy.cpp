// Actions, resources and principals, taken apart.
#include "evaluation/compiled_policy.h"

#include <utility>

#include "evaluation/glob.h"
#include "policy/arn.h"
#include "policy/pattern.h"
#include "policy/principal.h"
#include "policy/variables.h"
#include "support/text.h"

namespace iamgen::evaluation {
namespace {

using policy::Kind;

constexpr std::size_t kFields = 6;
constexpr std::string_view kShortOfInterface = "execute-api:/";

class Compiler {
 public:
  Compiler(const policy::Document& document,
           const catalog::Catalogue& catalogue, Use use, CompiledPolicy& into)
      : document_(document),
        catalogue_(catalogue),
        use_(use),
        into_(into),
        variables_(document.version && document.version->text == "2012-10-17") {
  }

  void Add(const policy::Statement& statement, std::size_t index) {
    CompiledStatement made{
        .index = index,
        .sid = statement.sid ? statement.sid->text : "",
        .span = statement.span,
        .allows = statement.allows(),
        .action = CompileActions(statement.action),
        .resource = CompileResources(statement.resource),
        .principal = CompilePrincipals(statement),
        .tests = CompileTests(statement, variables_, catalogue_, into_.faults),
        .uncertain = !statement.condition_complete};
    for (const policy::ConditionBlock& block : statement.condition) {
      made.uncertain |= !block.complete || !block.op.known();
    }
    if (!statement.allows() && !statement.denies()) {
      Blame(statement.span, "the statement has no effect of IAM");
    }
    into_.statements.push_back(std::move(made));
  }

 private:
  void Blame(diag::Span span, std::string message) {
    into_.faults.push_back({span, std::move(message)});
  }

  ActionMatcher CompileActions(const policy::Clause& clause) {
    ActionMatcher matcher{.except = clause.except,
                          .covered = std::nullopt,
                          .entries = {},
                          .uncertain = !clause.complete()};
    if (use_ == Use::kOften) {
      matcher.covered.emplace(catalogue_);
    }
    if (!clause.present) {
      Blame(clause.span, "a statement has neither Action nor NotAction");
    }
    for (const policy::Value& value : clause.values()) {
      const bool anything =
          policy::IsAnything(value.text) || value.text == "*:*";
      if (!anything && value.known() &&
          value.text.find(':') == std::string::npos) {
        Blame(value.span, "`" + value.text + "` names no service");
      }
      const std::string_view prefix =
          std::string_view(value.text).substr(0, value.text.find(':'));
      if (!anything && policy::HasWildcard(prefix)) {
        Blame(value.span,
              "`" + value.text + "` has a wildcard in place of the service");
      }
      if (matcher.covered && value.known()) {
        catalogue_.Expand(anything ? "*" : value.text, *matcher.covered);
      }
      matcher.uncertain |= !value.known();
      matcher.entries.push_back({.pattern = Encoded(support::Lower(value.text)),
                                 .unknown = !value.known()});
    }
    return matcher;
  }

  ResourcePattern CompileResource(const policy::Value& value) {
    ResourcePattern made;
    const std::string& text = value.text;
    made.unknown = !value.known();
    if (policy::IsAnything(text)) {
      made.anything = true;
      return made;
    }
    if (document_.kind == Kind::kResource &&
        text.starts_with(kShortOfInterface)) {
      return CompileShort(value);
    }
    // Without variables a `${` hides no colon.
    std::vector<std::string_view> fields;
    std::string_view rest = text;
    const auto arn = policy::SplitArn(text);
    if (variables_ && arn) {
      fields = {arn->prefix, arn->partition, arn->service,
                arn->region, arn->account,   arn->resource};
    } else {
      while (fields.size() + 1 < kFields) {
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos) {
          break;
        }
        fields.push_back(rest.substr(0, colon));
        rest.remove_prefix(colon + 1);
      }
      fields.push_back(rest);
    }
    const bool arn_first =
        fields.front() == "arn" || policy::HasWildcard(fields.front());
    if ((!arn_first || fields.size() == 1) && !made.unknown) {
      Blame(value.span, "`" + text + "` is neither an ARN nor `*`");
    }
    if (fields.size() < kFields && !made.unknown) {
      Complete(value, fields, made);
    }
    for (std::size_t i = 0; i < made.fields.size(); ++i) {
      if (variables_ && policy::HasVariable(fields[i])) {
        Blame(value.span,
              "`" + text + "` has a variable before its fifth colon");
      }
      made.fields[i] = Encoded(fields[i]);
    }
    policy::Value last = value;
    last.text = fields.back();
    made.rest = CompileTemplate(last, variables_, true, catalogue_);
    return made;
  }

  // "execute-api:/prod/GET/pets": API Gateway puts the ARN of the interface in
  // front, whose name holds no slash.
  ResourcePattern CompileShort(const policy::Value& value) {
    policy::Value whole = value;
    whole.text = "arn:*:execute-api:*:*:*" +
                 value.text.substr(kShortOfInterface.size() - 1);
    return CompileResource(whole);
  }

  // Fewer than six fields: what is missing may be anything, or the pattern
  // covers nothing, or AWS refuses it.
  void Complete(const policy::Value& value,
                std::vector<std::string_view>& fields, ResourcePattern& made) {
    const bool star = value.text.find('*') != std::string::npos;
    const bool star_last = value.text.back() == '*';
    bool star_within = false;
    for (std::size_t i = 0; i + 1 < fields.size(); ++i) {
      star_within |= !fields[i].empty() && fields[i].back() == '*';
    }
    const Kind kind = document_.kind;
    if ((star_within && !star_last) || kind == Kind::kResourceControl ||
        (kind == Kind::kServiceControl && !star_last)) {
      Blame(value.span, "`" + value.text + "` is no ARN of six fields");
    }
    made.nothing = kind == Kind::kResource && !star;
    fields.resize(kFields, "*");
  }

  ResourceMatcher CompileResources(const policy::Clause& clause) {
    ResourceMatcher matcher{.absent = !clause.present,
                            .except = clause.except,
                            .entries = {},
                            .uncertain = !clause.complete()};
    // Policies of some resources have none: it is the one they hang on.
    if (!clause.present && document_.kind != Kind::kTrust &&
        document_.kind != Kind::kResource) {
      Blame(clause.span, "a statement has neither Resource nor NotResource");
    }
    for (const policy::Value& value : clause.values()) {
      if (value.text.empty()) {
        Blame(value.span, "a resource is empty");
        continue;
      }
      matcher.entries.push_back(CompileResource(value));
      matcher.uncertain |= matcher.entries.back().unknown;
    }
    return matcher;
  }

  PrincipalEntry CompileAws(const policy::Value& value) {
    using policy::PrincipalForm;
    const policy::AwsPrincipal parsed = policy::ParseAwsPrincipal(value.text);
    const auto arn = policy::SplitArn(value.text);
    PrincipalEntry made{.kind = PrincipalEntryKind::kNobody,
                        .name = value.text,
                        .partition = arn ? std::string(arn->partition) : "",
                        .account = parsed.account,
                        .role = parsed.role};
    switch (parsed.form) {
      case PrincipalForm::kEveryone:
        made.kind = PrincipalEntryKind::kEveryone;
        return made;
      case PrincipalForm::kAccount:
        made.kind = PrincipalEntryKind::kAccount;
        return made;
      case PrincipalForm::kUser:
        made.kind = PrincipalEntryKind::kUser;
        break;
      case PrincipalForm::kRole:
        made.kind = PrincipalEntryKind::kRole;
        break;
      case PrincipalForm::kSession:
        made.kind = PrincipalEntryKind::kSession;
        break;
      case PrincipalForm::kFederatedUser:
        made.kind = PrincipalEntryKind::kFederatedUser;
        break;
      case PrincipalForm::kNotKnown:
        made.kind = PrincipalEntryKind::kUnknown;
        return made;
      case PrincipalForm::kRoleId:
      case PrincipalForm::kUserId:
      case PrincipalForm::kOfAws:
        return made;
      case PrincipalForm::kGroup:
      case PrincipalForm::kMalformed:
        Blame(value.span, "`" + value.text + "` is no principal");
        return made;
    }
    if (policy::HasWildcard(value.text)) {
      Blame(value.span, "`" + value.text + "` has a wildcard in a principal");
    }
    return made;
  }

  PrincipalMatcher CompilePrincipals(const policy::Statement& statement) {
    const policy::PrincipalClause& clause = statement.principal;
    PrincipalMatcher matcher{.present = clause.present,
                             .except = clause.except,
                             .entries = {},
                             .uncertain = !clause.complete};
    if (clause.present) {
      CheckPlace(statement);
    }
    if (document_.kind == Kind::kResourceControl && clause.complete &&
        !(clause.text && clause.text->text == "*")) {
      Blame(clause.span, "the principal of a resource control policy is `*`");
    }
    if (clause.text) {
      if (clause.text->text == "*") {
        matcher.entries.emplace_back().kind = PrincipalEntryKind::kEveryone;
      } else if (clause.text->known()) {
        Blame(clause.span, "the principal `" + clause.text->text +
                               "` does not say of which type it is");
      }
    }
    for (const policy::PrincipalGroup& group : clause.groups) {
      matcher.uncertain |= !group.of.complete;
      for (const policy::Value& value : group.of.values) {
        matcher.uncertain |= !value.known();
        matcher.entries.push_back(CompilePrincipal(group.type.text, value));
      }
    }
    return matcher;
  }

  PrincipalEntry CompilePrincipal(const std::string& type,
                                  const policy::Value& value) {
    if (type == "AWS") {
      return CompileAws(value);
    }
    PrincipalEntry made;
    made.name = value.text;
    if (!value.known()) {
      made.kind = PrincipalEntryKind::kUnknown;
    } else if (policy::HasWildcard(value.text)) {
      Blame(value.span, "`" + value.text + "` has a wildcard in a principal");
    } else if (type == "Service") {
      made.kind = PrincipalEntryKind::kService;
    } else if (type == "Federated") {
      made.kind = PrincipalEntryKind::kFederated;
    } else if (type != "CanonicalUser") {
      Blame(value.span, "`" + type + "` is no type of principals");
    }
    return made;
  }

  void CheckPlace(const policy::Statement& statement) {
    const policy::PrincipalClause& clause = statement.principal;
    switch (document_.kind) {
      case Kind::kIdentity:
      case Kind::kBoundary:
      case Kind::kSession:
      case Kind::kServiceControl:
        Blame(clause.span, "a " + std::string(NameOf(document_.kind)) +
                               " policy names a principal");
        return;
      case Kind::kTrust:
      case Kind::kResourceControl:
        if (clause.except) {
          Blame(clause.span, "NotPrincipal stands in a policy without it");
        }
        return;
      case Kind::kResource:
        if (clause.except && statement.allows()) {
          Blame(clause.span, "NotPrincipal stands beside Allow");
        }
        return;
    }
  }

  const policy::Document& document_;
  const catalog::Catalogue& catalogue_;
  const Use use_;
  CompiledPolicy& into_;
  const bool variables_;
};

}  // namespace

CompiledPolicy Compile(const policy::Document& document,
                       const catalog::Catalogue& catalogue, Use use) {
  CompiledPolicy compiled;
  compiled.kind = document.kind;
  if (document.version && document.version->known() &&
      document.version->text != "2012-10-17" &&
      document.version->text != "2008-10-17") {
    compiled.faults.push_back(
        {document.version->span, "`" + document.version->text +
                                     "` is no version of the policy language"});
  }
  compiled.uncertain = !document.complete;
  Compiler compiler(document, catalogue, use, compiled);
  for (std::size_t i = 0; i < document.statements.size(); ++i) {
    compiler.Add(document.statements[i], i);
  }
  return compiled;
}

}  // namespace iamgen::evaluation

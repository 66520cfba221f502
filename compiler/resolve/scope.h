// What a name means at a place: arguments, entity, account, topology,
// built-ins.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "diag/source.h"
#include "model/evaluate.h"
#include "model/topology.h"
#include "resolve/accounts.h"
#include "syntax/ast.h"

namespace iamgen::resolve {

// A name's value: texts, with holes where accounts differ.
struct Binding {
  model::Texts texts;
  bool is_list = false;
  diag::Span span;
  // Set at the first use, by whatever scope.
  mutable bool used = false;
};

using Bindings = std::map<std::string, Binding, std::less<>>;

// One level of names; `outer` is asked next.
struct Scope {
  // INVARIANT: outlives the scope.
  const Bindings* bindings = nullptr;
  const Scope* outer = nullptr;
};

// Where a text stands.
struct TextPlace {
  const Scope* scope = nullptr;
  // The accounts it is built in; every name has to be defined in all of them.
  model::AccountSetId accounts;
  // `{{role.name}}`, if there is a role around.
  const model::Text* role_name = nullptr;
  // `[NAME]` is a reference too.
  bool brackets = false;
  // Values of variables and arguments: what is no reference is plain text.
  bool is_value = false;
  // Where the template that holds the text is used.
  diag::Span used_at;
};

// Parses texts and looks names up. Knows the topology's and the accounts'
// variables; entities and arguments come with the scope.
class Names {
 public:
  // The entity of that kind and key, for `{{role:NAME}}`.
  using FindEntity = std::function<std::optional<model::EntityRef>(
      model::EntityKind, std::string_view)>;

  Names(const syntax::Topology& ast, model::Topology& topology,
        Accounts& accounts, const diag::SourceMap& sources, diag::Sink& sink);

  void set_find_entity(FindEntity find) { find_entity_ = std::move(find); }

  // Until then an account's variable that holds an entity's ARN has no value:
  // ARNs are made of names and paths.
  void EntitiesAreNamed() { entities_named_ = true; }

  // Reads the variables of the topology and of the accounts. Needs
  // `find_entity` and named entities, for values that refer to them.
  void ResolveVariables();

  // A text that is one string in every account.
  model::LocatedText One(const syntax::Text& text, const TextPlace& place);

  // A text that may become several, where IAM takes a list.
  void Many(const syntax::Text& text, const TextPlace& place,
            model::Texts& into);

  model::Texts Many(const syntax::Texts& texts, const TextPlace& place);

  // The tags of the defaults and those of an entity, of which each takes the
  // place of a default with its key.
  std::vector<model::Tag> Tags(const syntax::TextMap& own,
                               const TextPlace& place);

  Binding Bind(const syntax::Value& value, const TextPlace& place);

  Bindings Bind(const syntax::ValueMap& values, const TextPlace& place);

  // Whether `{{region}}` is defined in all of the accounts.
  bool HasRegion(model::AccountSetId accounts) const;

  // Warns of every binding that nothing used; `what` as in "variable".
  void ReportUnused(const Bindings& bindings, std::string_view what);

  // Warns of the topology's and the accounts' unused variables.
  void ReportUnused();

 private:
  // A name as the innermost scope has it.
  struct Found {
    const Binding* binding = nullptr;
    std::optional<model::Hole> hole;
  };

  struct Reference {
    // Offset and size in the text, braces included.
    std::size_t begin;
    std::size_t size;
    std::string_view body;
    bool bracket;
  };

  std::optional<Reference> NextReference(std::string_view text,
                                         std::size_t from,
                                         const TextPlace& place,
                                         diag::Span span);
  // The strings a reference stands for; nothing after a report.
  std::optional<Binding> Lookup(const Reference& reference,
                                const TextPlace& place, diag::Span span);
  std::optional<Binding> LookupName(std::string_view name,
                                    const TextPlace& place, diag::Span span);
  std::optional<Binding> LookupEntity(model::EntityKind kind,
                                      std::string_view name,
                                      const TextPlace& place, diag::Span span);
  // Whether an ARN of the entity can be written; a generated name is known to
  // its own stack alone.
  bool KnowsArn(model::EntityRef entity, model::AccountSetId selected,
                const TextPlace& place, diag::Span span);
  std::optional<Binding> LookupBucket(model::BucketPart part,
                                      std::string_view name,
                                      const TextPlace& place, diag::Span span);
  std::optional<Binding> LookupBracket(std::string_view name,
                                       const TextPlace& place, diag::Span span);
  std::optional<Binding> BuiltIn(std::string_view name,
                                 const TextPlace& place) const;
  std::optional<Binding> AccountVariable(std::string_view name,
                                         const TextPlace& place,
                                         diag::Span span, bool report);
  bool IsDefined(std::string_view name, const TextPlace& place) const;
  bool IsListBinding(const Binding& binding) const;
  void ReportUndefined(std::string_view name, const TextPlace& place,
                       diag::Span span,
                       const std::vector<std::string>& missing);
  const Binding* TopLevel(std::string_view name);
  // Whether a value may be read for another one; a circle, or too long a chain
  // of values, is reported at `span`.
  bool MayResolve(const std::string& key, const std::string& name,
                  diag::Span span);
  // Takes from what substitution may make in all; once there is nothing left,
  // reports it at `span`.
  bool Spend(std::size_t bytes, diag::Span span);
  void EvaluateAccountVariable(model::AccountId account,
                               model::VariableId variable);

  diag::Span SpanWithin(const syntax::Text& text, std::string_view piece) const;

  const syntax::Topology& ast_;
  model::Topology& topology_;
  Accounts& accounts_;
  const diag::SourceMap& sources_;
  diag::Sink& sink_;
  FindEntity find_entity_;

  // The topology's variables as written, and those that have been read.
  std::map<std::string_view, const std::pair<syntax::Text, syntax::Value>*>
      top_level_values_;
  Bindings top_level_;
  // Names whose values are being read, to see a circle.
  std::vector<std::string> resolving_;
  // Names that were in one, and have been reported.
  std::vector<std::string> circular_;
  std::map<std::string, model::VariableId, std::less<>> variable_ids_;

  struct VariableInfo {
    diag::Span first;
    std::size_t definitions = 0;
    bool used = false;
  };

  std::vector<VariableInfo> variable_infos_;
  bool entities_named_ = false;
  // Bytes that substitution may still make.
  std::size_t bytes_left_;
  bool bytes_spent_ = false;
  // Unevaluated values of the accounts, by account and variable.
  std::vector<std::map<std::uint32_t, const syntax::Value*>> pending_;
};

}  // namespace iamgen::resolve

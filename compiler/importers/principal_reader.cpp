// A text, or lists of texts by the types of principals.
#include "importers/principal_reader.h"

#include <iterator>
#include <string>

#include "importers/emptiness_rules.h"

namespace iamgen::importers {
namespace {

void ReadGroups(std::string_view name, const Datum& datum, Elements& elements,
                policy::PrincipalClause& clause) {
  if (datum.children.empty() && datum.complete) {
    elements
        .Say(kEmptyPrincipalObject, datum.span,
             "`" + std::string(name) + "` is an empty object")
        .Help("name those for whom the statement holds");
  }
  ForEachMember(datum, [&](const Datum& type, const Datum& value) {
    policy::PrincipalGroup group;
    group.type = {type.text, type.span, policy::Form::kText};
    group.of =
        elements.List(type.text, value, {.empty_list = &kEmptyPrincipalList});
    clause.groups.push_back(std::move(group));
  });
  clause.complete = clause.complete && datum.complete;
}

}  // namespace

policy::PrincipalClause ReadPrincipal(std::string_view name, const Datum& datum,
                                      Elements& elements) {
  policy::PrincipalClause clause;
  switch (datum.kind) {
    case DatumKind::kText:
      clause.complete = !datum.unknown();
      if (clause.complete) {
        clause.text =
            policy::Value{datum.text, datum.span, policy::Form::kText};
      }
      break;
    case DatumKind::kObject:
      ReadGroups(name, datum, elements, clause);
      break;
    case DatumKind::kEither:
      clause.complete = false;
      for (const Datum& one : datum.children) {
        policy::PrincipalClause some = ReadPrincipal(name, one, elements);
        clause.groups.insert(clause.groups.end(),
                             std::make_move_iterator(some.groups.begin()),
                             std::make_move_iterator(some.groups.end()));
      }
      break;
    case DatumKind::kUnknown:
    case DatumKind::kNull:
    case DatumKind::kNumber:
    case DatumKind::kBoolean:
    case DatumKind::kList:
      clause.complete = false;
      elements.WrongType(name, datum, "`\"*\"` or an object");
      break;
  }
  return clause;
}

}  // namespace iamgen::importers

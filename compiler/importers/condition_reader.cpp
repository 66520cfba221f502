// Operators, keys, values: an object of objects.
#include "importers/condition_reader.h"

#include <string>
#include <utility>

#include "importers/emptiness_rules.h"

namespace iamgen::importers {
namespace {

void ReadTests(const Datum& datum, Elements& elements,
               policy::ConditionBlock& block) {
  switch (datum.kind) {
    case DatumKind::kObject:
      block.complete = block.complete && datum.complete;
      ForEachMember(datum, [&](const Datum& key, const Datum& value) {
        block.tests.push_back(
            {.key = {key.text, key.span, policy::Form::kText},
             .of = elements.List(key.text, value,
                                 {.empty_texts = true, .numbers = true})});
      });
      if (datum.children.empty() && datum.complete) {
        elements
            .Say(kEmptyConditionObject, datum.span,
                 "`" + block.op.text + "` has nothing to compare")
            .Help("name a key and its values, or remove the operator")
            .RemoveMember(datum.span, "");
      }
      return;
    case DatumKind::kEither:
      block.complete = false;
      for (const Datum& one : datum.children) {
        ReadTests(one, elements, block);
      }
      return;
    case DatumKind::kUnknown:
    case DatumKind::kNull:
    case DatumKind::kText:
    case DatumKind::kNumber:
    case DatumKind::kBoolean:
    case DatumKind::kList:
      block.complete = false;
      elements.WrongType(block.op.text, datum, "an object of keys and values");
      return;
  }
}

}  // namespace

bool ReadCondition(const Datum& datum, Elements& elements,
                   std::vector<policy::ConditionBlock>& blocks) {
  switch (datum.kind) {
    case DatumKind::kObject:
      if (datum.children.empty() && datum.complete) {
        elements
            .Say(kEmptyConditionObject, datum.span, "the condition is empty")
            .Help("name an operator, a key and its values, or remove it")
            .RemoveMember(datum.span, "");
      }
      ForEachMember(datum, [&](const Datum& op, const Datum& tests) {
        policy::ConditionBlock block;
        block.op = {op.text, op.span, policy::Form::kText};
        ReadTests(tests, elements, block);
        blocks.push_back(std::move(block));
      });
      return datum.complete;
    case DatumKind::kEither:
      for (const Datum& one : datum.children) {
        ReadCondition(one, elements, blocks);
      }
      return false;
    case DatumKind::kUnknown:
    case DatumKind::kNull:
    case DatumKind::kText:
    case DatumKind::kNumber:
    case DatumKind::kBoolean:
    case DatumKind::kList:
      elements.WrongType("Condition", datum, "an object of operators");
      return false;
  }
  return false;
}

}  // namespace iamgen::importers

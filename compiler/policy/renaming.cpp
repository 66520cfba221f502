// Counts what stands beside a key.
#include "policy/renaming.h"

#include "support/text.h"

namespace iamgen::policy {

bool CanRename(const Statement& statement, const Value& op,
               std::string_view to) {
  bool alone = false;
  for (const ConditionBlock& block : statement.condition) {
    if (&block.op == &op) {
      alone = block.complete && block.tests.size() == 1;
    } else if (!block.op.known() ||
               support::EqualIgnoringCase(block.op.text, to)) {
      return false;
    }
  }
  return alone && statement.condition_complete;
}

}  // namespace iamgen::policy

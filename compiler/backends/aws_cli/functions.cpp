// Which functions a script has.
#include "backends/aws_cli/functions.h"

namespace iamgen::backends::aws_cli {
namespace {

template <typename Visit>
void ForEachFunction(Visit visit) {
  for (const auto& part :
       {BasicFunctions(), EntityFunctions(), ResourceFunctions()}) {
    for (const FunctionText& one : part) {
      visit(one);
    }
  }
}

}  // namespace

void Functions::Use(Function function) {
  bool& used = used_[static_cast<std::size_t>(function)];
  if (used) {
    return;
  }
  used = true;
  ForEachFunction([&](const FunctionText& one) {
    if (one.function == function) {
      for (const Function called : one.calls) {
        Use(called);
      }
    }
  });
}

void Functions::AppendTo(std::string& script) const {
  ForEachFunction([&](const FunctionText& one) {
    if (used_[static_cast<std::size_t>(one.function)]) {
      script += '\n';
      script += one.text;
    }
  });
}

}  // namespace iamgen::backends::aws_cli

// Looks for the marks of generated names.
#include "analysis/generated_names.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "model/evaluate.h"

namespace iamgen::analysis {

std::string WithArnsOfGenerated(std::string text,
                                const model::Account& account) {
  constexpr std::string_view kStart = "<generated:";
  for (std::size_t at = text.find(kStart); at != std::string::npos;
       at = text.find(kStart, at + 1)) {
    const std::size_t end = text.find('>', at);
    const std::size_t slash = text.find('/', at);
    if (end == std::string::npos || slash == std::string::npos || slash > end) {
      break;
    }
    std::string kind =
        text.substr(at + kStart.size(), slash - at - kStart.size());
    std::replace(kind.begin(), kind.end(), '_', '-');
    text.replace(at, end + 1 - at,
                 "arn:" + account.partition + ":iam::" + account.id + ":" +
                     kind + "/<" + text.substr(slash + 1, end - slash));
  }
  return text;
}

std::string KnownArnOf(const model::Topology& topology, model::EntityRef entity,
                       model::AccountId account) {
  return WithArnsOfGenerated(model::ArnOf(topology, entity, account),
                             topology.accounts[account]);
}

}  // namespace iamgen::analysis

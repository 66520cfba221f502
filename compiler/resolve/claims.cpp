// Looks at the names in claims.
#include "resolve/claims.h"

#include <algorithm>
#include <string>
#include <vector>

#include "model/entity.h"
#include "resolve/diagnostics.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

std::vector<std::string_view> KeysOf(const model::Topology& topology,
                                     std::string_view kind) {
  if (kind == "lambda_job") {
    std::vector<std::string_view> keys;
    for (const model::LambdaJob& job : topology.jobs) {
      keys.push_back(job.key);
    }
    return keys;
  }
  for (const model::EntityKind one :
       {model::EntityKind::kRole, model::EntityKind::kUser,
        model::EntityKind::kGroup, model::EntityKind::kPolicy,
        model::EntityKind::kInstanceProfile}) {
    if (model::NameOf(one) == kind) {
      return model::KeysOf(topology, one);
    }
  }
  return {};
}

void CheckPattern(const syntax::EntityPattern& pattern,
                  const model::Topology& topology, Accounts& accounts,
                  diag::Sink& sink) {
  const auto keys = KeysOf(topology, pattern.kind.value);
  const bool found =
      std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
        return support::GlobMatches(pattern.name.value, key);
      });
  if (!found) {
    sink.Add(kUnknownName, pattern.span,
             "there is no " + pattern.kind.value + " `" + pattern.name.value +
                 "`")
        .Help(support::DidYouMean(pattern.name.value, keys));
    return;
  }
  if (pattern.in) {
    accounts.Select(*pattern.in, true);
  }
}

}  // namespace

void CheckClaims(const syntax::Topology& ast, const model::Topology& topology,
                 Accounts& accounts, diag::Sink& sink) {
  for (const syntax::Claim& claim : ast.expect) {
    for (const syntax::EntityPattern& by : claim.by) {
      CheckPattern(by, topology, accounts, sink);
    }
    for (const auto& on : claim.on) {
      if (const auto* pattern = std::get_if<syntax::EntityPattern>(&on)) {
        CheckPattern(*pattern, topology, accounts, sink);
      }
    }
  }
  if (!ast.expect.empty()) {
    sink.Add(kUnprovedClaim, ast.expect.front().span,
             support::Count(ast.expect.size(), "claim") +
                 " of `expect` read and not proved")
        .Help("this version of iamgen does not evaluate policies yet");
  }
}

}  // namespace iamgen::resolve

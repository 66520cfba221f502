// Looks entities of claims up.
#include "resolve/claims.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "model/entity.h"
#include "model/entity_pattern.h"
#include "resolve/diagnostics.h"
#include "support/text.h"

namespace iamgen::resolve {
namespace {

class Resolver {
 public:
  Resolver(const model::Topology& topology, Accounts& accounts, Names& names,
           diag::Sink& sink)
      : topology_(topology), accounts_(accounts), names_(names), sink_(sink) {}

  std::optional<model::Claim> Resolve(const syntax::Claim& ast) {
    model::Claim claim;
    claim.span = ast.span;
    claim.effect = ast.effect == syntax::Effect::kAllow ? model::Effect::kAllow
                                                        : model::Effect::kDeny;
    bool sound = !ast.by.empty() && !ast.actions.empty();
    model::AccountSetId asking = accounts_.Intern({});
    for (const syntax::EntityPattern& by : ast.by) {
      auto party = Resolve(by);
      sound &= party.has_value();
      if (!party) {
        continue;
      }
      for (const model::EntityRef entity : party->entities) {
        const auto home = model::AccountsOf(topology_, entity);
        if (home.valid()) {
          asking = accounts_.Unite(
              asking, party->accounts.valid()
                          ? accounts_.Intersect(home, party->accounts)
                          : home);
        }
      }
      claim.by.push_back(*std::move(party));
    }
    const TextPlace place{.accounts = asking, .used_at = {}};
    claim.actions = names_.Many(ast.actions, place);
    for (const auto& on : ast.on) {
      if (const auto* pattern = std::get_if<syntax::EntityPattern>(&on)) {
        auto party = Resolve(*pattern);
        sound &= party.has_value();
        if (party) {
          claim.on.emplace_back(*std::move(party));
        }
        continue;
      }
      for (model::LocatedText& text :
           names_.Many({std::get<syntax::Text>(on)}, place)) {
        claim.on.emplace_back(std::move(text));
      }
    }
    for (const auto& [key, value] : ast.context) {
      claim.context.emplace_back(
          diag::Located<std::string>{key.value, key.span},
          names_.Many(value.texts, place));
    }
    return sound ? std::optional(std::move(claim)) : std::nullopt;
  }

 private:
  std::optional<model::Party> Resolve(const syntax::EntityPattern& pattern) {
    model::Party party;
    party.span = pattern.span;
    party.entities =
        model::EntitiesNamed(topology_, pattern.kind.value, pattern.name.value);
    if (party.entities.empty()) {
      sink_
          .Add(kUnknownName, pattern.span,
               "there is no " + pattern.kind.value + " `" + pattern.name.value +
                   "`")
          .Help(support::DidYouMean(
              pattern.name.value,
              model::KeysNamed(topology_, pattern.kind.value)));
      return std::nullopt;
    }
    if (pattern.in) {
      const auto selected = accounts_.Select(*pattern.in, true);
      if (!selected) {
        return std::nullopt;
      }
      party.accounts = *selected;
    }
    return party;
  }

  const model::Topology& topology_;
  Accounts& accounts_;
  Names& names_;
  diag::Sink& sink_;
};

}  // namespace

std::vector<model::Claim> ResolveClaims(const syntax::Topology& ast,
                                        const model::Topology& topology,
                                        Accounts& accounts, Names& names,
                                        diag::Sink& sink) {
  std::vector<model::Claim> claims;
  Resolver resolver(topology, accounts, names, sink);
  for (const syntax::Claim& claim : ast.expect) {
    if (auto resolved = resolver.Resolve(claim)) {
      claims.push_back(*std::move(resolved));
    }
  }
  return claims;
}

}  // namespace iamgen::resolve

// Compares entities between children, by what they are made of.
#include "backends/cfn_stackset/sharing.h"

#include <algorithm>
#include <set>

#include "backends/arn_text.h"
#include "model/entity.h"
#include "model/evaluate.h"

namespace iamgen::backends::cfn_stackset {

using cfn::Kind;
using cfn::Unit;
using model::Hole;
using model::HoleKind;

Sharing::Sharing(const model::Topology& topology)
    : topology_(topology),
      parameters_(topology),
      children_(topology.account_sets.size()) {
  if (parameters_.children().empty()) {
    return;
  }
  for (const Unit unit : cfn::UnitsOf(topology)) {
    const model::AccountSetId accounts = cfn::AccountsOf(topology, unit);
    if (accounts.valid() && HasResources(unit) &&
        ChildrenOf(accounts).members > 0) {
      Consider(unit);
    }
  }
  Spread();
  LimitParameters();
  Spread();
}

const Sharing::Children& Sharing::ChildrenOf(model::AccountSetId set) {
  Children& known = children_[set.index];
  if (known.members == 0 && !known.missing.valid()) {
    const model::AccountSet& accounts = topology_.account_sets[set];
    for (const model::AccountId child : parameters_.children()) {
      if (accounts.Contains(child)) {
        ++known.members;
      } else if (!known.missing.valid()) {
        known.missing = child;
      }
    }
  }
  return known;
}

bool Sharing::HasResources(Unit unit) const {
  if (unit.kind == Kind::kResource) {
    return topology_.resources[support::Id<model::ResourcePolicy>{unit.index}]
        .emit;
  }
  if (unit.kind == Kind::kJob) {
    const auto& job = topology_.jobs[support::Id<model::LambdaJob>{unit.index}];
    return job.permissions_wanted && !job.permissions.empty();
  }
  return true;
}

std::string Sharing::NameOf(Unit unit) const {
  return "`" + cfn::Described(topology_, unit) + "`";
}

void Sharing::Consider(Unit unit) {
  const Children& here = ChildrenOf(cfn::AccountsOf(topology_, unit));
  std::string& reason = reasons_[unit];
  if (here.missing.valid()) {
    reason = "is not in `" + topology_.accounts[here.missing].alias + "`";
    return;
  }
  const auto add = [&](std::string one) {
    if (reason.empty()) {
      reason = std::move(one);
    }
  };
  // A permission names the account of its source apart from the ARN.
  if (unit.kind == cfn::Kind::kJob) {
    const model::LambdaJob& job =
        topology_.jobs[support::Id<model::LambdaJob>{unit.index}];
    if (std::any_of(job.permissions.begin(), job.permissions.end(),
                    [](const model::InvokePermission& one) {
                      return HidesAccount(one.source_arn.value);
                    })) {
      add("is started by an ARN whose account is in a variable, with more");
    }
  }
  cfn::Visit(
      topology_, unit,
      {.value =
           [&](const model::Text& text, bool principal) {
             add(ReasonAgainst(text, principal, unit));
           },
       .list =
           [&](const model::Texts& texts, bool principal) {
             const std::string name = parameters_.NameOfList(texts);
             if (!name.empty()) {
               taken_[unit].push_back(name);
               return;
             }
             for (const model::LocatedText& text : texts) {
               add(ReasonAgainst(text.value, principal, unit));
             }
           },
       .key = [&](const model::Text& text) { add(ReasonAgainstKey(text)); },
       .only_in = [&](model::AccountSetId set) { add(ReasonAgainst(set)); },
       .need = {}});
}

std::string Sharing::ReasonAgainst(const model::Text& value, bool principal,
                                   Unit unit) {
  for (const auto& part : value.parts) {
    const auto* hole = std::get_if<Hole>(&part);
    if (hole == nullptr) {
      continue;
    }
    if (hole->kind == HoleKind::kEntityArn && !hole->accounts.valid()) {
      if (!model::HasGeneratedName(topology_, hole->entity)) {
        std::string reason = ReasonAgainst(
            model::OwnArnText(topology_, hole->entity), false, unit);
        if (!reason.empty()) {
          return reason;
        }
      }
      continue;
    }
    const bool is_set = hole->kind == HoleKind::kAccountIds ||
                        hole->kind == HoleKind::kEntityArn;
    const std::string name =
        hole->kind == HoleKind::kVariable
            ? "`" + topology_.variables[hole->variable].name + "`"
        : hole->kind == HoleKind::kRegion ? "the region"
                                          : "the alias";
    switch (parameters_.Of(*hole)) {
      case Standing::kSame:
        // CloudFormation would not know what has to exist first.
        if (principal && hole->kind == HoleKind::kEntityArn &&
            ChildrenOf(hole->accounts).members > 0) {
          return "trusts entities of several children by their ARNs, its own "
                 "account among them";
        }
        break;
      case Standing::kPseudo:
        break;
      case Standing::kDiffers:
        taken_[unit].push_back(parameters_.NameOf(*hole));
        break;
      case Standing::kTooLong:
        return name + " is too long for a parameter in some child";
      case Standing::kListDiffers:
      case Standing::kListDiffersMuch:
        return is_set ? "names all accounts but its own, which are others in "
                        "each child"
                      : "uses the list " + name +
                            ", which is another in each child";
    }
  }
  return {};
}

std::string Sharing::ReasonAgainstKey(const model::Text& key) const {
  if (key.IsLiteral()) {
    return {};
  }
  const auto& children = parameters_.children();
  const std::string first = model::Evaluate(topology_, key, children.front());
  const bool same = std::all_of(
      children.begin(), children.end(), [&](model::AccountId child) {
        return model::Evaluate(topology_, key, child) == first;
      });
  return same ? ""
              : "has a Sid or a key of a condition that is another in each "
                "child, and no parameter can stand there";
}

std::string Sharing::ReasonAgainst(model::AccountSetId only_in) {
  const Children& here = ChildrenOf(only_in);
  return here.members == 0 || !here.missing.valid()
             ? ""
             : "says more in some children than in `" +
                   topology_.accounts[here.missing].alias + "`";
}

// Whatever needs what stands apart stands apart, too: it can only come after.
// So does what is inseparable from it, in either direction.
void Sharing::Spread() {
  std::map<Unit, std::vector<Unit>> needed_by;
  std::vector<Unit> open;
  for (const auto& [unit, reason] : reasons_) {
    for (const cfn::Tie& tie : cfn::TiesOf(topology_, unit)) {
      if (tie.needed || tie.inseparable) {
        needed_by[tie.to].push_back(unit);
      }
    }
    if (!reason.empty()) {
      open.push_back(unit);
    }
  }
  while (!open.empty()) {
    const Unit unit = open.back();
    open.pop_back();
    const auto follow = [&](Unit other, const std::string& why) {
      const auto found = reasons_.find(other);
      if (found != reasons_.end() && found->second.empty()) {
        found->second = why;
        open.push_back(other);
      }
    };
    for (const Unit other : needed_by[unit]) {
      follow(other, "needs " + NameOf(unit) + ", which is not shared");
    }
    for (const cfn::Tie& tie : cfn::TiesOf(topology_, unit)) {
      if (tie.inseparable) {
        follow(tie.to,
               "has no name until it is created, and is referred to by " +
                   NameOf(unit) + ", which is not shared");
      }
    }
  }
}

void Sharing::LimitParameters() {
  std::set<std::string> all;
  std::size_t passwords = 0;
  for (auto& [unit, reason] : reasons_) {
    if (!reason.empty()) {
      continue;
    }
    std::set<std::string> with = all;
    with.insert(taken_[unit].begin(), taken_[unit].end());
    const bool asks = unit.kind == Kind::kUser &&
                      topology_.users[model::UserId{unit.index}].console;
    if (with.size() + passwords + (asks ? 1 : 0) > kMostParameters) {
      reason = "takes parameters beyond the " +
               std::to_string(kMostParameters) + " that a template may have";
      continue;
    }
    all = std::move(with);
    passwords += asks ? 1 : 0;
  }
}

std::vector<Apart> NotShared(const model::Topology& topology) {
  const Sharing sharing(topology);
  std::vector<Apart> apart;
  for (const auto& [unit, reason] : sharing.reasons()) {
    if (!reason.empty()) {
      apart.push_back({cfn::Described(topology, unit),
                       cfn::SpanOf(topology, unit), reason});
    }
  }
  return apart;
}

}  // namespace iamgen::backends::cfn_stackset

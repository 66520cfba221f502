// Matches suppressions with findings.
#include "driver/suppressions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "driver/allow_comments.h"
#include "driver/rules.h"
#include "model/entity_pattern.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

// A suppression, from a comment or from `suppress:`.
struct Ruling {
  std::string rule;
  diag::Span span;
  bool has_reason = false;
  // Of a comment: the line of `span.file` it speaks of; 0 behind the last.
  std::optional<std::size_t> line = std::nullopt;
  const syntax::EntityPattern* on = nullptr;
  bool used = false;
  // It speaks of a finding that stays.
  bool met_error = false;
};

// Where an entity lives ("user/ada"); invalid if there is none such.
model::AccountSetId HomeOf(std::string_view entity,
                           const model::Topology& topology) {
  const std::string_view kind = entity.substr(0, entity.find('/'));
  const std::string_view key = entity.substr(entity.find('/') + 1);
  model::AccountSetId home;
  const auto look_in = [&](std::string_view word, const auto& entities) {
    for (const auto& one : entities) {
      if (word == kind && one.key == key) {
        home = one.accounts;
      }
    }
  };
  look_in("role", topology.roles);
  look_in("user", topology.users);
  look_in("group", topology.groups);
  look_in("policy", topology.policies);
  look_in("lambda_job", topology.jobs);
  look_in("instance_profile", topology.profiles);
  return home;
}

// Whether a finding lies in accounts that the pattern selects, all of them: one
// that names no account speaks of every account of its entity.
bool InAccounts(const diag::Diagnostic& finding,
                const syntax::EntityPattern& on,
                const model::Topology& topology) {
  if (!on.in) {
    return true;
  }
  const auto* selector = std::get_if<std::string>(&on.in->what);
  if (selector == nullptr) {
    return false;
  }
  const auto selected = [&](const model::Account& account) {
    return model::Selects(*selector, account);
  };
  if (!finding.account.empty()) {
    return std::any_of(topology.accounts.begin(), topology.accounts.end(),
                       [&](const model::Account& account) {
                         return account.alias == finding.account &&
                                selected(account);
                       });
  }
  const model::AccountSetId home = HomeOf(finding.entity, topology);
  if (!home.valid()) {
    return false;
  }
  const auto& members = topology.account_sets[home].members;
  return std::all_of(members.begin(), members.end(), [&](model::AccountId id) {
    return selected(topology.accounts[id]);
  });
}

// Whether the pattern names the entity ("role/Deploy"). The role of a job or of
// a profile goes by the name of either.
bool NamesEntity(const syntax::EntityPattern& on, std::string_view entity,
                 const model::Topology& topology) {
  const std::size_t slash = entity.find('/');
  if (slash == std::string_view::npos) {
    return false;
  }
  const std::string_view kind = entity.substr(0, slash);
  const std::string_view key = entity.substr(slash + 1);
  if (kind == on.kind.value) {
    return support::GlobMatches(on.name.value, key);
  }
  const bool by_job = on.kind.value == "lambda_job";
  if (kind != "role" || !(by_job || on.kind.value == "instance_profile")) {
    return false;
  }
  const model::Origin origin =
      by_job ? model::Origin::kLambdaJob : model::Origin::kInstanceProfile;
  return std::any_of(topology.roles.begin(), topology.roles.end(),
                     [&](const model::Role& role) {
                       return role.key == key && role.origin == origin &&
                              support::GlobMatches(on.name.value,
                                                   role.entity_key);
                     });
}

// `topology` may be nullptr if no ruling names an entity.
bool Covers(const Ruling& ruling, const diag::Diagnostic& finding,
            const model::Topology* topology, const diag::SourceMap& sources) {
  if (!support::EqualIgnoringCase(ruling.rule, finding.rule->id) &&
      !support::EqualIgnoringCase(ruling.rule, finding.rule->name)) {
    return false;
  }
  if (ruling.line) {
    return finding.span.file == ruling.span.file &&
           sources[finding.span.file].PositionOf(finding.span.begin).line ==
               *ruling.line;
  }
  return ruling.on == nullptr ||
         (NamesEntity(*ruling.on, finding.entity, *topology) &&
          InAccounts(finding, *ruling.on, *topology));
}

void ReportUnknownRule(const Ruling& ruling, diag::Sink& sink) {
  sink.Add(kUnusedSuppression, ruling.span,
           "there is no rule `" + ruling.rule + "`")
      .Help(NearRules(ruling.rule));
}

// With errors about, much was not looked at: what is unused is not known.
void Report(const Ruling& ruling, bool broken, diag::Sink& sink) {
  if (!ruling.has_reason) {
    sink.Add(kNoReason, ruling.span,
             "the suppression of " + ruling.rule + " gives no reason")
        .Help(ruling.line ? "write it after two dashes: `# iamgen: allow " +
                                ruling.rule + " -- REASON`"
                          : "add `reason:`");
  }
  const diag::Rule* rule = FindRule(ruling.rule);
  if (rule == nullptr) {
    ReportUnknownRule(ruling, sink);
  } else if (ruling.met_error || rule->severity == diag::Severity::kError) {
    sink.Add(kUnusedSuppression, ruling.span,
             ruling.rule + " is an error, which cannot be suppressed")
        .Help("repair what it finds");
  } else if (!ruling.used && !broken) {
    sink.Add(kUnusedSuppression, ruling.span, "nothing here is " + ruling.rule)
        .Help("remove it");
  }
}

std::vector<Ruling> CommentsIn(const diag::SourceMap& sources) {
  std::vector<Ruling> rulings;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const diag::FileId file{static_cast<std::uint32_t>(i)};
    for (const AllowComment& comment : FindAllowComments(sources[file], file)) {
      for (const std::string& rule : comment.rules) {
        rulings.push_back(
            {rule, comment.span, comment.has_reason, comment.line});
      }
    }
  }
  return rulings;
}

void Apply(std::vector<Ruling> rulings, const model::Topology* topology,
           const diag::SourceMap& sources, diag::Sink& sink) {
  if (rulings.empty()) {
    return;
  }
  sink.Remove([&](const diag::Diagnostic& finding) {
    const bool stays = finding.severity == diag::Severity::kError;
    bool covered = false;
    for (Ruling& ruling : rulings) {
      if (Covers(ruling, finding, topology, sources)) {
        ruling.used = covered = true;
        ruling.met_error |= stays;
      }
    }
    return covered && !stays;
  });
  const bool broken = sink.HasErrors();
  for (const Ruling& ruling : rulings) {
    Report(ruling, broken, sink);
  }
}

}  // namespace

void ApplySuppressions(const syntax::Topology& ast,
                       const model::Topology& topology,
                       const diag::SourceMap& sources, diag::Sink& sink) {
  std::vector<Ruling> rulings = CommentsIn(sources);
  for (const syntax::Suppression& one : ast.suppress) {
    rulings.push_back({.rule = one.rule.value,
                       .span = one.span,
                       .has_reason = one.reason && !one.reason->value.empty(),
                       .on = one.on ? &*one.on : nullptr});
  }
  Apply(std::move(rulings), &topology, sources, sink);
}

void ApplyAllowComments(const diag::SourceMap& sources, diag::Sink& sink) {
  Apply(CommentsIn(sources), nullptr, sources, sink);
}

}  // namespace iamgen::driver

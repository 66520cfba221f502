// Matches suppressions with findings.
#include "driver/suppressions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "driver/rules.h"
#include "model/entity.h"
#include "support/text.h"

namespace iamgen::driver {
namespace {

// A suppression, from a comment or from `suppress:`.
struct Ruling {
  std::string rule;
  diag::Span span;
  bool has_reason = false;
  // Of a comment: the line of `span.file` it speaks of.
  std::size_t line = 0;
  const syntax::EntityPattern* on = nullptr;
  bool used = false;
};

std::string_view Trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

// Where the comment of a line begins, if it has one: a `#` outside of quotes,
// after white space or at the front.
std::size_t CommentIn(std::string_view line) {
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != '\0') {
      if (c == '\\' && quote == '"') {
        ++i;
      } else if (c == quote) {
        quote = '\0';
      }
    } else if ((c == '"' || c == '\'') &&
               (i == 0 || line[i - 1] == ' ' || line[i - 1] == '[' ||
                line[i - 1] == '{' || line[i - 1] == ',')) {
      quote = c;
    } else if (c == '#' &&
               (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return i;
    }
  }
  return std::string_view::npos;
}

// "allow IAM527, IAM528 -- reason" to suppressions of those rules.
void ReadComment(std::string_view text, diag::Span span, std::size_t line,
                 std::vector<Ruling>& into) {
  constexpr std::string_view kAllow = "allow ";
  if (!text.starts_with(kAllow)) {
    return;
  }
  text.remove_prefix(kAllow.size());
  const std::size_t dashes = text.find("--");
  const bool has_reason = dashes != std::string_view::npos &&
                          !Trim(text.substr(dashes + 2)).empty();
  const std::string_view rules = text.substr(0, dashes);
  for (std::size_t at = 0; at <= rules.size();) {
    const std::size_t comma = std::min(rules.find(',', at), rules.size());
    const std::string_view rule = Trim(rules.substr(at, comma - at));
    if (!rule.empty()) {
      into.push_back({std::string(rule), span, has_reason, line});
    }
    at = comma + 1;
  }
}

void FindComments(const diag::Source& source, diag::FileId file,
                  std::vector<Ruling>& into) {
  constexpr std::string_view kMark = "iamgen:";
  const std::string_view text = source.text();
  if (text.find(kMark) == std::string_view::npos) {
    return;
  }
  std::vector<std::pair<std::string_view, diag::Span>> waiting;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    ++number;
    const std::size_t comment = CommentIn(line);
    const bool has_comment = comment != std::string_view::npos;
    const bool alone = Trim(line.substr(0, comment)).empty();
    std::string_view said;
    diag::Span span;
    if (has_comment) {
      said = Trim(line.substr(comment + 1));
      span = {file, static_cast<std::uint32_t>(at + comment),
              static_cast<std::uint32_t>(at + Trim(line).size() +
                                         line.find_first_not_of(" \t"))};
    }
    const bool ours = said.starts_with(kMark);
    if (ours) {
      said = Trim(said.substr(kMark.size()));
    }
    if (!alone) {
      // Comments above speak of this line, and so does one at its end.
      for (const auto& [above, place] : waiting) {
        ReadComment(above, place, number, into);
      }
      waiting.clear();
      if (ours) {
        ReadComment(said, span, number, into);
      }
    } else if (ours) {
      waiting.emplace_back(said, span);
    }
    at = end + 1;
  }
  for (const auto& [above, place] : waiting) {
    ReadComment(above, place, 0, into);
  }
}

bool Selects(const std::string& selector, const model::Account& account) {
  return selector == "all" ||
         (selector == "master" &&
          account.role == model::AccountRole::kMaster) ||
         (selector == "children" &&
          account.role == model::AccountRole::kChild) ||
         selector == account.id ||
         support::GlobMatches(selector, account.alias);
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
    return Selects(*selector, account);
  };
  if (!finding.account.empty()) {
    return std::any_of(topology.accounts.begin(), topology.accounts.end(),
                       [&](const model::Account& account) {
                         return account.alias == finding.account &&
                                selected(account);
                       });
  }
  const std::string_view key =
      std::string_view(finding.entity).substr(finding.entity.find('/') + 1);
  for (const model::Role& role : topology.roles) {
    if (role.key == key && role.accounts.valid()) {
      const auto& members = topology.account_sets[role.accounts].members;
      return std::all_of(
          members.begin(), members.end(),
          [&](model::AccountId id) { return selected(topology.accounts[id]); });
    }
  }
  return false;
}

bool Covers(const Ruling& ruling, const diag::Diagnostic& finding,
            const model::Topology& topology, const diag::SourceMap& sources) {
  if (!support::EqualIgnoringCase(ruling.rule, finding.rule->id) &&
      !support::EqualIgnoringCase(ruling.rule, finding.rule->name)) {
    return false;
  }
  if (ruling.line > 0) {
    return finding.span.file == ruling.span.file &&
           sources[finding.span.file].PositionOf(finding.span.begin).line ==
               ruling.line;
  }
  if (ruling.on == nullptr) {
    return true;
  }
  const std::size_t slash = finding.entity.find('/');
  return slash != std::string::npos &&
         finding.entity.compare(0, slash, ruling.on->kind.value) == 0 &&
         support::GlobMatches(ruling.on->name.value,
                              finding.entity.substr(slash + 1)) &&
         InAccounts(finding, *ruling.on, topology);
}

void Report(const Ruling& ruling, diag::Sink& sink) {
  if (!ruling.has_reason) {
    sink.Add(kNoReason, ruling.span,
             "the suppression of " + ruling.rule + " gives no reason")
        .Help(ruling.line > 0 ? "write it after two dashes: `# iamgen: allow " +
                                    ruling.rule + " -- REASON`"
                              : "add `reason:`");
  }
  if (ruling.used) {
    return;
  }
  const diag::Rule* rule = FindRule(ruling.rule);
  if (rule == nullptr) {
    std::vector<std::string_view> known;
    for (const diag::Rule* one : AllRules()) {
      known.push_back(one->id);
      known.push_back(one->name);
    }
    sink.Add(kUnusedSuppression, ruling.span,
             "there is no rule `" + ruling.rule + "`")
        .Help(support::DidYouMean(ruling.rule, known));
    return;
  }
  sink.Add(kUnusedSuppression, ruling.span,
           rule->severity == diag::Severity::kError
               ? ruling.rule + " is an error, which cannot be suppressed"
               : "nothing here is " + ruling.rule)
      .Help(rule->severity == diag::Severity::kError ? "repair what it finds"
                                                     : "remove it");
}

}  // namespace

void ApplySuppressions(const syntax::Topology& ast,
                       const model::Topology& topology,
                       const diag::SourceMap& sources, diag::Sink& sink) {
  std::vector<Ruling> rulings;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const diag::FileId file{static_cast<std::uint32_t>(i)};
    if (!sources[file].path().ends_with(".json")) {
      FindComments(sources[file], file, rulings);
    }
  }
  for (const syntax::Suppression& one : ast.suppress) {
    rulings.push_back({one.rule.value, one.span,
                       one.reason && !one.reason->value.empty(), 0,
                       one.on ? &*one.on : nullptr});
  }
  if (rulings.empty()) {
    return;
  }
  sink.Remove([&](const diag::Diagnostic& finding) {
    if (finding.severity == diag::Severity::kError) {
      return false;
    }
    bool covered = false;
    for (Ruling& ruling : rulings) {
      if (Covers(ruling, finding, topology, sources)) {
        ruling.used = covered = true;
      }
    }
    return covered;
  });
  // With errors about, much was not looked at: what is unused is not known.
  const bool broken = sink.HasErrors();
  for (Ruling& ruling : rulings) {
    ruling.used |= broken;
    Report(ruling, sink);
  }
}

}  // namespace iamgen::driver

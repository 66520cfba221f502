// ARNs that are written out: what they name, and what they could be made of.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/names.h"
#include "catalog/partition.h"
#include "checks/check.h"
#include "checks/written_arn_rules.h"
#include "diag/shared_rules.h"
#include "model/entity.h"
#include "model/evaluate.h"
#include "policy/arn.h"
#include "policy/operator.h"
#include "support/text.h"

namespace iamgen::checks {
namespace {

using model::EntityKind;

// Where a document may have ARNs of IAM that somebody wrote out.
std::set<diag::Span> PlacesOfArns(const model::Document& document) {
  std::set<diag::Span> places;
  const auto look = [&](const model::Texts& texts) {
    for (const model::LocatedText& text : texts) {
      const bool written =
          std::any_of(text.value.parts.begin(), text.value.parts.end(),
                      [](const auto& part) {
                        const auto* literal = std::get_if<std::string>(&part);
                        return literal != nullptr
                                   ? literal->find(":iam:") != std::string::npos
                                   : std::get<model::Hole>(part).kind ==
                                         model::HoleKind::kVariable;
                      });
      if (written) {
        places.insert(text.span);
      }
    }
  };
  for (const model::Statement& statement : document.statements) {
    if (statement.resources) {
      look(statement.resources->values);
    }
    if (statement.principal) {
      for (const model::Principals& one : statement.principal->principals) {
        look(one.values);
      }
    }
    for (const model::ConditionTest& test : statement.conditions) {
      look(test.values);
    }
  }
  return places;
}

// Calls `look` with every value that stands at one of the places.
template <typename Look>
void ForEachAt(const policy::Document& document,
               const std::set<diag::Span>& places, Look look) {
  const auto all = [&](const policy::Values& values) {
    for (const policy::Value& value : values.values) {
      if (places.contains(value.span)) {
        look(value);
      }
    }
  };
  for (const policy::Statement& statement : document.statements) {
    all(statement.resource.of);
    for (const policy::PrincipalGroup& group : statement.principal.groups) {
      all(group.of);
    }
    for (const policy::ConditionBlock& block : statement.condition) {
      for (const policy::ConditionTest& test : block.tests) {
        all(test.of);
      }
    }
  }
}

// What AWS makes for itself.
bool IsOfAws(std::string_view arn) {
  return arn.find("/aws-service-role/") != std::string_view::npos ||
         arn.find("/aws-reserved/") != std::string_view::npos;
}

std::string_view LastOf(std::string_view arn) {
  return arn.substr(arn.rfind('/') + 1);
}

void DanglingReference(const Subject& subject, const AccountDocument& one,
                       const Reporter& report) {
  const std::set<diag::Span> places = PlacesOfArns(*one.found.document);
  if (places.empty()) {
    return;
  }
  const model::Topology& topology = subject.topology;
  ForEachAt(one.document, places, [&](const policy::Value& value) {
    const auto named = subject.arns->Find(value.text);
    if (!named || named->exact || IsOfAws(value.text)) {
      return;
    }
    const std::string kind(model::NameOf(named->kind));
    const std::string& alias = topology.accounts[named->account].alias;
    if (named->entity) {
      report(value.span,
             "`" + value.text + "` names nothing: the ARN of " + kind + " `" +
                 model::KeyOf(topology, *named->entity) + "` of `" + alias +
                 "` is `" +
                 model::ArnOf(topology, *named->entity, named->account) + "`")
          .Also(model::KeySpanOf(topology, *named->entity),
                "the " + kind + " is defined here")
          .Help("write `{{" + kind + ":" +
                model::KeyOf(topology, *named->entity) + "}}`");
      return;
    }
    // Providers come with clusters and with other people's work.
    if (named->kind == EntityKind::kOidcProvider ||
        named->kind == EntityKind::kSamlProvider) {
      return;
    }
    std::string help = support::DidYouMean(
        LastOf(value.text), model::KeysOf(topology, named->kind));
    if (help.empty()) {
      help = "if somebody else makes it, allow this finding and say who";
    }
    report(value.span, "the topology makes no " + kind + " `" +
                           std::string(LastOf(value.text)) + "` in `" + alias +
                           "`")
        .Help(std::move(help))
        .As(diag::Severity::kWarning);
  });
}

void PrincipalCreatedLater(const Subject& subject, const AccountDocument& one,
                           const Reporter& report) {
  if (one.found.role != analysis::DocumentRole::kTrust) {
    return;
  }
  const std::set<diag::Span> places = PlacesOfArns(*one.found.document);
  const model::Topology& topology = subject.topology;
  for (const policy::Statement& statement : one.document.statements) {
    for (const policy::PrincipalGroup& group : statement.principal.groups) {
      if (group.type.text != "AWS") {
        continue;
      }
      for (const policy::Value& value : group.of.values) {
        if (!places.contains(value.span)) {
          continue;
        }
        const auto named = subject.arns->Find(value.text);
        // Of other accounts the waves take care.
        if (!named || !named->exact || named->account != one.account ||
            (named->kind != EntityKind::kRole &&
             named->kind != EntityKind::kUser)) {
          continue;
        }
        const bool itself = *named->entity == one.found.owner;
        const std::string kind(model::NameOf(named->kind));
        const std::string& key = model::KeyOf(topology, *named->entity);
        auto finding = report(
            value.span,
            itself ? "role `" + key +
                         "` trusts itself by its ARN and cannot be created"
                   : "nothing makes " + kind + " `" + key +
                         "` before what trusts it by an ARN that is written "
                         "out");
        finding.Help(itself ? "write `{ role: " + key + " }`"
                            : "write `{ " + kind + ": " + key + " }`, or `{{" +
                                  kind + ":" + key + "}}` in a document");
        if (!itself) {
          finding.As(diag::Severity::kWarning);
        }
      }
    }
  }
}

// The partition of an ARN that is written out; empty: it is none, or not known.
std::string_view PartitionOf(std::string_view text) {
  const auto arn = policy::SplitArn(text);
  return arn && arn->prefix == "arn" &&
                 catalog::FindPartition(arn->partition) != nullptr
             ? arn->partition
             : std::string_view();
}

void PartitionMismatch(const Subject& subject, const AccountDocument& one,
                       const Reporter& report) {
  const model::Account& account = subject.topology.accounts[one.account];
  const auto look = [&](const policy::Values& values) {
    // A list for several partitions has something for this one.
    const bool all_elsewhere = std::all_of(
        values.values.begin(), values.values.end(),
        [&](const policy::Value& value) {
          const std::string_view partition = PartitionOf(value.text);
          return !partition.empty() && partition != account.partition;
        });
    for (const policy::Value& value : values.values) {
      if (all_elsewhere) {
        report(value.span, "`" + value.text + "` is of partition `" +
                               std::string(PartitionOf(value.text)) +
                               "`, the account is in `" + account.partition +
                               "`")
            .Help("write `arn:{{partition}}:...`")
            .About(one.found.entity);
      }
    }
  };
  for (const policy::Statement& statement : one.document.statements) {
    if (!statement.resource.except) {
      look(statement.resource.of);
    }
    for (const policy::PrincipalGroup& group : statement.principal.groups) {
      if (!statement.principal.except && group.type.text != "Service") {
        look(group.of);
      }
    }
    for (const policy::ConditionBlock& block : statement.condition) {
      const auto op = policy::ParseOperator(block.op.text);
      for (const policy::ConditionTest& test : block.tests) {
        if (op && !op->negated) {
          look(test.of);
        }
      }
    }
  }
}

// What of an ARN could be a reference; empty: nothing.
std::vector<std::string> WrittenOut(const std::string& literal,
                                    const std::set<std::string_view>& regions) {
  std::vector<std::string> parts;
  const auto arn = policy::SplitArn(literal);
  if (literal.starts_with("arn:") && !arn) {
    // The rest of it has holes: "arn:aws:s3:::" and a bucket.
    const std::string partition = literal.substr(4, literal.find(':', 4) - 4);
    if (catalog::FindPartition(partition) != nullptr) {
      parts.emplace_back("partition");
    }
    return parts;
  }
  if (!arn || arn->prefix != "arn") {
    return parts;
  }
  if (catalog::FindPartition(arn->partition) != nullptr) {
    parts.emplace_back("partition");
  }
  if (regions.contains(arn->region)) {
    parts.emplace_back("region");
  }
  if (!arn->account.empty() && catalog::IsAccountId(arn->account)) {
    parts.emplace_back("account.id");
  }
  return parts;
}

void HardCodedPartition(const Subject& subject, const Reporter& report) {
  const model::Topology& topology = subject.topology;
  std::set<std::string_view> regions;
  for (const model::Account& account : topology.accounts) {
    regions.insert(account.region);
  }
  regions.erase("");
  const auto look = [&](const model::Texts& texts, const std::string& entity) {
    for (const model::LocatedText& text : texts) {
      const auto* literal =
          text.value.parts.empty()
              ? nullptr
              : std::get_if<std::string>(&text.value.parts.front());
      const std::vector<std::string> parts =
          literal == nullptr ? std::vector<std::string>()
                             : WrittenOut(*literal, regions);
      if (!parts.empty()) {
        std::vector<std::string> references;
        for (const std::string& part : parts) {
          references.push_back("{{" + part + "}}");
        }
        report(text.span, "`" + *literal + "` has written out what is " +
                              support::QuotedList(references))
            .Help(
                "write the reference, or `{{role:NAME}}` for what the "
                "topology makes")
            .About(entity);
      }
    }
  };
  for (const analysis::FoundDocument& found :
       subject.access->policies().documents()) {
    for (const model::Statement& statement : found.document->statements) {
      if (statement.resources) {
        look(statement.resources->values, found.entity);
      }
      if (statement.principal) {
        for (const auto& one : statement.principal->principals) {
          look(one.values, found.entity);
        }
      }
      for (const model::ConditionTest& test : statement.conditions) {
        look(test.values, found.entity);
      }
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = kHardCodedPartition, .judge = HardCodedPartition},
    {.rule = diag::kPartitionMismatch, .read = PartitionMismatch},
    {.rule = kDanglingReference, .read = DanglingReference},
    {.rule = kPrincipalCreatedLater, .read = PrincipalCreatedLater},
};

}  // namespace

std::span<const Check> WrittenArnChecks() { return kChecks; }

}  // namespace iamgen::checks

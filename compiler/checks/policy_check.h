// Checks of policy documents, one at a time, whoever wrote them: a topology, a
// template of somebody else, a file of JSON. Each family is a file in policy/
// with its rules and one function.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalogue.h"
#include "checks/policy_settings.h"
#include "diag/sink.h"
#include "policy/document.h"
#include "policy/parsed_statement.h"

namespace iamgen::checks {

// Who has the policy; what its requests carry depends on it.
enum class Holders : std::uint8_t { kUnknown, kRoles, kUsers, kBoth };

// What is known of a document beyond its text. Empty: not known.
struct Standing {
  policy::Attachment attachment = policy::Attachment::kUnknown;
  Holders holders = Holders::kUnknown;
  // Of the account in which it stands: "aws", "111111111111".
  std::string partition;
  std::string account;
  // The accounts that the topology defines or declares. nullptr: there is no
  // topology.
  const std::set<std::string, std::less<>>* accounts = nullptr;
  // The statements of the other policies that everybody who has this one has.
  std::span<const policy::ParsedStatement* const> elsewhere = {};
};

// What a check sees.
struct PolicyContext {
  const catalog::Catalogue& catalogue;
  const PolicySettings& settings;
  const policy::Document& document;
  // Those of the document, in its order.
  std::span<const policy::ParsedStatement> statements;
  const Standing& standing;

  // Whether the document is of one of the types.
  [[nodiscard]] bool Is(std::initializer_list<policy::Kind> kinds) const {
    for (const policy::Kind kind : kinds) {
      if (document.kind == kind) {
        return true;
      }
    }
    return false;
  }
};

// "`s3:GetObject`", in messages.
inline std::string Quoted(const policy::Value& value) {
  return "`" + value.text + "`";
}

// Takes the findings of one document.
class PolicyFindings {
 public:
  PolicyFindings(diag::Sink& sink, std::string entity, std::string account)
      : sink_(sink), entity_(std::move(entity)), account_(std::move(account)) {}

  diag::Report Add(const diag::Rule& rule, diag::Span span,
                   std::string message) {
    diag::Report report = sink_.Add(rule, span, std::move(message));
    report.About(entity_).In(account_);
    return report;
  }

 private:
  diag::Sink& sink_;
  std::string entity_;
  std::string account_;
};

struct PolicyFamily {
  // INVARIANT: every rule that `run` reports.
  std::span<const diag::Rule* const> rules;
  void (*run)(const PolicyContext& context, PolicyFindings& findings);
};

// One function for each line of policy/families.def.
#define IAMGEN_POLICY_FAMILY(name) const PolicyFamily& name();
#include "checks/policy/families.def"
#undef IAMGEN_POLICY_FAMILY

// The families in the order of the list.
std::vector<const PolicyFamily*> PolicyFamilies();

// Runs every family on a document. Time is linear in the document.
void CheckPolicy(const policy::Document& document, const Standing& standing,
                 const catalog::Catalogue& catalogue,
                 const PolicySettings& settings, PolicyFindings& findings);

}  // namespace iamgen::checks

// Ranges of addresses: their form, and private ones where only public ones can
// be.
#include <array>
#include <string>
#include <vector>

#include "checks/policy/condition_ip_rules.h"
#include "checks/policy/condition_test.h"
#include "checks/policy_check.h"
#include "policy/ip_range.h"
#include "policy/variables.h"

namespace iamgen::checks {
namespace {

using policy::ParsedTest;
using policy::Value;

// Takes the private ones out. False where a value is no range, or not known.
bool Look(const ParsedTest& test, std::vector<const Value*>& secluded,
          PolicyFindings& findings) {
  bool all_known = test.test->of.complete;
  for (const Value& value : test.values()) {
    if (!value.known() || policy::HasVariable(value.text)) {
      all_known = false;
      continue;
    }
    const auto range = policy::ParseIpRange(value.text);
    if (!range) {
      findings
          .Add(kNotAnIpRange, value.span,
               Quoted(value) + " is no address and no range of addresses")
          .Help("write it as in 203.0.113.0/24 or 2001:db8::/32");
      all_known = false;
      continue;
    }
    if (range->HasHostBits()) {
      findings
          .Add(kIpHostBitsSet, value.span,
               Quoted(value) + " has bits behind its prefix")
          .Help("write `" + range->Masked() + "`")
          .Replace(value.span, value.text, range->Masked());
    }
    if (range->IsPrivate()) {
      secluded.push_back(&value);
    }
  }
  return all_known;
}

void OfSource(const ParsedTest& test, const std::vector<const Value*>& secluded,
              bool all_known, PolicyFindings& findings) {
  const bool negated = test.op->negated;
  if (all_known && secluded.size() == test.values().size()) {
    findings
        .Add(negated ? kOnlyPrivateNotSourceIp : kOnlyPrivateSourceIp,
             test.test->key.span,
             std::string("only private addresses stand here, which no caller "
                         "has: the test ") +
                 (negated ? "always" : "never") + " holds")
        .Help("write the public addresses, or test `aws:VpcSourceIp`");
    return;
  }
  for (const Value* value : secluded) {
    findings
        .Add(negated ? kSomePrivateNotSourceIp : kSomePrivateSourceIp,
             value->span, Quoted(*value) + " is private: no caller has it")
        .Help("remove it, or test `aws:VpcSourceIp`");
  }
}

void Run(const PolicyContext& context, PolicyFindings& findings) {
  for (const policy::ParsedStatement& statement : context.statements) {
    for (const ParsedTest& test : statement.tests) {
      if (!test.op || test.op->family != policy::OperatorFamily::kIp) {
        continue;
      }
      std::vector<const Value*> secluded;
      const bool all_known = Look(test, secluded, findings);
      if (test.key == "aws:sourceip" && !secluded.empty()) {
        OfSource(test, secluded, all_known, findings);
      }
    }
  }
}

constexpr std::array<const diag::Rule*, 6> kRules = {
    &kNotAnIpRange,           &kIpHostBitsSet,       &kOnlyPrivateSourceIp,
    &kOnlyPrivateNotSourceIp, &kSomePrivateSourceIp, &kSomePrivateNotSourceIp};

constexpr PolicyFamily kFamily{.rules = kRules, .run = Run};

}  // namespace

const PolicyFamily& ConditionIp() { return kFamily; }

}  // namespace iamgen::checks

// What a project asks of policies beyond what IAM does.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diag/rule.h"
#include "support/result.h"

namespace iamgen::checks {

// Something that a project keeps an eye on (IAM623): actions and resources,
// each a pattern. As a line: `s3:GetObject on arn:aws:s3:::payroll/*`.
struct SensitiveAccess {
  std::string action;
  std::string resource;
  // As it was written.
  std::string line;
};

// Condition keys, in small letters, that an Allow of some actions tests, or
// does not test (IAM631). A key may be a pattern: `aws:ResourceTag/*`. As a
// line: an action, and what it takes one after the other:
//
//     s3:PutObject requires aws:SecureTransport
//     s3:PutObject requires aws:SecureTransport and s3:x-amz-acl
//     sts:AssumeRole requires aws:SourceIp or aws:SourceVpce
//     iam:* requires aws:PrincipalArn forbids aws:UserAgent, aws:Referer
struct ConditionRule {
  std::string action;
  std::vector<std::string> all_of;
  // One of each list.
  std::vector<std::vector<std::string>> any_of;
  std::vector<std::string> none_of;
  // As it was written.
  std::string line;
};

// Fails with what the line lacks.
support::Result<SensitiveAccess> ParseSensitiveAccess(std::string_view line);
support::Result<ConditionRule> ParseConditionRule(std::string_view line);

struct PolicySettings {
  // Ids of the rules that say nothing until they are asked for, and were.
  std::set<std::string, std::less<>> asked;
  // IAM621 also looks for the actions of the longer, less certain list of those
  // that read data in bulk.
  bool all_bulk_reads = false;
  // The ARN of the permissions boundary that roles and users need, or "any";
  // empty: none (IAM639).
  std::string required_boundary;
  // Patterns of actions that nothing may allow (IAM731).
  std::vector<std::string> forbidden_actions;
  std::vector<SensitiveAccess> sensitive;
  std::vector<ConditionRule> condition_rules;

  [[nodiscard]] bool Asks(const diag::Rule& rule) const {
    return !rule.off || asked.contains(rule.id);
  }
};

}  // namespace iamgen::checks

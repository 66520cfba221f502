// Lambda jobs: what runs as which role, and who may start it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diag/span.h"
#include "model/identity.h"

namespace iamgen::model {

// Who may invoke a function: the resource permission a push trigger needs.
struct InvokePermission {
  // "events.amazonaws.com", "sns.amazonaws.com", "s3.amazonaws.com".
  std::string service;
  LocatedText source_arn;

  friend bool operator==(const InvokePermission&,
                         const InvokePermission&) = default;
};

struct EnvironmentEntry {
  std::string name;
  Texts values;
  bool is_list = false;
  diag::Span span;

  friend bool operator==(const EnvironmentEntry&,
                         const EnvironmentEntry&) = default;
};

struct LambdaJob {
  std::string key;
  LocatedText name;
  LocatedText description;
  RoleId role;
  AccountSetId accounts;
  // False where the function is made by somebody else: nothing but IAM then.
  bool permissions_wanted = true;
  std::vector<InvokePermission> permissions;
  std::vector<EnvironmentEntry> environment;
  // Nothing was said about what it may do.
  bool incomplete = false;
  // The policies and triggers it names, for the table of jobs.
  std::vector<std::string> policy_names;
  std::vector<std::string> trigger_kinds;
  diag::Span span;

  friend bool operator==(const LambdaJob&, const LambdaJob&) = default;
};

}  // namespace iamgen::model

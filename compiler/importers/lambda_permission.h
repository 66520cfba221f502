// Permissions on functions, which are no documents but become statements.
#pragma once

#include <optional>
#include <string>

#include "diag/sink.h"
#include "diag/span.h"
#include "policy/document.h"

namespace iamgen::importers {

// As a template or a file of Terraform writes it. Absent is nullopt; what is
// not known is text that is not known.
struct LambdaPermission {
  std::string entity;
  diag::Span span;
  std::optional<policy::Value> action;
  std::optional<policy::Value> principal;
  std::optional<policy::Value> source_arn;
  bool has_source_account = false;
  bool has_organization = false;
  bool has_event_source_token = false;
};

// Reports what the permission leaves open.
void CheckLambdaPermission(const LambdaPermission& permission,
                           diag::Sink& sink);

}  // namespace iamgen::importers

// The value of an argument that takes a policy.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "diag/sink.h"
#include "importers/datum.h"
#include "importers/hcl/expression.h"

namespace iamgen::importers::terraform {

struct PolicyValue {
  Datum datum;
  // Of a text that is known: its characters. 0: of anything else.
  std::uint64_t written_size = 0;
};

// The document in a text or in a call of `jsonencode`. Reports an argument that
// the provider does not take, if `check`, and JSON that is none. nullopt: it is
// not known, or absent.
std::optional<PolicyValue> ReadPolicyValue(std::string_view argument,
                                           const hcl::Expression& value,
                                           std::string_view entity, bool check,
                                           diag::Sink& sink);

}  // namespace iamgen::importers::terraform

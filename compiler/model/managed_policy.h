// Customer managed policies, and what attaches and tags them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diag/span.h"
#include "model/policy.h"
#include "support/store.h"

namespace iamgen::model {

struct Tag {
  Text key;
  LocatedText value;

  friend bool operator==(const Tag&, const Tag&) = default;
};

// A customer managed policy.
struct ManagedPolicy {
  std::string key;
  LocatedText name;
  LocatedText path;
  LocatedText description;
  Document document;
  std::vector<Tag> tags;
  bool retain = false;
  bool generated_name = false;
  // Where something attaches it; a policy nobody uses is in no account.
  AccountSetId accounts;
  diag::Span span;

  friend bool operator==(const ManagedPolicy&, const ManagedPolicy&) = default;
};

using PolicyId = support::Id<ManagedPolicy>;

struct InlinePolicy {
  LocatedText name;
  Document document;
  // Made by the compiler, from edges or triggers.
  bool derived = false;

  friend bool operator==(const InlinePolicy&, const InlinePolicy&) = default;
};

// An attached managed policy: one of the topology's or one that exists.
struct Attachment {
  PolicyId policy;
  LocatedText arn;
  diag::Span span;

  friend bool operator==(const Attachment& a, const Attachment& b) {
    return a.policy == b.policy && a.arn == b.arn;
  }
};

}  // namespace iamgen::model

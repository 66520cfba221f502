// The policy documents of a topology, as one account has them and with the
// places where they were written.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/topology.h"
#include "policy/document.h"

namespace iamgen::analysis {

enum class DocumentRole : std::uint8_t {
  kManaged,
  kInline,
  kTrust,
  kResource,
  kControl
};

// A document and what it belongs to. It does not outlive the topology.
struct FoundDocument {
  const model::Document* document = nullptr;
  policy::Kind kind = policy::Kind::kIdentity;
  DocumentRole role = DocumentRole::kInline;
  // Of a resource policy: "s3".
  std::string service = {};
  // "role/Deploy", "policy/Reader", "resource/Queue", "scp/Regions".
  std::string entity;
  // Of what IAM knows: not of resources and control policies.
  model::EntityRef owner = {};
  // Where it stands. INVARIANT: valid.
  model::AccountSetId accounts;
  // The key of what it belongs to.
  diag::Span span = {};
  // Made by the compiler, from edges or triggers.
  bool derived = false;
  // Who makes requests under it, as far as it is known.
  bool held_by_roles = false;
  bool held_by_users = false;
};

// Documents with a statement in some account: managed policies that something
// attaches, trust policies, inline policies, policies of resources, control
// policies.
std::vector<FoundDocument> DocumentsOf(const model::Topology& topology);

// The trust policy of a role that is somewhere.
FoundDocument TrustOf(const model::Topology& topology, model::RoleId role);

// What of a document is wanted.
struct Wanted {
  // ARNs of entities whose names are made up when they are created are as
  // generated_names.h has them; otherwise they are not known.
  bool generated_names = false;
  // Which statements; nullptr: all.
  const std::function<bool(const model::Statement&)>* keep = nullptr;
};

// The document as the account has it: every hole filled. No statements: it does
// not stand there.
policy::Document Written(const model::Topology& topology,
                         const FoundDocument& found, model::AccountId account,
                         const Wanted& wanted = {});

}  // namespace iamgen::analysis

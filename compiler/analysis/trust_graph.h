// Who may assume which role, as a graph: for pictures of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diag/span.h"
#include "model/topology.h"

namespace iamgen::analysis {

struct TrustNode {
  std::string name;
  // "role", "user", "group", "service", "account", "organization", "oidc",
  // "saml", "arn", "anyone", "federated".
  std::string type;
  // Whose it is; nothing for what no account of the topology has.
  std::optional<model::AccountId> account;
  // The key of an entity of the topology; nowhere for others.
  diag::Span span = {};
};

// Which halves of a link the topology has.
enum class Halves : std::uint8_t {
  // All that it takes: both, or the trust of what needs no permission.
  kAll,
  // The target trusts; the source, which is of the topology, is given nothing.
  kTrustAlone,
  // The source is given it; the target, which is of the topology, does not
  // trust.
  kPermissionAlone,
  // The other half is that of somebody else.
  kOtherOutside
};

struct TrustLink {
  // Places in `nodes`.
  std::size_t from = 0;
  std::size_t to = 0;
  // Each as "sts:ExternalId=a|b"; "deny" first if it keeps the source out.
  std::vector<std::string> conditions;
  Halves halves = Halves::kAll;
  // Where the edge, or the statement, is written; and where its source says the
  // same, if both of its ends do.
  diag::Span span;
  diag::Span source_span;
  // Of the target's trust policy, and of the source's policies: places in
  // `statements`, if those were asked for.
  std::vector<std::size_t> trust;
  std::vector<std::size_t> permission;
};

// Nodes and links in the order of the topology; links from and to nodes that
// are the same, and equal in all else, stand in it once.
struct TrustGraph {
  std::vector<TrustNode> nodes;
  std::vector<TrustLink> links;
  // JSON.
  std::vector<std::string> statements;
};

enum class WithStatements : std::uint8_t { kNo, kYes };

// `topology` has both halves of its edges. Of links whose ends are both in
// accounts, one of them is in `accounts`; of others, the one that is.
TrustGraph TrustGraphOf(const model::Topology& topology,
                        const std::vector<model::AccountId>& accounts,
                        WithStatements with = WithStatements::kNo);

}  // namespace iamgen::analysis

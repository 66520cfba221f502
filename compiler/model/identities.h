// Roles, users and groups alike, for whoever asks the same of all three.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/topology.h"

namespace iamgen::model {

// What the three have in common. It only points: it does not outlive the
// topology.
struct IdentityView {
  EntityRef entity;
  const std::string& key;
  const LocatedText& name;
  const LocatedText& path;
  AccountSetId accounts;
  const std::vector<Attachment>& attachments;
  const std::vector<InlinePolicy>& inlines;
  // Groups have neither.
  const std::vector<Tag>* tags = nullptr;
  const std::optional<Attachment>* boundary = nullptr;
  bool generated_name = false;
  diag::Span key_span;

  // "role/Deploy": how findings and patterns name it.
  [[nodiscard]] std::string Described() const {
    return std::string(NameOf(entity.kind)) + "/" + key;
  }
};

IdentityView ViewOf(const Topology& topology, RoleId id);
IdentityView ViewOf(const Topology& topology, GroupId id);
IdentityView ViewOf(const Topology& topology, UserId id);

// Roles, then groups, then users, each as declared.
std::vector<IdentityView> Identities(const Topology& topology);

}  // namespace iamgen::model

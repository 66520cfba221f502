// The files of a root module: which block goes where, in which syntax.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "backends/backend.h"
#include "backends/terraform/resources.h"
#include "writers/rope.h"

namespace iamgen::backends::terraform {

// The kinds of files.
enum class Topic : std::uint8_t {
  kPolicies,
  kRoles,
  kGroups,
  kUsers,
  kIdentityProviders,
  kResourcePolicies,
  kLambda,
  kOrganization
};

// A run of text that is put together with others of its kind: in HCL a file;
// in JSON a member of `data` or `resource`, or another of the main file's.
enum class Section : std::uint8_t { kFile, kData, kLocals, kResource, kImport };
using Place = std::pair<Section, std::string>;

struct Piece {
  Place place;
  writers::Rope rope;
};

// What some blocks become.
using Rendered = std::vector<Piece>;

// What to say of where blocks come from.
struct Source {
  const diag::SourceMap& sources;
  // "roles.Deploy".
  std::string path;
};

// One account's module at a time. It is filled by ropes, which do not depend on
// the account, and then written.
class Module {
 public:
  Module(const Style& style, const diag::SourceMap& sources);

  [[nodiscard]] Rendered Render(Topic topic, const ResourceList& list,
                                const Source& source) const;

  void Append(const Rendered& rendered,
              std::span<const std::string> slot_values);

  // Writes the files, unless nothing was appended, and is empty again.
  support::Status Write(const model::Account& account, model::AccountId id,
                        const Writer& write);

 private:
  void RenderHcl(Topic topic, const ResourceList& list, const Source& source,
                 Rendered& rendered) const;
  void RenderJson(const ResourceList& list, const Source& source,
                  Rendered& rendered) const;
  // Joins a rope to the piece of its place.
  void Join(Place place, const writers::Rope& rope, Rendered& rendered) const;
  [[nodiscard]] writers::Rope JsonMember(const std::string& key,
                                         const writers::Value& value,
                                         int level) const;
  // What stands between two ropes of a place.
  [[nodiscard]] std::string_view Between(Section section) const;
  [[nodiscard]] std::string About(const model::Account& account) const;
  [[nodiscard]] std::string MainJson(const model::Account& account) const;
  [[nodiscard]] std::string ImportsJson(const model::Account& account) const;

  Style style_;
  // The topology's file, without folders.
  std::string topology_;
  std::map<Place, std::string> texts_;
};

}  // namespace iamgen::backends::terraform

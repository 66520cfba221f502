// One template: its head, and the resources of an account's entities in the
// order in which all templates have them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backends/backend.h"
#include "backends/census.h"
#include "backends/cfn/resources.h"
#include "backends/cfn/unit.h"
#include "backends/shared_ropes.h"
#include "backends/slots.h"
#include "writers/rope.h"
#include "writers/value.h"

namespace iamgen::backends::cfn {

// What to make a template of.
struct Content {
  model::AccountId account;
  const Residents& entities;
  // Whether those are all that the account has.
  bool whole = true;
  // "account dev", for the description.
  std::string_view whose;
  // Stands under `Metadata`, before the capability.
  writers::Map about;
  // Besides first passwords.
  writers::Map parameters;
};

// Only lent: the next template reuses the buffers.
struct Template {
  std::string_view bytes;
  // 0: CloudFormation takes no template without any.
  std::size_t resources = 0;
  // The least that a stack of it asks for.
  std::string_view capability;
};

class Templates {
 public:
  // With `common`, of accounts that share one template.
  explicit Templates(const Request& request, const Common* common = nullptr)
      : request_(request),
        topology_(request.topology),
        slots_(request.topology),
        resources_(request.topology, slots_, common),
        ropes_(request.topology) {}

  Template Build(Content content);

  // ".template.yaml": what a template's file name ends with.
  [[nodiscard]] const char* suffix() const {
    return json() ? ".template.json" : ".template.yaml";
  }

 private:
  // What a rope is of: a unit, or a second resource of one.
  using RopeKey = std::pair<Unit, bool>;

  [[nodiscard]] bool json() const {
    return request_.style.format == Format::kJson;
  }

  [[nodiscard]] bool compact() const { return request_.style.compact; }

  void Head(Content& content, std::string_view capability);
  [[nodiscard]] const char* Capability(const Residents& entities) const;
  void AddPolicies();
  void AddRoles();
  void AddGroups();
  void AddUsers();
  template <typename Ids>
  void AddApart(const Ids& ids, const std::string& section);
  void AddProviders();
  void AddResourcePolicies();
  void AddPermissions(support::Id<model::LambdaJob> id);
  template <typename See, typename Make>
  void Add(RopeKey key, See see, diag::Span span, const std::string& path,
           Make make);
  writers::Rope Render(Resource resource, diag::Span span,
                       const std::string& path);
  void Append(const writers::Rope& rope);

  const Request& request_;
  const model::Topology& topology_;
  Slots slots_;
  Resources resources_;
  SharedRopes<RopeKey> ropes_;
  std::string buffer_;
  // Of the template being built.
  model::AccountId account_;
  const Residents* entities_ = nullptr;
  std::size_t written_ = 0;
};

}  // namespace iamgen::backends::cfn

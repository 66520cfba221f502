// One template: its head, and the resources of an account's entities in the
// order in which all templates have them.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
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
  // Those besides first passwords; asked for when the resources are there.
  std::function<writers::Map()> parameters = {};
};

// A resource of a template, and its bytes.
struct Piece {
  Unit unit;
  std::size_t bytes = 0;
};

// Only lent: the next template reuses the buffers.
struct Template {
  std::string_view bytes;
  // 0: CloudFormation takes no template without any.
  std::size_t resources = 0;
  std::size_t parameters = 0;
  // The least that a stack of it asks for.
  std::string_view capability;
  std::span<const Piece> pieces;
};

class Templates {
 public:
  // With `common`, of accounts that share one template.
  explicit Templates(const Request& request, const Common* common = nullptr)
      : request_(request),
        topology_(request.topology),
        slots_(request.topology),
        resources_(request.topology, slots_, common),
        is_common_(common != nullptr),
        ropes_(request.topology) {}

  Template Build(const Content& content);

  // ".template.yaml": what a template's file name ends with.
  [[nodiscard]] const char* suffix() const {
    return json() ? ".template.json" : ".template.yaml";
  }

 private:
  // What a rope is of: a unit, or a second resource of one; and which of the
  // units that it names are in the same template.
  struct RopeKey {
    Unit unit;
    bool second = false;
    std::string here = {};

    friend auto operator<=>(const RopeKey&, const RopeKey&) = default;
  };

  [[nodiscard]] bool json() const {
    return request_.style.format == Format::kJson;
  }

  [[nodiscard]] bool compact() const { return request_.style.compact; }

  std::string Head(const Content& content, std::string_view capability);
  [[nodiscard]] const char* Capability(const Residents& entities) const;
  void AddPolicies();
  void AddRoles();
  void AddGroups();
  void AddUsers();
  template <typename Ids>
  void AddApart(Kind kind, const Ids& ids, const std::string& section);
  void AddProviders();
  void AddResourcePolicies();
  void AddPermissions(support::Id<model::LambdaJob> id);
  template <typename See, typename Make>
  void Add(RopeKey key, See see, diag::Span span, const std::string& path,
           Make make);
  writers::Rope Render(Resource resource, diag::Span span,
                       const std::string& path);
  void Append(const writers::Rope& rope, Unit unit);
  std::string HereOf(Unit unit);

  const Request& request_;
  const model::Topology& topology_;
  Slots slots_;
  Resources resources_;
  bool is_common_;
  SharedRopes<RopeKey> ropes_;
  std::string buffer_;
  // Of the template being built.
  model::AccountId account_;
  const Residents* entities_ = nullptr;
  bool whole_ = true;
  std::size_t parameters_ = 0;
  std::vector<Piece> pieces_;
  std::map<Unit, std::vector<Tie>> ties_;
};

}  // namespace iamgen::backends::cfn
